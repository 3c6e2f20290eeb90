"""On a phone: photographs go one by one, a cut line loses one at most, and the paper is one file."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pypdfium2
import pytest
from PIL import Image

from browsers import PHONE, browser_page, sign_in
from goc.registry import files
from goc.registry.models import Document
from goc.registry.photos import basket_of

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
INPUT, SAID, AGAIN = "input[data-photos]", "[data-photos-said]", "[data-photos-again]"


@pytest.fixture
def page(live_server, cast) -> Iterator[object]:
    with browser_page(live_server.url) as page:
        page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        yield sign_in(page)


def photos(count: int) -> list[dict[str, object]]:
    made = []
    for number in range(count):
        out = io.BytesIO()
        Image.new("RGB", (60, 80), (40 * number, 90, 90)).save(out, "JPEG")
        data = out.getvalue()
        made.append({"name": f"{number}.jpg", "mimeType": "image/jpeg", "buffer": data})
    return made


def fill(page) -> None:
    page.fill("[name=type]", "Quyết định")
    page.fill("[name=issuer]", "UBND tỉnh A")
    page.fill("[name=subject]", "Bổ nhiệm")


def waiting(page, count: int) -> None:
    page.wait_for_function(
        "([where, said]) => document.querySelector(where).textContent === said",
        arg=[SAID, f"Số ảnh đã gửi lên: {count}"],
    )


def pages_kept() -> int:
    return len(pypdfium2.PdfDocument(files.path_of(Document.objects.get().file.sha256)))


def test_three_photographs_are_one_paper(page, cast):
    page.goto("/documents/add/")
    page.set_input_files(INPUT, photos(3))
    waiting(page, 3)
    fill(page)
    page.click("main button[type=submit]")
    page.wait_for_url("**/documents/")
    assert pages_kept() == 3 and basket_of(cast.alice).pages() == []
    assert page.complaints == []


def test_a_cut_line_loses_none_that_was_sent(page, cast):
    page.goto("/documents/add/")
    page.set_input_files(INPUT, photos(1))
    waiting(page, 1)
    page.route("**/photos/add/", lambda route: route.abort())
    page.set_input_files(INPUT, photos(2))
    page.wait_for_selector(AGAIN)
    assert page.inner_text(SAID) == "Mất kết nối; số ảnh chưa gửi: 2"
    page.unroute("**/photos/add/")
    page.click(AGAIN)
    waiting(page, 3)
    page.goto("/documents/add/")
    assert page.is_checked("[name=waiting]") and "Dùng 3 ảnh đã gửi lên" in page.inner_text("main")
    fill(page)
    page.click("main button[type=submit]")
    page.wait_for_url("**/documents/")
    assert pages_kept() == 3


def test_what_is_no_photograph_is_told_and_the_rest_is_sent(page, cast):
    page.goto("/documents/add/")
    bad = {"name": "hong.jpg", "mimeType": "image/jpeg", "buffer": b"rubbish"}
    page.set_input_files(INPUT, [bad, *photos(1)])
    page.wait_for_selector(AGAIN)
    assert page.inner_text(SAID) == "hong.jpg: Tệp hong.jpg không phải ảnh JPEG hay PNG."
    page.click(AGAIN)
    waiting(page, 1)
