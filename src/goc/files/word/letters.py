"""The letters of a paragraph: which elements hold them, which stand around and are read through,
and which are no text.

What is not named here is read through, so that an element nobody thought of loses nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from goc.files.word import equations
from goc.files.word.fields import Fields, is_page_number
from goc.files.word.names import ID, R, T, is_on, q, value
from goc.files.word.styles import Styles
from goc.files.word.symbols import symbol

DELETED = ("w:del", "w:moveFrom", "w:delText", "w:delInstrText")
ASIDE = ("w:fldData", "w:annotationRef", "w:footnoteRef", "w:endnoteRef")
ABOUT = (
    "w:sectPr",
    "w:pPr",
    "w:rPr",
    "w:tblPr",
    "w:tblGrid",
    "w:trPr",
    "w:tcPr",
    "w:tblPrEx",
    "w:sdtPr",
    "w:sdtEndPr",
    "w:smartTagPr",
    "w:customXmlPr",
    "w:ffData",
    "w:rt",
)
SKIPPED = frozenset(q(name) for name in (*DELETED, *ASIDE, *ABOUT))
MARKS = {
    q("w:br"): "\n",
    q("w:cr"): "\n",
    q("w:tab"): "\t",
    q("w:ptab"): "\t",
    q("w:noBreakHyphen"): "-",
}
MATH = frozenset({q("m:oMath"), q("m:oMathPara")})
BOXES = frozenset({q("w:txbxContent"), q("a:p")})
ALTERNATE, CHOICE, FALLBACK = q("mc:AlternateContent"), q("mc:Choice"), q("mc:Fallback")
TEXTS = (T, q("m:t"), q("a:t"), q("w:sym"))
UNREADABLE = {
    q("pic:pic"): "pictures",
    q("v:imagedata"): "pictures",
    q("w:contentPart"): "pictures",
    q("w:object"): "objects",
    q("c:chart"): "charts",
    q("w:altChunk"): "parts",
    q("w:subDoc"): "parts",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters, the element they stand in (None where the reader put them there), and behind how
    many of its letters.
    """

    text: str
    leaf: Any = None
    at: int = 0


Line = list[Piece]


class Letters:
    """Of one part, paragraph by paragraph in their order: fields go on from one to the next.

    `boxes` are the text boxes met and not read yet, `unread` counts what no reader of letters can
    read, `notes` are the numbers of the footnotes spoken of.
    """

    def __init__(
        self, root: Any, styles: Styles, drawn: Callable[[Any], list[Any]] | None = None
    ) -> None:
        """`drawn` gives the paragraphs of a diagram, which lie in a part of their own."""
        self.boxes: list[Any] = []
        self.unread: Counter[str] = Counter()
        self.notes: set[str] = set()
        self._styles = styles
        self._fields = Fields(root)
        self._drawn = drawn or (lambda _: [])
        self._is_hidden = False
        self._hid = False
        self._read: dict[str, Callable[[Any], Iterator[Piece]]] = {
            **dict.fromkeys(SKIPPED, self._nothing),
            **dict.fromkeys(MARKS, self._mark),
            **dict.fromkeys(MATH, self._equation),
            **dict.fromkeys(BOXES, self._box),
            **dict.fromkeys(UNREADABLE, self._unreadable),
            T: self._text,
            R: self._run,
            ALTERNATE: self._alternate,
            q("w:sym"): self._symbol,
            q("w:fldChar"): self._field_mark,
            q("w:instrText"): self._field_code,
            q("w:fldSimple"): self._field,
            q("w:footnoteReference"): self._note,
            q("w:endnoteReference"): self._note,
            q("dgm:relIds"): self._diagram,
            q("v:textpath"): self._art,
        }

    def of(self, paragraph: Any) -> Line:
        """Without its number in a list."""
        self._is_hidden = self._styles.hides(value(paragraph, "w:pPr/w:pStyle"))
        self._hid = False
        found = list(self._inside(paragraph))
        self._is_hidden = False
        self.unread["hidden"] += self._hid
        return found

    def alone(self, element: Any) -> Line:
        """Of an element that stands where a paragraph could."""
        return list(self._each(element))

    def _inside(self, element: Any) -> Iterator[Piece]:
        for child in element.iterchildren("*"):
            yield from self._each(child)

    def _each(self, element: Any) -> Iterator[Piece]:
        return self._read.get(element.tag, self._inside)(element)

    def _said(self, text: str, leaf: Any) -> Iterator[Piece]:
        """If it can be seen on the paper."""
        if self._fields.hide or not text:
            return
        if self._is_hidden:
            self._hid = self._hid or not text.isspace()
        else:
            yield Piece(text, leaf)

    def _nothing(self, _element: Any) -> Iterator[Piece]:
        return iter(())

    def _text(self, element: Any) -> Iterator[Piece]:
        return self._said(element.text or "", element)

    def _mark(self, element: Any) -> Iterator[Piece]:
        return self._said(MARKS[element.tag], element)

    def _symbol(self, element: Any) -> Iterator[Piece]:
        return self._said(symbol(element), element)

    def _equation(self, element: Any) -> Iterator[Piece]:
        return self._said(equations.text_of(element), element)

    def _run(self, run: Any) -> Iterator[Piece]:
        before = self._is_hidden
        own = is_on(run, "w:rPr/w:vanish")
        by_style = before or self._styles.hides(value(run, "w:rPr/w:rStyle"))
        self._is_hidden = by_style if own is None else own
        yield from self._inside(run)
        self._is_hidden = before

    def _alternate(self, element: Any) -> Iterator[Piece]:
        return self._inside(chosen(element))

    def _box(self, box: Any) -> Iterator[Piece]:
        if not self._fields.hide:
            self.boxes.append(box)
        return iter(())

    def _art(self, element: Any) -> Iterator[Piece]:
        """Words bent into a picture."""
        return self._said(f" {element.get('string', '')} ", element)

    def _diagram(self, element: Any) -> Iterator[Piece]:
        paragraphs = self._drawn(element)
        self.boxes += paragraphs
        self.unread["charts"] += not paragraphs
        return iter(())

    def _unreadable(self, element: Any) -> Iterator[Piece]:
        self.unread[UNREADABLE[element.tag]] += 1
        return iter(())

    def _note(self, element: Any) -> Iterator[Piece]:
        self.notes.add(f"{element.tag}{element.get(ID)}")
        return iter(())

    def _field(self, element: Any) -> Iterator[Piece]:
        return iter(()) if is_page_number(element.get(q("w:instr"), "")) else self._inside(element)

    def _field_mark(self, element: Any) -> Iterator[Piece]:
        self._fields.pass_by(element)
        return iter(())

    def _field_code(self, element: Any) -> Iterator[Piece]:
        self._fields.hear(element)
        return iter(())


def chosen(alternate: Any) -> Any:
    """The one that is read of several ways to say the same: the first with text in it, else the
    first with something to tell of.
    """
    ways = list(alternate.iterchildren(CHOICE, FALLBACK))
    for wanted in (TEXTS, UNREADABLE, ("*",)):
        for way in ways:
            if next(way.iterdescendants(*wanted), None) is not None:
                return way
    return alternate
