"""`goc figures list|value|records|table`, for the operator and for users of narrower scope and weaker role."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from figures.register import Register
from goc.cli import main


@pytest.fixture
def made(small: Register) -> Register:
    return small


@pytest.fixture
def goc(capsys, monkeypatch) -> Callable[..., tuple[int, str, str]]:
    def run(*words: str, by: str = "operator") -> tuple[int, str, str]:
        monkeypatch.setenv("GOC_AS", by)
        with pytest.raises(SystemExit) as end:
            main([*words])
        out, err = capsys.readouterr()
        return int(end.value.code or 0), out, err

    return run


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_value_has_the_shape_of_the_design(made: Register, goc) -> None:
    code, out, _ = goc("figures", "value", "placed_in_command", "--unit", "3-tier:20", "--json")
    figure = json.loads(out)
    snapshot = figure.pop("snapshot")
    assert (code, figure) == (
        0,
        {
            "indicator": "placed_in_command",
            "label": "Tỷ lệ học viên tốt nghiệp được bố trí chức vụ Chỉ huy trưởng, Chỉ huy phó",
            "unit": str(made.cast.province.public_id),
            "from": None,
            "as_of": "2012-12-31",
            "value": 50,
            "numerator": 3,
            "denominator": 6,
            "text": "50%",
        },
    )
    assert goc("figures", "value", "trained", "--unit", "20", "--snapshot", snapshot)[1] == (
        "Số người đã được đào tạo (tốt nghiệp): 06 đồng chí\n"
    )


def test_a_day_after_the_cut_off_is_wrong_use(made: Register, goc) -> None:
    code, out, err = goc(
        "figures", "value", "trained", "--unit", "3-tier:20", "--as-of", "2013-01-01"
    )
    assert (code, out) == (2, "")
    assert (
        err
        == "Ngày 01/01/2013 sau thời điểm chốt 31/12/2012 của bản chốt; hãy chọn ngày sớm hơn hoặc chốt lại.\n"
    )


def test_what_is_not_there_is_said(made: Register, goc) -> None:
    for words, said in (
        (("value", "nope", "--unit", "3-tier:20"), "Không có chỉ tiêu «nope»"),
        (("table", "P99", "--unit", "3-tier:20"), "Không có biểu «P99»"),
        (
            ("value", "trained", "--unit", "3-tier:20", "--snapshot", "x"),
            "Không có bản chốt số liệu «x»",
        ),
        (("value", "trained", "--unit", "3-tier:99"), "Không có đơn vị"),
    ):
        code, out, err = goc("figures", *words)
        assert (code, out, said in err) == (1, "", True)


def test_a_snapshot_that_is_too_narrow_is_refused(made: Register, goc) -> None:
    narrow = made.snapshot(made.second)
    words = ("figures", "value", "trained", "--snapshot", str(narrow.public_id), "--unit")
    assert "không gồm đơn vị được hỏi" in goc(*words, "3-tier:20")[2]
    assert goc(*words, "3-tier:181", "--json")[0] == 0


def test_the_newest_snapshot_that_contains_the_unit_is_asked(made: Register, goc) -> None:
    narrow = made.snapshot(made.second)
    ask = ("figures", "value", "trained", "--json", "--unit")
    assert json.loads(goc(*ask, "3-tier:181")[1])["snapshot"] == str(narrow.public_id)
    assert json.loads(goc(*ask, "3-tier:180")[1])["snapshot"] != str(narrow.public_id)


def test_a_district_counts_its_own_from_the_whole_and_from_its_own_snapshot(
    made: Register, goc
) -> None:
    ask = ("figures", "value", "trained", "--json", "--unit", "3-tier:181")
    assert json.loads(goc(*ask)[1])["value"] == 3
    made.snapshot(made.second)
    assert json.loads(goc(*ask)[1])["value"] == 3


def test_records_are_the_rows_counted(made: Register, goc) -> None:
    words = ("figures", "records", "placed_in_command", "--unit", "3-tier:20", "--json")
    rows = lines(goc(*words)[1])
    assert [r["label"] for r in rows] == ["Lương Thị Chi", "Hoàng Văn Bình", "Nông Văn An"]
    assert rows[0] == {
        "record": str(made.enrolments["Lương Thị Chi"].public_id),
        "kind": "training.enrolment",
        "unit": str(made.communes[2].public_id),
        "label": "Lương Thị Chi",
        "weight": 1,
    }
    assert len(lines(goc(*words, "--of", "denominator")[1])) == 6


def test_who_only_reads_sees_no_names_and_no_sensitive_lists(made: Register, goc) -> None:
    ask = ("--unit", "3-tier:20", "--json")
    assert {r["label"] for r in lines(goc("figures", "records", "trained", *ask, by="bob")[1])} == {
        "•••"
    }
    assert {
        r["label"] for r in lines(goc("figures", "records", "communes", *ask, by="bob")[1])
    } != {"•••"}
    code, out, err = goc("figures", "records", "intake_party_members", *ask, by="bob")
    assert (code, out, err) == (1, "", "Không có danh sách này.\n")
    assert goc("figures", "records", "intake_party_members", *ask, by="alice")[0] == 0
    assert goc("figures", "table", "L1", *ask, by="bob")[0] == 1
    assert (
        json.loads(goc("figures", "value", "intake_party_members", *ask, by="bob")[1])["numerator"]
        == 2
    )


def test_charlie_sees_nothing_of_a(made: Register, goc) -> None:
    for words in (("value", "trained"), ("records", "trained"), ("table", "P7")):
        code, out, err = goc("figures", *words, "--unit", "3-tier:20", by="charlie")
        assert (code, out, err) == (1, "", "Không có đơn vị «3-tier:20».\n")


def test_a_table_has_the_shape_of_the_design(made: Register, goc) -> None:
    code, out, _ = goc("figures", "table", "P7", "--unit", "3-tier:20", "--by", "commune", "--json")
    table = json.loads(out)
    assert (code, table["table"], table["as_of"], table["problems"]) == (0, "P7", "2012-12-31", [])
    assert table["columns"][1] == {
        "number": 2,
        "head": ["Bố trí sau tốt nghiệp", "Chỉ huy Ban CHQS cấp xã", "CHT giữ nguyên"],
    }
    assert [r["label"] for r in table["rows"]] == [
        "Xã Một Một",
        "Xã Một Hai",
        "Xã Hai Một",
        "Thị trấn Hai",
        "CỘNG",
        "Tỷ lệ %",
    ]
    assert table["rows"][0]["unit"] == str(made.communes[0].public_id)
    assert table["rows"][4]["cells"][6] == {
        "value": 50,
        "numerator": 3,
        "denominator": 6,
        "text": "50",
    }


def test_on_the_map_of_another_day(made: Register, goc) -> None:
    from goc.units.models import UnitParent

    moved = made.communes[1]
    UnitParent.objects.filter(unit=moved).update(valid_to="2012-06-01")
    UnitParent.objects.create(unit=moved, parent=made.second, valid_from="2012-06-01")
    made.snapshot()
    ask = ("figures", "value", "trained", "--unit", "3-tier:180", "--json")
    assert (
        json.loads(goc(*ask)[1])["value"]
        == json.loads(goc(*ask, "--boundaries", "then")[1])["value"]
        == 3
    )
    assert json.loads(goc(*ask, "--boundaries", "2012-12-01")[1])["value"] == 2


def test_list_names_everything(made: Register, goc) -> None:
    rows = lines(goc("figures", "list", "--json")[1])
    assert {r["kind"] for r in rows} == {"indicator", "table"}
    assert [r["id"] for r in rows if r["kind"] == "table"] == [
        "P8",
        "P8a",
        "P8b",
        "L1",
        "P3",
        "P4",
        "P5",
        "P6",
        "P7",
        "quota_by_unit",
        "quota_by_year",
        "P10",
        "P10a",
        "P9",
        "P9a",
    ]
    assert all(len(r["sha256"]) == 64 for r in rows)
