"""Persons, posts, bodies, facts and deaths at their edges: sentences, days before and after, what stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

import pytest

from goc.audit.models import Event
from goc.lib.errors import AskedError, RefusedError
from goc.people import actions
from goc.people.actions.codes import check_code
from goc.people.actions.days import birth_of, command_posts_beside, deed_of, service_of
from goc.people.day_rules import BIRTH, FILE, POST
from goc.people.models import Fact, Holding, Membership, Person, Seat
from goc.people.rules import make_code
from goc.units.models import Trait
from logged import texts
from people.made import START, TODAY, full, person

MAY, JUNE = date(2012, 5, 1), date(2012, 6, 1)


def refusal(act: Callable[[], Any]) -> str:
    """The sentence; and that nothing was written."""
    before = Event.objects.count()
    with pytest.raises(RefusedError) as refused:
        act()
    assert Event.objects.count() == before
    return str(refused.value)


# --- catalogues


@pytest.mark.parametrize(
    ("code", "on", "said"),
    [
        ("deputy_commander", date(2012, 1, 1), ""),
        ("general", date(2012, 1, 1), "Danh mục post không có mã «general»."),
        ("general", date.max, "Danh mục post không có mã «general»."),
        ("assistant", date(2012, 1, 1), "«Trợ lý» chưa có hoặc không còn vào ngày 01/01/2012."),
        ("assistant", date.max, ""),
    ],
)
def test_a_code_stands_in_its_catalogue_on_the_day(db, code, on, said):
    if said:
        assert refusal(lambda: check_code("post", code, on=on)) == said
    else:
        check_code("post", code, on=on)


def test_a_code_holds_from_its_first_day_to_the_day_before_its_last(db, monkeypatch):
    entry = type("Entry", (), {})
    rows = []
    for name, start, end in (("Cũ", 2000, 2005), ("Mới", 2010, None)):
        row = entry()
        row.code, row.name = "x", name
        row.valid_from, row.valid_to = date(start, 1, 1), date(end, 1, 1) if end else None
        rows.append(row)
    monkeypatch.setattr("goc.people.actions.codes.catalogue_rows", lambda _catalogue: rows)
    for on, fine in (
        (date(1999, 12, 31), False),
        (date(2000, 1, 1), True),
        (date(2004, 12, 31), True),
        (date(2005, 1, 1), False),
        (date(2009, 12, 31), False),
        (date(2010, 1, 1), True),
    ):
        if fine:
            check_code("any", "x", on=on)
        else:
            said = refusal(lambda on=on: check_code("any", "x", on=on))
            assert said == f"«Mới» chưa có hoặc không còn vào ngày {on:%d/%m/%Y}."


# --- persons


def test_what_is_no_column_is_named_in_order(cast):
    said = refusal(lambda: person(cast, salary=1, died_on=MAY, folded="x"))
    assert said == "Không có trường died_on, folded, salary."


@pytest.mark.parametrize("name", ["", "  ", "\t\n"])
def test_a_name_is_wanted(cast, name):
    assert refusal(lambda: person(cast, name)) == "Thiếu họ và tên."
    one = person(cast)
    said = refusal(lambda: actions.correct_person(person=one, by=cast.alice, full_name=name))
    assert said == "Thiếu họ và tên."
    assert Person.objects.get().full_name == "Nông Văn Đức"


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"sex": "x"}, "Giới tính «x» không có."),
        ({"ethnicity": "martian"}, "Danh mục ethnic_group không có mã «martian»."),
        ({"religion": "jedi"}, "Danh mục religion không có mã «jedi»."),
        ({"code": "ABC"}, "Mã cán bộ «ABC» sai hoặc đã được dùng."),
        ({"birth_date": date(2026, 11, 21)}, "Ngày sinh: ngày 21/11/2026 còn ở phía trước."),
        ({"birth_year": 1875}, "Năm sinh 1875: ngày 01/01/1875 đã quá 150 năm; hãy xem lại năm."),
        (
            {"birth_date": date(1970, 2, 3), "enlisted_on": date(1970, 2, 2)},
            "Ngày nhập ngũ: ngày 02/02/1970 trước khi người này sinh ra (03/02/1970).",
        ),
        (
            {"birth_year": 1970, "discharged_on": date(1969, 12, 31)},
            "Ngày xuất ngũ: ngày 31/12/1969 trước khi người này sinh ra (1970).",
        ),
        (
            {"enlisted_on": date(1988, 9, 1), "discharged_on": date(1987, 9, 1)},
            "Ngày kết thúc 01/09/1987 phải sau ngày bắt đầu 01/09/1988.",
        ),
    ],
)
def test_what_cannot_be_known_of_a_person(cast, known, said):
    assert refusal(lambda: person(cast, **known)) == said
    assert not Person.objects.exists()


def test_a_code_that_is_given_is_one_and_nobodys(cast):
    code = make_code(Random(7))
    assert person(cast, code=code).code == code
    for taken in (code, code.lower(), f"{code[:5]}-{code[5:]}"):
        said = refusal(lambda taken=taken: person(cast, "Lý Thị Hoa", code=taken))
        assert said == f"Mã cán bộ «{taken}» sai hoặc đã được dùng."


@pytest.mark.parametrize(
    ("number", "kept"),
    [
        ("020070001234", "020070001234"),
        (" 020070001234 ", "020070001234"),
        ("080912345", "080912345"),
        ("", None),
        ("  ", None),
        (None, None),
    ],
)
def test_a_citizen_number_is_twelve_or_nine_digits(cast, number, kept):
    assert person(cast, citizen_number=number).citizen_number == kept


@pytest.mark.parametrize(
    "number",
    ["12345678", "1234567890", "02007000123", "0200700012345", "02007000123A", "०२००७०००१२३४"],
)
def test_what_is_no_citizen_number(cast, number):
    assert refusal(lambda: person(cast, citizen_number=number)) == (
        f"Số định danh «{number}» phải gồm 12 chữ số (hoặc 9 chữ số của giấy cũ)."
    )


def test_a_number_of_somebody_else_is_told_by_name_to_who_may_see_it(cast):
    number = "020070001234"
    one = person(cast, citizen_number=number)
    actions.correct_person(person=one, by=cast.alice, citizen_number=number)
    far = person(cast, "Lý Thị Hoa", cast.elsewhere)
    said = {
        user.login: refusal(
            lambda user=user: actions.correct_person(person=far, by=user, citizen_number=number)
        )
        for user in (cast.alice, cast.charlie)
    }
    assert said == {
        "alice": "Số định danh 020070001234 đã là của Nông Văn Đức.",
        "charlie": (
            "Số định danh 020070001234 đã có trong một hồ sơ khác. Hãy xem lại số; nếu số đúng, "
            "hãy báo cơ quan thường trực."
        ),
    }


def test_a_day_of_birth_brings_its_year_and_another_year_alone_none(cast):
    one = person(cast, birth_date=date(1970, 2, 3))
    actions.correct_person(person=one, by=cast.alice, birth_date=date(1971, 2, 3))
    assert (one.birth_date, one.birth_year) == (date(1971, 2, 3), 1971)
    actions.correct_person(person=one, by=cast.alice, birth_date=None, birth_year=1969)
    assert (one.birth_date, one.birth_year) == (None, 1969)
    actions.correct_person(person=one, by=cast.alice, birth_year=1968, birth_date=date(1967, 1, 1))
    assert one.birth_year == 1967


@pytest.mark.parametrize(
    ("known", "asked"),
    [
        ({"birth_date": date(1975, 1, 1)}, True),
        ({"enlisted_on": date(2030, 1, 1)}, True),
        ({"discharged_on": date(2030, 1, 1)}, True),
        ({"telephone": "0912"}, False),
        ({"ethnicity": "tay"}, False),
        ({"birth_date": date(1970, 2, 3)}, False),
    ],
)
def test_only_days_that_were_changed_are_judged(cast, known, asked):
    """The post at fifteen was confirmed once; another birth asks about it again."""
    one = person(cast, birth_date=date(1970, 2, 3))
    actions.post_person(
        person=one,
        unit=cast.communes[0],
        post="hamlet_leader",
        on=date(1985, 6, 1),
        by=cast.alice,
        confirmed="du kích",
    )
    if not asked:
        actions.correct_person(person=one, by=cast.alice, **known)
        return
    with pytest.raises(AskedError):
        actions.correct_person(person=one, by=cast.alice, **known)
    actions.correct_person(
        person=Person.objects.get(), by=cast.alice, confirmed="đúng", text="Giấy khai sinh", **known
    )
    event = Event.objects.get(action="people.correct_person")
    assert (event.text, list(event.after["confirmed"].values())) == ("Giấy khai sinh", ["đúng"])


def test_a_birth_after_the_death_is_refused(cast):
    one = person(cast)
    actions.record_death(person=one, on=MAY, by=cast.alice)
    said = refusal(
        lambda: actions.correct_person(person=one, by=cast.alice, birth_date=date(2012, 5, 2))
    )
    assert said == "Từ trần: ngày 01/05/2012 trước khi người này sinh ra (02/05/2012)."


# --- namesakes


def namesake(cast: Any, **more: Any) -> Person:
    return person(cast, "NÔNG VĂN ĐỨC", **more)


@pytest.mark.parametrize(
    ("known", "asked"),
    [
        ({"birth_year": 1970}, True),
        ({}, True),
        ({"birth_date": date(1970, 5, 1)}, True),
        ({"birth_year": 1971}, False),
    ],
)
def test_who_stands_here_already_is_asked_about_and_told_apart(cast, known, asked):
    first = person(cast, birth_year=1970)
    if not asked:
        namesake(cast, **known)
        return
    with pytest.raises(AskedError) as question:
        namesake(cast, **known)
    assert str(question.value) == (
        "Đã có NÔNG VĂN ĐỨC ở Xã Một Một, họ tên và ngày sinh như vậy. Đây có phải là người khác "
        "không?"
    )
    assert question.value.questions[0].about == (
        ("people.person", first.public_id, f"Nông Văn Đức, 1970, {first.code}"),
    )
    second = namesake(cast, confirmed="con ông Đức", **known)
    assert texts(action="people.tell_apart") == ["con ông Đức"]
    assert second.code != first.code


def test_namesakes_elsewhere_and_unseen_ones_are_no_question(cast):
    person(cast, keeper=cast.communes[1])
    namesake(cast)
    person(cast, "Vi Văn Ba", cast.elsewhere)
    actions.add_person(full_name="Vi Văn Ba", keeper=cast.elsewhere, on=START, by=cast.alice)
    assert Person.objects.count() == 4


# --- posts, seats


def test_seats_are_counted_from_the_first_day_that_wants_them(cast):
    commune = cast.communes[0]
    actions.lay_seats(unit=commune, on=date(2010, 1, 1), by=cast.alice)
    actions.lay_seats(unit=commune, on=date(2005, 1, 1), by=cast.alice)
    actions.lay_seats(unit=commune, on=date(2008, 1, 1), by=cast.alice)
    assert set(Seat.objects.values_list("valid_from", "valid_to")) == {(date(2005, 1, 1), None)}
    assert [event.action for event in Event.objects.order_by("id")] == ["open"] * 2 + [
        "correct"
    ] * 2


def test_the_lowest_free_seat_is_taken(cast):
    commune, day = cast.communes[0], date(2021, 1, 1)
    Trait.objects.create(unit=commune, kind="border", source="sách", valid_from=START)
    held = []
    for name in ("Một", "Hai"):
        held.append(
            actions.post_person(
                person=person(cast, f"Vi Văn {name}"),
                unit=commune,
                post="deputy_commander",
                on=day,
                by=cast.alice,
            )
        )
    assert [row.seat.number for row in held if row.seat] == [1, 2]
    third = person(cast, "Vi Văn Ba")
    said = refusal(
        lambda: actions.post_person(
            person=third, unit=commune, post="deputy_commander", on=day, by=cast.alice
        )
    )
    assert "Vi Văn Hai, Vi Văn Một đang giữ" in said
    actions.end_holding(
        holding=held[0], on=date(2022, 1, 1), ended_by="moved", by=cast.alice, decision="QĐ 2"
    )
    row = actions.post_person(
        person=third, unit=commune, post="deputy_commander", on=date(2022, 1, 1), by=cast.alice
    )
    assert row.seat is not None and row.seat.number == 1
    assert texts(action="close") == ["QĐ 2"]


@pytest.mark.parametrize("why", ["", "tired", "unit_ended", "Nghỉ chế độ"])
def test_a_post_ends_for_a_reason_of_the_list(cast, why):
    one = person(cast)
    held = actions.post_person(
        person=one, unit=cast.communes[0], post="commander", on=START, by=cast.alice
    )
    said = refusal(lambda: actions.end_holding(holding=held, on=MAY, ended_by=why, by=cast.alice))
    assert said == f"Lý do thôi giữ chức vụ «{why}» không có."


def test_a_decision_is_kept_without_its_blanks_and_other_commands_are_named(cast):
    one = person(cast)
    first = actions.post_person(
        person=one,
        unit=cast.communes[0],
        post="commander",
        on=START,
        by=cast.alice,
        decision=" QĐ 1 ",
    )
    assert first.decision == "QĐ 1"
    row = Holding(person=one, unit=cast.communes[1], post="deputy_commander", valid_from=MAY)
    assert command_posts_beside(row) == ("Chỉ huy trưởng, Xã Một Một (từ 01/01/2003)",)
    assert command_posts_beside(first) == ()
    row.valid_to, row.valid_from = START, date(2002, 1, 1)
    assert command_posts_beside(row) == ()
    row.post, row.valid_to = "squad_leader", None
    assert command_posts_beside(row) == ()


def test_what_the_days_of_somebody_are_called(cast):
    assert [(d.kind, d.what, d.on) for d in birth_of(person(cast, birth_year=1970))] == [
        (BIRTH, "Năm sinh 1970", date(1970, 1, 1))
    ]
    one = person(cast, "Lý Thị Hoa", birth_date=date(1970, 2, 3), enlisted_on=date(1990, 3, 1))
    assert [(d.kind, d.what, d.on) for d in birth_of(one)] == [
        (BIRTH, "Ngày sinh", date(1970, 2, 3))
    ]
    assert [(d.kind, d.what) for d in service_of(one)] == [("enlisted", "Ngày nhập ngũ")]
    assert birth_of(person(cast, "Vi Văn Ba")) == []
    file = deed_of(one.keepers.get())
    assert (file.kind, file.what, file.retires, file.commands) == (
        FILE,
        "Quản lý hồ sơ",
        False,
        (),
    )
    for post, retires in (("commander", True), ("hamlet_leader", False)):
        row = Holding(person=one, unit=cast.communes[0], post=post, valid_from=MAY)
        assert (deed_of(row).kind, deed_of(row).retires) == (POST, retires)


# --- facts


def level(cast: Any, one: Person, value: str, start: int, end: int | None = None) -> Fact:
    return actions.record_fact(
        person=one,
        kind="political_theory",
        value=value,
        on=date(start, 1, 1),
        until=date(end, 1, 1) if end else None,
        by=cast.alice,
        decision=" số 7 ",
        place=" Trường Chính trị ",
        note=" x ",
    )


def periods(one: Person) -> list[tuple[str, int, int | None]]:
    return [
        (row.value, row.valid_from.year, row.valid_to.year if row.valid_to else None)
        for row in one.facts.order_by("valid_from")
    ]


def test_a_level_with_an_end_fits_before_the_next(cast):
    one = person(cast)
    level(cast, one, "advanced", 2012)
    level(cast, one, "elementary", 2004, 2008)
    row = level(cast, one, "intermediate", 2008, 2012)
    assert periods(one) == [
        ("elementary", 2004, 2008),
        ("intermediate", 2008, 2012),
        ("advanced", 2012, None),
    ]
    assert (row.decision, row.place, row.note, row.lane) == (
        "số 7",
        "Trường Chính trị",
        "x",
        "political_theory",
    )


def test_a_level_that_reaches_into_the_next_is_refused(cast):
    one = person(cast)
    level(cast, one, "advanced", 2012)
    said = refusal(lambda: level(cast, one, "elementary", 2004, 2013))
    assert said == "Thời gian này trùng với bản ghi từ ngày 01/01/2012."
    assert periods(one) == [("advanced", 2012, None)]


@pytest.mark.parametrize(
    ("start", "fits"), [(2007, False), (2008, True), (2004, False), (2003, True)]
)
def test_a_level_begins_when_the_one_that_ended_is_over(cast, start, fits):
    one = person(cast)
    level(cast, one, "elementary", 2004, 2008)
    if fits:
        level(cast, one, "intermediate", start)
        assert len(periods(one)) == 2
        return
    said = refusal(lambda: level(cast, one, "intermediate", start))
    assert said == "Nông Văn Đức đã có «Sơ cấp» từ ngày 01/01/2004: hãy sửa bản ghi đó."


def test_kinds_and_periods_of_facts(cast):
    one = person(cast)

    def fact(kind: str, value: str, **more: Any) -> Callable[[], Any]:
        return lambda: actions.record_fact(
            person=one, kind=kind, value=value, on=MAY, by=cast.alice, **more
        )

    assert refusal(fact("post", "commander")) == "Không có loại thông tin «post»."
    assert refusal(fact("rating", "good")) == (
        "Đánh giá, xếp loại phải có ngày kết thúc của kỳ đánh giá."
    )
    award = fact("award", "merit_province", until=JUNE)()
    assert (award.lane, award.valid_to) == (None, JUNE)


# --- bodies


def test_what_is_refused_of_bodies(cast):
    one, unit = person(cast), cast.communes[0]

    def join(body: str, **more: Any) -> Callable[[], Any]:
        return lambda: actions.join_body(person=one, body=body, on=MAY, by=cast.alice, **more)

    stage = "Chỉ đảng viên mới có giai đoạn dự bị hay chính thức."
    assert refusal(join("club")) == "Tổ chức «club» không có trong danh mục."
    assert refusal(join("peoples_committee")) == (
        "Ủy viên Ủy ban nhân dân phải ghi rõ của đơn vị nào."
    )
    assert refusal(join("youth_union", stage="official")) == stage
    assert refusal(join("party", stage="old")) == stage
    assert refusal(join("party_committee", unit=unit, stage="official")) == stage
    assert join("youth_union", unit=unit)().lane == "youth_union"
    assert join("party_committee", unit=unit, term="2010–2015")().lane is None


def test_a_probation_that_ended_is_made_official_to_the_same_end(cast):
    one = person(cast)
    row = actions.join_body(
        person=one,
        body="party",
        stage="probationary",
        on=date(2010, 1, 1),
        until=date(2015, 1, 1),
        by=cast.alice,
    )
    made = actions.make_official(membership=row, on=date(2011, 1, 1), by=cast.bob, text="QĐ 5")
    assert [
        (m.stage, m.valid_from.year, m.valid_to.year) for m in one.memberships.order_by("id")
    ] == [
        ("probationary", 2010, 2011),
        ("official", 2011, 2015),
    ]
    assert (made.lane, texts(action="close")) == ("party", ["QĐ 5"])


def test_leaving_the_party_and_a_committee(cast):
    one, unit = person(cast), cast.communes[0]
    rows = [
        actions.join_body(person=one, body="party", on=START, by=cast.alice),
        actions.join_body(person=one, body="party_committee", unit=unit, on=START, by=cast.alice),
    ]
    for row in rows:
        actions.leave_body(membership=row, on=MAY, by=cast.alice, text="Đơn xin thôi")
    assert set(Membership.objects.values_list("valid_to", flat=True)) == {MAY}
    assert texts(action="close") == ["Đơn xin thôi"] * 2
    said = refusal(lambda: actions.leave_body(membership=rows[0], on=START, by=cast.alice))
    assert said == "Ngày kết thúc 01/01/2003 phải sau ngày bắt đầu 01/01/2003."


# --- deaths


def test_a_post_that_ended_on_the_day_of_death_ended_by_itself(cast):
    one = full(cast)
    held = Holding.objects.get()
    actions.end_holding(holding=held, on=MAY, ended_by="retired", by=cast.alice)
    actions.record_death(person=one, on=MAY, by=cast.alice, text=" Giấy chứng tử ")
    held.refresh_from_db()
    assert (held.valid_to, held.ended_by) == (MAY, "retired")
    assert str(held.public_id) not in {entry["row"] for entry in one.ended_by_death}
    assert len(one.ended_by_death) == 2


def test_what_is_over_and_what_was_taken_back_leaves_no_event_of_its_own(cast):
    one = full(cast)
    last = Event.objects.latest("id").id
    actions.record_death(person=one, on=MAY, by=cast.alice)
    acts = Event.objects.filter(id__gt=last).order_by("id").values_list("action", flat=True)
    assert list(acts) == ["people.record_death", "close", "close", "close"]
    actions.take_back_death(person=one, by=cast.alice, text="nhầm người")
    opened = Event.objects.filter(action="correct")
    assert {event.kind for event in opened} == {"people.holding", "people.membership"}
    assert opened.count() == 3


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (
            lambda one, by: actions.record_death(person=one, on=JUNE, by=by),
            "Nông Văn Đức đã được ghi nhận từ trần ngày 01/05/2012.",
        ),
        (
            lambda one, by: actions.correct_death(person=one, on=JUNE, by=by, text="  "),
            "Sửa hoặc rút việc ghi nhận từ trần phải có lý do.",
        ),
        (
            lambda one, by: actions.take_back_death(person=one, by=by, text=""),
            "Sửa hoặc rút việc ghi nhận từ trần phải có lý do.",
        ),
        (
            lambda one, by: actions.correct_death(person=one, on=date(2005, 1, 1), by=by, text="x"),
            "Còn một bản ghi «Chỉ huy trưởng» bắt đầu ngày 01/01/2005, không trước ngày từ trần: hãy "
            "sửa bản ghi đó trước.",
        ),
    ],
)
def test_sentences_about_the_dead(cast, act, said):
    one = full(cast)
    actions.record_death(person=one, on=MAY, by=cast.alice)
    assert refusal(lambda: act(Person.objects.get(), cast.alice)) == said


def test_a_death_the_day_after_the_last_beginning_is_possible(cast):
    one = person(cast)
    actions.post_person(person=one, unit=cast.communes[0], post="commander", on=MAY, by=cast.alice)
    actions.record_fact(person=one, kind="award", value="merit_province", on=JUNE, by=cast.alice)
    said = refusal(lambda: actions.record_death(person=one, on=MAY, by=cast.alice))
    assert said.startswith("Còn một bản ghi «Chỉ huy trưởng» bắt đầu ngày 01/05/2012")
    actions.record_death(person=one, on=date(2012, 5, 2), by=cast.alice)
    assert Holding.objects.get().valid_to == date(2012, 5, 2)


# --- moving a file


def test_sentences_about_a_file(cast):
    one = person(cast)
    a, b = cast.communes
    assert refusal(lambda: actions.move_person(person=one, to=a, on=TODAY, by=cast.alice)) == (
        "Đơn vị này đang quản lý hồ sơ của Nông Văn Đức."
    )
    actions.move_person(person=one, to=b, on=MAY, by=cast.alice, text="QĐ 7")
    assert texts(action="close") == ["QĐ 7"]
    for on, to in ((MAY, a), (date(2012, 4, 30), cast.province)):
        said = refusal(lambda on=on, to=to: actions.move_person(person=one, to=to, on=on, by="t"))
        assert said == (
            "Hồ sơ của Nông Văn Đức đã ghi nơi quản lý khác từ ngày 01/05/2012; hãy chuyển từ sau "
            "ngày ấy."
        )
    actions.move_person(person=one, to=a, on=date(2012, 5, 2), by=cast.alice)
    assert [row.unit for row in one.keepers.order_by("valid_from")] == [a, b, a]


def test_a_file_whose_keeper_is_over_is_taken_from_any_later_day(cast):
    one = person(cast)
    one.keepers.update(valid_to=MAY)
    actions.move_person(person=one, to=cast.communes[1], on=MAY, by=cast.alice)
    rows = one.keepers.order_by("valid_from").values_list("valid_from", "valid_to")
    assert list(rows) == [(START, MAY), (MAY, None)]
