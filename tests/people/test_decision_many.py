"""The page `decision_many`: one decision for many people, entered once, written in one act."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from browsing import send, sent_by
from goc.audit.models import Event
from goc.lib.errors import InputError, RefusedError
from goc.people import actions as people
from goc.people.models import Fact, Holding
from goc.registry.actions import register_document, take_back_document
from goc.registry.models import Document
from people.made import person

pytestmark = pytest.mark.django_db
DAY, BEFORE = date(2021, 4, 1), date(2015, 1, 1)
SIGNED = date(2021, 3, 5)
URL = "/people/decision/"
HEADS = "Họ và tên\tChức vụ mới\tTại đơn vị\tQuân hàm\tThôi chức vụ"
ABOVE = {
    "common_number": "15/QĐ-UBND",
    "common_signed_on": "05/03/2021",
    "common_issuer": "UBND huyện Một",
    "common_signer": "Nông Văn Chủ",
    "common_on": "01/04/2021",
}
SAID = "Quyết định 15/QĐ-UBND, 05/03/2021"


@pytest.fixture
def document(cast):
    return register_document(
        direction="in",
        type="Quyết định",
        number="15/QĐ-UBND",
        issuer="UBND huyện Một",
        issued_on=SIGNED,
        subject="Bổ nhiệm",
        keeper=cast.province,
        by="t",
    ).document


@pytest.fixture
def three(cast):
    """A hamlet leader of one commune, a deputy of the other, and somebody without a post."""
    one, other = cast.communes
    found = {name: person(cast, name) for name in ("Lý Văn Một", "Lý Văn Hai", "Lý Văn Ba")}
    hold(found["Lý Văn Một"], one, "hamlet_leader")
    hold(found["Lý Văn Hai"], other, "deputy_commander")
    return found


def hold(who, unit, post):
    return people.post_person(person=who, unit=unit, post=post, on=BEFORE, by="t")


def text(answer):
    return " ".join(answer.content.decode().split())


def sheet(*lines):
    return "\n".join([HEADS, *lines])


RIGHT = sheet(
    "Lý Văn Một\tPhó Chỉ huy trưởng\tXã Một Một\tThiếu úy\tThôn đội trưởng",
    "Lý Văn Hai\tChỉ huy trưởng\tXã Một Hai\t\tPhó Chỉ huy trưởng",
    "Lý Văn Ba\t\t\tTrung úy\t",
)


def written(client, page=RIGHT, **more):
    shown = send(client, URL, sheet=page, look="1", **ABOVE, **more)
    return shown, client.post(URL, sent_by(shown) | {"write": "1"})


def running():
    rows = Holding.objects.filter(valid_to=None).order_by("person__full_name")
    return [(h.person.full_name, h.post, h.valid_from) for h in rows]


def test_posts_ranks_and_ends_of_one_decision_in_one_act(cast, client, three):
    client.force_login(cast.alice)
    shown, answer = written(client)
    said = text(shown)
    assert "Đọc được 3 dòng, không có chỗ nào cần sửa" in said
    assert f"thôi Chỉ huy phó, Chỉ huy trưởng theo {SAID}" in said
    assert (answer.status_code, answer.url) == (302, reverse("people"))
    assert running() == [
        ("Lý Văn Hai", "commander", DAY),
        ("Lý Văn Một", "deputy_commander", DAY),
    ]
    ended = Holding.objects.exclude(valid_to=None).values_list("post", "valid_to", "ended_by")
    assert set(ended) == {
        ("hamlet_leader", DAY, "moved"),
        ("deputy_commander", DAY, "moved"),
    }
    ranks = Fact.objects.order_by("person__full_name").values_list("value", "valid_from")
    assert list(ranks) == [("lieutenant", DAY), ("second_lieutenant", DAY)]
    rows = Event.objects.filter(kind__in=["people.holding", "people.fact"])
    rows = rows.exclude(act=None)
    assert (rows.count(), len(set(rows.values_list("act", flat=True)))) == (6, 1)


def test_the_document_is_registered_once_and_every_row_leads_to_it(cast, client, three):
    client.force_login(cast.alice)
    written(client)
    document = Document.objects.get()
    found = (document.number, document.issued_on, document.issuer, document.source)
    assert found == ("15/QĐ-UBND", SIGNED, "UBND huyện Một", "Người ký: Nông Văn Chủ")
    assert document.keeper == cast.province
    new = [*Holding.objects.filter(valid_from=DAY), *Fact.objects.filter(valid_from=DAY)]
    assert {(row.document, row.decision) for row in new} == {(document, SAID)}
    ends = Event.objects.filter(action="close", kind="people.holding")
    assert {event.text for event in ends} == {SAID}
    page = text(client.get(reverse("person", args=[three["Lý Văn Một"].public_id])))
    assert f'<a href="/documents/?f.number=15/Q%C4%90-UBND">{SAID}</a>' in page
    with pytest.raises(RefusedError, match="đã là căn cứ"):
        take_back_document(document=document, by="t", reason="Nhầm")


def test_a_document_of_the_register_is_chosen_by_its_number_alone(cast, client, three, document):
    client.force_login(cast.alice)
    above = {"common_signed_on": "", "common_issuer": "", "common_signer": ""}
    shown = send(client, URL, **{**ABOVE, **above}, sheet=RIGHT, look="1")
    assert client.post(URL, sent_by(shown) | {"write": "1"}).status_code == 302
    assert Document.objects.get() == document
    assert {h.document for h in Holding.objects.filter(valid_from=DAY)} == {document}


def test_looking_writes_nothing_and_registers_nothing(cast, client, three):
    client.force_login(cast.alice)
    send(client, URL, sheet=RIGHT, look="1", **ABOVE)
    assert not Document.objects.exists()
    assert [row[1] for row in running()] == ["deputy_commander", "hamlet_leader"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Lý Văn Một\tChỉ huy trưởng\t\t\t", "Hãy ghi đơn vị của chức vụ."),
        ("Lý Văn Một\t\t\t\t", "Hãy ghi ít nhất một việc"),
        ("Lý Văn Ba\t\t\t\tThôn đội trưởng", "không giữ chức vụ Thôn đội trưởng"),
        ("Lý Văn Ba\tPhó Chỉ huy trưởng\tXã Một Hai\t\t", "không còn khuyết: Lý Văn Hai"),
        ("Lý Văn Bốn\tChỉ huy trưởng\tXã Một Một\t\t", "không có ai tên như vậy ở đây"),
        ("Lý Văn Ba\tChỉ huy trưởng\tTỉnh B\t\t", "Tỉnh B"),
    ],
    ids=["no place", "nothing", "not held", "taken", "nobody", "elsewhere"],
)
def test_each_line_at_fault_is_told_and_none_is_written(cast, client, three, line, said):
    client.force_login(cast.alice)
    good = "Lý Văn Hai\tChỉ huy trưởng\tXã Một Hai\t\tPhó Chỉ huy trưởng"
    before = Event.objects.count()
    answer = send(client, URL, sheet=sheet(line, good), write="1", **ABOVE)
    told = text(answer)
    assert "1 trong 2 dòng cần sửa" in told
    assert said in told
    assert Event.objects.count() == before
    assert not Document.objects.exists()


def test_who_leaves_stands_before_who_takes_the_seat(cast, client, three):
    client.force_login(cast.alice)
    leaves = "Lý Văn Hai\t\t\t\tPhó Chỉ huy trưởng"
    takes = "Lý Văn Ba\tPhó Chỉ huy trưởng\tXã Một Hai\t\t"
    assert "1 trong 2 dòng cần sửa" in text(
        send(client, URL, sheet=sheet(takes, leaves), write="1", **ABOVE)
    )
    _, answer = written(client, sheet(leaves, takes))
    assert answer.status_code == 302
    assert ("Lý Văn Ba", "deputy_commander", DAY) in running()


def test_an_unknown_number_without_day_and_issuer_is_asked_for(cast, client, three):
    client.force_login(cast.alice)
    above = {**ABOVE, "common_issuer": ""}
    told = text(send(client, URL, sheet=RIGHT, write="1", **above))
    assert "Hãy ghi ngày ký và cơ quan ban hành để vào sổ cùng lúc." in told
    assert not Document.objects.exists()


def test_an_odd_line_is_asked_about_and_stands_with_its_reason(cast, client, three):
    client.force_login(cast.alice)
    three["Lý Văn Ba"].birth_date = date(2010, 1, 1)
    three["Lý Văn Ba"].birth_year = 2010
    three["Lý Văn Ba"].save()
    line = sheet("Lý Văn Ba\tThôn đội trưởng\tXã Một Một\t\t")
    shown = send(client, URL, sheet=line, write="1", **ABOVE)
    assert "1 trong 1 dòng cần sửa" in text(shown)
    answer = client.post(URL, sent_by(shown) | {"write": "1", "reason": "Theo hồ sơ gốc"})
    assert answer.status_code == 302
    event = Event.objects.get(kind="people.holding", action="open", act__isnull=False)
    assert set(event.after["confirmed"].values()) == {"Theo hồ sơ gốc"}


def test_the_act_alone_asks_for_something_to_record(cast, document, three):
    with pytest.raises(InputError, match="Hãy ghi ít nhất một việc"):
        people.carry_out_decision(
            person=three["Lý Văn Ba"],
            document=document,
            decided=people.Decided(),
            on=DAY,
            by=cast.alice,
        )


def test_an_act_that_fails_half_way_leaves_the_former_post(cast, document, three):
    with pytest.raises(RefusedError, match="không còn khuyết"):
        people.carry_out_decision(
            person=three["Lý Văn Một"],
            document=document,
            decided=people.Decided(
                post="deputy_commander",
                place=cast.communes[1],
                former="hamlet_leader",
                ended_by="moved",
            ),
            on=DAY,
            by=cast.alice,
        )
    assert Holding.objects.get(post="hamlet_leader").valid_to is None


@pytest.mark.parametrize(("login", "status"), [("bob", 403), ("dana", 403)])
def test_who_only_reads_gets_no_form(cast, client, login, status):
    client.force_login(getattr(cast, login))
    assert client.get(URL).status_code == status


def test_people_out_of_scope_are_as_if_there_were_none(cast, client, three):
    client.force_login(cast.charlie)
    told = text(send(client, URL, sheet=RIGHT, write="1", **ABOVE))
    assert "3 trong 3 dòng cần sửa" in told
    assert "không có ai tên như vậy ở đây" in told
