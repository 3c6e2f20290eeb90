"""The fixed lines of a paper, letter by letter: numbers, days, lists, the mark at its end."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goc.lib.errors import InputError
from goc.papers import wording
from goc.papers.model import Appendix, Blank, Chart, Heading, Paper, Paragraph, Table, Text

PEN = "\u00a0"


def paper(**more):
    own = {
        "profile": "tt01",
        "kind": "báo cáo",
        "agency": ("ỦY BAN NHÂN DÂN",),
        "symbol": "BC-UBND",
        "place": "Lạng Sơn",
        "drafted": date(2013, 3, 5),
        "subject": "Tổng kết",
    }
    return Paper(**{**own, **more})


@pytest.mark.parametrize(
    ("number", "line"),
    [
        (None, f"Số: {PEN * 6}/BC-UBND"),
        (0, "Số: 00/BC-UBND"),
        (9, "Số: 09/BC-UBND"),
        (10, "Số: 10/BC-UBND"),
        (1660, "Số: 1660/BC-UBND"),
    ],
)
def test_the_line_of_the_number(number, line):
    assert wording.number_line(paper(number=number)) == line


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2013, 1, 31), "ngày 31 tháng 01 năm 2013"),
        (date(2013, 2, 9), "ngày 09 tháng 02 năm 2013"),
        (date(2013, 3, 1), "ngày 01 tháng 3 năm 2013"),
        (date(2013, 9, 10), "ngày 10 tháng 9 năm 2013"),
        (date(2013, 10, 10), "ngày 10 tháng 10 năm 2013"),
        (date(2025, 12, 31), "ngày 31 tháng 12 năm 2025"),
    ],
)
def test_the_day_it_was_signed(day, words):
    signed = paper(signed=day, drafted=date(2012, 12, 30))
    assert wording.day_words(signed) == words
    assert wording.date_line(signed) == f"Lạng Sơn, {words}"


@pytest.mark.parametrize(
    ("drafted", "month"),
    [
        (date(2013, 1, 5), "01"),
        (date(2013, 2, 5), "02"),
        (date(2013, 3, 5), "3"),
        (date(2013, 11, 5), "11"),
    ],
)
def test_room_is_left_for_the_day_and_where_it_is_not_known_for_the_month(drafted, month):
    gap = PEN * 4
    unsigned = paper(drafted=drafted)
    assert wording.day_words(unsigned) == f"ngày{gap}tháng{gap}năm 2013"
    known = paper(drafted=drafted, month_known=True)
    assert wording.day_words(known) == f"ngày{gap}tháng {month} năm 2013"


@pytest.mark.parametrize(
    ("kind", "line"),
    [("công văn", "V/v Tổng kết"), ("báo cáo", "Tổng kết"), ("tờ trình", "Tổng kết")],
)
def test_the_subject(kind, line):
    assert wording.subject_line(paper(kind=kind)) == line


@pytest.mark.parametrize(
    ("given_lines", "lines"),
    [
        ((), []),
        (("Như trên",), ["- Như trên."]),
        (("Như trên;", "Lưu: VT, NC."), ["- Như trên;", "- Lưu: VT, NC."]),
        (("Như trên ;.", "Sở Nội vụ, ", "Lưu: VT"), ["- Như trên;", "- Sở Nội vụ;", "- Lưu: VT."]),
    ],
)
def test_recipients_are_a_list_with_one_end(given_lines, lines):
    assert wording.recipient_lines(paper(recipients=given_lines)) == lines


@pytest.mark.parametrize(
    ("given_lines", "lines"),
    [
        ((), []),
        (("Bộ Quốc phòng;",), ["Bộ Quốc phòng;"]),  # alone it stays as it was written
        (("Bộ Quốc phòng;", "Quân khu 1"), ["- Bộ Quốc phòng;", "- Quân khu 1."]),
        (("A", "B", "C"), ["- A;", "- B;", "- C."]),
    ],
)
def test_addressees(given_lines, lines):
    assert wording.addressee_lines(paper(addressees=given_lines)) == lines


@pytest.mark.parametrize(("profile", "end"), [("tt01", ","), ("army", ","), ("nd30", ".")])
def test_the_last_legal_basis_ends_as_its_rule_asks(profile, end):
    bases = ("Căn cứ Luật A,", "Căn cứ Luật B;", "Căn cứ Luật C")
    assert wording.basis_lines(paper(profile=profile, legal_bases=bases)) == [
        "Căn cứ Luật A;",
        "Căn cứ Luật B;",
        f"Căn cứ Luật C{end}",
    ]
    assert wording.basis_lines(paper(profile=profile)) == []


def test_a_rule_that_is_not_known_is_refused():
    with pytest.raises(InputError) as refused:
        wording.basis_lines(paper(profile="nd110"))
    assert str(refused.value) == "Không có mẫu thể thức “nd110”."


@pytest.mark.parametrize(
    ("number", "heading", "name"),
    [
        ("IIIa", "", "Phụ lục IIIa"),
        ("", "", "Phụ lục"),
        ("IV", "Danh mục biểu", "Danh mục biểu"),
    ],
)
def test_the_name_of_an_appendix(number, heading, name):
    assert wording.appendix_name(Appendix(number, "", Table((), ()), heading=heading)) == name


def test_an_appendix_names_a_paper_that_is_not_signed_yet():
    line = wording.reference_line(paper(kind="kế hoạch", month_known=True))
    day = f"ngày{PEN * 4}tháng 3 năm 2013"
    assert line == f"(Kèm theo Kế hoạch số {PEN * 6}/BC-UBND {day})"


def test_an_appendix_names_the_issuer_where_it_has_a_short_name():
    signed = paper(number=6, signed=date(2013, 3, 5), issuer="UBND tỉnh Lạng Sơn")
    line = "(Kèm theo Báo cáo số 06/BC-UBND ngày 05 tháng 3 năm 2013 của UBND tỉnh Lạng Sơn)"
    assert wording.reference_line(signed) == line
    own = Appendix("I", "", Table((), ()), notes=("Số liệu chốt đến 31/12/2012", "Theo Quyết định"))
    assert wording.notes(signed, own) == [line, "Số liệu chốt đến 31/12/2012", "Theo Quyết định"]


def test_the_kind_of_a_paper_keeps_its_other_capitals():
    signed = paper(kind="báo cáo UBND", number=6, signed=date(2013, 3, 5))
    assert wording.reference_line(signed).startswith("(Kèm theo Báo cáo UBND số 06/")


def test_the_unit_of_an_appendix():
    assert wording.unit_line(Appendix("I", "", Table((), ()), unit_label="người")) == (
        "Đơn vị tính: người"
    )
    assert wording.unit_line(Appendix("I", "", Table((), ()))) == ""


def ended(*blocks):
    """The texts of the paragraphs of the closed paper."""
    closed = wording.closed(paper(blocks=blocks)).blocks
    paragraphs = [block for block in closed if isinstance(block, Paragraph)]
    return ["".join(getattr(i, "text", "_") for i in block.inlines) for block in paragraphs]


def words(*texts):
    return Paragraph(tuple(Text(text) for text in texts))


def test_only_the_last_paragraph_with_words_ends_the_paper():
    assert ended(words("Một."), words("Hai."), words()) == ["Một.", "Hai./.", ""]
    assert ended(words("Một."), Heading("roman", "I.", "Hai.")) == ["Một./."]
    assert ended(words("Một."), Table((), ()), Chart({})) == ["Một./."]
    assert ended(words(), words()) == ["", ""]
    assert ended() == []


def test_the_other_blocks_stay_as_they_were():
    blocks = (Heading("roman", "I.", "Một"), words("Hai"), Table((), ()), words())
    closed = wording.closed(paper(blocks=blocks)).blocks
    assert closed == (blocks[0], words("Hai./."), *blocks[2:])


@pytest.mark.parametrize(
    ("last", "text"),
    [
        (("Một. ", "Hai"), "Một. Hai./."),
        (("Hết. ",), "Hết./."),
        (("Hết..",), "Hết../."),
        (("",), "./."),
        (("Có nhận không?",), "Có nhận không?./."),
    ],
)
def test_the_mark_takes_the_place_of_one_full_stop(last, text):
    assert ended(words(*last)) == [text]


def test_the_mark_stands_behind_room_for_the_pen_and_keeps_the_look():
    assert ended(Paragraph((Text("Đến ngày "), Blank()))) == ["Đến ngày _./."]
    bold = Paragraph((Text("Hết.", bold=True, italic=True),), "centered")
    closed = wording.closed(paper(blocks=(bold,))).blocks[0]
    assert closed == Paragraph((Text("Hết./.", bold=True, italic=True),), "centered")


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(max_size=6), max_size=3))
def test_a_closed_paper_is_not_closed_again(texts):
    once = wording.closed(paper(blocks=tuple(words(text) for text in texts)))
    assert wording.closed(once) == once
