"""What the rules read off the file itself: its issuer, its day, its pages and their numbers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from goc.lib.errors import InputError
from goc.papers.lint import examine, report
from papers.formed import REPORT, page_number, sheet, told

CIVIL_2011, CIVIL_2020, ARMY = "tt01", "nd30", "army"


def headed(left: list[str], right: list[str], made: date | None = None) -> Any:
    """A document with no more than a head of two columns."""
    document = docx.Document()
    if made:
        document.core_properties.created = datetime(made.year, made.month, made.day)
    else:
        _forget_when_it_was_made(document)
    cells = document.add_table(rows=1, cols=2).rows[0].cells
    for cell, texts in zip(cells, (left, right), strict=True):
        cell.paragraphs[0].text = texts[0] if texts else ""
        for text in texts[1:]:
            cell.add_paragraph(text)
    return document


def _forget_when_it_was_made(document: Any) -> None:
    element = document.core_properties._element
    for created in element.findall("{http://purl.org/dc/terms/}created"):
        element.remove(created)


def rule_of(document: Any, folder: Path, **given: Any) -> str:
    path = folder / "a.docx"
    document.save(path)
    return examine(path, **given)[0].code


@pytest.mark.parametrize(
    ("left", "code"),
    [
        (["ỦY BAN NHÂN DÂN", "TỈNH LẠNG SƠN", "Số: 06/BC-UBND"], CIVIL_2011),
        (["UBND TỈNH LẠNG SƠN", "SỞ NỘI VỤ", "Số: 06/BC-SNV"], CIVIL_2011),
        (["BỘ CHỈ HUY QUÂN SỰ", "TỈNH LẠNG SƠN", "Số: 06/BC-BCH"], ARMY),
        (["Bộ Chỉ huy quân sự", "tỉnh Lạng Sơn", "Số: 06/BC-BCH"], ARMY),
        (["BỘ TƯ LỆNH", "THỦ ĐÔ HÀ NỘI", "Số: 06/BC-BTL"], ARMY),
        (["QUÂN KHU 1", "CỤC CHÍNH TRỊ", "Số: 06/BC-CT"], ARMY),
        (["BỘ QUỐC PHÒNG", "Số: 06/BC-BQP"], ARMY),
        (["BỘ TỔNG THAM MƯU", "CỤC DÂN QUÂN TỰ VỆ"], ARMY),
        # Whom it is about and whom it cites tell nothing: only what stands above the number.
        (["ỦY BAN NHÂN DÂN", "Số: 06/BC-UBND", "V/v đào tạo cán bộ quân sự cấp xã"], CIVIL_2011),
    ],
)
def test_the_issuer_is_told_by_the_head_above_the_number(tmp_path, left, code):
    document = headed(left, ["Lạng Sơn, ngày 05 tháng 3 năm 2013"])
    assert rule_of(document, tmp_path) == code


def test_the_right_half_of_the_head_names_no_issuer(tmp_path):
    right = ["BỘ QUỐC PHÒNG", "Lạng Sơn, ngày 05 tháng 3 năm 2013"]
    assert rule_of(headed(["UBND TỈNH", "LẠNG SƠN"], right), tmp_path) == CIVIL_2011


@pytest.mark.parametrize(
    ("words", "made", "code"),
    [
        ("Lạng Sơn, ngày 04 tháng 3 năm 2020", None, CIVIL_2011),
        ("Lạng Sơn, ngày 05 tháng 3 năm 2020", None, CIVIL_2020),
        ("Lạng Sơn, ngày 05 tháng 3 năm 2020", date(2020, 1, 1), CIVIL_2020),
        ("Lạng Sơn, ngày 19 tháng 01 năm 2011", None, CIVIL_2011),
        # Where the pen's room is left, the day the file was made, if it is of that year …
        ("Lạng Sơn, ngày    tháng 02 năm 2020", date(2020, 3, 10), CIVIL_2020),
        ("Lạng Sơn, ngày    tháng    năm 2020", date(2020, 3, 4), CIVIL_2011),
        # … else the first of the month that is known, or of December.
        ("Lạng Sơn, ngày    tháng 3 năm 2020", date(2019, 12, 30), CIVIL_2011),
        ("Lạng Sơn, ngày    tháng 4 năm 2020", date(2019, 12, 30), CIVIL_2020),
        ("Lạng Sơn, ngày    tháng    năm 2020", date(2019, 12, 30), CIVIL_2020),
        ("Lạng Sơn, ngày    tháng    năm 2020", None, CIVIL_2020),
        ("Lạng Sơn, ngày 31 tháng    năm 2020", date(2020, 1, 2), CIVIL_2011),
        # A paper that says no day.
        ("Lạng Sơn", date(2020, 3, 4), CIVIL_2011),
        ("Lạng Sơn", date(2020, 3, 5), CIVIL_2020),
    ],
)
def test_the_rule_is_that_of_the_day_of_the_paper(tmp_path, words, made, code):
    document = headed(["ỦY BAN NHÂN DÂN", "Số: 06/BC-UBND"], [words], made)
    assert rule_of(document, tmp_path) == code


def test_a_paper_without_any_day_is_refused(tmp_path):
    with pytest.raises(InputError) as refused:
        rule_of(headed(["ỦY BAN NHÂN DÂN"], ["Lạng Sơn"]), tmp_path)
    assert str(refused.value) == (
        "Không đọc được ngày của văn bản; hãy cho biết ngày để chọn mẫu thể thức."
    )


@pytest.mark.parametrize("day", ["30 tháng 02", "31 tháng 6", "12 tháng 13"])
def test_a_day_that_the_calendar_does_not_have_is_refused(tmp_path, day):
    words = f"Lạng Sơn, ngày {day} năm 2013"
    with pytest.raises(InputError) as refused:
        rule_of(headed(["ỦY BAN NHÂN DÂN"], [words]), tmp_path)
    assert str(refused.value) == f"Ngày của văn bản không có thật: “{words}”."


def test_a_month_that_the_year_does_not_have_is_refused(tmp_path):
    with pytest.raises(InputError, match="Ngày của văn bản không có thật"):
        rule_of(headed(["UBND"], ["Lạng Sơn, ngày    tháng 13 năm 2013"]), tmp_path)


@pytest.mark.parametrize(
    ("issuer", "words", "name", "day"),
    [
        ("civil", "Lạng Sơn, ngày 18 tháng 01 năm 2011", "cơ quan hành chính", "18/01/2011"),
        ("army", "Lạng Sơn, ngày 08 tháng 9 năm 2012", "cơ quan, đơn vị quân đội", "08/09/2012"),
        ("party", "Lạng Sơn, ngày 05 tháng 3 năm 2013", "cơ quan của Đảng", "05/03/2013"),
    ],
)
def test_a_day_before_every_known_rule_is_refused(tmp_path, issuer, words, name, day):
    with pytest.raises(InputError) as refused:
        rule_of(headed(["UBND"], [words]), tmp_path, issuer=issuer)
    expected = f"Chưa có mẫu thể thức văn bản của {name} cho ngày {day}."
    assert str(refused.value) == expected


def test_what_is_given_goes_before_what_is_read(tmp_path):
    document = headed(["QUÂN KHU 1"], ["Lạng Sơn, ngày 31 tháng 02 năm 2013"])
    assert rule_of(document, tmp_path, issuer="civil", day=date(2021, 1, 9)) == CIVIL_2020
    assert rule_of(document, tmp_path, day=date(2021, 1, 9)) == ARMY


def test_a_report_for_a_child_holds_plain_values(tmp_path):
    path = tmp_path / "a.docx"
    headed(["UBND TỈNH", "Số: 6/BC-UBND"], ["Lạng Sơn, ngày 05 tháng 3 năm 2013"]).save(path)
    told = report(str(path), None, None)
    assert told["rule"] == "Thông tư 01/2011/TT-BNV ngày 19/01/2011"
    assert {
        "rule": "number.text",
        "where": "Số, ký hiệu",
        "found": "Số: 6/BC-UBND",
        "expected": "Số: 06/BC-UBND",
    } in told["breaches"]


def of_page(change: Callable[[Any], None], code: str = CIVIL_2011) -> list[tuple[str, ...]]:
    """(rule, where, found, expected): of a report in order on a sheet that is changed so."""
    document = sheet()
    change(document)
    found = told(REPORT, document, code)
    return [(b.rule, b.where, b.found, b.expected) for b in found]


def margin(side: str, mm: float) -> Callable[[Any], None]:
    return lambda document: setattr(document.sections[0], f"{side}_margin", Mm(mm))


@pytest.mark.parametrize(
    ("side", "mm", "found"),
    [
        ("top", 19.7, None),
        ("top", 19.6, ("Phần 1, lề trên", "19,6 mm", "20–25 mm")),
        ("top", 25.3, None),
        ("top", 25.4, ("Phần 1, lề trên", "25,4 mm", "20–25 mm")),
        ("bottom", 15, ("Phần 1, lề dưới", "15 mm", "20–25 mm")),
        ("bottom", 25, None),
        ("left", 29.6, ("Phần 1, lề trái", "29,6 mm", "30–35 mm")),
        ("left", 35.3, None),
        ("left", 40, ("Phần 1, lề trái", "40 mm", "30–35 mm")),
        ("right", 14.8, None),
        ("right", 20.2, None),
        ("right", 25, ("Phần 1, lề phải", "25 mm", "15–20 mm")),
    ],
)
def test_margins_hold_up_to_their_borders(side, mm, found):
    expected = [(f"page.margin_{side}", *found)] if found else []
    assert of_page(margin(side, mm)) == expected


def second(document: Any) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.left_margin = Mm(20)
    section.page_width, section.page_height = Mm(297), Mm(420)


def test_each_part_has_its_margins_and_the_first_its_sheet():
    assert of_page(second) == [("page.margin_left", "Phần 2, lề trái", "20 mm", "30–35 mm")]


@pytest.mark.parametrize(
    ("width", "height", "found"),
    [
        (210.4, 297.4, None),
        (216, 279, "216 × 279 mm"),
        (297, 210, "297 × 210 mm"),
        (210, 296, "210 × 296 mm"),
    ],
)
def test_the_sheet_is_of_a4(width, height, found):
    def change(document: Any) -> None:
        section = document.sections[0]
        section.page_width, section.page_height = Mm(width), Mm(height)

    expected = [("page.size", "Khổ giấy", found, "A4 (210 × 297 mm)")] if found else []
    assert of_page(change) == expected


def unnumbered(document: Any) -> None:
    footer = document.sections[0].footer.paragraphs[0]._p
    for field in footer.findall(qn("w:fldSimple")):
        footer.remove(field)


def at_the_left(document: Any) -> None:
    document.sections[0].footer.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.LEFT


def unaligned(document: Any) -> None:
    document.sections[0].footer.paragraphs[0].alignment = None


def on_every_page(document: Any) -> None:
    document.sections[0].different_first_page_header_footer = False


def instructed(document: Any) -> None:
    """The other way in which Word writes a field."""
    unnumbered(document)
    run = OxmlElement("w:r")
    words = OxmlElement("w:instrText")
    words.text = r" PAGE \* MERGEFORMAT "
    run.append(words)
    document.sections[0].footer.paragraphs[0]._p.append(run)


def typed(document: Any) -> None:
    """A number that somebody typed is none."""
    unnumbered(document)
    document.sections[0].footer.paragraphs[0].add_run("PAGE 2")


FOOT, HEAD = "góc phải cuối trang", "giữa lề trên"


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (unnumbered, ("page_number.place", "Số trang", "không có", FOOT)),
        (typed, ("page_number.place", "Số trang", "không có", FOOT)),
        (at_the_left, ("page_number.align", "Số trang", "sai vị trí", FOOT)),
        (unaligned, ("page_number.align", "Số trang", "sai vị trí", FOOT)),
        (
            on_every_page,
            ("page_number.first", "Trang thứ nhất", "có đánh số", "không đánh số trang thứ nhất"),
        ),
        (instructed, None),
    ],
)
def test_pages_are_numbered_at_the_foot_before_2020(change, found):
    assert of_page(change) == ([found] if found else [])


def of_2020(change: Callable[[Any], None]) -> list[tuple[str, ...]]:
    found = of_page(change, CIVIL_2020)
    return [breach for breach in found if breach[0].startswith("page")]


def in_the_head(align: WD_ALIGN_PARAGRAPH) -> Callable[[Any], None]:
    return lambda document: page_number(document.sections[0].header.paragraphs[0], align)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (in_the_head(WD_ALIGN_PARAGRAPH.CENTER), None),
        (
            in_the_head(WD_ALIGN_PARAGRAPH.RIGHT),
            ("page_number.align", "Số trang", "sai vị trí", HEAD),
        ),
        (at_the_left, ("page_number.place", "Số trang", "không có", HEAD)),
    ],
)
def test_pages_are_numbered_in_the_head_since_2020(change, found):
    assert of_2020(change) == ([found] if found else [])
