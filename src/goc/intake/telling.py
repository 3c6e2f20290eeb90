"""What came of a list, for machines and for people: the keys of `goc people import --json`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypedDict

from goc.intake.notes import Change, Note, Result
from goc.intake.reading import Understood
from goc.lib.terminal import say

SHOWN = 20
ENCODINGS = {"tcvn3": "TCVN3 (.VnTime)", "vni": "VNI", "windows-1258": "Windows-1258"}


def tell(found: Understood, result: Result, returned: Path, *, dry_run: bool) -> None:
    """To who runs the command."""
    for sentence in _about(found):
        say(sentence)
    faults = grouped(result.faults)
    for alike in faults[:SHOWN]:
        say(_sentence(alike))
    if len(faults) > SHOWN:
        say(f"… và {len(faults) - SHOWN} loại lỗi nữa")
    if faults:
        asked = len(questions(result.faults))
        say(
            f"Đã đọc {result.read} dòng, {result.rejected} dòng còn ô phải hỏi hoặc sai ({asked} câu "
            f"hỏi); chưa ghi gì. Trả lời bằng --answer, hoặc sửa trong {returned} rồi nhập lại."
        )
        return
    for alike in grouped(result.said)[:SHOWN]:
        say(_sentence(alike))
    for change in result.changes[:SHOWN]:
        say(
            f"dòng {change.row}, cột {change.column}: {change.before or '(trống)'} → {change.after}"
        )
    came_of_it = f"thêm mới {result.new}, cập nhật {result.updated}, không đổi {result.unchanged}"
    if dry_run:
        say(f"Đã kiểm tra {result.read} dòng, không có lỗi: {came_of_it}; chưa ghi gì.")
    else:
        say(f"Đã nhập: {came_of_it}.")


def _about(found: Understood) -> list[str]:
    """What is to be said of the list itself."""
    notes = list(found.notes)
    if found.encoding in ENCODINGS:
        notes.append(f"Bảng mã {ENCODINGS[found.encoding]} đã chuyển sang Unicode:")
        notes += [f"  {one.before} → {one.after}" for one in found.converted[:3]]
    return notes


def _sentence(alike: Sequence[Note]) -> str:
    """Place, reason, what stands there, what is offered; how many other cells are like it."""
    note = alike[0]
    place = f"dòng {note.row}" + (f", cột {note.column}" if note.column else "")
    value = f" («{note.value}»)" if note.value else ""
    others = f", cùng {len(alike) - 1} ô khác" if alike[1:] else ""
    offers = f" → {' | '.join(offer.text for offer in note.offers)}" if note.offers else ""
    return f"{place}: {note.reason}{value}{others}{offers}"


class ColumnTold(TypedDict):
    """`letter` as in the file, `head` with its storeys; `field` null where it is not taken."""

    letter: str
    head: str
    field: str | None


class SkippedTold(TypedDict):
    """`why`: title, head, unit, total, signature or empty."""

    row: int
    why: str


class CellTold(TypedDict):
    """Where something is said: `row` as numbered in the file, `column` the title of the field,
    `letter` where it stands; empty for the row as a whole.
    """

    row: int
    column: str
    letter: str
    field: str
    value: str
    reason: str


class ErrorTold(CellTold):
    """`offer`: the first of the `offers`, null where the cell has to be mended."""

    offer: str | None
    offers: list[str]


class QuestionTold(TypedDict):
    """Errors that one answer settles, with their rows."""

    column: str
    value: str
    reason: str
    offers: list[str]
    rows: list[int]


class ChangeTold(TypedDict):
    """What a row says otherwise than the register, as a list prints it."""

    row: int
    column: str
    before: str
    after: str


class ConvertedTold(TypedDict):
    """A cell of an old encoding; row and column from 1."""

    row: int
    column: int
    before: str
    after: str


class Told(TypedDict):
    """What `goc people import --json` prints. `head_rows`: first and last. `encoding`: unicode,
    tcvn3, vni or windows-1258. `accepted` and what it is made of are 0 while there are errors.
    `changes`: what differs from the register. `said`: what was taken and is told; `notes`: the same
    of the list as a whole.
    """

    sheet: str
    head_rows: list[int]
    encoding: str
    columns: list[ColumnTold]
    skipped: list[SkippedTold]
    read: int
    new: int
    updated: int
    unchanged: int
    accepted: int
    rejected: int
    errors: list[ErrorTold]
    questions: list[QuestionTold]
    changes: list[ChangeTold]
    said: list[CellTold]
    notes: list[str]
    converted: list[ConvertedTold]


def as_json(found: Understood, result: Result) -> Told:
    """The list as it was understood and what came of it."""
    return {
        "sheet": found.sheet,
        "head_rows": [found.head.first + 1, found.head.last + 1],
        "encoding": found.encoding,
        "columns": [
            {"letter": c.letter, "head": c.head, "field": c.field} for c in found.head.columns
        ],
        "skipped": [{"row": s.row, "why": s.why} for s in found.skipped],
        "read": result.read,
        "new": result.new,
        "updated": result.updated,
        "unchanged": result.unchanged,
        "accepted": result.accepted,
        "rejected": result.rejected,
        "errors": [_error(fault) for fault in result.faults],
        "questions": questions(result.faults),
        "changes": [_changed(change) for change in result.changes],
        "said": [_told(note) for note in result.said],
        "notes": list(found.notes),
        "converted": [
            {"row": c.row + 1, "column": c.column + 1, "before": c.before, "after": c.after}
            for c in found.converted
        ],
    }


def _changed(change: Change) -> ChangeTold:
    return {
        "row": change.row,
        "column": change.column,
        "before": change.before,
        "after": change.after,
    }


def _told(note: Note) -> CellTold:
    """The keys that errors and notices share."""
    return {
        "row": note.row,
        "column": note.column,
        "letter": note.letter,
        "field": note.field,
        "value": note.value,
        "reason": note.reason,
    }


def _error(fault: Note) -> ErrorTold:
    """A fault with its offers."""
    offers = [offer.text for offer in fault.offers]
    return {**_told(fault), "offer": offers[0] if offers else None, "offers": offers}


def questions(faults: Iterable[Note]) -> list[QuestionTold]:
    """Doubts that one answer settles, in the order in which they come, with their rows."""
    return [_question(alike) for alike in grouped(faults) if alike[0].offers]


def grouped(notes: Iterable[Note]) -> list[list[Note]]:
    """Those of one field that say the same of the same, together."""
    found: dict[tuple[str, str, str], list[Note]] = defaultdict(list)
    for note in notes:
        found[note.field, note.alike or note.value, note.reason].append(note)
    return list(found.values())


def _question(faults: Sequence[Note]) -> QuestionTold:
    """Alike faults as one."""
    first = faults[0]
    return {
        "column": first.column,
        "value": first.value,
        "reason": first.reason,
        "offers": [offer.text for offer in first.offers],
        "rows": [fault.row for fault in faults],
    }
