"""A quick question: of whom, on which conditions; and its answer from the working snapshot. It is
an
indicator put together from declared words, so it is counted by the same code as every figure; who
is neither in nor out, because something is not known, is counted apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

from django.utils.translation import gettext, gettext_noop

from goc.figures import wording
from goc.figures.cells import field_text
from goc.figures.compute import SHOWN, Computer, Question, open_to, predicate
from goc.figures.definitions import (
    LIST,
    Condition,
    Indicator,
    Partition,
    TableColumn,
    TableDefinition,
)
from goc.figures.grains import GRAINS
from goc.figures.printing import YES_NO
from goc.figures.rows import UNDETERMINED, unit_order
from goc.figures.tables import shaped_for
from goc.figures.vocabulary import Group, Split, Term, Who, Word
from goc.viet.names import text_key
from goc.viet.numbers import SHARE_DECIMALS, write

ID = "quick"
IN, LACKING, OUT = "in", "lacking", "out"
DISTRICT = "district"
ABOVE = gettext_noop("Cấp trên, hoặc chưa xác định")


@dataclass(frozen=True)
class Narrowed(Word):
    """A group with the values asked for, or bounds of a number: conditions put together on the
    page.
    """

    where: tuple[Condition, ...]
    shows: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()

    @property
    def fields(self) -> set[str]:
        return {condition.field for condition in self.where}

    @property
    def conditions(self) -> tuple[Condition, ...]:
        return self.where


@dataclass(frozen=True)
class Quick:
    """What is asked. `unit`: as it is called, `day` and `map_day` (None: as it was) as asked."""

    who: Who
    terms: tuple[Term | Narrowed, ...]
    unit: str
    day: date
    map_day: date | None = None

    @cached_property
    def conditions(self) -> tuple[Condition, ...]:
        return tuple(condition for term in self.terms for condition in term.conditions)

    @cached_property
    def fields(self) -> set[str]:
        return {name for term in self.terms for name in term.fields}

    @property
    def shows(self) -> list[str]:
        """The columns beside a name, each once, of those that the grain has."""
        wanted = [*self.who.shows, *(name for term in self.terms for name in term.shows)]
        return [name for name in dict.fromkeys(wanted) if name in self.who.columns]

    @property
    def indicator(self) -> Indicator:
        """Without a condition all of them are counted."""
        who = self.who
        return Indicator(
            id=ID,
            revision=1,
            label=self.title,
            kind="ratio" if self.terms else "count",
            time=who.time,
            grain=who.grain,
            unit_by=who.unit_by,
            source="",
            population=who.where,
            numerator=self.conditions,
            decimals=SHARE_DECIMALS if self.terms else 0,
        )

    @property
    def said(self) -> str:
        """In one line, in the language of the page."""
        words = [self.who.said, self.unit, *(term.said for term in self.terms)]
        return " · ".join([*words, *self._days()])

    def _days(self) -> Iterable[str]:
        yield gettext("tính đến %(day)s") % {"day": f"{self.day:%d/%m/%Y}"}
        if self.map_day is not None:
            yield gettext("theo địa giới ngày %(day)s") % {"day": f"{self.map_day:%d/%m/%Y}"}

    @property
    def title(self) -> str:
        """As a paper is headed: `Chỉ huy trưởng, huyện Tràng Định, chưa qua đào tạo`."""
        return ", ".join([self.who.label, self.unit, *(term.label for term in self.terms)])


@dataclass(frozen=True)
class Listed:
    """One person counted. `link`: what the row's page is of, if it has one; `values` as shown."""

    record: str
    label: str
    unit: str
    place: str | None
    values: tuple[str, ...]
    link: str
    sort_key: str
    has_page: bool


@dataclass(frozen=True)
class Part:
    """The same number of one unit."""

    unit: str | None
    name: str
    number: Fraction
    base: Fraction


@dataclass
class Answer:
    """`number` of `base`, `lacking` of whom it is not known; the rest is out."""

    quick: Quick
    number: Fraction
    base: Fraction
    text: str
    level: str
    parts: list[Part]
    listed: list[Listed] = field(default_factory=list)
    lacking: list[Listed] = field(default_factory=list)

    @property
    def has_base(self) -> bool:
        return bool(self.quick.terms)

    @property
    def out(self) -> Fraction:
        return self.base - self.number - len(self.lacking)

    @property
    def heads(self) -> list[str]:
        columns = self.quick.who.columns
        return [columns[name].label for name in self.quick.shows]

    @property
    def printed(self) -> str:
        return write(self.number)


def answer(computer: Computer, quick: Quick, q: Question) -> Answer:
    indicator = quick.indicator
    figure = computer.value(indicator, q)
    level = level_below(computer, quick, q)
    counted = computer.values_by(indicator, q, level)
    day = q.boundaries or q.as_of
    order = unit_order(computer, day)
    units = sorted((unit for unit in counted if unit), key=order)
    parts = [Part(unit, computer.units.name(unit, day), *_both(counted[unit])) for unit in units]
    if None in counted:
        parts.append(Part(None, gettext(ABOVE), *_both(counted[None])))
    base = figure.denominator if figure.denominator is not None else figure.numerator
    made = Answer(quick, figure.numerator, base, figure.text, level, parts)
    _name(computer, made, q)
    return made


def _both(counted: tuple[Fraction | None, Fraction]) -> tuple[Fraction, Fraction]:
    return counted[0] or Fraction(0), counted[1]


def level_below(computer: Computer, quick: Quick, q: Question) -> str:
    """By districts; by communes of a district, and on a map that has no districts."""
    return shaped_for(computer, crosstab(computer, quick, q, DISTRICT, None), q, None).rows


