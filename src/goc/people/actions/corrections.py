"""Correcting dated rows that were entered wrongly. A change in life is another action; this one
mends the record.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import ProtectedError

from goc.dated.actions import correct_fact, take_back
from goc.dated.models import Dated
from goc.lib.errors import Question, RefusedError
from goc.people.actions.codes import check_code
from goc.people.actions.days import Answers, Reasons, answered, check_days, deed_of
from goc.people.actions.posts import TERM_CODES, check_terms, vacant_seat
from goc.people.models import BoardMember, Fact, Holding, Keeper, Membership
from goc.people.rules import EXCLUSIVE_KINDS
from goc.units.lives import check_alive, check_within_life

D = TypeVar("D", bound=Dated)
PERIOD = {"valid_from", "valid_to"}
JUDGED = PERIOD | {"post"}
TERMS = {*TERM_CODES, "term_until"}
CORRECTABLE: dict[type[Dated], set[str]] = {
    Holding: PERIOD | TERMS | {"unit", "post", "acting", "decision", "document", "ended_by"},
    Membership: PERIOD | {"unit", "stage", "term", "decision", "document"},
    Fact: PERIOD | {"value", "decision", "document", "place", "note"},
    Keeper: PERIOD | {"unit"},
    BoardMember: PERIOD | {"role", "office", "decision"},
}
CHOICES = {
    "ended_by": Holding.Ended.choices,
    "stage": Membership.Stage.choices,
    "role": BoardMember.Role.choices,
}


@transaction.atomic
def correct_row(
    *,
    row: D,
    by: object,
    text: str = "",
    confirmed: Answers = None,
    also: Iterable[Question] = (),
    **new: Any,
) -> D:
    """Replaces values of a holding, membership, fact, keeper or place on a board. `text`: on what
    paper it rests; `also`: what is asked besides what is odd. A post that goes on again has no
    reason why it ended.

    Raises RefusedError on an overlap, an unknown code, a seat that is taken, a column that may not
    be corrected, days that cannot be; AskedError for odd days.
    """
    if strange := set(new) - CORRECTABLE[type(row)]:
        raise RefusedError(
            "Không sửa được trường %(names)s của bản ghi này.", names=", ".join(sorted(strange))
        )
    for name in {"ended_by", "stage", "role"} & set(new):
        if new[name] and new[name] not in {code for code, _ in CHOICES[name]}:
            raise RefusedError("Giá trị «%(value)s» không có.", value=new[name])
    if isinstance(row, Fact) and "value" in new:
        check_code(row.kind, new["value"], on=new.get("valid_from", row.valid_from))
    new = _within_life(row, new)
    if isinstance(row, Holding):
        new = {**new, **_seat_for(row, new, by)}
        if "valid_to" in new and new["valid_to"] is None:
            new["ended_by"] = ""
        if TERMS & set(new):
            check_terms(_mended(row, new))
    reasons = _check_new_days(row, new, confirmed, also)
    return correct_fact(row, by=by, text=text, confirmed=reasons, **new)


@transaction.atomic
def take_back_row(
    *,
    row: Holding | Membership | Fact,
    by: object,
    reason: str,
    confirmed: Answers = None,
    also: Iterable[Question] = (),
) -> None:
    """A post, membership or fact that was entered by mistake goes. A level that ended where this
    one began, of a kind held one at a time, goes on as this one would have. `also`: what is asked
    first; the answers stand beside the reason.

    Raises InputError without a reason, RefusedError when something else rests on the row,
    AskedError for what is asked.
    """
    answers = set(answered(also, confirmed).values()) - {reason.strip()}
    reason = "; ".join(filter(None, [reason.strip(), *sorted(answers)]))
    before = _ended_by(row) if isinstance(row, Fact) else None
    try:
        take_back(row, by=by, action="take_back", reason=reason)
    except ProtectedError:
        raise RefusedError(
            "Có việc khác dựa vào bản ghi này (ví dụ bố trí sau tốt nghiệp). Hãy rút việc ấy trước."
        ) from None
    if before is not None:
        correct_fact(before, by=by, text=reason.strip(), valid_to=row.valid_to)


def _ended_by(row: Fact) -> Fact | None:
    if row.kind not in EXCLUSIVE_KINDS:
        return None
    lane = Fact.objects.filter(person=row.person, kind=row.kind, lane=row.lane)
    return lane.filter(valid_to=row.valid_from).first()


def _check_new_days(
    row: Any, new: dict[str, Any], confirmed: Answers, also: Iterable[Question]
) -> Reasons:
    """Days that stay as they are were judged when they were written."""
    if all(getattr(row, name) == new[name] for name in JUDGED & set(new)):
        return answered(also, confirmed)
    return check_days(row.person, deed_of(_mended(row, new)), confirmed=confirmed, also=also)


def _mended(row: Any, new: dict[str, Any]) -> Any:
    """The row as it would be, not saved."""
    mended = copy(row)
    for name, value in new.items():
        setattr(mended, name, value)
    return mended


def _within_life(row: Dated, new: dict[str, Any]) -> dict[str, Any]:
    """The new values, the end cut to that of the unit. Raises RefusedError outside its life.

    A file, and whoever is of the Party, outlives the unit: only the first day must lie within.
    """
    unit = new.get("unit", getattr(row, "unit", None) or getattr(row, "board", None))
    if unit is None or not {"unit", *PERIOD} & set(new):
        return new
    start, end = (new.get(name, getattr(row, name)) for name in ("valid_from", "valid_to"))
    if isinstance(row, Keeper) or (isinstance(row, Membership) and row.lane):
        check_alive(unit, start)
        return new
    until = check_within_life(unit, start, end)
    if until == end:
        return new
    cut = {"ended_by": Holding.Ended.UNIT_ENDED} if isinstance(row, Holding) else {}
    return {**new, "valid_to": until, **cut}


def _seat_for(row: Holding, new: dict[str, Any], by: object) -> dict[str, Any]:
    """Another post or unit needs another seat."""
    value = {
        name: new.get(name, getattr(row, name))
        for name in ("unit", "post", "acting", "valid_from", "valid_to")
    }
    if (value["unit"], value["post"], value["acting"]) == (row.unit, row.post, row.acting):
        return {}
    check_code("post", value["post"], on=value["valid_from"])
    if value["acting"]:
        return {"seat": None}
    start, end = value["valid_from"], value["valid_to"]
    place = {"unit": value["unit"], "post": value["post"]}
    return {
        "seat": vacant_seat(person=row.person, **place, on=start, until=end, by=by, besides=row)
    }
