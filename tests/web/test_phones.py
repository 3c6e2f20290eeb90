"""Telephone numbers lead to a call; what is none stays words."""

from __future__ import annotations

import pytest

from goc.web.phones import linked
from people.made import person


@pytest.mark.parametrize(
    ("text", "digits"),
    [("0912 345 678", "0912345678"), ("+84.912.345.678", "+84912345678"), ("113", "113")],
)
def test_a_number_is_a_link(text: str, digits: str) -> None:
    assert linked(text) == f'<a href="tel:{digits}">{text}</a>'


@pytest.mark.parametrize("text", ["", "•••", "…", "12"])
def test_what_is_none_stays(text: str) -> None:
    assert linked(text) == text


def test_the_file_of_a_person_has_the_link(cast, client) -> None:
    one = person(cast, telephone="0912 345 678")
    client.force_login(cast.alice)
    page = client.get(f"/people/{one.public_id}/").content.decode()
    assert '<a href="tel:0912345678">0912 345 678</a>' in page
