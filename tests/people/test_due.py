"""Danh sách đến hạn on 20 November 2026: ages by NĐ 135/2020, terms, and whom each may see."""

from __future__ import annotations

from datetime import date

import pytest

import factories
from goc.lists.worklists import WORKLISTS
from goc.people import actions
from goc.people.actions import Terms
from goc.people.due import BODIES, RETIRING
from goc.people.ending_soon import TERMS
from goc.people.models import Person
from goc.training.due import TOO_OLD, UNTRAINED
from people.made import TODAY, person
from people.test_waiting import shown
from worlds import world_of_module

POSTED = date(2024, 1, 1)


def in_office(cast, name, *, post="mass_organisation", unit=None, terms=None, acting=True, **known):
    unit = unit or cast.communes[0]
    made = person(cast, name, unit, **known)
    actions.post_person(
        person=made,
        unit=unit,
        post=post,
        on=POSTED,
        acting=acting,
        terms=terms,
        by=cast.operator,
        confirmed="có",
    )
    return made


def corps() -> factories.Cast:
    cast = factories.cast()
    born = {
        "An": {"sex": "male", "birth_date": date(1964, 10, 3)},  # 61 years 6 months: 30/4/2026
        "Bình": {"sex": "male", "birth_date": date(1965, 6, 30)},  # 31/12/2026
        "Cúc": {"sex": "female", "birth_date": date(1970, 1, 5)},  # 57 years 4 months: 31/5/2027
        "Dần": {"sex": "male", "birth_year": 1966},  # 01/01/1966: 61 years 9 months: 31/10/2027
        "Út": {"sex": "male", "birth_date": date(1966, 4, 1)},  # 62 years: 30/4/2028, not yet
        "Ẩn": {"birth_date": date(1950, 1, 1)},  # sex not known: no day can be told
    }
    for name, known in born.items():
        in_office(cast, f"Hoàng Văn {name}", **known)
    person(cast, "Hoàng Văn Nghỉ", sex="male", birth_date=date(1960, 1, 1))  # holds no post
    far = in_office(cast, "Hoàng Văn Xa", unit=cast.elsewhere, sex="male", birth_year=1964)
    assert far.pk
    return cast


made, world = world_of_module(corps)
DUE = [
    ["Hoàng Văn An", "30/04/2026"],
    ["Hoàng Văn Bình", "31/12/2026"],
    ["Hoàng Văn Cúc", "31/05/2027"],
    ["Hoàng Văn Dần", "31/10/2027"],
]


def retiring(user, day=TODAY, **given):
    return [[row[0], row[5]] for row in shown(RETIRING, user, day, **given)]


@pytest.mark.parametrize(
    ("horizon", "wanted"),
    [
        ("", DUE),
        ("overdue", DUE[:1]),
        ("year", DUE[1:2]),
        ("6", DUE[1:2]),  # to 20/05/2027
        ("12", DUE[1:]),
    ],
)
def test_who_retires_within_a_horizon_in_the_order_of_their_days(world, horizon, wanted):
    given = {"f.horizon": horizon} if horizon else {}
    assert retiring(world.alice, **given) == wanted


def test_the_rule_is_told_with_its_source(world):
    rules = [row[6] for row in shown(RETIRING, world.alice)]
    source = "(Bộ luật Lao động 2019, Điều 169; NĐ 135/2020/NĐ-CP, Điều 4)"
    assert rules[0] == f"Nam đủ 61 tuổi 6 tháng {source}"
    assert rules[3] == f"Nam đủ 61 tuổi 9 tháng {source}; chỉ biết năm sinh"


def test_it_is_as_of_its_day(world):
    """At the end of 2025 the men of 1964 until December 2026 and the women until then are in."""
    assert retiring(world.alice, date(2025, 12, 31)) == DUE[:2]


def test_only_those_of_the_scope(world):
    assert retiring(world.charlie) == [["Hoàng Văn Xa", "30/04/2025"]]


