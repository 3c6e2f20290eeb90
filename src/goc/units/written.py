"""Which unit a cell of an old list means: with the offices' abbreviations, under the district of
the rows above, several of one name asked about, the nearest name offered; within a scope, on a day.
"""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from goc.intake.outcome import Offer, Reading, as_text, asked, refused, taken
from goc.lib.errors import InputError
from goc.units import rules
from goc.units.access import Scope
from goc.units.by_name import UnitNames, readings
from goc.units.models import Unit
from goc.units.queries import Node
from goc.units.roles import RECORD
from goc.viet.names import clean, fold

NEAR, OFFERED = 0.8, 8
CODE_LENGTH = 5
NOT_YOURS = "bạn không được nhập cho đơn vị này"
_OFFICE = re.compile(
    r"^(?:ban\s+chqs|ban\s+chỉ\s+huy\s+quân\s+sự|bchqs|bch\s+quân\s+sự|ubnd|hđnd|"
    r"[uủ][ỷy]?\s*ban\s+nhân\s+dân|đảng\s+[uủ][ỷy]?)\s+",
    re.IGNORECASE,
)
_SHORT = (
    (re.compile(r"^t\.?\s?t(?:\.\s*|\s+)", re.IGNORECASE), "Thị trấn "),
    (re.compile(r"^t\.?p(?:\.\s*|\s+)", re.IGNORECASE), "Thành phố "),
    (re.compile(r"^t\.?x(?:\.\s*|\s+)", re.IGNORECASE), "Thị xã "),
    (re.compile(r"^x(?:\.\s*|\s+)", re.IGNORECASE), "Xã "),
    (re.compile(r"^p(?:\.\s*|\s+)", re.IGNORECASE), "Phường "),
    (re.compile(r"^h(?:\.\s*|\s+)", re.IGNORECASE), "Huyện "),
    (re.compile(r"^q(?:\.\s*|\s+)", re.IGNORECASE), "Quận "),
    (re.compile(r"^t(?:\.\s*|\s+)", re.IGNORECASE), "Tỉnh "),
)
_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*$")
_CODE = re.compile(r".*:.*|\d+", re.ASCII)
_COLON = re.compile(r"\s*:\s*")


@dataclass(frozen=True)
class Places:
    """Where a row says that its unit lies. `under`: units of the rows above it, which it must
    lie in; `hint`: another cell that may name it, for the order of what is offered.
    """

    under: Sequence[str] = ()
    hint: str = ""


