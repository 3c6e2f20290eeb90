"""A draft against the record: the vocabulary of the site, and each figure of the text with what is
to be said of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from goc.claims import Claim, Finding, Indicator, read_claims, tie
from goc.figures.compute import Computer, Figure, Question
from goc.figures.queries import definitions
from goc.papers.comments import Note

KINDS = {"ratio": "percent", "count": "count", "sum": "measure", "quotient": "measure"}
LONGEST = 400_000
"""Characters read of one draft, some 130 pages; the rest is shown to be left out."""


@dataclass
class Word(Indicator):
    """One indicator as the reader of prose knows it, with the figure the snapshot gives."""

    figure: Figure


def words_of(figures: Iterable[Figure]) -> list[Word]:
    """Those without a value are left out."""
    return [_word(figure, figure.value) for figure in figures if figure.value is not None]


def _word(figure: Figure, value: Fraction) -> Word:
    d = figure.indicator
    unit = d.unit_word or ("%" if d.kind == "ratio" else "")
    return Word(
        d.id,
        d.label,
        d.aliases,
        d.population_words,
        unit,
        KINDS[d.kind],
        value,
        figure.numerator,
        figure.denominator,
        figure.text,
        figure,
    )


def vocabulary(computer: Computer, question: Question) -> list[Word]:
    """Every indicator of the site with its exact value for the question."""
    return words_of(computer.values(definitions().indicators.values(), question))


@dataclass(frozen=True)
class Said:
    """A finding with its number in reading order; `arithmetic` is the note on figures that do not
    add up, or empty.
    """

    number: int
    finding: Finding
    arithmetic: str

    @property
    def state(self) -> str:
        return self.finding.finding

    @property
    def is_wrong(self) -> bool:
        return bool(self.arithmetic) or self.state in ("differs", "choice")

    @property
    def figures(self) -> list[Any]:
        """The indicators spoken of, whose cards are worth opening."""
        one = [self.finding.figure] if self.finding.figure else []
        return list(self.finding.choices) or one

    def sentences(self) -> list[str]:
        own = [self.finding.message] if self.state in ("differs", "choice") else []
        return [*own, *([self.arithmetic] if self.arithmetic else [])]


@dataclass(frozen=True)
class Checked:
    """`text` as it was read, at most `LONGEST` characters of `length`."""

    text: str
    length: int
    said: list[Said]

    @property
    def is_cut(self) -> bool:
        return self.length > len(self.text)

    @property
    def counts(self) -> dict[str, int]:
        """How many of each finding, and `arithmetic`: figures that do not fit each other."""
        found = Counter(s.state for s in self.said)
        states = ("agrees", "differs", "choice", "untied")
        return {s: found[s] for s in states} | {
            "arithmetic": sum(bool(s.arithmetic) for s in self.said)
        }

    def pieces(self, start: int = 0, end: int | None = None) -> Iterator[tuple[str, Said | None]]:
        """The text of a stretch in order: plain, or the words of a claim."""
        at, stop = start, len(self.text) if end is None else end
        for said in self.said:
            first, last = max(said.finding.claim.start, at), min(said.finding.claim.end, stop)
            if first < last:
                yield self.text[at:first], None
                yield self.text[first:last], said
                at = last
        yield self.text[at:stop], None

    def notes(self) -> list[Note]:
        """What goes into Word: what differs, what is to be chosen, what does not add up."""
        return [
            Note(s.finding.claim.start, s.finding.claim.end, "\n".join(s.sentences()))
            for s in self.said
            if s.is_wrong
        ]


def check_draft(text: str, words: Sequence[Word], bound: Sequence[tuple[int, int]] = ()) -> Checked:
    """`bound`: stretches of `text` put there from the record, read with the rest; nothing is said
    of them.
    """
    read = text[:LONGEST]
    findings = sorted(tie(read_claims(read), words), key=lambda f: f.claim.start)
    typed = [f for f in findings if not _is_bound(f.claim, read, bound)]
    return Checked(read, len(text), [Said(n, f, _arithmetic(f)) for n, f in enumerate(typed, 1)])


def _is_bound(claim: Claim, text: str, bound: Sequence[tuple[int, int]]) -> bool:
    """No digit of it was typed: `%` may stand behind a bound number."""
    inside = [(a, b) for a, b in bound if a < claim.end and claim.start < b]
    left = (
        text[n] for n in range(claim.start, claim.end) if not any(a <= n < b for a, b in inside)
    )
    return bool(inside) and not any(char.isdigit() for char in left)


def _arithmetic(finding: Finding) -> str:
    relation = finding.claim.relation
    return relation.note or "" if relation is not None and relation.agrees is False else ""
