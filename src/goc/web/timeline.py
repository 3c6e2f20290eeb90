"""Periods drawn on a line of years: posts held, names of a unit, courses. Pure SVG, no script."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

LEFT, WIDTH, LANE, TOP = 200, 960, 28, 24
STEPS = (1, 2, 5, 10, 20, 50, 100)


class Span(NamedTuple):
    """[start, end) of one thing; spans with the same label share a lane. `css` is a class of
    web/goc.css: "" (accent), "good", "bad", "warn", "quiet". `text` stands in the bar when there is
    room and in its tooltip.
    """

    label: str
    start: date
    end: date | None
    css: str = ""
    text: str = ""


def draw(spans: Iterable[Span | tuple[object, ...]], *, today: date, label: str = "") -> SafeString:
    """One lane a label in the order given; an open end runs to `today` and fades."""
    rows = [Span(*row) for row in spans]
    if not rows:
        return SafeString("")
    first = min(row.start for row in rows).year
    last = max([row.end or today for row in rows] + [row.start for row in rows]).year + 1
    scale = _Scale(first, last)
    lanes = {name: number for number, name in enumerate(dict.fromkeys(row.label for row in rows))}
    height = TOP + LANE * len(lanes) + 4
    return format_html(
        '<div class="timeline" tabindex="0" role="region" aria-label="{}">'
        '<svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}</svg></div>',
        gettext("Dòng thời gian"),
        WIDTH,
        height,
        label or _said(rows),
        _years(scale, height),
        _names(lanes),
        _bars(rows, lanes, scale, today),
    )


class _Scale:
    def __init__(self, first: int, last: int) -> None:
        self.first, self.last = first, last
        self.start, self.days = date(first, 1, 1), (date(last, 1, 1) - date(first, 1, 1)).days

    def x(self, day: date) -> float:
        return round(LEFT + (WIDTH - LEFT - 8) * (day - self.start).days / self.days, 1)

    def years(self) -> range:
        """At most about a dozen marks."""
        step = next((s for s in STEPS if (self.last - self.first) / s <= 12), STEPS[-1])
        return range(-(-self.first // step) * step, self.last + 1, step)


def _years(scale: _Scale, height: int) -> SafeString:
    lines = ((scale.x(date(year, 1, 1)), height, year) for year in scale.years())
    return format_html_join(
        "",
        '<line class="year" x1="{0}" x2="{0}" y1="18" y2="{1}"/><text class="year" x="{0}" '
        'y="12">{2}</text>',
        lines,
    )


def _names(lanes: dict[str, int]) -> SafeString:
    rows = ((TOP + LANE * n + 18, _cut(name, 28)) for name, n in lanes.items())
    return format_html_join("", '<text class="lane" x="0" y="{}">{}</text>', rows)


def _bars(rows: list[Span], lanes: dict[str, int], scale: _Scale, today: date) -> SafeString:
    def parts() -> Iterable[tuple[object, ...]]:
        for row in rows:
            left = scale.x(row.start)
            width = max(3.0, round(scale.x(max(row.end or today, row.start)) - left, 1))
            top = TOP + LANE * lanes[row.label]
            ongoing = "" if row.end else " open"
            yield (
                row.css,
                ongoing,
                _tip(row),
                left,
                top + 4,
                width,
                left + 6,
                top + 18,
                _cut(row.text, int(width / 7.5)),
            )

    return format_html_join(
        "",
        '<g class="span {}{}"><title>{}</title><rect x="{}" y="{}" width="{}" height="20" rx="3"/>'
        '<text x="{}" y="{}">{}</text></g>',
        parts(),
    )


def _tip(row: Span) -> str:
    until = row.end.strftime("%d/%m/%Y") if row.end else gettext("nay")
    return f"{row.text or row.label}: {row.start.strftime('%d/%m/%Y')} – {until}"


def _said(rows: list[Span]) -> str:
    return "; ".join(_tip(row) if row.text == "" else f"{row.label}, {_tip(row)}" for row in rows)


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else text[: room - 1] + "…" if room > 3 else ""
