"""What an office may write wrong in its own definitions: a sentence with file and line, always."""

from __future__ import annotations

from pathlib import Path

import pytest

from goc.figures import loading
from goc.lib.errors import InputError

GOOD = """# của tỉnh
[[indicator]]
id = "own"
revision = 1
label = "Nhãn"
kind = "count"
time = "state"
grain = "holding"
unit_by = "post"
source = "thử"
population = [{field = "post", op = "eq", value = "commander"}]
"""
TABLE = """[table]
id = "T1"
revision = 1
roman = ""
title = "BIỂU"
kind = "crosstab"
time = "state"
grain = "holding"
unit_by = "post"
rows = "district"
unit_label = "người"
source = "thử"

[[column]]
number = 1
head = ["Tổng"]
where = []
"""


def load(folder: Path, text: str) -> loading.Definitions:
    (folder / "own.toml").write_text(text, "utf-8")
    return loading.load(folder)


def test_an_office_adds_its_own(tmp_path: Path) -> None:
    (tmp_path / "table.toml").write_text(TABLE, "utf-8")
    found = load(tmp_path, GOOD)
    assert found.indicators["own"].label == "Nhãn"
    assert found.tables["T1"].columns[0].head == ("Tổng",)


def test_only_the_files_named_are_read_for_a_dossier(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(GOOD, "utf-8")
    assert list(loading.load_files([tmp_path / "own.toml"]).indicators) == ["own"]


@pytest.mark.parametrize(
    ("old", "new", "line", "why"),
    [
        ('label = "Nhãn"', "label = Nhãn", 5, "sai cú pháp TOML"),
        ('label = "Nhãn"', "label = 3", 5, "«label» phải là chữ, không phải 3"),
        ('label = "Nhãn"\n', "", 2, "thiếu «label»"),
        ('label = "Nhãn"', 'lable = "Nhãn"', 5, "không có khóa «lable»"),
        ("revision = 1", "revision = true", 4, "«revision» phải là số nguyên, không phải True"),
        ('kind = "count"', 'kind = "total"', 6, "kind «total» phải là một trong count, sum, ratio"),
        ('kind = "count"', 'kind = "ratio"', 6, 'kind = "ratio" cần đúng một trong numerator, per'),
        ('kind = "count"', 'kind = "sum"', 6, 'kind = "sum" cần weight'),
        ('kind = "count"', 'kind = "count"\nnumerator = []', 7, 'chỉ kind = "ratio" có numerator'),
        (
            'time = "state"',
            'time = "flow"',
            7,
            "hạt «holding» không có ngày phát sinh nên không tính theo flow",
        ),
        ('grain = "holding"', 'grain = "cadre"', 8, "không có hạt «cadre»"),
        (
            'unit_by = "post"',
            'unit_by = "home"',
            9,
            "unit_by «home» không hợp lệ; hạt «holding» có: post",
        ),
        ('source = "thử"', 'source = "thử"\nweight = "post"', 11, 'kind = "count" không có weight'),
        ('field = "post"', 'field = "rank"', 11, "hạt «holding» không có cột «rank»"),
        ('op = "eq"', 'op = "like"', 11, "phép «like» phải là một trong eq, ne"),
        ('value = "commander"', "value = 3", 11, "value 3 của cột «post» phải là kiểu text"),
        (
            'op = "eq", value = "commander"',
            'op = "in", value = "x"',
            11,
            "phép «in» cần value là danh sách",
        ),
        ('op = "eq"', 'op = "known"', 11, "phép «known» không có value"),
        ('"commander"}', '"commander", extra = 1}', 11, "phải gồm field, op và value"),
        (
            'id = "own"',
            'id = "trained"',
            3,
            "chỉ tiêu «trained» đã có sẵn trong Gốc, không được định nghĩa lại",
        ),
        ("[[indicator]]", "[indicator]", 2, "mục này viết là [[indicator]]"),
        ("[[indicator]]", "[[indicators]]", 2, "không có mục «indicators»"),
    ],
)
def test_indicators(tmp_path: Path, old: str, new: str, line: int, why: str) -> None:
    assert old in GOOD
    with pytest.raises(InputError) as told:
        load(tmp_path, GOOD.replace(old, new))
    assert str(told.value).startswith(f"{tmp_path / 'own.toml'}, dòng {line}: ")
    assert why in str(told.value)


@pytest.mark.parametrize(
    ("old", "new", "line", "why"),
    [
        ('id = "T1"', 'id = "P7"', 2, "biểu «P7» đã có sẵn trong Gốc"),
        (
            'kind = "crosstab"',
            'kind = "cross"',
            6,
            "kind «cross» phải là một trong crosstab, listing",
        ),
        ('rows = "district"', 'rows = "village"', 10, "rows «village» phải là một cấp"),
        (
            'rows = "district"',
            'rows = "birth_date"',
            10,
            "rows «birth_date» là cột kiểu date; chỉ chia dòng theo cột kiểu text, int, bool",
        ),
        (
            'kind = "crosstab"',
            'kind = "listing"\nnote = ""',
            11,
            "rows «village» phải là một trong record, province, district, commune",
        ),
        (
            'rows = "district"',
            'rows = "sex"\nown_line = true',
            11,
            "own_line chỉ dùng khi rows là một cấp (province, district, commune)",
        ),
        (
            'rows = "district"',
            'rows = "years"',
            1,
            'rows = "years" so sánh các năm, không cộng: total = false',
        ),
        (
            'rows = "district"',
            'rows = "district"\nyears = [2002]',
            11,
            'years chỉ dùng khi rows = "years"',
        ),
        (
            'rows = "district"',
            'rows = "years"\ntotal = false\nyears = [20022]',
            12,
            "years phải là các năm từ 1 đến 9999",
        ),
        (
            "where = []",
            'grain = "unit"\nwhere = []',
            17,
            "hạt «unit» không có cột «sex» để chia dòng",
        ),
        (
            'source = "thử"',
            'checks = ["1 <= 1 <= 1"]\nsource = "thử"',
            12,
            "phép kiểm «1 <= 1 <= 1» dùng <= thì chỉ so hai vế",
        ),
        (
            'grain = "holding"\nunit_by = "post"\nrows = "district"',
            'grain = "unit"\nunit_by = "itself"\nrows = "district"\n'
            'where = [{field = "is_border", op = "eq", value = true}]',
            11,
            "«is_border» có thể chưa biết; chỉ đặt ở where của cột hay của chỉ tiêu",
        ),
        (
            "where = []\n",
            "where = []\n[[remark]]\ntext = 'x'\ngrain = 'unit'\n",
            19,
            "text cần chỗ ghi số: {n}",
        ),
        (
            "where = []\n",
            "where = []\n[[remark]]\ntext = '{n}'\ngrain = 'cadre'\n",
            20,
            "không có hạt «cadre»",
        ),
        (
            'source = "thử"',
            'checks = ["1 = 2"]\nsource = "thử"',
            12,
            "phép kiểm «1 = 2» dùng cột (2) không có",
        ),
        (
            'source = "thử"',
            'ratio_row_base = 4\nsource = "thử"',
            12,
            "ratio_row_base dùng cột (4) không có",
        ),
        (
            'source = "thử"',
            'no_ratio = [4]\nsource = "thử"',
            12,
            "no_ratio dùng cột (4) không có",
        ),
        ("where = []", "where = []\nplus = [1]", 15, "cột (1) cần đúng một trong where"),
        ("where = []", "percent = [7, 1]", 15, "cột (1) dùng cột (7) không có"),
        ("where = []", 'field = "name"', 17, "các dòng không có cột «name»"),
        ("where = []", 'grain = "cadre"\nwhere = []', 17, "không có hạt «cadre»"),
        ('head = ["Tổng"]', 'head = "Tổng"', 16, "«head» phải là danh sách chữ"),
        ('head = ["Tổng"]', 'head = ["a", "b", "c", "d"]', 16, "head có từ một đến ba tầng"),
        ("number = 1", "number = 0", 1, "số cột phải từ 1 tăng dần và không trùng"),
        (
            "where = []\n",
            "where = []\n[[partition]]\nof = 1\nfirst = 2\nlast = 1\n",
            20,
            "không có cột (2)",
        ),
        ("where = []\n", "where = []\n[[block]]\nwhere = []\n", 18, "thiếu «title»"),
        ("[table]", "[[table]]", 1, "một tệp chỉ có một mục [table]"),
        (
            TABLE[: TABLE.index("[[column]]")],
            "",
            1,
            "[[column]] cần một mục [table] trong cùng tệp",
        ),
    ],
)
def test_tables(tmp_path: Path, old: str, new: str, line: int, why: str) -> None:
    text = TABLE
    if "village" in why and "record" in why:
        text = text.replace('rows = "district"', 'rows = "village"')
    if "để chia dòng" in why:
        text = text.replace('rows = "district"', 'rows = "sex"')
    assert old in text
    with pytest.raises(InputError) as told:
        load(tmp_path, text.replace(old, new))
    assert str(told.value).startswith(f"{tmp_path / 'own.toml'}, dòng {line}: ")
    assert why in str(told.value)


def test_the_line_is_that_of_the_item_at_fault(tmp_path: Path) -> None:
    second = (
        GOOD.replace('id = "own"', 'id = "other"')
        .replace("# của tỉnh", "")
        .replace('op = "eq"', 'op = "?"')
    )
    with pytest.raises(InputError, match="dòng 22: phép «\\?»"):
        load(tmp_path, GOOD + second)


def test_an_id_twice_and_a_file_that_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="dòng 14: chỉ tiêu «own» đã được định nghĩa trước đó"):
        load(tmp_path, GOOD + GOOD)
    (tmp_path / "own.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="không phải văn bản UTF-8"):
        loading.load(tmp_path)


def test_columns_an_item_a_line_are_told_by_their_line(tmp_path: Path) -> None:
    head, _columns = TABLE.split("[[column]]")
    columns = """column = [
  {number = 1, head = ["Tổng"], where = []},
  {number = 2, head = ["Sai"], where = [{field = "nothing", op = "eq", value = 1}]},
]
"""
    path = tmp_path / "own.toml"
    path.write_text(columns + head, "utf-8")
    with pytest.raises(InputError, match=r"own\.toml, dòng 3: .*không có cột «nothing»"):
        loading.load_files([path])
