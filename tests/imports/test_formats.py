"""One list in the files that offices have: CSV, a table of Word, old Excel, fonts of old, cells in error."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import pytest
import xlsxwriter

from factories import Cast
from goc.funding.models import Funding
from goc.imports.registry import KINDS, kind_named
from goc.intake.reading import Choice
from goc.lib.errors import InputError
from goc.units.asking import asking_of
from goc.viet import oldletters
from imports.listed_kinds import came, of_file, of_rows, take, workbook

NAME = "funding.funding"
ROWS = [
    ["STT", "Đơn vị", "Năm", "Nguồn", "Mục chi", "Kinh phí (triệu đồng)", "Căn cứ"],
    ["1", "H. Một", "2011", "Trung ương", "Giảng dạy", "1.234,5", "QĐ số 12 về giảng dạy"],
    ["2", "Huyện Một", "2011", "Tỉnh", "Xây dựng", "7", "Quyết định của tỉnh"],
]
WRITTEN = [(2011, "central", Decimal("1234.5")), (2011, "province", Decimal(7))]


def as_csv(path: Path) -> Path:
    path.write_text("\n".join(";".join(row) for row in ROWS), "utf-16")
    return path


def as_word(path: Path) -> Path:
    paper = docx.Document()
    table = paper.add_table(rows=0, cols=len(ROWS[0]))
    for row in ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    paper.save(str(path))
    return path


def as_excel(path: Path) -> Path:
    return workbook(path, ROWS)


def as_office(path: Path) -> Path:
    """As LibreOffice saves it in a format of old."""
    if not shutil.which("soffice"):
        pytest.skip("needs LibreOffice")
    whole = as_excel(path.with_suffix(".xlsx"))
    words = ["soffice", f"-env:UserInstallation=file://{path.parent}/lo", "--headless"]
    to = ["--convert-to", path.suffix[1:], "--outdir", str(path.parent), str(whole)]
    subprocess.run([*words, *to], check=True, capture_output=True, timeout=120)
    return path


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("a.csv", as_csv),
        ("a.docx", as_word),
        ("a.xlsx", as_excel),
        pytest.param("a.xls", as_office, marks=pytest.mark.slow),
        pytest.param("a.ods", as_office, marks=pytest.mark.slow),
    ],
)
def test_the_same_list_in_any_file(
    cast: Cast, tmp_path: Path, name: str, write: Callable[[Path], Path]
):
    found = of_file(NAME, write(tmp_path / name))
    assert came(take(NAME, found, asking_of(cast.alice))) == (2, 2, 0, 0, 0)
    told = Funding.objects.order_by("pk").values_list("year", "source", "amount")
    assert list(told) == WRITTEN


def test_a_list_in_tcvn3(cast: Cast):
    old = {new: letter for letter, new in oldletters._TCVN3_LETTERS.items()}
    rows = [["".join(old.get(letter, letter) for letter in text) for text in row] for row in ROWS]
    assert rows != ROWS
    found = of_rows(NAME, rows)
    assert found.encoding == "tcvn3"
    assert came(take(NAME, found, asking_of(cast.alice))) == (2, 2, 0, 0, 0)
    told = Funding.objects.order_by("pk").values_list("year", "source", "amount")
    assert list(told) == WRITTEN


def test_a_cell_in_error_is_never_empty(cast: Cast, tmp_path: Path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(ROWS):
            sheet.write_row(number, 0, row)
        sheet.write_formula(1, 6, "=NA()", None, "#N/A")
    (fault,) = take(NAME, of_file(NAME, path), asking_of(cast.alice)).faults
    assert (fault.row, fault.letter, fault.value) == (2, "G", "#N/A")
    assert not Funding.objects.exists()


def test_a_kind_reads_a_file_by_a_child_and_takes_what_somebody_corrects(
    cast: Cast, tmp_path: Path
):
    path = as_excel(tmp_path / "a.xlsx")
    kind = kind_named(NAME)
    found = kind.read(path, Choice(columns={"G": ""}))
    assert [column.field for column in found.head.columns] == [
        None,
        "unit",
        "year",
        "source",
        "item",
        "amount",
        None,
    ]
    assert set(kind.fields()) >= {"unit", "year", "source", "item", "amount", "paper"}
    assert came(take(NAME, found, asking_of(cast.alice))) == (2, 2, 0, 0, 0)
    assert set(Funding.objects.values_list("paper", flat=True)) == {""}


def test_a_list_that_is_not_there_is_told_with_those_that_are():
    with pytest.raises(InputError, match=r"có: .*funding\.funding.*training\.results"):
        kind_named("funding")


def test_every_kind_has_a_label_and_fields_that_its_columns_may_be(cast: Cast):
    told: dict[str, Any] = {name: (kind.label, kind.fields()) for name, kind in KINDS.items()}
    assert all(label and fields for label, fields in told.values())
