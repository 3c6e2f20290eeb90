"""A directory of CSV files (`units.csv` and its optional companions) as clean rows; knows no
database.

The columns are in `COLUMNS`; only `units.csv` is required, more columns do no harm.
Every fault is one sentence with file, line and what to mend.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from goc.files.kinds import find
from goc.lib.canonical import file_digest
from goc.lib.errors import InputError
from goc.units import rules
from goc.viet.names import clean

LARGEST, LONGEST_LINE = 50 * 2**20, 20_000
SHARES = {"full", "partial", "unknown"}
COLUMNS = {
    "units.csv": [
        "catalogue",
        "level",
        "code",
        "name",
        "kind",
        "parent_code",
        "valid_from",
        "valid_to",
    ],
    "spelling_variants.csv": ["catalogue", "code", "version_valid_from", "other_spelling"],
    "reorganisations.csv": ["date", "catalogue", "province_code", "legal_basis"],
    "successions.csv": [
        "date",
        "from_catalogue",
        "from_code",
        "to_catalogue",
        "to_code",
        "share",
        "basis",
    ],
}
Ref = tuple[str, str]
"""(catalogue, code)"""

LONGEST_FIELD = 131_072
"""Characters: more is a quotation mark that was never closed."""


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One version of one code, `[start, end)`."""

    line: int
    ref: Ref
    name: str
    kind: str
    parent_code: str
    start: date
    end: date | None

    @property
    def parent(self) -> Ref | None:
        return (self.ref[0], self.parent_code) if self.parent_code else None

    def __str__(self) -> str:
        return f"{self.ref[0]}:{self.ref[1]} «{self.name}»"


@dataclass(frozen=True, slots=True)
class SpellingRow:
    line: int
    ref: Ref
    start: date
    spelling: str


@dataclass(frozen=True, slots=True)
class ReorganisationRow:
    line: int
    on: date
    province: Ref
    legal_basis: str


@dataclass(frozen=True, slots=True)
class SuccessionRow:
    line: int
    on: date
    origin: Ref
    target: Ref | None
    share: str
    basis: str


