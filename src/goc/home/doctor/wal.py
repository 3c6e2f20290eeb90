"""SQLite's write-ahead log read without SQLite: whether anything in it would silently be lost.

SQLite takes the frames up to the first whose checksum is wrong, and forgets the rest without a
word. Format: https://www.sqlite.org/fileformat2.html#walformat
"""

from __future__ import annotations

import struct
import time
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

HEADER, FRAME = 32, 24
MAGIC = {0x377F0682: "<", 0x377F0683: ">"}
VERSION = 3007000
PAGE_SIZES = {2**power for power in range(9, 17)}
AGAIN_AFTER = 0.5


def fault_of_log(path: Path) -> str | None:
    """What is wrong with the log, or None. Looks twice: a process may be writing it."""
    fault = _fault(path)
    if fault is None:
        return None
    time.sleep(AGAIN_AFTER)
    return fault if _fault(path) == fault else None


@dataclass
class _Log:
    """The checksum goes on from frame to frame; `order` is that of its words."""

    order: str
    page_size: int
    salts: bytes
    first: int = 0
    second: int = 0

    def add(self, data: bytes) -> None:
        one, two = self.first, self.second
        for left, right in struct.iter_unpack(f"{self.order}II", data):
            one = (one + left + two) & 0xFFFFFFFF
            two = (two + right + one) & 0xFFFFFFFF
        self.first, self.second = one, two

    def agrees(self, told: bytes) -> bool:
        return struct.pack(">II", self.first, self.second) == told


def _fault(path: Path) -> str | None:
    with path.open("rb") as file:
        header = file.read(HEADER)
        if len(header) < HEADER:
            return None  # nothing was ever committed to it
        log = _opened(header)
        if log is None:
            return _("phần đầu của tệp không đúng")
        good, lost = _frames(file, log)
    if not lost:
        return None
    return _("hỏng từ khung %(bad)s, %(n)s khung sau đó sẽ mất") % {"bad": good + 1, "n": lost}


def _opened(header: bytes) -> _Log | None:
    magic, version, page_size = struct.unpack(">III", header[:12])
    if magic not in MAGIC or version != VERSION or page_size not in PAGE_SIZES:
        return None
    log = _Log(MAGIC[magic], page_size, header[16:24])
    log.add(header[:24])
    return log if log.agrees(header[24:]) else None


def _frames(file: BinaryIO, log: _Log) -> tuple[int, int]:
    """How many frames are good; and how many of this log follow the first that is not. None
    follow where the log simply ends: then comes what is left of an older one.
    """
    good = 0
    while frame := _next(file, log):
        log.add(frame[:8])
        log.add(frame[FRAME:])
        if frame[8:16] != log.salts or not log.agrees(frame[16:FRAME]):
            break
        good += 1
    return good, _of_this_log(file, log)


def _of_this_log(file: BinaryIO, log: _Log) -> int:
    count = 0
    while frame := _next(file, log):
        count += frame[8:16] == log.salts
    return count


def _next(file: BinaryIO, log: _Log) -> bytes:
    """A whole frame, or nothing: a half one at the end was never committed."""
    frame = file.read(FRAME + log.page_size)
    return frame if len(frame) == FRAME + log.page_size else b""
