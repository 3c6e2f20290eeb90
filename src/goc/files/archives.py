"""An office file is a zip of XML: opened when its parts are within bounds; whatever is strange in
it becomes one sentence.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from lxml import etree

from goc.lib.errors import InputError

MOST_PARTS = 10_000
LARGEST_XML = 160 * 2**20
LARGEST_WHOLE = 400 * 2**20
SMALL = 8 * 2**20
"""A part of no more is read however well it was packed."""
PACKED_WELL = 100
"""Times: XML of an office program packs ten to forty times."""
BATCH = 1000
PARSING = {"resolve_entities": False, "no_network": True, "remove_blank_text": True}


@contextmanager
def opened(path: Path | IO[bytes], name: str, damage: InputError) -> Iterator[zipfile.ZipFile]:
    """The archive, with the sentence `damage` for whatever a library raises on the way.

    `zipfile` reads no part further than its entry says, and a part that is not what its entry says
    is damaged: so the sizes in the entries hold as bounds. Raises InputError for what passes them.
    """
    with damage_told(name, damage), zipfile.ZipFile(path) as archive:
        _check(archive.infolist(), name)
        yield archive


@contextmanager
def damage_told(name: str, damage: InputError) -> Iterator[None]:
    try:
        yield
    except (InputError, MemoryError):
        raise
    except Exception as error:  # zipfile, lxml, python-docx and calamine raise many kinds
        raise _reason(error, name, damage) from error


def check(source: IO[bytes], name: str) -> None:
    """For those who leave the opening to a library. Raises as `opened`."""
    with zipfile.ZipFile(source) as archive:
        _check(archive.infolist(), name)


def _reason(error: Exception, name: str, damage: InputError) -> Exception:
    code = getattr(error, "code", None)
    if code == etree.ErrorTypes.ERR_NO_MEMORY:
        return MemoryError()
    if code != etree.ErrorTypes.ERR_RESOURCE_LIMIT:
        return damage
    return InputError(
        "Tệp %(name)s không đọc được: nội dung lồng nhau quá sâu hoặc có một đoạn chữ quá dài. Hãy "
        "chép phần cần đọc sang tệp mới rồi đưa lại.",
        name=name,
    )


def _check(parts: list[zipfile.ZipInfo], name: str) -> None:
    whole = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or whole > LARGEST_WHOLE or any(map(_is_bomb, parts)):
        raise InputError(
            "Tệp %(name)s bung ra quá lớn (%(size)s MB, %(parts)s phần); không đọc. Hãy bỏ bớt "
            "ảnh, hoặc chép phần cần đọc sang tệp mới rồi đưa lại.",
            name=name,
            size=whole // 2**20,
            parts=len(parts),
        )


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    if part.file_size <= SMALL:
        return False
    is_xml = part.filename.lower().endswith((".xml", ".rels"))
    packed_well = part.file_size > PACKED_WELL * part.compress_size
    return packed_well or (is_xml and part.file_size > LARGEST_XML)


def tree(archive: zipfile.ZipFile, part: str) -> Any:
    """The root element of an XML part. Raises what lxml raises, and ValueError for a part that
    declares a document type.
    """
    with archive.open(part) as stream:
        found = etree.parse(stream, etree.XMLParser(**PARSING))
    check_type(found)
    return found.getroot()


def elements(archive: zipfile.ZipFile, part: str, tag: str) -> Iterator[Any]:
    """Each element of this tag when it is whole; those behind are let go. They have to be the only
    children of theirs. Raises as `tree`.
    """
    done = 0
    with archive.open(part) as stream:
        for _, element in etree.iterparse(stream, events=("end",), tag=tag, **PARSING):
            if not done:
                check_type(element.getroottree())
            yield element
            done += 1
            if done % BATCH == 0:
                del element.getparent()[:BATCH]


def check_type(document: Any) -> None:
    """No office program declares one; it is where entities that grow, or fetch files, are told."""
    if document.docinfo.internalDTD is not None:
        raise ValueError("a document type declaration")
