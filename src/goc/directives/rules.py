"""What a directive's words become when they are kept: plain values."""

from __future__ import annotations


def shortened(text: str, most: int) -> str:
    """Cut between words, with an ellipsis that says so."""
    return text if len(text) <= most else text[: most - 2].rsplit(" ", 1)[0] + " …"
