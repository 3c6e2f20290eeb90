"""The Word file as Word's users meet it: its styles, its navigation, the order Word insists on."""

import io
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from goc.files.reading import read
from goc.papers.formats import render
from goc.papers.model import Cell, Head, Heading, Paragraph, Row, Table, Text
from goc.papers.profiles import PROFILES
from papers.ecma import ORDER, misplaced
from papers.sample import quality_table, report

STYLES = {
    "Thân văn", "Phần", "Mục", "Khoản", "Điểm", "Kính gửi", "Nơi nhận", "Quốc hiệu", "Tiêu ngữ",
    "Tên loại", "Trích yếu", "Bảng", "Đầu bảng", "Chú thích",
}  # fmt: skip
SECTIONS = tuple(
    block
    for number in range(1, 11)
    for block in (
        Heading("roman", f"{number}.", f"Mục {number}"),
        Heading("arabic", "1.", f"Khoản {number}"),
        Paragraph((Text("Nội dung."),)),
    )
)


def part(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return etree.fromstring(file.read(name))


def opened(**more):
    return docx.Document(io.BytesIO(render(report(**more), "docx")))


def looks(document):
    """(style, first words) of each paragraph that has words, those in tables too."""
    names = {style.style_id: style.name for style in document.styles}
    for p in document.element.body.iter(qn("w:p")):
        words = "".join(t.text or "" for t in p.iter(qn("w:t")))
        style = p.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if words.strip():
            yield (None if style is None else names[style.get(qn("w:val"))]), words


@pytest.mark.parametrize("profile", [p.code for p in PROFILES])
@pytest.mark.parametrize("kind", ["báo cáo", "công văn"])
def test_every_element_stands_where_the_schema_wants_it(profile, kind):
    paper = report(profile=profile, kind=kind, urgency="khẩn")
    assert misplaced(render(paper, "docx")) == []
    assert misplaced(render(replace(paper, blocks=SECTIONS), "docx")) == []


def test_the_checker_of_the_order_sees_what_is_wrong():
    data = render(report(), "docx")
    assert b"<w:pStyle" in etree.tostring(part(data, "word/document.xml"))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            text = source.read(name).replace(b"<w:cantSplit/>", b"<w:cantSplit/>")
            text = text.replace(
                b"<w:keepNext/><w:spacing", b"<w:spacing w:x='1'/><w:keepNext/><w:spacing"
            )
            target.writestr(name, text)
    assert misplaced(out.getvalue())[0].startswith("word/styles.xml: pPr/keepNext")
    assert set(ORDER) >= {"pPr", "rPr", "tblPr", "tcPr", "sectPr"}


def test_no_paragraph_with_words_is_without_a_style_of_ours():
    document = opened(blocks=(*report().blocks, *SECTIONS))
    found = list(looks(document))
    assert {style for style, _ in found} >= STYLES - {"Chú thích"}
    assert [words for style, words in found if style in (None, "Normal")] == []


@pytest.mark.parametrize(
    ("words", "style"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Quốc hiệu"),
        ("Độc lập - Tự do - Hạnh phúc", "Tiêu ngữ"),
        ("BÁO CÁO", "Tên loại"),
        ("Kính gửi:", "Kính gửi"),
        ("Phần thứ nhấtKẾT QUẢ 10 NĂM ĐÀO TẠO", "Phần"),
        ("I. ĐẶC ĐIỂM TÌNH HÌNH", "Mục"),
        ("1. Công tác lãnh đạo, chỉ đạo", "Khoản"),
        ("a) Bố trí, sử dụng", "Điểm"),
        ("Nơi nhận:", "Nơi nhận"),
        ("Nguyễn Văn Bình", "Người ký"),
        ("Khóa 1", "Bảng"),
        ("Tốt nghiệp", "Đầu bảng"),
        ("(1)", "Số cột"),
        ("“-” là không có.", "Chú thích"),
    ],
)
def test_what_is_printed_has_the_style_of_what_it_is(words, style):
    assert next(found for found in looks(opened()) if found[1] == words) == (style, words)


def test_headings_have_their_level_in_the_navigation():
    styles = opened().styles.element
    levels = {
        style.find(qn("w:name")).get(qn("w:val")): style.find(f".//{qn('w:outlineLvl')}")
        for style in styles.iter(qn("w:style"))
    }
    found = {name: e.get(qn("w:val")) for name, e in levels.items() if e is not None}
    assert found == {
        "Phần": "0", "Mục": "1", "Khoản": "2", "Điểm": "3", "Phụ lục": "0", "Tên phụ lục": "1",
    }  # fmt: skip


def test_word_opens_it_in_its_own_mode_and_language():
    data = render(report(), "docx")
    settings = part(data, "word/settings.xml")
    modes = {e.get(qn("w:name")): e.get(qn("w:val")) for e in settings.iter(qn("w:compatSetting"))}
    assert modes["compatibilityMode"] == "15"
    language = part(data, "word/styles.xml").find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "vi-VN"


def test_nothing_of_another_template_lies_in_it():
    with zipfile.ZipFile(io.BytesIO(render(report(), "docx"))) as file:
        assert sorted(file.namelist()) == [
            "[Content_Types].xml",
            "_rels/.rels",
            "docProps/core.xml",
            "word/_rels/document.xml.rels",
            "word/document.xml",
            "word/footer1.xml",
            "word/header1.xml",
            "word/settings.xml",
            "word/styles.xml",
        ]


def entries(document):
    return [
        ("".join(t.text for t in p.iter(qn("w:t"))), p.pPr.pStyle.get(qn("w:val")))
        for p in document.element.body.iter(qn("w:p"))
        if p.pPr is not None and p.pPr.pStyle is not None
        and p.pPr.pStyle.get(qn("w:val")).startswith("TOC")
    ]  # fmt: skip


def test_a_long_paper_has_contents_that_word_can_refresh(tmp_path):
    data = render(report(blocks=SECTIONS, appendices=()), "docx")
    document = docx.Document(io.BytesIO(data))
    assert entries(document)[:3] == [
        ("1. MỤC 1", "TOC2"),
        ("1. Khoản 1", "TOC3"),
        ("2. MỤC 2", "TOC2"),
    ]
    body = document.element.body
    assert [e.text.strip() for e in body.iter(qn("w:instrText"))] == ['TOC \\o "1-3" \\h \\z \\u']
    kinds = [e.get(qn("w:fldCharType")) for e in body.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]
    marks = [e.get(qn("w:name")) for e in body.iter(qn("w:bookmarkStart"))]
    assert [e.get(qn("w:anchor")) for e in body.iter(qn("w:hyperlink"))] == marks
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    assert read(path).text.count("MỤC 1\n") == 1  # the list of headings is no text of the paper


def test_a_short_paper_has_none():
    assert entries(opened()) == []


def kept(document, table):
    """Which rows hold together with the next."""
    rows = document.tables[table]._tbl.tr_lst
    return [row.find(f".//{qn('w:keepNext')}") is not None for row in rows]


def test_a_group_stays_with_its_rows_and_the_total_with_the_row_above():
    kinds = ("group", "body", "body", "group", "body", "body", "total", "percent")
    rows = tuple(Row((Cell(kind),), kind, "") for kind in kinds)
    document = opened(blocks=(Table((Head("Đơn vị"),), rows),), appendices=())
    assert kept(document, 1)[1:] == [True, False, False, True, False, True, True, False]


def test_a_table_without_rows_keeps_its_head():
    document = opened(blocks=(Table((Head("Đơn vị"),), ()),), appendices=())
    assert [row.text for row in document.tables[1].columns[0].cells] == ["Đơn vị"]


def test_rows_are_never_broken_and_heads_are_repeated():
    document = opened()
    rows = document.tables[-2]._tbl.tr_lst
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
    heads = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows]
    assert heads == [True] * 4 + [False] * len(quality_table().rows)


def test_the_last_paragraph_stays_with_the_signature():
    body = opened(appendices=()).element.body
    last = next(p for p in body.iter(qn("w:p")) if "Trên đây là" in "".join(p.itertext()))
    assert last.pPr.find(qn("w:keepNext")) is not None
