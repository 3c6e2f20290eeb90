"""What is filled into the papers of a round, block by block: no database, no renderer."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from goc.desk.workdays import Calendar
from goc.directives.checks import MET, NOT_MET, UNDECIDED, WAITING, Verdict
from goc.directives.queries import Judged
from goc.papers.model import (
    Appendix,
    Cell,
    Figure,
    Head,
    Heading,
    Paper,
    Paragraph,
    Row,
    Table,
    Text,
)
from goc.summing_up import composing
from goc.summing_up.models import Assessment
from goc.summing_up.outline import Section, forms, sections
from summing_up.judged import Broken, Judgement, binder, material, round_of
from summing_up.test_appendix_printed import line, result

Kind = Assessment.Kind


def texts(blocks):
    """Headings by their marker, paragraphs by their words."""
    told = []
    for block in blocks:
        if isinstance(block, Heading):
            told.append(f"# {block.marker} {block.text}")
        elif isinstance(block, Paragraph):
            told.append("".join(inline.text for inline in block.inlines))
        else:
            told.append(type(block).__name__)
    return told


def below(told, heading):
    """What stands between a heading and the next."""
    start = told.index(heading) + 1
    rest = told[start:]
    return rest[: next((n for n, text in enumerate(rest) if text.startswith("# ")), len(rest))]


def test_every_heading_is_printed_whether_or_not_something_was_written():
    told = texts(composing.report(material()))
    assert told == [f"# {s.marker} {s.title}" for s in sections("report")]
    assert told[0] == "# Phần thứ nhất KẾT QUẢ 10 NĂM ĐÀO TẠO"


def test_each_line_of_a_section_is_a_paragraph_with_its_figures_bound():
    written = {"III.4": "  Đã mở {courses}. \n\n Bố trí {placed.share}.\n"}
    blocks = list(composing.report(material(narratives=written)))
    heading = "# 4. Bố trí, sử dụng sau đào tạo"
    assert below(texts(blocks), heading) == ["Đã mở 03 khóa.", "Bố trí 309/335."]
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    assert [block.style for block in paragraphs] == ["body", "body"]
    assert [i.key for b in paragraphs for i in b.inlines if isinstance(i, Figure)] == [
        "courses.1",
        "placed.1",
    ]


def test_judgements_stand_as_items_under_the_heading_of_their_kind_and_authority():
    rows = [
        Judgement(Kind.STRENGTH, "Mạnh {courses}"),
        Judgement(Kind.STRENGTH, "Mạnh hai", 2),
        Judgement(Kind.PROPOSAL, "Với bộ", authority="ministry"),
        Judgement(Kind.PROPOSAL, "Với tỉnh", authority="province"),
    ]
    blocks = list(composing.report(material(*rows)))
    told = texts(blocks)
    assert below(told, "# 1. Ưu điểm") == ["- Mạnh 03 khóa", "- Mạnh hai"]
    assert below(told, "# 1. Với Chính phủ, bộ, ngành Trung ương") == []
    assert below(told, "# 2. Với Bộ Quốc phòng, Quân khu") == ["- Với bộ"]
    assert below(told, "# 3. Với Tỉnh ủy, HĐND, UBND tỉnh") == ["- Với tỉnh"]
    assert {b.style for b in blocks if isinstance(b, Paragraph)} == {"item"}


@pytest.mark.parametrize(
    ("section", "authority", "takes"),
    [
        (Section("a", "roman", "", ""), "", True),
        (Section("a", "roman", "", ""), "central", True),
        (Section("a", "roman", "", "", authority="central"), "central", True),
        (Section("a", "roman", "", "", authority="central"), "province", False),
        (Section("a", "roman", "", "", authority="central"), "", False),
    ],
)
def test_a_section_takes_the_judgements_of_its_authority(section, authority, takes):
    assert section.takes(authority) is takes


def test_the_form_set_has_twelve_appendices_in_the_order_of_their_numbers():
    romans = "I II III IV V VI VII VIII IX X XI XII".split()
    assert [form.roman for form in forms()] == romans
    assert [form.id for form in forms()] == [f"P{n}" for n in range(1, 13)]
    assert {form.table for form in forms()} - {""} <= {form.id for form in forms()}


def test_what_sections_cite_and_offer_is_there():
    every = [*sections("report"), *sections("work_plan")]
    known = {form.id for form in forms()}
    assert {name for section in every for name in section.forms} <= known
    assert {kind for section in every for kind in section.assessments} == set(Kind.values)
    assert len({section.key for section in every}) == len(every)


def test_a_plan_has_its_schedule_in_its_section():
    m = material(narratives={"plan.4": "Như sau:", "plan.opening": "Thực hiện {courses}\nhai"})
    assert below(texts(composing.plan(m)), "# IV. TIẾN ĐỘ THỰC HIỆN") == ["Như sau:", "Table"]
    assert texts(composing.plan_opening(m)) == ["Thực hiện 03 khóa", "hai"]
    assert texts(composing.opening(m)) == []


@pytest.fixture(autouse=True)
def calendar(monkeypatch):
    """The law's; nothing was entered for the unit."""
    monkeypatch.setattr(composing, "calendar_of", lambda _unit, as_of: Calendar())


