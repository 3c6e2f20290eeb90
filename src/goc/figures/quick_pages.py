"""What the page of a quick question shows, put together for the templates and the workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from goc.figures import access, queries
from goc.figures.compute import Computer, Question
from goc.figures.grains import GRAINS
from goc.figures.pages import HeadCell, storeys
from goc.figures.queries import MASK
from goc.figures.quick import DISTRICT, Answer, Listed, Part, crosstab
from goc.figures.quick_forms import QuickForm
from goc.figures.results import Result
from goc.figures.rosters import ROSTERS
from goc.figures.tables import compute
from goc.figures.vocabulary import vocabulary
from goc.units.access import rights_of
from goc.units.asking import Asking
from goc.units.models import Unit
from goc.web.paging import page_of

MOST_PRINTED = 2_000
PAGE = 200


def own_unit(asking: Asking) -> Unit | None:
    """What is meant without a word: the user's first unit, the whole for who sees it all."""
    if asking.scope.everything:
        return None
    rights = rights_of(asking.user, today=asking.today).filter(unit__in=asking.scope.ids)
    first = rights.select_related("unit").first()
    return first.unit if first else None


def kept(given: Mapping[str, Any]) -> dict[str, str]:
    """What was typed, by the fields of the form; empty without a word of whom."""
    typed = {name: str(given.get(name, "")).strip() for name in QuickForm.base_fields}
    return {name: text for name, text in typed.items() if text} if typed["who"] else {}


def form_of(given: Mapping[str, Any], asking: Asking) -> QuickForm:
    """Unbound until somebody is asked about."""
    return QuickForm(kept(given) or None, asking=asking, own=own_unit(asking))


def address(asked: Mapping[str, str], **more: str) -> str:
    return f"{reverse('quick')}?{urlencode({**asked, **more})}"


def said_of(form: QuickForm) -> str:
    return form.quick().said if form.is_valid() else ""


@dataclass(frozen=True)
class Button:
    """A question of one click. `question`: the saved one, None for those that ship."""

    label: str
    url: str
    question: Any = None
    is_own: bool = False


def shipped() -> list[Button]:
    return [Button(example.said, address(_asked(example))) for example in vocabulary().examples]


def saved(asking: Asking) -> list[Button]:
    return [
        Button(question.name, address(question.asked), question, question.owner == asking.user)
        for question in access.questions_for(asking).select_related("owner")
    ]


def _asked(example: Any) -> dict[str, str]:
    conditions = zip(("if1", "if2"), example.conditions, strict=False)
    return {"who": example.who, **dict(conditions)}


def page(request: HttpRequest, asking: Asking, form: QuickForm) -> dict[str, Any]:
    asked = kept(request.GET)
    return {
        "form": form,
        "asking": asking,
        "buttons": shipped(),
        "saved": saved(asking),
        "may_define": asking.scope.can_edit(None),
        "more_open": any(asked.get(name) for name in MORE),
        "save_url": f"{reverse('quick_save')}?{urlencode(asked)}",
        "print_url": address(asked, to="print"),
        "workbook_url": address(asked, to="xlsx"),
        "back_url": address(asked),
        "roster_url": f"{reverse('quick_roster')}?{urlencode(asked)}" if ROSTERS else "",
    }


MORE = ("if2", "group", "values", "age_from", "age_to", "map_day", "rows", "columns")
"""The fields that are opened by who wants them."""


@dataclass(frozen=True)
class Line:
    """A person as listed; `url` empty where there is no page, or no name to show."""

    number: int
    label: str
    url: str
    unit: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """The lines of a district; without a name they have no head."""

    name: str
    lines: list[Line]


@dataclass(frozen=True)
class Shown:
    """An answer as one user sees it."""

    answer: Answer
    title: str
    also: list[tuple[str, str]]
    why: str
    masked: bool
    heads: list[str]
    page: Any
    places: list[Place]
    lacking: list[Line]
    table: Result | None
    head: list[list[HeadCell]]

    @property
    def parts(self) -> list[Part]:
        """The districts of which anything is counted; a commune stands beside its people."""
        is_by_district = self.answer.level == DISTRICT
        return [part for part in self.answer.parts if part.number and is_by_district]


def shown(
    request: HttpRequest,
    form: QuickForm,
    found: tuple[Answer, Question],
    computer: Computer,
    *,
    whole: bool,
) -> Shown:
    """`whole`: every name, for paper and workbook; else a page of them."""
    answer, q = found
    clear = queries.sees_all(form.asking.user, q)
    masked = GRAINS[answer.quick.who.grain].names_people and not clear
    listed = answer.listed if not masked else sorted(answer.listed, key=_by_unit)
    paged = page_of(request, listed, per=MOST_PRINTED if whole else PAGE)
    places = list(_places(answer, paged, masked=masked))
    table = _table(form, computer, answer, q)
    return Shown(
        answer,
        answer.quick.title,
        [(name, address({**kept(form.data), "unit": name})) for name in form.place.also],
        form.place.why,
        masked,
        [] if masked else answer.heads,
        paged,
        places,
        list(_lines(enumerate(answer.lacking[:PAGE], 1), answer, masked=masked)),
        table,
        storeys(table.columns) if table else [],
    )


def _places(answer: Answer, paged: Any, *, masked: bool) -> Iterator[Place]:
    """The lines of a page by districts; where there are none, in one piece."""
    names = {part.unit: part.name for part in answer.parts} if answer.level == DISTRICT else {}
    numbered = enumerate(paged, paged.start_index())
    for name, ones in groupby(numbered, lambda one: names.get(one[1].place, "")):
        yield Place(name, list(_lines(ones, answer, masked=masked)))


def _by_unit(one: Listed) -> tuple[str, str, str]:
    """The order of names would tell them."""
    return one.place or "", one.unit, one.record


def _lines(
    numbered: Iterable[tuple[int, Listed]], answer: Answer, *, masked: bool
) -> Iterator[Line]:
    row_page = GRAINS[answer.quick.who.grain].page
    for number, one in numbered:
        if masked:
            yield Line(number, MASK, "", one.unit, ())
        else:
            url = reverse(row_page.name, args=[one.link]) if row_page and one.has_page else ""
            yield Line(number, one.label, url, one.unit, one.values)


def _table(form: QuickForm, computer: Computer, answer: Answer, q: Question) -> Result | None:
    asked = form.table()
    if asked is None:
        return None
    rows, columns = asked
    return compute(computer, crosstab(computer, answer.quick, q, rows, columns), q)


def table_title(answer: Answer) -> str:
    return gettext("%(title)s (tính đến ngày %(day)s)") % {
        "title": answer.quick.title,
        "day": f"{answer.quick.day:%d/%m/%Y}",
    }
