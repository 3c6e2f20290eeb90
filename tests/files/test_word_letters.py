"""Every way in which letters stand in a Word file is read, once; what is no text is named."""

from __future__ import annotations

import pytest

from files.wordml import docx, p, part, run
from goc.files.reading import read

INS = '<w:ins w:id="1" w:author="a">{}</w:ins>'
DEL = '<w:del w:id="2" w:author="a"><w:r><w:delText>{}</w:delText></w:r></w:del>'
END_DELETED = '<w:rPr><w:del w:id="9" w:author="a"/></w:rPr>'
MARK = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
CODE = "<w:r><w:instrText>{}</w:instrText></w:r>"
BEGIN, SEPARATE, END = (MARK.format(kind) for kind in ("begin", "separate", "end"))
SHAPE = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{0}</wps:txbx>'
    "</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{0}</v:textbox></v:shape>"
    "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
BOX = f"<w:txbxContent>{p('Hộp có 250 xã.')}</w:txbxContent>"
SDT = '<w:sdt><w:sdtPr><w:alias w:val="9"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'


def frac(over: str, under: str) -> str:
    top, low = (f"<m:r><m:t>{text}</m:t></m:r>" for text in (over, under))
    return f"<m:f><m:num>{top}</m:num><m:den>{low}</m:den></m:f>"


def raised(base: str, above: str) -> str:
    low, top = (f"<m:r><m:t>{text}</m:t></m:r>" for text in (base, above))
    return f"<m:sSup><m:e>{low}</m:e><m:sup>{top}</m:sup></m:sSup>"


