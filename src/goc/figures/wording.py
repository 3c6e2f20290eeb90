"""How a figure is counted, in one sentence built from its definition."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext

from goc.figures.definitions import Condition, Indicator
from goc.figures.grains import GRAINS, Column
from goc.figures.printing import UNKNOWN

Labels = dict[tuple[str, str], str]


def labels_of(entries: list[dict[str, Any]], day: date) -> Labels:
    """(catalogue, code) → name on a day, from the frozen catalogues."""
    begun = sorted((e for e in entries if e["valid_from"] <= day), key=lambda e: e["valid_from"])
    return {(e["catalogue"], e["code"]): e["name"] for e in begun}


def how_counted(indicator: Indicator, labels: Labels) -> str:
    """`Đếm «học viên tốt nghiệp» …; tử số là những người có …`."""
    if indicator.per is not None:
        above, below = (how_counted(part, labels).rstrip(".") for part in indicator.parts)
        return gettext("Tử số: %(above)s. Mẫu số: %(below)s.") % {"above": above, "below": below}
    grain = GRAINS[indicator.grain]
    what = grain.label[:1].lower() + grain.label[1:]
    inside = conditions(indicator.population, indicator.grain, labels)
    below = (
        gettext("%(what)s có %(conditions)s") % {"what": what, "conditions": inside}
        if inside
        else what
    )
    if indicator.kind == "ratio":
        above = conditions(indicator.numerator, indicator.grain, labels)
        text = gettext("Mẫu số: %(below)s; tử số: trong đó có %(above)s") % {
            "below": below,
            "above": above,
        }
    elif indicator.kind == "sum":
        text = gettext("Cộng «%(weight)s» của %(below)s") % {
            "weight": grain.columns[indicator.weight].label,
            "below": below,
        }
    else:
        text = gettext("Đếm %(below)s") % {"below": below}
    if indicator.kind == "ratio" and indicator.weight:
        text += gettext(" (cộng «%(weight)s»)") % {"weight": grain.columns[indicator.weight].label}
    place = grain.units[indicator.unit_by]
    return gettext("%(text)s; tính theo: %(place)s.") % {
        "text": text,
        "place": place[:1].lower() + place[1:],
    }


def conditions(found: tuple[Condition, ...], grain: str, labels: Labels) -> str:
    return ", ".join(_said(c, GRAINS[grain].columns[c.field], labels) for c in found)


def _said(c: Condition, column: Column, labels: Labels) -> str:
    label, known, unknown = f"«{column.label}»", gettext("đã có"), gettext("chưa có")
    if c.op in ("known", "unknown"):
        return f"{label} {known if c.op == 'known' else unknown}"
    if column.type == "bool":
        return (
            label
            if (c.value is True) == (c.op == "eq")
            else gettext("không %(label)s") % {"label": label}
        )
    words = {
        "eq": gettext("là"),
        "ne": gettext("khác"),
        "in": gettext("là"),
        "not_in": gettext("không phải"),
        "ge": gettext("từ"),
        "gt": gettext("trên"),
        "le": gettext("đến"),
        "lt": gettext("dưới"),
    }
    values = c.value if isinstance(c.value, tuple) else (c.value,)
    named = gettext(" hoặc ").join(_value(v, column, labels) for v in values)
    return f"{label} {words[c.op]} {named}"


def _value(value: Any, column: Column, labels: Labels) -> str:
    if value is None:
        return UNKNOWN
    code = str(value)
    return labels.get((column.catalogue, code)) or column.words.get(code, code)
