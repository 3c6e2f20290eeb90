"""PDF files, written object by object."""

from __future__ import annotations

import os
import zlib
from pathlib import Path

A4 = "[0 0 595 842]"
FONT = "<</Font<</F 9 0 R>>>>"
LETTERS = "BT /F 12 Tf 50 700 Td (Toan tinh co 15 xa) Tj ET"
HELVETICA = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def stream(data: str, more: str = "") -> bytes:
    return f"<</Length {len(data)}{more}>>stream\n{data}\nendstream".encode()


def packed(piece: bytes, times: int = 1, more: str = "") -> bytes:
    """A stream of one piece over and over."""
    press = zlib.compressobj()
    raw = b"".join(press.compress(piece) for _ in range(times)) + press.flush()
    head = f"<</Length {len(raw)}/Filter/FlateDecode{more}>>stream\n"
    return head.encode() + raw + b"\nendstream"


def pdf(folder: Path, objects: dict[int, str | bytes], trailer: str = "") -> Path:
    """Object 1 is the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, content in objects.items():
        places[number] = len(out)
        body = content.encode() if isinstance(content, str) else content
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = len(out)
    size = max(objects) + 1
    out += b"xref\n0 %d\n" % size
    for number in range(size):
        kept = number in places
        out += b"%010d %05d %c \n" % (places.get(number, 0), 0 if kept else 65535, b"fn"[kept])
    out += b"trailer<</Root 1 0 R/Size %d%s>>\nstartxref\n%d\n%%%%EOF" % (
        size,
        trailer.encode().replace(b"HERE", b"%d" % table),
        table,
    )
    path = folder / "a.pdf"
    path.write_bytes(bytes(out))
    return path


def one_page(
    folder: Path, content: bytes, *, box: str = A4, resources: str = FONT, **more: str | bytes
) -> Path:
    return pdf(
        folder,
        {
            1: "<</Type/Catalog/Pages 2 0 R>>",
            2: "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: f"<</Type/Page/Parent 2 0 R/MediaBox{box}/Contents 4 0 R/Resources{resources}>>",
            4: content,
            9: HELVETICA,
            **{int(name[1:]): value for name, value in more.items()},
        },
    )


IMAGE = "<</XObject<</I 5 0 R>>>>"


def image(width: int, height: int, rows: int = 1) -> bytes:
    """With so many of its rows there."""
    more = f"/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceGray"
    return packed(bytes(width), rows, more + "/BitsPerComponent 8")


def scan(folder: Path, box: str, picture: bytes) -> Path:
    """A page that is a picture."""
    drawn = stream("6000 0 0 6000 0 0 cm /I Do")
    return one_page(folder, drawn, box=box, resources=IMAGE, o5=picture)


def huge_page(folder: Path) -> Path:
    return scan(folder, "[0 0 6000 6000]", image(8, 1))


def monstrous_page(folder: Path) -> Path:
    return scan(folder, "[0 0 2000000 2000000]", image(8, 1))


def giant_image(folder: Path) -> Path:
    return scan(folder, A4, image(100_000, 100_000))


def packed_image(folder: Path) -> Path:
    """A picture of 12,000 by 12,000 that is all there, in 140 kB."""
    return scan(folder, A4, image(12_000, 12_000, 12_000))


def many_pages(folder: Path) -> Path:
    kids = " ".join("3 0 R" for _ in range(100_000))
    return pdf(
        folder,
        {
            1: "<</Type/Catalog/Pages 2 0 R>>",
            2: f"<</Type/Pages/Kids[{kids}]/Count 100000>>",
            3: f"<</Type/Page/Parent 2 0 R/MediaBox{A4}>>",
        },
    )


def pages_claimed(folder: Path) -> Path:
    """A thousand pages of which none is there."""
    return pdf(folder, {1: "<</Type/Catalog/Pages 2 0 R>>", 2: "<</Type/Pages/Kids[]/Count 1000>>"})


def page_loop(folder: Path) -> Path:
    return pdf(
        folder,
        {
            1: "<</Type/Catalog/Pages 2 0 R>>",
            2: "<</Type/Pages/Kids[3 0 R]/Count 5>>",
            3: "<</Type/Pages/Parent 2 0 R/Kids[2 0 R 3 0 R]/Count 5>>",
        },
    )


def form_loop(folder: Path) -> Path:
    """A form that draws itself twice."""
    own = "/Type/XObject/Subtype/Form/BBox[0 0 600 900]/Resources<</XObject<</X 5 0 R>>>>"
    return one_page(
        folder,
        stream("/X Do " + LETTERS),
        resources="<</XObject<</X 5 0 R>>/Font<</F 9 0 R>>>>",
        o5=stream("/X Do /X Do", own),
    )


def form_tower(folder: Path) -> Path:
    """Twelve forms, each of which draws the next one ten times."""
    more: dict[str, bytes] = {}
    for number in range(10, 22):
        own = f"/Type/XObject/Subtype/Form/BBox[0 0 600 900]/Resources<</XObject<</X {number + 1} 0 R>>>>"
        more[f"o{number}"] = stream("/X Do " * 10, own)
    more["o22"] = stream("0 0 m 9 9 l S", "/Type/XObject/Subtype/Form/BBox[0 0 600 900]")
    resources = "<</XObject<</X 10 0 R>>/Font<</F 9 0 R>>>>"
    return one_page(folder, stream("/X Do " + LETTERS), resources=resources, **more)


def packed_content(folder: Path) -> Path:
    return one_page(folder, packed(b" " * 2**20, 300))


def many_letters(folder: Path) -> Path:
    """Twelve million letters on one page."""
    return one_page(folder, packed(b"BT /F 1 Tf (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj ET ", 400_000))


def many_states(folder: Path) -> Path:
    return one_page(folder, packed(b"q " * 2**19, 40))


def deep_arrays(folder: Path) -> Path:
    return pdf(folder, {1: "<</Type/Catalog/Pages " + "[" * 3_000_000 + ">>"})


def table_loop(folder: Path) -> Path:
    """The table of objects says that it goes on at itself."""
    catalogue = "<</Type/Catalog/Pages 2 0 R>>"
    pages = "<</Type/Pages/Kids[]/Count 0>>"
    return pdf(folder, {1: catalogue, 2: pages}, "/Prev HERE")


def cut_off(folder: Path) -> Path:
    path = one_page(folder, stream(LETTERS * 100))
    path.write_bytes(path.read_bytes()[:300])
    return path


def rubbish(folder: Path) -> Path:
    path = folder / "a.pdf"
    path.write_bytes(b"%PDF-1.7\n" + os.urandom(200_000))
    return path


MAKERS = {
    make.__name__: make
    for make in (
        huge_page,
        monstrous_page,
        giant_image,
        packed_image,
        many_pages,
        pages_claimed,
        page_loop,
        form_loop,
        form_tower,
        packed_content,
        many_letters,
        many_states,
        deep_arrays,
        table_loop,
        cut_off,
        rubbish,
    )
}
