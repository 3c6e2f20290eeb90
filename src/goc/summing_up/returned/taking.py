"""From the answers to what is written. Reads and writes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from goc.summing_up.models import Assessment
from goc.summing_up.outline import Section
from goc.summing_up.returned.comparing import CHANGED, CONFLICT, Back, Question, SectionBack
from goc.summing_up.returned.loading import Returned
from goc.summing_up.returned.numbers import Number
from goc.summing_up.returned.taken import Explained, JudgementTaken, Taken


@dataclass(frozen=True)
class Answers:
    """`sections`: taken from the file; `placed`: line of the file → section, by hand; `figures`: the
    numbers in whose place the snapshot's figure goes; `reasons`: of those that stay as typed.
    """

    sections: frozenset[str]
    placed: Mapping[int, str]
    figures: frozenset[Question]
    reasons: Mapping[Question, str]


def taken(found: Returned, answers: Answers, source: str) -> Taken:
    """Sections into which something was put by hand are written too, whatever else of them is."""
    parts = [_Part(found, part, answers) for part in found.compared.sections]
    written = [part for part in parts if part.is_written]
    left_out = [
        p.section.key for p in parts if p.is_changed and p.section.key not in answers.sections
    ]
    return Taken(
        source=source,
        texts={part.section.key: part.text for part in written if part.section.text},
        judgements=[one for part in written if not part.section.text for one in part.judgements()],
        dropped=[row for part in written for row in part.dropped],
        explained=list(_explained(found, answers, written)),
        left_out=left_out,
    )


class _Part:
    """One section as it will be."""

    def __init__(self, found: Returned, part: SectionBack, answers: Answers) -> None:
        self.part, self.answers = part, answers
        self.section: Section = part.section
        self.is_taken = part.section.key in answers.sections
        by_hand = [
            back
            for one, back in found.compared.unplaced
            if answers.placed.get(one.line.line["number"]) == part.section.key
        ]
        self.by_hand: Sequence[Back] = by_hand

    @property
    def is_changed(self) -> bool:
        return self.part.state in (CHANGED, CONFLICT)

    @property
    def is_written(self) -> bool:
        return self.is_taken or bool(self.by_hand)

    @property
    def is_in_order(self) -> bool:
        """Whether its own paragraphs are those of the file."""
        return self.is_taken or (self.part.stands and not self.is_changed)

    @property
    def backs(self) -> list[Back]:
        """Those of the file, in its order."""
        own = self.part.paragraphs if self.is_in_order else ()
        return sorted([*own, *self.by_hand], key=lambda back: back.line.line["number"])

    @property
    def text(self) -> str:
        """Where the desk keeps its own text, what was put there by hand stands behind it."""
        own = [] if self.is_in_order else self.part.current
        return "\n".join([*own, *map(self.markup, self.backs)])

    @property
    def dropped(self) -> Sequence[Assessment]:
        return self.part.dropped if self.is_taken else ()

    def judgements(self) -> Iterator[JudgementTaken]:
        """Those that are others than they were, and new ones."""
        kind = self.section.assessments[0]
        for back in self.backs:
            text = self.markup(back)
            if back.row is None or back.row.text != text:
                yield JudgementTaken(kind, self.section.authority, text, back.row)

    def markup(self, back: Back) -> str:
        return self.part.markup(back, self.chosen(back))

    def chosen(self, back: Back) -> list[Number]:
        return [q.number for q in self.answers.figures if q.back is back]


def _explained(found: Returned, answers: Answers, written: Sequence[_Part]) -> Iterator[Explained]:
    """Each number that stays as typed, with its reason."""
    homes = {id(back): part for part in written for back in part.backs}
    pairs = zip(found.compared.questions, found.of_questions, strict=True)
    for question, where in pairs:
        reason, part = answers.reasons.get(question), homes.get(id(question.back))
        if reason and part and question not in answers.figures:
            yield Explained(
                section=part.section.key,
                sentence=part.markup(question.back),
                number=question.number.found,
                says=question.number.says,
                reason=reason,
                place=str(where),
            )
