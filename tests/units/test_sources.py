"""A directory of CSV files as clean rows: what each cell becomes, and each fault with its line."""

from __future__ import annotations

from datetime import date

import pytest

from goc.lib.canonical import file_digest
from goc.lib.errors import InputError
from goc.units import sources
from goc.units.sources import (
    COLUMNS,
    Line,
    ReorganisationRow,
    SpellingRow,
    SuccessionRow,
    UnitRow,
    read_directory,
)

FROM, TO = date(2004, 8, 31), date(2025, 7, 1)
PROVINCE = "3-tier,province,20,Tỉnh Lạng Sơn,tỉnh,,2004-08-31,2025-07-01"
COMMUNE = "2-tier,commune,06004,Xã Quốc Khánh,xã,20,2025-07-01,"


@pytest.fixture
def folder(tmp_path):
    """Writes a file with its right head line and the lines given; gives the directory."""

    def call(name="units.csv", *lines, head=""):
        text = "\n".join([head or ",".join(COLUMNS[name]), *lines])
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    call("units.csv", PROVINCE)
    return call


def refusal(folder):
    with pytest.raises(InputError) as refused:
        read_directory(folder)
    return str(refused.value)


# --- what is read


def test_units_line_by_line(folder):
    source = read_directory(folder("units.csv", PROVINCE, COMMUNE))
    assert source.units == [
        UnitRow(2, ("3-tier", "20"), "Tỉnh Lạng Sơn", "province", "", FROM, TO),
        UnitRow(3, ("2-tier", "06004"), "Xã Quốc Khánh", "commune", "20", TO, None),
    ]
    assert [row.parent for row in source.units] == [None, ("2-tier", "20")]
    assert str(source.units[1]) == "2-tier:06004 «Xã Quốc Khánh»"


def test_names_are_stored_in_one_form_with_single_spaces(folder):
    typed = COMMUNE.replace("Xã Quốc Khánh", "  Xa\u0303  Quốc\u00a0Khánh ")
    assert read_directory(folder("units.csv", typed)).units[0].name == "Xã Quốc Khánh"


def test_the_companions_line_by_line(folder):
    folder("spelling_variants.csv", "2-tier,06004,2025-07-01,Xã Quốc  Khanh")
    folder("reorganisations.csv", "2025-07-01,2-tier,20,1672/NQ", "2020-01-01,3-tier,20,")
    folder(
        "successions.csv",
        "2025-07-01,3-tier,06004,2-tier,06004,full,NQ 2",
        "2010-01-01,3-tier,06010,3-tier,,unknown,",
    )
    source = read_directory(folder("units.csv", PROVINCE))
    assert source.spellings == [SpellingRow(2, ("2-tier", "06004"), TO, "Xã Quốc Khanh")]
    assert source.reorganisations == [
        ReorganisationRow(2, TO, ("2-tier", "20"), "1672/NQ"),
        ReorganisationRow(3, date(2020, 1, 1), ("3-tier", "20"), ""),
    ]
    here, there = ("3-tier", "06004"), ("2-tier", "06004")
    assert source.successions == [
        SuccessionRow(2, TO, here, there, "full", "NQ 2"),
        SuccessionRow(3, date(2010, 1, 1), ("3-tier", "06010"), None, "unknown", ""),
    ]


def test_the_digest_of_each_file_that_is_there(folder):
    folder("successions.csv")
    (path := folder("units.csv", PROVINCE)).joinpath("notes.csv").write_text("x", "utf-8")
    source = read_directory(path)
    assert source.digests == {n: file_digest(path / n) for n in ("units.csv", "successions.csv")}
    assert source.name == str(path)


def test_without_companions_there_is_nothing_of_them(folder):
    source = read_directory(folder("units.csv", PROVINCE))
    assert (source.spellings, source.reorganisations, source.successions) == ([], [], [])


