import io
import json
import unicodedata
import zipfile
from dataclasses import replace
from datetime import date
from functools import cache

import docx
import pytest
from click.testing import CliRunner
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from goc.lib.errors import InputError, NotInOrderError
from goc.papers import cli
from goc.papers.formats import render
from goc.papers.lint import Breach, lint
from papers.sample import report

MODERN = {
    "profile": "nd30",
    "drafted": date(2021, 1, 9),
    "signed": date(2021, 1, 9),
    "number": 6,
    "draft": "",
}
LETTER = {
    "kind": "công văn",
    "symbol": "UBND-NC",
    "addressees": ("Bộ Chỉ huy quân sự tỉnh",),
    "urgency": "khẩn",
}


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
    return {
        "profile": "army",
        "agency": ("BỘ CHỈ HUY QUÂN SỰ", "TỈNH LẠNG SƠN"),
        "parent_agency": ("QUÂN KHU 1",),
    }


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

        for p in document.element.body.iter(
            "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"
        ):
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
        (
            edit("Quán triệt", lambda p: setattr(p.runs[0].font, "name", "Arial")),
            "font",
            "Arial",
            "Times New Roman",
        ),
        (edit("CỘNG HÒA", size(15)), "country.size", "15", "12–13"),
        (
            edit("CỘNG HÒA", lambda p: setattr(p.runs[0], "bold", False)),
            "country.style",
            "đứng, thường",
            "đứng, đậm",
        ),
        (
            edit("Độc lập", words("Độc lập-Tự do-Hạnh phúc")),
            "motto.text",
            "Độc lập-Tự do-Hạnh phúc",
            "Độc lập - Tự do - Hạnh phúc",
        ),
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
        (
            edit("- Lưu", words("- Ban Tổ chức.")),
            "recipients.archive",
            "- Ban Tổ chức.",
            "- Lưu: VT, …",
        ),
        (edit("TM. ỦY", size(12)), "signature.size", "12", "13–14"),
        (
            edit("Phụ lục IV", words("Phụ lục 4")),
            "appendix.number",
            "Phụ lục 4",
            "Phụ lục I, II, III …",
        ),
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
    assert (
        Breach("country.text", "Đầu văn bản", "không có", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        in found
    )
    assert {"number.text", "date.text", "recipients.text", "body.align", "page_number.place"} <= {
        b.rule for b in found
    }


def test_junk_is_refused(tmp_path):
    path = tmp_path / "x.docx"
    path.write_text("x")
    with pytest.raises(InputError):
        lint(path)


def test_a_day_that_is_none_is_refused(tmp_path):
    with pytest.raises(InputError, match="Ngày của văn bản không có thật"):
        breaches(tmp_path, edit("Lạng Sơn, ngày", words("Lạng Sơn, ngày 31 tháng 4 năm 2013")))


def removed(document):
    head = document.tables[0]._tbl
    head.getparent().remove(head)


def test_a_paper_without_its_head_lacks_each_part_of_it(tmp_path):
    found = breaches(tmp_path, removed, draft="")
    assert [b.rule for b in found] == ["country.text", "motto.text", "number.text", "date.text"]


def colour(p):
    p.runs[0].font.color.rgb = RGBColor(255, 0, 0)


def spacing(lines):
    return lambda p: setattr(p.paragraph_format, "line_spacing", lines)


@pytest.mark.parametrize(
    ("change", "rule", "found"),
    [
        (edit("Quán triệt", colour), "colour", "FF0000"),
        (edit("Quán triệt", spacing(2.0)), "body.spacing", "2 dòng"),
        (edit("BÁO CÁO", size(12)), "kind.size", "12"),
        (
            edit("Tổng kết", lambda p: setattr(p.runs[0], "bold", False)),
            "subject.style",
            "đứng, thường",
        ),
        (edit("Số:", words("Số 12 BC-UBND")), "number.text", "Số 12 BC-UBND"),
        (
            edit("Căn cứ Luật", words(unicodedata.normalize("NFD", "Căn cứ Luật Dân quân tự vệ;"))),
            "unicode",
            "chữ tổ hợp",
        ),
    ],
)
def test_what_the_eye_would_see_is_found(tmp_path, change, rule, found):
    assert [(b.rule, b.found) for b in breaches(tmp_path, change)] == [(rule, found)]


def test_a_long_paragraph_that_is_not_justified_is_found(tmp_path):
    long = "Quán triệt chỉ thị, nghị quyết của cấp trên, các cấp, các ngành đã xây dựng kế hoạch và tổ chức thực hiện."
    act = edit(
        "Quán triệt", lambda p: (words(long)(p), setattr(p, "alignment", WD_ALIGN_PARAGRAPH.LEFT))
    )
    assert [(b.rule, b.found) for b in breaches(tmp_path, act)] == [("body.align", "canh trái")]


def test_a_letter_without_whom_it_is_for_is_told(tmp_path):
    found = breaches(tmp_path, edit("Kính gửi", words("")), **LETTER)
    assert [b.rule for b in found] == ["addressee.text"]


def test_the_space_before_a_paragraph_counts_like_the_space_after(tmp_path):
    def act(p):
        p.paragraph_format.space_before, p.paragraph_format.space_after = Pt(6), Pt(0)

    assert breaches(tmp_path, edit("Quán triệt", act)) == []


def test_the_typeface_of_the_theme_is_named(tmp_path):
    def act(document):
        theme = next(r for r in docx.Document().part.rels.values() if r.reltype.endswith("/theme"))
        document.part.relate_to(theme.target_part, theme.reltype)
        fonts = document.styles["Normal"].element.rPr.rFonts
        fonts.set(qn("w:asciiTheme"), "minorHAnsi")

    found = [b for b in breaches(tmp_path, act) if b.rule == "font"]
    assert [(b.found, b.expected) for b in found] == [("Cambria", "Times New Roman")]


def run(*arguments):
    outcome = CliRunner().invoke(cli.paper, ["lint", *map(str, arguments)])
    return outcome, outcome.exception


def test_the_command_says_in_words_what_is_wrong(tmp_path):
    good, bad = tmp_path / "good.docx", tmp_path / "bad.docx"
    good.write_bytes(rendered(()))
    document = docx.Document(good)
    margin(document)
    edit("Quán triệt", size(12))(document)
    document.save(bad)
    assert run(good)[0].exit_code == 0 and "Đúng thể thức (Thông tư 01/2011" in run(good)[0].stderr
    outcome, error = run(bad)
    assert isinstance(error, NotInOrderError) and str(error).endswith("2 chỗ.")
    assert "✗ Phần 1, lề trái: thấy 20 mm, phải là 30–35 mm  [page.margin_left]" in outcome.stdout
    assert "thấy cỡ chữ 12, phải là cỡ chữ 13–14  [body.size]" in outcome.stdout
    assert json.loads(run(good, "--json")[0].stdout) == {"breaches": []}
    first = json.loads(run(bad, "--json")[0].stdout)["breaches"][0]
    assert first == {
        "rule": "page.margin_left",
        "where": "Phần 1, lề trái",
        "found": "20 mm",
        "expected": "30–35 mm",
    }


def test_the_rule_of_another_day_can_be_asked(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(rendered(()))
    found = json.loads(run(path, "--json", "--date", "2021-01-09")[0].stdout)["breaches"]
    assert {b["rule"] for b in found} == {"basis.style", "page_number.place"}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, "Không tìm thấy tệp x.docx."),
        (b"", "Tệp x.docx rỗng."),
        (b"%PDF-1.4", "Tệp không phải là văn bản Word (.docx)."),
        ("cut", "Tệp không phải là văn bản Word (.docx)."),
        ("part", "Tệp Word bị hỏng, không mở được; hãy lấy lại bản gốc hoặc lưu lại bằng Word."),
    ],
)
def test_a_foreign_or_broken_file_gets_one_sentence(tmp_path, data, said):
    path = tmp_path / "x.docx"
    if data == "cut":
        data = rendered(())[:3000]
    elif data == "part":
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(rendered(()))) as old, zipfile.ZipFile(out, "w") as new:
            for name in old.namelist():
                new.writestr(name, old.read(name)[: 500 if name == "word/document.xml" else None])
        data = out.getvalue()
    if data is not None:
        path.write_bytes(data)
    assert str(run(path)[1]) == said
