"""Photographs of a paper become one upright PDF without what the camera wrote; a cut line loses one."""

from __future__ import annotations

import io
import os
import re

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from browsing import send
from goc.files import photos as drawing
from goc.home.serving import CHORES
from goc.lib.errors import InputError
from goc.registry import files
from goc.registry.models import Document
from goc.registry.photos import MOST, basket_of, page_of, scan_of, stale
from goc.registry.upkeep import let_go
from goc.units.models import UnitRight

pytestmark = pytest.mark.django_db
ORIENTATION, GPS = 0x0112, 0x8825
TURNED_LEFT = 6
"""The camera was held upright, the picture lies on its side."""


def photo(size=(400, 300), kind="JPEG", turned=1, corner="red", noise=0) -> bytes:
    """White, its first corner in a colour, with a place where it was taken."""
    image = (
        Image.effect_noise(size, noise).convert("RGB") if noise else Image.new("RGB", size, "white")
    )
    image.paste(corner, (0, 0, size[0] // 4, size[1] // 4))
    exif = Image.Exif()
    exif[ORIENTATION] = turned
    exif.get_ifd(GPS)[1] = "N"
    exif[0x010F] = "May anh cua xa"
    out = io.BytesIO()
    image.save(out, kind, exif=exif, quality=90)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def test_a_page_stands_upright_and_says_nothing_of_the_place():
    given = photo(turned=TURNED_LEFT)
    assert b"May anh cua xa" in given and opened(given).size == (400, 300)
    page = opened(page_of(given, "a.jpg"))
    assert (page.size, page.format, dict(page.getexif())) == ((300, 400), "JPEG", {})
    red, green, _ = page.getpixel((290, 10))
    assert red - green > 150  # the first corner is now at the right


def test_a_png_with_nothing_behind_it_is_white():
    out = io.BytesIO()
    Image.new("RGBA", (30, 40), (0, 0, 0, 0)).save(out, "PNG")
    assert opened(page_of(out.getvalue(), "a.png")).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\xd8\xff rubbish", "bị hỏng hoặc bị cắt giữa chừng"),
        (photo()[:2000], "bị hỏng hoặc bị cắt giữa chừng"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 50, "có dạng HEIC"),
        (b"%PDF-1.4", "không phải ảnh JPEG hay PNG"),
    ],
)
def test_what_is_no_photograph_is_told(data, said):
    with pytest.raises(InputError, match=said):
        page_of(data, "a.jpg")


def test_a_huge_picture_is_not_opened(monkeypatch):
    monkeypatch.setattr(drawing, "MOST_PIXELS", 399 * 300)
    with pytest.raises(InputError, match="triệu điểm ảnh"):
        drawing._page(opened(photo()), "a.jpg")


def test_pages_are_one_pdf_in_their_order_within_two_megabytes():
    pages = [drawing._jpeg(opened(photo((1500, 2100), noise=90)), 2200, 85) for _ in range(6)]
    assert sum(map(len, pages)) > 2 * 2**20
    scan = scan_of([page_of(photo((300, 400), corner="blue"), "x"), *pages], "quyet dinh.jpg")
    assert (scan.name, scan.media_type) == ("quyet dinh.pdf", "application/pdf")
    assert len(scan.data) <= 2 * 2**20 and b"May anh" not in scan.data
    document = pypdfium2.PdfDocument(scan.data)
    assert len(document) == 7
    blue, _, red = document[0].render().to_numpy()[5, 5].tolist()
    assert blue - red > 150  # the first page is the first


@pytest.mark.parametrize("count", [0, MOST + 1])
def test_a_paper_has_some_pages_and_not_too_many(count):
    with pytest.raises(InputError, match="từ 1 đến 30 ảnh"):
        scan_of([b""] * count, "a")


# --- on the pages


def jpeg(name="a.jpg", **more):
    return SimpleUploadedFile(name, photo(**more), "image/jpeg")


TYPED = {
    "direction": "in",
    "type": "Quyết định",
    "number": "5/QĐ",
    "issuer": "UBND",
    "subject": "x",
}


def added(client, **files_):
    return send(client, reverse("document_add"), **TYPED, **files_)


