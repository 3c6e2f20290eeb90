"""Cuts a text into sentences with their offsets; linear, and never a piece
longer than `LONGEST`.
"""

import re
from collections.abc import Iterator

from goc.lib import answers
from goc.viet.letters import LOWER, UPPER

LONGEST = 2_000
# From the head of a run only, and whole: a page of dots would else be tried from each of them to
# the last.
_END = re.compile(rf"(?<![.!?…])[.!?…]++[\"”’»)\]]*+(?=\s+[\"“‘«(\[]?[{UPPER}0-9\-–*•])|\n+")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“])(?:TP|Tp|tp|GS|TS|PGS|ThS|Th\.S|BS|KS|CN|NSND|NSƯT|TT|Tr|St|Mr|Ms|Dr|Ths|ThS|"
    r"v\.v|[A-ZĐ])$"
)
_CUT = re.compile(rf"(?s:.{{{LONGEST // 2}}}.*)[; ,\t]")
_BARE = re.compile(r"(?s:\S.*\S|\S)")
_LINE = 50  # a shorter line may be a heading
_WRAPPED = re.compile(rf"[{LOWER}](?![).])[\w ]")
_LIST_NUMBER = re.compile(r"(?:^|\n)\s*(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4})$")


def split(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence, white space at the ends left out, in order."""
    start = 0
    for match in _END.finditer(text):
        end = match.end()
        if match.group() == "\n":
            goes_on = _is_wrapped(text, start, match.start())
        else:
            goes_on = match.group()[0] == "." and _is_short_for(text, start, match.start())
        if not goes_on:
            yield from _pieces(text, start, end)
            start = end
    yield from _pieces(text, start, len(text))


def _is_wrapped(text: str, start: int, line_end: int) -> bool:
    """Is a line broken inside its sentence?"""
    if line_end - start <= _LINE or text[line_end - 1] in ".;:!?…":
        return False
    return _WRAPPED.match(text, line_end + 1) is not None


def _is_short_for(text: str, start: int, dot: int) -> bool:
    """The dots of `TP.`, `v.v.` and of a list number end nothing; looks back only a few
    characters.
    """
    head = text[max(start, dot - 12) : dot]
    return bool(_ABBREVIATION.search(head) or _LIST_NUMBER.search(head))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = end
        if end - start > LONGEST:
            stop = answers.end(_CUT.match(text, start, start + LONGEST), start + LONGEST)
        yield from (match.span() for match in _BARE.finditer(text, start, stop))
        start = stop
