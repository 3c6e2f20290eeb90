"""Words that a line never parts: a number and its unit, a kind and its number, a kind of unit and
its name. For printing only: the content keeps its plain spaces.
"""

from __future__ import annotations

import re
from dataclasses import replace

from goc.papers.model import Block, Figure, Inline, Paper, Paragraph, Text

TIE = "\u00a0"
UNITS = (
    "km|km²|m|m²|ha|kg|tấn|đồng|triệu|tỷ|nghìn|xã|phường|huyện|tỉnh|khóa|lớp|người|tuổi|tiết"
    "|giờ|ngày|tháng|năm"
)
NUMBERED = (
    "Phụ lục|Phần|Chương|Mục|Điều|Khoản|Điểm|Quân khu|Khóa|Lần|Số|Ngày|Tháng|Năm|Quý|Trang|Cột|Bảng"
)
PLACES = "Thị trấn|Thị xã|Thành phố|Đặc khu|Xã|Phường|Huyện|Quận|Tỉnh"
CAPITALS = "A-ZĐ" + "".join(
    chr(code) for code in (*range(0xC0, 0x1EFA),) if chr(code).isupper() and chr(code).isalpha()
)
_AFTER_NUMBER = re.compile(rf"(?<=\d) (?=(?:{UNITS})\b)")
_BEFORE_NUMBER = re.compile(rf"\b(?:{NUMBERED}) (?=\d|[IVXL]+\b|[a-zđ]\))", re.IGNORECASE)
_BEFORE_NAME = re.compile(rf"\b(?i:{PLACES}) (?=[{CAPITALS}])")


def tied(text: str) -> str:
    """The same words with TIE between those that belong together."""
    for pattern in (_AFTER_NUMBER, _BEFORE_NUMBER, _BEFORE_NAME):
        text = pattern.sub(lambda match: match[0].replace(" ", TIE), text)
    return text


def untied(text: str) -> str:
    return text.replace(TIE, " ")


def tied_paper(paper: Paper) -> Paper:
    """Its running text; cells of tables have no room to spare."""
    return replace(paper, blocks=tuple(map(_block, paper.blocks)))


def _block(block: Block) -> Block:
    if not isinstance(block, Paragraph):
        return block
    return replace(block, inlines=tuple(map(_inline, block.inlines)))


def _inline(inline: Inline) -> Inline:
    return replace(inline, text=tied(inline.text)) if isinstance(inline, Text | Figure) else inline
