"""From a text, what a subject computes and a letterhead to a paper. Reads and writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from goc.desk.kinds import Item, Values
from goc.desk.markup import LISTED, NAMED, Line, Template, read
from goc.desk.mentions import first_in_full, with_citations
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
from goc.papers.wording import AS_ABOVE
from goc.registry.citing import CITED, OPEN
from goc.units.rules import in_text

LEFT_OPEN = OPEN
"""Where a field has no value."""


@dataclass(frozen=True)
class Frame:
    """What stands around the text: the letterhead of the day, the unit's name, the place."""

    head: Head
    day: date
    unit: str
    place: str


def compose(text: str, values: Values, frame: Frame, *, is_sheet: bool = False) -> Paper:
    """`is_sheet`: what stays in the office has no number, recipients and signature, whatever its
    text says. Raises InputError where the text names what the subject does not give.
    """
    composer = _Composer(read(text), values, frame)
    made = composer.sheet() if is_sheet else composer.paper()
    return first_in_full(made, values.citing.made.values())


class _Composer:
    def __init__(self, template: Template, values: Values, frame: Frame) -> None:
        self.template, self.frame = template, frame
        self.lists, self.inlines, self.citing = values.lists, values.inlines, values.citing
        head = frame.head
        own = {"symbol": head.symbol, "issuer": head.issuer, "unit": in_text(frame.unit)}
        self.fields = {**own, "blank": "", **values.fields}

    def paper(self) -> Paper:
        head = self.frame.head
        addressees = tuple(self._lines("Kính gửi"))
        return replace(
            self._content(self._text(self.template.one("Ký hiệu"))),
            parent_agency=head.parent,
            addressees=addressees,
            legal_bases=tuple(self._lines("Căn cứ")),
            recipients=_recipients(self._lines("Nơi nhận"), addressees),
            signature=Signature((*head.authority, *filter(None, [head.post])), head.signer),
            makers=tuple(self._lines("Các bên")),
        )

    def sheet(self) -> Paper:
        made = self._content(symbol="")
        return replace(made, is_sheet=True, makers=tuple(self._lines("Người lập")))

    def _content(self, symbol: str) -> Paper:
        head, day = self.frame.head, self.frame.day
        items = [item for line in self.template.body for item in self._items(line)]
        return Paper(
            profile=profile_for(head.layout, day).code,
            kind=self._text(self.template.one("Loại")),
            agency=head.agency,
            issuer=head.issuer,
            symbol=symbol,
            place=self.frame.place,
            drafted=day,
            subject=self._text(self.template.one("Trích yếu")),
            blocks=tuple(item for item in items if not isinstance(item, Appendix)),
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
        """The fields filled in first, then the documents cited; what is left in braces is the
        subject's.
        """
        filled = self._text(text, leave=True)
        return tuple(with_citations(filled, self.citing, self.inlines))

    def _text(self, text: str, *, leave: bool = False) -> str:
        def filled(name: str) -> str:
            if name in self.fields:
                return self.fields[name] or LEFT_OPEN
            if leave:
                return f"{{{name}}}"
            if cited := CITED.fullmatch(f"{{{name}}}"):
                return self.citing(cited[1]).full
            raise InputError("Văn bản này không có chỗ điền {%(name)s}.", name=name)

        return NAMED.sub(lambda match: filled(match[1]), text)


def _recipients(lines: Iterable[str], addressees: tuple[str, ...]) -> tuple[str, ...]:
    """`Như trên` points to those the paper is addressed to: without them it says nothing."""
    return tuple(line for line in lines if addressees or line.rstrip(" ;.,") != AS_ABOVE)
