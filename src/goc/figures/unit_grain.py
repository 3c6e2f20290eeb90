"""The one grain of this room: units as of a day with their traits. The tree itself is a mechanism, not a subject."""

from __future__ import annotations

from datetime import date
from typing import Any

from goc.figures.grains import Column, Grain, register, valid
from goc.snapshots.engine import Frozen

FLAGS = {
    "border": "Biên giới",
    "coastal": "Ven biển",
    "island": "Đảo",
    "defence_key": "Trọng điểm về quốc phòng",
    "hardship": "Đặc biệt khó khăn",
}


def _units(frozen: Frozen, as_of: date) -> Any:
    v, traits = valid(frozen.table("unit_versions"), as_of), valid(frozen.table("unit_traits"), as_of)
    rows = v.select(record=v.unit, label=v.name, unit_itself=v.unit, level=v.level, kind=v.kind)

    def joined(rows: Any, kind: str, **columns: Any) -> Any:
        one = traits.filter(traits.kind == kind)
        one = one.select(trait_unit=one.unit, **{name: one[column] for name, column in columns.items()})
        return rows.left_join(one, rows.record == one.trait_unit).drop("trait_unit")

    for flag in FLAGS:
        rows = joined(rows, flag, **{flag: "value"})
        rows = rows.mutate(**{flag: rows[flag].notnull()})
    rows = joined(rows, "class", unit_class="value")
    rows = rows.mutate(unit_class=rows.unit_class.cast("int64"))
    return joined(rows, "border_length_km", border_length_km="value", border_length_km_hedge="hedge")


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