@dataclass
class Source:
    """What a catalogue says, and the digests of the files it was read from."""

    name: str
    units: list[UnitRow]
    spellings: list[SpellingRow] = field(default_factory=list)
    reorganisations: list[ReorganisationRow] = field(default_factory=list)
    successions: list[SuccessionRow] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file, with the ways to read its cells."""

    file: str
    number: int
    cells: dict[str, str]

    def text(self, column: str, *, limit: int = 0) -> str:
        value = clean(self.cells[column] or "")
        if not value:
            self.refuse("cột %(column)s để trống. Hãy điền cột này.", column=column)
        return self.short(column, value, limit)

    def short(self, column: str, value: str, limit: int) -> str:
        if limit and len(value) > limit:
            self.refuse(
                "cột %(column)s dài quá %(limit)s ký tự. Hãy rút ngắn lại.",
                column=column,
                limit=limit,
            )
        return value

    def optional(self, column: str, *, limit: int = 0) -> str:
        return self.short(column, clean(self.cells[column] or ""), limit)

    def day(self, column: str) -> date:
        text = self.text(column)
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.refuse(
                "«%(text)s» ở cột %(column)s không phải là ngày. Hãy ghi dạng 2012-12-31.",
                text=text,
                column=column,
            )
            raise

    def ref(self, catalogue: str = "catalogue", code: str = "code") -> Ref:
        return self.text(catalogue, limit=20), self.text(code, limit=20)

    def refuse(self, what: str, **params: object) -> None:
        raise InputError(
            "%(file)s, dòng %(line)s: " + what, file=self.file, line=self.number, **params
        )


def read_directory(path: Path) -> Source:
    """Raises InputError when the directory, `units.csv`, a column or a cell is not as it should
    be.
    """
    if not path.is_dir():
        raise InputError("Không có thư mục %(path)s. Hãy kiểm tra lại đường dẫn.", path=path)
    units = [_unit(line) for line in _lines(path / "units.csv", required=True)]
    if not units:
        raise InputError("units.csv trong %(path)s không có dòng nào sau dòng tiêu đề.", path=path)
    files = [path / name for name in COLUMNS if (path / name).exists()]
    return Source(
        str(path),
        units,
        [
            SpellingRow(
                row.number,
                row.ref(),
                row.day("version_valid_from"),
                row.text("other_spelling", limit=200),
            )
            for row in _lines(path / "spelling_variants.csv")
        ],
        [
            ReorganisationRow(
                row.number,
                row.day("date"),
                row.ref(code="province_code"),
                row.optional("legal_basis", limit=500),
            )
            for row in _lines(path / "reorganisations.csv")
        ],
        [_succession(row) for row in _lines(path / "successions.csv")],
        {file.name: file_digest(file) for file in files},
    )


def _lines(file: Path, *, required: bool = False) -> Iterator[Line]:
    if not file.exists():
        if required:
            raise InputError(
                "Thư mục %(path)s thiếu tệp %(name)s.", path=file.parent, name=file.name
            )
        return
    try:
        find(file, LARGEST)
        with file.open(encoding="utf-8-sig", newline="") as stream:
            csv.field_size_limit(LONGEST_FIELD)  # of the whole process: others set their own
            reader = csv.DictReader(_bounded(stream, file.name))
            missing = [c for c in COLUMNS[file.name] if c not in (reader.fieldnames or [])]
            if missing:
                raise InputError(
                    "%(file)s, dòng 1: thiếu cột %(missing)s. Dòng tiêu đề phải có: %(columns)s.",
                    file=file.name,
                    missing=", ".join(missing),
                    columns=", ".join(COLUMNS[file.name]),
                )
            for cells in reader:
                line = Line(file.name, reader.line_num, cells)
                if None in cells or None in cells.values():
                    line.refuse(
                        "số ô không bằng số cột của dòng tiêu đề. Hãy kiểm tra dấu phẩy và dấu "
                        "ngoặc kép."
                    )
                yield line
    except csv.Error:
        raise InputError(
            "%(file)s: không tách được thành cột. Hãy kiểm tra dấu phẩy và dấu ngoặc kép.",
            file=file.name,
        ) from None
    except UnicodeDecodeError:
        raise InputError(
            "%(file)s không phải là UTF-8. Hãy lưu lại tệp với mã UTF-8.", file=file.name
        ) from None


def _bounded(stream: Iterable[str], file: str) -> Iterator[str]:
    for number, line in enumerate(stream, start=1):
        if len(line) > LONGEST_LINE:
            raise InputError(
                "%(file)s, dòng %(line)s: dài hơn %(most)s nghìn ký tự. Hãy kiểm tra dấu xuống dòng.",
                file=file,
                line=number,
                most=LONGEST_LINE // 1000,
            )
        yield line


def _unit(line: Line) -> UnitRow:
    kind = rules.BY_LABEL.get(line.text("kind"), "")
    level = line.text("level")
    if not kind or rules.level_of(kind) not in rules.TERRITORIAL:
        known = ", ".join(
            rules.LABELS[k] for k in rules.KINDS if rules.level_of(k) in rules.TERRITORIAL
        )
        line.refuse(
            "không có loại đơn vị «%(kind)s» (%(code)s %(name)s). Các loại được dùng: %(known)s.",
            kind=line.text("kind"),
            code=line.text("code"),
            name=line.text("name"),
            known=known,
        )
    if rules.level_of(kind) != level:
        line.refuse(
            "%(name)s ghi cấp %(level)s nhưng loại «%(kind)s» là cấp %(right)s. Hãy sửa cột level "
            "hoặc kind.",
            name=line.text("name"),
            level=level,
            kind=rules.LABELS[kind],
            right=rules.level_of(kind),
        )
    start = line.day("valid_from")
    row = UnitRow(
        line.number,
        line.ref(),
        line.text("name", limit=200),
        kind,
        line.optional("parent_code", limit=20),
        start,
        line.day("valid_to") if line.cells["valid_to"].strip() else None,
    )
    if row.end is not None and row.end <= start:
        line.refuse(
            "%(unit)s có valid_to %(end)s không sau valid_from %(start)s. Hãy sửa một trong hai "
            "ngày.",
            unit=row,
            end=row.end,
            start=start,
        )
    return row


def _succession(line: Line) -> SuccessionRow:
    share = line.text("share")
    if share not in SHARES:
        line.refuse("cột share là «%(share)s»; chỉ được full, partial hoặc unknown.", share=share)
    target = line.ref("to_catalogue", "to_code") if line.cells["to_code"].strip() else None
    return SuccessionRow(
        line.number,
        line.day("date"),
        line.ref("from_catalogue", "from_code"),
        target,
        share,
        line.optional("basis", limit=500),
    )
