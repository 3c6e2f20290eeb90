"""Which unit a name means on the day of the fact it is typed for: a code, a full or short name,
with the superior's name where there are several.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from goc.lib.errors import GocError, InputError
from goc.units import rules
from goc.units.access import Scope
from goc.units.lives import counterparts, lives_of, said, tops_begun_after
from goc.units.models import Unit, UnitAlias, UnitParent, UnitVersion
from goc.units.queries import Node, find_unit, tree
from goc.viet.names import clean, fold

SHOWN = 8
"""So many units of one name are told apart in a sentence."""


class UnitNames:
    """The units of a scope on a day by name, read once; `find` asks the database only for a unit
    not met before.

    The scope is today's: it covers the units of the past whose records belong to its living ones.
    """

    def __init__(self, scope: Scope, as_of: date) -> None:
        self.scope, self.as_of = scope, as_of
        self.nodes = _nodes_on(as_of)
        self.by_name: dict[str, set[int]] = defaultdict(set)
        self.by_exact: dict[str, set[int]] = defaultdict(set)
        for node in self.nodes.values():
            if scope.contains(node.id):
                self._enter(node)
        for unit, folded in UnitAlias.objects.values_list("unit_id", "folded"):
            if unit in self.nodes and scope.contains(unit):
                self.by_name[folded].add(unit)
        self.found: dict[str, Unit] = {}

    def _enter(self, node: Node) -> None:
        for name in {node.name, rules.short_name(node.name)}:
            self.by_name[fold(name)].add(node.id)
            self.by_exact[clean(name).casefold()].add(node.id)

    def find(self, text: str) -> Unit:
        """Raises InputError that names the choices when the text fits several units, offers the
        units of the day when it names one of another time, or says that none fits.
        """
        if text not in self.found:
            self.found[text] = self._find(text)
        return self.found[text]

    def _find(self, text: str) -> Unit:
        if ":" in text:
            return self.by_code(text)
        for own, above in readings(text):
            fitting = [n for n in self.named(own) if all(self.lies_in(n.id, p) for p in above)]
            if len(fitting) > 1:
                raise InputError("%(choices)s", choices=self.choices(fitting))
            if fitting:
                return Unit.objects.get(pk=fitting[0].id)
        raise self.absent(text, self.of_other_times(text))

    def find_ever(self, text: str) -> Unit:
        """The unit of the day, else the one of another time that has no heir on the day: lists
        still show what was recorded of it. Raises InputError as `find` does.
        """
        try:
            return self.find(text)
        except InputError:
            others = self.of_other_times(text)
            if len(others) != 1 or counterparts(others, day=self.as_of):
                raise
            return Unit.objects.get(pk=others[0])

    def named(self, own: str) -> list[Node]:
        """Those of exactly this name, else those of it without marks."""
        ids = self.by_exact.get(clean(own).casefold()) or self.by_name.get(fold(own)) or set()
        return [self.nodes[unit] for unit in sorted(ids)]

    def by_code(self, text: str) -> Unit:
        try:
            unit = find_unit(text, as_of=self.as_of)
        except GocError:
            unit = None
        if unit is None or not self.scope.contains(unit.pk):
            raise self.absent(text, [])
        if unit.pk not in self.nodes:
            raise self.absent(text, [unit.pk])
        return unit

    def absent(self, text: str, known: list[int]) -> InputError:
        """`known`: units of other times that the text names."""
        day = f"{self.as_of:%d/%m/%Y}"
        there = [u for u in counterparts(known, day=self.as_of) if self.scope.contains(u)]
        if there:
            return InputError(
                "Ngày %(day)s không có đơn vị «%(text)s»; khi ấy ở đó là: %(there)s. Hãy ghi đơn "
                "vị của ngày ấy, hoặc sửa ngày",
                day=day,
                text=text,
                there=said(there, as_of=self.as_of),
            )
        if known:
            return InputError(
                "Ngày %(day)s không có đơn vị «%(text)s» (%(life)s), và số liệu không cho biết khi "
                "ấy ở đó là đơn vị nào",
                day=day,
                text=text,
                life=_life(known[0]),
            )
        return InputError(
            "Không có đơn vị «%(text)s» vào ngày %(day)s trong phạm vi của bạn", text=text, day=day
        )

    # --- units of other times

    def of_other_times(self, text: str) -> list[int]:
        """Units of the scope that bear the name on another day than this one."""
        for own, above in readings(text):
            folded = {fold(own), *(fold(f"{word} {own}") for _, _, word in rules.KINDS.values())}
            rows = UnitVersion.objects.filter(folded__in=folded).order_by("unit_id")
            ids = dict.fromkeys(rows.values_list("unit_id", flat=True))
            found = [
                u for u in ids if self.scope.contains(u) and all(_lay_in(u, part) for part in above)
            ]
            if found:
                return found
        return []

    # --- several units of the day

    def superiors(self, unit: int) -> list[Node]:
        chain: list[Node] = []
        at = self.nodes[unit].parent_id
        while at is not None and len(chain) < 10:
            chain.append(self.nodes[at])
            at = self.nodes[at].parent_id
        return chain

    def lies_in(self, unit: int, name: str) -> bool:
        return any(
            fold(name) in (fold(n.name), fold(rules.short_name(n.name)))
            for n in self.superiors(unit)
        )

    def choices(self, nodes: list[Node]) -> str:
        """`Có 2 xã Mẫu Sơn: huyện Cao Lộc, huyện Lộc Bình; hãy ghi kèm huyện`."""
        names = {rules.in_text(n.name) for n in nodes}
        if len(names) > 1:
            return f"Có {len(nodes)} đơn vị cùng tên: {_some(names)}; hãy ghi rõ loại đơn vị"
        above = [self.superiors(n.id) for n in nodes]
        parents = {rules.in_text(chain[0].name) if chain else "" for chain in above}
        depth = 1 if len(parents) == len(nodes) else 2
        said = {
            ", ".join(rules.in_text(n.name) for n in chain[:depth]) or "không rõ cấp trên"
            for chain in above
        }
        kinds = {rules.LABELS[n.kind] for chain in above for n in chain[:depth]}
        which = " hoặc ".join(sorted(kinds)) if depth == 1 else "huyện, tỉnh"
        return f"Có {len(nodes)} {names.pop()}: {_some(said)}; hãy ghi kèm {which}"


def _nodes_on(day: date) -> dict[int, Node]:
    """The units of a day; of provinces whose record begins later, those of its first day."""
    nodes = {node.id: node for node in tree(as_of=day)}
    for start, tops in tops_begun_after(day).items():
        later = {node.id: node for node in tree(as_of=start)}
        nodes |= {unit: node for unit, node in later.items() if _top(node, later) in tops}
    return nodes


def _top(node: Node, nodes: dict[int, Node]) -> int:
    while node.parent_id in nodes:
        node = nodes[node.parent_id]
    return node.id


def readings(text: str) -> Iterator[tuple[str, list[str]]]:
    """The name and the superiors' names a text may mean: first as one name, since names may hold a
    comma or a dash (`Sở Lao động - Thương binh và Xã hội`), then split at commas, then at dashes.
    """
    seen = set()
    for parts in ([text], text.split(","), text.replace(" - ", ",").split(",")):
        own, *above = [part.strip() for part in parts if part.strip()] or [""]
        if (own, *above) not in seen:
            seen.add((own, *above))
            yield own, above


def _some(words: set[str]) -> str:
    listed = sorted(words)
    return ", ".join(listed[:SHOWN]) + (
        f", … (còn {len(listed) - SHOWN})" if len(listed) > SHOWN else ""
    )


def _lay_in(unit: int, name: str) -> bool:
    """Whether a unit ever stood under one of that name."""
    above = {unit}
    for _ in range(len(rules.LEVELS)):
        rows = UnitParent.objects.filter(unit__in=above)
        above = set(rows.values_list("parent_id", flat=True))
        names = UnitVersion.objects.filter(unit__in=above).values_list("name", flat=True)
        if any(fold(name) in (fold(n), fold(rules.short_name(n))) for n in names):
            return True
    return False


def _life(unit: int) -> str:
    life = lives_of([unit])[unit]
    return f"có từ {life.start:%d/%m/%Y}" + (f" đến trước {life.end:%d/%m/%Y}" if life.end else "")
