"""`goc people import / export / template`."""

from __future__ import annotations

import json
from datetime import date

import pytest
import python_calamine

from goc.cli import main
from goc.people import importing
from goc.people.lines import as_text
from goc.people.models import Person
from goc.people.sheets import COLUMNS
from people.made import full, person
from people.test_importing import GOOD, write

SECRETS = ("Tày", "Công giáo", "Cao cấp", "Loại 3", "03/02/2004", "03/02/2005")


@pytest.fixture
def run(capsys, monkeypatch):
    def run(*arguments, login=""):
        monkeypatch.setenv("GOC_AS", login)
        with pytest.raises(SystemExit) as stopped:
            main(["people", *map(str, arguments)])
        said = capsys.readouterr()
        return stopped.value.code, said.out, said.err

    return run


def cells(path):
    rows = python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    return [[as_text(value) for value in row] for row in rows]


def test_import(cast, tmp_path, run):
    path = write(tmp_path / "ds.xlsx", [GOOD])
    assert run("import", path, "--dry-run") == (
        0,
        "",
        "Đã kiểm tra 1 dòng, không có lỗi: thêm mới 1, cập nhật 0, không đổi 0; chưa ghi gì.\n",
    )
    assert Person.objects.count() == 0
    code, out, _ = run("import", path, "--json", "--as-of", "31/12/2012", login="alice")
    told = json.loads(out)
    assert (code, told["read"], told["new"], told["errors"]) == (0, 1, 1, [])
    assert Person.objects.get().keepers.get().valid_from == date(2012, 12, 31)


def test_a_faulty_file_comes_back_with_the_reasons(cast, tmp_path, run):
    path = write(
        tmp_path / "ds.xlsx", [GOOD, {**GOOD, "Họ và tên": "Lý Thị Hoa", "Giới tính": "x"}]
    )
    code, out, err = run("import", path, "--json")
    assert (code, json.loads(out)["rejected"]) == (1, 1)
    assert "dòng 3, cột Giới tính: chưa rõ nghĩa: hãy chọn một cách hiểu («x») → Nam | Nữ" in err
    back = cells(tmp_path / "ds.loi.xlsx")
    assert back[0][-1] == "Lý do" and [row[-1] for row in back[1:]] == [
        "",
        "C: chưa rõ nghĩa: hãy chọn một cách hiểu",
    ]
    again = importing.read_list(tmp_path / "ds.loi.xlsx").head
    assert [column.field for column in again.columns] == ["full_name", "unit", "sex", None]


def test_wrong_use_and_absent_files(cast, tmp_path, run):
    assert run("import")[0] == 2
    assert run("import", tmp_path / "none.xlsx")[0] == 1
    assert run("export", tmp_path / "none" / "ds.xlsx")[0] == 1


def test_template_can_be_filled_in_and_read(cast, tmp_path, run):
    assert run("template", tmp_path / "mau.xlsx")[0] == 0
    sheet = importing.read_list(tmp_path / "mau.xlsx")
    assert [column.head for column in sheet.head.columns] == [c.title for c in COLUMNS]
    assert list(sheet.records) == []


def test_what_is_exported_can_be_imported(cast, tmp_path, run):
    full(cast)
    person(cast, "=Lý Thị Hoa", birth_year=1980)
    first, second = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    code, out, _ = run("export", first, "--as-of", "2012-12-31", "--json", login="alice")
    assert (code, json.loads(out)["written"]) == (0, 2)
    Person.objects.all().delete()
    assert run("import", first, "--as-of", "2012-12-31")[0] == 0
    run("export", second, "--as-of", "2012-12-31", login="alice")
    assert cells(first) == cells(second)
    assert all(secret in str(cells(first)) for secret in SECRETS)


def test_a_reader_exports_masks(cast, tmp_path, run):
    full(cast)
    person(cast, "Lý Thị Hoa", birth_year=1980)
    run("export", tmp_path / "ds.xlsx", "--as-of", "2012-12-31", login="bob")
    text = str(cells(tmp_path / "ds.xlsx"))
    assert "Nông Văn Đức" in text and not [s for s in SECRETS if s in text]
    masks = [row.count("•••") for row in cells(tmp_path / "ds.xlsx")[1:]]
    assert masks == [7, 7]


def test_export_keeps_to_the_scope(cast, tmp_path, run):
    full(cast)
    path = tmp_path / "ds.xlsx"
    assert run("export", path, login="charlie")[0] == 0 and len(cells(path)) == 1
    assert run("export", path, "--unit", "3-tier:06004", login="charlie")[0] == 1
    assert (
        run("export", path, "--unit", "3-tier:06007", login="alice")[0] == 0
        and len(cells(path)) == 1
    )
    assert (
        run("export", path, "--unit", "3-tier:06004", login="alice")[0] == 0
        and len(cells(path)) == 2
    )
