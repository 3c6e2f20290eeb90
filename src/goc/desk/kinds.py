"""What can be written: a room registers its kinds of papers in `apps.ready()`.

A kind is a text (`papers/NAME.txt` of the room, in the desk's markup) and what its subject fills
into it. The letterhead, the states, the pages and the formats come from the desk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy

from goc.desk.chips import Chip, Words
from goc.desk.markup import NAMED
from goc.lib.errors import HiddenError
from goc.papers.model import Appendix, Block, Inline, Text
from goc.registry.citing import Citing

Item = str | Block | Appendix
"""Of a list: a line of text as the markup has it, a block, or an appendix."""


def as_text(text: str) -> tuple[Inline, ...]:
    return (Text(text),) if text else ()


def nothing_else(text: str) -> Iterable[str]:
    """Names in braces that are no fields mean nothing."""
    return (match[0] for match in NAMED.finditer(text))


@dataclass(frozen=True)
class Values:
    """What a subject fills into one paper. `inlines` reads what is left of a text once the fields
    are filled in: figures. `citing`: the documents it may cite.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, Callable[[], Iterable[Item]]] = field(default_factory=dict)
    inlines: Callable[[str], tuple[Inline, ...]] = as_text
    citing: Citing = field(default_factory=Citing)


@dataclass(frozen=True)
class PaperKind:
    """`subject`: the record kind of what it is written about. `values(subject)`: see Values;
    `fields` and `lists`: the names it gives, with what they are, for who writes the text.
    `faults(text)`: what is wrong with names that are no fields; `figures()`: what these may be, for
    the editor. `revision`: of the shipped text, raised with it.

    `is_internal`: stays in the office; never a draft for opinions, never signed. `shows_people`:
    only for who sees sensitive fields. `same_as`: the same paper as that one, in other formats.
    `from_register`: written from the register when asked for (`values` gets the record itself), not
    built with others.
    """

    name: str
    title: Words
    subject: str
    folder: Path
    revision: int
    formats: tuple[str, ...]
    values: Callable[[Any], Values]
    fields: Mapping[str, Words] = field(default_factory=dict)
    lists: Mapping[str, Words] = field(default_factory=dict)
    faults: Callable[[str], Iterable[str]] = nothing_else
    figures: Callable[[], Iterable[Chip]] = tuple
    is_internal: bool = False
    shows_people: bool = False
    same_as: str = ""
    from_register: bool = False

    @property
    def goes_out(self) -> bool:
        """Whether it has a way of its own, from draft to signature."""
        return not (self.is_internal or self.same_as)

    @property
    def files(self) -> list[tuple[str, str]]:
        """(name, format) of every file of the paper, those of `same_as` included."""
        every = [self, *(kind for kind in KINDS.values() if kind.same_as == self.name)]
        return [(kind.name, format_) for kind in every for format_ in kind.formats]

    @property
    def shipped(self) -> str:
        return (self.folder / f"{self.same_as or self.name}.txt").read_text("utf-8")

    @property
    def known_fields(self) -> dict[str, Words]:
        return {**OF_THE_LETTERHEAD, **self.fields}


OF_THE_LETTERHEAD: dict[str, Words] = {
    "symbol": gettext_lazy("ký hiệu của cơ quan ban hành"),
    "issuer": gettext_lazy("tên cơ quan ban hành, như gọi trong câu"),
    "unit": gettext_lazy("tên đơn vị, như gọi trong câu"),
    "blank": gettext_lazy("chỗ để trống, ghi sau"),
}
KINDS: dict[str, PaperKind] = {}


def register(*kinds: PaperKind) -> None:
    for kind in kinds:
        KINDS[kind.name] = kind


def kinds_of(subject: str) -> list[PaperKind]:
    return [kind for kind in KINDS.values() if kind.subject == subject]


def kind_named(name: str) -> PaperKind:
    """Raises HiddenError."""
    if name not in KINDS:
        raise HiddenError("Không có loại văn bản này.")
    return KINDS[name]
