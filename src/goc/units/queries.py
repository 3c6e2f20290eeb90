"""Reads of the dated tree: finding a unit, the tree and its counts on a day, names, ancestors,
search.

The day is always said by the caller. Where units went and their history: `history`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from goc.lib.errors import InputError
from goc.lib.periods import holds
from goc.units import rules
from goc.units.models import Unit, UnitAlias, UnitCode, UnitParent, UnitVersion
from goc.viet.names import fold, text_key

panels: list[str] = []
"""URL names (with the unit's public id as argument) of fragments other rooms show on a unit's page;
they append here in `apps.ready()`.
"""


@dataclass(frozen=True, slots=True)
class Node:
    """A unit as it was on a day, at its place in the tree; `code` is `3-tier:20`, empty when it has
    none.
    """

    id: int
    public_id: UUID
    code: str
    name: str
    kind: str
    level: str
    parent_id: int | None
    depth: int


@dataclass(frozen=True, slots=True)
class Fault:
    """A stretch of a child's life in which its superior does not exist."""

    child_id: int
    child: str
    parent: str
    start: date
    end: date | None

    def __str__(self) -> str:
        until = f"{self.end:%d/%m/%Y}" if self.end else "nay"
        return f"«{self.child}» thuộc «{self.parent}» từ {self.start:%d/%m/%Y} đến {until}"


# --- finding


def find_unit(ref: str, *, as_of: date) -> Unit:
    """`CATALOGUE:CODE`, a public id, or a bare code read in the catalogue valid on the day.

    A code used by several units in turn: the one valid on the day, else the only one ever, else the
    nearest earlier. Raises InputError when there is none or more than one.
    """
    ref = ref.strip()
    if (found := _by_public_id(ref)) is not None:
        return found
    rows = _of_code(ref)
    valid = [row for row in rows if holds(row.valid_from, row.valid_to, as_of)]
    candidates = valid or rows
    chosen = _one_unit(candidates)
    if chosen is None and not valid:
        chosen = _nearest_earlier(rows, as_of)
    if chosen is None:
        raise InputError(
            "Mã «%(ref)s» là của nhiều đơn vị: %(choices)s. Hãy ghi rõ DANH_MỤC:MÃ và ngày.",
            ref=ref,
            choices=", ".join(_described(r) for r in rows),
        )
    return chosen


def _by_public_id(ref: str) -> Unit | None:
    try:
        public_id = UUID(ref)
    except ValueError:
        return None
    unit = Unit.objects.filter(public_id=public_id).first()
    if unit is None:
        raise InputError("Không có đơn vị %(ref)s. Hãy kiểm tra lại mã định danh.", ref=ref)
    return unit


def _of_code(ref: str) -> list[UnitCode]:
    catalogue, colon, code = ref.rpartition(":")
    found = UnitCode.objects.filter(code=code).select_related("unit").order_by("valid_from")
    rows = list(found.filter(catalogue=catalogue) if colon else found)
    if not rows:
        _refuse_absent(ref, catalogue)
    return rows


def _refuse_absent(ref: str, catalogue: str) -> None:
    known = sorted(set(UnitCode.objects.values_list("catalogue", flat=True)))
    if not known:
        raise InputError("Điểm cài đặt chưa có đơn vị nào. Hãy chạy `goc units load` trước.")
    if catalogue and catalogue not in known:
        raise InputError(
            "Không có danh mục «%(catalogue)s»; các danh mục đã nạp: %(known)s.",
            catalogue=catalogue,
            known=", ".join(known),
        )
    raise InputError(
        "Không có đơn vị «%(ref)s». Hãy ghi DANH_MỤC:MÃ (ví dụ %(known)s:20) hoặc mã định danh, "
        "giữ các số 0 ở đầu.",
        ref=ref,
        known=known[-1],
    )


def _one_unit(rows: list[UnitCode]) -> Unit | None:
    return rows[0].unit if len({r.unit_id for r in rows}) == 1 else None


def _nearest_earlier(rows: list[UnitCode], as_of: date) -> Unit | None:
    earlier = [r for r in rows if r.valid_to is not None and r.valid_to <= as_of]
    if not earlier:
        return None
    last = max(r.valid_to for r in earlier if r.valid_to)
    return _one_unit([r for r in earlier if r.valid_to == last])


def _described(row: UnitCode) -> str:
    name = name_of(row.unit, as_of=row.valid_from)
    until = f"đến {row.valid_to:%d/%m/%Y}" if row.valid_to else "đến nay"
    return f"{row.catalogue}:{row.code} {name} (từ {row.valid_from:%d/%m/%Y} {until})"


# --- the tree


def tree(*, as_of: date, root: Unit | None = None, line: str = "civil") -> list[Node]:
    """Depth first, siblings by code, then in Vietnamese order; from `root` down, else the whole
    register.

    Units whose superior is not known stand at depth 0. On the military line only units that are on
    it.
    """
    codes = {u: f"{c}:{x}" for u, c, x in _codes(as_of)}
    parents = dict(
        UnitParent.objects.as_of(as_of).filter(line=line).values_list("unit_id", "parent_id")
    )
    versions = UnitVersion.objects.as_of(as_of)
    said = versions.values_list("unit_id", "unit__public_id", "name", "kind")
    rows = {unit: (public_id, name, kind) for unit, public_id, name, kind in said}
    if line != UnitParent.Line.CIVIL:
        on_line = {*parents, *parents.values(), *([root.pk] if root else [])}
        rows = {unit: row for unit, row in rows.items() if unit in on_line}
    parents = {unit: parent for unit, parent in parents.items() if parent in rows}
    below = _siblings(rows, parents, codes)
    tops = below.pop(None, [])
    nodes = []
    for unit, depth in _walk(tops if root is None else {root.pk} & rows.keys(), below):
        public_id, name, kind = rows[unit]
        level = rules.level_of(kind)
        nodes.append(
            Node(unit, public_id, codes.get(unit, ""), name, kind, level, parents.get(unit), depth)
        )
    return nodes


def _codes(as_of: date) -> Iterable[tuple[int, str, str]]:
    """Where two catalogues hold on one day, the one that began later wins (it comes last)."""
    return (
        UnitCode.objects.as_of(as_of)
        .order_by("valid_from", "id")
        .values_list("unit_id", "catalogue", "code")
    )


def from_the_top(nodes: Iterable[Node]) -> list[Node]:
    """The same nodes with depths counted anew, where some superiors were left out of the list."""
    depths: dict[int | None, int] = {}
    kept = []
    for node in nodes:
        depths[node.id] = depths.get(node.parent_id, -1) + 1
        kept.append(replace(node, depth=depths[node.id]))
    return kept


@dataclass(frozen=True, slots=True)
class Branch:
    """A node with what stands below it; `districts` and `communes` count all of that."""

    node: Node
    below: list[Branch]
    districts: int
    communes: int

    @property
    def leaves(self) -> list[Branch]:
        return [branch for branch in self.below if not branch.below]


def branches(nodes: Iterable[Node]) -> list[Branch]:
    """The nested form of a depth-first list whose depths are right (`from_the_top`)."""
    levels: list[list[Branch]] = [[]]
    for node in reversed(list(nodes)):
        while len(levels) <= node.depth + 1:
            levels.append([])
        below = levels[node.depth + 1][::-1]
        levels[node.depth + 1] = []
        levels[node.depth].append(
            Branch(
                node,
                below,
                sum(b.districts + (b.node.level == "district") for b in below),
                sum(b.communes + (b.node.level == "commune") for b in below),
            )
        )
    return levels[0][::-1]


def _siblings(
    rows: dict[int, tuple[UUID, str, str]], parents: dict[int, int], codes: dict[int, str]
) -> dict[int | None, list[int]]:
    below: dict[int | None, list[int]] = defaultdict(list)
    for unit in rows:
        below[parents.get(unit)].append(unit)

    def order(unit: int) -> tuple[str, str]:
        return codes.get(unit) or "~", "" if unit in codes else text_key(rows[unit][1])

    for siblings in below.values():
        siblings.sort(key=order)
    return below


def _walk(starts: Collection[int], below: dict[int | None, list[int]]) -> Iterator[tuple[int, int]]:
    """Depth first without recursion; a ring of parents would end, not hang."""
    stack, seen = [(unit, 0) for unit in reversed([*starts])], set()
    while stack:
        unit, depth = stack.pop()
        if unit in seen:
            continue
        seen.add(unit)
        yield unit, depth
        stack += [(child, depth + 1) for child in reversed(below.get(unit, []))]


def counts(
    *, as_of: date, root: Unit | None = None, within: Collection[int] | None = None
) -> dict[str, int]:
    """`{"provinces", "districts", "communes"}` of the civil tree, `root` itself included; `within`
    limits to ids.
    """
    return count_nodes(n for n in tree(as_of=as_of, root=root) if within is None or n.id in within)


def count_nodes(nodes: Iterable[Node]) -> dict[str, int]:
    found = dict.fromkeys(rules.TERRITORIAL, 0)
    for node in nodes:
        if node.level in found:
            found[node.level] += 1
    return {f"{level}s": number for level, number in found.items()}


def descendant_ids(unit: Unit, *, as_of: date, line: str = "civil") -> set[int]:
    """All units below one on a day, itself included."""
    links = UnitParent.objects.as_of(as_of).filter(line=line)
    found, last = {unit.pk}, {unit.pk}
    while last:
        last = {*links.filter(parent__in=last).values_list("unit_id", flat=True)} - found
        found |= last
    return found


def ancestors(unit: Unit, *, as_of: date, line: str = "civil") -> list[Unit]:
    """The superiors of a unit on a day, the nearest first."""
    found: list[Unit] = []
    at: Unit | None = unit
    while at is not None and len(found) <= len(rules.LEVELS) + 5:
        row = (
            UnitParent.objects.as_of(as_of)
            .filter(unit=at, line=line)
            .select_related("parent")
            .first()
        )
        at = row.parent if row else None
        found += [at] if at else []
    return found


def parent_faults(units: Collection[int] | None = None) -> list[Fault]:
    """Stretches in which a child (all, or these and the children of these) lives under a superior
    that does not exist.

    A unit that has a civil superior at all must have a living one on every day of its life.
    """
    rows, versions = UnitParent.objects.all(), UnitVersion.objects.order_by("valid_from")
    if units is not None:
        rows = rows.filter(Q(unit__in=units) | Q(parent__in=units))
    links = [Link(*row) for row in rows.values_list(*Link._fields)]
    if units is not None:
        versions = versions.filter(unit__in={unit for link in links for unit in link[:2]})
    lives: Lives = defaultdict(list)
    for row in versions.values_list("unit_id", *Name._fields):
        lives[row[0]].append(Name(*row[1:]))
    civil = [link for link in links if link.line == UnitParent.Line.CIVIL]
    asked = [link for link in civil if units is None or link.unit_id in units]
    return [*_under_what_does_not_exist(links, lives), *_under_nobody(asked, lives)]


class Link(NamedTuple):
    """A unit under its superior of a line, as long as it was."""

    unit_id: int
    parent_id: int
    valid_from: date
    valid_to: date | None
    line: str


class Name(NamedTuple):
    valid_from: date
    valid_to: date | None
    name: str


Lives = dict[int, list[Name]]
"""The names of units, by time."""


def _under_what_does_not_exist(links: list[Link], lives: Lives) -> Iterator[Fault]:
    for link in links:
        names_above = lives[link.parent_id]
        for gap in uncovered(link[2:4], (name[:2] for name in names_above)):
            child, parent = _last_name(lives[link.unit_id]), _last_name(names_above)
            yield Fault(link.unit_id, child, parent, *gap)


def _under_nobody(links: list[Link], lives: Lives) -> Iterator[Fault]:
    covers: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
    for link in links:
        covers[link.unit_id].append(link[2:4])
    for child, covered in covers.items():
        for name in lives[child]:
            for gap in uncovered(name[:2], covered):
                yield Fault(child, name.name, "không rõ", *gap)


def _last_name(life: list[Name]) -> str:
    return life[-1].name if life else "?"


def uncovered(
    period: tuple[date, date | None], by: Iterable[tuple[date, date | None]]
) -> list[tuple[date, date | None]]:
    """The parts of `[start, end)` that no other period covers."""
    at, end = period
    gaps: list[tuple[date, date | None]] = []
    for start, stop in sorted(by, key=lambda p: p[0]):
        if end is not None and start >= end:
            break
        if start > at:
            gaps.append((at, start))
        if stop is None:
            return gaps
        at = max(at, stop)
    return [*gaps, (at, end)] if end is None or at < end else gaps


# --- names


def name_of(unit: Unit, *, as_of: date) -> str:
    """The name on a day; outside the unit's life the nearest: its last before, else its first."""
    return names([unit.pk], as_of=as_of).get(unit.pk, str(unit.public_id))


def names(ids: Iterable[int], *, as_of: date) -> dict[int, str]:
    """Names of many units on a day in one query, as `name_of` gives them."""
    listed = list(ids)
    wanted = set(listed)
    found: dict[int, tuple[date, str]] = {}
    rows = UnitVersion.objects.order_by("-valid_from").values_list("unit_id", "valid_from", "name")
    for unit, start, name in rows.filter(unit__in=wanted) if len(wanted) < 5000 else rows:
        if unit in wanted and (unit not in found or found[unit][0] > as_of):
            found[unit] = (start, name)
    return {unit: found[unit][1] for unit in listed if unit in found}


def search_units(
    text: str, *, as_of: date, scope: Collection[int] | None, limit: int = 50
) -> list[Node]:
    """Units alive on a day whose name, alias or code begins or contains the text, tone marks aside.

    `scope` limits to these ids; None means no limit.
    """
    wanted = fold(text)
    if not wanted:
        return []
    ids = set(
        UnitVersion.objects.as_of(as_of)
        .filter(folded__contains=wanted)
        .values_list("unit_id", flat=True)
    )
    ids |= set(UnitAlias.objects.filter(folded__contains=wanted).values_list("unit_id", flat=True))
    ids |= set(
        UnitCode.objects.as_of(as_of)
        .filter(code=text.strip().rpartition(":")[2])
        .values_list("unit_id", flat=True)
    )
    found = [n for n in tree(as_of=as_of) if n.id in ids and (scope is None or n.id in scope)]
    found.sort(
        key=lambda n: (not fold(rules.short_name(n.name)).startswith(wanted), text_key(n.name))
    )
    return found[:limit]
