"""One spelling of a Vietnamese text: NFC, and the tone mark of open oa/oe/uy in one place (`hoà` =
`hòa`).

For comparing words only; what is printed keeps the spelling of its author.
"""

import re
import unicodedata

_OLD = {"a": "òóỏõọ", "e": "òóỏõọ", "y": "ùúủũụ"}
_NEW = {"a": "àáảãạ", "e": "èéẻẽẹ", "y": "ỳýỷỹỵ"}
_TO_OLD = {
    ("u" if last == "y" else "o") + new: old + last
    for last in "aey"
    for old, new in zip(_OLD[last], _NEW[last])
}
_TO_OLD |= {pair.title(): old.title() for pair, old in list(_TO_OLD.items())} | {
    pair.upper(): old.upper() for pair, old in list(_TO_OLD.items())
}
_TO_NEW = {old: new for new, old in _TO_OLD.items()}
# After q the u belongs to the consonant (quý, quạ): the mark has only one place there.
_OPEN_NEW = re.compile(rf"(?<![qQ])(?:{'|'.join(_TO_OLD)})(?![^\W\d_])")
_OPEN_OLD = re.compile(rf"(?<![qQ])(?:{'|'.join(_TO_NEW)})(?![^\W\d_])")


def nfc(text: str) -> str:
    """Composed letters: the form every offset of this product counts in."""
    return unicodedata.normalize("NFC", text)


def old_tone(text: str) -> str:
    """`hoà`, `thuỷ` to `hòa`, `thủy`; NFC in and out."""
    return _OPEN_NEW.sub(lambda match: _TO_OLD[match.group()], nfc(text))


def new_tone(text: str) -> str:
    """`hòa`, `thủy` to `hoà`, `thuỷ`; NFC in and out."""
    return _OPEN_OLD.sub(lambda match: _TO_NEW[match.group()], nfc(text))


def same(text: str) -> str:
    """The key under which two spellings of one phrase are equal: lower case, one tone place, single
    spaces.
    """
    return " ".join(old_tone(nfc(text).lower()).split())
