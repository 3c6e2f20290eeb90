"""Word comments on words of a text."""

from __future__ import annotations

import io
import unicodedata
from datetime import date

import docx
import pytest
from docx.oxml.ns import qn

from files.wordml import docx as wordml
from files.wordml import p
from goc.claims import read_file
from goc.papers.comments import Note, comment_docx, comment_text

DAY = date(2026, 11, 20)


def commented(data):
    """(comment, the words it stands on) in the order of the text."""
    document = docx.Document(io.BytesIO(data))
    said = {str(c.comment_id): (c.text, c.author) for c in document.comments}
    words, open_now, order = {}, set(), []
    for element in document.element.body.iter():
        if element.tag == qn("w:commentRangeStart"):
            open_now.add(element.get(qn("w:id")))
            order.append(element.get(qn("w:id")))
        elif element.tag == qn("w:commentRangeEnd"):
            open_now.discard(element.get(qn("w:id")))
        elif element.tag == qn("w:t"):
            for one in open_now:
                words[one] = words.get(one, "") + (element.text or "")
    return [(*said[one], words.get(one, "")) for one in order]


def made(build, tmp_path):
    document = docx.Document()
    build(document)
    path = tmp_path / "a.docx"
    document.save(path)
    return path.read_bytes(), read_file(path)


def notes_on(text, *words):
    return [Note(text.index(w), text.index(w) + len(w), f"về {w}") for w in words]


def check(data, text, *words):
    after = comment_docx(data, notes_on(text, *words), on=DAY)
    assert sorted(commented(after)) == sorted((f"về {w}", "Gốc", w) for w in words)
    return after


def test_a_text_becomes_a_paragraph_a_line(tmp_path):
    text = "Tỉnh có 226 xã.\n\nĐào tạo 335 đồng chí, đạt 92,2%."
    after = comment_text(text, notes_on(text, "335", "226"), on=DAY)
    document = docx.Document(io.BytesIO(after))
    assert [p.text for p in document.paragraphs] == text.split("\n")
    assert (round(document.sections[0].page_width.mm), document.styles["Normal"].font.name) == (
        210,
        "Times New Roman",
    )
    assert commented(after) == [("về 226", "Gốc", "226"), ("về 335", "Gốc", "335")]


def test_two_figures_of_one_run_keep_its_look_and_its_words(tmp_path):
    def build(document):
        run = document.add_paragraph("Tỉnh có ").add_run("226 xã, 335 đồng chí và 11\thuyện")
        run.bold = True

    data, text = made(build, tmp_path)
    after = docx.Document(io.BytesIO(check(data, text, "226", "335", "11")))
    assert [p.text for p in after.paragraphs] == ["Tỉnh có 226 xã, 335 đồng chí và 11\thuyện"]
    assert [bool(r.bold) for r in after.paragraphs[0].runs if r.text][1:] == [True] * 6


def test_a_figure_over_two_runs(tmp_path):
    def build(document):
        paragraph = document.add_paragraph("Đào tạo 3")
        paragraph.add_run("35 đồng").italic = True

    check(*made(build, tmp_path), "335")


def test_tables_merged_cells_and_line_breaks(tmp_path):
    def build(document):
        document.add_paragraph("Biểu\ncó hai dòng 41")
        table = document.add_table(rows=3, cols=2)
        table.cell(0, 0).merge(table.cell(1, 0)).text = "  gộp   77  ô "
        table.cell(0, 1).text = "một  12"
        table.cell(1, 1).text = "hai 13"
        table.cell(2, 0).merge(table.cell(2, 1)).text = "cuối 14"
        document.add_paragraph("hết 15")

    check(*made(build, tmp_path), "41", "77", "12", "13", "14", "15")


