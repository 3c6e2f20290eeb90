"""An office file with the parts given, and ways to make its zip lie."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

CENTRAL = b"PK\x01\x02"
FLAGS, PACKED, UNPACKED = 8, 20, 24
"""Where they stand in an entry of the central directory."""
LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a0 'ha'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
    + "]>"
)
STRANGER = "<!DOCTYPE x [<!ENTITY a9 SYSTEM 'file:///etc/passwd'>]>"


def repeated(piece: str, times: int) -> Iterator[str]:
    """In strings of a megabyte, so that the maker stays small."""
    many = max(1, 2**20 // len(piece))
    for _ in range(times // many):
        yield piece * many
    yield piece * (times % many)


def written(path: Path, parts: dict[str, str | Iterable[str]]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            with archive.open(name, "w", force_zip64=True) as out:
                for piece in [data] if isinstance(data, str) else data:
                    out.write(piece.encode())
    return path


def zeros(path: Path, name: str, megabytes: int) -> Path:
    """One more part of so many megabytes that packs to a thousandth."""
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open(name, "w") as out,
    ):
        for _ in range(megabytes):
            out.write(b" " * 2**20)
    return path


def lying(path: Path, name: str, *, size: int | None = None, locked: bool = False) -> Path:
    """The entry of one part claims another unpacked size, or a password."""
    data = bytearray(path.read_bytes())
    at = data.index(CENTRAL)
    while data[at + 46 : at + 46 + len(name)] != name.encode():
        at = data.index(CENTRAL, at + 1)
    if size is not None:
        struct.pack_into("<I", data, at + UNPACKED, size)
    if locked:
        struct.pack_into("<H", data, at + FLAGS, data[at + FLAGS] | 1)
    path.write_bytes(bytes(data))
    return path


def cut(path: Path) -> Path:
    data = path.read_bytes()
    path.write_bytes(data[: 2 * len(data) // 3])
    return path