READ = {
    "an insertion and a deletion": (
        p("Có ", DEL.format("330"), INS.format(run("335")), " đồng chí."),
        "Có 335 đồng chí.",
    ),
    "a deletion in an insertion": (
        p("Có ", INS.format(DEL.format("330") + run("335")), " xã."),
        "Có 335 xã.",
    ),
    "a paragraph whose end was deleted": (
        p("Có 335 ", about=END_DELETED) + p("đồng chí."),
        "Có 335 đồng chí.",
    ),
    "a paragraph deleted whole": (
        p("Một.") + p(DEL.format("330 xã"), about=END_DELETED) + p("Hai."),
        "Một.\nHai.",
    ),
    "what was moved stands where it came to": (
        p("<w:moveFrom w:id='1'>" + run("77 lớp") + "</w:moveFrom>", "Từ đây.")
        + p("<w:moveTo w:id='1'>" + run("77 lớp") + "</w:moveTo>"),
        "Từ đây.\n77 lớp",
    ),
    "controls in a line, around paragraphs, in each other": (
        p("Có ", SDT.format(SDT.format(run("335"))), " xã.") + SDT.format(SDT.format(p("226 xã."))),
        "Có 335 xã.\n226 xã.",
    ),
    "smart tags, custom XML, links, directions": (
        p(
            '<w:smartTag w:element="x">' + run("231") + "</w:smartTag>",
            '<w:customXml w:element="x">' + run(" km; ") + "</w:customXml>",
            '<w:hyperlink w:anchor="a">' + run("20") + "</w:hyperlink>",
            "<w:bdo w:val='ltr'>" + run(" xã; ") + "</w:bdo>",
            "<w:dir w:val='ltr'>" + run("1 huyện") + "</w:dir>",
        ),
        "231 km; 20 xã; 1 huyện",
    ),
    "the result of a field and not its code": (
        p(BEGIN, CODE.format(" MERGEFIELD x 999 "), SEPARATE, "45", END, " lớp"),
        "45 lớp",
    ),
    "a field in the code of a field": (
        p(
            BEGIN,
            CODE.format("IF "),
            BEGIN,
            CODE.format("REF a"),
            SEPARATE,
            "998",
            END,
            CODE.format(" > 1"),
            SEPARATE,
            "46",
            END,
            " lớp",
        ),
        "46 lớp",
    ),
    "a field over several paragraphs": (
        p(BEGIN, CODE.format(" TOC "), SEPARATE, "Mục 1") + p("Mục 2", END) + p("3 xã"),
        "Mục 1\nMục 2\n3 xã",
    ),
    "a field that never ends hides nothing": (p(BEGIN, CODE.format("X 9"), "12 xã"), "12 xã"),
    "a field without a result": (p("12", BEGIN, CODE.format(' XE "9" '), END, " xã"), "12 xã"),
    "a simple field": (
        p('<w:fldSimple w:instr=" =SUM() ">' + run("113") + "</w:fldSimple>", " xã"),
        "113 xã",
    ),
    "a page number is no text": (
        p("Trang ", '<w:fldSimple w:instr=" PAGE ">' + run("7") + "</w:fldSimple>", ": 5 xã"),
        "Trang : 5 xã",
    ),
    "a box, once": (p("Trước ", SHAPE.format(BOX), "sau."), "Trước sau.\nHộp có 250 xã."),
    "a box of old": (
        p(f"<w:r><w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict></w:r>"),
        "\nHộp có 250 xã.",
    ),
    "what only the fallback has": (
        p(
            "<w:r><mc:AlternateContent><mc:Choice Requires='x'/><mc:Fallback><w:t>5 xã</w:t>"
            "</mc:Fallback></mc:AlternateContent></w:r>"
        ),
        "5 xã",
    ),
    "words bent into a picture": (
        p("<w:r><w:pict><v:shape><v:textpath string='DỰ THẢO 2'/></v:shape></w:pict></w:r>"),
        " DỰ THẢO 2 ",
    ),
    "an equation": (
        p("Đạt ", f"<m:oMath>{frac('309', '335')}<m:r><m:t>=92,2%</m:t></m:r></m:oMath>"),
        "Đạt 309/335=92,2%",
    ),
    "a fraction of sums": (p(f"<m:oMath>{frac('309+1', '335')}</m:oMath>"), "(309+1)/335"),
    "a power": (p("5 ", f"<m:oMath>{raised('km', '2')}</m:oMath>"), "5 km²"),
    "an equation alone": (
        "<m:oMathPara><m:oMath><m:r><m:t>2+3=5</m:t></m:r></m:oMath></m:oMathPara>",
        "2+3=5",
    ),
    "line ends, tabs, hyphens": (
        p(
            "<w:r><w:t>12</w:t><w:noBreakHyphen/><w:t>15</w:t><w:br/><w:t>50</w:t><w:tab/><w:t>7</w:t>"
            '<w:br w:type="page"/><w:t>8</w:t><w:cr/><w:t>9</w:t><w:softHyphen/><w:t>1</w:t></w:r>'
        ),
        "12-15\n50\t7\n8\n91",
    ),
    "symbols": (
        p(
            "<w:r><w:sym w:font='Symbol' w:char='F0B3'/><w:t> 5 </w:t><w:sym w:font='Symbol' w:char='F035'/></w:r>"
        ),
        "≥ 5 5",
    ),
    "odd letters in one spelling": (
        p(
            "Ðã có 1\u00a0235 đồng\u00ad chí, \u200f335\u200e người, 2.0\u200b12; ３ xã; NGƢỜI; 1\u202f235\u202f400"
        ),
        "Đã có 1.235 đồng chí, 335 người, 2.012; 3 xã; NGƯỜI; 1.235.400",
    ),
    "an element that nobody knows": (p("<w:unheardOf>" + run("5 xã") + "</w:unheardOf>"), "5 xã"),
}


@pytest.mark.parametrize("name", READ)
def test_it_is_read(tmp_path, name):
    body, text = READ[name]
    document = read(docx(tmp_path, body))
    assert (document.text, document.unread) == (text, ())


VANISH = "<w:vanish/>"
HIDING = part(
    "styles",
    '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Q"><w:basedOn w:val="R"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="R"><w:rPr><w:vanish/></w:rPr></w:style>',
)
PICTURE = "<w:r><w:drawing><pic:pic/></w:drawing></w:r>"
UNREAD = {
    "pictures": (
        p("5 xã", PICTURE, "<w:r><w:pict><v:imagedata/></w:pict></w:r>"),
        ["Còn 2 hình ảnh không đọc được chữ."],
    ),
    "a chart": (
        p("5 xã", "<w:r><w:drawing><c:chart/></w:drawing></w:r>"),
        ["Còn 1 biểu đồ, sơ đồ không đọc được chữ và số."],
    ),
    "an object, once": (
        p("5 xã", "<w:r><w:object><v:shape><v:imagedata/></v:shape></w:object></w:r>"),
        ["Còn 1 đối tượng nhúng (bảng tính, công thức kiểu cũ…) không đọc được."],
    ),
    "another file": (
        p("5 xã") + "<w:altChunk/>",
        ["Còn 1 phần lấy từ tệp khác không đọc được; hãy mở bằng Word rồi lưu lại."],
    ),
    "hidden by itself": (
        p("5 xã", run(" 9 huyện", VANISH)),
        ["Bỏ qua chữ ẩn ở 1 đoạn: chữ này không hiện khi in."],
    ),
    "hidden by a style of letters": (
        p("5 xã", run(" 9 huyện", '<w:rStyle w:val="H"/>')),
        ["Bỏ qua chữ ẩn ở 1 đoạn: chữ này không hiện khi in."],
    ),
    "hidden by a style of paragraphs": (
        p("5 xã") + p("9 huyện", run("", VANISH), about='<w:pStyle w:val="Q"/>'),
        ["Bỏ qua chữ ẩn ở 1 đoạn: chữ này không hiện khi in."],
    ),
}