class WrittenUnits:
    """Readings of cells; each text is looked up once under the same places. `act`: what may be done
    on the units that are taken.
    """

    def __init__(self, scope: Scope, as_of: date, act: str = RECORD) -> None:
        self.scope, self.as_of, self.act = scope, as_of, act
        self.names = UnitNames(scope, as_of)
        self.known: dict[tuple[str, tuple[str, ...], str], Reading] = {}
        self.units: dict[int, Unit] = {}
        self.by_sound: dict[str, list[int]] = defaultdict(list)
        for name, ids in self.names.by_name.items():
            self.by_sound[_sound(name)] += sorted(ids)

    def read(self, value: Any, places: Places) -> Reading:
        """The value is a Unit."""
        text = as_text(value)
        at = (repr(value), tuple(places.under), places.hint)
        if at not in self.known:
            self.known[at] = self._allowed(self._read(value, text, places))
        return self.known[at]

    def _allowed(self, read: Reading) -> Reading:
        """Nobody enters people where they only read."""
        if isinstance(read.value, Unit) and not self.scope.may(self.act, read.value.pk):
            return refused(NOT_YOURS)
        return read

    def _read(self, value: Any, text: str, places: Places) -> Reading:
        """A code, else a name in one of its spellings, else turned round, else the nearest."""
        bare = _COLON.sub(":", text)
        if _CODE.fullmatch(bare):
            return self._of_code(bare, lost=isinstance(value, float | int))
        for spelled in _spellings(text):
            for own, above in readings(spelled):
                found = self._found(own, above, places)
                if found is not None:
                    return found
        return self._turned(text, places) or self._near(text)

    def is_above_communes(self, unit: Unit) -> bool:
        """Whether a unit is a district or a province on the day."""
        node = self.names.nodes.get(unit.pk)
        return node is not None and node.level in ("province", "district")

    def communes_of(self, unit: Unit) -> list[Offer]:
        """The first of them, in their order."""
        nodes = self.names.nodes.values()
        below = [node for node in nodes if node.parent_id == unit.pk and node.level == "commune"]
        return [Offer(self._called(node), self._unit(node)) for node in below[:OFFERED]]

    # --- codes

    def _of_code(self, code: str, *, lost: bool) -> Reading:
        """A number in a cell of numbers may have lost the nought in front."""
        full = code.zfill(CODE_LENGTH)
        meant = self._coded(full) if lost and full != code else None
        if meant is not None:
            return asked("mã đơn vị mất số 0 ở đầu (ô kiểu số)", Offer(full, meant))
        try:
            return taken(self.names.by_code(code))
        except InputError as why:
            return refused(str(why))

    def _coded(self, code: str) -> Unit | None:
        """None where there is none on the day, or not for this user."""
        with suppress(InputError):
            return self.names.by_code(code)
        return None

    # --- names

    def _found(self, own: str, above: Sequence[str], places: Places) -> Reading | None:
        """None when no unit bears the name."""
        called = self.names.named(expanded(own))
        parts = [expanded(part) for part in above]
        fitting = [node for node in called if all(self.names.lies_in(node.id, p) for p in parts)]
        if fitting:
            return self._chosen(fitting, places)
        known = [part for part in parts if self.names.named(part)]
        if called and parts and not known:
            offers = self._offers(called, places)
            return asked(f"không rõ «{', '.join(above)}» là nơi nào", *offers, alike=places.hint)
        return None

    def _chosen(self, nodes: list[Node], places: Places) -> Reading:
        """The only one under the units above; several are asked about."""
        here = [node for node in nodes if self._lies_under(node, places.under)]
        if len(here) == 1:
            return taken(self._unit(here[0]))
        offers = self._offers(here or nodes, places)
        alike = " ".join([*places.under, offers[0].text])
        if not here and len(nodes) == 1:
            return asked(
                f"không thuộc {', '.join(places.under)} của dòng trên", *offers, alike=alike
            )
        return asked(self.names.choices(here or nodes), *offers, alike=alike)

    def _lies_under(self, node: Node, under: Sequence[str]) -> bool:
        """Whether it is, or lies in, each of the units of the rows above."""
        return all(
            self.names.lies_in(node.id, name) or fold(name) == fold(node.name)
            for name in map(expanded, under)
        )

    def _turned(self, text: str, places: Places) -> Reading | None:
        """`Tràng Định, Đại Đồng`: the superior first."""
        parts = _parts(text)
        if len(parts) < 2:
            return None
        return self._found(parts[-1], parts[:-1][::-1], places)

    def _near(self, text: str) -> Reading:
        """Names of other times come with what was there on the day; else the nearest of the day."""
        others = self.names.of_other_times(expanded(text))
        reason = str(self.names.absent(text, others))
        own = expanded(next(iter(_parts(text)), text))
        nodes = [] if others else self._sounding_like(rules.short_name(own))
        if not nodes:
            return refused(reason)
        return asked(reason, *(Offer(self._called(node), self._unit(node)) for node in nodes))

    def _sounding_like(self, name: str) -> list[Node]:
        """The nearest first; i and y are one letter here."""
        wanted = _sound(name)
        sounds = difflib.get_close_matches(wanted, self.by_sound, OFFERED, NEAR)
        ids = {unit: None for sound in sounds for unit in self.by_sound[sound]}
        return [self.names.nodes[unit] for unit in ids][:OFFERED]

    # --- what is offered

    def _offers(self, nodes: Sequence[Node], places: Places) -> list[Offer]:
        """Those that another cell of the row names come first."""
        hinted = fold(places.hint)
        ordered = sorted(nodes, key=lambda node: (not self._is_hinted(node, hinted), node.code))
        return [Offer(self._called(node), self._unit(node)) for node in ordered[:OFFERED]]

    def _is_hinted(self, node: Node, hint: str) -> bool:
        """Whether another cell names its superior."""
        chain = self.names.superiors(node.id)
        return bool(hint and chain) and fold(rules.short_name(chain[0].name)) in hint

    def _called(self, node: Node) -> str:
        """Name, superior and code: enough to tell it from its namesakes."""
        chain = self.names.superiors(node.id)
        names = [node.name, *(rules.in_text(one.name) for one in chain[:1])]
        return f"{', '.join(names)} [{node.code or node.public_id}]"

    def _unit(self, node: Node) -> Unit:
        """Fetched once, with those of the same superior, which a list names next."""
        if node.id not in self.units:
            nodes = self.names.nodes.values()
            beside = [one.id for one in nodes if one.parent_id == node.parent_id]
            self.units |= Unit.objects.in_bulk(beside)
        return self.units[node.id]


def _spellings(text: str) -> Iterable[str]:
    """As it stands, without the office in front, with brackets and semicolons as commas."""
    plain = clean(text).replace(" – ", " - ").replace(" — ", " - ").strip(" .,;")
    commas = _BRACKETS.sub(r", \1", plain.replace(";", ","))
    return dict.fromkeys((plain, commas, _OFFICE.sub("", commas)))


def _sound(name: str) -> str:
    """Under which names that sound alike are one."""
    return fold(name).replace("y", "i")


def _parts(text: str) -> list[str]:
    """Name and superiors, whatever parts them."""
    return [part.strip() for part in re.split(r"[,;]| - ", _OFFICE.sub("", text)) if part.strip()]


def expanded(part: str) -> str:
    """`TT. Thất Khê` is Thị trấn Thất Khê."""
    for pattern, word in _SHORT:
        if pattern.match(part):
            return pattern.sub(word, part, count=1)
    return part
