"""The sổ theo dõi biến động cán bộ as a paper of two sheets: what each unit had, gained, lost and
has; each change with its day and decision.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from goc.desk.signed_lists import signed_list
from goc.lists.kinds import typed
from goc.papers.model import Appendix, Cell, Formula, Head, Paper, Row, Table
from goc.people.changes import LOSSES, RETURNED, SENT, WORDS, Change, Counted, Span, summed
from goc.units.models import Unit

KIND = "Sổ theo dõi biến động cán bộ"
SUMMARY, DETAILS = "TỔNG HỢP", "CHI TIẾT"
NOTHING = "-"
NO_CHANGES = "Không có biến động."


@dataclass(frozen=True)
class Book:
    """`lines`: name of a unit → its counts, in order; `names`: of the units of the changes."""

    span: Span
    lines: Mapping[str, Counted]
    changes: Sequence[Change]
    names: Mapping[int, str]
    about: str


def book_paper(book: Book, *, unit: Unit, today: date) -> Paper:
    """`unit`: whose letterhead it bears."""
    span = book.span
    period = f"Từ ngày {span.first:%d/%m/%Y} đến ngày {span.last:%d/%m/%Y}"
    sheets = [
        Appendix("I", book.about, summary(book), (f"({period})",), "người", heading=SUMMARY),
        Appendix("II", "Chi tiết biến động", details(book), (f"({period})",), heading=DETAILS),
    ]
    return signed_list(unit=unit, kind=KIND, subject=book.about, sheets=sheets, today=today)


def summary(book: Book) -> Table:
    """Its last line adds up all; what there is after follows from what was before."""
    heads = (
        Head("TT", label="A", width=8),
        Head("Đơn vị", label="B", width=44),
        Head("Đầu kỳ", label="(1)"),
        Head("Tăng: bổ nhiệm", label="(2)"),
        Head("Giảm", tuple(_losses())),
        Head("Cuối kỳ", label=f"({len(LOSSES) + 4})"),
        Head("Trong đó: đang đi học", tuple(_studies(len(LOSSES) + 5))),
    )
    rows = [
        Row(
            (
                Cell(str(number), align="center"),
                Cell(name),
                *_numbers(line),
            )
        )
        for number, (name, line) in enumerate(book.lines.items(), 1)
    ]
    whole = summed(list(book.lines.values()))
    rows.append(Row((Cell(), Cell("CỘNG"), *_numbers(whole)), "total"))
    return Table(heads, tuple(rows))


def _losses() -> Iterator[Head]:
    labels = [f"({number})" for number in range(3, len(LOSSES) + 3)]
    for label, kind in zip(labels, LOSSES, strict=True):
        yield Head(WORDS[kind], label=label)
    yield Head("Cộng", label=f"({len(LOSSES) + 3})", formula=Formula("sum", tuple(labels)))


def _studies(first: int) -> Iterator[Head]:
    for label, text in enumerate(("Đầu kỳ", "Cử đi", "Học về", "Cuối kỳ"), first):
        yield Head(text, label=f"({label})")


def _numbers(line: Counted) -> Iterator[Cell]:
    """In the order of the heads."""
    numbers = [
        line.opening,
        line.gained,
        *(line.changes[kind] for kind in LOSSES),
        line.lost,
        line.closing,
        line.studying,
        line.changes[SENT],
        line.changes[RETURNED],
        line.studying_after,
    ]
    return (Cell(str(number) if number else NOTHING, number) for number in numbers)


def details(book: Book) -> Table:
    columns = {
        "TT": 9,
        "Ngày": 18,
        "Họ và tên": 38,
        "Ngày sinh": 18,
        "Biến động": 28,
        "Chức vụ, nội dung": 44,
        "Đơn vị": 44,
        "Quyết định số, ngày": 34,
        "Ghi chú": 20,
    }
    heads = [
        Head(text, label=str(number), width=width)
        for number, (text, width) in enumerate(columns.items(), 1)
    ]
    rows = list(_lines(book)) or [_nothing(len(heads))]
    return Table(tuple(heads), tuple(rows), people=False)


def _nothing(columns: int) -> Row:
    return Row((Cell(NO_CHANGES), *(Cell() for _ in range(columns - 1))), "group")


def _lines(book: Book) -> Iterable[Row]:
    for number, change in enumerate(book.changes, 1):
        person = change.person
        texts = (
            typed(change.on),
            person.full_name,
            typed(person.birth_date or person.birth_year),
            WORDS[change.kind],
            change.what,
            book.names.get(change.unit_id, ""),
            change.paper,
            "",
        )
        yield Row((Cell(str(number), align="center"), *(Cell(text) for text in texts)))
