"""The one grain of this room: units as of a day with their traits. The tree itself is a mechanism,
not a subject.

A trait is recorded where it is there; that nothing is recorded may mean "no" or "nobody said".
`border` reads the first, `is_border` tells the two apart: it is unknown while in the province
neither one unit of the same level is recorded with the trait on that day, nor the province itself
with 0 ("đã rà soát, không có").
"""

from __future__ import annotations

from datetime import date
from typing import Any

from goc.figures.grains import Column, Grain, Page, Wanted, register, valid
from goc.snapshots.engine import Frozen
from goc.units.rules import LABELS, LEVEL_LABELS

FLAGS = {
    "border": "Biên giới",
    "coastal": "Ven biển",
    "island": "Đảo",
    "defence_key": "Trọng điểm về quốc phòng",
    "hardship": "Đặc biệt khó khăn",
}
TOLD = {f"is_{flag}": flag for flag in FLAGS}


def _units(frozen: Frozen, as_of: date, wanted: Wanted) -> Any:
    v = valid(frozen.table("unit_versions"), as_of)
    rows = v.select(record=v.unit, label=v.name, unit_itself=v.unit, level=v.level, kind=v.kind)
    rows = _with_traits(frozen, as_of, rows, wanted)
    told = {name: flag for name, flag in TOLD.items() if wanted is None or name in wanted}
    return _with_told(frozen, as_of, rows, told) if told else rows


def _with_traits(frozen: Frozen, as_of: date, rows: Any, wanted: Wanted) -> Any:
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


def _with_told(frozen: Frozen, as_of: date, rows: Any, told: dict[str, str]) -> Any:
    """Adds, for each name in `told`, whether the unit has the trait; null where nobody said."""
    import ibis  # slow: only when figures are computed

    t = valid(frozen.table("unit_traits"), as_of)
    values = {name: t.value.max(where=t.kind == flag) for name, flag in told.items()}
    own = t.group_by(own_unit=t.unit).aggregate(**{f"own_{n}": v for n, v in values.items()})
    rows = rows.left_join(own, rows.record == own.own_unit).drop("own_unit")
    province = _provinces(frozen, as_of)
    rows = rows.left_join(province, rows.record == province.of).drop("of")
    in_level = rows.group_by(told_province=rows.province, told_level=rows.level).aggregate(
        **{f"some_{name}": rows[f"own_{name}"].max() for name in told}
    )
    reviewed = rows.filter(rows.level == "province").select(
        reviewed_province="record", **{f"none_{name}": f"own_{name}" for name in told}
    )
    on = [rows.province == in_level.told_province, rows.level == in_level.told_level]
    rows = rows.left_join(in_level, on)
    rows = rows.left_join(reviewed, rows.province == reviewed.reviewed_province)
    said = {
        name: ibis.cases(
            (rows[f"own_{name}"].notnull(), rows[f"own_{name}"] > 0),
            ((rows[f"some_{name}"] > 0) | (rows[f"none_{name}"] == 0), False),
        )
        for name in told
    }
    helping = [c for c in rows.columns if c.startswith(("own_", "some_", "none_"))]
    places = ("province", "told_province", "told_level", "reviewed_province")
    return rows.mutate(**said).drop(*helping, *places)


def _provinces(frozen: Frozen, as_of: date) -> Any:
    """(of, province): each unit's province on the civil line, at most two levels up."""
    import ibis  # slow: only when figures are computed

    v = valid(frozen.table("unit_versions"), as_of)
    p = valid(frozen.table("unit_parents"), as_of)
    p = p.filter(p.line == "civil")
    up = p.inner_join(v, p.parent == v.unit).select(
        below=p.unit, above=p.parent, above_level=v.level
    )
    twice = up.rename(middle="below", top="above", top_level="above_level")
    t = v.select(of=v.unit, own_level=v.level)
    t = t.left_join(up, t.of == up.below)
    t = t.left_join(twice, t.above == twice.middle)
    province = ibis.cases(
        (t.own_level == "province", t.of),
        (t.above_level == "province", t.above),
        (t.top_level == "province", t.top),
    )
    return t.select(of=t.of, province=province)


register(
    Grain(
        "unit",
        "Đơn vị",
        "units.unit",
        _units,
        {
            "level": Column("text", "Cấp", words=LEVEL_LABELS),
            "kind": Column("text", "Loại", words=LABELS),
            **{
                flag: Column("bool", f"{label} (không ghi tính là không)")
                for flag, label in FLAGS.items()
            },
            **{
                name: Column("bool", FLAGS[flag], may_be_untold=True) for name, flag in TOLD.items()
            },
            "unit_class": Column("int", "Loại đơn vị hành chính"),
            "border_length_km": Column("decimal", "Chiều dài đường biên giới (km)"),
        },
        {"itself": "Chính đơn vị"},
        names_people=False,
        page=Page("unit"),
    )
)
