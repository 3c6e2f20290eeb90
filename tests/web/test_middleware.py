"""Errors become pages, sentences and redirects; every answer carries the policy."""

import errno
import logging

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.utils.translation import override

from goc.lib.errors import ForbiddenError, HiddenError, InputError, RefusedError
from goc.lib.progress import Cancelled
from goc.urls import handler400, handler403, handler404, handler500
from goc.urls import urlpatterns as rooms
from goc.web.mishaps import InOneLine
from goc.web.words import told

__all__ = ["handler400", "handler403", "handler404", "handler500"]
ERRORS = {
    "hidden": HiddenError("Không có tệp này."),
    "forbidden": ForbiddenError("Bạn chỉ được xem."),
    "input": InputError("Dòng %(line)s sai.", line="<b>7</b>"),
    "refused": RefusedError("Kỳ này đã khóa."),
    "ends": Cancelled(),
    "full": OSError(errno.ENOSPC, "No space left on device"),
    "kept from": PermissionError(errno.EACCES, "Permission denied", "/var/lib/goc/files/<b>"),
}


def failing(request: HttpRequest, which: str) -> HttpResponse:
    raise ERRORS.get(which) or RuntimeError(which)


urlpatterns = [path("fail/<which>/", failing), *rooms]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture
def client(cast) -> Client:
    made = Client(raise_request_exception=False)
    made.force_login(cast.alice)
    return made


@pytest.mark.parametrize(
    ("which", "status"), [("hidden", 404), ("forbidden", 403), ("input", 400), ("refused", 400)]
)
def test_an_error_is_a_page_with_its_sentence(client, which, status):
    answer = client.get(f"/fail/{which}/")

    assert answer.status_code == status
    assert str(ERRORS[which]).replace("<b>7</b>", "&lt;b&gt;7&lt;/b&gt;") in answer.text


def test_a_page_that_the_end_of_the_server_cut_short_says_so(client):
    answer = client.get("/fail/ends/")

    assert (answer.status_code, "Máy chủ đang dừng." in answer.text) == (503, True)


def test_hidden_and_missing_have_the_same_title(client):
    titles = [
        client.get(page).text.split("<h1>")[1].split("</h1>")[0]
        for page in ("/fail/hidden/", "/no-such-page/")
    ]

    assert titles == ["Không thấy trang này"] * 2


def test_a_refused_form_goes_back_with_a_message(client):
    answer = client.post(
        "/fail/refused/?x=1", headers={"referer": "http://testserver/documents/?year=2013"}
    )

    assert (answer.status_code, answer["Location"]) == (302, "/documents/?year=2013")
    assert "Kỳ này đã khóa." in client.get("/documents/").text


def test_a_page_of_another_site_is_not_gone_back_to(client):
    answer = client.post("/fail/refused/", headers={"referer": "https://elsewhere.vn/trap/"})

    assert answer.status_code == 400


def test_a_part_gets_only_the_sentence(client):
    answer = client.get("/fail/refused/", headers={"hx-request": "true"})

    assert (answer.status_code, "Kỳ này đã khóa." in answer.text, "<html" in answer.text) == (
        400,
        True,
        False,
    )


FULL = (
    "Hết chỗ trên đĩa nơi đang ghi tệp; việc đang làm chưa được ghi. Hãy giải phóng chỗ trống (hoặc "
    "nâng hạn mức) rồi làm lại."
)


@pytest.mark.parametrize(
    ("which", "status", "sentence"),
    [
        ("full", 507, FULL),
        ("kept from", 503, "Không có quyền đọc hoặc ghi &lt;b&gt;. Hãy chạy bằng đúng tài khoản"),
    ],
)
def test_what_the_machine_refuses_is_a_page_with_its_sentence(client, which, status, sentence):
    answer = client.get(f"/fail/{which}/")

    assert (answer.status_code, sentence in answer.text) == (status, True)
    assert "<h1>Máy chủ chưa làm được việc này</h1>" in answer.text
    assert "/var/lib" not in answer.text


def test_a_part_gets_only_the_sentence_of_the_machine(client):
    answer = client.get("/fail/full/", headers={"hx-request": "true"})

    assert (answer.status_code, FULL in answer.text, "<html" in answer.text) == (507, True, False)


def test_the_operator_reads_one_line_of_it_in_the_log(client, caplog):
    caplog.handler.addFilter(InOneLine())
    client.get("/fail/full/")

    assert [(record.getMessage(), record.exc_info) for record in caplog.records] == [
        (
            f"Insufficient Storage: /fail/full/: {FULL} [[Errno 28] No space left on device]",
            None,
        )
    ]


def test_the_console_tells_it_so():
    (console,) = [h for h in logging.getLogger().handlers if type(h) is logging.StreamHandler]

    assert [type(each) for each in console.filters] == [InOneLine]


@pytest.mark.filterwarnings("ignore")
def test_what_nobody_expected_is_a_calm_page(client, caplog):
    answer = client.get("/fail/other/")

    assert (answer.status_code, "<h1>Lỗi ngoài dự kiến</h1>" in answer.text) == (500, True)


def test_every_answer_carries_the_policy(client):
    policies = {
        client.get(page)["Content-Security-Policy"]
        for page in ("/sign-in/", "/jobs/", "/nope/", "/fail/hidden/")
    }

    assert len(policies) == 1
    assert "script-src 'self';" in policies.pop() + ";"


def test_a_page_has_no_inline_script_or_style(client):
    page = client.get("/jobs/").text

    assert (page.count("<script"), page.count("<script src=")) == (3, 3)
    assert ("<style" in page, " onclick" in page, "style=" in page) == (False, False, False)


@pytest.fixture
def english(tmp_path, settings):
    """The catalogue as committed, compiled here: a checkout has no .mo until `make setup`."""
    with (settings.PACKAGE / "locale/en/LC_MESSAGES/django.po").open("rb") as file:
        catalogue = read_po(file, locale="en")
    folder = tmp_path / "locale/en/LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "django.mo").open("wb") as file:
        write_mo(file, catalogue)
    settings.LOCALE_PATHS = [tmp_path / "locale"]


def test_a_sentence_is_translated_then_filled(english):
    with override("en"):
        assert (
            told(InputError("Không có người dùng «%(login)s».", login="x"))
            == "There is no user “x”."
        )
