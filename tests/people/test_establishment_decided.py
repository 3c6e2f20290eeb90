"""Decisions on the establishment: the acts, the seats that follow, the document, the paste."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.utils import DatabaseError
from django.urls import reverse

from browsing import send, sent_by
from goc.audit.models import Event
from goc.lib.errors import InputError, RefusedError
from goc.people import actions as people
from goc.people.models import Establishment, Seat
from goc.registry.actions import register_document, take_back_document
from goc.registry.fields import find_document
from goc.units.actions import close_unit
from goc.units.asking import asking_of
from people.made import person

pytestmark = pytest.mark.django_db
Y2010, Y2011, Y2012 = (date(year, 1, 1) for year in (2010, 2011, 2012))
END = date(2012, 12, 31)
DEPUTY = "deputy_commander"


def decide(unit, number, on, *, whole=False, post=DEPUTY, until=None, **more):
    given = {"paper": "QĐ 12/QĐ-UBND", "document": None, "by": "t", **more}
    return people.decide_establishment(
        unit=unit, whole=whole, post=post, number=number, valid_from=on, valid_to=until, **given
    )


# --- seats in the register


def test_seats_laid_already_follow_a_decision_and_its_end(cast):
    unit = cast.communes[0]
    people.lay_seats(unit=unit, on=Y2010, by="t")
    decide(unit, 2, Y2011, until=Y2012)
    second = Seat.objects.get(unit=unit, post=DEPUTY, number=2)
    assert (second.valid_from, second.valid_to) == (Y2011, Y2012)
    assert second.source == "QĐ 12/QĐ-UBND"


def test_a_second_deputy_sits_by_decision_only(cast):
    unit = cast.communes[0]
    people.post_person(person=person(cast, "Lý Một"), unit=unit, post=DEPUTY, on=Y2010, by="t")
    other = person(cast, "Lý Hai")
    with pytest.raises(RefusedError, match="không còn khuyết"):
        people.post_person(person=other, unit=unit, post=DEPUTY, on=Y2011, by="t")
    decide(cast.province, 2, Y2011, whole=True)
    held = people.post_person(person=other, unit=unit, post=DEPUTY, on=Y2011, by="t")
    assert held.seat.number == 2


def test_a_post_with_seats_by_decision_alone_is_seated(cast):
    unit = cast.communes[0]
    decide(unit, 1, Y2010, post="platoon_leader")
    give = {"unit": unit, "post": "platoon_leader", "on": Y2011, "by": "t"}
    assert people.post_person(person=person(cast, "Lý Một"), **give).seat.number == 1
    with pytest.raises(RefusedError, match="không còn khuyết"):
        people.post_person(person=person(cast, "Lý Hai"), **give)


def test_taken_back_the_seat_nobody_took_is_gone_and_the_law_stands_again(cast):
    unit = cast.communes[0]
    people.lay_seats(unit=unit, on=Y2010, by="t")
    seats = set(Seat.objects.values_list("public_id", "valid_to"))
    row = decide(unit, 2, Y2011)
    people.take_back_establishment(row=row, by="t", reason="Nhầm xã")
    assert set(Seat.objects.values_list("public_id", "valid_to")) == seats
    event = Event.objects.get(action="people.take_back_establishment")
    assert (event.text, event.before["number"]) == ("Nhầm xã", 2)


def test_taken_back_whose_seat_it_closed_sits_on_it_again(cast):
    unit = cast.communes[0]
    decide(unit, 2, Y2010)
    for name in ("Lý Một", "Lý Hai"):
        people.post_person(person=person(cast, name), unit=unit, post=DEPUTY, on=Y2010, by="t")
    less = decide(unit, 1, Y2012)
    assert set(Seat.objects.filter(valid_to=Y2012).values_list("number", flat=True)) == {2}
    people.take_back_establishment(row=less, by="t", reason="Nhầm")
    seats = Seat.objects.filter(unit=unit, post=DEPUTY).order_by("number")
    assert list(seats.values_list("number", "valid_to")) == [(1, None), (2, None)]
    with pytest.raises(RefusedError, match="không còn khuyết"):
        people.post_person(person=person(cast, "Lý Ba"), unit=unit, post=DEPUTY, on=END, by="t")


def test_a_new_decision_ends_the_one_before_and_taken_back_it_goes_on(cast):
    first = decide(cast.communes[0], 2, Y2010)
    second = decide(cast.communes[0], 3, Y2012)
    first.refresh_from_db()
    assert first.valid_to == Y2012
    people.take_back_establishment(row=second, by="t", reason="Nhầm")
    first.refresh_from_db()
    assert first.valid_to is None


def test_a_decision_whose_own_term_ended_that_day_does_not_go_on(cast):
    first = decide(cast.communes[0], 2, Y2010, until=Y2012)
    second = decide(cast.communes[0], 3, Y2012)
    people.take_back_establishment(row=second, by="t", reason="Nhầm")
    first.refresh_from_db()
    assert first.valid_to == Y2012


def test_a_term_entered_later_is_a_term(cast):
    first = decide(cast.communes[0], 2, Y2010)
    people.correct_establishment(row=first, by="t", reason="Có thời hạn", valid_to=Y2012)
    second = decide(cast.communes[0], 3, Y2012)
    people.take_back_establishment(row=second, by="t", reason="Nhầm")
    first.refresh_from_db()
    assert first.valid_to == Y2012


def test_a_corrected_number_moves_the_seats(cast):
    unit = cast.communes[0]
    people.lay_seats(unit=unit, on=Y2010, by="t")
    row = decide(unit, 3, Y2011)
    people.correct_establishment(row=row, by="t", reason="Đọc nhầm", number=2)
    going = Seat.objects.filter(unit=unit, post=DEPUTY, valid_to=None)
    assert sorted(going.values_list("number", flat=True)) == [1, 2]


def test_a_decision_ends_with_its_unit(cast):
    row = decide(cast.communes[0], 2, Y2010)
    close_unit(unit=cast.communes[0], on=Y2012, by="t")
    row.refresh_from_db()
    assert row.valid_to == Y2012
    with pytest.raises(RefusedError):
        decide(cast.communes[0], 2, END)


def test_corrected_to_go_on_it_still_ends_with_its_unit(cast):
    row = decide(cast.communes[0], 2, Y2010)
    close_unit(unit=cast.communes[0], on=Y2012, by="t")
    row.refresh_from_db()
    people.correct_establishment(row=row, by="t", reason="Nhầm", number=3, valid_to=None)
    row.refresh_from_db()
    assert (row.number, row.valid_to) == (3, Y2012)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"paper": " "}, "Hãy ghi quyết định, căn cứ, hoặc số của văn bản trong sổ đăng ký."),
        ({"number": 100}, "Số lượng không quá 99."),
        ({"post": "general"}, "Danh mục post không có mã «general»."),
        ({"whole": True}, "Đơn vị cấp xã không có xã trực thuộc: hãy ghi cho chính đơn vị."),
    ],
    ids=["paper", "number", "post", "whole"],
)
def test_what_cannot_be_decided_is_refused_in_words(cast, changed, said):
    given = {"unit": cast.communes[0], "number": 2, "on": Y2010, **changed}
    with pytest.raises(RefusedError) as why:
        decide(**given)
    assert str(why.value) == said
    assert not Establishment.objects.exists()


def test_two_decisions_of_one_post_share_no_day(cast):
    decide(cast.communes[0], 2, Y2010, until=Y2012)
    with pytest.raises(RefusedError, match="trùng với bản ghi đã có"):
        decide(cast.communes[0], 3, Y2011)
    with pytest.raises(DatabaseError):
        Establishment.objects.create(
            unit=cast.communes[0], whole=False, post=DEPUTY, number=3, valid_from=Y2011
        )


# --- the document


@pytest.fixture
def document(cast):
    return register_document(
        direction="in",
        type="Quyết định",
        number="12/QĐ-UBND",
        issuer="UBND tỉnh",
        issued_on=date(2011, 3, 5),
        subject="Biên chế",
        keeper=cast.province,
        by="t",
    ).document


@pytest.mark.parametrize(
    "typed",
    [
        "12/QĐ-UBND",
        "12/qđ-ubnd",
        "Quyết định 12/QĐ-UBND",
        "Quyết định số 12/QĐ-UBND ngày 05/03/2011",
        "Quyết định 12/QĐ-UBND, 05/03/2011",
        "12/QĐ-UBND, 5/3/2011",
    ],
)
def test_a_document_is_meant_by_its_number(cast, document, typed):
    assert find_document(typed, asking_of(cast.alice)) == document


@pytest.mark.parametrize("typed", ["2/QĐ-UBND", "12/QĐ-UBND ngày 06/03/2011", "QĐ", "31/02/2011"])
def test_no_other_number_means_it(cast, document, typed):
    with pytest.raises(InputError, match="Sổ đăng ký chưa có văn bản"):
        find_document(typed, asking_of(cast.alice))


def test_who_does_not_see_a_document_does_not_find_it(cast, document):
    with pytest.raises(InputError, match="Sổ đăng ký chưa có văn bản"):
        find_document("12/QĐ-UBND", asking_of(cast.charlie))


def test_a_number_of_two_documents_is_asked_for_with_its_day(cast, document):
    given = {"direction": "in", "type": "Quyết định", "number": "12/QĐ-UBND", "subject": "Khác"}
    register_document(
        **given, issuer="UBND tỉnh", issued_on=date(2012, 3, 5), keeper=cast.province, by="t"
    )
    with pytest.raises(InputError, match="là số của nhiều văn bản"):
        find_document("12/QĐ-UBND", asking_of(cast.alice))
    assert find_document("12/QĐ-UBND ngày 05/03/2011", asking_of(cast.alice)) == document


def test_a_document_that_ordered_something_is_not_taken_back(cast, document):
    decide(cast.communes[0], 2, Y2010, document=document, paper="")
    with pytest.raises(RefusedError, match="đã là căn cứ của bản ghi khác"):
        take_back_document(document=document, by="t", reason="Nhầm")


# --- pages


def text(answer):
    return " ".join(answer.content.decode().split())


MANY = "list_many", ["people-establishment"]
SHEET = "Đơn vị\tCho mọi xã trực thuộc\tChức vụ\tSố lượng\tTừ ngày\tVăn bản trong sổ"


def test_many_communes_by_one_paste(cast, client, document):
    client.force_login(cast.alice)
    url = reverse(*MANY[:1], args=MANY[1])
    sheet = "\n".join(
        [
            SHEET,
            "Xã Một Một\tKhông\tChỉ huy phó\t2\t01/01/2011\t12/QĐ-UBND",
            "Xã Một Hai\tKhông\tChỉ huy phó\t2\t01/01/2011\t12/QĐ-UBND",
            "Tỉnh A\tCó\tTrợ lý\t1\t01/07/2025\t12/QĐ-UBND",
        ]
    )
    shown = send(client, url, sheet=sheet, look="1")
    assert "Đọc được 3 dòng, không có chỗ nào cần sửa" in text(shown)
    assert not Establishment.objects.exists()
    answer = client.post(url, sent_by(shown) | {"write": "1"})
    assert answer.url == reverse("list", args=MANY[1])
    found = Establishment.objects.order_by("pk").values_list("unit", "whole", "post", "number")
    one, two = (commune.pk for commune in cast.communes)
    assert list(found) == [
        (one, False, DEPUTY, 2),
        (two, False, DEPUTY, 2),
        (cast.province.pk, True, "assistant", 1),
    ]
    assert {row.document for row in Establishment.objects.all()} == {document}
    assert len(set(Event.objects.filter(kind="people.establishment").values_list("act"))) == 1


def test_each_faulty_cell_of_a_paste_is_told_and_nothing_is_written(cast, client, document):
    client.force_login(cast.alice)
    url = reverse(*MANY[:1], args=MANY[1])
    sheet = "\n".join(
        [
            SHEET,
            "Xã Một Một\tKhông\tChỉ huy phó\t2\t01/01/2011\t12/QĐ-UBND",
            "Tỉnh B\tKhông\tTướng\thai\t01/01/2011\t99/QĐ",
            "Xã Một Một\tKhông\tChỉ huy phó\t3\t01/06/2010\t12/QĐ-UBND",
        ]
    )
    said = text(send(client, url, sheet=sheet, write="1"))
    assert "2 trong 3 dòng cần sửa" in said
    for fault in ("không phải là số", "«Tướng» không có trong danh mục", "99/QĐ", "trùng với"):
        assert fault in said
    assert not Establishment.objects.exists()


def test_the_list_shows_the_document_and_finds_by_it(cast, client, document):
    decide(cast.communes[0], 2, Y2010, document=document, paper="")
    decide(cast.communes[1], 3, Y2010)
    client.force_login(cast.alice)
    url = reverse("list", args=["people-establishment"])
    assert "Quyết định 12/QĐ-UBND, 05/03/2011" in text(client.get(url))
    found = text(client.get(url, {"f.document": "12/qd"}))
    assert "1 dòng" in found and "Xã Một Một" in found
    assert "2 dòng" in text(client.get(url, {"sort": "document"}))


def test_a_text_longer_than_its_column_is_told_at_its_cell(cast, client):
    client.force_login(cast.alice)
    sheet = f"Xã Một Một\tKhông\tChỉ huy phó\t2\t01/01/2011\t\t\t{'x' * 201}"
    said = text(send(client, reverse(*MANY[:1], args=MANY[1]), sheet=sheet, write="1"))
    assert "dài 201 chữ; tối đa 200" in said
    add = reverse("list_add", args=MANY[1])
    assert "dài 201 chữ; tối đa 200" in text(send(client, add, paper="x" * 201))
    assert not Establishment.objects.exists()


def test_who_only_reads_gets_no_table_to_paste_into(cast, client):
    client.force_login(cast.bob)
    assert client.get(reverse(*MANY[:1], args=MANY[1])).status_code == 403
