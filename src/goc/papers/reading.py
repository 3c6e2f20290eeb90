"""A DOCX read back: its lines with the look they have in print, and the values of its content
controls.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import docx
from docx.oxml.ns import qn
from lxml import etree

from goc.files import archives
from goc.files.word.letters import Line as Letters
from goc.files.word.names import TBL, P
from goc.files.word.story import Story, rows
from goc.files.word.styles import Styles
from goc.lib.errors import InputError
from goc.papers.bindings import Bound, figures
from goc.papers.model import Paper
from goc.papers.ties import untied

_OFF = {qn("w:val"): "0"}
_SECTION = f"{qn('w:pPr')}/{qn('w:sectPr')}"
ALIGN = {"start": "left", "end": "right"}


@dataclass(frozen=True)
class Line:
    """A paragraph. `table`, `row`, `column` are -1 outside tables; lengths in mm, sizes and gaps in
    points.

    `gap` counts the space before and after; `spacing` the lines from one to the next, 0 where it is
    set in points.
    """

    text: str
    section: int
    table: int
    row: int
    column: int
    fonts: frozenset[str]
    sizes: frozenset[float]
    bold: bool
    italic: bool
    align: str
    first_indent: float
    gap: float
    spacing: float = 1
    colours: frozenset[str] = frozenset()

    @property
    def words(self) -> str:
        """The text without white space around it."""
        return self.text.strip()

    @property
    def in_capitals(self) -> bool:
        return self.text == self.text.upper()

    @property
    def is_outside(self) -> bool:
        """Does it stand outside tables?"""
        return self.table < 0

    @property
    def shelf(self) -> tuple[int, int]:
        """Its row, in its table."""
        return self.table, self.row


@dataclass(frozen=True)
class Change:
    bound: Bound
    found: str | None


def opened(data: bytes, name: str = "") -> Any:
    """The python-docx document; raises InputError when the bytes are not one, or hold too much."""
    with archives.damage_told(name, _damage(data)):
        archives.check(io.BytesIO(data), name)
        return docx.Document(io.BytesIO(data))


def _damage(data: bytes) -> InputError:
    if zipfile.is_zipfile(io.BytesIO(data)) and b"word/document.xml" in data:
        return InputError(
            "Tệp Word bị hỏng, không mở được; hãy lấy lại bản gốc hoặc lưu lại bằng Word."
        )
    return InputError("Tệp không phải là văn bản Word (.docx).")


def bound_values(data: bytes) -> dict[str, str]:
    """Text of every tagged content control, as it now stands after the office worked
    on the file.
    """
    body = opened(data).element.body
    story = Story(body)
    values: dict[str, str] = {}
    for control in body.iter(qn("w:sdt")):
        tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
        if tag is not None:
            values[tag.get(qn("w:val"))] = untied(_text(story.letters.of(control)))
    return values


def changes(paper: Paper, data: bytes) -> list[Change]:
    """The figures of `paper` whose text in the edited file is another; a control that was deleted
    has found None.
    """
    values = bound_values(data)
    return [Change(b, values.get(b.key)) for b in figures(paper) if values.get(b.key) != b.text]


def created(document: Any) -> date | None:
    moment = document.core_properties.created
    return moment.date() if moment else None


def lines(document: Any) -> list[Line]:
    """All paragraphs that have text, in order, as `files.word` reads them; a number that Word puts
    before one is not in its text.
    """
    looks = _Looks(document)
    story = Story(document.element.body, looks.styles)
    found: list[Line] = []
    section = tables = 0
    for block in story.blocks(document.element.body):
        for place, paragraph in _placed(story, block, section, tables):
            found += [looks.line(one, story, place) for one in _with_boxes(story, paragraph)]
        tables += block.tag == TBL
        section += block.tag == P and block.find(_SECTION) is not None
    return [line for line in found if line.words]


@dataclass(frozen=True)
class _Place:
    section: int
    table: int = -1
    row: int = -1
    column: int = -1


def _placed(story: Story, block: Any, section: int, table: int) -> Iterator[tuple[_Place, Any]]:
    """The paragraphs of a block, each with where it stands."""
    if block.tag == P:
        yield _Place(section), block
    elif block.tag == TBL:
        for row, column, paragraph in _cells(story, block):
            yield _Place(section, table, row, column), paragraph


def _cells(story: Story, table: Any) -> Iterator[tuple[int, int, Any]]:
    for r, row in enumerate(rows(table)):
        for c, cell in enumerate(row):
            yield from ((r, c, paragraph) for paragraph in _paragraphs(story, cell))


def _paragraphs(story: Story, container: Any) -> Iterator[Any]:
    """Those of tables in it too; a cell merged with the one above has none of its own."""
    for block in () if container is None else story.blocks(container):
        if block.tag == P:
            yield block
        elif block.tag == TBL:
            yield from (paragraph for _, _, paragraph in _cells(story, block))


def _with_boxes(story: Story, paragraph: Any) -> Iterator[Any]:
    """A paragraph and those of the text boxes that hang on it."""
    yield paragraph
    boxes, story.letters.boxes = story.letters.boxes, []
    for box in boxes:
        for inner in _paragraphs(story, box):
            yield from _with_boxes(story, inner)


def _runs(letters: Letters) -> list[Any]:
    """Those that hold anything to be seen."""
    seen = (piece.leaf.getparent() for piece in letters if piece.text.strip())
    return [run for run in dict.fromkeys(seen) if run.tag == qn("w:r")]


def _text(letters: Letters) -> str:
    return "".join(piece.text for piece in letters)


def _digits(text: str | None) -> int:
    """A measure of the file; what is no number counts as none."""
    try:
        return int(float(text or 0))
    except ValueError:
        return 0


def _theme_fonts(document: Any) -> dict[str, str]:
    """The two typefaces of the theme, by the first letters of how a run names them."""
    found = [
        rel.target_part.blob
        for rel in document.part.rels.values()
        if rel.reltype.endswith("/theme")
    ]
    if not found:
        return {}
    theme = etree.fromstring(found[0], etree.XMLParser(resolve_entities=False, no_network=True))
    names = {kind: theme.find(f".//{{*}}{kind}Font/{{*}}latin") for kind in ("major", "minor")}
    return {kind: latin.get("typeface", "") for kind, latin in names.items() if latin is not None}


class _Looks:
    """Resolves a property: the run, then the paragraph's style and those it is based on, then the
    file's defaults.
    """

    def __init__(self, document: Any) -> None:
        root = document.styles.element
        self.styles = Styles(root)
        self.defaults = root.find(qn("w:docDefaults"))
        self.themes = _theme_fonts(document)

    def line(self, p: Any, story: Story, place: _Place) -> Line:
        letters = story.letters.of(p)
        chain = [*self.styles.chain(p), *(() if self.defaults is None else self.defaults)]
        looks = [_Look([run, *chain], self.themes) for run in _runs(letters)]
        shape = _Shape([p, *chain])
        return Line(
            text=_text(letters),
            section=place.section,
            table=place.table,
            row=place.row,
            column=place.column,
            fonts=frozenset(font for look in looks for font in look.fonts),
            sizes=frozenset(look.size for look in looks),
            bold=all(look.is_on("w:b") for look in looks),
            italic=all(look.is_on("w:i") for look in looks),
            align=shape.align,
            first_indent=shape.first_indent,
            gap=shape.gap,
            spacing=shape.spacing,
            colours=frozenset(look.colour for look in looks),
        )


@dataclass(frozen=True)
class _Look:
    """How a run looks: the places that speak of it, the nearest first."""

    places: list[Any]
    themes: dict[str, str]

    @property
    def fonts(self) -> tuple[str, str]:
        return self._font("ascii"), self._font("hAnsi")

    @property
    def size(self) -> float:
        return _digits(self._said("w:sz") or "20") / 2

    @property
    def colour(self) -> str:
        return self._said("w:color") or "auto"

    def is_on(self, name: str) -> bool:
        found = next(_properties(self.places, "w:rPr", name), _OFF)
        return found.get(qn("w:val")) not in ("0", "false", "none")

    def _said(self, name: str) -> str | None:
        return _first(self.places, "w:rPr", name, "w:val")

    def _font(self, script: str) -> str:
        """In one place a font of the theme goes before a font by name."""
        for fonts in _properties(self.places, "w:rPr", "w:rFonts"):
            theme, name = fonts.get(qn(f"w:{script}Theme")), fonts.get(qn(f"w:{script}"))
            if theme or name:
                return str(self.themes.get(theme[:5], theme) if theme else name)
        return "Times New Roman"  # Word's own where the file says nothing


@dataclass(frozen=True)
class _Shape:
    """How a paragraph is set: the places that speak of it, the nearest first."""

    places: list[Any]

    @property
    def align(self) -> str:
        said = _first(self.places, "w:pPr", "w:jc", "w:val") or "left"
        return ALIGN.get(said, said)

    @property
    def first_indent(self) -> float:
        """In millimetres."""
        return _digits(_first(self.places, "w:pPr", "w:ind", "w:firstLine")) * 25.4 / 1440

    @property
    def gap(self) -> float:
        """Above and below, in points."""
        return (_digits(self._spacing("before")) + _digits(self._spacing("after"))) / 20

    @property
    def spacing(self) -> float:
        """In lines; 0 where it is given in points."""
        if self._spacing("lineRule") not in (None, "auto"):
            return 0
        return _digits(self._spacing("line") or "240") / 240

    def _spacing(self, name: str) -> str | None:
        return _first(self.places, "w:pPr", "w:spacing", f"w:{name}")


def _first(places: list[Any], group: str, name: str, attribute: str) -> str | None:
    """The first of the places that says something: a property is
    written as group/name@attribute.
    """
    told = (found.get(qn(attribute)) for found in _properties(places, group, name))
    return next((str(value) for value in told if value is not None), None)


def _properties(places: list[Any], group: str, name: str) -> Iterator[Any]:
    """What the places say of a property, the nearest first."""
    found = (place.find(f"{qn(group)}/{qn(name)}") for place in places)
    return (element for element in found if element is not None)
