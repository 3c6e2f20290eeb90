"""The one door for what people hand in: a file that bears a degree of secrecy is refused before
anything else looks at it. Nothing of it is written anywhere.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from goc.files.caps import allowance
from goc.files.marks.stamps import HEAD, degree_in
from goc.lib.errors import InputError, RefusedError
from goc.lib.workers import in_child

OLE = b"\xd0\xcf\x11\xe0"
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
"""What holds no letters to read."""
_known: deque[bytes] = deque(maxlen=64)
"""Digests of files that bear no mark: what was let in is not examined again by who reads it."""


def check_unmarked(path: Path) -> None:
    """Raises RefusedError for a file that bears a mark. Who cannot be read bears none that can be
    seen: its reader says what is wrong with it.
    """
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").digest()
        file.seek(0)
        head = file.read(1024)
    if digest in _known or head.startswith(PICTURES):
        return
    _refuse(_degree(path, head))
    _known.append(digest)


def check_bytes_unmarked(data: bytes) -> None:
    """As `check_unmarked`, of what lies in memory."""
    with in_memory(data) as path:
        check_unmarked(path)


def check_text_unmarked(text: str) -> None:
    """As `check_unmarked`, of what was recognised on a scan."""
    _refuse(degree_in([line] for line in text.splitlines()[:HEAD]))


def _refuse(degree: str) -> None:
    if degree:
        raise RefusedError(
            "Tệp có dấu chỉ độ mật «%(degree)s»: không được đưa vào hệ thống này, tệp không được "
            "lưu lại. Văn bản có độ mật chỉ ghi sổ (số, ngày, nơi ban hành), xử lý theo quy định "
            "về bảo vệ bí mật nhà nước.",
            degree=degree,
        )


@contextmanager
def in_memory(data: bytes) -> Iterator[Path]:
    """A path under which a child reads these bytes; where the system can, no disk sees them."""
    if not hasattr(os, "memfd_create"):
        with tempfile.TemporaryDirectory(prefix="goc-") as folder:
            path = Path(folder, "file")
            path.write_bytes(data)
            yield path
        return
    handle = os.memfd_create("goc")
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        yield Path(f"/proc/{os.getpid()}/fd/{handle}")


def _degree(path: Path, head: bytes) -> str:
    limits = allowance(path.stat().st_size)
    try:
        return str(in_child(_reader(head), str(path), "", name="", limits=limits))
    except InputError:
        return ""


def _reader(head: bytes) -> str:
    if b"%PDF-" in head:
        return "goc.files.marks.pdf:read"
    if head.startswith(b"PK"):
        return "goc.files.marks.office:read"
    if head.startswith(OLE):
        return "goc.files.marks.old:read"
    return "goc.files.marks.plain:read"
