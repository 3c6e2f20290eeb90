"""What a correction of an enrolment or a certificate touches of signed papers, asked of who
corrects.
"""

from __future__ import annotations

from goc.figures.touching import Touched
from goc.lib.errors import Question
from goc.people.actions.days import answered
from goc.people.signed import questions
from goc.training.models import Certificate, Enrolment
from goc.web.forms import Form

WHY = {
    "correct": "reason",
    "back": "reason",
    "result-correct": "text",
    "result-back": "reason",
    "placement-back": "reason",
}
"""Acts that put the record right → the box in which their reason is typed."""
UNCOUNTED = frozenset({"sending_decision", "reason", "text"})
"""Boxes of what no figure reads."""
KINDS = frozenset({Enrolment.record_kind()})


def about_act(enrolment: Enrolment, act: str, form: Form) -> list[Question]:
    """Nothing for an act that records what happened; nor where no figure reads what is mended."""
    if act not in WHY or not form.is_valid():
        return []
    if act == "correct" and set(form.changed_data) <= UNCOUNTED:
        return []
    id_ = str(enrolment.public_id)
    person, frozen = str(enrolment.person.public_id), ("enrolments", "enrolment", id_)
    return questions(Touched(person, frozenset({id_}), KINDS, frozenset(), frozen, "person"))


def about_certificate(certificate: Certificate, form: Form) -> list[Question]:
    """Of one that is put right or taken back, with a reason."""
    if not form.is_valid():
        return []
    id_, kind = str(certificate.public_id), Certificate.record_kind()
    person, frozen = str(certificate.enrolment.person.public_id), ("certificates", "certificate")
    ids, kinds = frozenset({id_}), frozenset({kind})
    return questions(Touched(person, ids, kinds, frozenset(), (*frozen, id_), "person"))


def take_answers(form: Form, act: str, asked: list[Question]) -> None:
    """The answers go beside the reason, into the event. Raises AskedError unless each is given."""
    if asked:
        given = answered(asked, form.reasons()).values()
        box = WHY[act]
        said = dict.fromkeys([form.cleaned_data[box], *given])
        form.cleaned_data[box] = "; ".join(said)