def test_the_tasks_are_counted_back_from_the_conference():
    days = [day for day, _, _ in composing.schedule(round_of(sign_by=date(2024, 3, 15)))]
    assert days == [
        date(2024, 1, 30),
        date(2024, 2, 2),  # 4 February is a Sunday
        date(
            2024, 2, 8
        ),  # the New Year from the 9th, and the 13th and 14th for its Saturday and Sunday
        date(2024, 2, 19),
        date(2024, 2, 23),
        date(2024, 3, 1),  # over 29 February
        date(2024, 3, 8),
        date(2024, 3, 8),
        date(2024, 3, 15),
    ]


def test_the_schedule_is_a_table_of_numbered_tasks():
    [table] = [b for b in composing.plan(material()) if isinstance(b, Table)]
    assert [head.text for head in table.heads] == [
        "TT",
        "Nội dung công việc",
        "Cơ quan thực hiện",
        "Thời hạn",
    ]
    assert (table.people, len(table.rows)) == (False, 9)
    assert table.rows[0].cells == (
        Cell("1", align="center"),
        Cell("Ban hành kế hoạch tổng kết, thành lập bộ phận giúp việc"),
        Cell("Cơ quan Thường trực Ban Chỉ đạo"),
        Cell("29/04/2013", align="center"),
    )
    assert [row.cells[0].text for row in table.rows] == [str(n) for n in range(1, 10)]
    assert table.rows[-1].cells[3].text == "14/06/2013"


def test_addressees_and_recipients_are_the_lines_that_were_written():
    m = material(narratives={"addressees": " A \n\nB", "recipients": "C"})
    assert (composing.addressees(m), composing.recipients(m)) == (["A", "B"], ["C"])
    assert composing.addressees(material()) == []


def test_the_index_says_of_each_appendix_how_it_stands():
    m = material(results={"P3": Broken([])}, left_out={"I": "Không phát sinh", "III": "Đã có"})
    index = composing._index(m)
    standing = {row.cells[0].text: row.cells[2].text for row in index.table.rows}
    assert standing == {"I": "Không lập: Không phát sinh", "III": "Kèm theo"}
    assert (index.number, index.title, index.heading, index.orientation) == (
        "",
        "PHỤ LỤC KÈM THEO BÁO CÁO",
        "DANH MỤC",
        "portrait",
    )
    assert index.table.rows[0].cells[1] == Cell("TỔNG HỢP VĂN BẢN LÃNH ĐẠO, CHỈ ĐẠO")
    assert not index.table.people


def test_what_could_not_be_made_is_known_by_number_and_title():
    every = {form.table: Broken([]) for form in forms() if form.table}
    missing = material(results=every).missing
    assert list(missing) == [form.roman for form in forms() if not form.table]
    assert missing["XI"] == "KIỂM TRA CÔNG TÁC ĐÀO TẠO, SỬ DỤNG CÁN BỘ"
    del every["P8"]
    assert "VIII" in material(results=every).missing


def requirement(marker, text):
    return SimpleNamespace(marker=marker, text=text)


def test_requirements_are_told_with_their_results_and_nothing_is_hidden():
    verdicts = [
        Judged(requirement("a)", "Kế hoạch và báo cáo"), 0, Verdict(NOT_MET, "Còn thiếu.")),
        Judged(requirement("a1", "Kế hoạch"), 1, Verdict(MET, "Đã có.", ("ke-hoach", "trang 2"))),
        Judged(requirement("b)", "Hội nghị"), 0, Verdict(WAITING, "Chưa đến hạn.")),
        Judged(requirement("c)", "Khác"), 0, Verdict(UNDECIDED, "Chưa rõ.")),
    ]
    [sheet] = composing.requirements(material(verdicts=verdicts))
    assert [[cell.text for cell in row.cells] for row in sheet.table.rows] == [
        ["a)", "Kế hoạch và báo cáo", "Chưa đạt", "Còn thiếu."],
        ["a1", "Kế hoạch", "Đạt", "Đã có. (ke-hoach; trang 2)"],
        ["b)", "Hội nghị", "Chờ", "Chưa đến hạn."],
        ["c)", "Khác", "Chưa xác định", "Chưa rõ."],
    ]
    assert [row.cells[1].bold for row in sheet.table.rows] == [True, False, True, True]
    assert (sheet.heading, sheet.title) == ("BẢNG THEO DÕI", "YÊU CẦU VÀ KẾT QUẢ THỰC HIỆN")


