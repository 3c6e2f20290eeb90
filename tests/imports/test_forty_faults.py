"""300 rows with 40 planted faults: all named at the right cell, nothing written; mended on the page;
written once. The same list as .xls, as a table of Word and as .doc.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from django.urls import reverse

from browsing import sent_by
from goc.imports import actions, queries
from goc.imports.models import Load
from goc.jobs.actions import claim, run
from goc.people.models import Person
from imports.made import HEAD, faults, started, workbook

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ROWS = 300
FAMILY, MIDDLE = ("Nông", "Lý", "Hoàng", "Triệu", "Vi"), ("Văn", "Đức", "Minh", "Quang")
GIVEN = "An Ba Cường Dũng Đại Giang Hải Khánh Long Mạnh Nam Phúc Quý Sơn Tuấn".split()
COLUMNS = {"birth": (2, "C"), "ethnicity": (4, "E"), "education": (5, "F"), "unit": (6, "G")}
PLANTED: dict[str, tuple[str, str]] = {
    "birth": ("31/02/1970", "1971"),
    "ethnicity": ("Tầy Nùng", "Tày"),
    "education": ("TC Quân sự", "Trung cấp"),
    "unit": ("Xã Không Có", "Xã Một Hai"),
}
"""What is wrong, and what it is mended to; ten of each."""


def people() -> list[list[Any]]:
    """300 persons, none like another."""
    rows = []
    for number in range(ROWS):
        name = f"{FAMILY[number % 5]} {MIDDLE[number // 5 % 4]} {GIVEN[number // 20]}"
        row = [number + 1, name, 1960 + number % 25, "Nam", "Tày", "Trung cấp", "Xã Một Một"]
        rows.append(row)
    return rows


def with_faults() -> tuple[list[list[Any]], set[tuple[int, str]]]:
    """Every seventh row, kind after kind; where they are."""
    rows, places = people(), set()
    for count, number in enumerate(range(3, 3 + 40 * 7, 7)):
        kind = list(PLANTED)[count % 4]
        at, letter = COLUMNS[kind]
        rows[number][at] = PLANTED[kind][0]
        places.add((number + 2, letter))
    return rows, places


def as_word(rows: list[list[Any]], path: Path) -> bytes:
    document = docx.Document()
    document.add_paragraph("DANH SÁCH")
    table = document.add_table(len(rows) + 1, len(HEAD))
    for cells, row in zip(table._tbl.tr_lst, [HEAD, *rows], strict=True):
        for cell, value in zip(cells.tc_lst, row, strict=True):
            cell.p_lst[0].add_r().text = str(value)
    document.add_paragraph("NGƯỜI LẬP BIỂU")
    document.save(str(path))
    return path.read_bytes()


def converted(path: Path, kind: str) -> bytes:
    """By LibreOffice."""
    if not shutil.which("soffice"):
        pytest.skip("needs LibreOffice")
    folder = path.parent
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/lo"]  # noqa: RUF005
        + ["--headless", "--convert-to", kind, "--outdir", folder, path],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return path.with_suffix(f".{kind}").read_bytes()


def as_xlsx(rows: list[list[Any]], _folder: Path) -> bytes:
    return workbook(rows)


def as_xls(rows: list[list[Any]], folder: Path) -> bytes:
    (folder / "a.xlsx").write_bytes(workbook(rows))
    return converted(folder / "a.xlsx", "xls")


def as_docx(rows: list[list[Any]], folder: Path) -> bytes:
    return as_word(rows, folder / "a.docx")


def as_doc(rows: list[list[Any]], folder: Path) -> bytes:
    as_word(rows, folder / "a.docx")
    return converted(folder / "a.docx", "doc")


def read(by: Any, unit: Any, data: bytes, name: str) -> Load:
    """Read and checked, by jobs where it is long."""
    load = started(by, unit, data=data, name=name)
    while job := claim():
        assert run(job).state == "done", job.message
    load.refresh_from_db()
    return load


FORMATS = {"xlsx": as_xlsx, "xls": as_xls, "docx": as_docx, "doc": as_doc}


@pytest.mark.parametrize("suffix", FORMATS)
def test_all_forty_are_named_and_nothing_is_written(cast, tmp_path, suffix):
    rows, places = with_faults()
    make: Callable[[list[list[Any]], Path], bytes] = FORMATS[suffix]
    load = read(cast.alice, cast.district, make(rows, tmp_path), f"a.{suffix}")
    assert {(row, letter) for row, letter, _ in faults(load)} == places
    assert (len(faults(load)), load.counts["read"], load.counts["rejected"]) == (40, ROWS, 40)
    actions.write_load(load=load, by=cast.alice)
    assert Person.objects.count() == 0


def test_mended_on_the_page_and_written_once(cast, client):
    rows, _ = with_faults()
    client.force_login(cast.alice)
    load = read(cast.alice, cast.district, workbook(rows), "a.xlsx")
    to_mend = dict(PLANTED.values())
    sent = 0
    while fault := queries.next_fault(load):
        url = reverse("load_mend", args=[load.public_id, fault.row, fault.field])
        answer = client.post(url, sent_by(client.get(url)) | {"typed": to_mend[fault.value]})
        assert answer.status_code == 302
        sent += 1
        assert sent <= 40
    assert sent == 4
    for _ in range(2):
        client.post(reverse("load_write", args=[load.public_id]))
    while job := claim():
        assert run(job).state == "done"
    load.refresh_from_db()
    assert (load.state, load.counts["new"], Person.objects.count()) == ("written", ROWS, ROWS)
