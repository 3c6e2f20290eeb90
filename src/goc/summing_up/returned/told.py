"""What a comparison says outside pages: the lines and the JSON of `goc dossier compare`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, TypedDict

from django.utils.translation import gettext, gettext_lazy

from goc.files.word.edited import Comment, Deletion
from goc.summing_up.returned.comparing import Aside, Back, Question, SectionBack
from goc.summing_up.returned.loading import Returned, Where
from goc.summing_up.returned.placing import Unplaced


class Place(TypedDict):
    """`page` is null where nobody knows it, `line` where the file was not laid out; `paragraph`: of
    the file, from 1, rows of tables counted too.
    """

    page: int | None
    line: int | None
    paragraph: int
    laid_out: bool


class SectionTold(TypedDict):
    """`state`: unchanged, changed, conflict (written on the desk too); `old`, `new`: its paragraphs
    as printed.
    """

    key: str
    title: str
    state: str
    old: list[str]
    new: list[str]


class NumberTold(Place):
    """`state`: differs, gone, new. `found`: as typed; `snapshot`, `figure`: what the snapshot says,
    and what stands for it on the desk; null where there is none. `section`: null of a paragraph
    without a place.
    """

    section: str | None
    state: str
    found: str | None
    snapshot: str | None
    figure: str | None
    sentence: str
    message: str | None


class UnplacedTold(Place):
    """`why`: heading, beside (a box, a table), under_heading, unsure; `near`: a section."""

    why: str
    near: str
    text: str


class AsideTold(Place):
    """A line that is no narrative; `was`: as exported, null of a new one; `numbers`: those that the
    exported line does not have.
    """

    was: str | None
    text: str
    numbers: list[str]


class MarkTold(Place):
    """Deleted words, or a comment."""

    author: str
    text: str


class Told(TypedDict):
    """`removed`: exported lines, no narrative, that are gone; `unread`: kind → how many are in no
    line.
    """

    round: str
    paper: str
    dossier: str
    snapshot: str
    as_exported: bool
    sections: list[SectionTold]
    numbers: list[NumberTold]
    unplaced: list[UnplacedTold]
    aside: list[AsideTold]
    removed: list[str]
    deletions: list[MarkTold]
    comments: list[MarkTold]
    unread: dict[str, int]


def told(found: Returned) -> Told:
    compared, edited = found.compared, found.compared.edited
    marks = partial(_mark, found)
    return {
        "round": found.round.code,
        "paper": found.kind.name,
        "dossier": str(found.dossier.public_id),
        "snapshot": str(getattr(found.round.snapshot, "public_id", "")),
        "as_exported": compared.is_as_exported,
        "sections": list(map(_section, compared.sections)),
        "numbers": list(map(_number, compared.questions, found.of_questions)),
        "unplaced": list(map(partial(_unplaced, found), compared.unplaced)),
        "aside": list(map(partial(_aside, found), compared.aside)),
        "removed": list(compared.placed.removed),
        "deletions": list(map(marks, edited["deletions"])),
        "comments": list(map(marks, edited["comments"])),
        "unread": dict(edited["unread"]),
    }


def place_of(where: Where) -> Place:
    return {
        "page": where.page or None,
        "line": where.line or None,
        "paragraph": where.paragraph,
        "laid_out": where.is_laid_out,
    }


def _section(part: SectionBack) -> SectionTold:
    return {
        "key": part.section.key,
        "title": part.section.title,
        "state": part.state,
        "old": list(part.old),
        "new": [back.line.text for back in part.paragraphs],
    }


def _number(question: Question, where: Where) -> NumberTold:
    number = question.number
    return {
        **place_of(where),
        "section": question.section or None,
        "state": number.state,
        "found": number.found or None,
        "snapshot": number.says or None,
        "figure": number.code or None,
        "sentence": question.back.line.text,
        "message": number.message or None,
    }


def _unplaced(found: Returned, row: tuple[Unplaced, Back]) -> UnplacedTold:
    one, back = row
    return {
        **place_of(found.where(back.number)),
        "why": one.why,
        "near": one.near,
        "text": one.line.text,
    }


def _aside(found: Returned, aside: Aside) -> AsideTold:
    return {
        **place_of(found.where(aside.line.line["number"])),
        "was": aside.line.was,
        "text": aside.line.text,
        "numbers": list(aside.numbers),
    }


def _mark(found: Returned, mark: Deletion | Comment) -> MarkTold:
    return {
        **place_of(found.where(mark["line"])),
        "author": mark["author"],
        "text": mark["text"],
    }


STATES = {
    "differs": gettext_lazy("khác bản chốt"),
    "gone": gettext_lazy("không còn trong đoạn"),
    "new": gettext_lazy("số gõ tay mới"),
}


def in_words(found: Returned) -> Iterator[str]:
    """A line for each difference."""
    compared = found.compared
    lines: list[tuple[Callable[..., str], Any]] = [
        (_section_said, compared.changed),
        (_unplaced_said, compared.unplaced),
        (partial(_aside_said, found), compared.aside),
    ]
    yield from map(_number_said, compared.questions, found.of_questions)
    for say, rows in lines:
        yield from map(say, rows)
    if compared.is_as_exported:
        yield gettext("Không khác bản đã xuất.")


def _section_said(part: SectionBack) -> str:
    given = {"key": part.section.key, "title": part.section.title}
    return gettext("Mục %(key)s «%(title)s»: đã sửa") % given


def _number_said(question: Question, where: Where) -> str:
    number = question.number
    says = gettext("; bản chốt: %(says)s") % {"says": number.says} if number.says else ""
    return f"{where}: {number.found or '–'} ({STATES[number.state]}{says})"


def _unplaced_said(row: tuple[Unplaced, Back]) -> str:
    return gettext("Chưa xếp được vào mục nào: %(text)s") % {"text": row[1].line.text}


def _aside_said(found: Returned, aside: Aside) -> str:
    return gettext("%(where)s, ngoài phần lời: số mới %(numbers)s: %(text)s") % {
        "where": found.where(aside.line.line["number"]),
        "numbers": ", ".join(aside.numbers) or "–",
        "text": aside.line.text,
    }
