"""How a line of a Word file looks in print: the run, its style, what that is based on, the defaults."""

from __future__ import annotations

from datetime import date, datetime

import docx
import pytest

from files.wordml import docx as wordml
from files.wordml import p, part, run
from goc.lib.errors import InputError
from goc.papers.bindings import Bound
from goc.papers.model import Figure, Paper, Paragraph
from goc.papers.reading import Change, Line, bound_values, changes, created, lines, opened

STYLES = part(
    "styles",
    """
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="24"/><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/></w:rPr>
</w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="160"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="Base"/><w:pPr><w:jc w:val="both"/>
<w:ind w:firstLine="720"/></w:pPr><w:rPr><w:b/><w:color w:val="FF0000"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="Base"/>
<w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:i/><w:sz w:val="28"/></w:rPr></w:style>
""",
)


def read(tmp_path, *paragraphs: str, styles: str = STYLES) -> list[Line]:
    parts = {"styles": styles} if styles else {}
    path = wordml(tmp_path, "".join(paragraphs), parts)
    return lines(opened(path.read_bytes(), "a.docx"))


def style(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


def only(tmp_path, *content: str, about: str = "") -> Line:
    [line] = read(tmp_path, p(*content, about=about))
    return line


def test_the_defaults_of_the_file_hold_where_nothing_else_speaks(tmp_path):
    line = only(tmp_path, "Một dòng")
    assert (line.text, line.fonts, line.sizes) == ("Một dòng", {"Arial"}, {12.0})
    assert (line.bold, line.italic, line.colours) == (False, False, {"auto"})
    assert (line.align, line.first_indent, line.gap, line.spacing) == ("left", 0, 8, 1)
    assert (line.section, line.table, line.row, line.column) == (0, -1, -1, -1)


def test_without_any_defaults_word_has_its_own(tmp_path):
    [line] = read(tmp_path, p("Một"), styles=part("styles", ""))
    assert (line.fonts, line.sizes, line.gap) == ({"Times New Roman"}, {10.0}, 0)


def test_a_style_says_what_it_says_and_the_rest_what_it_is_based_on(tmp_path):
    base = only(tmp_path, "Một", about=style("Base"))
    assert (base.bold, base.italic, base.sizes, base.align) == (True, False, {12.0}, "both")
    assert base.first_indent == pytest.approx(12.7)
    own = only(tmp_path, "Một", about=style("Own"))
    assert (own.bold, own.italic, own.sizes, own.align) == (True, True, {14.0}, "center")
    assert own.colours == {"FF0000"} and own.first_indent == pytest.approx(12.7)


def test_what_stands_nearest_goes_first(tmp_path):
    own = run("Một", '<w:b w:val="0"/><w:sz w:val="26"/><w:color w:val="000000"/>')
    line = only(tmp_path, own, about=style("Own") + '<w:jc w:val="right"/>')
    assert (line.bold, line.italic, line.sizes, line.colours) == (False, True, {13.0}, {"000000"})
    assert line.align == "right"


@pytest.mark.parametrize(
    ("value", "is_on"),
    [
        ("<w:b/>", True),
        ('<w:b w:val="1"/>', True),
        ('<w:b w:val="true"/>', True),
        ('<w:b w:val="on"/>', True),
        ('<w:b w:val="0"/>', False),
        ('<w:b w:val="false"/>', False),
        ('<w:b w:val="none"/>', False),
        ("", False),
    ],
)
def test_a_switch_is_on_or_off(tmp_path, value, is_on):
    assert only(tmp_path, run("Một", value)).bold is is_on


def test_a_line_is_bold_where_all_of_it_is(tmp_path):
    bold, plain = run("đậm ", "<w:b/>"), run("thường")
    assert not only(tmp_path, bold, plain).bold
    assert only(tmp_path, bold, run("  ")).bold  # white space is not seen
    both = only(tmp_path, run("a", '<w:sz w:val="24"/>'), run("b", '<w:sz w:val="27"/>'))
    assert both.sizes == {12.0, 13.5}


@pytest.mark.parametrize(
    ("spacing", "gap", "lines_apart"),
    [
        ('<w:spacing w:before="120" w:after="0"/>', 6, 1),
        ('<w:spacing w:before="60" w:after="60"/>', 6, 1),
        ('<w:spacing w:line="360" w:lineRule="auto"/>', 8, 1.5),
        ('<w:spacing w:line="288"/>', 8, 1.2),
        ('<w:spacing w:line="360" w:lineRule="exact"/>', 8, 0),
        ('<w:spacing w:line="360" w:lineRule="atLeast"/>', 8, 0),
        ('<w:spacing w:before="nhiều" w:after="x"/>', 0, 1),
        ('<w:spacing w:before="120.4" w:after="0"/>', 6, 1),
    ],
)
def test_room_around_and_between_lines(tmp_path, spacing, gap, lines_apart):
    line = only(tmp_path, "Một", about=spacing)
    assert (line.gap, line.spacing) == (gap, lines_apart)


@pytest.mark.parametrize(
    ("value", "align"),
    [
        ("start", "left"),
        ("end", "right"),
        ("left", "left"),
        ("right", "right"),
        ("center", "center"),
        ("both", "both"),
        ("distribute", "distribute"),
    ],
)
def test_how_a_paragraph_is_aligned(tmp_path, value, align):
    assert only(tmp_path, "Một", about=f'<w:jc w:val="{value}"/>').align == align


def test_two_scripts_may_have_two_fonts(tmp_path):
    fonts = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="VNI-Times"/>'
    assert only(tmp_path, run("Một", fonts)).fonts == {"Times New Roman", "VNI-Times"}
    one = '<w:rFonts w:ascii="Times New Roman"/>'
    assert only(tmp_path, run("Một", one)).fonts == {"Times New Roman", "Arial"}


def test_a_font_of_a_theme_that_is_not_there_is_named_as_it_is(tmp_path):
    fonts = '<w:rFonts w:asciiTheme="minorHAnsi" w:ascii="Arial" w:hAnsi="Arial"/>'
    assert only(tmp_path, run("Một", fonts)).fonts == {"minorHAnsi", "Arial"}


def test_lines_without_letters_are_left_out(tmp_path):
    found = read(tmp_path, p(""), p("  "), p("Một "), p("Hai"))
    assert [line.text for line in found] == ["Một ", "Hai"]
    assert [line.words for line in found] == ["Một", "Hai"]


def cell(*paragraphs: str, about: str = "") -> str:
    return f"<w:tc><w:tcPr>{about}</w:tcPr>{''.join(paragraphs)}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def places(found: list[Line]) -> list[tuple[str, int, int, int]]:
    return [(line.text, line.table, line.row, line.column) for line in found]


def test_each_line_knows_its_table_row_and_column(tmp_path):
    found = read(
        tmp_path,
        p("trước"),
        table(cell(p("a"), p("b")) + cell(p("c")), cell(p("d")) + cell(p("e"))),
        p("giữa"),
        table(cell(p("f"))),
    )
    assert places(found) == [
        ("trước", -1, -1, -1),
        ("a", 0, 0, 0),
        ("b", 0, 0, 0),
        ("c", 0, 0, 1),
        ("d", 0, 1, 0),
        ("e", 0, 1, 1),
        ("giữa", -1, -1, -1),
        ("f", 1, 0, 0),
    ]
    assert [line.is_outside for line in found] == [True, *[False] * 5, True, False]
    assert found[3].shelf == (0, 0)


def test_a_table_in_a_cell_is_of_the_cell(tmp_path):
    inner = table(cell(p("trong")), cell(p("nữa")))
    found = read(tmp_path, table(cell(p("a"), inner) + cell(p("b"))), table(cell(p("c"))))
    assert places(found) == [
        ("a", 0, 0, 0),
        ("trong", 0, 0, 0),
        ("nữa", 0, 0, 0),
        ("b", 0, 0, 1),
        ("c", 1, 0, 0),
    ]


def test_a_paragraph_that_ends_a_section_is_of_it(tmp_path):
    found = read(tmp_path, p("một"), p("hai", about="<w:sectPr/>"), p("ba"), p("bốn"))
    assert [(line.text, line.section) for line in found] == [
        ("một", 0),
        ("hai", 0),
        ("ba", 1),
        ("bốn", 1),
    ]


def test_a_text_box_stands_where_it_hangs(tmp_path):
    box = (
        "<w:r><w:pict><v:textbox><w:txbxContent>"
        + p(run("trong hộp", "<w:b/>"))
        + "</w:txbxContent></v:textbox></w:pict></w:r>"
    )
    found = read(tmp_path, p("ngoài hộp", box), p("sau"))
    assert [(line.text, line.bold) for line in found] == [
        ("ngoài hộp", False),
        ("trong hộp", True),
        ("sau", False),
    ]


@pytest.mark.parametrize(
    ("text", "is_in_capitals"), [("ỦY BAN 1", True), ("Ủy ban", False), ("123", True), ("Ð", True)]
)
def test_capitals(tmp_path, text, is_in_capitals):
    assert only(tmp_path, text).in_capitals is is_in_capitals


def control(tag: str, text: str) -> str:
    told = f'<w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr>' if tag else "<w:sdtPr/>"
    return f"<w:sdt>{told}<w:sdtContent>{text}</w:sdtContent></w:sdt>"


def bound(tmp_path, *controls: str) -> bytes:
    return wordml(tmp_path, p("Có ", *controls)).read_bytes()


def test_what_now_stands_in_each_control(tmp_path):
    data = bound(
        tmp_path,
        control("a", run("2") + run("26")),
        control("", run("9")),
        control("b", ""),
    )
    assert bound_values(data) == {"a": "226", "b": ""}


def paper(*figures: Figure) -> Paper:
    return Paper(
        profile="tt01",
        kind="báo cáo",
        agency=("ỦY BAN NHÂN DÂN",),
        symbol="BC-UBND",
        place="Lạng Sơn",
        drafted=date(2013, 3, 5),
        subject="Tổng kết",
        blocks=(Paragraph(figures),),
    )


def test_a_figure_that_the_office_changed_or_removed_is_told(tmp_path):
    one, two, three = Figure("a", "226"), Figure("b", "335"), Figure("c", "92,2%")
    whole = "226335 92,2%".replace(" ", "")
    data = bound(tmp_path, control("a", run("226")), control("b", run("336")))
    assert changes(paper(one, two, three), data) == [
        Change(Bound("b", "335", None, "", whole), "336"),
        Change(Bound("c", "92,2%", None, "", whole), None),
    ]


def test_the_day_a_file_was_made(tmp_path):
    document = docx.Document()
    document.core_properties.created = datetime(2013, 3, 5, 23, 59)
    assert created(document) == date(2013, 3, 5)


@pytest.mark.parametrize("data", [b"", b"x", b"%PDF-1.4", b"PK\x03\x04"])
def test_what_is_no_word_file_is_refused(data):
    with pytest.raises(InputError) as refused:
        opened(data, "a.docx")
    assert str(refused.value) == "Tệp không phải là văn bản Word (.docx)."
