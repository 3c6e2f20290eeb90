"""The papers of a dossier as they leave it: nothing is shown or sent before its digest agrees with
the manifest.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.utils.functional import Promise

from goc.lib.canonical import digest
from goc.lib.errors import HiddenError, NotInOrderError
from goc.papers.codec import from_json
from goc.papers.formats import FORMATS, render
from goc.papers.model import Paper
from goc.papers.printing import readdressed
from goc.snapshots.keeping import settle_row
from goc.snapshots.manifests import MalformedError, parse
from goc.snapshots.verify import read_manifest
from goc.summing_up.kinds import DOSSIER
from goc.summing_up.manifest import Manifest, dossier_manifest
from goc.summing_up.models import Dossier

SECTION = '<section class="sheet'
TITLES: dict[str, str | Promise] = {kind.name: kind.title for kind in DOSSIER}


@dataclass(frozen=True)
class OnShelf:
    """A paper with the formats it can be taken away in; those for the screen are left out."""

    name: str
    title: str | Promise
    formats: tuple[str, ...]


def papers_of(manifest: Manifest) -> list[OnShelf]:
    rows = manifest.papers
    known = [*(n for n in TITLES if n in rows), *(n for n in rows if n not in TITLES)]
    return [OnShelf(n, TITLES.get(n, n), tuple(f for f in rows[n] if f != "html")) for n in known]


def manifest_of(dossier: Dossier) -> Manifest:
    """Raises NotInOrderError when the manifest is missing or is not the one recorded at the
    building.
    """
    settle_row(dossier)
    data, problems = read_manifest(dossier.folder, dossier.manifest_sha256)
    if data is None or problems:
        raise _changed()
    try:
        return dossier_manifest(data)
    except MalformedError:
        raise _changed() from None


def _changed() -> NotInOrderError:
    return NotInOrderError(
        "Bản kê của bộ hồ sơ không còn như khi dựng (SHA-256 khác bản đã ghi). Hãy dựng lại bộ hồ "
        "sơ."
    )


def checked(dossier: Dossier, manifest: Manifest, file: str) -> bytes:
    """The bytes of one file. Raises HiddenError for what the manifest does not list,
    NotInOrderError when altered.
    """
    if file not in manifest.files:
        raise HiddenError("Bộ hồ sơ không có văn bản này.")
    path = dossier.folder / file
    data = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
    if digest(data) != manifest.files[file]:
        raise NotInOrderError(
            "Tệp «%(file)s» đã bị thay đổi sau khi dựng (SHA-256 khác bản kê). Không gửi tệp này; "
            "hãy dựng lại.",
            file=file,
        )
    return data


def file_of(dossier: Dossier, name: str, format_: str) -> bytes:
    """A paper as a file; only papers, never the snapshot beside them."""
    manifest = manifest_of(dossier)
    if format_ not in manifest.papers.get(name, ()) or format_ not in FORMATS:
        raise HiddenError("Bộ hồ sơ không có văn bản này.")
    return checked(dossier, manifest, f"{name}.{format_}")


def paper_of(dossier: Dossier, name: str) -> Paper:
    """The content of a paper as it was built."""
    manifest = manifest_of(dossier)
    if name not in manifest.papers:
        raise HiddenError("Bộ hồ sơ không có văn bản này.")
    return from_json(parse(checked(dossier, manifest, f"contents/{name}.json")))


def review_of(dossier: Dossier, manifest: Manifest) -> dict[str, Any]:
    """The verdicts on the requirements and the problems found by the machine checks, as of the
    building.
    """
    return parse(checked(dossier, manifest, "contents/review.json"))


def html_of(dossier: Dossier, name: str, appendix: str = "") -> tuple[str, list[tuple[str, str]]]:
    """The page of a paper, each link into the site asking the dossier's own snapshot; and its
    appendices to turn to.

    `appendix`: the number of the one to show alone.
    """
    paper = paper_of(dossier, name)
    every = [(a.number, a.title) for a in paper.appendices if a.number]
    alone = [a for a in paper.appendices if a.number == appendix] if appendix else []
    if alone:
        paper = replace(paper, appendices=tuple(alone))
    snapshot = urlencode({"snapshot": str(dossier.snapshot.public_id)})
    paper = readdressed(paper, lambda href: f"{href}{'&' if '?' in href else '?'}{snapshot}")
    fragment = render(paper, "html").decode()
    if alone or name == "phu-luc":
        opening, _letter, *sheets = fragment.split(SECTION)
        fragment = SECTION.join([opening, *sheets])
    return fragment, every