@pytest.mark.parametrize("name", UNREAD)
def test_what_cannot_be_read_is_named(tmp_path, name):
    body, said = UNREAD[name]
    document = read(docx(tmp_path, body, {"styles": HIDING}))
    assert (document.text.strip(), [str(one) for one in document.unread]) == ("5 xã", said)


def test_shown_again_within_a_hidden_paragraph(tmp_path):
    body = p(run("5 xã", '<w:vanish w:val="0"/>'), about='<w:pStyle w:val="Q"/>')
    assert read(docx(tmp_path, body, {"styles": HIDING})).text == "5 xã"


def test_notes_headers_and_footers_stand_behind(tmp_path):
    def note(number: int, *content: str) -> str:
        return f'<w:footnote w:id="{number}">{"".join(content)}</w:footnote>'

    body = p("5 xã", '<w:r><w:footnoteReference w:id="2"/></w:r>') + p(
        '<w:del w:id="1"><w:r><w:footnoteReference w:id="3"/></w:r></w:del>', "Hết."
    )
    page = '<w:fldSimple w:instr="PAGE">' + run("2") + "</w:fldSimple>"
    document = read(
        docx(
            tmp_path,
            body,
            {
                "footnotes": part(
                    "footnotes",
                    note(2, p("Gồm ", SDT.format(run("3"))), p("nữ.")) + note(3, p("9")),
                ),
                "header1": part("hdr", p("Báo cáo 7 ", PICTURE)),
                "header2": part("hdr", p("Báo cáo 7 ")),
                "footer1": part("ftr", p("- ", page, " -")),
            },
        )
    )
    assert document.text == "5 xã\nHết.\n[2] Gồm 3\nnữ.\n[đầu trang] Báo cáo 7"
    assert document.counts == {"pictures": 1}


def test_a_diagram_is_read_from_its_part(tmp_path):
    body = p("Sơ đồ:", '<w:r><w:drawing><dgm:relIds r:dm="diagramData"/></w:drawing></w:r>')
    data = "<a:p><a:r><a:t>Có 12 </a:t></a:r><a:r><a:t>xã</a:t></a:r></a:p>"
    document = read(docx(tmp_path, body, {"diagramData": part("x", data)}))
    assert (document.text, document.counts) == ("Sơ đồ:\nCó 12 xã", {})


def test_the_strict_form_is_read_too(tmp_path):
    import zipfile

    from goc.files.word.names import STRICT

    path = docx(tmp_path, p("Có ", SDT.format(run("335")), " xã."))
    with zipfile.ZipFile(path) as archive:
        kept = {name: archive.read(name).decode() for name in archive.namelist()}
    for strict, plain in STRICT.items():
        kept["word/document.xml"] = kept["word/document.xml"].replace(f'"{plain}"', f'"{strict}"')
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in kept.items():
            archive.writestr(name, data)
    assert read(path).text == "Có 335 xã."


def test_a_command_tells_what_it_did_not_read(tmp_path, capsys):
    from goc.cli import main

    path = docx(tmp_path, p("Có 5 xã.", PICTURE))
    with pytest.raises(SystemExit) as ended:
        main(["claims", "read", str(path)])
    told = capsys.readouterr()
    assert (ended.value.code, told.err) == (0, "⚠ Còn 1 hình ảnh không đọc được chữ.\n")
    with pytest.raises(SystemExit):
        main(["directive", "read", str(path)])
    assert "⚠ Còn 1 hình ảnh không đọc được chữ.\n" in capsys.readouterr().out
