"""The file of an office and the paper of a round brought together: which export it came from, what
differs, on which page and line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext

from goc.desk.kinds import PaperKind, kind_named
from goc.figures.queries import definitions, open_snapshot
from goc.files import laid_out
from goc.files.caps import allowance
from goc.files.kinds import NAMES, Found, find, kind_of_text
from goc.files.word import edited as word
from goc.files.word.edited import Edited, EditedLine
from goc.lib.errors import HiddenError, InputError, RefusedError
from goc.lib.workers import in_child
from goc.papers.model import Paper
from goc.summing_up import shelf
from goc.summing_up.binding import Binder
from goc.summing_up.citing import citing_of
from goc.summing_up.dossier import question_of
from goc.summing_up.models import Assessment, Dossier, SummingUp
from goc.summing_up.returned.citations import Citations
from goc.summing_up.returned.comparing import Compared, Question, compare
from goc.summing_up.returned.exported import OUTLINES, Exported, exported, spelled, units_of
from goc.summing_up.sources import check_not_signed

LARGEST = 7 * 2**20
"""Bytes of a file: it goes back and forth in the page until its questions are answered."""
EXPORTS = 5
"""So many of the newest dossiers are looked at for the one a file came from."""
KNOWN, ALIKE = 0.2, 0.2
"""Shares of the lines of the outline, and of its paragraphs, that are found again in the file."""


@dataclass(frozen=True)
class Where:
    """`page` and `line` as LibreOffice lays the file out (`is_laid_out`); else the page is as Word
    laid it out when it was last saved, 0 where the file does not say, and `line` is 0. `paragraph`:
    of the file, from 1, rows of tables counted too.
    """

    page: int
    line: int
    paragraph: int
    is_laid_out: bool

    def __str__(self) -> str:
        given = {"page": self.page, "line": self.line, "paragraph": self.paragraph}
        if self.is_laid_out:
            return gettext("Trang %(page)d, dòng %(line)d") % given
        if self.page:
            return gettext("Khoảng trang %(page)d, đoạn %(paragraph)d của tệp") % given
        return gettext("Đoạn %(paragraph)d của tệp") % given


@dataclass(frozen=True)
class Returned:
    """`dossier`: the export that the file was held against; `places`: of each line of the file with
    a question, and of each question by its place in `compared.questions`.
    """

    round: SummingUp
    kind: PaperKind
    dossier: Dossier
    compared: Compared
    of_lines: Mapping[int, Where]
    of_questions: Sequence[Where]

    def where(self, line: int) -> Where:
        """Of a line of the file that is told."""
        return self.of_lines.get(line, Where(0, 0, max(line, 1), False))

    @property
    def has_other_figures(self) -> bool:
        """Whether figures were frozen again after the export."""
        return self.round.snapshot_id != self.dossier.snapshot_id

    @property
    def is_of_another(self) -> bool:
        """Whether hardly a paragraph is one of this paper's."""
        units = self.compared.exported.units.values()
        written = sum(not unit.is_heading for unit in units)
        return self.compared.placed.known < ALIKE * written


def paper_kind(name: str) -> PaperKind:
    """Raises HiddenError for papers whose text is not written on the desk."""
    if name not in OUTLINES:
        raise HiddenError("Văn bản này không nạp lại từ Word.")
    return kind_named(name)


def check_open(round_: SummingUp, kind: PaperKind) -> None:
    """Raises RefusedError where no text can be taken back."""
    check_not_signed(round_, kind)
    if round_.snapshot is None or not any(_dossiers(round_, kind.name)):
        raise RefusedError(
            "Đợt tổng kết chưa dựng bộ hồ sơ nên chưa có bản Word nào được xuất để nạp lại."
        )


def read_word(path: Path) -> tuple[Found, Edited]:
    """Raises InputError that says what the file is, where it is no whole Word file."""
    file = find(path, LARGEST)
    kind = kind_of_text(file)
    if kind != "docx":
        raise InputError(
            "Tệp %(name)s là %(kind)s; hãy chọn bản Word (.docx) đã xuất từ bộ hồ sơ và đã sửa.",
            name=file.name,
            kind=NAMES[kind],
        )
    read: Edited = in_child(
        "goc.files.word.edited:read",
        str(file.path),
        file.name,
        name=file.name,
        limits=allowance(file.size),
    )
    return file, read


