"""The one grain of this room: units as of a day with their traits. The tree itself is a mechanism,
not a subject.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from goc.figures.grains import Column, Grain, Wanted, register, valid
from goc.snapshots.engine import Frozen

FLAGS = {
    "border": "Biên giới",
    "coastal": "Ven biển",
    "island": "Đảo",
    "defence_key": "Trọng điểm về quốc phòng",
    "hardship": "Đặc biệt khó khăn",
}


def _units(frozen: Frozen, as_of: date, wanted: Wanted) -> Any:
    v = valid(frozen.table("unit_versions"), as_of)
    rows = v.select(record=v.unit, label=v.name, unit_itself=v.unit, level=v.level, kind=v.kind)
    flags = [flag for flag in FLAGS if wanted is None or flag in wanted]
    measured = wanted is None or bool({"unit_class", "border_length_km"} & wanted)
    if not flags and not measured:
        return rows
    t = valid(frozen.table("unit_traits"), as_of)
    made = {flag: (t.kind == flag).sum() for flag in flags}
    if measured:
        made |= {
            "unit_class": t.value.max(where=t.kind == "class").cast("int64"),
            "border_length_km": t.value.max(where=t.kind == "border_length_km"),
            "border_length_km_hedge": t.hedge.max(where=t.kind == "border_length_km"),
        }
    theirs = t.group_by(trait_unit=t.unit).aggregate(**made)
    rows = rows.left_join(theirs, rows.record == theirs.trait_unit)
    return rows.drop("trait_unit").mutate(**{flag: rows[flag].fill_null(0) > 0 for flag in flags})


register(
    Grain(
        "unit",
        "Đơn vị",
        "units.unit",
        _units,
        {
            "level": Column("text", "Cấp"),
            "kind": Column("text", "Loại"),
            **{name: Column("bool", label) for name, label in FLAGS.items()},
            "unit_class": Column("int", "Loại đơn vị hành chính"),
            "border_length_km": Column("decimal", "Chiều dài đường biên giới (km)"),
        },
        {"itself": "Chính đơn vị"},
        names_people=False,
    )
)
