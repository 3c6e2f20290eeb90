"""The page `people_many`: many people entered by one paste of the danh sách trích ngang."""

from __future__ import annotations

from datetime import date

import pytest
from lxml import html

import browsing
from goc.people.models import Fact, Holding, Membership, Person
from goc.people.roster_grid import CELLS
from goc.people.sheets import COLUMNS
from people.made import person

pytestmark = pytest.mark.django_db
URL = "/people/many/"
HEAD = "TT\tHọ và tên\tNăm sinh\tDân tộc\tĐơn vị\tChức vụ\tTừ ngày\tVăn hóa\tĐiện thoại"
TWO = (
    f"{HEAD}\n"
    "1\tNông Văn Đức\t1975\tTày\tXã Một Một\tChỉ huy trưởng\t01/03/2005\tTHPT\t0912345678\n"
    "2\tLý Văn Ba\t05/06/1980\tNùng\tXã Một Hai\t\t\t\t\n"
)


def paste(client, sheet: str, button: str = "write", **typed: str):
    return browsing.send(client, URL, sheet=sheet, **{button: "1"}, **typed)


def said(page) -> list[str]:
    rows = html.fromstring(page.content.decode()).xpath("//main//tbody/tr")
    return [" ".join(row.xpath("./td[last()]")[0].text_content().split()) for row in rows]


def test_a_pasted_list_is_people_with_their_posts_and_levels(cast, client):
    client.force_login(cast.alice)
    answer = paste(client, TWO, common_as_of="31/12/2012")
    assert (answer.status_code, answer.url) == (302, "/people/")
    duc, ba = Person.objects.order_by("pk")
    assert (duc.full_name, duc.birth_year, duc.ethnicity, duc.telephone) == (
        "Nông Văn Đức",
        1975,
        "tay",
        "0912345678",
    )
    assert (ba.full_name, ba.birth_date, ba.ethnicity) == ("Lý Văn Ba", date(1980, 6, 5), "nung")
    post = Holding.objects.get()
    assert (post.person, post.post, post.unit, post.valid_from) == (
        duc,
        "commander",
        cast.communes[0],
        date(2005, 3, 1),
    )
    fact = Fact.objects.get()
    assert (fact.person, fact.kind, fact.valid_from) == (
        duc,
        "general_education",
        date(2012, 12, 31),
    )
    assert not Membership.objects.exists()


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("\t\t\t\tXã Một Một\t\t\t\t", "không được để trống"),
        ("1\tNông Văn Đức\t\t\t\t\t\t\t", "không được để trống"),
        ("1\tNông Văn Đức\t\t\tXã Không Có\t\t\t\t", "Xã Không Có"),
        ("1\tNông Văn Đức\t31/02/1970\t\tXã Một Một\t\t\t\t", "31/02/1970"),
        ("1\tNông Văn Đức\t\t\tXã Một Một\t\t\t\t912345678", "Điện thoại: thiếu số 0 ở đầu"),
        ("1\tNông Văn Đức\t\t\tXã Một Một\tTrưởng ban\t\t\t", "không có trong danh mục"),
    ],
)
def test_one_row_that_is_wrong_is_told_and_none_is_written(cast, client, row, why):
    client.force_login(cast.alice)
    page = paste(client, TWO + row, common_as_of="31/12/2012")
    assert page.status_code == 200
    assert why in " ".join(page.content.decode().split())
    assert not Person.objects.exists()


def test_a_namesake_in_the_register_is_asked_about(cast, client):
    client.force_login(cast.alice)
    person(cast, "Lý Văn Ba", cast.communes[1])
    sheet = f"{HEAD}\n1\tLý Văn Ba\t\t\tXã Một Hai\t\t\t\t\n"
    page = paste(client, sheet)
    assert "Lý Văn Ba" in said(page)[0] and Person.objects.count() == 1
    paste(client, sheet, reason="Hai người cùng tên")
    assert Person.objects.count() == 2


def test_nobody_writes_for_a_unit_that_is_not_his(cast, client):
    client.force_login(cast.charlie)
    page = paste(client, TWO)
    assert page.status_code in (200, 403)
    assert not Person.objects.exists()


def test_it_takes_every_column_of_the_workbook_but_the_code():
    assert [cell.name for cell in CELLS] == [
        *(column.key for column in COLUMNS if column.key != "code"),
        "as_of",
    ]


def test_the_list_of_people_leads_there(cast, client):
    client.force_login(cast.alice)
    assert f'href="{URL}"' in client.get("/people/").content.decode()
    client.force_login(cast.bob)
    assert f'href="{URL}"' not in client.get("/people/").content.decode()
    assert client.get(URL).status_code == 403
