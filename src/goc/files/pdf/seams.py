"""How two pieces of a text that was broken at the end of a line are put together again."""

from __future__ import annotations

import re
from collections.abc import Iterable

LETTER_HYPHEN = re.compile(r"[^\W\d_][-‐\u00ad]$")
SIGN_HYPHEN = re.compile(r"\w[-–‐]$")
BROKEN_THOUSAND = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})*\.(\d{1,2})$")
REST_OF_THOUSAND = re.compile(r"(\d{1,2})(?!\d)")
DECIMAL = re.compile(r"(?<![\d.,])\d+,$"), re.compile(r"\d+\s?%")
POINTED = re.compile(r"[.,]\d")


def joined(lines: Iterable[str]) -> str:
    text = ""
    for line in lines:
        text = seamed(text, line) if text else line
    return text


def seamed(text: str, line: str) -> str:
    """A hyphen that parts a word goes, since words of this language are not written together; one
    that stands in a number, a name or a symbol stays. A broken number becomes whole.
    """
    text, line = text.rstrip(), line.lstrip()
    if not text or not line:
        return text + line
    if LETTER_HYPHEN.search(text) and line[0].islower():
        return f"{text[:-1]} {line}"
    if SIGN_HYPHEN.search(text) or text[-1] == "/" or line[0] == "/":
        return text + line
    return text + line if is_one_number(text, line) else f"{text} {line}"


def is_one_number(text: str, line: str) -> bool:
    if broken := BROKEN_THOUSAND.search(text):
        rest = REST_OF_THOUSAND.match(line)
        return rest is not None and len(broken[1]) + len(rest[1]) == 3
    if text[-1].isdigit() and POINTED.match(line):
        return True
    return bool(DECIMAL[0].search(text) and DECIMAL[1].match(line))
