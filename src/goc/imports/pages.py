"""What the pages of a load show: the sheet with what is said of its cells, and what will come of
it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from goc.imports import queries
from goc.imports.models import Load, Mend, Remark, Row
from goc.imports.registry import KINDS
from goc.imports.staging import HEAD_ROW, columns_of, value_of
from goc.intake.head import Column
from goc.intake.outcome import as_text
from goc.intake.telling import ENCODINGS
from goc.web.paging import page_of

PER_PAGE, DOUBTS, CONVERTED, FIRST_ROWS = 50, 12, 5, 20
WHOLE_ROW = "-"
WHYS: dict[str, str | Promise] = {
    "title": gettext_lazy("tiêu đề"),
    HEAD_ROW: gettext_lazy("tên cột"),
    "unit": gettext_lazy("đơn vị"),
    "total": gettext_lazy("dòng cộng"),
    "signature": gettext_lazy("chữ ký"),
    "empty": gettext_lazy("trống"),
}


@dataclass(frozen=True)
class ShownCell:
    """`text` as in the file, `typed` what stands there instead; `fault` with its reason, `said`
    what was done; `href`: where it is mended.
    """

    text: str
    typed: str = ""
    answer: str = ""
    fault: Remark | None = None
    said: str = ""
    href: str = ""
    current: bool = False


@dataclass(frozen=True)
class ShownRow:
    """`whole`: what is said of the row as a whole; `why`: why it is passed over."""

    number: int
    why: str
    cells: Sequence[ShownCell]
    whole: ShownCell | None = None
    current: bool = False


def address_of(load: Load, row: int, field: str) -> str:
    """Where a cell is mended."""
    return reverse("load_mend", args=[load.public_id, row, field or WHOLE_ROW])


def title_of(load: Load, field: str) -> str:
    """What a field is called; the row as a whole has none."""
    return KINDS[load.kind].fields().get(field, "")


# --- the sheet


@dataclass
class _Said:
    """What is said of the cells of some rows, by row and letter."""

    load: Load
    rows: Sequence[int]
    at: tuple[int, str] | None
    faults: dict[tuple[int, str], Remark] = field(default_factory=dict)
    done: dict[tuple[int, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    mends: dict[tuple[int, str], Mend] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for remark in self.load.remarks.filter(row__in=self.rows):
            if remark.sort == queries.FAULT:
                self.faults.setdefault((remark.row, remark.letter), remark)
            else:
                self.done[remark.row, remark.letter].append(remark.reason)
        for mend in self.load.mends.filter(row__in=self.rows):
            self.mends[mend.row, mend.letter] = mend

    def cell(self, row: Row, column: Column) -> ShownCell:
        """A cell of the sheet."""
        at = row.number, column.letter
        text = as_text(value_of(row.cells[column.at])) if column.at < len(row.cells) else ""
        return self._shown(at, text, column.field if row.record else None)

    def whole(self, row: Row) -> ShownCell | None:
        """What is said of the row; None where nothing is."""
        at = row.number, ""
        told = at in self.faults or at in self.mends or at in self.done
        field = self.faults[at].field if at in self.faults else ""
        return self._shown(at, "", field) if told else None

    def _shown(self, at: tuple[int, str], text: str, field: str | None) -> ShownCell:
        mend, fault = self.mends.get(at), self.faults.get(at)
        can_be_mended = field is not None and self.load.is_open
        return ShownCell(
            text,
            typed="" if mend is None or mend.value is None else mend.said,
            answer=mend.answer if mend else "",
            fault=fault,
            said="; ".join(self.done[at]) if at in self.done else "",
            href=address_of(self.load, at[0], field or "") if can_be_mended else "",
            current=self.at == (at[0], field),
        )


def sheet_page(
    request: HttpRequest, load: Load, at: tuple[int, str] | None = None
) -> dict[str, Any]:
    """A page of the sheet: the one with the row that is mended, or the one asked for."""
    only = "only" in request.GET
    rows = load.rows.order_by("number")
    if only:
        rows = rows.filter(number__in=queries.faults_of(load).order_by().values("row"))
    page = _page_with(request, rows, at[0] if at else 0)
    columns = columns_of(load)
    said = _Said(load, [row.number for row in page], at)
    return {
        "load": load,
        "page": page,
        "only": only,
        "columns": columns,
        "titles": KINDS[load.kind].fields(),
        "rows": [_row(row, columns, said) for row in page],
        "faults": queries.faults_of(load).count(),
        "step": "sheet",
    }


def _page_with(request: HttpRequest, rows: Any, number: int) -> Page[Any]:
    """The page asked for; else the one on which a row lies."""
    if "page" in request.GET or not number:
        return page_of(request, rows, per=PER_PAGE)
    before = rows.filter(number__lt=number).count()
    return Paginator(rows, PER_PAGE).get_page(before // PER_PAGE + 1)


def _row(row: Row, columns: Sequence[Column], said: _Said) -> ShownRow:
    """Numbered as in the file."""
    return ShownRow(
        row.number,
        str(WHYS.get(row.why, "")),
        [said.cell(row, column) for column in columns],
        said.whole(row),
        current=said.at is not None and said.at[0] == row.number,
    )


# --- how it was read


def reading_page(load: Load) -> dict[str, Any]:
    """What was understood of the file."""
    about = load.about
    passed = load.rows.exclude(why="").exclude(why=HEAD_ROW)
    told: dict[str, list[int]] = defaultdict(list)
    for number, why in passed.values_list("number", "why"):
        told[why].append(number)
    return {
        "load": load,
        "encoding": ENCODINGS.get(about.get("encoding", ""), ""),
        "converted": [(row + 1, before, after) for row, _, before, after in _converted(about)],
        "notes": about.get("notes", ()),
        "read": load.rows.exclude(record=None).count(),
        "passed": [(WHYS[why], _listed(rows)) for why, rows in told.items()],
        "first_rows": [_texts(row) for row in load.rows.all()[:FIRST_ROWS]] if load.trouble else [],
        "remembered": _remembered(load) if load.is_open else [],
        "step": "reading",
    }


def _converted(about: Mapping[str, Any]) -> Sequence[Sequence[Any]]:
    told: Sequence[Sequence[Any]] = about.get("converted", ())
    return told[:CONVERTED]


def _texts(row: Row) -> tuple[int, list[str]]:
    return row.number, [as_text(value_of(value)) for value in row.cells]


def _listed(rows: Sequence[int]) -> str:
    """`1, 3–5`: rows that follow each other as one piece."""
    pieces: list[list[int]] = []
    for row in rows:
        if pieces and pieces[-1][-1] == row - 1:
            pieces[-1].append(row)
        else:
            pieces.append([row])
    return ", ".join(f"{p[0]}–{p[-1]}" if p[1:] else str(p[0]) for p in pieces)


def _remembered(load: Load) -> list[str]:
    """What this sender's lists meant before, in words."""
    titles = KINDS[load.kind].fields()
    found = []
    for one in queries.remembered_of(load):
        if one.sort == "column":
            means = titles.get(one.means, gettext("không lấy"))
            found.append(
                gettext("cột «%(what)s» là %(means)s") % {"what": one.what, "means": means}
            )
        else:
            found.append(f"{titles.get(one.field, one.field)}: «{one.what}» → «{one.means}»")
    return found


