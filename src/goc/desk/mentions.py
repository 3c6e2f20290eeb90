"""Documents cited in a paper: put in where the text names them, in full only the first time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from goc.papers.model import Block, Field, Inline, Paper, Paragraph
from goc.registry.citing import CITED, OPEN, Citation

CITATION = "citation"
"""The field of a document that a citation in a paper is bound to."""


def as_field(citation: Citation) -> Field:
    return Field(citation.record, CITATION, citation.full)


def with_citations(
    text: str, cite: Callable[[str], Citation], rest: Callable[[str], tuple[Inline, ...]]
) -> Iterator[Inline]:
    """`rest` reads what stands between the citations."""
    place = 0
    for match in CITED.finditer(text):
        yield from rest(text[place : match.start()])
        yield as_field(cite(match[1]))
        place = match.end()
    yield from rest(text[place:])


def first_in_full(paper: Paper, citations: Iterable[Citation]) -> Paper:
    """The paper with every later mention short; its legal bases are read before its body."""
    short = {citation.record: citation.short for citation in citations}
    bases = "\n".join(paper.legal_bases)
    mentioned = {c.record for c in citations if c.full in bases}

    def inline(one: Inline) -> Inline:
        if not isinstance(one, Field) or one.field != CITATION:
            return one
        is_later = one.record in mentioned
        mentioned.add(one.record)
        return replace(one, text=short[one.record]) if is_later else one

    def block(one: Block) -> Block:
        if not isinstance(one, Paragraph):
            return one
        return replace(one, inlines=tuple(map(inline, one.inlines)))

    return replace(paper, blocks=tuple(map(block, paper.blocks)))


def open_citations(paper: Paper) -> list[str]:
    """Those of which something was not in the register: as they are printed, or by what was typed."""
    texts = (block for block in paper.blocks if isinstance(block, Paragraph))
    cited = [one for text in texts for one in text.inlines if isinstance(one, Field)]
    bases = [line for line in paper.legal_bases if OPEN in line]
    return bases + [
        one.record if one.text == OPEN else one.text for one in cited if OPEN in one.text
    ]