def returned(
    round_: SummingUp, kind: PaperKind, path: Path, *, with_places: bool = True
) -> Returned:
    """Raises RefusedError for a round without exports or a signed paper, InputError for a file that
    cannot be read or is another text.
    """
    check_open(round_, kind)
    file, edited = read_word(path)
    dossier, paper = _source(round_, kind.name, edited["lines"])
    desk = _desk(round_)
    lines = _exported_lines(dossier, kind.name)
    base = exported(kind.name, paper, lines, desk.citations)
    compared = _compared(round_, base, edited, desk)
    _check_known(compared, file, kind)
    of_lines, of_questions = _places(compared, file if with_places else None)
    return Returned(round_, kind, dossier, compared, of_lines, of_questions)


def _dossiers(round_: SummingUp, name: str) -> Iterator[Dossier]:
    rows = round_.dossiers.select_related("snapshot", "round__unit").order_by("-made_at")
    for dossier in rows[:EXPORTS]:
        if name in shelf.manifest_of(dossier).papers:
            yield dossier


def _source(round_: SummingUp, name: str, lines: Sequence[EditedLine]) -> tuple[Dossier, Paper]:
    """The export whose lines are found most in the file, the newest of those that are alike."""
    texts = {spelled(line["text"]) for line in lines}

    def found_again(paper: Paper) -> int:
        return sum(unit.text in texts for unit in units_of(name, paper, Citations()))

    papers = [(d, shelf.paper_of(d, name)) for d in _dossiers(round_, name)]
    return max(papers, key=lambda pair: found_again(pair[1]))


def _exported_lines(dossier: Dossier, name: str) -> Sequence[EditedLine]:
    shelf.file_of(dossier, name, "docx")  # after its digest
    return word.read(str(dossier.folder / f"{name}.docx"), name)["lines"]


@dataclass(frozen=True)
class _Desk:
    """What the desk holds now."""

    narratives: Mapping[str, str]
    judgements: Sequence[Assessment]
    citations: Citations


def _desk(round_: SummingUp) -> _Desk:
    narratives = dict(round_.narratives.values_list("section", "text"))
    judgements = list(round_.assessments.order_by("kind", "position"))
    texts = [*narratives.values(), *(row.text for row in judgements)]
    return _Desk(narratives, judgements, Citations.of(citing_of(round_), texts))


def _compared(round_: SummingUp, base: Exported, edited: Edited, desk: _Desk) -> Compared:
    assert round_.snapshot is not None
    with open_snapshot(round_.snapshot, eager=True) as computer:
        binder = Binder(computer, definitions(), question_of(round_, computer))
        found = desk.narratives, desk.judgements, desk.citations
        return compare(base, edited, binder, *found)


def _check_known(compared: Compared, file: Found, kind: PaperKind) -> None:
    placed = compared.placed
    if placed.headings + placed.known < KNOWN * len(compared.exported.units):
        raise InputError(
            "Tệp %(name)s không phải bản Word của «%(paper)s» thuộc đợt này: hầu như không nhận ra "
            "mục và đoạn nào. Hãy chọn đúng tệp đã xuất từ bộ hồ sơ.",
            name=file.name,
            paper=str(kind.title),
        )


def _places(compared: Compared, file: Found | None) -> tuple[dict[int, Where], list[Where]]:
    """Of each line that is told, of each number."""
    lines = {line["number"]: line for line in compared.edited["lines"]}
    numbers = sorted({*_lines_told(compared)} & lines.keys())
    whole = [("", lines[number]["text"]) for number in numbers]
    wanted = [*whole, *map(_wanted, compared.questions)]
    found = laid_out.places(file, wanted) if file else []
    laid = found or [laid_out.NOWHERE] * len(wanted)
    asked = [question.back.line.line for question in compared.questions]
    places = list(map(_where, [*map(lines.__getitem__, numbers), *asked], laid))
    of_lines = dict(zip(numbers, places, strict=False))
    return of_lines, places[len(numbers) :]


def _wanted(question: Question) -> laid_out.Wanted:
    text, start = question.back.line.text, question.number.at.start
    return text[:start], text[start:]


def _lines_told(compared: Compared) -> Iterator[int]:
    marks = [*compared.edited["deletions"], *compared.edited["comments"]]
    yield from (mark["line"] for mark in marks)
    beside = [*(one.line for one, _ in compared.unplaced), *(one.line for one in compared.aside)]
    yield from (line.line["number"] for line in beside)


def _where(line: EditedLine, place: laid_out.Place) -> Where:
    page, row = place
    if page:
        return Where(page, row, line["number"], True)
    return Where(line["page"], 0, line["number"], False)
