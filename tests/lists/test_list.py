"""The list page: filters, order, pages by the last row, what is refused."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goc.funding.actions import FUNDING
from goc.funding.models import Funding
from goc.lib.errors import InputError
from goc.lists.asked import asked_of
from goc.lists.registry import SUBJECTS
from goc.units.asking import asking_of

URL = "/lists/funding-funding/"
SHAPE = SUBJECTS["funding-funding"].shape


@pytest.fixture
def spent(cast) -> Any:
    rows = [
        (cast.province, 2010, "central", "teaching", "10"),
        (cast.district, 2011, "province", "living", "2,5"),
        (cast.district, 2012, "province", "teaching", "700"),
        (cast.elsewhere, 2012, "central", "living", "9"),
    ]
    for unit, year, source, item, amount in rows:
        FUNDING.record(
            by=cast.operator,
            unit=unit,
            year=year,
            source=source,
            item=item,
            amount=Decimal(amount.replace(",", ".")),
            paper=f"QĐ {year}",
        )
    return cast


def amounts(cast: Any, **given: str) -> list[str]:
    asking = asking_of(cast.alice)
    rows = asked_of(SHAPE, asking, given).rows()
    return [f"{row.amount.normalize():f}" for row in rows]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({}, ["700", "2.5", "10"]),
        ({"f.year": "2011"}, ["2.5"]),
        ({"f.year": "2011.."}, ["700", "2.5"]),
        ({"f.year": "..2010"}, ["10"]),
        ({"f.amount": "2,5..10"}, ["2.5", "10"]),
        ({"f.source": "province"}, ["700", "2.5"]),
        ({"f.source": "Trung ương"}, ["10"]),
        ({"f.unit": "Huyện Một"}, ["700", "2.5"]),
        ({"q": "qđ 2012"}, ["700"]),
        ({"q": "qd 20", "f.paper": "QĐ 201"}, ["700", "2.5", "10"]),
        ({"sort": "amount"}, ["2.5", "10", "700"]),
        ({"sort": "-amount"}, ["700", "10", "2.5"]),
        ({"sort": "-year", "f.item": "teaching"}, ["700", "10"]),
    ],
)
def test_filters_and_order(spent, given, found) -> None:
    assert amounts(spent, **given) == found


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"f.year": "xưa"}, "Năm: «xưa» không phải là số"),
        ({"f.nothing": "1"}, "không lọc hay sắp xếp được theo «nothing»"),
        ({"sort": "nothing"}, "không lọc hay sắp xếp được theo «nothing»"),
        ({"after": "!!!"}, "Địa chỉ của trang này không đúng"),
    ],
)
def test_what_cannot_be_asked_is_said(spent, client, given, said) -> None:
    client.force_login(spent.alice)
    answer = client.get(URL, given)
    assert (answer.status_code, said in answer.text) == (400, True)


@pytest.mark.parametrize("sort", ["", "amount", "-amount", "paper", "-year", "unit"])
def test_pages_follow_each_other_without_gap_or_repetition(spent, sort) -> None:
    for number in range(7):
        FUNDING.record(
            by=spent.operator,
            unit=spent.district,
            year=2011,
            source="other",
            item="other",
            amount=Decimal(number % 3 + 1),
        )
    asked = asked_of(SHAPE, asking_of(spent.alice), {"sort": sort})
    whole = list(asked.rows())
    found, cursor = [], ""
    while True:
        leaf = asked.leaf(cursor, per=2)
        found += leaf.rows
        if not (cursor := leaf.after):
            break
    assert found == whole and len(whole) == 10


def test_a_cursor_of_another_order_is_refused(spent) -> None:
    asking = asking_of(spent.alice)
    cursor = asked_of(SHAPE, asking, {}).leaf("", per=1).after
    with pytest.raises(InputError):
        asked_of(SHAPE, asking, {"sort": "amount"}).leaf(cursor[:-6], per=1)


def test_no_more_queries_for_more_rows(spent, client) -> None:
    client.force_login(spent.alice)
    client.get(URL)
    counts = []
    for given in ({"f.year": "2011"}, {"f.year": "2011.."}):
        with CaptureQueriesContext(connection) as asked:
            client.get(URL, given)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_list_that_is_not_there(spent, client) -> None:
    client.force_login(spent.alice)
    assert client.get("/lists/nothing/").status_code == 404


def test_what_stood_in_a_strange_file_is_told(spent, client) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    client.force_login(spent.alice)
    file = SimpleUploadedFile("x.xlsx", b"no workbook")
    answer = client.post(f"{URL}import/", {"file": file})
    assert (answer.status_code, "không phải là tệp Excel nguyên vẹn" in answer.text) == (400, True)


HEAD = "Đơn vị;Năm;Nguồn;Mục chi;Kinh phí (triệu đồng)"


def test_a_file_of_any_form_is_sent_and_its_doubts_come_back_with_offers(spent, client) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    client.force_login(spent.alice)
    for row, status in (("NSĐP", 400), ("NS tỉnh", 302), ("NS tỉnh", 302)):
        told = f"{HEAD}\nH. Một;2012;{row};Tài liệu;15,5".encode()
        answer = client.post(f"{URL}import/", {"file": SimpleUploadedFile("x.csv", told)})
        assert (row, answer.status_code) == (row, status)
        if status == 400:
            assert "hãy chọn một cách hiểu → Tỉnh | Huyện | Xã" in answer.text
    assert Funding.objects.filter(year=2012, source="province", amount="15.5").count() == 1
