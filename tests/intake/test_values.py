"""Values of catalogues, names, numbers of digits, answers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goc.intake.answers import parsed
from goc.intake.codes import aliases_of, read_code
from goc.intake.outcome import Missing
from goc.intake.texts import read_citizen_number, read_name, read_telephone, read_text
from goc.lib.errors import WrongUseError

ENTRIES = [("none", "Chưa qua", []), ("mid", "Trung cấp", ["THCN"]), ("uni", "Đại học", [])]
TOLD = {
    "begins": True,
    "names": {"mid": ["TC", "12/12"], "none": ["0"]},
    "nothing": ["Không"],
    "doubtful": {"x": ["mid", ""], "TC QS": ["army=low", "mid"]},
}
LEVELS = aliases_of("Chuyên môn", ENTRIES, TOLD, {"army": {"low": "Sơ cấp quân sự"}})


def level(value: Any, above: str = "") -> tuple[str, Any, list[str]]:
    read = read_code(value, LEVELS, above)
    return read.kind, read.value, [offer.text for offer in read.offers]


@pytest.mark.parametrize(
    ("value", "code"),
    [("TC", "mid"), ("trung CẤP", "mid"), ("thcn", "mid"), (0.0, "none"), ("12 / 12", "mid")],
)
def test_a_value_by_any_of_its_names(value, code):
    assert level(value) == ("taken", code, [])


def test_marks_tell_names_apart_that_fold_alike():
    groups = aliases_of("Dân tộc", [("tay", "Tày", []), ("thai", "Thái", ["Táy"])], {}, {})
    assert [read_code(text, groups).value for text in ("Tày", "Táy", "TAY", "tày")] == [
        "tay",
        "thai",
        "tay",
        "tay",
    ]


def test_what_stands_behind_a_known_name_is_a_remark():
    read = read_code("Đại học Luật", LEVELS)
    assert (read.kind, read.value, read.remark) == ("said", "uni", "Chuyên môn: Đại học Luật")


def test_nothing_is_said_to_be_nothing():
    assert level("Không") == ("said", None, [])


def test_doubts_are_asked_and_an_offer_may_be_of_another_column():
    assert level("x") == ("asked", None, ["Trung cấp", "trống"])
    assert level("TC QS") == ("asked", None, ["Sơ cấp quân sự", "Trung cấp"])
    assert dict(read_code("TC QS", LEVELS).offers[0].fields) == {"army": "low"}


def test_a_day_that_excel_made_of_a_level_is_asked_about():
    assert level(date(2026, 12, 12)) == ("asked", None, ["Trung cấp"])
    assert level(date(2026, 3, 4)) == ("refused", None, [])


def test_as_above():
    (offer,) = read_code("nt", LEVELS, "uni").offers
    assert (offer.text, offer.value) == ("như dòng trên", "uni")
    assert level("nt") == ("refused", None, [])


def test_the_nearest_is_offered_and_the_rest_refused():
    assert level("Trung cáp nghề") == ("said", "mid", [])
    assert level("Đại họcc") == ("asked", None, ["Đại học"])
    assert level("Sao Hỏa") == ("refused", None, [])


@pytest.mark.parametrize(
    ("value", "kind", "name"),
    [
        ("NÔNG MINH TOÀN  ", "said", "Nông Minh Toàn"),
        ("lý thị hoa", "said", "Lý Thị Hoa"),
        ("H'MEN NIÊ", "said", "H'Men Niê"),
        ("Nông Văn nam-so", "taken", "Nông Văn nam-so"),
        ("x", "refused", None),
        ("A" * 121, "refused", None),
    ],
)
def test_names(value, kind, name):
    read = read_name(value, 120)
    assert (read.kind, read.value) == (kind, name)


@pytest.mark.parametrize(
    ("value", "kind", "offers"),
    [
        ("020071001234", "taken", []),
        ("080912345", "taken", []),
        (20071001234.0, "asked", ["020071001234"]),
        (123456789012.0, "asked", ["123456789012"]),
        (80912345.0, "refused", []),
        ("02008400123²", "refused", []),
        ("0200840012", "refused", []),
    ],
)
def test_citizen_numbers(value, kind, offers):
    read = read_citizen_number(value)
    assert (read.kind, [offer.text for offer in read.offers]) == (kind, offers)


def test_telephones_and_texts():
    assert read_telephone("0912.345 678", 20).value == "0912345678"
    assert [offer.value for offer in read_telephone(912345678.0, 20).offers] == ["0912345678"]
    assert read_telephone("0" * 21, 20).kind == read_telephone("+84", 20).kind == "refused"
    assert (read_text(7.0, 0).value, read_text("abc", 2).kind) == ("7", "refused")


def test_a_cell_without_a_value_is_refused_with_what_stands_there():
    assert "#N/A" in Missing("error", "#N/A").reading.reason
    assert "=A1" in Missing("formula", "=A1").reading.reason
    assert Missing("formula", "=A1").reading.kind == "refused"


def test_answers_for_a_cell_and_for_all_alike():
    told = parsed(["L23=3-tier:06034", "5=đúng", "Văn hóa:10/12 = THCS"])
    assert told.find(23, "L", ["unit"], ["Chi Lăng"]) == "3-tier:06034"
    assert told.find(5, "", [], []) == "đúng"
    assert told.find(9, "J", ["general_education", "VĂN HÓA"], ["10/12"]) == "THCS"
    assert told.find(9, "J", ["Văn hóa"], ["11/12"]) is None
    with pytest.raises(WrongUseError, match="chưa đúng dạng"):
        parsed(["TC"])