# --- what comes of it


def load_page(request: HttpRequest, load: Load) -> dict[str, Any]:
    """Where the load stands, and what it will do or did."""
    differences = page_of(request, load.differences.all())
    lacking = queries.lacking_of(load)
    return {
        "load": load,
        "kind": KINDS[load.kind],
        "counts": load.counts,
        "faults": queries.faults_of(load).count(),
        "doubts": queries.doubts_of(load, DOUBTS),
        "mended": load.mends.count(),
        "job": queries.job_of(load),
        "page": differences,
        "called": queries.called_by_row(load, [one.row for one in differences]),
        "lacking": len(lacking),
        "absent": ", ".join(queries.absent_of(load)),
        "said": load.remarks.filter(sort=queries.SAID)[:DOUBTS],
        "said_count": load.remarks.filter(sort=queries.SAID).count(),
        "step": "load",
    }


@dataclass(frozen=True)
class Wanted:
    """What the sender is asked to send again: of a row, in words."""

    row: int
    called: str
    what: list[str]


def wanted_page(load: Load) -> dict[str, Any]:
    """Faults and what is missing, row by row, for who sent the list."""
    asked: dict[int, list[str]] = defaultdict(list)
    called: dict[int, str] = {}
    for fault in queries.faults_of(load):
        asked[fault.row].append(_fault_said(fault))
    for one in queries.lacking_of(load):
        called[one.row] = one.called
        missing = ", ".join(one.missing)
        asked[one.row].append(gettext("Bổ sung: %(missing)s.") % {"missing": missing})
    called |= queries.called_by_row(load, list(asked))
    lines = [Wanted(row, called.get(row, ""), asked[row]) for row in sorted(asked)]
    absent = ", ".join(queries.absent_of(load))
    return {"load": load, "kind": KINDS[load.kind], "lines": lines, "absent": absent}


def _fault_said(fault: Remark) -> str:
    """`Chuyên môn «TC QSCS»: ghi rõ là A hay B.`"""
    value = f" «{fault.value}»" if fault.value else ""
    what = f"{fault.column}{value}: "
    said = fault.reason
    if fault.offers:
        offers = gettext(" hay ").join(fault.offers)
        said = gettext("ghi rõ là %(offers)s?") % {"offers": offers}
    return f"{what}{said}".removeprefix(": ")
