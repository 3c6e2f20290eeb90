"""Documents cited in a paper: put in where the text names them, in full only the first time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeGuard

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
    given = list(citations)
    bases = "\n".join(paper.legal_bases)
    short = {citation.record: citation.short for citation in given}
    mentioned = {citation.record for citation in given if citation.full in bases}

    def said(inline: Inline) -> Inline:
        if not is_citation(inline):
            return inline
        is_later = inline.record in mentioned
        mentioned.add(inline.record)
        return replace(inline, text=short[inline.record]) if is_later else inline

    return replace(paper, blocks=tuple(_said(block, said) for block in paper.blocks))


def is_citation(inline: Inline) -> TypeGuard[Field]:
    return isinstance(inline, Field) and inline.field == CITATION


def _said(block: Block, said: Callable[[Inline], Inline]) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, inlines=tuple(map(said, block.inlines)))
    return block


def open_citations(paper: Paper) -> list[str]:
    """Those of which something was not in the register: as printed, or by what was typed."""
    bases = [line for line in paper.legal_bases if OPEN in line]
    cited = [one for one in _citations(paper) if OPEN in one.text]
    return bases + [{OPEN: one.record}.get(one.text, one.text) for one in cited]


def _citations(paper: Paper) -> Iterator[Field]:
    for block in paper.blocks:
        yield from filter(is_citation, getattr(block, "inlines", ()))
