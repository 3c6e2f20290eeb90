"""The page `draft_versions`: two saved versions of a section side by side."""

from __future__ import annotations

import pytest
from lxml import html

from goc.summing_up.actions import write_narrative
from summing_up.round_made import frozen, opened

URL = "/summing-up/tong-ket/draft/versions/"
HERE = f"{URL}?section=III.4"


@pytest.fixture
def made(cast):
    """What was saved first is of `written`: «Đã đào tạo …»; then by two people."""
    round_ = frozen(cast)
    for text, user in (("Đã mở 01 khóa.", cast.alice), ("Đã mở {courses_held}.", cast.operator)):
        write_narrative(round_=round_, section="III.4", text=text, by=user)
    return round_


@pytest.fixture
def alice(cast, client):
    client.force_login(cast.alice)
    return client


def sides(page) -> list[tuple[str, str]]:
    rows = html.fromstring(page.content.decode()).xpath("//div[@class='compared']//tbody/tr")
    return [tuple(" ".join(cell.text_content().split()) for cell in row) for row in rows]


def marked(page, tag: str) -> list[str]:
    found = html.fromstring(page.content.decode()).xpath(f"//div[@class='compared']//{tag}")
    return [one.text_content() for one in found]


def test_the_newest_stands_beside_the_one_before_it(made, alice):
    page = alice.get(HERE)
    assert sides(page) == [("Đã mở 01 khóa.", "Đã mở 01 khóa.")]
    assert (marked(page, "del"), marked(page, "ins")) == ([" 01 khóa"], [" ", "01 khóa"])
    assert "{" not in page.text.split("<main")[1]
    heads = html.fromstring(page.text).xpath("//div[@class='compared']//th/text()")
    assert [head.split(",")[0] for head in heads] == ["Bản 2", "Bản 3"]
    assert [head.split(",")[2].strip() for head in heads] == ["alice", "operator"]


def test_any_two_are_chosen(made, alice):
    page = alice.get(f"{HERE}&old=1&new=2")
    assert sides(page) == [
        ("Đã đào tạo 02 đồng chí; bố trí 1/2 (Phụ lục VII kèm theo).", ""),
        ("", "Đã mở 01 khóa."),
    ]
    options = html.fromstring(page.text).xpath("//select[@name='old']/option")
    assert [option.get("value") for option in options] == ["1", "2", "3"]


def test_a_version_that_is_not_there_is_said(made, alice):
    for wrong in ("old=9", "new=x"):
        page = alice.get(f"{HERE}&{wrong}")
        assert (page.status_code, sides(page)) == (400, [])
        assert "wrong" in page.text


def test_a_section_that_nobody_wrote_has_none(cast, alice):
    opened(cast)
    page = alice.get(HERE)
    assert (page.status_code, sides(page)) == (200, [])
    assert "Mục này chưa ghi lần nào." in page.text
    assert alice.get(f"{URL}?section=khong-co").status_code == 404
    assert alice.post(HERE).status_code == 405


def test_the_number_of_queries_is_the_same_for_many(
    made, alice, cast, django_assert_max_num_queries
):
    alice.get(HERE)
    with django_assert_max_num_queries(40) as few:
        alice.get(HERE)
    for text in "abc":
        write_narrative(round_=made, section="III.4", text=text, by=cast.alice)
    with django_assert_max_num_queries(len(few)):
        alice.get(HERE)
