"""Letters of symbol fonts as letters of Unicode."""

from __future__ import annotations

from typing import Any

from goc.files.word.names import CHAR, q

FONT = q("w:font")
PRIVATE = 0xF000
UNKNOWN = "□"
SYMBOL = {
    0xA2: "′",
    0xA3: "≤",
    0xA5: "∞",
    0xAC: "←",
    0xAE: "→",
    0xB0: "°",
    0xB1: "±",
    0xB2: "″",
    0xB3: "≥",
    0xB4: "×",
    0xB7: "•",
    0xB8: "÷",
    0xB9: "≠",
    0xBB: "≈",
    0xBC: "…",
    0xD6: "√",
    0xE5: "∑",
    0x61: "α",
    0x62: "β",
    0x67: "γ",
    0x64: "δ",
    0x44: "Δ",
    0x6D: "μ",
    0x70: "π",
    0x53: "Σ",
    0x2D: "−",
}
WINGDINGS = {0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xA8: "□", 0x6F: "□", 0x78: "☒", 0xE0: "→", 0x2D: "-"}
FONTS = {"symbol": SYMBOL, "wingdings": WINGDINGS}


def symbol(element: Any) -> str:
    """What a `w:sym` shows; digits and signs have their own places in the font «Symbol» too."""
    try:
        code = int(element.get(CHAR, ""), 16)
    except ValueError:
        return UNKNOWN
    font, place = (element.get(FONT) or "").lower(), code - PRIVATE if code >= PRIVATE else code
    known = FONTS.get(font)
    if known is None:
        return chr(code) if 0x20 <= code < 0xD800 else UNKNOWN
    if place in known:
        return known[place]
    is_sign = font == "symbol" and 0x20 <= place < 0x41
    return chr(place) if is_sign else UNKNOWN
