"""Charts for the screen and the projector: Vega-Lite specifications, drawn offline to
SVG and PNG.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import vl_convert

from goc.viet.numbers import write

FONTS = Path(__file__).parents[1] / "assets" / "fonts"
FONT = "Tinos"
COLOUR, PALE = "#1f5fa8", "#9fc3ea"
Point = tuple[str, int | Decimal]


def bars(
    points: Sequence[Point], decimals: int = 0, suffix: str = "", width: int = 460
) -> dict[str, Any]:
    """Horizontal bars in the order given, each with its number as Vietnamese offices write it."""
    rows = [{"name": n, "value": float(v), "text": write(v, decimals) + suffix} for n, v in points]
    x = {
        "field": "value",
        "type": "quantitative",
        "axis": None,
        "scale": {"zero": True, "nice": False},
    }
    bar = {"mark": {"type": "bar", "color": COLOUR}, "encoding": {"x": x}}
    label = {
        "mark": {"type": "text", "align": "left", "dx": 4},
        "encoding": {"x": x, "text": {"field": "text"}},
    }
    return _spec(rows, bar, label, width, 24)


def funnel(points: Sequence[Point], width: int = 460) -> dict[str, Any]:
    """A pipeline from many to few: centred bars, each with its number and its share
    of the first.
    """
    first = points[0][1] if points else 0
    rows = []
    for name, value in points:
        share = f" ({write(Fraction(value) * 100 / Fraction(first), 1)}%)" if first else ""
        half = float(value) / 2
        rows.append(
            {"name": name, "low": -half, "high": half, "middle": 0, "text": write(value) + share}
        )
    low = {"field": "low", "type": "quantitative", "axis": None}
    middle = {"field": "middle", "type": "quantitative", "axis": None}
    bar = {"mark": {"type": "bar", "color": PALE}, "encoding": {"x": low, "x2": {"field": "high"}}}
    label = {
        "mark": {"type": "text", "fontWeight": "bold"},
        "encoding": {"x": middle, "text": {"field": "text"}},
    }
    return _spec(rows, bar, label, width, 34)


def _spec(
    rows: list[dict[str, Any]], bar: dict[str, Any], label: dict[str, Any], width: int, step: int
) -> dict[str, Any]:
    axis = {"labelLimit": 260, "ticks": False, "domain": False, "labelFontSize": 13}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": width,
        "height": {"step": step},
        "data": {"values": rows},
        "encoding": {
            "y": {"field": "name", "type": "nominal", "sort": None, "title": None, "axis": axis}
        },
        "layer": [bar, label],
        "config": {"font": FONT, "view": {"stroke": None}, "text": {"fontSize": 13}},
    }


@cache
def _register_fonts() -> None:
    vl_convert.register_font_directory(str(FONTS))


def svg(spec: Mapping[str, Any]) -> str:
    """Drawn without the network: data by URL are refused."""
    _register_fonts()
    return str(vl_convert.vegalite_to_svg(dict(spec), allowed_base_urls=[]))


def png(spec: Mapping[str, Any], scale: float = 2) -> bytes:
    _register_fonts()
    return bytes(vl_convert.vegalite_to_png(dict(spec), scale=scale, allowed_base_urls=[]))
