"""Search, seats, boards, what is missing, the roster, the line of a life."""

from __future__ import annotations

from datetime import date

import factories
from goc.lists.worklists import WORKLISTS
from goc.people import access, actions, life, queries, roster
from goc.people.columns import SENSITIVE_COLUMNS
from goc.units.access import scope_of
from goc.units.asking import asking_of
from people.made import DAY, START, TODAY, full, person


def found(user, text=""):
    scope = scope_of(user, today=TODAY)
    rows = queries.search_people(text, scope=scope, as_of=TODAY, today=TODAY)
    return [p.full_name for p in rows]


def test_search_ignores_tones_and_sorts_by_given_name(cast):
    for name in ("Nông Văn Đức", "Lý Đức Anh", "Hoàng Thị Yến"):
        person(cast, name)
    assert found(cast.alice) == ["Lý Đức Anh", "Nông Văn Đức", "Hoàng Thị Yến"]
    assert found(cast.alice, " ĐỨC ") == ["Lý Đức Anh", "Nông Văn Đức"]
    assert found(cast.charlie) == []


def test_search_finds_a_code_however_typed(cast):
    one, _ = person(cast), person(cast, "Lý Thị Hoa")
    assert found(cast.bob, f" {one.code[:5].lower()}-{one.code[5:]}") == ["Nông Văn Đức"]


def test_the_keeper_of_today_decides_who_sees(cast):
    one = person(cast)
    actions.move_person(
        person=one,
        to=cast.elsewhere,
        on=date(2026, 11, 21),
        by=cast.operator,
        confirmed="QĐ 9, có hiệu lực ngày mai",
    )
    seen = lambda user, day: list(access.people_for(user, today=day))  # noqa: E731
    assert (seen(cast.alice, TODAY), seen(cast.charlie, TODAY)) == ([one], [])
    assert (seen(cast.alice, date(2026, 11, 21)), seen(cast.charlie, date(2026, 11, 21))) == (
        [],
        [one],
    )


def test_holders_and_vacancies(cast):
    commune, by = cast.communes[0], cast.operator
    actions.lay_seats(unit=commune, on=START, by=by)
    deputy = person(cast, "Lý Thị Hoa")
    held = actions.post_person(person=deputy, unit=commune, post="deputy_commander", on=DAY, by=by)
    actions.post_person(person=person(cast), unit=commune, post="squad_leader", on=START, by=by)
    assert [(h.person.full_name, h.post) for h in queries.holders(commune, as_of=DAY)] == [
        ("Lý Thị Hoa", "deputy_commander"),
        ("Nông Văn Đức", "squad_leader"),
    ]
    vacant = lambda day: [s.post for s in queries.vacant_seats([commune.pk], as_of=day)]  # noqa: E731
    assert (vacant(date(2010, 1, 1)), vacant(DAY)) == (
        ["commander", "deputy_commander"],
        ["commander"],
    )
    actions.end_holding(holding=held, on=TODAY, ended_by="retired", by=by)
    assert vacant(TODAY) == ["commander", "deputy_commander"]


def test_who_left_the_office_needs_renewal(cast):
    board, by = factories.unit("Ban Chỉ đạo", "steering_committee", cast.province), cast.operator
    people = [person(cast, n) for n in ("Hứa Văn An", "Lăng Văn Ba", "Chu Văn Cả", "Vi Văn Dũng")]
    held = {}
    for one in people[:3]:
        held[one.pk] = actions.post_person(
            person=one, unit=cast.province, post="agency_leader", on=START, by=by
        )
    offices = ["agency_leader", "Giám đốc Sở Nội vụ", "Lãnh đạo cơ quan", ""]
    for one, office in zip(people, offices, strict=True):
        actions.appoint_board_member(
            board=board, person=one, role="member", office=office, on=date(2010, 1, 1), by=by
        )

    def waiting(day: date) -> list[str]:
        asking = asking_of(cast.operator, day=day)
        rows = WORKLISTS["boards"].rows(asking).order_by("person__sort_key")
        return [m.person.full_name for m in rows]

    assert waiting(DAY) == []
    for one in people[:2]:
        actions.end_holding(holding=held[one.pk], on=date(2011, 1, 1), ended_by="retired", by=by)
    actions.correct_person(person=people[3], by=by, note="")
    assert waiting(DAY) == ["Hứa Văn An", "Lăng Văn Ba"]
    assert waiting(date(2010, 12, 31)) == []
    people[3].died_on = date(2011, 6, 1)
    people[3].save()
    assert waiting(date(2011, 5, 31)) == ["Hứa Văn An", "Lăng Văn Ba"]
    assert waiting(DAY) == ["Hứa Văn An", "Lăng Văn Ba", "Vi Văn Dũng"]
    assert [m.person.full_name for m in queries.board_members(board, as_of=DAY)] == [
        p.full_name for p in people
    ]


