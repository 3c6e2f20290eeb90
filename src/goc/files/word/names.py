"""The elements of WordprocessingML and its neighbours, by name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "v": "urn:schemas-microsoft-com:vml",
}
STRICT = {
    "http://purl.oclc.org/ooxml/wordprocessingml/main": SPACES["w"],
    "http://purl.oclc.org/ooxml/officeDocument/math": SPACES["m"],
    "http://purl.oclc.org/ooxml/drawingml/main": SPACES["a"],
    "http://purl.oclc.org/ooxml/drawingml/chart": SPACES["c"],
    "http://purl.oclc.org/ooxml/drawingml/diagram": SPACES["dgm"],
    "http://purl.oclc.org/ooxml/drawingml/picture": SPACES["pic"],
    "http://purl.oclc.org/ooxml/officeDocument/relationships": SPACES["r"],
}
"""What Word writes in the same places under «Strict Open XML»."""


def q(name: str) -> str:
    """`w:p` as lxml writes it."""
    space, _, local = name.partition(":")
    return f"{{{SPACES[space]}}}{local}"


@cache
def _tags(names: str) -> tuple[str, ...]:
    return tuple(map(q, names.split("/")))


def at(element: Any, names: str) -> Any:
    """The element at `w:a/w:b`, or None, also of None; faster than lxml's own way by paths."""
    for tag in _tags(names):
        if element is None:
            return None
        element = next(element.iterchildren(tag), None)
    return element


def children(element: Any, name: str) -> Iterator[Any]:
    """Those of a name that stand in it; none of None."""
    return iter(()) if element is None else element.iterchildren(q(name))


def value(element: Any, names: str, otherwise: str | None = None) -> str | None:
    """What the element at `w:a/w:b` says with its `w:val`."""
    found = at(element, names)
    said = None if found is None else found.get(VAL)
    return otherwise if said is None else str(said)


def said(element: Any, names: str, otherwise: str = "") -> str:
    """As `value`; `otherwise` also where it says nothing."""
    return value(element, names) or otherwise


def is_on(element: Any, names: str) -> bool | None:
    """A switch is on where it only stands; None where it does not stand at all."""
    found = at(element, names)
    return None if found is None else found.get(VAL) not in OFF


def made_plain(root: Any) -> Any:
    """With the names of the transitional form, where it is written in the strict one."""
    if root.tag.partition("}")[0].lstrip("{") not in STRICT:
        return root
    for element in root.iter("*"):
        element.tag = _plain(element.tag)
        for name in [name for name in element.attrib if name.startswith("{http://purl")]:
            element.set(_plain(name), element.attrib.pop(name))
    return root


def _plain(name: str) -> str:
    space, brace, local = name.lstrip("{").partition("}")
    return f"{{{STRICT.get(space, space)}}}{local}" if brace else name


OFF = ("0", "false", "off", "none")
VAL, TYPE, ID, CHAR = q("w:val"), q("w:type"), q("w:id"), q("w:char")
BODY, P, TBL, TR, TC, R, T = (q(f"w:{tag}") for tag in ("body", "p", "tbl", "tr", "tc", "r", "t"))
