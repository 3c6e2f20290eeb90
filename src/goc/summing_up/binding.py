"""Bound figures: what `{…}` in the officers' text stands for, computed from the round's snapshot.

{trained}            335 đồng chí          {placed_in_command.share}   309/335
{trained.number}     335                   {placed_in_command.count}   309
{x.percent}          92,2%                 {placed_in_command.hedged}  hơn 92%
{P7}                 Phụ lục VII (a citation, not a figure)
{vb:12/QĐ-UBND}      a document of the register (registry/citing.py)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from goc.desk.mentions import as_field
from goc.figures.compute import Computer, Figure, Question
from goc.figures.definitions import Indicator
from goc.figures.loading import Definitions
from goc.figures.printing import UNKNOWN, about
from goc.lib.errors import InputError
from goc.papers.model import Field, Inline, Text
from goc.papers.model import Figure as BoundFigure
from goc.registry.citing import CITED, Citing
from goc.summing_up.outline import forms
from goc.viet.numbers import percent, prose, write

Piece = tuple[Text | BoundFigure | Field, int, int]
PLACEHOLDER = re.compile(r"\{([A-Za-z0-9_]+)(?:\.([a-z]+))?\}")
OF_SHARES = ("share", "base", "percent", "hedged")
FORMS = ("", "number", "count", *OF_SHARES)


def refused(error: InputError) -> Text:
    """A paper names no figure that is not there."""
    raise error


@dataclass
class Binder:
    """Computes each indicator once and hands out figures with keys of their own. `on_wrong`: what
    stands in the place of a placeholder that means nothing.
    """

    computer: Computer
    definitions: Definitions
    question: Question
    link: Any = None
    used: dict[str, int] = field(default_factory=dict)
    cited: list[str] = field(default_factory=list)
    computed: dict[str, Figure] = field(default_factory=dict)
    on_wrong: Callable[[InputError], Text] = refused
    citing: Citing = field(default_factory=Citing)

    def compute(self, ids: Iterable[str]) -> None:
        """Many at once, which is quicker."""
        wanted = [self.definitions.indicators[i] for i in ids if i not in self.computed]
        self.computed |= {f.indicator.id: f for f in self.computer.values(wanted, self.question)}

    def figure(self, indicator_id: str) -> Figure:
        if indicator_id not in self.computed:
            indicator = self.definitions.indicators.get(indicator_id)
            if indicator is None:
                raise InputError(
                    "Văn bản dẫn chỉ tiêu «%(id)s» không có trong danh mục.", id=indicator_id
                )
            self.computed[indicator_id] = self.computer.value(indicator, self.question)
        return self.computed[indicator_id]

    def inlines(self, text: str) -> tuple[Inline, ...]:
        """The text with its placeholders bound. Raises InputError naming a placeholder that means
        nothing.
        """
        return tuple(inline for inline, _, _ in self.pieces(text))

    def pieces(self, text: str) -> Iterator[Piece]:
        """The same, each with where it stands in `text`."""
        place = 0
        for match in CITED.finditer(text):
            yield from self._between(text, place, match.start())
            place = match.end()
            yield as_field(self.citing(match[1])), match.start(), place
        yield from self._between(text, place, len(text))

    def _between(self, text: str, place: int, end: int) -> Iterator[Piece]:
        """What stands between two documents cited."""
        romans = {f.id: f.roman for f in forms()}
        for match in PLACEHOLDER.finditer(text, place, end):
            if match.start() > place:
                yield Text(text[place : match.start()]), place, match.start()
            place = match.end()
            name, form = match.group(1), match.group(2) or ""
            if name in romans and not form:
                self.cited.append(name)
                yield Text(f"Phụ lục {romans[name]}"), match.start(), place
            else:
                yield self._bound_or_wrong(name, form), match.start(), place
        if place < end:
            yield Text(text[place:end]), place, end

    def _bound_or_wrong(self, name: str, form: str) -> Text | BoundFigure:
        try:
            return self._bound(name, form)
        except InputError as error:
            return self.on_wrong(error)

    def _bound(self, name: str, form: str) -> BoundFigure:
        if form not in FORMS:
            raise InputError(
                "«{%(name)s.%(form)s}»: cách in phải là một trong %(forms)s.",
                name=name,
                form=form,
                forms=", ".join(FORMS[1:]),
            )
        figure = self.figure(name)
        if form in OF_SHARES and figure.indicator.kind != "ratio":
            raise InputError(
                "«{%(name)s.%(form)s}»: %(label)s không phải là tỷ lệ.",
                name=name,
                form=form,
                label=figure.indicator.label,
            )
        number = self.used[name] = self.used.get(name, 0) + 1
        href = self.link(name, self.question) if self.link else ""
        return BoundFigure(
            f"{name[:56]}.{number}", printed(figure, form), binding(figure, form), href
        )


def printed(figure: Figure, form: str) -> str:
    """The figure in one of FORMS; rounding from the exact value."""
    if form == "":
        return figure.text
    if figure.value is None:
        return UNKNOWN
    if form == "share":
        return f"{write(figure.numerator)}/{write(figure.denominator or 0)}"
    if form in ("count", "base"):
        return prose(int(figure.numerator if form == "count" else figure.denominator or 0))
    if form == "number":
        return prose(int(figure.value)) if figure.value.denominator == 1 else write(figure.value, 1)
    if form == "percent":
        return percent(figure.value, figure.indicator.decimals)
    return about(figure.value)


def binding(figure: Figure, form: str) -> dict[str, Any]:
    """What the paper keeps of a bound figure: enough to compute it again."""
    q = figure.question
    return {
        "indicator": figure.indicator.id,
        "revision": figure.indicator.revision,
        "form": form,
        "unit": q.unit,
        "as_of": q.as_of.isoformat(),
        "from": q.since.isoformat() if q.since else None,
        "boundaries": q.boundaries.isoformat() if q.boundaries else None,
        "snapshot": figure.snapshot,
        "value": exact_text(figure.value),
        "numerator": exact_text(figure.numerator),
        "denominator": exact_text(figure.denominator),
        "sensitive": figure.indicator.sensitive,
    }


def exact_text(value: Any) -> str | None:
    """An exact number as a paper keeps it; null where there is no value."""
    return None if value is None else str(value)


def indicator_of(definitions: Definitions, bound: dict[str, Any]) -> Indicator:
    found = definitions.indicators.get(bound["indicator"])
    if found is None:
        raise InputError("Không có định nghĩa của chỉ tiêu «%(id)s».", id=bound["indicator"])
    return found
