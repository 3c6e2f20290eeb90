"""Every entrance takes the letters of this site: forms, search, lists, commands."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

import goc
from browsing import send
from goc.accounts.forms import PasswordForm, SignInForm
from goc.accounts.models import User
from goc.cli import main
from goc.people.models import Person
from goc.registry.models import Document
from goc.web.forms import Form
from goc.web.texts import TextForm
from people.made import person
from people.test_importing import take

TYPED, KEPT = "Ðặng\u00a0Thị Phƣợ\u200bng", "Đặng Thị Phượng"
SOURCE = Path(goc.__file__).parent


def test_a_form_keeps_the_letters_of_this_site(cast, client):
    client.force_login(cast.alice)
    typed = {
        "full_name": unicodedata.normalize("NFD", TYPED),
        "keeper": "Xã\u00a0Một Một",
        "on": "０１/02/2012",
        "birth": "１970",
        "citizen_number": "０２００７０００１２３４",
        "home_village": "Đắk R’lấp",
    }
    send(client, "/people/new/", **typed)
    one = Person.objects.get()
    assert (one.full_name, one.birth_year, one.citizen_number, one.home_village) == (
        KEPT,
        1970,
        "020070001234",
        "Đắk R'lấp",
    )


@pytest.mark.parametrize("box", ["birth", "on", "telephone", "citizen_number"])
@pytest.mark.parametrize("typed", ["197²", "³/2/1970", "①"])
def test_raised_digits_are_no_digits_and_break_nothing(cast, client, box, typed):
    client.force_login(cast.alice)
    values = {"full_name": "A", "keeper": "Xã Một Một", "on": "01/02/2012", box: typed}
    assert send(client, "/people/new/", **values).status_code in (200, 302)


@pytest.mark.parametrize("asked", [TYPED, KEPT, "ðặng", "đặng", "phƣợng", "phượng", "dang thi"])
@pytest.mark.parametrize("page", ["/people/", "/search/"])
def test_either_spelling_finds_the_person(cast, client, asked, page):
    one = person(cast, TYPED)
    person(cast, "Lý Văn An")
    client.force_login(cast.alice)
    answer = client.get(page, {"q": asked}).content.decode()
    assert (f"/people/{one.public_id}/" in answer, "Lý Văn An" in answer) == (True, False)


def test_a_list_is_taken_in_the_letters_of_this_site(cast, tmp_path):
    row = {
        "Họ và tên": TYPED,
        "Đơn vị": "Xã\u00a0Một Một",
        "Số định danh": "０２００７０００１２３４",
    }
    assert take(cast, tmp_path, row).faults == []
    one = Person.objects.get()
    assert (one.full_name, one.citizen_number) == (KEPT, "020070001234")


def test_a_document_is_found_by_either_spelling(cast, client):
    client.force_login(cast.alice)
    send(
        client,
        "/documents/add/",
        direction="in",
        type="Công văn",
        number="12/UBND",
        issuer="UBND huyện Ðình Lập",
        subject="V/v ƣu tiên",
        keeper=str(cast.province.public_id),
    )
    made = Document.objects.get()
    assert (made.issuer, made.subject) == ("UBND huyện Đình Lập", "V/v ưu tiên")
    for asked in ("Ðình", "đình", "ƣu", "ưu"):
        assert "12/UBND" in client.get("/documents/", {"q": asked}).content.decode()


def test_a_command_takes_them_too(cast, capsys, monkeypatch):
    monkeypatch.setenv("GOC_AS", "")
    with pytest.raises(SystemExit):
        main(["user", "add", "--login", "phuong", "--name", TYPED, "--json"])
    capsys.readouterr()
    assert User.objects.get(login="phuong").name == KEPT


def test_a_pasted_text_comes_in_one_spelling_and_a_password_letter_by_letter():
    text = TextForm({"text": TYPED})
    assert text.is_valid() and text.given.text == KEPT
    signing = SignInForm({"login": "alice\u200b", "password": "Ðƣ’１"})
    assert signing.is_valid()
    assert signing.cleaned_data == {"login": "alice", "password": "Ðƣ’１"}
    assert PasswordForm.raw == {"old", "new", "again"}
    file = SimpleUploadedFile("Ð.txt", TYPED.encode())
    given = TextForm({"text": ""}, {"file": file})
    assert given.is_valid() and given.given.name == "Ð.txt"


def test_every_form_of_the_site_is_one_of_ours():
    def below(kind):
        return {kind, *(one for child in kind.__subclasses__() for one in below(child))}

    for path in SOURCE.glob("*/forms.py"):
        __import__(f"goc.{path.parent.name}.forms")
    strange = {
        one
        for one in below(forms.Form)
        if one.__module__.startswith("goc.") and not issubclass(one, Form)
    }
    assert strange == set()