def test_more_columns_in_another_order_and_a_mark_of_the_encoding_do_no_harm(tmp_path):
    head = "note,valid_to,valid_from,parent_code,kind,name,code,level,catalogue"
    line = "Ghi chú,2025-07-01,2004-08-31,,tỉnh,Tỉnh Lạng Sơn,20,province,3-tier"
    (tmp_path / "units.csv").write_text(f"{head}\n{line}\n", encoding="utf-8-sig")
    assert read_directory(tmp_path).units == [
        UnitRow(2, ("3-tier", "20"), "Tỉnh Lạng Sơn", "province", "", FROM, TO)
    ]


def test_a_cell_of_two_lines_counts_to_its_last(folder):
    quoted = PROVINCE.replace("Tỉnh Lạng Sơn", '"Tỉnh\nLạng Sơn"')
    source = read_directory(folder("units.csv", quoted, COMMUNE))
    assert [(row.line, row.name) for row in source.units] == [
        (3, "Tỉnh Lạng Sơn"),
        (4, "Xã Quốc Khánh"),
    ]


# --- what is refused


@pytest.mark.parametrize("column", ["catalogue", "level", "code", "name", "kind", "valid_from"])
def test_a_column_that_must_be_filled(folder, column):
    cells = dict(zip(COLUMNS["units.csv"], PROVINCE.split(",")))
    line = ",".join((cells | {column: " "}).values())
    told = refusal(folder("units.csv", line))
    assert told == f"units.csv, dòng 2: cột {column} để trống. Hãy điền cột này."


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("3-tier", "3" * 21, "cột catalogue dài quá 20 ký tự. Hãy rút ngắn lại."),
        (",20,", f",{'2' * 21},", "cột code dài quá 20 ký tự. Hãy rút ngắn lại."),
        ("Lạng Sơn", "L" * 196, "cột name dài quá 200 ký tự. Hãy rút ngắn lại."),
        ("tỉnh,,", f"tỉnh,{'1' * 21},", "cột parent_code dài quá 20 ký tự. Hãy rút ngắn lại."),
        (
            "province",
            "district",
            "Tỉnh Lạng Sơn ghi cấp district nhưng loại «tỉnh» là cấp province. Hãy sửa cột level "
            "hoặc kind.",
        ),
        (
            "tỉnh",
            "quân khu",
            "không có loại đơn vị «quân khu» (20 Tỉnh Lạng Sơn). Các loại được dùng: tỉnh, thành "
            "phố trung ương, quận, huyện, thị xã, thành phố, phường, xã, thị trấn, đặc khu.",
        ),
        (
            "2025-07-01",
            "01/07/2025",
            "«01/07/2025» ở cột valid_to không phải là ngày. Hãy ghi dạng 2012-12-31.",
        ),
        (
            "2004-08-31,2025-07-01",
            "2025-07-02,2025-07-01",
            "3-tier:20 «Tỉnh Lạng Sơn» có valid_to 2025-07-01 không sau valid_from 2025-07-02. "
            "Hãy sửa một trong hai ngày.",
        ),
    ],
    ids=["catalogue", "code", "name", "parent", "level", "kind", "day", "period"],
)
def test_a_faulty_line_of_units(folder, old, new, sentence):
    assert old in PROVINCE
    assert refusal(folder("units.csv", PROVINCE.replace(old, new))) == (
        f"units.csv, dòng 2: {sentence}"
    )


def test_as_long_as_allowed_is_allowed(folder):
    line = PROVINCE.replace("3-tier", "3" * 20).replace("Lạng Sơn", "L" * 195)
    row = read_directory(folder("units.csv", line)).units[0]
    assert (len(row.ref[0]), len(row.name)) == (20, 200)


def test_a_period_of_one_day_is_one(folder):
    line = PROVINCE.replace("2025-07-01", "2004-09-01")
    assert read_directory(folder("units.csv", line)).units[0].end == date(2004, 9, 1)


