"""The formats a paper can be rendered to: one module each with `render(paper) -> bytes`, and this
list.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from goc.lib.errors import InputError
from goc.papers.disclosure import public
from goc.papers.model import Paper, check
from goc.papers.ties import tied_paper
from goc.papers.wording import closed


@dataclass(frozen=True)
class Format:
    """`module` is imported when first used: the libraries behind it are slow to load."""

    name: str
    media_type: str
    module: str


FORMATS = {
    f.name: f
    for f in (
        Format(
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "goc.papers.formats.docx",
        ),
        Format("pdf", "application/pdf", "goc.papers.formats.pdf"),
        Format(
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "goc.papers.formats.xlsx",
        ),
        Format("html", "text/html; charset=utf-8", "goc.papers.formats.html"),
    )
}


def render(paper: Paper, format: str) -> bytes:
    """The same paper gives the same bytes, on any machine with the same libraries. Raises
    InputError for a paper that cannot be printed as it stands. A public paper leaves without small
    counts, keys and links.
    """
    if format not in FORMATS:
        raise InputError(
            "Không có định dạng “%(format)s”; có: %(known)s.",
            format=format,
            known=", ".join(sorted(FORMATS)),
        )
    check(paper)
    ready = tied_paper(closed(public(paper) if paper.audience == "public" else paper))
    data = import_module(FORMATS[format].module).render(ready)
    assert isinstance(data, bytes)
    return data
