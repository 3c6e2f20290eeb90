"""Taking in a danh sách trích ngang, whatever it looks like: every row checked, all or nothing,
each doubt and each fault with its row, column and reason.

What a list says holds from its own day (`as_of`): when a level was reached or a file was opened is
not in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from django.db import transaction

from goc.files.tables import read_book
from goc.intake.alongside import ALONE, Alongside
from goc.intake.answers import Answers
from goc.intake.notes import Note, Result
from goc.intake.outcome import Offer
from goc.intake.reading import Choice, Understood, understood
from goc.lib.errors import AskedError, GocError, InputError
from goc.lib.progress import Report, part, silent
from goc.people import actions, old_lists
from goc.people.columns import NAMES
from goc.people.entering.entry import Entry
from goc.people.lines import PARTY_UNDATED, Line, Reader
from goc.people.meant import recognise, refuse_duplicates
from goc.people.models import Membership, Person
from goc.people.old_lists import CONFIRMED
from goc.people.roster import LEVELS
from goc.units.access import Scope, limited, scope_of, scope_of_unit
from goc.units.models import Unit

MAX_BYTES, MAX_ROWS = 20 * 1024 * 1024, 100_000
FROM_LIST = "theo danh sách nhập"
YES = "đúng"


# --- reading


def read_list(path: Path, choice: Choice | None = None) -> Understood:
    """Raises InputError: no such file, no list, locked or cut off, too large, no head of a list of
    persons on any sheet.
    """
    found = understood(read_book(path, MAX_BYTES), old_lists.words(), choice)
    if len(found.records) > MAX_ROWS:
        raise InputError(
            "Tệp có %(rows)s dòng, tối đa %(most)s.", rows=len(found.records), most=MAX_ROWS
        )
    return found


# --- taking in


def import_people(
    found: Understood,
    *,
    by: object,
    as_of: date,
    today: date,
    within: Unit | None = None,
    scope: Scope | None = None,
    answers: Answers | None = None,
    dry_run: bool = False,
    report: Report = silent,
    alongside: Alongside = ALONE,
) -> Result:
    """Everything or nothing in one transaction; with `dry_run` nothing, after the same checks.
    `within`: only for this unit and all below it; `scope`: where it is known already. `report`
    hears how far it is, and may stop it.

    Checking holds no lock (`entering`), but for lines that the actions write one by one.
    """
    scope = scope or scope_of(by, today=today)
    if within is not None:
        scope = limited(scope, scope_of_unit(within, today=today))
    reader = Reader(scope, as_of, answers, days_from_1904=found.days_from_1904, seal=found.seal)
    lines = list(_read(found, reader, part(report, 0, 25)))
    recognise(lines, reader, today)
    refuse_duplicates(lines, reader)
    right = [line for line in lines if not line.faults and not line.repeats]
    for line in right:
        line.confirmed = line.confirmed or reader.answers.cells.get((line.row, ""), "")
    # whoever held a post longest sits down first, so that seats are laid from the earliest day
    right.sort(key=lambda line: line.values.get("post_from") or as_of)
    with Entry(right, by=by, for_good=not dry_run) as entry:
        entry.draft(_drafting(by, as_of), part(report, 25, 60))
        if not _faults(lines) and not dry_run:
            result = partial(_result, lines)
            write_entry(entry, reader, by, part(report, 60, 100), alongside, result)
        elif entry.left:
            _try(entry.left, reader, by)
    report(100, "xong")
    return _result(lines)


def _read(found: Understood, reader: Reader, report: Report) -> Iterator[Line]:
    for number, record in enumerate(found.records):
        report(100 * number // len(found.records), "đọc từng dòng")
        yield reader.line(record)


def _faults(lines: Sequence[Line]) -> list[Note]:
    return [fault for line in lines for fault in line.faults]


def _drafting(by: object, as_of: date) -> Callable[[Line, Any], None]:
    """Somebody new, by acts that write nothing yet."""

    def draft(line: Line, acts: Any) -> None:
        with _faults_of(line):
            write_person(line.values, by=by, as_of=as_of, confirmed=line.confirmed, acts=acts)

    return draft


@transaction.atomic
def write_entry(
    entry: Entry,
    reader: Reader,
    by: object,
    report: Report,
    alongside: Alongside,
    result: Callable[[], Result],
) -> None:
    """All that is right, and what goes with it; nothing when an action finds a fault now."""
    alongside.before()
    entry.write(report)
    for line in entry.left:
        _take(line, reader, by=by)
    if _faults(entry.lines):
        transaction.set_rollback(True)
    else:
        alongside.after(result())


@transaction.atomic
def _try(lines: Sequence[Line], reader: Reader, by: object) -> None:
    """What can only be known by writing."""
    for line in lines:
        _take(line, reader, by=by)
    transaction.set_rollback(True)


def _result(lines: Sequence[Line]) -> Result:
    """Nothing counts as taken while anything is wrong."""
    faults = _faults(lines)
    said = [note for line in lines for note in line.said]
    changes = [change for line in lines for change in line.changes]
    if faults:
        return Result(len(lines), 0, faults, said, changes=changes)
    came = Counter(line.came_of_it for line in lines)
    return Result(
        len(lines),
        len(lines),
        said=said,
        new=came["new"],
        updated=came["updated"],
        unchanged=came["unchanged"],
        changes=changes,
    )


def _take(line: Line, reader: Reader, *, by: object) -> None:
    """What the row wrote before a fault is undone."""
    with _faults_of(line), transaction.atomic():
        _write_line(line, by=by, as_of=reader.as_of)


@contextmanager
def _faults_of(line: Line) -> Iterator[None]:
    """A refusal by an action becomes the row's fault. What the action asks is answered for the row,
    or for all rows of the same question.
    """
    try:
        yield
    except AskedError as why:
        reason = f"{why} Nếu đúng, thêm cột «{CONFIRMED}» và ghi lý do."
        line.refuse("", reason, [Offer(YES)], " ".join(why_codes(why)))
    except GocError as why:
        line.refuse("", str(why))


def why_codes(why: AskedError) -> list[str]:
    """The codes of what an action asks."""
    return [question.code for question in why.questions]


def _write_line(line: Line, *, by: object, as_of: date) -> None:
    """Somebody new whole, somebody known as far as the line says more."""
    if line.person is None:
        write_person(line.values, by=by, as_of=as_of, confirmed=line.confirmed)
    elif line.values:
        _write_differences(line.person, line, by=by, as_of=as_of)


def _own(values: dict[str, Any]) -> dict[str, Any]:
    """Columns of a person out of the cells of a line."""
    known = {key: values[key] for key in NAMES & values.keys()}
    birth = values.get("birth")
    if isinstance(birth, date):
        return {**known, "birth_date": birth}
    return {**known, "birth_year": birth} if birth else known


def _write_differences(person: Person, line: Line, *, by: object, as_of: date) -> None:
    """What is known of somebody, and levels reached since. Levels hold from the day of the list."""
    how: dict[str, Any] = {"by": by, "confirmed": line.confirmed}
    if own := _own(line.values):
        if "birth_year" in own:
            own["birth_date"] = None
        actions.correct_person(person=person, text=FROM_LIST, **own, **how)
    for kind in LEVELS:
        if kind in line.values:
            actions.record_fact(person=person, kind=kind, value=line.values[kind], on=as_of, **how)
    _write_undated(person, line.values, as_of, how)


def write_person(
    values: dict[str, Any], *, by: object, as_of: date, confirmed: str, acts: Any = actions
) -> Person:
    """One new person as a row of the list tells; a level holds from the day of the list. `acts`:
    the actions, or `entering.acts.DraftedActs`.
    """
    known = _own(values)
    since = min(as_of, values.get("post_from", as_of))
    how: dict[str, Any] = {"by": by, "confirmed": confirmed}
    person: Person = acts.add_person(
        keeper=values["unit"], on=since, code=values.get("code"), **known, **how
    )
    for kind in LEVELS:
        if kind in values:
            acts.record_fact(person=person, kind=kind, value=values[kind], on=as_of, **how)
    if "post" in values:
        place = {
            "unit": values["unit"],
            "post": values["post"],
            "decision": values.get("decision", ""),
        }
        acts.post_person(person=person, on=values.get("post_from", as_of), **place, **how)
    _write_party(person, values, how, acts)
    _write_undated(person, values, as_of, how, acts)
    return person


def _write_party(person: Person, values: dict[str, Any], how: dict[str, Any], acts: Any) -> None:
    """On probation, official, or both."""
    first, official = values.get("party_probationary"), values.get("party_official")
    party: dict[str, Any] = {"person": person, "body": "party", **how}
    stage = Membership.Stage
    if first is not None:
        row = acts.join_body(stage=stage.PROBATIONARY, on=first, **party)
        if official is not None:
            acts.make_official(membership=row, on=official, **how)
    elif official is not None:
        acts.join_body(stage=stage.OFFICIAL, on=official, **party)


def _write_undated(
    person: Person, values: dict[str, Any], as_of: date, how: dict[str, Any], acts: Any = actions
) -> None:
    """A member of the Party of whom no day is known is one on the day of the list."""
    dated = {"party_probationary", "party_official"} & values.keys()
    if values.get(PARTY_UNDATED) and not dated:
        stage = Membership.Stage.OFFICIAL
        acts.join_body(person=person, body="party", stage=stage, on=as_of, **how)
