"""A checked text as pages show it: the figures marked in it, and the finding beside each with the
cards to open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy

from goc.figures.drafts import Checked, Said

STATES = {
    "agrees": ("✓", "good", gettext_lazy("khớp")),
    "differs": ("≠", "bad", gettext_lazy("lệch")),
    "choice": ("?", "warn", gettext_lazy("cần chọn")),
    "untied": ("·", "quiet", gettext_lazy("ngoài hồ sơ")),
    "arithmetic": ("∑", "bad", gettext_lazy("sai phép tính")),
}
Piece = tuple[str, dict[str, Any] | None]
"""Words, and how they are marked."""


def counted(checked: Checked) -> list[tuple[str, str, str, object, int]]:
    return [(name, *STATES[name], n) for name, n in checked.counts.items()]


def marked(pieces: Iterable[tuple[str, Said | None]]) -> list[Piece]:
    return [(text, _mark(said) if said else None) for text, said in pieces]


def _state(said: Said) -> str:
    return "arithmetic" if said.arithmetic and said.state in ("untied", "agrees") else said.state


def _mark(said: Said) -> dict[str, Any]:
    symbol, _, label = STATES[_state(said)]
    title = "\n".join(said.sentences()) or said.finding.message
    css = f"{said.state}{' arithmetic' if said.arithmetic else ''}"
    return {"number": said.number, "css": css, "symbol": symbol, "title": f"{label}: {title}"}


def beside(
    said: Said, query: Mapping[str, str], binds: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """A finding as listed: its states (two when the figures do not add up either), sentences, cards
    to open.

    `binds`: by indicator what a press of its button sends to put the figure in place of the number,
    where that may be.
    """
    states = [_labelled(said.state, said.finding.message)]
    if said.arithmetic:
        states.append(_labelled("arithmetic", said.arithmetic))
    cards = [
        (i.label, f"{reverse('figure', args=[i.id])}?{urlencode(query)}", (binds or {}).get(i.id))
        for i in said.figures
    ]
    return {"said": said, "claim": said.finding.claim, "states": states, "cards": cards}


def _labelled(state: str, message: str) -> tuple[str, str, object, str]:
    return (*STATES[state], message)
