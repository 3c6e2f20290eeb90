"""Photographs of a paper: each made upright and bare as it comes in, all of them one PDF.

Those sent one by one wait in a basket of their user, in the site's folder, a day at most: what was
sent before the line was cut need not be sent again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings
from uuid_utils.compat import uuid7

from goc.accounts.models import User
from goc.files.marks.door import in_memory
from goc.lib.errors import HiddenError, InputError
from goc.lib.folders import remove
from goc.lib.locks import DAY, untouched
from goc.lib.workers import Limits, in_child
from goc.registry.actions import Upload

MOST = 30
PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"RIFF")
HEIC = b"ftyp"
LIMITS = Limits(seconds=20, megabytes=900, wall=90)


def is_picture(data: bytes) -> bool:
    return data.startswith(PICTURES) or data[4:8] == HEIC


def page_of(data: bytes, name: str) -> bytes:
    """One photograph as a page. Raises InputError."""
    if data[4:8] == HEIC:
        raise InputError(
            "Ảnh %(name)s có dạng HEIC, chưa đọc được. Trên iPhone: Cài đặt › Camera › Định dạng › "
            "«Tương thích nhất», rồi chụp lại; hoặc gửi ảnh dạng JPEG.",
            name=name,
        )
    if not is_picture(data):
        raise InputError("Tệp %(name)s không phải ảnh JPEG hay PNG.", name=name)
    with in_memory(data) as path:
        made: bytes = in_child(
            "goc.files.photos:upright", str(path), name, name=name, limits=LIMITS
        )
    return made


def scan_of(pages: Sequence[bytes], name: str) -> Upload:
    """The pages as one PDF. Raises InputError for none, or too many."""
    if not 0 < len(pages) <= MOST:
        raise InputError("Mỗi văn bản ghép từ 1 đến %(most)d ảnh.", most=MOST)
    data = in_child("goc.files.photos:pdf", list(pages), name, name=name, limits=LIMITS)
    return Upload(f"{Path(name).stem[:100] or 'anh-chup'}.pdf", "application/pdf", data)


# --- waiting, one by one


@dataclass(frozen=True)
class Basket:
    """Of one user."""

    folder: Path

    def pages(self) -> list[Path]:
        """In the order in which they came."""
        return sorted(self.folder.glob("*.jpg"))

    def add(self, data: bytes, name: str) -> None:
        """Raises InputError for what is no photograph, and once there are as many as one paper
        takes.
        """
        sweep()
        if len(self.pages()) >= MOST:
            raise InputError("Mỗi văn bản ghép từ 1 đến %(most)d ảnh.", most=MOST)
        page = page_of(data, name)
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = self.folder / f".{uuid7()}"
        new.write_bytes(page)
        new.rename(self.folder / f"{uuid7()}.jpg")

    def page(self, photo: UUID) -> Path:
        """Raises HiddenError."""
        path = self.folder / f"{photo}.jpg"
        if not path.is_file():
            raise HiddenError("Không có ảnh này; có thể đã quá một ngày.")
        return path

    def scan(self, name: str) -> Upload:
        return scan_of([page.read_bytes() for page in self.pages()], name)

    def clear(self) -> None:
        remove(self.folder)


def home() -> Path:
    return Path(settings.SITE) / "baskets"


def basket_of(user: User) -> Basket:
    return Basket(home() / str(user.public_id))


def stale() -> list[Path]:
    """Baskets to which nothing came for a day."""
    return sorted(folder for folder in home().glob("*") if untouched(folder, DAY))


def sweep() -> None:
    for folder in stale():
        remove(folder)
