from datetime import date

import pytest

from goc.papers import wording
from goc.papers.model import Appendix, Figure, Paragraph, Table, Text
from papers.sample import report

GAP = "\u00a0"


def test_number_and_day_are_left_to_the_pen():
    paper = report()
    assert wording.number_line(paper) == f"Số: {GAP * 6}/BC-UBND"
    assert wording.date_line(paper) == f"Lạng Sơn, ngày{GAP * 4}tháng{GAP * 4}năm 2013"
    assert wording.date_line(report(month_known=True)) == f"Lạng Sơn, ngày{GAP * 4}tháng 3 năm 2013"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2013, 3, 5), "ngày 05 tháng 3 năm 2013"),
        (date(2013, 2, 28), "ngày 28 tháng 02 năm 2013"),
        (date(2013, 11, 1), "ngày 01 tháng 11 năm 2013"),
    ],
)
def test_days_and_the_first_months_carry_a_zero(day, words):
    assert wording.day_words(report(signed=day)) == words


def test_a_small_number_carries_a_zero():
    assert wording.number_line(report(number=6)) == "Số: 06/BC-UBND"
    assert wording.number_line(report(number=106)) == "Số: 106/BC-UBND"


def test_bases_end_as_the_profile_says():
    bases = ("Căn cứ A", "Căn cứ B.")
    assert wording.basis_lines(report(legal_bases=bases)) == ["Căn cứ A;", "Căn cứ B,"]
    assert wording.basis_lines(report(legal_bases=bases, profile="nd30")) == [
        "Căn cứ A;",
        "Căn cứ B.",
    ]


def test_one_addressee_stands_alone_and_several_are_listed():
    assert wording.addressee_lines(report(addressees=("Bộ Quốc phòng",))) == ["Bộ Quốc phòng"]
    assert wording.addressee_lines(report(addressees=("A", "B;"))) == ["- A;", "- B."]
    assert wording.recipient_lines(report(recipients=("Như trên", "Lưu: VT"))) == [
        "- Như trên;",
        "- Lưu: VT.",
    ]


def test_an_appendix_names_its_paper():
    signed = report(number=6, signed=date(2013, 3, 5))
    assert wording.reference_line(signed) == (
        "(Kèm theo Báo cáo số 06/BC-UBND ngày 05 tháng 3 năm 2013 của UBND tỉnh Lạng Sơn)"
    )
    assert wording.appendix_name(Appendix("", "T", Table((), ()))) == "Phụ lục"


@pytest.mark.parametrize(
    ("last", "text"),
    [
        (Text("Hết."), "Hết./."),
        (Text("Hết"), "Hết./."),
        (Text("Hết./."), "Hết./."),
        (Figure("k", "92,2%"), "92,2%./."),
    ],
)
def test_the_body_ends_with_the_closing_mark(last, text):
    closed = wording.closed(report(blocks=(Paragraph((last,)),)))
    assert "".join(i.text for i in closed.blocks[-1].inlines) == text


def test_a_letter_says_its_subject_after_v_v():
    assert wording.subject_line(report(kind="công văn", subject="báo cáo")) == "V/v báo cáo"
