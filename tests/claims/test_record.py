"""Claims against the record: the newspaper report of the sources and a vocabulary with exact values."""

import ast
import os
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from goc.claims import Indicator, read_claims, tie

REPORT = next(iter(sorted(Path(__file__).parents[3].glob("shared/sources/002_*.txt"))), None)
needs_report = pytest.mark.skipif(
    REPORT is None, reason="shared/sources is not beside the repository"
)


def share(name, label, alias, population, top, bottom, text):
    return Indicator(
        name,
        label,
        (alias,),
        (population,),
        "%",
        "percent",
        Fraction(100 * top, bottom),
        top,
        bottom,
        text,
    )


def count(name, label, alias, unit, value, kind="count"):
    return Indicator(name, label, (alias,), (unit,), unit, kind, value, None, None, str(value))


VOCABULARY = [
    count("courses_held", "Số khóa đào tạo đã tổ chức", "tổ chức đào tạo khóa", "khóa", 3),
    count("trained", "Số học viên đã đào tạo", "học viên tốt nghiệp ra trường", "học viên", 335),
    count(
        "communes",
        "Số đơn vị hành chính cấp xã",
        "xã, phường, thị trấn",
        "xã, phường, thị trấn",
        226,
    ),
    count("commanders", "Số chỉ huy trưởng Ban CHQS cấp xã", "chỉ huy trưởng", "đồng chí", 226),
    share(
        "intake_sitting_command",
        "Tỷ lệ đang giữ chức vụ chỉ huy khi vào học",
        "đang giữ các chức vụ chỉ huy trưởng, chỉ huy phó",
        "học viên",
        228,
        335,
        "68%",
    ),
    share(
        "intake_party_members",
        "Tỷ lệ học viên là đảng viên",
        "là đảng viên",
        "học viên",
        178,
        335,
        "53%",
    ),
    share(
        "intake_upper_secondary",
        "Tỷ lệ học viên tốt nghiệp THPT",
        "tốt nghiệp THPT",
        "học viên",
        303,
        335,
        "hơn 90%",
    ),
    share(
        "intake_tay_nung",
        "Tỷ lệ học viên dân tộc Tày, Nùng",
        "dân tộc Tày, Nùng",
        "học viên",
        300,
        335,
        "gần 90%",
    ),
    share(
        "placed_in_command",
        "Tỷ lệ được bố trí chỉ huy trưởng, chỉ huy phó",
        "được bố trí chức vụ chỉ huy trưởng và chỉ huy phó",
        "học viên tốt nghiệp",
        309,
        335,
        "92,2%",
    ),
    share(
        "commanders_in_party_committee",
        "Tỷ lệ chỉ huy trưởng tham gia cấp ủy",
        "tham gia cấp ủy",
        "chỉ huy trưởng",
        130,
        226,
        "gần 58%",
    ),
    share(
        "commanders_in_peoples_committee",
        "Tỷ lệ chỉ huy trưởng là thành viên Ủy ban nhân dân",
        "thành viên Ủy ban nhân dân",
        "chỉ huy trưởng",
        136,
        226,
        "hơn 60%",
    ),
    share(
        "hours_political_theory",
        "Tỷ lệ khối kiến thức lý luận",
        "khối kiến thức về lý luận",
        "giờ",
        380,
        1000,
        "38%",
    ),
    share(
        "hours_state_management",
        "Tỷ lệ khối kiến thức quản lý nhà nước",
        "khối kiến thức về quản lý nhà nước",
        "giờ",
        87,
        1000,
        "8,7%",
    ),
    count(
        "border_communes", "Số xã, thị trấn biên giới", "xã, thị trấn giáp biên", "xã, thị trấn", 21
    ),
    count("border_rural_communes", "Số xã biên giới", "xã giáp biên", "xã", 20),
    count("border_townships", "Số thị trấn biên giới", "thị trấn giáp biên", "thị trấn", 1),
    count(
        "border_length_km", "Chiều dài đường biên giới", "đường biên giới dài", "km", 231, "measure"
    ),
]


