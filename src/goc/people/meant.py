"""Whom the lines of a list mean: somebody of the register, the same person as another line, or
somebody new. What is not sure is asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from goc.intake.notes import Change
from goc.intake.outcome import Offer, as_text
from goc.lists.loading import AS_FILE, AS_REGISTER
from goc.people.lines import BY_PAGE, PARTY_UNDATED, TITLES, Line, Reader
from goc.people.models import Person
from goc.people.recognising import born_said
from goc.people.reloading import ACTS, Known, born_of, differences, same_birth
from goc.people.rules import may_be_born_as
from goc.viet.names import fold

SAME, OTHER = "cùng một người", "hai người khác nhau"
TWO_PERSONS = "hai người khác nhau, theo trả lời khi nạp danh sách"


def recognise(lines: Sequence[Line], reader: Reader, today: date) -> None:
    """Lines about somebody in the register, whom the user may change, keep only what they say that
    it does not. What has a day of its own is not taken from a list.
    """
    known = Known(reader.scope, as_of=reader.as_of, today=today)
    codes = {line.values.get("code", "") for line in lines}
    names = {fold(line.values.get("full_name", "")) for line in lines if not line.text("code")}
    known.read(codes - {""}, names - {""}, sealed=reader.seal.day)
    for line in lines:
        code = line.values.get("code", "")
        if code in known.merged:
            line.refuse("code", f"hồ sơ này đã gộp vào hồ sơ {known.merged[code]}")
        elif code in known.persons:
            _keep_differences(line, known.persons[code], known, reader)
        elif not line.text("code") and {"full_name", "unit"} <= line.values.keys():
            _recognise_by_name(line, known.alike(line.values), known, reader)


def _recognise_by_name(line: Line, alike: Sequence[Person], known: Known, reader: Reader) -> None:
    """Name, birth and unit all the same: the same person, unless somebody wrote why not."""
    if not alike or line.confirmed:
        return
    name = line.values["full_name"].casefold()
    named = [one for one in alike if one.full_name.casefold() == name]
    exact = [one for one in named if _is_same(line, one, known, reader)]
    if len(exact) == 1:
        line.values["full_name"] = exact[0].full_name
        _keep_differences(line, exact[0], known, reader)
        return
    offers = [Offer(f"là {one.full_name}, {born_said(one)}, {one.code}", one) for one in alike]
    said = "; ".join(offer.text.removeprefix("là ") for offer in offers)
    chosen = _asked(line, reader, f"có thể là người đã có hồ sơ: {said}", [*offers, Offer(OTHER)])
    if isinstance(chosen, Person):
        _keep_differences(line, chosen, known, reader)


def _is_same(line: Line, one: Person, known: Known, reader: Reader) -> bool:
    """Of one birth, or, where none is known, with nothing that the register does not say."""
    if same_birth(one, born_of(line.values)):
        return True
    told = {**line.values, "full_name": one.full_name}
    return not differences(told, _stands(one, known, reader))


def _stands(person: Person, known: Known, reader: Reader) -> dict[str, Any]:
    """What the register says of somebody, as the values of a line."""
    member = bool(known.rows[person.code]["is_party_member"])
    return {**reader.known(known.cells(person.code)), PARTY_UNDATED: member}


def _keep_differences(line: Line, person: Person, known: Known, reader: Reader) -> None:
    """What the line says and the register does not; posts and units are refused."""
    line.person = person
    if reader.seal.is_untouched(person.code, map(line.value, TITLES)):
        line.values, line.faults = {}, []
        return
    cells, stands = known.cells(person.code), _stands(person, known, reader)
    line.forget({key for key in cells if as_text(cells[key]) == line.text(key)})
    line.values = differences(line.values, stands)
    for key in ACTS & line.values.keys():
        line.refuse(key, f"hồ sơ ghi «{as_text(cells[key]) or 'chưa có'}». {BY_PAGE}")
    told = TITLES.keys() & line.values.keys()
    line.changes = [_change(line, key, cells, reader) for key in TITLES if key in told]
    if line.changes and reader.seal.tells_otherwise(person.code, known.sealed(person.code)):
        _ask_whose(line, reader)


def _change(line: Line, key: str, cells: Mapping[str, Any], reader: Reader) -> Change:
    """As the roster prints it, before and after."""
    after = reader.shown(key, line.values[key])
    return Change(line.row, TITLES[key], as_text(cells[key]), after)


def _ask_whose(line: Line, reader: Reader) -> None:
    """The file of the person was changed in the register after the list was exported."""
    now = "; ".join(f"{change.column}: {change.before or '…'}" for change in line.changes)
    reason = f"hồ sơ này đã được sửa trong sổ sau khi xuất (sổ nay ghi {now})"
    offers = [Offer(AS_FILE), Offer(AS_REGISTER)]
    if reader.answer_to(line, "code", reason, offers).text == AS_REGISTER:
        line.values, line.changes = {}, []


def refuse_duplicates(lines: Sequence[Line], reader: Reader) -> None:
    """Two lines with one code; two that may be one person: of one name (tone marks aside) and unit,
    births that agree.
    """
    codes: dict[str, int] = {}
    earlier: dict[tuple[str, int], list[Line]] = defaultdict(list)
    for line in lines:
        code = line.text("code")
        if code and code in codes:
            line.refuse("code", f"đã có ở dòng {codes[code]}")
        codes.setdefault(code, line.row)
        if line.person is None and {"full_name", "unit"} <= line.values.keys():
            like = (fold(line.values["full_name"]), line.values["unit"].pk)
            _ask_about_twins(line, earlier[like], reader)
            earlier[like].append(line)


def _ask_about_twins(line: Line, earlier: Sequence[Line], reader: Reader) -> None:
    """An earlier line of that name and unit whose birth may be the same."""
    born = born_of(line.values)
    twins = [one for one in earlier if may_be_born_as(born_of(one.values), born)]
    if not twins or line.confirmed:
        return
    row = twins[0].row
    same = same_birth(born_of(twins[0].values), born)
    what = "họ tên, ngày sinh và đơn vị" if same else "họ tên và đơn vị, ngày sinh không trái nhau,"
    reason = f"trùng {what} với dòng {row}: có phải cùng một người?"
    chosen = _asked(line, reader, reason, [Offer(SAME, row), Offer(OTHER)])
    if isinstance(chosen, int):
        line.repeats = row


def _asked(line: Line, reader: Reader, reason: str, offers: list[Offer]) -> Person | int | None:
    """What was chosen; None when it was said that they are two, or nothing yet."""
    told = reader.answer_to(line, "full_name", reason, offers)
    if told.text == OTHER:
        line.confirmed = TWO_PERSONS
    chosen: Person | int | None = told.value
    return chosen
