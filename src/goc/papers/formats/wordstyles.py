"""The named styles of a paper in Word, made from the profile of its issuer: what an office changes
in one place, and what the list of styles and the navigation show.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from goc.papers.fitting import CELL_PADDING
from goc.papers.formats import wordml as w
from goc.papers.profiles import FONT, Box, Profile

NORMAL = "Normal"
TEXT_TABLE, DATA_TABLE = "CotChu", "BangSoLieu"
CELL_SIZE = 11.0
"""Points; what a cell's style says. Tables with more columns say less themselves."""
AFTER_TABLE = 4.0
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
LEVELS = 4
"""Of headings that a table of contents could list."""


@dataclass(frozen=True)
class Style:
    """`gap`: points above and below; `left`, `first`: mm; `outline`: level in the navigation, from
    0, which also keeps it with what follows; `line`: a border above, in the place of words;
    `listed`: no gap between two of it.
    """

    id: str
    name: str
    box: Box
    align: str = "center"
    gap: tuple[float, float] = (0, 0)
    left: float = 0
    first: float = 0
    outline: int | None = None
    keep: bool = False
    line: bool = False
    tabs: float = 0
    new_page: bool = False
    listed: bool = False


def _plain(size: float, *, bold: bool = False, italic: bool = False) -> Box:
    return Box(size, (size, size), bold=bold, italic=italic)


def paragraph_styles(rule: Profile, width: float) -> tuple[Style, ...]:
    """`width`: mm of a line of the text."""
    body, gap, first = rule.box("body"), rule.paragraph_gap, rule.first_indent
    bold = _plain(body.size, bold=True)
    small, note = _plain(rule.box("appendix").size - 1, italic=True), _plain(body.size, italic=True)
    running = {"align": "justify", "gap": (0, gap), "first": first}
    return (
        Style("ThanVan", "Thân văn", body, "justify", (0, gap), first=first),
        Style("CanGiua", "Dòng giữa", body, gap=(0, gap)),
        Style("CanPhai", "Dòng phải", body, "right", (0, gap)),
        Style("GhiChu", "Ghi chú", note, **running),  # type: ignore[arg-type]
        Style("CanCu", "Căn cứ", rule.box("basis"), **running),  # type: ignore[arg-type]
        Style("Phan", "Phần", bold, gap=(gap, gap), outline=0),
        Style("Muc", "Mục", bold, "justify", (0, gap), first=first, outline=1),
        Style("Khoan", "Khoản", bold, "justify", (0, gap), first=first, outline=2),
        Style("Diem", "Điểm", body, "justify", (0, gap), first=first, outline=3),
        *_frame(rule),
        *_tables(rule, small),
        *_contents(rule, width),
    )


def _frame(rule: Profile) -> Iterator[Style]:
    """What stands around the text."""
    box = rule.box
    yield Style("DuThao", "Dự thảo", _plain(13, bold=True), "left", (0, 4))
    yield Style("CoQuanChuQuan", "Cơ quan chủ quản", box("parent"))
    yield Style("CoQuanBanHanh", "Cơ quan ban hành", box("agency"))
    yield Style("QuocHieu", "Quốc hiệu", box("country"))
    yield Style("TieuNgu", "Tiêu ngữ", box("motto"))
    yield Style("SoKyHieu", "Số và ký hiệu", box("number"), gap=(4, 0))
    yield Style("DiaDanh", "Địa danh và ngày tháng", box("date"), gap=(4, 0))
    yield Style("VeViec", "Trích yếu công văn", box("subject_letter"), gap=(6, 0))
    yield Style("DoKhan", "Mức độ khẩn", box("urgency"), gap=(2, 2))
    yield Style("TenLoai", "Tên loại", box("kind"), gap=(14, 0), keep=True)
    yield Style("TrichYeu", "Trích yếu", box("subject"), keep=True)
    yield Style("DuongKe", "Đường kẻ", _plain(4), gap=(2, 4), line=True)
    yield Style("KinhGui", "Kính gửi", box("addressee"), "left", (12, 0), left=20)
    yield Style("KinhGuiMotNoi", "Kính gửi một nơi", box("addressee"), gap=(12, 10))
    yield Style(
        "NoiKinhGui", "Nơi kính gửi", box("addressee"), "left", (0, 10), left=41, listed=True
    )
    yield Style("NoiNhan", "Nơi nhận", box("recipients_head"), "left")
    yield Style("DanhSachNoiNhan", "Danh sách nơi nhận", box("recipients"), "left")
    yield Style("QuyenHan", "Quyền hạn và chức vụ", box("authority"))
    yield Style("NguoiKy", "Người ký", box("signer"), gap=(74, 0))
    yield Style("SoTrang", "Số trang", box("page_number"))


def _tables(rule: Profile, small: Box) -> Iterator[Style]:
    yield Style("PhuLuc", "Phụ lục", rule.box("appendix"), gap=(0, 3), outline=0)
    yield Style("TenPhuLuc", "Tên phụ lục", rule.box("appendix_title"), gap=(0, 3), outline=1)
    yield Style("KemTheo", "Kèm theo", small, gap=(0, 3), keep=True)
    yield Style("DonViTinh", "Đơn vị tính", small, "right", (0, 3), keep=True)
    yield Style("Bang", "Bảng", _plain(CELL_SIZE), "left", (2, 2))
    yield Style("DauBang", "Đầu bảng", _plain(CELL_SIZE, bold=True), gap=(2, 2), keep=True)
    yield Style("SoCot", "Số cột", _plain(CELL_SIZE, italic=True), gap=(2, 2), keep=True)
    yield Style("ChuThich", "Chú thích", _plain(CELL_SIZE, italic=True), "left", (3, 0))
    yield Style("SauBang", "Sau bảng", _plain(AFTER_TABLE), "left")


