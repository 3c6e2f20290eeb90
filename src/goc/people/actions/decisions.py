"""What one decision says of one person: a new post, a rank, the end of the former post."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from goc.dated.reference import labels
from goc.lib.errors import InputError, RefusedError
from goc.people.actions.days import Answers
from goc.people.actions.facts import record_fact
from goc.people.actions.posts import end_holding, post_person
from goc.people.models import Holding, Person
from goc.registry.fields import said
from goc.registry.models import Document
from goc.units.models import Unit

RANK = "reserve_rank"


@transaction.atomic
def carry_out_decision(
    *,
    person: Person,
    document: Document,
    on: date,
    by: object,
    post: str = "",
    place: Unit | None = None,
    rank: str = "",
    former: str = "",
    ended_by: str = "",
    confirmed: Answers = None,
) -> list[Any]:
    """From `on` the person holds `post` at `place` and bears `rank`, and no longer holds the post
    `former`, for the reason `ended_by`; each only where it is given. Returns what was written;
    every row names the document. Raises as the acts themselves; InputError where nothing is given.
    """

    if not (post or rank or former):
        raise InputError("Hãy ghi chức vụ, quân hàm hoặc chức vụ thôi giữ.")
    about: dict[str, Any] = {"on": on, "by": by, "decision": said(document)[:120]}
    about["confirmed"] = confirmed
    written: list[Any] = []
    if former:
        held = _held(person, former, on)
        written.append(end_holding(holding=held, ended_by=ended_by, **about))
    if post and place is None:
        raise InputError("Hãy ghi đơn vị của chức vụ.")
    if post and place is not None:
        new = post_person(person=person, unit=place, post=post, document=document, **about)
        written.append(new)
    if rank:
        fact = record_fact(person=person, kind=RANK, value=rank, document=document, **about)
        written.append(fact)
    return written


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