def test_by_unit_with_all_below(world):
    assert len(retiring(world.alice, **{"f.unit": "Huyện Một"})) == 4
    assert retiring(world.alice, **{"f.unit": "Xã Một Hai"}) == []


def test_an_officer_retires_by_his_rank(world):
    officer = in_office(
        world,
        "Vi Sĩ Quan",
        unit=world.communes[1],
        sex="male",
        birth_date=date(1968, 12, 4),
        terms=Terms(service_status="civil_servant"),
    )
    held = officer.holdings.get()
    held.service_status = "serving_officer"
    held.save()
    assert ["Vi Sĩ Quan", "31/12/2026"] not in retiring(world.alice)  # no rank: no day
    actions.record_fact(
        person=officer, kind="reserve_rank", value="colonel", on=POSTED, by=world.operator
    )
    assert ["Vi Sĩ Quan", "31/12/2026"] in retiring(world.alice)  # 58 years


def test_the_dead_do_not_retire(world):
    one = Person.objects.get(full_name="Hoàng Văn An")
    actions.record_death(person=one, on=date(2026, 11, 1), by=world.operator, confirmed="có")
    assert retiring(world.alice) == DUE[1:]


def test_terms_that_end(world):
    for name, until in (
        ("A", date(2026, 11, 1)),
        ("B", date(2027, 5, 31)),
        ("C", date(2028, 1, 1)),
    ):
        in_office(world, f"Lý Văn {name}", terms=Terms(term_until=until))

    def found(**given):
        return [(row[0], row[3]) for row in shown(TERMS, world.alice, **given)]

    assert found() == [("Lý Văn A", "01/11/2026"), ("Lý Văn B", "31/05/2027")]
    assert found(**{"f.horizon": "overdue"}) == [("Lý Văn A", "01/11/2026")]
    assert found(**{"f.horizon": "6"}) == []  # to 20/05/2027
    assert found(**{"f.horizon": "12"}) == [("Lý Văn B", "31/05/2027")]
    assert shown(TERMS, world.charlie) == []


def test_terms_of_bodies_end_and_those_of_the_party_are_masked(world):
    one = Person.objects.get(full_name="Hoàng Văn An")
    for body, term in (("peoples_council", "2021-2026"), ("party_committee", "2022-2027")):
        actions.join_body(
            person=one,
            body=body,
            unit=world.communes[0],
            on=date(2022, 7, 1),
            term=term,
            by=world.operator,
        )
    assert [row[2:4] for row in shown(BODIES, world.alice)] == [
        ["Đại biểu Hội đồng nhân dân", "2021-2026"],
        ["Cấp ủy viên", "2022-2027"],
    ]
    assert [row[2] for row in shown(BODIES, world.bob)] == ["Đại biểu Hội đồng nhân dân"]


def test_not_trained_and_too_old_next_year(world):
    """31 years by the year: who was born in 1995 may be sent in 2026 for the last time."""
    one, two = world.communes
    for name, year, post, unit in (
        ("Trẻ", 1996, "deputy_commander", one),
        ("Vừa", 1995, "commander", one),
        ("Già", 1994, "commander", two),
    ):
        in_office(world, f"Chu Văn {name}", post=post, unit=unit, acting=False, birth_year=year)
    in_office(world, "Chu Văn Quyền", post="commander", birth_year=1995)  # only acting
    learned = in_office(
        world, "Chu Văn Học", post="deputy_commander", unit=two, acting=False, birth_year=1995
    )
    actions.record_fact(
        person=learned,
        kind="military_qualification",
        value="college",
        on=POSTED,
        by=world.operator,
    )
    assert [row[0] for row in shown(UNTRAINED, world.alice)] == [
        "Chu Văn Già",
        "Chu Văn Trẻ",
        "Chu Văn Vừa",
    ]
    assert [row[0] for row in shown(TOO_OLD, world.alice)] == ["Chu Văn Vừa"]
    assert shown(UNTRAINED, world.charlie) == []


def test_they_are_told_on_the_first_page(world, client):
    client.force_login(world.alice)
    page = client.get("/").content.decode()
    assert str(WORKLISTS["retiring"].label) in page
