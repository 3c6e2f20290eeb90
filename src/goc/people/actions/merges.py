"""Two files found to be one person's are merged, and parted again when that was wrong.

The rows of the file that goes become those of the one that is kept. Of what contradicts, one side is
set aside: out of the register, whole in the merge (`PersonMerge`), back when the files are parted.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from goc.audit.actions import record
from goc.dated.actions import check_overlap, open_fact, put_right, take_back, values_of
from goc.dated.models import Dated, Record
from goc.lib.errors import RefusedError
from goc.people.actions.days import Answers, Reasons, birth_of, check_days, deed_of, rows_of
from goc.people.actions.persons import check_citizen_number
from goc.people.merging import GONE, KEPT, Comparison, compare, model_of, owned_models
from goc.people.models import Keeper, Person, PersonMerge
from goc.people.queries import apart_of


@transaction.atomic
def merge_persons(
    *,
    kept: Person,
    gone: Person,
    by: object,
    reason: str,
    chosen: Mapping[str, str] | None = None,
    confirmed: Answers = None,
) -> PersonMerge:
    """`chosen`: for each contradiction (`Comparison.codes`) the file that is right, KEPT or GONE.

    Raises RefusedError: no reason, the same or a merged file, deaths that differ, a contradiction
    not chosen about, days that cannot be; AskedError for odd days.
    """
    kept, gone = _locked(kept, gone)
    _check_may_merge(kept, gone, reason)
    laid = compare(kept, gone)
    choices = _checked(laid, chosen or {})
    merge = PersonMerge(kept=kept, gone=gone, by=str(by), reason=reason.strip())
    _set_aside(merge, laid, choices, by)
    rows = _hand_over(merge, laid, choices, by)
    before, gone_before = values_of(kept), values_of(gone)
    _take_columns(merge, laid, choices)
    _keep_earlier_days(merge, by)
    reasons = _judge(merge, rows, confirmed)
    gone.save()
    kept.save()
    merge.save()
    _tell(
        gone,
        gone_before,
        action="people.absorb_person",
        reason=merge.reason,
        by=by,
        merged_into=kept.public_id,
    )
    _tell(
        kept,
        before,
        action="people.merge_person",
        reason=merge.reason,
        by=by,
        absorbed=gone.public_id,
        **({"confirmed": reasons} if reasons else {}),
    )
    return merge


@transaction.atomic
def part_persons(*, merge: PersonMerge, by: object, reason: str) -> Person:
    """Every row back to the file it came from; what was entered since stays with the kept one.
    Returns the person that stands by itself again.

    Raises RefusedError: no reason; a later merge, a death recorded since, or another later change
    that leaves no way back.
    """
    kept, gone = _locked(merge.kept, merge.gone)
    _check_may_part(merge, kept, gone, reason)
    before, gone_before = values_of(kept), values_of(gone)
    _turn_back(merge.handed, by, reason)
    _bring_back(merge.set_aside, by, reason)
    _turn_back(merge.pointed, by, reason)
    for row in Keeper.objects.filter(public_id__in=merge.filed):
        take_back(row, by=by, action="people.take_back_keeper", reason=reason)
    _check_not_crossed(kept, gone)
    _give_back_columns(merge, kept)
    check_citizen_number(kept, by)
    kept.save()
    if merge.number:
        gone.citizen_number = merge.number
        check_citizen_number(gone, by)
    gone.save()
    _tell(kept, before, action="people.part_person", reason=reason, by=by, parted=gone.public_id)
    _tell(
        gone,
        gone_before,
        action="people.part_person",
        reason=reason,
        by=by,
        parted_from=kept.public_id,
    )
    PersonMerge.objects.filter(pk=merge.pk).delete()
    return gone


def _locked(kept: Person, gone: Person) -> tuple[Person, Person]:
    """Both as they are now, in one order whoever asks."""
    rows = Person.objects.select_for_update().filter(pk__in=[kept.pk, gone.pk]).order_by("pk")
    found = {row.pk: row for row in rows}
    return found[kept.pk], found[gone.pk]


def _tell(
    person: Person, before: dict[str, Any], *, action: str, reason: str, by: object, **more: Any
) -> None:
    record(
        by=by,
        action=action,
        kind=person.record_kind(),
        subject=person.public_id,
        text=reason.strip(),
        before=before,
        after=values_of(person) | more,
    )


# --- merging


def _check_may_merge(kept: Person, gone: Person, reason: str) -> None:
    if not reason.strip():
        raise RefusedError("Gộp hồ sơ phải có lý do.")
    if kept.pk == gone.pk:
        raise RefusedError("Đây là cùng một hồ sơ; hãy chọn hồ sơ khác.")
    merged = PersonMerge.objects.filter(gone__in=[kept, gone]).select_related("kept").first()
    if merged is not None:
        raise RefusedError(
            "Hồ sơ %(gone)s đã được gộp vào hồ sơ %(kept)s.",
            gone=merged.gone.code,
            kept=merged.kept.code,
        )
    apart = apart_of(kept, gone)
    if apart is not None:
        raise RefusedError(
            "Hai hồ sơ này đã được ghi là của hai người khác nhau (%(reason)s). Hãy rút lại ghi "
            "nhận ấy rồi mới gộp.",
            reason=apart.reason,
        )
    if kept.died_on != gone.died_on:
        raise RefusedError(
            "Ngày từ trần ở hai hồ sơ khác nhau (%(kept)s; %(gone)s). Hãy ghi, sửa hoặc rút cho khớp "
            "rồi mới gộp.",
            kept=_died(kept),
            gone=_died(gone),
        )


def _died(person: Person) -> str:
    day = f"{person.died_on:%d/%m/%Y}" if person.died_on else "còn sống"
    return f"{person.code}: {day}"


def _checked(laid: Comparison, chosen: Mapping[str, str]) -> dict[str, str]:
    choices = {code: chosen.get(code, "") for code in laid.codes}
    if not set(choices.values()) <= {KEPT, GONE}:
        raise RefusedError("Hãy chọn một bên cho từng điểm hai hồ sơ ghi khác nhau.")
    return choices


def _set_aside(
    merge: PersonMerge, laid: Comparison, choices: Mapping[str, str], by: object
) -> None:
    """What loses, and what stands twice, leaves the register; whatever points to it points to what
    stays.
    """
    leaving = list(laid.doubles)
    for clash in laid.row_clashes:
        wins = choices[clash.code]
        stays = clash.side(wins)[0]
        leaving += [(row, stays) for row in clash.side(GONE if wins == KEPT else KEPT)]
    for row, stays in leaving:
        for pointing, name in _pointing_to(row):
            merge.pointed.append(_handed(pointing, name, stays, by, merge.reason))
        merge.set_aside += json.loads(serializers.serialize("json", [row]))
        take_back(row, by=by, action="people.set_aside", reason=merge.reason)


def _pointing_to(row: Record) -> list[tuple[Any, str]]:
    links = [link for link in row._meta.related_objects if not link.many_to_many]
    return [
        (pointing, link.field.name)
        for link in links
        for pointing in link.related_model._default_manager.filter(**{link.field.name: row})
    ]


def _hand_over(
    merge: PersonMerge, laid: Comparison, choices: Mapping[str, str], by: object
) -> list[Record]:
    owners = dict(owned_models())
    won = [
        (row, owners[clash.model])
        for clash in laid.row_clashes
        if choices[clash.code] == GONE
        for row in clash.gone
    ]
    rows = [*laid.moves, *won]
    for row, owner in rows:
        merge.handed.append(_handed(row, owner, merge.kept, by, merge.reason))
    return [row for row, _ in rows]


def _handed(row: Any, name: str, to: Record, by: object, reason: str) -> dict[str, Any]:
    was = getattr(row, row._meta.get_field(name).attname)
    put_right(row, by=by, action="people.hand_row", reason=reason, **{name: to})
    return {
        "kind": row.record_kind(),
        "row": str(row.public_id),
        "field": name,
        "was": was,
        "now": to.pk,
    }


def _take_columns(merge: PersonMerge, laid: Comparison, choices: Mapping[str, str]) -> None:
    kept, gone = merge.kept, merge.gone
    won = [column for column in laid.clashes if choices[column.code] == GONE]
    names = [name for column in [*laid.takes, *won] for name in column.names]
    before = {name: getattr(kept, name) for name in names}
    for name in names:
        setattr(kept, name, getattr(gone, name))
    if gone.ended_by_death:
        before["ended_by_death"] = kept.ended_by_death
        kept.ended_by_death = [*kept.ended_by_death, *gone.ended_by_death]
    merge.taken = {"before": before, "after": {name: getattr(kept, name) for name in before}}
    if "citizen_number" in names:
        merge.number = gone.citizen_number or ""
        gone.citizen_number = None


def _keep_earlier_days(merge: PersonMerge, by: object) -> None:
    """Of days before the kept file was opened, it was kept where the other was."""
    first = merge.kept.keepers.order_by("valid_from").first()
    if first is None:
        return
    for row in merge.gone.keepers.filter(valid_from__lt=first.valid_from).order_by("valid_from"):
        until = min(row.valid_to or first.valid_from, first.valid_from)
        earlier = Keeper(
            person=merge.kept, unit=row.unit, valid_from=row.valid_from, valid_to=until
        )
        open_fact(earlier, by=by, text=merge.reason)
        merge.filed.append(str(earlier.public_id))


def _judge(merge: PersonMerge, rows: Iterable[Record], confirmed: Answers) -> Reasons:
    """The days of what came over; of the whole life where another birth is believed."""
    kept = merge.kept
    came = [deed_of(row) for row in rows if isinstance(row, Dated)]
    if "birth_year" in merge.taken["after"]:
        came = [*birth_of(kept), *(deed_of(row) for row in rows_of(kept))]
    return check_days(kept, *came, confirmed=confirmed)


# --- parting


def _check_may_part(merge: PersonMerge, kept: Person, gone: Person, reason: str) -> None:
    if not reason.strip():
        raise RefusedError("Tách hồ sơ phải có lý do.")
    later = PersonMerge.objects.filter(kept=kept, pk__gt=merge.pk).select_related("gone").last()
    if later is not None:
        raise RefusedError(
            "Hồ sơ %(gone)s được gộp vào sau: hãy tách hồ sơ ấy trước.", gone=later.gone.code
        )
    if above := PersonMerge.objects.filter(gone=kept).select_related("kept").first():
        raise RefusedError(
            "Hồ sơ %(kept)s đã được gộp tiếp vào %(above)s: hãy tách hồ sơ ấy trước.",
            kept=kept.code,
            above=above.kept.code,
        )
    if kept.died_on != gone.died_on:
        raise RefusedError(
            "Việc từ trần được ghi hoặc sửa sau khi gộp: hãy rút, rồi tách, rồi ghi vào đúng hồ sơ."
        )


def _turn_back(entries: Iterable[Mapping[str, Any]], by: object, reason: str) -> None:
    """Raises RefusedError where a row is no longer, or has gone on to something else."""
    for entry in entries:
        model, name = model_of(entry["kind"]), entry["field"]
        column = model._meta.get_field(name)
        row = model._default_manager.filter(public_id=entry["row"]).first()
        if row is None or getattr(row, column.attname) != entry["now"]:
            raise RefusedError(
                "Một bản ghi «%(kind)s» đã được rút hoặc gắn với bản ghi khác sau khi gộp, nên không "
                "tách lại được.",
                kind=str(row or model._meta.verbose_name),
            )
        target = column.related_model._default_manager.get(pk=entry["was"])
        put_right(row, by=by, action="people.hand_row", reason=reason, **{name: target})


def _bring_back(kept_whole: list[Any], by: object, reason: str) -> None:
    for whole in serializers.deserialize("python", kept_whole):
        row: Any = whole.object
        if isinstance(row, Dated):
            check_overlap(row)
        try:
            row.validate_constraints()
        except ValidationError:
            raise RefusedError(
                "Không trả lại được «%(what)s»: sau khi gộp đã có bản ghi khác thay vào.",
                what=str(row),
            ) from None
        whole.save()
        record(
            by=by,
            action="people.bring_back",
            kind=row.record_kind(),
            subject=row.public_id,
            text=reason.strip(),
            after=values_of(row),
        )


def _check_not_crossed(kept: Person, gone: Person) -> None:
    """No row of one points to a row of the other: what was entered since may."""
    owners = dict(owned_models())
    for model, owner in owners.items():
        links = [f for f in model._meta.concrete_fields if f.related_model in owners]
        for link in links:
            whose = f"{link.name}__{owners[link.related_model]}"
            rows = model._default_manager.filter(
                **{f"{owner}__in": [kept, gone], f"{whose}__in": [kept, gone]}
            )
            for row in rows.exclude(**{whose: F(owner)}):
                raise RefusedError(
                    "«%(row)s» được gắn với «%(other)s» sau khi gộp; tách ra thì hai bản ghi thuộc "
                    "hai người. Hãy sửa chỗ gắn ấy trước.",
                    row=str(row),
                    other=str(getattr(row, link.name)),
                )


def _give_back_columns(merge: PersonMerge, kept: Person) -> None:
    """What was corrected since stays as it was corrected."""
    before, after = merge.taken["before"], merge.taken["after"]
    for name in before:
        column = Person._meta.get_field(name)
        if getattr(kept, name) == column.to_python(after[name]):  # type: ignore[union-attr]
            setattr(kept, name, column.to_python(before[name]))  # type: ignore[union-attr]