@pytest.mark.parametrize(
    ("file", "line", "sentence"),
    [
        (
            "successions.csv",
            "2025-07-01,3-tier,1,2-tier,2,whole,",
            "cột share là «whole»; chỉ được full, partial hoặc unknown.",
        ),
        (
            "successions.csv",
            "2025-07-01,3-tier,1,,2,full,",
            "cột to_catalogue để trống. Hãy điền cột này.",
        ),
        (
            "successions.csv",
            f"2025-07-01,3-tier,1,2-tier,2,full,{'x' * 501}",
            "cột basis dài quá 500 ký tự. Hãy rút ngắn lại.",
        ),
        (
            "reorganisations.csv",
            f"2025-07-01,2-tier,20,{'x' * 501}",
            "cột legal_basis dài quá 500 ký tự. Hãy rút ngắn lại.",
        ),
        (
            "reorganisations.csv",
            "2025-07-01,2-tier,,1672/NQ",
            "cột province_code để trống. Hãy điền cột này.",
        ),
        (
            "spelling_variants.csv",
            "2-tier,06004,2025-07,Xã Khanh",
            "«2025-07» ở cột version_valid_from không phải là ngày. Hãy ghi dạng 2012-12-31.",
        ),
        (
            "spelling_variants.csv",
            f"2-tier,06004,2025-07-01,{'x' * 201}",
            "cột other_spelling dài quá 200 ký tự. Hãy rút ngắn lại.",
        ),
    ],
    ids=["share", "half a target", "basis", "law", "province", "day", "spelling"],
)
def test_a_faulty_line_of_a_companion(folder, file, line, sentence):
    assert refusal(folder(file, line)) == f"{file}, dòng 2: {sentence}"


def test_a_companion_that_lacks_a_column(folder):
    told = refusal(folder("reorganisations.csv", head="date,catalogue,legal_basis"))
    assert told == (
        "reorganisations.csv, dòng 1: thiếu cột province_code. Dòng tiêu đề phải có: date, "
        "catalogue, province_code, legal_basis."
    )


def test_a_line_with_a_cell_too_many(folder):
    told = "units.csv, dòng 3: số ô không bằng số cột của dòng tiêu đề. Hãy kiểm tra dấu phẩy và "
    assert refusal(folder("units.csv", PROVINCE, f"{COMMUNE},x")).startswith(told)


def test_a_head_line_alone_is_no_catalogue(folder):
    path = folder("units.csv")
    assert refusal(path) == f"units.csv trong {path} không có dòng nào sau dòng tiêu đề."


def test_another_encoding_is_said(folder):
    path = folder("units.csv", PROVINCE)
    text = (path / "units.csv").read_text("utf-8").replace("Tỉnh Lạng Sơn", "Tinh Lâng Son")
    (path / "units.csv").write_bytes(text.replace("tỉnh", "tinh").encode("cp1252"))
    assert refusal(path) == "units.csv không phải là UTF-8. Hãy lưu lại tệp với mã UTF-8."


@pytest.mark.parametrize(("most", "refused"), [(120, False), (119, True)])
def test_the_longest_line(folder, monkeypatch, most, refused):
    """With the mark of its end."""
    monkeypatch.setattr(sources, "LONGEST_LINE", most)
    path = folder("units.csv", PROVINCE.ljust(119), COMMUNE)
    if refused:
        assert refusal(path).startswith("units.csv, dòng 2: dài hơn 0 nghìn ký tự.")
    else:
        assert len(read_directory(path).units) == 2


def test_cells_are_cut_and_a_limit_counts_what_is_left():
    line = Line("units.csv", 7, {"name": "  Xã   Ba ", "note": ""})
    assert (line.text("name", limit=5), line.optional("note", limit=1)) == ("Xã Ba", "")
    with pytest.raises(InputError, match="dòng 7: cột name dài quá 4 ký tự"):
        line.text("name", limit=4)
