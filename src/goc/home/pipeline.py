"""The programme as a picture: from the plan to the post, each step a figure of the newest snapshot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from goc.figures.compute import Figure
from goc.figures.definitions import Indicator
from goc.figures.queries import definitions, open_snapshot
from goc.snapshots.models import Snapshot
from goc.units.models import Unit
from goc.viet.numbers import percent, write

SENT = Indicator(
    "sent",
    1,
    "Số người được cử đi đào tạo",
    "sum",
    "flow",
    "course",
    "organiser",
    "shared/offices.md mục 5, P3 cột (6)",
    weight="sent",
)
"""Kept with the course, not with persons; its list is that of the courses."""
WANTED = (
    "courses_held",
    "enrolled",
    "studying",
    "dropped_or_failed",
    "trained",
    "graduated_good_or_better",
    "placed_in_command",
    "placed_elsewhere",
    "graduates_in_command_now",
    "commanders",
    "commanders_trained",
    "commanders_untrained",
    "deputy_commanders",
)


@dataclass(frozen=True)
class Number:
    """`amount` None: no records; `text` as shown; `href` empty where nobody serves the list."""

    label: str | Promise
    amount: int | None
    text: str
    href: str


@dataclass(frozen=True)
class Stage:
    """One step of the pipeline, with what is to be said beside it."""

    label: str | Promise
    number: Number
    notes: tuple[Number, ...] = ()


@dataclass(frozen=True)
class Source:
    """Which figures are asked for: the snapshot, the unit (None: everything frozen) and the first
    day counted.
    """

    snapshot: Snapshot
    unit: Unit | None
    since: date | None

    @property
    def unit_ref(self) -> str | None:
        return str(self.unit.public_id) if self.unit else None

    def records(self, indicator: str, of: str = "", page: str = "records") -> str:
        """The address of the list behind a figure, or of its card (`figure`); empty where no room
        serves it.
        """
        try:
            address = reverse(page, args=[indicator])
        except NoReverseMatch:
            return ""
        day, first = self.snapshot.cut_off.isoformat(), self.since.isoformat() if self.since else ""
        query = {
            "unit": self.unit_ref or "",
            "as_of": day,
            "from": first,
            "of": of,
            "snapshot": str(self.snapshot.public_id),
        }
        return f"{address}?{urlencode({k: v for k, v in query.items() if v})}"


def figures_of(source: Source) -> dict[str, Figure]:
    """Raises InputError when the snapshot cannot be read or does not hold the unit."""
    known = definitions().indicators
    wanted = [SENT, *(known[i] for i in WANTED if i in known)]
    with open_snapshot(source.snapshot) as computer:
        question = computer.question(source.unit_ref, since=source.since)
        return {figure.indicator.id: figure for figure in computer.values(wanted, question)}


@dataclass(frozen=True)
class Pipeline:
    """The figures made into stages, and the present corps."""

    source: Source
    figures: dict[str, Figure]

    def _number(
        self,
        id_: str,
        label: str | Promise,
        *,
        known: bool = True,
        part: bool = False,
        of: str = "",
    ) -> Number:
        """`known` False: nothing was ever recorded there; `part`: the numerator of a ratio."""
        figure = self.figures.get(id_)
        value = None if figure is None else figure.numerator if part else figure.value
        if not known or figure is None or value is None or (part and not figure.denominator):
            return Number(label, None, "", "")
        amount = int(value)
        href = self.source.records("courses_held" if id_ == SENT.id else id_, of)
        return Number(label, amount, write(amount), href)

    def _share(self, id_: str, label: str | Promise) -> tuple[Number, ...]:
        figure = self.figures.get(id_)
        if figure is None or figure.value is None:
            return ()
        return (
            Number(
                label,
                int(figure.numerator),
                percent(figure.value),
                self.source.records(id_, "numerator"),
            ),
        )

    def stages(self) -> list[Stage]:
        enrolled = self._number("enrolled", gettext_lazy("nhập học"))
        any_enrolled = bool(enrolled.amount)
        placed = self._number("placed_in_command", "", part=True, of="numerator")
        return [
            Stage(gettext_lazy("Quy hoạch"), Number("", None, "", "")),
            Stage(
                gettext_lazy("Cử đi đào tạo"),
                self._number(SENT.id, ""),
                self._some("courses_held", gettext_lazy("khóa")),
            ),
            Stage(
                gettext_lazy("Nhập học"),
                self._number("enrolled", "", known=any_enrolled),
                (
                    *self._some("studying", gettext_lazy("đang học"), any_enrolled),
                    *self._some(
                        "dropped_or_failed", gettext_lazy("thôi học, không đạt"), any_enrolled
                    ),
                ),
            ),
            Stage(
                gettext_lazy("Tốt nghiệp"),
                self._number("trained", "", known=any_enrolled),
                self._share("graduated_good_or_better", gettext_lazy("khá trở lên")),
            ),
            Stage(
                gettext_lazy("Bố trí chỉ huy"),
                placed,
                (
                    *self._share("placed_in_command", gettext_lazy("số tốt nghiệp")),
                    *self._some(
                        "placed_elsewhere",
                        gettext_lazy("chức danh khác, chưa bố trí"),
                        placed.amount is not None,
                    ),
                    *self._some(
                        "graduates_in_command_now",
                        gettext_lazy("hiện đang chỉ huy"),
                        placed.amount is not None,
                    ),
                ),
            ),
        ]

    def _some(self, id_: str, label: str | Promise, known: bool = True) -> tuple[Number, ...]:
        number = self._number(id_, label, known=known)
        return (number,) if number.amount is not None else ()

    def corps(self) -> dict[str, Any]:
        """The commands of today's communes; empty where no commander is recorded."""
        commanders = self._number("commanders", gettext_lazy("Chỉ huy trưởng hiện có"))
        trained = self.figures.get("commanders_trained")
        if not commanders.amount or trained is None:
            return {}
        return {
            "commanders": commanders,
            "deputies": self._number("deputy_commanders", gettext_lazy("Chỉ huy phó hiện có")),
            "trained": int(trained.numerator),
            "trained_of": int(trained.denominator or 0),
            "trained_href": self.source.records("commanders_trained", "numerator"),
            "untrained": self._number(
                "commanders_untrained", gettext_lazy("Chỉ huy trưởng chưa qua đào tạo")
            ),
        }


