"""Photographs of a paper made one PDF, in the child: upright, small, without what the camera wrote
beside the picture (where it was taken, when, with what).
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from goc.lib.errors import InputError

MOST_PIXELS = 80_000_000
LONGEST_SIDE = 2200
"""Of a page as it is kept: 190 pixels to an inch of A4."""
LARGEST = 2 * 2**20
STEPS = ((2200, 78), (1900, 68), (1600, 58), (1300, 48), (1050, 40), (850, 32), (700, 25))
"""Longest side and quality, from the best to what is still read."""
A4_INCHES = 11.69
KINDS = ("JPEG", "PNG", "WEBP")


def upright(path: str, name: str) -> bytes:
    """One photograph as a JPEG: turned as it was held, no larger than a page needs. Raises
    InputError.
    """
    try:
        with Image.open(Path(path), formats=KINDS) as found:
            return _jpeg(_page(found, name), LONGEST_SIDE, 85)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise InputError(
            "Ảnh %(name)s bị hỏng hoặc bị cắt giữa chừng; hãy chụp hoặc gửi lại.", name=name
        ) from error


def _page(found: Image.Image, name: str) -> Image.Image:
    width, height = found.size
    if width * height > MOST_PIXELS:
        raise InputError(
            "Ảnh %(name)s lớn hơn %(most)d triệu điểm ảnh; hãy chụp lại ở cỡ thường.",
            name=name,
            most=MOST_PIXELS // 10**6,
        )
    found.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    turned = ImageOps.exif_transpose(found)
    with_paper = Image.new("RGB", turned.size, "white")
    solid = turned.convert("RGBA") if turned.has_transparency_data else turned.convert("RGB")
    with_paper.paste(solid, mask=solid if solid.mode == "RGBA" else None)
    return with_paper


def _jpeg(page: Image.Image, side: int, quality: int) -> bytes:
    out = io.BytesIO()
    page.thumbnail((side, side))
    page.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


def pdf(pages: Sequence[bytes], name: str) -> bytes:
    """Pages that `upright` gave, in their order, as a PDF of at most `LARGEST` bytes. Raises
    InputError where they are too many.
    """
    for data in _smaller_and_smaller(pages):
        if len(data) <= LARGEST:
            return data
    raise InputError(
        "%(count)d ảnh không ghép được thành một PDF dưới 2 MB mà còn đọc được; hãy chia thành hai "
        "văn bản.",
        count=len(pages),
        name=name,
    )


def _smaller_and_smaller(pages: Sequence[bytes]) -> Iterator[bytes]:
    for side, quality in STEPS:
        drawn = [_scaled(page, side) for page in pages]
        out = io.BytesIO()
        drawn[0].save(
            out,
            "PDF",
            save_all=True,
            append_images=drawn[1:],
            quality=quality,
            resolution=max(drawn[0].size) / A4_INCHES,
        )
        yield out.getvalue()


def _scaled(page: bytes, side: int) -> Image.Image:
    image = Image.open(io.BytesIO(page), formats=("JPEG",))
    image.thumbnail((side, side))
    return image
