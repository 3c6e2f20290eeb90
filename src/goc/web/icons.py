"""Icons as inline SVG, read once from the assets that `make setup` fetches (list:
tools/icons.txt).
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

FOLDER = Path(__file__).parents[1] / "assets" / "icons"


@cache
def shapes(name: str) -> str:
    """What stands inside the <svg>; nothing when the icon was not fetched (`goc
    doctor` says so).
    """
    path = FOLDER / f"{name}.svg"
    if not re.fullmatch(r"[a-z0-9-]+", name) or not path.exists():
        return ""
    inside = re.sub(r"^.*?<svg[^>]*>|</svg>\s*$", "", path.read_text(encoding="utf-8"), flags=re.S)
    return re.sub(
        r"\s*\n\s*", "", inside.replace('<path stroke="none" d="M0 0h24v24H0z" fill="none" />', "")
    )


def draw(name: str, label: str = "") -> SafeString:
    """Decoration unless it has a label; then it is read out."""
    role = (
        format_html('role="img" aria-label="{}"', label)
        if label
        else mark_safe('aria-hidden="true"')
    )
    return format_html(
        '<svg class="icon icon-{}" viewBox="0 0 24 24" width="20" height="20" fill="none" '
        'stroke="currentColor" '
        'stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" focusable="false" '
        "{}>{}</svg>",
        name,
        role,
        mark_safe(shapes(name)),
    )
