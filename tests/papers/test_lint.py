import io
from dataclasses import replace
from datetime import date
from functools import cache

import docx
import pytest
from docx.shared import Mm, Pt

from goc.lib.errors import InputError
from goc.papers.formats import render
from goc.papers.lint import Breach, lint
from papers.sample import report

MODERN = {"profile": "nd30", "drafted": date(2021, 1, 9), "signed": date(2021, 1, 9), "number": 6, "draft": ""}
LETTER = {"kind": "công văn", "symbol": "UBND-NC", "addressees": ("Bộ Chỉ huy quân sự tỉnh",), "urgency": "khẩn"}


@cache
def rendered(more):
    first, second = report().appendices
    light = (replace(first, table=second.table), second)
    return render(report(**{"appendices": light, **dict(more)}), "docx")


def breaches(tmp_path, change=lambda document: None, **more):
    document = docx.Document(io.BytesIO(rendered(tuple(more.items()))))
    change(document)
    path = tmp_path / "paper.docx"
    document.save(path)
    return lint(path)


def army():
    return {"profile": "army", "agency": ("BỘ CHỈ HUY QUÂN SỰ", "TỈNH LẠNG SƠN"), "parent_agency": ("QUÂN KHU 1",)}


@pytest.mark.parametrize("more", [{}, MODERN, LETTER, army()])
def test_our_own_papers_keep_the_form(tmp_path, more):
    assert breaches(tmp_path, **more) == []


def test_the_rule_is_that_of_the_papers_own_day(tmp_path):
    found = breaches(tmp_path, profile="nd30")  # drawn up by the rule of 2020, dated 2013
    assert {b.rule for b in found} == {"basis.style", "page_number.place"}


def edit(text, act):
    """Acts on the first paragraph that starts with the text, wherever it stands."""

    def change(document):
        from docx.text.paragraph import Paragraph

        for p in document.element.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"):
            paragraph = Paragraph(p, document)
            if paragraph.text.startswith(text):
                act(paragraph)
                return
        raise AssertionError(text)

    return change


def size(points):
    return lambda p: setattr(p.runs[0].font, "size", Pt(points))


def words(text):
    return lambda p: setattr(p.runs[0], "text", text)


def margin(document):
    document.sections[0].left_margin = Mm(20)


@pytest.mark.parametrize(
    ("change", "rule", "found", "expected"),
    [
        (margin, "page.margin_left", "20 mm", "30–35 mm"),
        (edit("Quán triệt", lambda p: setattr(p.runs[0].font, "name", "Arial")), "font", "Arial", "Times New Roman"),
        (edit("CỘNG HÒA", size(15)), "country.size", "15", "12–13"),
        (edit("CỘNG HÒA", lambda p: setattr(p.runs[0], "bold", False)), "country.style", "đứng, thường", "đứng, đậm"),
        (edit("Độc lập", words("Độc lập-Tự do-Hạnh phúc")), "motto.text", "không có", "Độc lập - Tự do - Hạnh phúc"),
        (edit("Số:", words("Số: 6/BC-UBND")), "number.text", "Số: 6/BC-UBND", "Số: 06/BC-UBND"),
        (
            edit("Lạng Sơn, ngày", words("Lạng Sơn, ngày 5 tháng 03 năm 2013")),
            "date.zero",
            "Lạng Sơn, ngày 5 tháng 03 năm 2013",
            "ngày dưới 10, tháng 1 và 2 thêm số 0",
        ),
        (
            edit("Căn cứ Luật", lambda p: setattr(p.runs[0], "italic", True)),
            "basis.style",
            "nghiêng, thường",
            "đứng, thường",
        ),
        (edit("Quán triệt", size(12)), "body.size", "12", "13–14"),
        (edit("Trên đây", words("Hết.")), "body.end", "ết.", "./."),
        (edit("- Lưu", words("- Ban Tổ chức.")), "recipients.archive", "- Ban Tổ chức.", "- Lưu: VT, …"),
        (edit("TM. ỦY", size(12)), "signature.size", "12", "13–14"),
        (edit("Phụ lục IV", words("Phụ lục 4")), "appendix.number", "Phụ lục 4", "Phụ lục I, II, III …"),
        (
            edit("Phụ lục IV", words("Phụ lục IX")),
            "appendix.cited",
            "không được dẫn trong văn bản",
            "(Phụ lục IX kèm theo)",
        ),
    ],
)
def test_each_fault_is_found_and_nothing_else(tmp_path, change, rule, found, expected):
    result = breaches(tmp_path, change)
    assert [(b.rule, b.found, b.expected) for b in result] == [(rule, found, expected)]


def test_an_empty_file_lacks_everything(tmp_path):
    path = tmp_path / "x.docx"
    docx.Document().save(path)
    found = lint(path, issuer="civil")
    assert Breach("country.text", "Đầu văn bản", "không có", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") in found
    assert {"number.text", "date.text", "recipients.text", "body.align", "page_number.place"} <= {b.rule for b in found}


def test_junk_is_refused(tmp_path):
    path = tmp_path / "x.docx"
    path.write_text("x")
    with pytest.raises(InputError):
        lint(path)


def test_a_day_that_is_none_is_refused(tmp_path):
    with pytest.raises(InputError, match="Ngày của văn bản không có thật"):
        breaches(tmp_path, edit("Lạng Sơn, ngày", words("Lạng Sơn, ngày 31 tháng 4 năm 2013")))
