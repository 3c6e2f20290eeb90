import re

import pytest

from figures.pages import links, signed_in, words
from goc.figures.queries import tables_in_order


def test_the_tables_are_listed_in_order(small, client) -> None:
    text = words(signed_in(client, small.by).get("/figures/tables/"))
    places = [
        text.index(t)
        for t in (
            "TUYỂN SINH",
            "CHẤT LƯỢNG",
            "TỐT NGHIỆP người",
            "BỐ TRÍ, SỬ DỤNG",
            "THỰC TRẠNG",
            "DANH SÁCH",
        )
    ]
    assert places == sorted(places)


def test_the_head_stands_in_storeys_with_numbers_below(small, client) -> None:
    html = signed_in(client, small.by).get("/figures/tables/P7/").content.decode()
    head = html[html.index('<thead class="storeys"') : html.index("</thead>")]
    storeys = [
        re.findall(r'colspan="(\d+)" rowspan="(\d+)">([^<]*)<', row)
        for row in re.findall(r"<tr.*?</tr>", head, re.S)
    ]
    assert storeys[0] == [
        ("1", "3", "Tốt nghiệp"),
        ("8", "1", "Bố trí sau tốt nghiệp"),
        ("2", "1", "Đúng chức danh đào tạo"),
        ("9", "1", "Hiện nay"),
    ]
    assert storeys[1][:2] == [
        ("6", "1", "Chỉ huy Ban CHQS cấp xã"),
        ("1", "2", "Chức danh khác ở xã"),
    ]
    assert [sum(int(c) for c, _, _ in storeys[0])] == [20]
    assert re.findall(r"\((\d+)\)", head) == [str(n) for n in range(1, 21)]


SUMMED = {"P6", "P9", "P9a", "P10", "P10a", "quota_by_unit", "quota_by_year"}
"""Their cells are hours, days, turns, money, quotas: sums over records, not numbers of records."""


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(t.id for t in tables_in_order()))
def test_every_table_opens_and_every_cell_leads_to_as_many_records(
    name: str, small, client
) -> None:
    page = signed_in(client, small.by).get(f"/figures/tables/{name}/")
    assert page.status_code == 200
    html = page.content.decode()
    cells = re.findall(r'<a href="(/figures/tables/\w+/records/[^"]+)">([\d.]+)</a>', html)
    assert bool(cells) == (name != "L1")
    for url, text in cells[:: max(1, len(cells) // 3)]:
        listed = words(client.get(url.replace("&amp;", "&")))
        if name not in SUMMED:
            assert f"{text} bản ghi" in listed, url
    assert len({t.id for t in tables_in_order()}) == 15


def test_the_column_of_those_not_known_leads_to_them(small, client) -> None:
    page = signed_in(client, small.by).get("/figures/tables/P4/")
    url = next(u for u in links(page) if "column=-2&" in u + "&" and "row=total" in u)
    assert "Vi Văn Dũng" in words(client.get(url))
    url = next(u for u in links(page) if "column=-1025" in u and "row=total" in u)
    assert "Hoàng Văn Bình" in words(client.get(url))


def test_by_commune(small, client) -> None:
    page = signed_in(client, small.by).get("/figures/tables/P7/", {"by": "commune"})
    assert "Xã Một Một" in words(page)
    url = next(
        u
        for u in links(page)
        if f"row={small.communes[0].public_id}" in u and "column=1&" in u + "&"
    )
    assert "2 bản ghi" in words(client.get(url))


def test_a_cell_that_counts_nothing(small, client) -> None:
    signed_in(client, small.by)
    for query in ({}, {"column": "x"}, {"column": "99"}):
        wrong = client.get("/figures/tables/P7/records/", query)
        assert (wrong.status_code, "không đếm bản ghi nào" in wrong.content.decode()) == (400, True)


def test_who_may(small, client) -> None:
    signed_in(client, small.cast.charlie)
    assert client.get("/figures/tables/P7/", {"unit": small.second.public_id}).status_code == 404
    signed_in(client, small.cast.bob)
    assert client.get("/figures/tables/P7/").status_code == 200
    assert client.get("/figures/tables/L1/").status_code == 404
    assert client.get("/figures/tables/P4/records/", {"column": "21"}).status_code == 404
    assert client.get("/figures/tables/P99/").status_code == 404
