"""Rows that are a list written in the definition: each once, with a rest, so that all adds up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from figures.register import Register, opened
from goc.figures.behind import Place, cell_records, is_sensitive
from goc.figures.compute import Computer
from goc.figures.definitions import TableDefinition
from goc.figures.loading import load, load_files
from goc.figures.tables import compute
from goc.lib.errors import InputError
from goc.refreshers.actions import REFRESHERS

FOUND = load()
HEAD = """[table]
id = "T1"
revision = 1
roman = ""
title = "BIỂU"
kind = "crosstab"
time = "state"
grain = "holding"
unit_by = "post"
rows = "list"
unit_label = "người"
source = "thử"

[[column]]
number = 1
head = ["Tổng"]
where = []
"""
MALE = '[[row]]\nlabel = "Nam"\nwhere = [{field = "sex", op = "eq", value = "male"}]\n'
PARTY = '[[row]]\nlabel = "Đảng viên"\nwhere = [{field = "party", op = "known"}]\n'


@pytest.fixture
def asked(made: Register) -> Iterator[Computer]:
    with opened(made.snapshot()) as computer:
        yield computer


def written(folder: Path, text: str) -> TableDefinition:
    (folder / "own.toml").write_text(text, "utf-8")
    return load_files([folder / "own.toml"]).tables["T1"]


def printed(computer: Computer, table: TableDefinition) -> list[tuple[str, ...]]:
    result = compute(computer, table, computer.question(None))
    return [(r.label, *(c.text for c in r.cells)) for r in result.rows]


def test_the_command_of_a_commune_by_post(asked: Computer) -> None:
    """An, Chi, Lan command, Chi leads a platoon besides; Bình chairs, Em is of a mass organisation.
    Of Lan nothing is known. Rows nobody stands in are printed all the same.
    """
    assert printed(asked, FOUND.tables["P8b"]) == [
        ("Chỉ huy trưởng", "3", "1", "2", "1", "-", "1", "1", "1", "2", "66,7"),
        ("Chính trị viên", *["-"] * 10),
        ("Chỉ huy phó", *["-"] * 10),
        ("Chính trị viên phó", *["-"] * 10),
        ("Trợ lý", *["-"] * 10),
        ("Cán bộ phân đội dân quân, thôn đội", *"1 1 1 - - 1 - - 1 100".split()),
        ("Chức danh khác", *"2 - 2 1 1 - - 1 2 100".split()),
        ("CỘNG", *"6 2 5 2 1 2 1 2 5 83,3".split()),
    ]


def test_refreshers_of_the_whole_period_by_who_held_them(made: Register) -> None:
    row = {"unit": made.second, "year": 2012, "level": "district", "name": "Lớp", "present": 41}
    REFRESHERS.record(by=made.by, **row)
    with opened(made.snapshot()) as computer:
        shown = printed(computer, FOUND.tables["P9a"])
    assert shown == [
        ("Bộ, quân khu tổ chức", *["-"] * 11),
        ("Cấp tỉnh tổ chức", *"1 5 12 10 83,3 10 10 1 6 3 …".split()),
        ("Cấp huyện tổ chức", *"2 5 12 10 83,3 51 25,5 1 6 3 …".split()),
        ("CỘNG", *"3 10 24 20 83,3 61 20,3 2 12 6 …".split()),
    ]


def test_who_is_in_no_row_is_the_rest_and_of_whom_it_is_not_known_stands_apart(
    asked: Computer, tmp_path: Path
) -> None:
    """Bình, An, Em are men; Chi is a woman with two posts; of Lan it is not known."""
    assert printed(asked, written(tmp_path, HEAD + MALE)) == [
        ("Nam", "3"),
        ("Khác", "2"),
        ("Chưa có thông tin", "1"),
        ("CỘNG", "6"),
    ]


def test_who_fulfils_two_rows_is_counted_in_the_first(asked: Computer, tmp_path: Path) -> None:
    """An and Bình are both; Em is a man and of no party."""
    assert printed(asked, written(tmp_path, HEAD + PARTY + MALE)) == [
        ("Đảng viên", "2"),
        ("Nam", "1"),
        ("Chưa có thông tin", "3"),
        ("CỘNG", "6"),
    ]


def test_a_cell_leads_to_its_rows_and_only_to_them(asked: Computer, tmp_path: Path) -> None:
    table, q = written(tmp_path, HEAD + PARTY + MALE), asked.question(None)

    def labels(key: str | None) -> list[str]:
        return [r["label"] for r in cell_records(asked, table, q, Place("", key, 0, 1))]

    assert labels("0") == ["Nông Văn An", "Hoàng Văn Bình"]
    assert labels("1") == ["Chu Văn Em"]
    assert labels("rest") == []
    assert labels(None) == ["Lương Thị Chi", "Lương Thị Chi", "Lăng Thị Lan"]
    assert len(labels("")) == 6


def test_rows_picked_by_something_sensitive_are_sensitive(tmp_path: Path) -> None:
    by_party, by_sex = written(tmp_path, HEAD + PARTY), written(tmp_path, HEAD + MALE)
    assert (by_party.sensitive, is_sensitive(by_party, 1)) == (True, True)
    assert (by_sex.sensitive, is_sensitive(by_sex, 1)) == (False, False)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (HEAD, 'rows = "list" cần các dòng'),
        (HEAD + MALE + MALE, "dòng «Nam» trùng với dòng «Nam»"),
        (HEAD + MALE + MALE.replace("Nam", "Đàn ông"), "dòng «Đàn ông» trùng với dòng «Nam»"),
        (HEAD + MALE + PARTY.replace("Đảng viên", "Nam"), "dòng «Nam» trùng với dòng «Nam»"),
        (HEAD + '[[row]]\nlabel = "Tất cả"\nwhere = []\n', "cần ít nhất một điều kiện"),
        (HEAD + MALE.replace("sex", "height"), "hạt «holding» không có cột «height»"),
        (HEAD + MALE.replace('label = "Nam"\n', ""), "thiếu «label»"),
        (HEAD.replace('"list"', '"sex"') + MALE, 'chỉ dùng khi rows = "list"'),
        (HEAD.replace('"list"', '"sex"\nrest = "Khác"'), 'rest chỉ dùng khi rows = "list"'),
        (
            HEAD.replace("where = []\n", 'where = []\ngrain = "seat"\n') + MALE,
            "chỉ đếm hạt «holding» của biểu",
        ),
    ],
)
def test_a_list_that_is_none_is_refused_with_its_line(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(InputError, match=r"own\.toml, dòng \d+: ") as told:
        written(tmp_path, text)
    assert why in str(told.value)
