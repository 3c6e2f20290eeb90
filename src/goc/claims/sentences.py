"""Cuts a text into sentences with their offsets; linear, and never a piece
longer than `LONGEST`.
"""

import re
from collections.abc import Iterator

from goc.viet.letters import LOWER, UPPER

LONGEST = 2_000
# From the head of a run only, and whole: a page of dots would else be tried from each of them to
# the last.
_END = re.compile(rf"(?<![.!?…])[.!?…]++[\"”’»)\]]*+(?=\s+[\"“‘«(\[]?[{UPPER}0-9\-–*•])|\n+")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“])(?:TP|Tp|tp|GS|TS|PGS|ThS|Th\.S|BS|KS|CN|NSND|NSƯT|TT|Tr|St|Mr|Ms|Dr|Ths|ThS|"
    r"v\.v|[A-ZĐ])$"
)
_LINE = 50  # a shorter line may be a heading
_WRAPPED = re.compile(rf"[{LOWER}](?![).])[\w ]")
_LIST_NUMBER = re.compile(r"(?:^|\n)\s*(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4})$")


def split(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence, white space at the ends left out, in order."""
    start = 0
    for match in _END.finditer(text):
        end = match.end()
        # The dots of `TP.`, `v.v.` and of a list number end nothing; look back only a few
        # characters.
        head = text[max(start, match.start() - 12) : match.start()]
        wrapped = (
            match.group() == "\n" and match.start() - start > _LINE and _WRAPPED.match(text, end)
        )
        if wrapped and text[match.start() - 1] not in ".;:!?…":
            continue  # a line broken inside a sentence
        if (
            "\n" not in match.group()
            and match.group()[0] == "."
            and (_ABBREVIATION.search(head) or _LIST_NUMBER.search(head))
        ):
            continue
        yield from _pieces(text, start, end)
        start = end
    yield from _pieces(text, start, len(text))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = end
        if end - start > LONGEST:
            cut = max(text.rfind(mark, start + LONGEST // 2, start + LONGEST) for mark in "; ,\t")
            stop = cut + 1 if cut > 0 else start + LONGEST
        piece = text[start:stop]
        left = start + len(piece) - len(piece.lstrip())
        right = stop - (len(piece) - len(piece.rstrip()))
        if left < right:
            yield left, right
        start = stop
