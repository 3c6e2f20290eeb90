"""The worklists of terms and disciplines that end soon."""

from __future__ import annotations

from datetime import date

import pytest

import browsing
from goc.people import actions
from goc.people.ending_soon import DISCIPLINES, TERMS
from goc.units.asking import asking_of
from people.made import TODAY, person

pytestmark = pytest.mark.django_db


def names(shape, user):
    return [row.person.full_name for row in shape.rows(asking_of(user, today=TODAY))]


def post(cast, name, until, unit=0):
    one = person(cast, name)
    actions.post_person(
        person=one,
        unit=cast.communes[unit],
        post="squad_leader",
        on=date(2021, 11, 1),
        terms=actions.Terms(term_until=until),
        by=cast.operator,
    )
    return one


def discipline(cast, name, until):
    one = person(cast, name)
    served = {"kind": "discipline", "value": "warning", "on": date(2025, 12, 1)}
    actions.record_fact(person=one, until=until, by=cast.operator, **served)
    return one


def test_a_term_is_told_from_the_year_before_and_until_somebody_decides(cast):
    post(cast, "Nông Văn Quá", date(2026, 11, 1))
    post(cast, "Nông Văn Gần", date(2027, 12, 31))
    post(cast, "Nông Văn Xa", date(2028, 1, 1))
    post(cast, "Nông Văn Không", None)
    assert set(names(TERMS, cast.bob)) == {"Nông Văn Quá", "Nông Văn Gần"}
    assert names(TERMS, cast.charlie) == []
    gone = post(cast, "Nông Văn Thôi", date(2026, 12, 1)).holdings.get()
    actions.end_holding(holding=gone, on=date(2026, 11, 19), ended_by="moved", by="t")
    assert "Nông Văn Thôi" not in names(TERMS, cast.bob)


def test_its_act_opens_the_decision_on_that_day_with_the_post_left(cast, client):
    one = post(cast, "Nông Văn Gần", date(2026, 12, 1))
    client.force_login(cast.alice)
    (act, mend) = client.get("/worklists/terms/").context["rows"][0].acts
    form = client.get(act.href).context["form"]
    assert (form["on"].value(), form["former"].value()) == ("01/12/2026", "squad_leader")
    assert str(one.public_id) in act.href and mend.href.endswith("/correct/")


def test_a_discipline_is_told_thirty_days_before_it_is_served(cast):
    discipline(cast, "Lý Văn Gần", date(2026, 12, 20))
    discipline(cast, "Lý Văn Xa", date(2026, 12, 21))
    discipline(cast, "Lý Văn Xong", TODAY)
    assert names(DISCIPLINES, cast.alice) == ["Lý Văn Gần"]


def test_who_sees_it_masked_is_not_told_that_there_is_one(cast, client):
    one = discipline(cast, "Lý Văn Gần", date(2026, 12, 20))
    assert (names(DISCIPLINES, cast.bob), names(DISCIPLINES, cast.charlie)) == ([], [])
    client.force_login(cast.bob)
    html = client.get(f"/people/{one.public_id}/").content.decode()
    assert "Cảnh cáo" not in html and "QĐ" not in html
    client.force_login(cast.alice)
    assert "Kỷ luật: Cảnh cáo" in client.get(f"/people/{one.public_id}/").content.decode()


def test_a_rating_is_masked_like_a_discipline(cast, client):
    one = person(cast)
    client.force_login(cast.alice)
    url = f"/people/{one.public_id}/fact/"
    typed = {"what": "rating:good", "on": "01/01/2025", "until": "01/01/2026"}
    assert browsing.send(client, url, **typed).status_code == 302
    assert "Hoàn thành tốt" in client.get(f"/people/{one.public_id}/").content.decode()
    client.force_login(cast.bob)
    assert "Hoàn thành tốt" not in client.get(f"/people/{one.public_id}/").content.decode()
