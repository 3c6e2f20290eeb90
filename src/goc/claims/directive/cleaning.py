"""Plain lines from scraped or scanned text: Markdown, addresses of the page, rules of dashes and page numbers go."""

import re

from goc.viet.spelling import nfc

_ESCAPED = re.compile(r"\\([-.()\[\]*_+#!>])")
_BOLD = re.compile(r"\*{2,3}|__|(?<!\w)_(?=\w)|(?<=\w)_(?!\w)")
_ITALIC = re.compile(r"(?<![\s*])\*(?=[\s,.;:)]|$)|(?<!\S)\*(?=[^\s*])(?=[^*\n]{1,200}\*)", re.M)
_HEADING = re.compile(r"^#{1,6}\s+", re.M)
_RULE = re.compile(r"[-–—_=*]{4,}")
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200b\ufeff]+")
_EMPTY_LINES = re.compile(r"\n{3,}")
_PAGE = re.compile(r"(?:^|(?<=\n))[ ]?(?:Trang\s+)?\d{1,3}(?:/\d{1,3})?[ ]?(?=\n|$)")
_MARKED = re.compile(r"\*\*|\\[.\-]")


def clean(text: str) -> str:
    """NFC text with one kind of space, without Markdown and rules; lines kept."""
    text = nfc(text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n"))
    if text.startswith("URL:"):
        text = text.partition("\n")[2]
    if _MARKED.search(text):
        text = _ITALIC.sub("", _BOLD.sub("", _ESCAPED.sub(r"\1", text)))
        text = _HEADING.sub("", text)
    text = _RULE.sub(" ", text)
    lines = "\n".join(_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return _EMPTY_LINES.sub("\n\n", lines)


def is_page_number(line: str) -> bool:
    """A line that holds only a page number."""
    return bool(_PAGE.fullmatch(line))


def flat(text: str) -> str:
    """One line with single spaces."""
    return " ".join(text.split())
