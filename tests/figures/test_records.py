import pytest

from figures.pages import links, signed_in, words


def test_each_leads_to_the_page_of_the_person(small, client) -> None:
    page = signed_in(client, small.by).get("/figures/placed_in_command/records/")
    people = {u for u in links(page) if u.startswith("/people/") and len(u) > 40}
    names = ("Nông Văn An", "Hoàng Văn Bình", "Lương Thị Chi")
    assert people == {f"/people/{small.people[n].public_id}/" for n in names}
    assert client.get(people.pop()).status_code == 200


def test_units_lead_to_the_unit(small, client) -> None:
    page = signed_in(client, small.by).get("/figures/border_communes/records/")
    assert f"/units/{small.communes[2].public_id}/" in links(page)


def test_by_unit_or_by_name(small, client) -> None:
    signed_in(client, small.by)
    by_unit = words(client.get("/figures/trained/records/"))
    by_name = words(client.get("/figures/trained/records/", {"sort": "name"}))
    assert by_unit.index("Chu Văn Em") < by_unit.index("Nông Văn An")
    assert (
        by_name.index("Nông Văn An") < by_name.index("Hoàng Văn Bình") < by_name.index("Chu Văn Em")
    )


def test_the_denominator(small, client) -> None:
    signed_in(client, small.by)
    assert "6 bản ghi" in words(
        client.get("/figures/placed_in_command/records/", {"of": "denominator"})
    )


def test_names_are_masked_for_readers(small, client) -> None:
    page = signed_in(client, small.cast.bob).get("/figures/trained/records/", {"sort": "name"})
    assert "Tên được che theo quyền của bạn." in words(page)
    assert "Nông Văn An" not in page.content.decode()
    assert not any(str(p.public_id) in page.content.decode() for p in small.people.values())
    assert client.get("/figures/intake_party_members/records/").status_code == 404


def test_charlie(small, client) -> None:
    url = "/figures/trained/records/"
    assert (
        signed_in(client, small.cast.charlie).get(url, {"unit": small.second.public_id}).status_code
        == 404
    )


@pytest.mark.parametrize("name", ["trained", "courses_held"])
def test_as_many_queries_for_one_as_for_many(
    name: str, small, client, django_assert_num_queries
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    signed_in(client, small.by)
    counts = []
    for unit in (small.communes[1], small.second):
        client.get(f"/figures/{name}/records/", {"unit": unit.public_id})
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(f"/figures/{name}/records/", {"unit": unit.public_id})
        counts.append(
            len([q for q in asked.captured_queries if "units_unitparent" not in q["sql"]])
        )
    assert counts[0] == counts[1]