def _contents(rule: Profile, width: float) -> Iterator[Style]:
    """The names are Word's own: it writes the refreshed table in these."""
    body = _plain(rule.box("body").size - 1)
    bold = _plain(rule.box("body").size, bold=True)
    yield Style("MucLuc", "Mục lục", bold, gap=(0, 6), new_page=True)
    for level in range(1, LEVELS):
        indent = 6.0 * (level - 1)
        yield Style(f"TOC{level}", f"toc {level}", body, "left", (0, 2), left=indent, tabs=width)


def styles_part(rule: Profile, width: float) -> str:
    styles = paragraph_styles(rule, width)
    made = "".join(map(_style, styles))
    return (
        f"<w:styles xmlns:w='{w.NS}'>{_defaults()}{_normal(rule)}{_table_normal()}"
        f"{made}{_table(TEXT_TABLE, 'Cột chữ', 'nil')}"
        f"{_table(DATA_TABLE, 'Bảng số liệu', 'single')}</w:styles>"
    )


def _defaults() -> str:
    language = "<w:lang w:val='vi-VN' w:eastAsia='vi-VN' w:bidi='ar-SA'/>"
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts()}{language}</w:rPr></w:rPrDefault>"
        "<w:pPrDefault><w:pPr><w:spacing w:before='0' w:after='0' w:line='240' w:lineRule='auto'/>"
        "</w:pPr></w:pPrDefault></w:docDefaults>"
    )


def _fonts() -> str:
    """One for every script."""
    names = " ".join(f"w:{script}='{FONT}'" for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    return f"<w:rFonts {names}/>"


def _normal(rule: Profile) -> str:
    about = "<w:pPr><w:widowControl/><w:overflowPunct w:val='0'/></w:pPr>"
    size = w.look(rule.box("body").size)
    return (
        f"<w:style w:type='paragraph' w:default='1' w:styleId='{NORMAL}'><w:name w:val='Normal'/>"
        f"<w:qFormat/>{about}<w:rPr>{_fonts()}{size}</w:rPr></w:style>"
    )


def _style(style: Style) -> str:
    box = style.box
    looks = w.look(box.size, box.bold or None, box.italic or None)
    hidden = "<w:uiPriority w:val='39'/>" if style.tabs else "<w:qFormat/>"
    return (
        f"<w:style w:type='paragraph'{'' if style.tabs else _OWN} w:styleId='{style.id}'>"
        f"<w:name w:val='{style.name}'/><w:basedOn w:val='{NORMAL}'/>{hidden}"
        f"<w:pPr>{_shape(style)}</w:pPr><w:rPr>{looks}</w:rPr></w:style>"
    )


_OWN = " w:customStyle='1'"


def _shape(style: Style) -> str:
    keep = style.keep or style.outline is not None
    before, after = (round(points * 20) for points in style.gap)
    line = " w:line='100' w:lineRule='exact'" if style.line else ""
    parts = (
        (keep, "<w:keepNext/>"),
        (style.new_page, "<w:pageBreakBefore/>"),
        (
            style.line,
            "<w:pBdr><w:top w:val='single' w:sz='6' w:space='1' w:color='000000'/></w:pBdr>",
        ),
        (style.tabs, _tabs(style.tabs)),
        (True, f"<w:spacing w:before='{before}' w:after='{after}'{line}/>"),
        (True, f"<w:ind w:left='{w.twips(style.left)}' w:firstLine='{w.twips(style.first)}'/>"),
        (style.listed, "<w:contextualSpacing/>"),
        (True, f"<w:jc w:val='{w.jc(style.align)}'/>"),
        (style.outline is not None, f"<w:outlineLvl w:val='{style.outline}'/>"),
    )
    return "".join(part for holds, part in parts if holds)


def _tabs(place: float) -> str:
    stop = f"<w:tab w:val='right' w:leader='dot' w:pos='{w.twips(place)}'/>"
    return f"<w:tabs>{stop}</w:tabs>"


def _table_normal() -> str:
    margins = "".join(f"<w:{side} w:w='0' w:type='dxa'/>" for side in SIDES[:4])
    return (
        "<w:style w:type='table' w:default='1' w:styleId='TableNormal'>"
        "<w:name w:val='Normal Table'/><w:uiPriority w:val='99'/><w:semiHidden/><w:unhideWhenUsed/>"
        f"<w:tblPr><w:tblInd w:w='0' w:type='dxa'/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        "</w:style>"
    )


def _table(id_: str, name: str, line: str) -> str:
    """`line`: the kind of its rules; a table of data keeps words off them."""
    lines = "".join(
        f"<w:{side} w:val='{line}' w:sz='4' w:space='0' w:color='000000'/>" for side in SIDES
    )
    padding = w.twips(CELL_PADDING) if line == "single" else 0
    margins = "".join(f"<w:{side} w:w='{padding}' w:type='dxa'/>" for side in ("left", "right"))
    return (
        f"<w:style w:type='table' w:customStyle='1' w:styleId='{id_}'><w:name w:val='{name}'/>"
        "<w:basedOn w:val='TableNormal'/><w:qFormat/>"
        f"<w:tblPr><w:tblBorders>{lines}</w:tblBorders>"
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        "</w:style>"
    )