def tied(text):
    return [f for f in tie(read_claims(text), VOCABULARY) if f.claim.kind != "period"]


@needs_report
def test_every_figure_of_the_report_agrees():
    findings = tied(REPORT.read_text("utf-8"))
    assert [f.finding for f in findings] == ["agrees"] * 19
    assert {f.figure.id for f in findings} == {i.id for i in VOCABULARY} - {
        "communes",
        "commanders",
        "border_communes",
    }


@needs_report
def test_three_changed_digits_and_exactly_those_differ():
    text = REPORT.read_text("utf-8")
    for old, new in (
        ("chiếm 53%", "chiếm 63%"),
        ("có 309 đồng", "có 319 đồng"),
        ("gần 58%", "gần 68%"),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    findings = tied(text)
    assert [(f.claim.value, f.figure.id) for f in findings if f.finding == "differs"] == [
        ("63%", "intake_party_members"),
        ("319", "placed_in_command"),
        ("68%", "commanders_in_party_committee"),
    ]
    assert [f.finding for f in findings].count("agrees") == 16
    assert not [f for f in findings if f.claim.relation and not f.claim.relation.agrees]


@pytest.mark.parametrize(
    ("part", "finding", "adds_up"), [("303", "agrees", True), ("290", "differs", None)]
)
def test_a_right_share_is_not_to_blame_for_a_wrong_part(part, finding, adds_up):
    _, its, share = tied(
        f"Trong tổng số 335 học viên, có {part} học viên tốt nghiệp THPT, chiếm 90,4%."
    )
    assert (its.finding, share.finding) == (finding, "agrees")
    assert (share.claim.relation and share.claim.relation.agrees) == adds_up


def test_another_matter_is_untied():
    [finding] = tied("Đoàn trồng 4.500 cây xanh.")
    assert (finding.finding, finding.figure) == ("untied", None)


def test_dates_are_outside_the_record():
    [finding] = tie(read_claims("Sau 4 tháng học tập."), VOCABULARY)
    assert finding.finding == "untied"


def test_the_message_names_both_figures():
    [finding] = tied("Học viên là đảng viên chiếm 63%.")
    assert (finding.finding, "63%" in finding.message, "53%" in finding.message) == (
        "differs",
        True,
        True,
    )


BORDER = "Đã có nữ khoảng 81 xã khóa đào tạo được bố trí thpt; 3 học viên nữ."


@pytest.mark.parametrize("seed", ["0", "3"])
def test_an_answer_does_not_hang_on_the_order_of_words_in_memory(seed):
    code = (
        "from claims.test_record import BORDER, VOCABULARY; from goc.claims import Indicator, read_claims, tie;"
        "print([i.id for f in tie(read_claims(BORDER), VOCABULARY) for i in f.choices])"
    )
    root = Path(__file__).parents[2]
    paths = f"{root / 'src'}:{root / 'tests'}"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ast.literal_eval(done.stdout) == [
        "border_rural_communes",
        "trained",
        "intake_party_members",
    ]


COMMANDING = share(
    "placed_in_command",
    "Tỷ lệ được bố trí chức vụ chỉ huy",
    "được bố trí chức vụ chỉ huy",
    "học viên",
    309,
    335,
    "92,2%",
)


@pytest.mark.parametrize(("said", "finding"), [("92,2%", "agrees"), ("92,7%", "differs")])
def test_a_share_in_brackets_speaks_of_the_ratio_before_it(said, finding):
    text = f"Số được bố trí chức vụ chỉ huy là 309/335 đồng chí ({said})."
    found = tie(read_claims(text), [*VOCABULARY, COMMANDING])
    assert [(f.finding, f.figure and f.figure.id) for f in found] == [
        ("agrees", "placed_in_command"),
        (finding, "placed_in_command"),
    ]
