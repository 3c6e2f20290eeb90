"""Letters of the fonts before Unicode: TCVN 3 (.VnTime; .VnTimeH shows capitals) and VNI, told
by the font or by what the words would be, and converted.

A word of Vietnamese is known by its build (`syllables`). Bytes of old fonts come in as the letters
that Windows-1252 has there: `TriÖu ThÞ Kiªn` is `Triệu Thị Kiên` in TCVN 3.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from goc.viet.syllables import is_syllable

UNICODE, TCVN3, VNI = "unicode", "tcvn3", "vni"
_TCVN3_LETTERS = {
    "¡": "Ă",
    "¢": "Â",
    "§": "Đ",
    "£": "Ê",
    "¤": "Ô",
    "¥": "Ơ",
    "¦": "Ư",
    "¨": "ă",
    "©": "â",
    "ª": "ê",
    "«": "ô",
    "¬": "ơ",
    "\u00ad": "ư",
    "®": "đ",
    "µ": "à",
    "¸": "á",
    "¶": "ả",
    "·": "ã",
    "¹": "ạ",
    "»": "ằ",
    "¾": "ắ",
    "¼": "ẳ",
    "½": "ẵ",
    "Æ": "ặ",
    "Ç": "ầ",
    "Ê": "ấ",
    "È": "ẩ",
    "É": "ẫ",
    "Ë": "ậ",
    "Ì": "è",
    "Ð": "é",
    "Î": "ẻ",
    "Ï": "ẽ",
    "Ñ": "ẹ",
    "Ò": "ề",
    "Õ": "ế",
    "Ó": "ể",
    "Ô": "ễ",
    "Ö": "ệ",
    "×": "ì",
    "Ý": "í",
    "Ø": "ỉ",
    "Ü": "ĩ",
    "Þ": "ị",
    "ß": "ò",
    "ã": "ó",
    "á": "ỏ",
    "â": "õ",
    "ä": "ọ",
    "å": "ồ",
    "è": "ố",
    "æ": "ổ",
    "ç": "ỗ",
    "é": "ộ",
    "ê": "ờ",
    "í": "ớ",
    "ë": "ở",
    "ì": "ỡ",
    "î": "ợ",
    "ï": "ù",
    "ó": "ú",
    "ñ": "ủ",
    "ò": "ũ",
    "ô": "ụ",
    "õ": "ừ",
    "ø": "ứ",
    "ö": "ử",
    "÷": "ữ",
    "ù": "ự",
    "ú": "ỳ",
    "ý": "ý",
    "û": "ỷ",
    "ü": "ỹ",
    "þ": "ỵ",
}
_TCVN3_TABLE = str.maketrans(_TCVN3_LETTERS)
_VNI_LETTERS = {
    "aø": "à",
    "aù": "á",
    "aû": "ả",
    "aõ": "ã",
    "aï": "ạ",
    "eø": "è",
    "eù": "é",
    "eû": "ẻ",
    "eõ": "ẽ",
    "eï": "ẹ",
    "oø": "ò",
    "où": "ó",
    "oû": "ỏ",
    "oõ": "õ",
    "oï": "ọ",
    "uø": "ù",
    "uù": "ú",
    "uû": "ủ",
    "uõ": "ũ",
    "uï": "ụ",
    "yø": "ỳ",
    "yù": "ý",
    "yû": "ỷ",
    "yõ": "ỹ",
    "yï": "ỵ",
    "ôø": "ờ",
    "ôù": "ớ",
    "ôû": "ở",
    "ôõ": "ỡ",
    "ôï": "ợ",
    "öø": "ừ",
    "öù": "ứ",
    "öû": "ử",
    "öõ": "ữ",
    "öï": "ự",
    "Aø": "À",
    "AØ": "À",
    "Aù": "Á",
    "AÙ": "Á",
    "Aû": "Ả",
    "AÛ": "Ả",
    "Aõ": "Ã",
    "AÕ": "Ã",
    "Aï": "Ạ",
    "AÏ": "Ạ",
    "Eø": "È",
    "EØ": "È",
    "Eù": "É",
    "EÙ": "É",
    "Eû": "Ẻ",
    "EÛ": "Ẻ",
    "Eõ": "Ẽ",
    "EÕ": "Ẽ",
    "Eï": "Ẹ",
    "EÏ": "Ẹ",
    "Oø": "Ò",
    "OØ": "Ò",
    "Où": "Ó",
    "OÙ": "Ó",
    "Oû": "Ỏ",
    "OÛ": "Ỏ",
    "Oõ": "Õ",
    "OÕ": "Õ",
    "Oï": "Ọ",
    "OÏ": "Ọ",
    "Uø": "Ù",
    "UØ": "Ù",
    "Uù": "Ú",
    "UÙ": "Ú",
    "Uû": "Ủ",
    "UÛ": "Ủ",
    "Uõ": "Ũ",
    "UÕ": "Ũ",
    "Uï": "Ụ",
    "UÏ": "Ụ",
    "Yø": "Ỳ",
    "YØ": "Ỳ",
    "Yù": "Ý",
    "YÙ": "Ý",
    "Yû": "Ỷ",
    "YÛ": "Ỷ",
    "Yõ": "Ỹ",
    "YÕ": "Ỹ",
    "Yï": "Ỵ",
    "YÏ": "Ỵ",
    "Ôø": "Ờ",
    "ÔØ": "Ờ",
    "Ôù": "Ớ",
    "ÔÙ": "Ớ",
    "Ôû": "Ở",
    "ÔÛ": "Ở",
    "Ôõ": "Ỡ",
    "ÔÕ": "Ỡ",
    "Ôï": "Ợ",
    "ÔÏ": "Ợ",
    "Öø": "Ừ",
    "ÖØ": "Ừ",
    "Öù": "Ứ",
    "ÖÙ": "Ứ",
    "Öû": "Ử",
    "ÖÛ": "Ử",
    "Öõ": "Ữ",
    "ÖÕ": "Ữ",
    "Öï": "Ự",
    "ÖÏ": "Ự",
    "aâ": "â",
    "aà": "ầ",
    "aá": "ấ",
    "aå": "ẩ",
    "aã": "ẫ",
    "aä": "ậ",
    "eâ": "ê",
    "eà": "ề",
    "eá": "ế",
    "eå": "ể",
    "eã": "ễ",
    "eä": "ệ",
    "oâ": "ô",
    "oà": "ồ",
    "oá": "ố",
    "oå": "ổ",
    "oã": "ỗ",
    "oä": "ộ",
    "Aâ": "Â",
    "AÂ": "Â",
    "Aà": "Ầ",
    "AÀ": "Ầ",
    "Aá": "Ấ",
    "AÁ": "Ấ",
    "Aå": "Ẩ",
    "AÅ": "Ẩ",
    "Aã": "Ẫ",
    "AÃ": "Ẫ",
    "Aä": "Ậ",
    "AÄ": "Ậ",
    "Eâ": "Ê",
    "EÂ": "Ê",
    "Eà": "Ề",
    "EÀ": "Ề",
    "Eá": "Ế",
    "EÁ": "Ế",
    "Eå": "Ể",
    "EÅ": "Ể",
    "Eã": "Ễ",
    "EÃ": "Ễ",
    "Eä": "Ệ",
    "EÄ": "Ệ",
    "Oâ": "Ô",
    "OÂ": "Ô",
    "Oà": "Ồ",
    "OÀ": "Ồ",
    "Oá": "Ố",
    "OÁ": "Ố",
    "Oå": "Ổ",
    "OÅ": "Ổ",
    "Oã": "Ỗ",
    "OÃ": "Ỗ",
    "Oä": "Ộ",
    "OÄ": "Ộ",
    "aê": "ă",
    "aè": "ằ",
    "aé": "ắ",
    "aú": "ẳ",
    "aü": "ẵ",
    "aë": "ặ",
    "Aê": "Ă",
    "AÊ": "Ă",
    "Aè": "Ằ",
    "AÈ": "Ằ",
    "Aé": "Ắ",
    "AÉ": "Ắ",
    "Aú": "Ẳ",
    "AÚ": "Ẳ",
    "Aü": "Ẵ",
    "AÜ": "Ẵ",
    "Aë": "Ặ",
    "AË": "Ặ",
    "ô": "ơ",
    "Ô": "Ơ",
    "ö": "ư",
    "Ö": "Ư",
    "ñ": "đ",
    "Ñ": "Đ",
    "í": "í",
    "Í": "Í",
    "ì": "ì",
    "Ì": "Ì",
    "æ": "ỉ",
    "Æ": "Ỉ",
    "ó": "ĩ",
    "Ó": "Ĩ",
    "ò": "ị",
    "Ò": "Ị",
    "î": "ỵ",
    "Î": "Ỵ",
}
"""A sign behind a vowel belongs to it; some signs are letters of their own."""
_VNI_SIGNS = re.compile("|".join(_VNI_LETTERS))
_BY_FONT = ((re.compile(r"^vni[- ]?"), VNI), (re.compile(r"^\.?vn[a-z]"), TCVN3))
_OLD_WORD = re.compile(r"[A-Za-z\u00a1-\u00ff]+")


def encoding_of_font(font: str) -> str:
    """`tcvn3` for .VnTime and its like, `vni` for VNI-Times, empty for others."""
    name = font.strip().lower()
    return next((encoding for sign, encoding in _BY_FONT if sign.match(name)), "")


def shows_capitals(font: str) -> bool:
    """.VnTimeH, .VnArialH: small letters are drawn as capitals."""
    return encoding_of_font(font) == TCVN3 and font.strip().endswith("H")


def converted(text: str, encoding: str) -> str:
    """In Unicode, composed; `encoding` is tcvn3 or vni, anything else leaves the text as it is."""
    read = _CONVERTERS.get(encoding, str)
    return unicodedata.normalize("NFC", read(text))


def _of_tcvn3(text: str) -> str:
    """Letter by letter."""
    return text.translate(_TCVN3_TABLE)


def _of_vni(text: str) -> str:
    """Letter by letter, a vowel with its sign as one."""
    return _VNI_SIGNS.sub(lambda found: _VNI_LETTERS[found[0]], text)


_CONVERTERS: dict[str, Callable[[str], str]] = {TCVN3: _of_tcvn3, VNI: _of_vni}


@dataclass
class Votes:
    """Words that can only be of one encoding, by encoding."""

    unicode: int = 0
    tcvn3: int = 0
    vni: int = 0

    def count(self, encoding: str, number: int = 1) -> None:
        """One more word for an encoding."""
        setattr(self, encoding, getattr(self, encoding) + number)

    def winner(self) -> str:
        """That of most words, Unicode where none says otherwise."""
        ranked = sorted((UNICODE, TCVN3, VNI), key=lambda name: -getattr(self, name))
        return ranked[0]


def votes_of(texts: Iterable[str]) -> Votes:
    """What all words of these texts say together."""
    votes = Votes()
    for text in texts:
        for encoding in said_by(text):
            votes.count(encoding)
    return votes


@lru_cache(maxsize=20_000)
def said_by(text: str) -> tuple[str, ...]:
    """For each word with a letter beyond ASCII the encoding it must be of, where only one fits."""
    if text.isascii():
        return ()
    said = []
    for word in _marked_words(text):
        fitting = [name for name in (UNICODE, TCVN3, VNI) if _fits(word, name)]
        said += fitting if len(fitting) == 1 else []
    return tuple(said)


def _marked_words(text: str) -> list[str]:
    """Words with a letter beyond ASCII."""
    parts = re.split(r"[\s,.;:()/\"'–-]+", unicodedata.normalize("NFC", text))
    return [part for part in parts if part and not part.isascii()]


def _fits(word: str, encoding: str) -> bool:
    """Whether the word is one, read so."""
    if encoding != UNICODE and not _OLD_WORD.fullmatch(word):
        return False
    made = converted(word, encoding)
    return made.isalpha() and is_syllable(made)
