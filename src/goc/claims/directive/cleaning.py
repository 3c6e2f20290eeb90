"""Plain lines from scraped or scanned text: tags, Markdown, rules and page numbers go; torn lines
are joined.
"""

import html
import re
from collections import Counter

from goc.viet.letters import LOWER, UPPER
from goc.viet.spelling import nfc

_TAG_BREAK = re.compile(r"</?(?:p|div|br|tr|li|h[1-6]|table|ul|ol)\b[^<>]{0,300}>", re.I)
_TAG = re.compile(
    r"</?(?:td|th|tbody|thead|b|i|u|em|strong|span|font|sup|sub|a)\b[^<>]{0,300}>", re.I
)
_ROW = re.compile(r"^\|[^\n]*", re.M)
_BREAK = re.compile(r"<br\s?/?>", re.I)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,10}|#\d{1,6});")
_ESCAPED = re.compile(r"\\([-.()\[\]*_+#!>])")
_BOLD = re.compile(r"\*{2,3}|(?<!\w)_(?=\w)|(?<=\w)_(?!\w)")
_ITALIC = re.compile(r"\*(?=\S)|(?<=\S)\*")
_HEADING = re.compile(r"^\s*#{1,6}\s+", re.M)
_RULE = re.compile(r"[-–—=*]{3,}|_{2,}")
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200b\ufeff]+")
_EMPTY_LINES = re.compile(r"\n{3,}")
_PAGE = re.compile(r"(?:^|(?<=\n))[ ]?(?:Trang\s+)?\d{1,3}(?:/\d{1,3})?[ ]?(?=\n|$)")
_MARKED = re.compile(r"\*\*|\\[.\-]")
_SOFT_HYPHEN = re.compile(rf"(?<=[{UPPER}])\xad(?=[{UPPER}])")
_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-", "\xad": None})
# A letter torn off its word (`Ủ` / `y ban`), and a sentence that goes on in small letters on the
# next line.
_TORN = re.compile(rf"^([{UPPER}])\n+(?=[{LOWER}]{{1,7}}\s)", re.M)
_TORN_HEADING = re.compile(
    r"^(Điều|ĐIỀU|Chương|CHƯƠNG|Mục|MỤC|Phần|PHẦN)\n(?=(?:thứ\s|THỨ\s)?[IVXL\d]+[a-zđ]?(?:[.:\s]|"
    r"$))",
    re.M,
)
# The paper's own title before each of its articles, as some collections print it: `Quyết định
# 5/QĐ-UBND. Điều 2. …`.
_RUNNING = re.compile(
    r"^((?:Quyết định|Thông tư|Nghị định|Nghị quyết|Luật|Bộ luật|Pháp lệnh|Chỉ thị|Quy "
    r"chế)\s[^\n.]{3,100}\.)\s"
    r"(?=(?:Điều|Chương|Mục|Phần)\s)",
    re.M,
)
_WRAPPED = re.compile(rf"(?<=[{LOWER},])\n(?=[{LOWER}])(?![{LOWER}]\d{{0,2}}\s?[.,)/-])")


def clean(text: str) -> str:
    """NFC text with one kind of space, without tags, Markdown and rules; lines kept but where a
    sentence is torn.
    """
    text = nfc(text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n"))
    if text.startswith("URL:"):
        text = text.partition("\n")[2]
    text = _ROW.sub(lambda row: _BREAK.sub(" ", row.group()), text)
    text = _TAG.sub("", _TAG_BREAK.sub("\n", text))
    text = _ENTITY.sub(lambda match: html.unescape(match.group()), text)
    text = _SOFT_HYPHEN.sub("-", text).translate(_HYPHENS)
    if _MARKED.search(text):
        text = _ITALIC.sub("", _BOLD.sub("", _ESCAPED.sub(r"\1", text)))
        text = _HEADING.sub("", text)
    text = _RULE.sub(" ", text)
    lines = "\n".join(_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    titles = Counter(match[1] for match in _RUNNING.finditer(lines))
    lines = _RUNNING.sub(lambda match: "" if titles[match[1]] > 1 else match.group(), lines)
    lines = _TORN_HEADING.sub(r"\1 ", lines)
    return _WRAPPED.sub(" ", _TORN.sub(r"\1", _EMPTY_LINES.sub("\n\n", lines)))


def line_end(text: str, place: int, stop: int | None = None) -> int:
    """Where the line of a place ends, at the latest at `stop`."""
    limit = len(text) if stop is None else stop
    end = text.find("\n", place, limit)
    return end if end >= 0 else limit


def is_page_number(line: str) -> bool:
    """A line that holds only a page number."""
    return bool(_PAGE.fullmatch(line))


def flat(text: str) -> str:
    """One line with single spaces."""
    return " ".join(text.split())
