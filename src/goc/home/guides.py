"""The guides of docs/ as pages: how-tos, the tutorial, explanations and reference, read offline."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy
from markdown_it import MarkdownIt
from markdown_it.token import Token

import goc
from goc.lib.errors import HiddenError
from goc.viet.names import fold

PACKAGE = Path(goc.__file__).parent
FOLDERS: dict[str, str | Promise] = {
    "tutorial": gettext_lazy("Bắt đầu"),
    "how-to": gettext_lazy("Cách làm"),
    "explanation": gettext_lazy("Giải thích"),
    "reference": gettext_lazy("Tra cứu"),
}
HEADING = re.compile(r"^#{1,6} +(.+)$", re.M)
SIGNS = re.compile(r"[`*_]")


def home() -> Path:
    """In the wheel they lie beside the code, in a checkout where they are written."""
    packed = PACKAGE / "docs"
    return packed if packed.is_dir() else PACKAGE.parents[1] / "docs"


@dataclass(frozen=True)
class Guide:
    """`place`: below docs/, without its ending."""

    place: str
    text: str

    @property
    def title(self) -> str:
        found = HEADING.search(self.text)
        return SIGNS.sub("", found[1]) if found else self.place

    @property
    def url(self) -> str:
        return reverse("guide", args=[self.place])

    def sections(self) -> Iterator[tuple[str, str]]:
        """Each heading with the words below it."""
        heads = list(HEADING.finditer(self.text))
        ends = [head.start() for head in heads[1:]] + [len(self.text)]
        for head, end in zip(heads, ends, strict=True):
            yield SIGNS.sub("", head[1]), self.text[head.start() : end]


@cache
def guides() -> dict[str, Guide]:
    paths = [path for folder in FOLDERS for path in sorted((home() / folder).glob("*.md"))]
    read = [Guide(f"{path.parent.name}/{path.stem}", path.read_text("utf-8")) for path in paths]
    return {guide.place: guide for guide in read if not guide.place.endswith("/README")}


def guide_at(place: str) -> Guide:
    """Raises HiddenError."""
    found = guides().get(place)
    if found is None:
        raise HiddenError("Không có bài hướng dẫn này.")
    return found


def by_folder() -> list[tuple[str | Promise, list[Guide]]]:
    every = guides().values()
    return [
        (label, [guide for guide in every if guide.place.startswith(f"{folder}/")])
        for folder, label in FOLDERS.items()
    ]


def image_at(name: str) -> Path:
    """Raises HiddenError."""
    found = {path.name: path for path in (home() / "images").glob("*.png")}.get(name)
    if found is None:
        raise HiddenError("Không có hình này.")
    return found


@dataclass(frozen=True)
class Found:
    """A section with all the words asked for."""

    guide: Guide
    heading: str

    @property
    def url(self) -> str:
        return f"{self.guide.url}#{anchor(self.heading)}"


def search(text: str) -> list[Found]:
    words = fold(text).split()
    return [
        Found(guide, heading)
        for guide in guides().values()
        for heading, said in guide.sections()
        if words and all(word in fold(said) for word in words)
    ]


# --- as a page


def anchor(heading: str) -> str:
    """As the links inside the guides have it."""
    return re.sub(r"[^\w\s-]", "", heading.lower()).strip().replace(" ", "-")


@cache
def drawn(place: str) -> SafeString:
    """The guide as HTML, below its title. What is written in it as HTML is shown, not taken as
    such.
    """
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = _below_the_title(markdown.parse(guide_at(place).text))
    for token in _all(tokens):
        _led(token, posixpath.dirname(place))
    for opening, inside in pairwise(tokens):
        if opening.type == "heading_open":
            opening.attrSet("id", anchor(SIGNS.sub("", inside.content)))
        if opening.type in {"fence", "table_open"}:
            opening.attrSet("tabindex", "0")
    return SafeString(markdown.renderer.render(tokens, markdown.options, {}))


def _below_the_title(tokens: list[Token]) -> list[Token]:
    return tokens[3:] if tokens and tokens[0].tag == "h1" else tokens


def _all(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from token.children or ()


def _led(token: Token, folder: str) -> None:
    """A link to another guide leads to its page, one to what is not served to the list of all."""
    if token.type == "image":
        name = posixpath.basename(str(token.attrGet("src")))
        token.attrSet("src", reverse("guide_image", args=[name]))
    if token.type == "link_open":
        token.attrSet("href", _address(str(token.attrGet("href")), folder))


def _address(href: str, folder: str) -> str:
    if href.startswith(("#", "http:", "https:")):
        return href
    path, _, part = href.partition("#")
    place = posixpath.normpath(posixpath.join(folder, path)).removesuffix(".md")
    if place not in guides():
        return reverse("guides")
    return reverse("guide", args=[place]) + (f"#{part}" if part else "")
