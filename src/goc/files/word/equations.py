"""An equation of Word in one line: a fraction as a/b, a power as x², a root as √(x)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from goc.files.word.names import SPACES, T

M = f"{{{SPACES['m']}}}"
RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
SIMPLE = re.compile(r"[\w.,%]*")
RAISABLE = re.compile(r"[0-9+-]+")
LEFT_OUT = {f"{M}ctrlPr", f"{{{SPACES['w']}}}del", f"{{{SPACES['w']}}}moveFrom"}


def text_of(element: Any) -> str:
    """Of an `m:oMath` or anything inside one."""
    if element.tag in (f"{M}t", T):
        return element.text or ""
    written = FORMS.get(element.tag)
    return written(element) if written else _inside(element)


def _inside(element: Any) -> str:
    if element.tag in LEFT_OUT or str(element.tag).endswith("Pr"):
        return ""
    return "".join(text_of(child) for child in element.iterchildren("*"))


def _part(element: Any, name: str) -> str:
    found = element.find(f"{M}{name}")
    return "" if found is None else text_of(found)


def _bracketed(text: str) -> str:
    return text if SIMPLE.fullmatch(text) else f"({text})"


def _fraction(element: Any) -> str:
    return f"{_bracketed(_part(element, 'num'))}/{_bracketed(_part(element, 'den'))}"


def _power(element: Any) -> str:
    base, above = _bracketed(_part(element, "e")), _part(element, "sup").strip()
    low = _part(element, "sub")
    below = f"_{_bracketed(low)}" if low else ""
    if RAISABLE.fullmatch(above):
        return base + below + above.translate(RAISED)
    return f"{base}{below}^{_bracketed(above)}" if above else base + below


def _root(element: Any) -> str:
    degree = _part(element, "deg").strip().translate(RAISED)
    return f"{degree}√{_bracketed(_part(element, 'e'))}"


def _brackets(element: Any) -> str:
    about = element.find(f"{M}dPr")
    begin, end, between = (_mark(about, *mark) for mark in MARKS)
    return f"{begin}{between.join(text_of(e) for e in element.iterchildren(f'{M}e'))}{end}"


MARKS = (("begChr", "("), ("endChr", ")"), ("sepChr", ";"))


def _mark(about: Any, name: str, otherwise: str) -> str:
    found = None if about is None else about.find(f"{M}{name}")
    return otherwise if found is None else found.get(f"{M}val", otherwise)


def _sum(element: Any) -> str:
    about = element.find(f"{M}naryPr")
    sign, over = _mark(about, "chr", "∫"), [_part(element, name) for name in ("sub", "sup")]
    limits = f"({'; '.join(filter(None, over))})" if any(over) else ""
    return f"{sign}{limits} {_part(element, 'e')}"


def _rows(element: Any) -> str:
    return "; ".join(map(text_of, element.iterchildren(f"{M}mr", f"{M}e")))


def _row(element: Any) -> str:
    return " ".join(map(text_of, element))


FORMS: dict[str, Callable[[Any], str]] = {
    f"{M}f": _fraction,
    f"{M}sSup": _power,
    f"{M}sSub": _power,
    f"{M}sSubSup": _power,
    f"{M}rad": _root,
    f"{M}d": _brackets,
    f"{M}nary": _sum,
    f"{M}eqArr": _rows,
    f"{M}m": _rows,
    f"{M}mr": _row,
}
