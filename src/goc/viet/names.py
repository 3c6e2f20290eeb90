"""Vietnamese names: the folded key to search by, the key to sort by, one normal form of text."""

import re
import unicodedata
from functools import lru_cache

from goc.viet.cleaning import STRAIGHT, tidy

_LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyfjwz"
_TONES = {
    "": 0,
    "\u0300": 1,
    "\u0309": 2,
    "\u0303": 3,
    "\u0301": 4,
    "\u0323": 5,
}  # ngang huyền hỏi ngã sắc nặng
_MARKS = str.maketrans("", "", "".join(_TONES))
_ORDER = {letter: i + 1 for i, letter in enumerate(_LETTERS)}


_ODD_SPACE = re.compile(r"^\s|\s$|\s\s|[^\S ]")


def _bare(letter: str) -> str:
    """Without its marks; đ is d."""
    parts = unicodedata.normalize("NFD", letter.replace("đ", "d"))
    return "".join(part for part in parts if not unicodedata.combining(part))


_LATIN = [chr(code) for code in (*range(0x00C0, 0x0250), *range(0x1E00, 0x1F00))]
_BARE = {ord(c): _bare(c) for c in _LATIN if c.islower() and _bare(c).isascii()}
_BARE[ord("`")] = "'"
"""Nearly all letters that are folded; what else there is goes the long way."""


def clean(text: str) -> str:
    """The letters of this site (`cleaning`), single spaces, none at the ends: how every name is
    stored.
    """
    plain = tidy(text)
    return " ".join(plain.split()) if _ODD_SPACE.search(plain) else plain


def fold(text: str) -> str:
    """Lower case without tone marks, vowel marks and đ, raised digits lowered, single spaces: `Nông
    Văn Đức` gives `nong van duc`, whatever letters it was typed with.
    """
    plain = tidy(text)
    bare = plain.lower().translate(_BARE)
    if bare.isascii():
        return " ".join(bare.split())
    if not unicodedata.is_normalized("NFKC", plain):
        plain = tidy(unicodedata.normalize("NFKC", plain))
    letters = unicodedata.normalize("NFKD", plain.lower().replace("đ", "d"))
    kept = "".join(c for c in letters if not unicodedata.combining(c))
    return " ".join(kept.translate(STRAIGHT).split())


@lru_cache(maxsize=4096)
def _word_key(word: str) -> str:
    """Letters in Vietnamese alphabetical order first, tones (ngang huyền hỏi ngã sắc nặng) only to
    break ties.
    """
    letters, tones = [], []
    for char in unicodedata.normalize("NFC", word.lower()):
        parts = unicodedata.normalize("NFD", char)
        tone = next((t for t in parts[1:] if t in _TONES), "")
        base = unicodedata.normalize("NFC", parts.translate(_MARKS))
        letters.append(chr(0x100 + _ORDER[base]) if base in _ORDER else base)
        tones.append(str(_TONES[tone]))
    return "".join(letters) + "\x01" + "".join(tones)


def sort_key(full_name: str) -> str:
    """Given name (the last word) first, then family and middle names; compare keys
    as plain text.
    """
    words = clean(full_name).split(" ")
    return "\x02".join(_word_key(w) for w in [words[-1], *words[:-1]])


def text_key(text: str) -> str:
    """Vietnamese alphabetical order of a text read from left to right; digits by their value."""
    words = re.findall(r"\d+|[^\s\d]+", clean(text))
    return "\x02".join(w.zfill(9) if w.isdigit() else _word_key(w) for w in words)
