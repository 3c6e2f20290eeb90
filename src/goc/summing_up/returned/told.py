"""What a comparison says outside pages: the lines and the JSON of `goc dossier compare`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from goc.summing_up.returned.loading import Returned, Where


def told(found: Returned) -> dict[str, Any]:
    """`{"round", "paper", "dossier", "snapshot", "as_exported", "sections": [{"key", "title", "state",
    "old", "new"}], "numbers": [{"page", "line", "paragraph", "laid_out", "section", "state", "found",
    "snapshot", "figure", "sentence", "message"}], "unplaced": [{…place, "why", "near", "text"}],
    "aside": [{…place, "was", "text", "numbers"}], "removed": [text], "deletions", "comments":
    [{…place, "author", "text"}], "unread": {kind: count}}`.

    `state` of a section: unchanged, changed, conflict; of a number: differs, gone, new. `page` is
    null where nobody knows it, `line` where the file was not laid out (`laid_out` false).
    """
    compared = found.compared
    return {
        "round": found.round.code,
        "paper": found.kind.name,
        "dossier": str(found.dossier.public_id),
        "snapshot": str(found.round.snapshot.public_id) if found.round.snapshot else None,
        "as_exported": compared.is_as_exported,
        "sections": [
            {
                "key": part.section.key,
                "title": part.section.title,
                "state": part.state,
                "old": list(part.old),
                "new": [back.line.text for back in part.paragraphs],
            }
            for part in compared.sections
        ],
        "numbers": [
            {
                **place_of(where),
                "section": question.section or None,
                "state": question.number.state,
                "found": question.number.found or None,
                "snapshot": question.number.says or None,
                "figure": question.number.code or None,
                "sentence": question.back.line.text,
                "message": question.number.message or None,
            }
            for question, where in zip(compared.questions, found.of_questions, strict=True)
        ],
        "unplaced": [
            {**_of_line(found, one.line.line["number"]), "why": one.why, "near": one.near}
            | {"text": one.line.text}
            for one, _back in compared.unplaced
        ],
        "aside": [
            {**_of_line(found, one.line.line["number"]), "was": one.line.was}
            | {"text": one.line.text, "numbers": list(one.numbers)}
            for one in compared.aside
        ],
        "removed": list(compared.placed.removed),
        "deletions": [
            {**_of_line(found, one["line"]), "author": one["author"], "text": one["text"]}
            for one in compared.edited["deletions"]
        ],
        "comments": [
            {**_of_line(found, one["line"]), "author": one["author"], "text": one["text"]}
            for one in compared.edited["comments"]
        ],
        "unread": dict(compared.edited["unread"]),
    }


def _of_line(found: Returned, number: int) -> dict[str, Any]:
    return place_of(found.of_lines.get(number, Where(0, 0, number, False)))


def place_of(where: Where) -> dict[str, Any]:
    return {
        "page": where.page or None,
        "line": where.line or None,
        "paragraph": where.paragraph,
        "laid_out": where.is_laid_out,
    }


STATES = {
    "differs": gettext_lazy("khác bản chốt"),
    "gone": gettext_lazy("không còn trong đoạn"),
    "new": gettext_lazy("số gõ tay mới"),
}


def in_words(found: Returned) -> Iterator[str]:
    """A line for each difference."""
    compared = found.compared
    for part in compared.changed:
        yield gettext("Mục %(key)s «%(title)s»: đã sửa") % {
            "key": part.section.key,
            "title": part.section.title,
        }
    for question, where in zip(compared.questions, found.of_questions, strict=True):
        number = question.number
        says = gettext("; bản chốt: %(says)s") % {"says": number.says} if number.says else ""
        yield f"{where}: {number.found or '–'} ({STATES[number.state]}{says})"
    for one, _back in compared.unplaced:
        yield gettext("Chưa xếp được vào mục nào: %(text)s") % {"text": one.line.text}
    for aside in compared.aside:
        place = found.of_lines.get(aside.line.line["number"])
        numbers = ", ".join(aside.numbers) or "–"
        yield gettext("%(where)s, ngoài phần lời: số mới %(numbers)s: %(text)s") % {
            "where": place,
            "numbers": numbers,
            "text": aside.line.text,
        }
    if compared.is_as_exported:
        yield gettext("Không khác bản đã xuất.")