def kept() -> bytes:
    stored = Document.objects.get().file
    assert stored.media_type == "application/pdf" and stored.name.endswith(".pdf")
    return files.path_of(stored.sha256).read_bytes()


def test_several_photographs_are_one_file_of_the_document(cast, client):
    client.force_login(cast.alice)
    assert added(client, photos=[jpeg(), jpeg("b.jpg")]).status_code == 302
    assert len(pypdfium2.PdfDocument(kept())) == 2


def test_one_given_as_the_file_is_bared_too(cast, client):
    client.force_login(cast.alice)
    assert added(client, file=jpeg(turned=TURNED_LEFT)).status_code == 302
    assert b"May anh" not in kept() and kept().startswith(b"%PDF")


def test_a_file_and_photographs_are_one_too_many(cast, client):
    client.force_login(cast.alice)
    answer = added(client, photos=[jpeg()], file=SimpleUploadedFile("a.pdf", b"%PDF-1.4 x"))
    assert answer.status_code == 400 and "Hãy chọn một trong hai" in answer.content.decode()
    assert not Document.objects.exists()


def test_a_broken_photograph_is_told_beside_its_field(cast, client):
    client.force_login(cast.alice)
    answer = added(client, photos=[SimpleUploadedFile("hong.jpg", b"\xff\xd8\xff x")])
    assert answer.status_code == 400 and "Ảnh hong.jpg bị hỏng" in answer.content.decode()


def put(client, **more):
    return client.post(reverse("basket_add"), {"photo": jpeg(**more)})


def test_what_was_sent_waits_for_its_paper_and_then_goes(cast, client, site):
    client.force_login(cast.alice)
    assert [put(client).json(), put(client).json()] == [{"count": 1}, {"count": 2}]
    page = client.get(reverse("document_add")).content.decode()
    assert "Dùng 2 ảnh đã gửi lên" in page and "checked" in page.split('name="waiting"')[1][:60]
    assert added(client).status_code == 302
    assert len(pypdfium2.PdfDocument(kept())) == 2
    assert basket_of(cast.alice).pages() == [] and not list(site.glob("baskets/*"))


def test_photographs_wait_while_the_form_is_mended(cast, client):
    client.force_login(cast.alice)
    put(client)
    assert added(client, issued_on="31/02/2013").status_code == 400
    assert len(basket_of(cast.alice).pages()) == 1


def test_a_basket_is_its_users_own(cast, client):
    client.force_login(cast.alice)
    put(client)
    url = re.search(r"/photos/[\w-]+\.jpg", client.get(reverse("basket")).content.decode())[0]
    assert b"".join(client.get(url).streaming_content).startswith(b"\xff\xd8\xff")
    other = Client()
    other.force_login(cast.charlie)
    assert other.get(url).status_code == 404
    assert url not in other.get(reverse("basket")).content.decode()


def test_one_is_dropped(cast, client):
    client.force_login(cast.alice)
    put(client)
    (page,) = basket_of(cast.alice).pages()
    assert client.post(reverse("basket_drop", args=[page.stem])).status_code == 302
    assert basket_of(cast.alice).pages() == []


def test_a_refused_one_is_told_and_not_kept(cast, client):
    client.force_login(cast.alice)
    answer = client.post(reverse("basket_add"), {"photo": SimpleUploadedFile("a.jpg", b"x")})
    assert (answer.status_code, answer.json()) == (
        400,
        {"error": "Tệp a.jpg không phải ảnh JPEG hay PNG."},
    )
    assert basket_of(cast.alice).pages() == []


def test_baskets_go_after_a_day(cast, client):
    client.force_login(cast.alice)
    put(client)
    assert stale() == []
    folder = basket_of(cast.alice).folder
    os.utime(folder, (0, 0))
    assert stale() == [folder]
    client.force_login(cast.bob)
    put(client)
    assert not folder.exists()


def test_they_go_though_nobody_sends_any_more(cast, client):
    """The chore of the server, also where the user's right has ended."""
    client.force_login(cast.alice)
    put(client)
    UnitRight.objects.filter(user=cast.alice).delete()
    folder = basket_of(cast.alice).folder
    assert let_go in [chore.run for chore in CHORES]
    let_go()
    assert folder.exists()
    os.utime(folder, (0, 0))
    let_go()
    assert not folder.exists()