def _name(computer: Computer, made: Answer, q: Question) -> None:
    """The rows counted and those of which it is not known, by district, unit and name."""
    quick, day = made.quick, q.boundaries or q.as_of
    rows = computer.frozen.ask(_judged(computer, quick, q, made.level))
    places = {part.unit: number for number, part in enumerate(made.parts)}
    labels = wording.labels_of(computer.frozen.rows("entries"), q.as_of)
    listed = [_listed(computer, quick, row, labels, q) for row in rows]
    for row, one in zip(rows, listed, strict=True):
        (made.listed if row["verdict"] == IN else made.lacking).append(one)
    names = {unit: text_key(computer.units.name(unit, day)) for unit in {o.unit for o in listed}}

    def order(one: Listed) -> Any:
        return places.get(one.place, -1), names[one.unit], one.sort_key, one.record

    made.listed.sort(key=order)
    made.lacking.sort(key=order)


def _judged(computer: Computer, quick: Quick, q: Question, level: str) -> Any:
    """The rows asked about with their verdict, without those that are out."""
    who, page = quick.who, GRAINS[quick.who.grain].page
    read = {c.field for c in who.where} | quick.fields | {*quick.shows, *SHOWN}
    flow = who.time == "flow"
    t = computer.located(who.grain, who.unit_by, q, flow=flow, wanted=read)
    t = t.filter(predicate(t, who.where))
    inside = predicate(t, quick.conditions)
    may_be = predicate(t, ())
    for term in quick.terms:
        may_be &= predicate(t, term.conditions) | open_to(t, term.where, term.needs)
    t = t.mutate(verdict=inside.ifelse(IN, may_be.ifelse(LACKING, OUT)))
    t = t.filter(t.verdict != OUT)
    link = t[page.of] if page else t.record
    return t.select(
        "record",
        "label",
        "here",
        "verdict",
        *SHOWN[1:],
        *quick.shows,
        place=t[f"at_{level}"],
        link=link,
    )


def _listed(
    computer: Computer, quick: Quick, row: dict[str, Any], labels: wording.Labels, q: Question
) -> Listed:
    shown = tuple(_shown(quick, name, row[name], labels) for name in quick.shows)
    name = computer.units.name(row["here"], q.as_of) if row["here"] else UNDETERMINED
    known = row["sort_key"] is not None
    key = row["sort_key"] or text_key(row["label"])
    return Listed(row["record"], row["label"], name, row["place"], shown, row["link"], key, known)


def _shown(quick: Quick, name: str, raw: Any, labels: wording.Labels) -> str:
    column = quick.who.columns[name]
    said = labels.get((column.catalogue, str(raw))) or column.words.get(str(raw))
    return said or field_text(raw)


# --- the same by rows and columns


Way = Group | Split


def crosstab(
    computer: Computer, quick: Quick, q: Question, rows: str | Way, columns: Way | None
) -> TableDefinition:
    """`rows`: a level of units, or another way."""
    who = quick.who
    heads = _columns(computer, quick, q, columns) if columns else ()
    last = len(heads) + 1
    other = "Khác" if isinstance(columns, Split) else ""
    made = TableDefinition(
        id=ID,
        revision=1,
        roman="",
        title=quick.title,
        kind="crosstab",
        time=who.time,
        grain=who.grain,
        unit_by=who.unit_by,
        rows=DISTRICT,
        row_head="Đơn vị",
        unit_label="người",
        page="A4",
        source="",
        columns=(TableColumn(1, ("Tổng số",), where=()), *heads),
        where=(*who.where, *quick.conditions),
        partitions=(Partition(1, 2, last, other),) if heads else (),
        ratio_row_base=1,
        own_line=True,
    )
    return _with_rows(made, rows)


def _with_rows(made: TableDefinition, rows: str | Way) -> TableDefinition:
    if isinstance(rows, str):
        return replace(made, rows=rows)
    head = rows.label[:1].upper() + rows.label[1:]
    made = replace(made, row_head=head, own_line=False)
    if isinstance(rows, Group):
        return replace(made, rows=rows.field)
    return replace(made, rows=LIST, lines=rows.lines)


def _columns(computer: Computer, quick: Quick, q: Question, way: Way) -> tuple[TableColumn, ...]:
    if isinstance(way, Split):
        told = [(line.label, line.where) for line in way.lines]
    else:
        values = values_of(computer, quick, q, way)
        told = [(label, (Condition(way.field, "eq", value),)) for value, label in values]
    head = way.label[:1].upper() + way.label[1:]
    return tuple(
        TableColumn(number, (head, label), where=where)
        for number, (label, where) in enumerate(told, 2)
    )


def values_of(computer: Computer, quick: Quick, q: Question, group: Group) -> list[tuple[Any, str]]:
    """The values that occur, with their labels, in the order of their catalogue."""
    who, column = quick.who, quick.who.columns[group.field]
    read = {c.field for c in (*who.where, *quick.conditions)} | {group.field}
    t = computer.located(who.grain, who.unit_by, q, flow=who.time == "flow", wanted=read)
    t = t.filter(predicate(t, (*who.where, *quick.conditions)))
    found = computer.frozen.ask(t.select(group.field).distinct())
    values = {row[group.field] for row in found} - {None}
    entries = computer.frozen.rows("entries")
    places = {e["code"]: e["position"] for e in entries if e["catalogue"] == column.catalogue}
    labels = wording.labels_of(entries, q.as_of)
    names = {**YES_NO, **column.words}

    def label(value: Any) -> str:
        code = str(value)
        return labels.get((column.catalogue, code)) or names.get(code.lower(), code)

    def order(value: Any) -> Any:
        return places.get(value, len(places)), text_key(label(value))

    return [(value, label(value)) for value in sorted(values, key=order)]
