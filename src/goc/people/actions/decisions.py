"""What one decision says of one person: a new post on its terms, a body joined, a rank, another
fact, the end of the former post.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from goc.dated.reference import labels
from goc.lib.errors import InputError, RefusedError
from goc.people.actions.days import Answers
from goc.people.actions.facts import record_fact
from goc.people.actions.memberships import join_body
from goc.people.actions.posts import Terms, end_holding, post_person
from goc.people.models import Holding, Person
from goc.registry.fields import said
from goc.registry.models import Document
from goc.units.models import Unit

RANK = "reserve_rank"
LONGEST = 120
"""So much of a decision stands beside what rests on it."""


@dataclass(frozen=True)
class Decided:
    """What the decision says; empty is nothing of that sort. `post` at `place`, on `terms`; of the
    body `body` of `place` for the term `body_term`; the rank `rank`; a fact `value` of `kind` until
    a day; the post `former` is left, for the reason `ended_by`.
    """

    post: str = ""
    place: Unit | None = None
    acting: bool = False
    terms: Terms | None = None
    body: str = ""
    body_term: str = ""
    rank: str = ""
    kind: str = ""
    value: str = ""
    until: date | None = None
    former: str = ""
    ended_by: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.post or self.body or self.rank or self.kind or self.former)


@transaction.atomic
def carry_out_decision(
    *,
    person: Person,
    document: Document,
    decided: Decided,
    on: date,
    by: object,
    confirmed: Answers = None,
) -> list[Any]:
    """All of it from `on`, the former post left first. Returns what was written; every row but the
    one that ended names the document. Raises as the acts themselves; InputError where nothing is
    given, or a post without its unit.
    """
    if decided.is_empty:
        raise InputError(
            "Hãy ghi ít nhất một việc: chức vụ, tổ chức, quân hàm, thông tin khác hoặc chức vụ "
            "thôi giữ."
        )
    about: dict[str, Any] = {"person": person, "on": on, "by": by, "confirmed": confirmed}
    about |= {"decision": said(document)[:LONGEST], "document": document}
    steps = (_leave, _take_post, _join, _rank, _other)
    written = (step(decided, about) for step in steps)
    return [row for row in written if row is not None]


def _leave(decided: Decided, about: dict[str, Any]) -> Holding | None:
    if not decided.former:
        return None
    held = _held(about["person"], decided.former, about["on"])
    given = {name: about[name] for name in ("on", "by", "decision", "confirmed")}
    return end_holding(holding=held, ended_by=decided.ended_by, **given)


def _take_post(decided: Decided, about: dict[str, Any]) -> Holding | None:
    if not decided.post:
        return None
    if decided.place is None:
        raise InputError("Hãy ghi đơn vị của chức vụ.")
    return post_person(
        unit=decided.place,
        post=decided.post,
        acting=decided.acting,
        terms=decided.terms,
        **about,
    )


def _join(decided: Decided, about: dict[str, Any]) -> Any:
    if not decided.body:
        return None
    return join_body(unit=decided.place, body=decided.body, term=decided.body_term, **about)


def _rank(decided: Decided, about: dict[str, Any]) -> Any:
    return record_fact(kind=RANK, value=decided.rank, **about) if decided.rank else None


def _other(decided: Decided, about: dict[str, Any]) -> Any:
    if not decided.kind:
        return None
    return record_fact(kind=decided.kind, value=decided.value, until=decided.until, **about)


def _held(person: Person, post: str, on: date) -> Holding:
    """Raises RefusedError where the person does not hold it then, or in several units."""
    rows = Holding.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lt=on)
    found: list[Holding] = list(rows.filter(person=person, post=post).select_related("unit"))
    if len(found) != 1:
        raise RefusedError(
            "%(name)s không giữ chức vụ %(post)s ở đúng một đơn vị vào ngày %(day)s, nên không rõ "
            "thôi giữ chức vụ nào.",
            name=person.full_name,
            post=labels("post", as_of=on).get(post, post),
            day=f"{on:%d/%m/%Y}",
        )
    return found[0]
