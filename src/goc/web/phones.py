"""Telephone numbers that a phone can call."""

from __future__ import annotations

import re

from django.utils.html import format_html

SHORTEST = 3


def linked(text: str) -> str:
    """The number as a link; what holds none (a mask, a gap) stays as it is."""
    digits = re.sub(r"[^\d+]", "", text)
    if len(digits) < SHORTEST:
        return text
    return format_html('<a href="tel:{}">{}</a>', digits, text)
