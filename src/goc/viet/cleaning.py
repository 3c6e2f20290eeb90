"""Letters as they come in from keyboards, old fonts, Word and the web, into those that are kept.

Ð of other alphabets is Đ, Ƣ of a wrong conversion is Ư; what cannot be seen is dropped; every
space is
a space; full-width letters and digits are plain ones; an apostrophe inside a word is ' (R'lấp).
A text that is read is brought to it once, before anything counts offsets in it
(`files.text.plain`).
"""

import re
import unicodedata

OTHER_LETTERS = {"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ", "Ƣ": "Ư", "ƣ": "ư"}
"""Of other alphabets, and what each is here."""
_UNSEEN = "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_DIRECTIONS = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
_SPACES = [0x00A0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000]
_FULL_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_TABLE: dict[int, str | None] = {
    **{ord(odd): kept for odd, kept in OTHER_LETTERS.items()},
    **dict.fromkeys(map(ord, _UNSEEN)),
    **dict.fromkeys(_DIRECTIONS),
    **dict.fromkeys(_SPACES, " "),
    **_FULL_WIDTH,
}
_APOSTROPHES = "’‘‛ʼʻʹ´`′ꞌ"
STRAIGHT = dict.fromkeys(map(ord, _APOSTROPHES), "'")
_ODD = re.compile("[" + re.escape("".join(map(chr, _TABLE)) + _APOSTROPHES) + "]")
_APOSTROPHE = re.compile(rf"(?<=\w)[{_APOSTROPHES}](?=\w)")


def tidy(text: str) -> str:
    """NFC with the letters of this site; lines and spaces stay where they are."""
    if text.isascii() and "`" not in text:
        return text
    plain = unicodedata.normalize("NFC", text)
    if not _ODD.search(plain):
        return plain
    plain = plain.translate(_TABLE)
    return _APOSTROPHE.sub("'", unicodedata.normalize("NFC", plain))
