"""From a text, what a subject computes and a letterhead to a paper. Reads and writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from goc.desk.kinds import Item, Values
from goc.desk.markup import LISTED, NAMED, Line, Template, read
from goc.desk.rules import Head
from goc.lib.errors import InputError
from goc.papers.model import (
    Appendix,
    Block,
    Heading,
    Inline,
    Paper,
    Paragraph,
    Signature,
    Text,
)
from goc.papers.profiles import profile_for
from goc.units.rules import in_text

LEFT_OPEN = "…………"
"""Room for the pen where a field has no value."""


@dataclass(frozen=True)
class Frame:
    """What stands around the text: the letterhead of the day, the unit's name, the place."""

    head: Head
    day: date
    unit: str
    place: str


def compose(text: str, values: Values, frame: Frame) -> Paper:
    """Raises InputError where the text names what the subject does not give."""
    return _Composer(read(text), values, frame).paper()


class _Composer:
    def __init__(self, template: Template, values: Values, frame: Frame) -> None:
        self.template, self.frame = template, frame
        self.lists, self.inlines = values.lists, values.inlines
        head = frame.head
        own = {"symbol": head.symbol, "issuer": head.issuer, "unit": in_text(frame.unit)}
        self.fields = {**own, "blank": "", **values.fields}

    def paper(self) -> Paper:
        head, day = self.frame.head, self.frame.day
        items = [item for line in self.template.body for item in self._items(line)]
        return Paper(
            profile=profile_for(head.layout, day).code,
            kind=self._text(self.template.one("Loại")),
            parent_agency=head.parent,
            agency=head.agency,
            issuer=head.issuer,
            symbol=self._text(self.template.one("Ký hiệu")),
            place=self.frame.place,
            drafted=day,
            subject=self._text(self.template.one("Trích yếu")),
            addressees=tuple(self._lines("Kính gửi")),
            legal_bases=tuple(self._lines("Căn cứ")),
            recipients=tuple(self._lines("Nơi nhận")),
            blocks=tuple(item for item in items if not isinstance(item, Appendix)),
            signature=Signature((*head.authority, *filter(None, [head.post])), head.signer),
            appendices=tuple(item for item in items if isinstance(item, Appendix)),
        )

    def _lines(self, name: str) -> Iterator[str]:
        for value in self.template.head.get(name, ()):
            if listed := LISTED.fullmatch(value):
                yield from (str(item) for item in self._listed(listed[1]))
            else:
                yield self._text(value)

    def _listed(self, name: str) -> Iterable[Item]:
        if name not in self.lists:
            raise InputError("Văn bản này không có danh sách {@%(name)s}.", name=name)
        return self.lists[name]()

    def _items(self, line: Line) -> Iterator[Block | Appendix]:
        if line.kind != "list":
            yield self._block(line)
            return
        for item in self._listed(line.text):
            if isinstance(item, str):
                yield self._block(Line("item" if item.startswith("- ") else "body", item))
            else:
                yield item

    def _block(self, line: Line) -> Block:
        if line.kind == "heading":
            return Heading(line.level, line.marker, self._text(line.text))
        if line.kind == "note":
            return Paragraph((Text(self._text(line.text), italic=True),), "note")
        style = line.kind if line.kind in ("item", "centered") else "body"
        return Paragraph(self._inlines(line.text), style)

    def _inlines(self, text: str) -> tuple[Inline, ...]:
        """The fields filled in first; what is left in braces is the subject's."""
        return self.inlines(self._text(text, leave=True))

    def _text(self, text: str, *, leave: bool = False) -> str:
        def filled(name: str) -> str:
            if name in self.fields:
                return self.fields[name] or LEFT_OPEN
            if leave:
                return f"{{{name}}}"
            raise InputError("Văn bản này không có chỗ điền {%(name)s}.", name=name)

        return NAMED.sub(lambda match: filled(match[1]), text)
