"""A Vega-Lite spec as inline SVG on a page. Drawing itself is the papers' (`goc.papers.charts`)."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe


def draw(spec: dict[str, Any], label: str) -> SafeString:
    """`label` says in words what the picture shows; it is all a screen reader gets."""
    svg = import_module("goc.papers.charts").svg(
        spec
    )  # slow: loads the renderer, only where a chart is drawn
    return format_html(
        '<figure class="chart" role="img" aria-label="{}">{}</figure>', label, mark_safe(svg)
    )
