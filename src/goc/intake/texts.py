"""Names, numbers of digits and plain texts of a cell."""

from __future__ import annotations

import re
from typing import Any

from goc.intake.outcome import Offer, Reading, as_text, asked, refused, said, taken

_WORD = re.compile(r"[^\W_]+")
_BEFORE = re.compile(r"^(?:\d+\s*[.)/-]\s*)?(?:(?:đ/c|đồng chí|ông|bà)\b[.:]?\s+)?", re.IGNORECASE)
"""A number and a form of address, which offices write into the cell of a name."""
_BEHIND = re.compile(r"\s*[(\[].*$")
_ABROAD = re.compile(r"^\+84\s*(?=\d)")
_SEVERAL = re.compile(r"\s*(?:[/;,]|-(?=\s*0)|hoặc)\s*")
CITIZEN, OLD_CITIZEN = 12, 9


def read_text(value: Any, longest: int) -> Reading:
    """As written, without blanks around; refused when longer than that (0: no bound)."""
    text = as_text(value)
    if longest and len(text) > longest:
        return refused(f"dài {len(text)} ký tự, tối đa {longest}")
    return taken(text)


def read_name(value: Any, longest: int) -> Reading:
    """A name in capitals, or in small letters, is written as names are."""
    read = read_text(value, longest)
    if not read.is_right:
        return read
    text = read.value
    bare = _bare_name(value)
    if sum(map(str.isalpha, bare)) < 2:
        return refused("chưa phải là họ tên đầy đủ")
    if bare != text:
        return asked("ngoài họ tên còn ghi thêm", Offer(bare, bare), Offer(text, text))
    if not (text.isupper() or text.islower()):
        return read
    ordinary = _WORD.sub(lambda word: word[0].capitalize(), text)
    return said(ordinary, f"viết lại thành «{ordinary}»")


def _bare_name(value: Any) -> str:
    """The first line of the cell, without what is written around a name."""
    first = as_text(str(value).strip().partition("\n")[0])
    return _BEHIND.sub("", _BEFORE.sub("", first))


def read_citizen_number(value: Any, _longest: int = 0) -> Reading:
    """Twelve digits, nine on old papers. A cell of numbers drops the 0 in front: it is offered."""
    digits = _digits(value)
    if not digits:
        return refused("chỉ gồm chữ số 0–9")
    if isinstance(value, float | int):
        return _as_number(digits, CITIZEN, (CITIZEN - 1, CITIZEN - 2, CITIZEN, OLD_CITIZEN))
    if len(digits) in (CITIZEN, OLD_CITIZEN):
        return taken(digits)
    full = next((full for full in (OLD_CITIZEN, CITIZEN) if len(digits) == full - 1), 0)
    if not full:
        return refused("phải gồm 12 chữ số (giấy cũ: 9)")
    number = digits.zfill(full)
    return asked("thiếu một chữ số, có thể đã mất số 0 ở đầu", Offer(number, number))


def read_telephone(value: Any, longest: int) -> Reading:
    """Digits that begin with 0; without it, it is offered, and so is each of several."""
    several = [number for number in map(_digits, _SEVERAL.split(as_text(value))) if number]
    if len(several) > 1:
        return asked("có nhiều số", *(Offer(number, number) for number in several))
    digits = _digits(_ABROAD.sub("0", as_text(value)))
    if not digits:
        return refused("chỉ gồm chữ số 0–9")
    if longest and len(digits) > longest:
        return refused(f"dài {len(digits)} chữ số, tối đa {longest}")
    if digits.startswith("0"):
        return taken(digits)
    return asked("thiếu số 0 ở đầu (ô kiểu số làm mất số 0)", Offer("0" + digits, "0" + digits))


def _as_number(digits: str, full: int, lengths: tuple[int, ...]) -> Reading:
    """`lengths`: how many digits may be left of a number of `full` digits."""
    if len(digits) not in lengths:
        return refused("phải gồm 12 chữ số (giấy cũ: 9)")
    number = digits if len(digits) == OLD_CITIZEN else digits.zfill(full)
    return asked("ô kiểu số, có thể đã mất số 0 ở đầu", Offer(number, number))


def _digits(value: Any) -> str:
    """Empty where there are other signs than digits, blanks and dots."""
    text = as_text(value).replace(" ", "").replace(".", "")
    return text if text.isascii() and text.isdigit() else ""
