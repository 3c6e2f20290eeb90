import pytest

from figures.pages import links, signed_in, words


def test_it_says_how_it_was_counted_and_from_what(small, client) -> None:
    text = words(signed_in(client, small.by).get("/figures/placed_in_command/"))
    assert (
        "Mẫu số: học viên tốt nghiệp; tử số: trong đó có «Bố trí sau tốt nghiệp» là Chỉ huy trưởng hoặc Chỉ huy phó; "
        "tính theo: đơn vị cử đi." in text
    )
    assert "Nguồn Báo Lạng Sơn" in text
    assert "Tử số: 3 · Mẫu số: 6" in text


def test_districts_lead_to_the_same_card(small, client) -> None:
    page = signed_in(client, small.by).get("/figures/placed_in_command/")
    assert "Huyện Một 2/3" in words(page)
    there = next(u for u in links(page) if f"unit={small.second.public_id}" in u)
    district = client.get(there)
    assert "Huyện Hai · tính đến 31/12/2012" in words(district)
    assert "Xã Hai Một 1/2" in words(district)


def test_from_the_number_to_the_names_is_one_click(small, client) -> None:
    page = signed_in(client, small.by).get("/figures/placed_in_command/")
    listed = client.get(next(u for u in links(page) if "of=numerator" in u))
    assert "Nông Văn An" in words(listed)


@pytest.mark.slow
def test_every_card_opens(small, client) -> None:
    from goc.figures.queries import definitions

    signed_in(client, small.by)
    one_of_each = {(i.grain, i.kind): name for name, i in definitions().indicators.items()}
    for name in one_of_each.values():
        assert client.get(f"/figures/{name}/").status_code == 200, name


def test_who_only_reads_is_told_that_the_list_is_not_for_him(small, client) -> None:
    page = signed_in(client, small.cast.bob).get("/figures/intake_party_members/")
    assert "chỉ dành cho người có quyền xem thông tin nhạy cảm" in words(page)
    assert not any("/records/" in u for u in links(page))


def test_hidden_and_missing(small, client) -> None:
    signed_in(client, small.cast.charlie)
    assert client.get("/figures/trained/", {"unit": small.second.public_id}).status_code == 404
    assert signed_in(client, small.by).get("/figures/nope/").status_code == 404