def test_a_merged_cell_is_read_once_and_said_several_things_of(tmp_path):
    def build(document):
        table = document.add_table(rows=2, cols=2)
        table.cell(0, 0).merge(table.cell(1, 0)).text = "gộp 77 và 88"

    data, text = made(build, tmp_path)
    first = text.index("77")
    notes = [
        *notes_on(text, "77", "88"),
        Note(first, first + 2, "về 77"),
        Note(first, first + 2, "lần nữa"),
    ]
    assert (text.count("77"), commented(comment_docx(data, notes, on=DAY))) == (
        1,
        [("về 77\nlần nữa", "Gốc", "77"), ("về 88", "Gốc", "88")],
    )


INSERTED = '<w:ins w:id="1" w:author="a"><w:r><w:t>Đã có 41 xã</w:t></w:r></w:ins>'
FIELD = '<w:fldSimple w:instr="REF a"><w:r><w:t>Trường 42 xã</w:t></w:r></w:fldSimple>'
CONTROL = "<w:sdt><w:sdtContent><w:r><w:t>Ô gắn 43 xã</w:t></w:r></w:sdtContent></w:sdt>"
NESTED = (
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>A</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r>"
    "<w:t>lồng 44</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/></w:tc><w:tc><w:p><w:r>"
    "<w:t>45</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
)


def test_wherever_the_reader_finds_letters_a_comment_finds_them(tmp_path):
    body = f"{p(INSERTED)}{p(FIELD)}{p(CONTROL)}{NESTED}"
    path = wordml(tmp_path, body)
    words = ["41", "42", "43", "44", "45"]
    after = comment_docx(path.read_bytes(), notes_on(read_file(path), *words), on=DAY)
    assert commented(after) == [(f"về {word}", "Gốc", word) for word in words]


def test_an_equation_and_a_box_bear_a_comment_as_a_whole(tmp_path):
    box = p(
        "<w:r><w:pict><v:textbox><w:txbxContent>"
        + p("Hộp 12 xã")
        + "</w:txbxContent></v:textbox></w:pict></w:r>"
    )
    path = wordml(tmp_path, p("Đạt ", "<m:oMath><m:r><m:t>92,2%</m:t></m:r></m:oMath>") + box)
    text = read_file(path)
    after = comment_docx(path.read_bytes(), notes_on(text, "92,2", "12"), on=DAY)
    places = docx.Document(io.BytesIO(after)).element.body.iter(qn("w:commentRangeStart"))
    assert [place.getnext().tag.split("}")[1] for place in places] == ["oMath", "r"]


def test_letters_brought_to_one_spelling_do_not_move_the_place(tmp_path):
    def build(document):
        document.add_paragraph("Ð\u00adã có\u200b 1\u00a0235 đồng\u00ad chí ở 226\u200f xã")

    data, text = made(build, tmp_path)
    assert text == "Đã có 1.235 đồng chí ở 226 xã"
    after = comment_docx(data, notes_on(text, "1.235", "226"), on=DAY)
    assert commented(after) == [
        ("về 1.235", "Gốc", "1\u00a0235"),
        ("về 226", "Gốc", "226"),
    ]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_decomposed_letters_do_not_move_the_place(tmp_path, form):
    def build(document):
        document.add_paragraph(
            unicodedata.normalize(form, "Ủy ban đã đề nghị được 335 đồng chí ở 226 xã")
        )

    check(*made(build, tmp_path), "335", "226")


def test_what_has_no_place_in_the_body_stands_at_its_end(tmp_path):
    data, text = made(lambda document: document.add_paragraph("Chỉ có 5"), tmp_path)
    after = comment_docx(data, [Note(len(text) + 3, len(text) + 5, "chú thích")], on=DAY)
    assert commented(after) == [("chú thích", "Gốc", "*")]


def test_equal_input_gives_equal_bytes(tmp_path):
    data, text = made(lambda document: document.add_paragraph("Có 5 xã"), tmp_path)
    assert comment_docx(data, notes_on(text, "5"), on=DAY) == comment_docx(
        data, notes_on(text, "5"), on=DAY
    )
    assert comment_text("Có\x0b 5 xã", [Note(4, 5, "a")], on=DAY) == comment_text(
        "Có\x0b 5 xã", [Note(4, 5, "a")], on=DAY
    )
