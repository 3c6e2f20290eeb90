from figures.pages import links, signed_in, words


def test_it_lists_every_figure_by_room(small, client) -> None:
    page = signed_in(client, small.by).get("/figures/")
    text = words(page)
    for said in (
        "Địa bàn",
        "Đội ngũ hiện nay",
        "Đào tạo, bố trí",
        "3/6 (50%)",
        "06 đồng chí",
        "hơn 231 km",
    ):
        assert said in text
    assert any(u.startswith("/figures/placed_in_command/?snapshot=") for u in links(page))


def test_of_one_unit_as_of_a_day(small, client) -> None:
    unit = small.second.public_id
    page = signed_in(client, small.by).get("/figures/", {"unit": unit, "as_of": "18/03/2011"})
    assert "Huyện Hai · tính đến 18/03/2011 · số liệu chốt đến 31/12/2012" in words(page)
    assert any(f"unit={unit}" in u and "as_of=2011-03-18" in u for u in links(page))


def test_a_user_starts_at_the_own_unit(small, client) -> None:
    assert "Tỉnh A · tính đến 31/12/2012" in words(
        signed_in(client, small.cast.alice).get("/figures/")
    )


def test_charlie_asks_in_vain(small, client) -> None:
    signed_in(client, small.cast.charlie)
    assert client.get("/figures/", {"unit": small.second.public_id}).status_code == 404
    assert client.get("/figures/", {"unit": "x"}).status_code == 404


def test_without_a_snapshot_it_says_so(made, client) -> None:
    assert "Chưa có bản chốt số liệu nào cho đơn vị này" in words(
        signed_in(client, made.cast.alice).get("/figures/")
    )


def test_wrong_words_are_answered_in_words(small, client) -> None:
    signed_in(client, small.by)
    assert "Nhập ngày dạng dd/mm/yyyy" in words(client.get("/figures/", {"as_of": "hôm qua"}))
    assert "sau thời điểm chốt 31/12/2012" in words(
        client.get("/figures/", {"as_of": "2013-01-01"})
    )
    wrong = client.get("/figures/", {"snapshot": "x"})
    assert wrong.status_code == 400
    assert "Không có bản chốt số liệu «x»" in wrong.content.decode()


def test_methods(small, client) -> None:
    signed_in(client, small.by)
    for url in ("", "trained/", "trained/records/", "tables/", "tables/P7/", "tables/P7/records/"):
        assert client.post(f"/figures/{url}").status_code == 405
