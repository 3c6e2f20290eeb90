"""The page `unit_act_back`: a merger, split, closing, transfer that never was is taken back whole."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection, connections
from django.urls import reverse

import factories
from browsing import send, sent_by
from goc.audit.actions import erase_values
from goc.audit.models import Event
from goc.audit.origin import one_act
from goc.dated import undoing
from goc.lib.errors import InputError, RefusedError
from goc.people import actions as people
from goc.people.models import Holding, Keeper
from goc.units import actions
from goc.units.actions import NewUnit, take_back_units_act
from goc.units.actions.settlements import settle_left
from goc.units.acts_done import acts_of
from goc.units.models import Reorganisation, Unit, UnitParent, UnitRight, UnitVersion
from whole_register import whole_register as register

pytestmark = pytest.mark.django_db
DAY, LATER = date(2020, 1, 1), date(2021, 5, 1)


@pytest.fixture
def merged(cast):
    """Two communes with a commander, a right and a border become one; what stood before, the act
    and the new commune.
    """
    old, other = cast.communes
    officer = people.add_person(full_name="Nông Văn Đức", keeper=old, on=factories.START, by="t")
    people.post_person(person=officer, unit=old, post="commander", on=date(2010, 1, 1), by="t")
    people.join_body(
        person=officer, body="peoples_committee", unit=old, on=date(2011, 1, 1), by="t"
    )
    actions.set_trait(unit=old, kind="border", on=date(2005, 1, 1), by="t", source="NĐ 34")
    factories.user("keeper", "editor", old)
    before = register()
    with one_act() as act:
        actions.merge_units(
            whole=[old, other],
            into=NewUnit("Xã Chung", "commune", cast.district),
            on=DAY,
            by="alice",
            text="NQ 828",
        )
    new = UnitVersion.objects.get(name="Xã Chung").unit
    return before, act, new


def back(act, reason="Ghi nhầm xã"):
    return take_back_units_act(act=act, by="alice", reason=reason)


def refused(act):
    with pytest.raises(RefusedError) as why:
        back(act)
    return str(why.value)


# --- the act


def test_every_row_is_as_it_was_before_the_act(merged):
    before, act, _new = merged
    assert register() != before
    back(act)
    assert register() == before


def test_what_was_done_and_undone_both_stand_in_the_log(merged):
    _, act, _new = merged
    events = list(Event.objects.filter(act=act).values_list("id", "action", "commitment"))
    with one_act() as second:
        writes = back(act)
    assert list(Event.objects.filter(act=act).values_list("id", "action", "commitment")) == events
    own = Event.objects.filter(act=second).order_by("id")
    assert [e.action for e in own] == ["acts.take_back_row"] * len(writes) + ["acts.take_back"]
    assert {e.text for e in own} == {"Ghi nhầm xã"}
    assert own.last().subject == str(act)
    assert own.last().after == {"rows": len(writes)}


def test_newest_first_so_that_the_last_write_of_a_row_is_undone_before_its_first(merged):
    _, act, _new = merged
    ids = [write.event.pk for write in back(act)]
    assert ids == sorted(ids, reverse=True)


def test_twice_is_refused(merged):
    _, act, _new = merged
    back(act)
    assert re.fullmatch(
        r"Việc này đã được lấy lại bởi alice lúc \d\d:\d\d 20/11/2026\.", refused(act)
    )


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_takes_it_back_and_the_other_is_told_so():
    if connection.vendor == "sqlite":
        pytest.skip("threads need a database outside of memory")
    commune = factories.cast().communes[0]
    with one_act() as act:
        actions.rename_unit(unit=commune, name="Xã Bốn", on=DAY, by="t")

    def take_back(login):
        try:
            return len(take_back_units_act(act=act, by=login, reason="Nhầm"))
        except RefusedError as why:
            return str(why).split(" lúc ")[0]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(take_back, ("an", "binh")))
    said = {f"Việc này đã được lấy lại bởi {login}" for login in ("an", "binh")}
    assert (done.count(2), len(said & set(done))) == (1, 1)
    assert UnitVersion.objects.filter(unit=commune).count() == 1


def test_a_reason_is_needed(merged):
    _, act, _new = merged
    with pytest.raises(InputError, match="Hãy ghi lý do lấy lại"):
        back(act, " ")


def test_an_act_that_nobody_did_cannot_be_taken_back():
    assert refused(uuid4()) == "Không có gì để lấy lại."


def test_seats_that_nobody_sits_on_any_more_go_with_the_new_commune(merged):
    before, act, new = merged
    officer = Holding.objects.get().person
    post = people.post_person(person=officer, unit=new, post="commander", on=LATER, by="bob")
    people.take_back_row(row=post, by="bob", reason="Nhầm xã")
    assert new.seats.exists()
    back(act)
    assert register() == before


def decided(cast, on, number):
    return people.decide_establishment(
        unit=cast.district,
        whole=True,
        post="deputy_commander",
        number=number,
        valid_from=on,
        paper="QĐ 5",
        by="bob",
    )


def deputies(cast):
    """Number and period of the seats of deputies in the first commune."""
    rows = cast.communes[0].seats.filter(post="deputy_commander").order_by("number", "valid_from")
    return list(rows.values_list("number", "valid_from", "valid_to"))


def test_seats_follow_what_was_decided_while_their_commune_had_ended(merged, cast):
    _, act, _new = merged
    before = [(number, start, None) for number, start, _ in deputies(cast)]
    decided(cast, LATER, len(before) + 1)
    assert len(deputies(cast)) == len(before)
    back(act)
    assert deputies(cast) == [*before, (len(before) + 1, LATER, None)]


def test_seats_follow_a_decision_that_was_taken_back_meanwhile(cast):
    old, other = cast.communes
    officer = people.add_person(full_name="Nông Văn Đức", keeper=old, on=factories.START, by="t")
    people.post_person(person=officer, unit=old, post="commander", on=date(2010, 1, 1), by="t")
    by_law = deputies(cast)
    decision = decided(cast, LATER, len(by_law) + 1)
    assert len(deputies(cast)) == len(by_law) + 1
    with one_act() as act:
        actions.merge_units(
            whole=[old, other], into=NewUnit("Xã Chung", "commune", cast.district), on=DAY, by="t"
        )
    people.take_back_establishment(row=decision, by="bob", reason="Không có")
    back(act)
    assert deputies(cast) == by_law


def test_a_new_officer_in_the_new_commune_is_named_with_who_entered_him(merged):
    _before, act, new = merged
    stood = register()
    people.add_person(full_name="Lý Văn Ba", keeper=new, on=LATER, by="bob")
    said = refused(act)
    assert "sau đó đã có việc ghi tiếp lên trên (nơi quản lý hồ sơ, bob ghi lúc " in said
    assert set(stood) < set(register())  # nothing of it was undone


def test_a_file_that_moved_on_is_named(merged, cast):
    _, act, new = merged
    person = Keeper.objects.get(unit=new).person
    people.move_person(person=person, to=cast.district, on=LATER, by="bob")
    assert "nơi quản lý hồ sơ, bob ghi lúc " in refused(act)


def test_a_later_correction_of_what_the_act_ended_is_not_lost(merged):
    _, act, _new = merged
    ended = Holding.objects.get()
    people.correct_row(row=ended, by="bob", text="Đơn xin nghỉ", ended_by="retired")
    assert "giữ chức vụ, bob ghi lúc " in refused(act)
    assert Holding.objects.get().ended_by == "retired"


def test_what_was_corrected_and_put_back_since_is_no_hindrance(merged):
    before, act, _new = merged
    for ended_by in ("retired", "unit_ended"):
        row = Holding.objects.get()
        people.correct_row(row=row, by="bob", text="Xem lại", ended_by=ended_by)
    back(act)
    assert register() == before


def test_what_was_settled_of_a_right_it_ended_is_named(merged):
    _, act, _new = merged
    right = UnitRight.objects.get(user__login="keeper", valid_to=DAY)
    settle_left(subject=right.public_id, by="bob")
    assert "việc đã xử lý sau sắp xếp, bob ghi lúc " in refused(act)


def test_a_new_post_of_the_same_officer_elsewhere_does_not_hinder(merged, cast):
    _, act, _new = merged
    officer = Holding.objects.get().person
    people.post_person(
        person=officer, unit=cast.district, post="commune_official", on=LATER, by="b"
    )
    back(act)
    assert Holding.objects.filter(person=officer, valid_to=None).count() == 2


def test_a_post_does_not_go_on_beyond_a_death_recorded_since(merged):
    before, act, _new = merged
    officer = Holding.objects.get().person
    people.record_death(person=officer, on=LATER, by="bob")
    stood = register()
    said = refused(act)
    assert said.startswith("Nông Văn Đức đã được ghi nhận từ trần ngày 01/05/2021 nên «")
    assert register() == stood
    people.take_back_death(person=officer, by="bob", text="Người khác")
    back(act)
    assert register() == before


def test_a_file_passes_back_although_its_person_was_dead_already(cast):
    old, other = cast.communes
    officer = people.add_person(full_name="Nông Văn Đức", keeper=old, on=factories.START, by="t")
    people.post_person(person=officer, unit=old, post="commander", on=date(2010, 1, 1), by="t")
    people.record_death(person=officer, on=date(2015, 1, 1), by="t")
    before = register()
    with one_act() as act:
        actions.merge_units(
            whole=[old, other], into=NewUnit("Xã Chung", "commune", cast.district), on=DAY, by="t"
        )
    back(act)
    assert register() == before


def test_what_it_pointed_to_and_is_gone_since_refuses_it(cast):
    wrong = actions.found_unit(
        name="Huyện Nhầm", kind="rural_district", parent=cast.province, on=factories.START, by="t"
    )
    actions.transfer_unit(unit=cast.communes[0], parent=wrong, on=DAY, by="t")
    row = UnitParent.objects.get(parent=wrong)
    with one_act() as act:
        actions.take_back_change(row=row, by="t", reason="Nhầm")
    actions.take_back_unit(unit=wrong, by="t", reason="Chưa từng có")
    stood = register()
    assert "đã rút khỏi sổ từ đó" in refused(act)
    assert register() == stood


def test_a_unit_left_without_a_superior_refuses_it(cast):
    commune = cast.communes[0]
    other = factories.unit("Huyện Hai", "rural_district", cast.province)
    with one_act() as act:
        actions.transfer_unit(unit=commune, parent=other, on=DAY, by="t")
    actions.transfer_unit(unit=cast.communes[1], parent=other, on=DAY, by="t")
    actions.close_unit(unit=cast.district, on=LATER, by="t")
    stood = register()
    assert "không có cấp trên hợp lệ" in refused(act)
    assert register() == stood


def test_erased_values_cannot_be_taken_back(merged, cast):
    _, act, _new = merged
    events = Event.objects.filter(act=act).values_list("pk", flat=True)
    erase_values(events=events, reason="Theo yêu cầu", by=cast.operator)
    assert "đã xóa theo yêu cầu" in refused(act)


def test_what_was_taken_back_within_the_act_comes_back(cast):
    before = register()
    with one_act() as act:
        unit = actions.found_unit(
            name="Xã Ba", kind="commune", parent=cast.district, on=DAY, by="t"
        )
        actions.take_back_unit(unit=unit, by="t", reason="Nhầm")
    back(act)
    assert register() == before


def test_a_row_taken_out_by_the_act_is_there_again_under_its_own_id(cast):
    alias = actions.add_alias(unit=cast.communes[0], name="Một Mốt", by="t")
    before = register()
    with one_act() as act:
        actions.take_back_row(row=alias, by="t", reason="Nhầm")
    assert register() != before
    back(act)
    assert register() == before


@pytest.mark.parametrize(
    ("do", "what", "on"),
    [
        (
            lambda c: actions.split_unit(
                unit=c.communes[0],
                new=[NewUnit("Xã Ba", "commune", c.district)],
                on=DAY,
                by="t",
            ),
            "Chia tách",
            DAY,
        ),
        (
            lambda c: actions.close_unit(unit=c.communes[0], on=DAY, by="t"),
            "Kết thúc đơn vị",
            DAY,
        ),
        (
            lambda c: actions.transfer_unit(
                unit=c.communes[0], parent=c.province, on=LATER, by="t"
            ),
            "Điều chuyển",
            LATER,
        ),
        (
            lambda c: actions.rename_unit(unit=c.communes[0], name="Xã Bốn", on=DAY, by="t"),
            "Đổi tên, đổi loại",
            DAY,
        ),
    ],
    ids=["split", "close", "transfer", "rename"],
)
def test_each_act_on_a_unit_is_one_line_and_comes_back(cast, do, what, on):
    before = register()
    with one_act() as act:
        do(cast)
    (line,) = acts_of(cast.communes[0])
    assert (line.act, str(line.what), line.on, line.by) == (act, what, on, "t")
    assert line.writes == len(undoing.writes_of(act))
    back(act)
    assert register() == before
    still = [line.taken_back.by for line in acts_of(cast.communes[0])]
    assert still == ([] if what == "Chia tách" else ["alice"])  # a split left no row of the unit


def test_what_is_no_act_on_a_unit_is_no_line(cast):
    with one_act():
        actions.set_trait(unit=cast.communes[0], kind="border", on=DAY, by="t", source="NĐ")
    actions.rename_unit(unit=cast.communes[0], name="Xã Bốn", on=DAY, by="before acts")
    assert acts_of(cast.communes[0]) == []


def test_a_form_is_one_act_and_another_form_another(cast, client):
    client.force_login(cast.alice)
    for on in ("01/01/2020", "01/01/2021"):
        send(
            client,
            reverse("unit_act", args=[cast.communes[0].public_id, "rename"]),
            name=f"Xã {on}",
            on=on,
            kind="commune",
        )
    acts = Event.objects.filter(action__in=["open", "close"]).values_list("act", "action")
    assert None not in {act for act, _ in acts}
    assert len({act for act, _ in acts}) == 2


# --- the page


@pytest.fixture
def url(merged):
    _, act, new = merged
    return reverse("unit_act_back", args=[new.public_id, act])


def text(answer):
    return " ".join(answer.content.decode().split())


def test_the_unit_shows_the_act_and_the_way_back(client, cast, merged, url):
    _, act, new = merged
    client.force_login(cast.alice)
    said = text(client.get(reverse("unit", args=[new.public_id])))
    n = len(undoing.writes_of(act))
    assert f"<b>Sáp nhập</b> ngày 01/01/2020: {n} việc" in said
    assert url in said


def test_what_it_undoes_is_shown_before_it_is_done(client, cast, merged, url):
    before, _act, _new = merged
    client.force_login(cast.alice)
    stood = register()
    shown = send(client, url, reason="Ghi nhầm xã")
    said = text(shown)
    assert "Chưa ghi gì. Khi xác nhận:" in said
    assert "Giữ chức vụ: 1 trở lại như trước" in said
    assert "Nơi quản lý hồ sơ: 1 trở lại như trước; 1 bỏ khỏi sổ" in said
    assert register() == stood
    answer = client.post(url, sent_by(shown))
    assert (answer.status_code, answer.url) == (302, reverse("units"))
    assert register() == before


def test_from_a_unit_that_stays_one_comes_back_to_it(client, cast, merged):
    _, act, _new = merged
    client.force_login(cast.alice)
    old = cast.communes[0].public_id
    shown = send(client, reverse("unit_act_back", args=[old, act]), reason="Nhầm")
    answer = client.post(reverse("unit_act_back", args=[old, act]), sent_by(shown))
    assert answer.url == reverse("unit", args=[old])
    assert "Đã lấy lại: alice" in text(client.get(answer.url))


def test_whoever_comes_second_is_told_who_took_it_back_also_when_the_unit_is_gone(
    client, cast, merged, url
):
    _, act, new = merged
    client.force_login(cast.alice)
    shown = send(client, url, reason="Nhầm")
    take_back_units_act(act=act, by="binh", reason="Nhầm")
    assert not Unit.objects.filter(pk=new.pk).exists()
    for answer in (client.get(url), client.post(url, sent_by(shown))):
        assert answer.status_code == 400
        assert "Việc này đã được lấy lại bởi binh lúc" in text(answer)
    client.force_login(cast.charlie)
    assert client.get(url).status_code == 404


def test_the_refusal_stands_on_the_page(client, cast, merged, url):
    _, _act, new = merged
    people.add_person(full_name="Lý Văn Ba", keeper=new, on=LATER, by="bob")
    client.force_login(cast.alice)
    answer = send(client, url, reason="Nhầm")
    assert answer.status_code == 400
    assert "bob ghi lúc" in text(answer)


def test_who_may_not_write_about_all_its_units_is_refused(client, cast, merged):
    _, act, new = merged
    client.force_login(factories.user("one", "editor", new))
    other = factories.user("two", "editor", cast.communes[0])
    assert client.get(reverse("unit_act_back", args=[new.public_id, act])).status_code == 200
    Event.objects.filter(pk=Event.objects.filter(act=act).first().pk).update(
        unit=cast.elsewhere.public_id
    )
    answer = client.get(reverse("unit_act_back", args=[new.public_id, act]))
    assert answer.status_code == 403
    assert other.login == "two"


def test_another_units_act_and_no_act_look_the_same(client, cast, merged):
    _, act, _new = merged
    client.force_login(cast.alice)
    strange = reverse("unit_act_back", args=[cast.province.public_id, act])
    missing = reverse("unit_act_back", args=[cast.communes[0].public_id, uuid4()])
    assert [client.get(address).status_code for address in (strange, missing)] == [404, 404]


@pytest.mark.parametrize(("login", "status"), [("charlie", 404), ("bob", 403), ("dana", 403)])
def test_only_who_writes_there_may(client, cast, url, login, status):
    client.force_login(getattr(cast, login))
    assert client.get(url).status_code == status
    assert client.post(url, {"reason": "x"}).status_code == status
    assert Reorganisation.objects.exists() and Unit.objects.exists() and UnitParent.objects.exists()
