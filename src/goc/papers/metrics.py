"""How wide text is in the typeface of papers, measured from the fonts that the PDF is set in: Times
New Roman has the same widths. Knows no table and no page.
"""

from __future__ import annotations

import ctypes
from functools import cache
from pathlib import Path
from threading import Lock

import pypdfium2
from pypdfium2 import raw

FONTS = Path(__file__).parents[1] / "assets" / "fonts"
MM_PER_POINT = 25.4 / 72
UNSEEN = 1.0
"""Em; of a letter that the font does not have."""
_FACES = {
    (False, False): "Tinos_400Regular.ttf",
    (True, False): "Tinos_700Bold.ttf",
    (False, True): "Tinos_400Regular_Italic.ttf",
    (True, True): "Tinos_700Bold_Italic.ttf",
}
_LETTERS = (range(0x20, 0x250), range(0x300, 0x370), range(0x1E00, 0x1F00), range(0x2000, 0x2300))
"""Those of Vietnamese and of its neighbours, marks put on letters, signs."""
_measuring = Lock()  # the library measures for one thread at a time


def width(text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """In mm, on one line; letters are not drawn closer together in pairs."""
    return ems(text, bold=bold, italic=italic) * size * MM_PER_POINT


def ems(text: str, *, bold: bool = False, italic: bool = False) -> float:
    """In em."""
    advances = _advances(bold, italic)
    return sum(advances.get(letter, UNSEEN) for letter in text)


def _advances(bold: bool, italic: bool) -> dict[str, float]:
    with _measuring:
        return _measured(bold, italic)


@cache
def _measured(bold: bool, italic: bool) -> dict[str, float]:
    """Letter → its width in em."""
    data = (FONTS / _FACES[bold, italic]).read_bytes()
    bytes_ = (ctypes.c_uint8 * len(data)).from_buffer_copy(data)
    document = pypdfium2.PdfDocument.new()
    try:
        font = raw.FPDFText_LoadFont(document.raw, bytes_, len(data), raw.FPDF_FONT_TRUETYPE, 1)
        try:
            return {chr(code): _advance(font, code) for letters in _LETTERS for code in letters}
        finally:
            raw.FPDFFont_Close(font)
    finally:
        document.close()


def _advance(font: object, code: int) -> float:
    """PDFium gives thousandths of an em at a size of 1000; 0 where it knows no such letter."""
    found = ctypes.c_float()
    raw.FPDFFont_GetGlyphWidth(font, code, 1000.0, found)
    is_mark = 0x300 <= code < 0x370
    return 0.0 if is_mark else found.value / 1000 or UNSEEN
