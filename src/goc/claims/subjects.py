"""What a figure is said of: the words after its unit, or, for a share and a sum of money, the words
before it.
"""

import re

from goc.claims.lexicon.units import ADMINISTRATIVE
from goc.claims.quantities import Quantity
from goc.lib import answers

_STOP = re.compile(r"[,;:.()\n]|\s(?:và|với|trong đó|đạt|chiếm|tăng|giảm|so với|tương đương)\s|\d")
_LEAD = re.compile(r"[,;:.()\n“”\"]|\d")
_TRIM = re.compile(
    r"^(?:và|với|của|là|có|thì|mà|đã|số|trong đó|còn|nhưng|so|về|được)(?:\s+|$)", re.I
)
_TAIL = re.compile(
    r"(?:^|\s+)(?:đạt|chiếm|là|có|còn|được|tỷ lệ|tỉ lệ|hơn|gần|trên|khoảng|từ|ước|bằng|lên|tới|"
    r"đến|với|"
    r"cho|chỉ|tăng|giảm|ước đạt|xuống|"
    r"xuống còn|tương đương|tương ứng|thêm|trong|so với|toàn bộ|vượt)$",
    re.I,
)
_NOUN_NEXT = re.compile(r",\s+([^\W\d_]+(?: [^\W\d_]+){0,2})")
_LONGEST = 14


def of(sentence: str, quantity: Quantity, floor: int, last: str | None = None) -> str | None:
    """A short phrase for what is counted; `floor`: where the claim before ended, `last`: what that
    one was said of.
    """
    after = _after(sentence, quantity.unit_end)
    before = _before(sentence, quantity.start, floor)
    if quantity.kind in ("percent", "money", "period"):
        return before or after or last
    return " ".join(filter(None, (quantity.unit.name, after))) or before or None


def _after(sentence: str, place: int) -> str:
    stop = answers.begin(_STOP.search(sentence, place), len(sentence))
    return " ".join(sentence[place:stop].split()[:_LONGEST])


def _before(sentence: str, start: int, floor: int) -> str:
    text = sentence[max(floor, start - 160) : start]
    while text:
        cut = _cut(text)
        phrase = _trimmed(text[cut:])
        if phrase:
            return phrase
        text = text[: max(cut - 1, 0)]
    return ""


def _cut(text: str) -> int:
    """Where the last clause begins; the commas of `xã, phường, thị trấn` do not begin one."""
    leads = (match for match in _LEAD.finditer(text) if not _lists_on(text, match.start()))
    return max((match.end() for match in leads), default=0)


def _lists_on(text: str, comma: int) -> bool:
    parts = answers.said(_NOUN_NEXT.match(text, comma)).lower().split()
    return any(" ".join(parts[:count]) in ADMINISTRATIVE for count in range(1, len(parts) + 1))


def _trimmed(text: str) -> str:
    phrase = " ".join(text.strip(" ,;:(").split()[-_LONGEST:])
    previous = None
    while phrase != previous:
        previous, phrase = phrase, _TAIL.sub("", _TRIM.sub("", phrase))
    return phrase
