"""The English catalogue: collects every Vietnamese sentence of code and templates, merges,
compiles, checks.

usage: python tools/messages.py update | compile | check

update   adds new sentences with an empty translation, takes out those no longer used
compile  writes the .mo that Django reads
check    exit 1 when a sentence lacks its translation, is no longer used, or loses a %(name)s
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import django
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "goc"
PO = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
ERRORS = [
    "GocError",
    "InputError",
    "RefusedError",
    "NotInOrderError",
    "HiddenError",
    "ForbiddenError",
    "WrongUseError",
    "Mishap",
    "Unread",
]
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    **dict.fromkeys(["gettext", "gettext_lazy", "gettext_noop", "_"]),
    **dict.fromkeys(["ngettext", "ngettext_lazy"], (1, 2)),
    **dict.fromkeys(ERRORS, (1,)),
    "Question": (2,),
}
FIXED = datetime(
    2026, 1, 1, tzinfo=UTC
)  # a date in the file that changed each time would be noise in every commit
NAMES = re.compile(r"%\(\w+\)[sd]")
Message = str | tuple[str, ...]


def python_text(path: Path) -> str:
    """Python that calls gettext for each sentence of the file; a template is turned into such by
    Django.
    """
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return text
    from django.utils.translation.template import templatize  # needs settings

    return "\n".join(
        re.findall(
            r"\bn?gettext\((?:u?'(?:\\.|[^'\\])*'|u?\"(?:\\.|[^\"\\])*\"|[\s,]|\w+)*\)|"
            r"\b_\((?:'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")\)",
            templatize(text),
        )
    )


def used() -> dict[Message, None]:
    """Every sentence once, in order."""
    paths = sorted([*SOURCE.rglob("*.py"), *SOURCE.glob("*/templates/**/*.html")])
    return dict.fromkeys(message for path in paths for message in sentences(path))


def sentences(path: Path) -> Iterator[Message]:
    found = extract("python", io.BytesIO(python_text(path).encode()), KEYWORDS)
    for _line, message, _comments, _context in found:
        words = message if isinstance(message, tuple) else (message,)
        if words and all(words):
            yield message


def read() -> Catalog:
    if not PO.exists():
        return Catalog(locale="en")
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def merged(messages: dict[Message, None], old: Catalog) -> Catalog:
    catalog = Catalog(
        locale="en",
        project="goc",
        version="",
        copyright_holder="goc",
        creation_date=FIXED,
        revision_date=FIXED,
        last_translator="goc",
        language_team="goc",
        fuzzy=False,
        msgid_bugs_address="-",
        header_comment="# English for Gốc; msgids are Vietnamese.",
    )
    for message in messages:
        known = old.get(message)
        is_same = known is not None and isinstance(known.string, str) == isinstance(message, str)
        catalog.add(message, known.string if known and is_same else None)
    return catalog


def update() -> int:
    catalog = merged(used(), read())
    PO.parent.mkdir(parents=True, exist_ok=True)
    whole = io.BytesIO()
    write_po(whole, catalog, no_location=True, sort_output=True, width=0)
    PO.write_bytes(whole.getvalue())
    print(
        f"{len(catalog)} câu, {sum(1 for m in catalog if m.id and not translated(m.string))} câu "
        f"chưa dịch"
    )
    return 0


def compile() -> int:
    with PO.with_suffix(".mo").open("wb") as file:
        write_mo(file, read())
    return 0


def check() -> int:
    messages, catalog = used(), read()
    faults = [f"thừa: {m.id!r}" for m in catalog if m.id and m.id not in messages]
    for message in messages:
        known = catalog.get(message)
        if known is None or not translated(known.string):
            faults.append(f"chưa dịch: {message!r}")
        elif names(message) != names(known.string):
            faults.append(f"khác tham số: {message!r}")
    print("\n".join(faults) or f"{len(messages)} câu, đủ bản dịch")
    return 1 if faults else 0


def translated(string: Message) -> bool:
    return all(string) if isinstance(string, tuple) else bool(string)


def names(message: Message) -> set[str]:
    return set(NAMES.findall(" ".join(message) if isinstance(message, tuple) else message))


if __name__ == "__main__":
    settings.configure(USE_I18N=True)
    django.setup()
    commands = {"update": update, "compile": compile, "check": check}
    if len(sys.argv) != 2 or sys.argv[1] not in commands:
        print(__doc__)
        sys.exit(2)
    sys.exit(commands[sys.argv[1]]())
