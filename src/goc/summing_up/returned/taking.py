"""From the answers to what is written. Reads and writes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from django.utils.text import Truncator

from goc.summing_up.models import Assessment
from goc.summing_up.returned.comparing import UNCHANGED, Back, Question, SectionBack
from goc.summing_up.returned.loading import Returned, Where
from goc.summing_up.returned.taken import Explained, JudgementTaken, Taken

LONGEST = 200
"""Letters of a number, or of a document cited, as its explanation keeps it."""


@dataclass(frozen=True)
class Answers:
    """`sections`: taken from the file; `placed`: line of the file → section, by hand; `figures`:
    the numbers in whose place the snapshot's figure goes; `reasons`: of those that stay as typed.
    """

    sections: frozenset[str]
    placed: Mapping[int, str]
    figures: frozenset[Question]
    reasons: Mapping[Question, str]


def taken(found: Returned, answers: Answers, source: str) -> Taken:
    """Sections into which something was put by hand are written too, whatever else of them is."""
    texts: dict[str, str] = {}
    judgements: list[JudgementTaken] = []
    dropped: list[Assessment] = []
    explained: list[Explained] = []
    parts = (_Part(found, part, answers) for part in found.compared.sections)
    for part in filter(attrgetter("is_written"), parts):
        texts |= part.texts
        judgements += part.judgements()
        dropped += part.dropped
        explained += part.explained(found)
    left_out = sorted(found.compared.changed_keys - answers.sections)
    return Taken(source, texts, judgements, dropped, explained, left_out)


class _Part:
    """One section as it will be. `backs`: its paragraphs in the order of the file; without its own
    where the desk keeps another text.
    """

    def __init__(self, found: Returned, part: SectionBack, answers: Answers) -> None:
        self.part, self.answers, self.key = part, answers, part.section.key
        self.is_taken = self.key in answers.sections
        lines = {line for line, section in answers.placed.items() if section == self.key}
        by_hand = [back for _, back in found.compared.unplaced if back.number in lines]
        self.is_written = self.is_taken or bool(by_hand)
        is_as_exported = part.stands and part.state == UNCHANGED
        self.is_in_order = self.is_taken or is_as_exported
        own = part.paragraphs if self.is_in_order else ()
        self.backs = sorted([*own, *by_hand], key=lambda back: back.number)

    @property
    def texts(self) -> dict[str, str]:
        """Where the desk keeps its own text, what was put there by hand stands behind it."""
        own = [] if self.is_in_order else self.part.current
        text = "\n".join([*own, *map(self.markup, self.backs)])
        return {self.key: text} if self.part.section.text else {}

    @property
    def dropped(self) -> Sequence[Assessment]:
        return self.part.dropped if self.is_taken else ()

    def judgements(self) -> Iterator[JudgementTaken]:
        """Those that are others than they were, and new ones."""
        section = self.part.section
        for back in () if section.text else self.backs:
            text = self.markup(back)
            if back.row is None or back.row.text != text:
                yield JudgementTaken(section.assessments[0], section.authority, text, back.row)

    def markup(self, back: Back) -> str:
        return self.part.markup(back, self.answers.figures)

    def explained(self, found: Returned) -> Iterator[Explained]:
        """Each number that stays as typed, with its reason."""
        places = dict(zip(found.compared.questions, found.of_questions, strict=True))
        typed = self.answers.reasons.keys() - self.answers.figures
        for question in filter(typed.__contains__, found.compared.questions):
            if question.back in self.backs:
                yield self._explained(question, places[question])

    def _explained(self, question: Question, where: Where) -> Explained:
        return Explained(
            section=self.key,
            sentence=self.markup(question.back),
            number=_shown(question.number.found),
            says=_shown(question.number.says),
            reason=self.answers.reasons[question],
            place=str(where),
        )


def _shown(text: str) -> str:
    """Of what was typed for a figure or a document no more than is kept."""
    return Truncator(text).chars(LONGEST)