def test_what_is_missing_is_counted(cast):
    full(cast)
    person(cast, "Lý Thị Hoa", birth_year=1980, sex="female")
    gone = person(cast, "Chu Văn Cả")
    actions.record_death(person=gone, on=date(2010, 1, 1), by=cast.operator)
    scope = scope_of(cast.alice, today=TODAY)
    gaps = queries.missing_information(scope, as_of=DAY, today=TODAY)
    assert {g.total for g in gaps} == {2}
    assert {g.key: g.count for g in gaps} == {
        "birth": 0,
        "sex": 0,
        "ethnicity": 1,
        "religion": 1,
        "home_village": 1,
        "residence": 1,
        "telephone": 1,
        "general_education": 1,
        "professional_education": 2,
        "political_theory": 1,
        "health_class": 1,
    }


def test_the_roster_says_what_was_true_that_day(cast, django_assert_max_num_queries):
    one = full(cast)
    person(cast, "Lý Thị Hoa", birth_year=1980)
    with django_assert_max_num_queries(14):
        hoa, duc = sorted(
            roster.roster([cast.communes[0].pk], as_of=DAY), key=lambda r: r["full_name"]
        )
    assert (duc.public_id, duc.born, duc["ethnicity"], duc["religion"]) == (
        one.public_id,
        "03/02/1970",
        "Tày",
        "Công giáo",
    )
    assert (duc["party_probationary"], duc["party_official"], duc["is_party_member"]) == (
        date(2004, 2, 3),
        date(2005, 2, 3),
        "Chính thức",
    )
    assert (duc["unit"], duc["post"], duc["post_from"]) == (
        "xã Một Một",
        "Chỉ huy trưởng",
        date(2005, 1, 1),
    )
    assert (
        duc["general_education"],
        duc["political_theory"],
        duc["reserve_rank"],
        duc["health_class"],
    ) == (
        "THPT",
        "Cao cấp",
        "Đại úy",
        "Loại 3",
    )
    assert (hoa.born, hoa["post"], hoa["party_official"], hoa["ethnicity"]) == (
        "1980",
        "",
        None,
        "",
    )
    before = {
        r["full_name"]: r for r in roster.roster([cast.communes[0].pk], as_of=date(2004, 6, 1))
    }["Nông Văn Đức"]
    assert (before["post"], before["political_theory"], before["is_party_member"]) == (
        "",
        "",
        "Dự bị",
    )


def test_a_veiled_row_holds_nothing_sensitive(cast):
    one = full(cast)
    one.citizen_number = "020070001234"
    one.save()
    clear = roster.roster(None, as_of=DAY)[0]
    row = roster.veiled(clear)
    changed = {name for name in clear.cells if row[name] != clear[name]}
    in_list = SENSITIVE_COLUMNS & set(clear.cells)
    assert (changed, row.hidden, clear.hidden) == (in_list, True, False)
    assert not any(row[name] for name in in_list)


def test_the_drawn_life_has_its_lanes_and_takes_rows_of_other_rooms(cast, monkeypatch):
    one = full(cast)
    course = life.Row("Đào tạo", date(2007, 1, 1), date(2008, 1, 1), "Khóa 1")
    monkeypatch.setattr(life, "timeline_sources", [lambda who: [course] if who == one else []])
    rows = life.person_timeline(one, as_of=DAY)
    assert rows[0] == life.Row("Chức vụ", date(2005, 1, 1), None, "Chỉ huy trưởng, Xã Một Một")
    assert rows[-2:] == [life.Row("Nơi quản lý", START, None, "Xã Một Một", "quiet"), course]
    assert [(r.lane, r.text) for r in rows if r.sensitive] == [
        ("Đảng viên", "Đảng viên, dự bị"),
        ("Đảng viên", "Đảng viên, chính thức"),
        ("Cấp ủy viên", "Cấp ủy viên"),
        ("Lý luận chính trị", "Cao cấp"),
    ]
