"""Which unit a name in a list means: a code, a full or short name, with the superior's name where
there are several.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from goc.lib.errors import GocError, InputError
from goc.units import rules
from goc.units.access import Scope
from goc.units.models import Unit, UnitAlias
from goc.units.queries import Node, find_unit, tree
from goc.viet.names import clean, fold


class UnitNames:
    """The units of a scope on a day by name, read once; `find` asks the database only for a unit
    not met before.
    """

    def __init__(self, scope: Scope, as_of: date) -> None:
        self.scope, self.as_of = scope, as_of
        self.nodes = {node.id: node for node in tree(as_of=as_of)}
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
        """Raises InputError that names the choices when the text fits several units, or says that
        none fits.
        """
        if text not in self.found:
            self.found[text] = self._find(text)
        return self.found[text]

    def _find(self, text: str) -> Unit:
        if ":" in text:
            return self._by_code(text)
        own, *above = [part.strip() for part in text.replace(" - ", ",").split(",") if part.strip()]
        ids = self.by_exact.get(clean(own).casefold()) or self.by_name.get(fold(own)) or set()
        fitting = [self.nodes[i] for i in ids if all(self._lies_in(i, part) for part in above)]
        if len(fitting) > 1:
            raise InputError("%(choices)s", choices=self._choices(fitting))
        if not fitting:
            raise InputError("Không có đơn vị «%(text)s» trong phạm vi của bạn", text=text)
        return Unit.objects.get(pk=fitting[0].id)

    def _by_code(self, text: str) -> Unit:
        try:
            unit = find_unit(text, as_of=self.as_of)
        except GocError:
            unit = None
        if unit is None or not self.scope.contains(unit.pk):
            raise InputError("Không có đơn vị «%(text)s» trong phạm vi của bạn", text=text)
        return unit

    def _superiors(self, unit: int) -> list[Node]:
        chain: list[Node] = []
        at = self.nodes[unit].parent_id
        while at is not None and len(chain) < 10:
            chain.append(self.nodes[at])
            at = self.nodes[at].parent_id
        return chain

    def _lies_in(self, unit: int, name: str) -> bool:
        return any(
            fold(name) in (fold(n.name), fold(rules.short_name(n.name)))
            for n in self._superiors(unit)
        )

    def _choices(self, nodes: list[Node]) -> str:
        """`Có 2 xã Mẫu Sơn: huyện Cao Lộc, huyện Lộc Bình; hãy ghi kèm huyện`."""
        names = {rules.in_text(n.name) for n in nodes}
        if len(names) > 1:
            return f"Có {len(nodes)} đơn vị cùng tên: {', '.join(sorted(names))}; hãy ghi rõ loại đơn vị"
        parents = [self._superiors(n.id)[:1] for n in nodes]
        said = sorted(rules.in_text(p[0].name) if p else "không rõ cấp trên" for p in parents)
        kinds = {rules.LABELS[p[0].kind] for p in parents if p}
        return f"Có {len(nodes)} {names.pop()}: {', '.join(said)}; hãy ghi kèm {' hoặc '.join(sorted(kinds))}"