def paper(*blocks, appendices=()):
    return Paper(
        profile="tt01",
        kind="báo cáo",
        agency=("ỦY BAN NHÂN DÂN",),
        symbol="BC-UBND",
        place="Lạng Sơn",
        drafted=date(2013, 3, 5),
        subject="Tổng kết",
        blocks=blocks,
        appendices=tuple(appendices),
    )


def test_each_number_of_the_text_is_told_with_what_it_is_made_of():
    sentence = Paragraph(binder().inlines("Có {courses}, {placed} ({P7})."))
    cells = (Cell("x"), Cell("5", 5, key="P4.1", figure={"table": "P4"}))
    annex = Appendix("IV", "", Table((Head("A"), Head("B")), (Row(cells),)))
    [sheet] = composing.reconciliation(material(report=paper(sentence, appendices=[annex])))
    whole = "Có 03 khóa, 92,2% (Phụ lục VII)."
    assert [[cell.text for cell in row.cells] for row in sheet.table.rows] == [
        ["1", whole, "03 khóa", "Khóa", "3", "", "Không có ô riêng", ""],
        ["2", whole, "92,2%", "Được bố trí", "309", "335", "Không có ô riêng", ""],
    ]
    assert [row.cells[2].bold for row in sheet.table.rows] == [True, True]
    assert (sheet.heading, sheet.title, sheet.number) == (
        "BẢNG ĐỐI CHIẾU",
        "SỐ LIỆU TRONG BÁO CÁO VÀ NGUỒN",
        "",
    )


def test_a_text_without_numbers_has_nothing_to_be_told():
    [sheet] = composing.reconciliation(material(report=paper(Paragraph((Text("Có 5 khóa."),)))))
    assert sheet.table.rows == ()


def test_the_appendices_that_were_computed_follow_the_index():
    computed = result(rows=[line("total", "CỘNG", 6, 4, 2)])
    m = material(results={"P4": computed, "L1": computed})
    index, annex = composing.appendices(m)
    assert (index.heading, annex.number, annex.title) == ("DANH MỤC", "IV", "CHẤT LƯỢNG")
    assert annex.notes == ("Số liệu chốt đến 31/12/2012",)
    assert annex.table.rows[0].cells[2].href == ""
    assert [one.heading for one in composing.appendices(material())] == ["DANH MỤC"]


def test_each_cell_of_an_appendix_leads_where_the_site_says():
    computed = result(rows=[line("total", "CỘNG", 6, 4, 2)])
    m = material(results={"P4": computed}, link_cell=lambda _r, _row, column: f"/{column.number}")
    _, annex = composing.appendices(m)
    assert [cell.href for cell in annex.table.rows[0].cells] == ["", "", "/1", "/2", "/3", ""]


def test_the_list_of_graduates_is_called_so():
    [sheet] = composing.roster(material(results={"L1": result(title="HỌC VIÊN TỐT NGHIỆP")}))
    assert (sheet.heading, sheet.title) == ("DANH SÁCH", "HỌC VIÊN TỐT NGHIỆP")
    assert sheet.notes == ("Số liệu chốt đến 31/12/2012",)


def widths(table):
    return {head.text: head.width for head in table.heads}


def test_columns_of_words_are_as_wide_as_they_need():
    [schedule] = [b for b in composing.plan(material()) if isinstance(b, Table)]
    assert list(widths(schedule).values()) == [10, 90, 45, 25]
    assert list(widths(next(composing.appendices(material())).table).values()) == [16, 110, 40]
    [asked] = composing.requirements(material())
    assert list(widths(asked.table).values()) == [14, 110, 26, 100]
    [compared] = composing.reconciliation(material(report=paper()))
    assert widths(compared.table) == {
        "TT": 9,
        "Câu trong báo cáo": 84,
        "Số": 22,
        "Chỉ tiêu": 56,
        "Tử số": 15,
        "Mẫu số": 15,
        "Phụ lục, ô": 40,
        "Người kiểm tra": 24,
    }