# --- the picture

COLUMN, BAR, HIGH = 100, 9, 64


def draw(stages: list[Stage]) -> SafeString:
    """Bars as high as their numbers, bands from each to the next; what is lost fades. As wide as
    the page.
    """
    most = max((s.number.amount or 0 for s in stages), default=0)
    heights = [
        None if s.number.amount is None else HIGH * s.number.amount / most if most else 0
        for s in stages
    ]
    shapes = format_html_join("", '<path class="{}" d="{}"/>', _shapes(heights))
    return format_html(
        '<svg class="flow-picture" viewBox="0 0 {} {}" preserveAspectRatio="none" '
        'aria-hidden="true">{}</svg>',
        COLUMN * len(stages),
        HIGH,
        shapes,
    )


def _shapes(heights: list[float | None]) -> list[tuple[str, str]]:
    shapes = []
    for n, high in enumerate(heights):
        left = n * COLUMN
        if high is None:
            shapes.append(("none", f"M{left + 1} 1h{BAR - 2}V{HIGH - 1}h-{BAR - 2}z"))
            continue
        top = round(HIGH - high, 2)
        after = heights[n + 1] if n + 1 < len(heights) else None
        if after is not None:
            kept = min(high, after)
            start, end = left + BAR, left + COLUMN
            shapes.append(
                ("band", f"M{start} {HIGH}V{HIGH - kept:.2f}L{end} {HIGH - after:.2f}V{HIGH}z")
            )
            if high > after:
                shapes.append(
                    ("lost", f"M{start} {top}L{start + COLUMN // 2} {HIGH - kept:.2f}H{start}z")
                )
        shapes.append(("stage", f"M{left} {top}h{BAR}V{HIGH}h-{BAR}z"))
    return shapes
