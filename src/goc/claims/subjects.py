"""What a figure is said of: the words after its unit, or, for a share and a sum of money, the words before it."""

import re

from goc.claims.quantities import Quantity

_STOP = re.compile(r"[,;:.()\n]|\s(?:và|với|trong đó|đạt|chiếm|tăng|giảm|so với|tương đương)\s|\d")
_LEAD = re.compile(r"[,;:.()\n“”\"]|\d")
_TRIM = re.compile(r"^(?:và|với|của|là|có|thì|mà|đã|số|trong đó|còn|nhưng)\s+", re.I)
_TAIL = re.compile(
    r"\s+(?:đạt|chiếm|là|có|còn|được|tỷ lệ|tỉ lệ|hơn|gần|trên|khoảng|từ|ước|bằng|lên|tới|đến|với|cho|chỉ|tăng|giảm|ước đạt)$", re.I
)
_LONGEST = 12


def of(sentence: str, quantity: Quantity, floor: int) -> str | None:
    """A short phrase for what is counted; `floor`: where the claim before it ended."""
    after = _after(sentence, max(quantity.end, quantity.unit.end if quantity.unit else 0))
    before = _before(sentence, quantity.start, floor)
    if quantity.kind in ("percent", "money", "period"):
        return (before or after) or None
    noun = quantity.unit.name if quantity.unit else ""
    return " ".join(part for part in (noun, after) if part) or before or None


def _after(sentence: str, place: int) -> str:
    stop = _STOP.search(sentence, place)
    return " ".join(sentence[place : stop.start() if stop else len(sentence)].split()[:_LONGEST])


def _before(sentence: str, start: int, floor: int) -> str:
    text = sentence[max(floor, start - 140) : start]
    cut = max((match.end() for match in _LEAD.finditer(text.rstrip(" ,;:("))), default=0)
    phrase = " ".join(text[cut:].strip(" ,;:(").split()[-_LONGEST:])
    previous = None
    while phrase != previous:
        previous, phrase = phrase, _TAIL.sub("", _TRIM.sub("", phrase))
    return phrase
