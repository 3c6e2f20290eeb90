"""From a text to its claims: sentence by sentence, then the relations among them."""

import re
from collections.abc import Iterator

from goc.claims import quantities, relations, sentences, subjects
from goc.claims.model import Claim
from goc.claims.quantities import Quantity
from goc.lib import answers
from goc.viet import hedges
from goc.viet.spelling import nfc

_SUFFIX_REACH = 45
_STOP = re.compile(r"[,;.:)]")


def read_claims(text: str) -> list[Claim]:
    """The quantitative claims of a text, in order, with their relations; offsets count in the NFC
    text.
    """
    return relations.relate(list(_claims(nfc(text))))


def _claims(text: str) -> Iterator[Claim]:
    last_end = 0
    for start, end in sentences.split(text):
        line_start = last_end == 0 or "\n" in text[last_end:start]
        last_end = end
        if text.startswith("URL:", start):
            continue
        sentence = text[start:end]
        line = sentence.replace("\n", " ")  # wrapped, it goes on: a unit may stand on the next line
        floor, last = 0, None
        for quantity in _quantities(line, line_start):
            claim = _claim(sentence, line, start, quantity, floor, last)
            yield claim
            last = claim.subject
            floor = quantity.unit_end


def _quantities(sentence: str, line_start: bool) -> Iterator[Quantity]:
    """A row of a table is read cell by cell: a number has no unit in the next one."""
    if quantities.is_table(sentence):
        return
    start = 0
    for cell in sentence.split("\t"):
        opens = line_start and start == 0
        for quantity in quantities.find(cell, line_start=opens):
            yield quantity.moved(start)
        start += len(cell) + 1


def _claim(
    sentence: str, line: str, offset: int, quantity: Quantity, floor: int, last: str | None
) -> Claim:
    """`line`: the sentence without its line ends."""
    unit = quantity.unit
    unit_end = quantity.unit_end
    return Claim(
        sentence=sentence,
        sentence_start=offset,
        start=offset + quantity.start,
        end=offset + quantity.end,
        value=sentence[quantity.start : quantity.end],
        number=quantity.number,
        unit=unit.name or None,
        hedge=_hedge(line, quantity, floor, unit_end),
        subject=subjects.of(line, quantity, floor, last),
        kind=quantity.kind,
        unit_end=offset + unit_end,
        step=quantity.step,
    )


def _hedge(sentence: str, quantity: Quantity, floor: int, unit_end: int) -> str | None:
    prefix = hedges.before(sentence, quantity.start, floor)
    farthest = unit_end + _SUFFIX_REACH
    stop = answers.begin(_STOP.search(sentence, unit_end, farthest), farthest)
    suffix = hedges.after(sentence, unit_end, stop)
    return hedges.join(prefix, suffix) or None
