"""The register of documents: who sees what, filters, flags."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goc.registry.models import Document


def paper(number: str, **values: object) -> Document:
    given = {
        "direction": "cited",
        "type": "Kế hoạch",
        "issuer": "Bộ Quốc phòng",
        "issued_on": date(2013, 3, 25),
        "subject": "Tổng kết",
    }
    return Document.objects.create(**given | {"number": number} | values)


def seen(client, query: str = "") -> list[str]:
    return [row.texts[1].text for row in client.get(f"/documents/{query}").context["rows"]]


@pytest.fixture
def papers(cast):
    paper("1660/KH-BQP")
    paper(
        "12/UBND-VX",
        direction="in",
        keeper=cast.communes[0],
        issued_on=date(2012, 10, 2),
        subject="Về việc đào tạo",
    )
    paper("7/BC-UBND", direction="out", keeper=cast.elsewhere, issued_on=date(2012, 5, 1))
    paper("99/QĐ-BQP", direction="in", keeper=None, issued_on=date(2011, 5, 1))


@pytest.mark.parametrize(
    ("login", "numbers"),
    [
        ("alice", ["1660/KH-BQP", "12/UBND-VX"]),
        ("bob", ["1660/KH-BQP", "12/UBND-VX"]),
        ("charlie", ["1660/KH-BQP", "7/BC-UBND"]),
        ("dana", ["1660/KH-BQP", "12/UBND-VX", "7/BC-UBND", "99/QĐ-BQP"]),
    ],
)
def test_each_sees_his_units_papers_and_the_cited(client, cast, papers, login, numbers):
    client.force_login(getattr(cast, login))
    assert seen(client) == numbers


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("?q=DAO+tao", ["12/UBND-VX"]),
        ("?q=bqp", ["1660/KH-BQP", "99/QĐ-BQP"]),
        ("?f.direction=out", ["7/BC-UBND"]),
        ("?f.issued_on=1/1/2012..31/12/2012", ["12/UBND-VX", "7/BC-UBND"]),
        ("?f.conflicts=on", []),
        ("?q=%25", []),
        ("?sort=number", ["12/UBND-VX", "1660/KH-BQP", "7/BC-UBND", "99/QĐ-BQP"]),
    ],
)
def test_filters(client, cast, papers, query, numbers):
    client.force_login(cast.dana)
    assert seen(client, query) == numbers


def test_two_dates_of_one_number_are_flagged(client, cast, papers):
    paper("1660/KH-BQP", issued_on=date(2013, 3, 5))
    client.force_login(cast.alice)

    assert seen(client, "?f.conflicts=on") == ["1660/KH-BQP", "1660/KH-BQP"]
    assert client.get("/documents/").text.count("05/03/2013, 25/03/2013") == 2


def test_a_date_somebody_may_not_see_is_not_given_away(client, cast, papers):
    paper("1660/KH-BQP", issued_on=date(2013, 3, 5), direction="in", keeper=cast.elsewhere)
    client.force_login(cast.alice)

    assert "05/03/2013" not in client.get("/documents/").text


def test_the_query_count_does_not_grow(client, cast, django_assert_num_queries):
    client.force_login(cast.alice)
    paper("1/A-B")
    client.get("/documents/")
    with CaptureQueriesContext(connection) as one:
        client.get("/documents/")
    paper("2/A-B")
    paper("2/A-B", issued_on=date(2013, 1, 1))
    with django_assert_num_queries(len(one)):
        client.get("/documents/")


def test_wrong_method(client, cast):
    client.force_login(cast.alice)
    assert client.post("/documents/").status_code == 405
