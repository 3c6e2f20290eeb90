"""Letters of the fonts before Unicode: TCVN 3 (.VnTime; .VnTimeH shows capitals) and VNI, told
by the font or by what the words would be, and converted.

A word of Vietnamese is known by its build (`is_syllable`). Bytes of old fonts come in as the letters
that Windows-1252 has there: `TriÖu ThÞ Kiªn` is `Triệu Thị Kiên` in TCVN 3.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

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
_INITIALS = (
    "ngh",
    "ng",
    "nh",
    "ch",
    "gh",
    "kh",
    "ph",
    "qu",
    "th",
    "tr",
    "b",
    "c",
    "d",
    "đ",
    "g",
    "h",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "x",
)
_INITIAL = re.compile(rf"gi(?=[aâeêoôơuư])|{'|'.join(_INITIALS)}|")
_RHYMES = frozenset(
    {
        "uyên",
        "uyêt",
        "uych",
        "uynh",
        "iêng",
        "iêm",
        "iên",
        "iêp",
        "iêt",
        "iêc",
        "iêu",
        "yêng",
        "yêm",
        "yên",
        "yêt",
        "yêu",
        "ươi",
        "ươu",
        "ương",
        "ươm",
        "ươn",
        "ươp",
        "ươt",
        "ươc",
        "uông",
        "uôm",
        "uôn",
        "uôt",
        "uôc",
        "uôi",
        "uây",
        "uân",
        "uât",
        "uâng",
        "oang",
        "oanh",
        "oach",
        "oac",
        "oai",
        "oay",
        "oan",
        "oat",
        "oam",
        "oap",
        "oao",
        "oeo",
        "oen",
        "oet",
        "oăng",
        "oăn",
        "oăt",
        "oăm",
        "oăc",
        "oong",
        "ooc",
        "uơ",
        "uê",
        "uêch",
        "uênh",
        "uyu",
        "uya",
        "uy",
        "uyt",
        "uyp",
        "ai",
        "ay",
        "ao",
        "au",
        "am",
        "an",
        "ang",
        "anh",
        "ap",
        "at",
        "ac",
        "ach",
        "ăm",
        "ăn",
        "ăng",
        "ăp",
        "ăt",
        "ăc",
        "âm",
        "ân",
        "âng",
        "âp",
        "ât",
        "âc",
        "ây",
        "âu",
        "em",
        "en",
        "eng",
        "ep",
        "et",
        "ec",
        "eo",
        "êm",
        "ên",
        "ênh",
        "êng",
        "êp",
        "êt",
        "êch",
        "êu",
        "im",
        "in",
        "inh",
        "ip",
        "it",
        "ich",
        "iu",
        "ia",
        "om",
        "on",
        "ong",
        "op",
        "ot",
        "oc",
        "oi",
        "oa",
        "oe",
        "ôm",
        "ôn",
        "ông",
        "ôp",
        "ôt",
        "ôc",
        "ôi",
        "ơm",
        "ơn",
        "ơp",
        "ơt",
        "ơi",
        "um",
        "un",
        "ung",
        "up",
        "ut",
        "uc",
        "ui",
        "ua",
        "ưm",
        "ưn",
        "ưng",
        "ưt",
        "ưc",
        "ưi",
        "ưa",
        "ưu",
        "iê",
        "yê",
        "a",
        "ă",
        "â",
        "e",
        "ê",
        "i",
        "o",
        "ô",
        "ơ",
        "u",
        "ư",
        "y",
        "ynh",
        "yt",
        "yp",
    }
)
_CLOSED = re.compile(r"(?:ch|c|p|t)$")
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_CLOSED_TONES = {"\u0301", "\u0323"}
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


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether a word is built as Vietnamese ones are: initial, rhyme, one tone that the rhyme can
    bear.
    """
    letters = unicodedata.normalize("NFD", word.lower().replace("đ", "\ue000"))
    tones = [c for c in letters if c in _TONES]
    kept = "".join(c for c in letters if c not in _TONES)
    plain = unicodedata.normalize("NFC", kept).replace("\ue000", "đ")
    if len(tones) > 1 or _INITIAL.sub("", plain, count=1) not in _RHYMES:
        return False
    return not (_CLOSED.search(plain) and tones and tones[0] not in _CLOSED_TONES)


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
