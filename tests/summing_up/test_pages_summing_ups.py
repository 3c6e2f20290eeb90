"""The pages `summing_ups` and `summing_up_new`."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goc.directives.models import Duty
from goc.summing_up.models import SummingUp
from summing_up.round_made import opened

URL, NEW = "/summing-up/", "/summing-up/new/"
GIVEN = {
    "title": "Tổng kết 10 năm",
    "code": "tong-ket",
    "issuer": "peoples_committee",
    "period_from": "01/01/2002",
    "period_to": "31/12/2012",
    "cut_off": "31/12/2012",
    "sign_by": "14/06/2013",
    "place": "Tỉnh A",
    "directive": "",
}


def post(cast, client, user, **more):
    client.force_login(user)
    return client.post(NEW, {**GIVEN, "unit": str(cast.province.public_id), **more})


def test_the_list_leads_to_the_round(cast, client):
    opened(cast)
    client.force_login(cast.bob)
    html = client.get(URL).content.decode()
    assert "/summing-up/tong-ket/" in html and "chưa chốt" in html and "Tỉnh A" in html
    assert NEW not in html, "bob only reads"


def test_without_a_round_the_page_says_what_to_do(cast, client):
    client.force_login(cast.alice)
    html = client.get(URL).content.decode()
    assert "Chưa có đợt tổng kết nào" in html and NEW in html


def test_charlie_sees_nothing_of_it(cast, client):
    opened(cast)
    client.force_login(cast.charlie)
    assert "tong-ket" not in client.get(URL).content.decode()


def test_queries_do_not_grow_with_rows(cast, client, django_assert_num_queries):
    opened(cast)
    client.force_login(cast.alice)
    client.get(URL)
    with CaptureQueriesContext(connection) as one:
        client.get(URL)
    opened(cast, "hai")
    opened(cast, "ba")
    with django_assert_num_queries(len(one)):
        client.get(URL)


def test_a_round_is_opened_with_its_duties(cast, client):
    answer = post(cast, client, cast.alice)
    assert (answer.status_code, answer["Location"]) == (302, "/summing-up/tong-ket/")
    made = SummingUp.objects.get()
    assert (made.unit, made.base_year, made.cut_off.isoformat()) == (
        cast.province,
        2002,
        "2012-12-31",
    )
    assert Duty.objects.filter(source=str(made.public_id), unit=cast.province).count() == 9


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"code": "new"}, "đã dành cho hệ thống"),
        ({"code": "hai chữ"}, "không có dấu cách."),
        ({"period_to": "01/01/2001"}, "Ngày cuối kỳ phải sau ngày đầu kỳ"),
        ({"cut_off": "01/01/2001"}, "không được trước kỳ"),
        ({"sign_by": "01/01/2003"}, "không được trước thời điểm chốt"),
        ({"cut_off": "hôm nay"}, "dd/mm/yyyy"),
    ],
)
def test_bad_input_is_said_in_words(cast, client, given, said):
    answer = post(cast, client, cast.alice, **given)
    html = answer.content.decode()
    assert answer.status_code == 400 and not SummingUp.objects.exists()
    assert said in html and 'value="Tổng kết 10 năm"' in html, "nothing typed is lost"


def test_a_taken_code_is_refused_in_words(cast, client):
    opened(cast)
    answer = post(cast, client, cast.alice)
    assert (
        answer.status_code == 400
        and "Đã có đợt tổng kết mang mã «tong-ket»" in answer.content.decode()
    )


def test_only_who_can_edit_a_province_opens_one(cast, client):
    assert post(cast, client, cast.bob).status_code == 403
    client.force_login(cast.bob)
    assert client.get(NEW).status_code == 403


def test_charlie_cannot_open_one_for_another_province(cast, client):
    assert post(cast, client, cast.charlie).status_code == 400
    assert not SummingUp.objects.exists()


def test_wrong_method(cast, client):
    client.force_login(cast.alice)
    assert (client.post(URL).status_code, client.put(NEW).status_code) == (405, 405)
