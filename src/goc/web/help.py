"""What each page is for, in two sentences: read from the `help.toml` of each room, by the name of
the page's address. Where more is told is a guide (docs/).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.apps import apps
from django.http import HttpRequest
from django.utils.translation import get_language

from goc.web.menu import address

FILE = "help.toml"


@dataclass(frozen=True)
class Help:
    """`vi`, `en`: two sentences each; `guide`: the guide's place below docs/, without its
    ending.
    """

    vi: str
    en: str
    guide: str = ""

    @property
    def text(self) -> str:
        return self.en if get_language() == "en" else self.vi

    @property
    def guide_url(self) -> str:
        return address("guide", self.guide) if self.guide else ""


@cache
def helps() -> dict[str, Help]:
    files = [Path(app.path, FILE) for app in apps.get_app_configs()]
    told = [tomllib.loads(file.read_text("utf-8")) for file in files if file.exists()]
    return {name: Help(**said) for room in told for name, said in room.items()}


def help_of(request: HttpRequest) -> Help | None:
    """None where no address was found, or none is told of it."""
    match = request.resolver_match
    return helps().get(match.url_name or "") if match else None
