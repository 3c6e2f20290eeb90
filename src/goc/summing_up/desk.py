"""The drafting desk: how far each section is, the figures offered beside it, the paragraph as it
will be printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from goc.desk.chips import Chip
from goc.figures.loading import Definitions
from goc.figures.queries import definitions, open_snapshot
from goc.lib.errors import GocError, HiddenError
from goc.summing_up import chips, reading
from goc.summing_up.binding import PLACEHOLDER, Binder, printed
from goc.summing_up.citing import citing_of
from goc.summing_up.dossier import question_of, records_link
from goc.summing_up.models import Assessment, SummingUp
from goc.summing_up.outline import Section, forms, sections
from goc.summing_up.placeholders import faults
from goc.summing_up.reading import Reading
from goc.web.words import told

Kind = Assessment.Kind
FULL, MISSING, NO_APPENDIX = "met", "not_met", "waiting"
ASIDE = (
    Section("opening", "letter", "", "Mở đầu báo cáo", text=True),
    Section("addressees", "letter", "", "Kính gửi (mỗi dòng một nơi)", text=True),
    Section("recipients", "letter", "", "Nơi nhận (mỗi dòng một nơi)", text=True),
)
PLAN_OPENING = Section("plan.opening", "letter", "", "Mở đầu kế hoạch", text=True)
ANSWERS: dict[str, tuple[str, ...]] = {
    Kind.STRENGTH_CAUSE: (Kind.STRENGTH,),
    Kind.OBJECTIVE_CAUSE: (Kind.WEAKNESS,),
    Kind.SUBJECTIVE_CAUSE: (Kind.WEAKNESS,),
    Kind.SOLUTION: (Kind.WEAKNESS,),
    Kind.LESSON: (Kind.STRENGTH, Kind.WEAKNESS),
}
"""What a judgement of a kind may name as what it explains, solves or rests on."""


@dataclass(frozen=True)
class Line:
    """A heading of the outline; `state` is a lamp's, empty for a heading nobody writes under;
    `said` is why.
    """

    section: Section
    state: str = ""
    said: str | Promise = ""


def groups() -> list[tuple[str, tuple[Section, ...]]]:
    return [
        (gettext("Báo cáo trung tâm"), (*ASIDE, *sections("report"))),
        (gettext("Kế hoạch tổng kết"), (PLAN_OPENING, *sections("work_plan"))),
    ]


def section_of(key: str) -> Section:
    """The first that can be written when none is named. Raises HiddenError for a section that is
    not there.
    """
    every = [s for _, rows in groups() for s in rows if s.text or s.assessments]
    found = (
        next((s for s in every if s.key == key), None)
        if key
        else next(s for s in every if s.key == "I.1")
    )
    if found is None:
        raise HiddenError("Đề cương không có mục này.")
    return found


def outline_of(round_: SummingUp) -> list[tuple[str, list[Line]]]:
    """The outline with its lamps, in two queries."""
    texts = dict(round_.narratives.values_list("section", "text"))
    judged = list(round_.assessments.all())
    return [(title, [_line(s, texts, judged) for s in rows]) for title, rows in groups()]


def _line(section: Section, texts: dict[str, str], judged: list[Assessment]) -> Line:
    if not (section.text or section.assessments):
        return Line(section)
    text = texts.get(section.key, "").strip()
    said = [row for row in judged if section.prints(row.kind, row.authority)]
    if missing := _missing(section, text, said) or _broken(text, said):
        return Line(section, MISSING, missing)
    if lacking := next(_appendices_lacking(section, text), ""):
        return Line(section, NO_APPENDIX, lacking)
    return Line(section, FULL, gettext_lazy("có nội dung"))


def _broken(text: str, said: list[Assessment]) -> str | Promise:
    """Whether a place in what is written means nothing."""
    words = "\n".join([text, *(row.text for row in said)])
    if next(faults(words, definitions()), ""):
        return gettext_lazy("có chỗ dẫn số liệu hỏng")
    return ""


def _missing(section: Section, text: str, said: list[Assessment]) -> str | Promise:
    """What nobody has written yet; empty when all is there."""
    if section.text and not text:
        return gettext_lazy("chưa có nội dung")
    if {row.kind for row in said} == set(section.assessments):
        return ""
    return gettext_lazy("chưa có nhận định")


def _appendices_lacking(section: Section, text: str) -> Iterator[str]:
    """Those of the section that cannot be made, and those that its text does not cite."""
    cited = {match[1] for match in PLACEHOLDER.finditer(text) if not match[2]}
    for form in forms():
        if form.id not in section.forms:
            continue
        if not form.table:
            yield gettext("Phụ lục %(n)s chưa có hồ sơ nguồn") % {"n": form.roman}
        elif form.id not in cited:
            yield gettext("chưa dẫn Phụ lục %(n)s") % {"n": form.roman}


# --- what is written


@dataclass(frozen=True)
class Offer:
    """An indicator to be put into the text: what to type, and what it prints."""

    label: str
    ways: list[tuple[str, str]]
    href: str


@dataclass
class Preview:
    """The paragraphs as printed with what is said of their numbers, the figures offered; `why`: why
    there are none. `chips`: all that may be named; `wrong`: each place that means nothing; `gaps`:
    what the register lacks of the documents cited.
    """

    reading: Reading | None = None
    offers: list[Offer] = field(default_factory=list)
    why: str = ""
    chips: list[Chip] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)


def preview(
    round_: SummingUp, indicators: Iterable[str], text: str, found: Definitions, after: str = ""
) -> Preview:
    citing = citing_of(round_)
    documents = list(chips.document_chips(citing))
    without = Preview(
        chips=[*chips.figure_chips(found), *documents],
        wrong=list(faults(text, found)),
        gaps=list(citing.gaps(text)),
    )
    if round_.snapshot is None:
        why = gettext("Chưa chốt số liệu: hãy chốt để thấy số trong đoạn văn.")
        return replace(without, why=why)
    try:
        with open_snapshot(round_.snapshot, eager=True) as computer:
            question = question_of(round_, computer)
            binder = Binder(computer, found, question, records_link, citing=citing)
            binder.compute(found.indicators)
            read = reading.read(binder, text, card_query(round_), after)
            offers = [_offer(binder, i) for i in indicators if i in found.indicators]
            valued = [*chips.figure_chips(found, chips.by(binder)), *documents]
            return replace(without, reading=read, offers=offers, chips=valued)
    except GocError as error:
        return replace(without, why=told(error))


def card_query(round_: SummingUp) -> dict[str, str]:
    """What a card needs to give the figure the round has."""
    assert round_.snapshot is not None
    return {
        "unit": str(round_.unit.public_id),
        "snapshot": str(round_.snapshot.public_id),
        "as_of": round_.cut_off.isoformat(),
        "from": round_.period_from.isoformat(),
    }


def _offer(binder: Binder, id_: str) -> Offer:
    figure = binder.figure(id_)
    ratio = figure.indicator.kind == "ratio"
    forms_ = ("percent", "share", "hedged") if ratio else ("", "number")
    ways = [
        ("{" + id_ + (f".{form}" if form else "") + "}", printed(figure, form)) for form in forms_
    ]
    return Offer(figure.indicator.label, ways, records_link(id_, binder.question))


def all_indicators(found: Definitions) -> list[tuple[str, str]]:
    return [(i.id, i.label) for i in found.indicators.values()]
