"""«Hỏi nhanh»: what it answers is what the records say, read here one by one in plain Python."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import reverse

import factories
from figures.pages import links, signed_in, words
from figures.register import Register, register
from goc.audit.models import Event
from goc.figures import quick_pages, quick_views, rosters
from goc.files.caps import LARGEST
from goc.files.tables import read_book
from goc.jobs.actions import claim, run
from goc.jobs.registry import SHORT
from goc.people import actions as people
from goc.people.models import Fact, Holding, Person
from goc.snapshots import working
from goc.units.actions import merge_units
from goc.units.actions.mergers import NewUnit
from goc.units.models import Unit
from worlds import world_of_module

TODAY, THEN, MERGED = date(2026, 11, 20), date(2012, 12, 31), date(2025, 7, 1)


def _world() -> Register:
    made = register()
    working.refresh(forced=True)
    return made


_made, asked = world_of_module(_world)


def ask(client: Any, user: Any, **typed: str) -> Any:
    return signed_in(client, user).get(reverse("quick"), typed)


def shown(response: Any) -> Any:
    return response.context["shown"]


def numbers(response: Any) -> tuple[int, int, int]:
    """(fulfil it, all of them, of whom it is not known)."""
    answer = shown(response).answer
    return answer.number, answer.base, len(answer.lacking)


def names(response: Any) -> list[str]:
    return [line.label for place in shown(response).places for line in place.lines]


def lacking(response: Any) -> list[str]:
    return [line.label for line in shown(response).lacking]


def holding(day: date, *posts: str) -> Iterator[Person]:
    for held in Holding.objects.as_of(day).filter(acting=False).select_related("person"):
        if held.post in posts:
            yield held.person


def is_trained(person: Person, day: date) -> bool:
    facts = Fact.objects.as_of(day).filter(person=person, kind="military_qualification")
    return facts.exists()


@pytest.mark.parametrize("day", [TODAY, THEN, date(2010, 6, 1), date(2004, 1, 1)])
def test_commanders_not_trained_on_any_day(asked: Register, client, day: date) -> None:
    page = ask(client, asked.by, who="commanders", if1="untrained", as_of=f"{day:%d/%m/%Y}")
    commanders = list(holding(day, "commander"))
    untrained = {p.full_name for p in commanders if not is_trained(p, day)}
    assert (set(names(page)), lacking(page)) == (untrained, [])
    assert numbers(page) == (len(untrained), len(commanders), 0)


def test_the_days_differ(asked: Register) -> None:
    """Else the test above would say little."""
    seen = {
        frozenset(p.full_name for p in holding(day, "commander") if not is_trained(p, day))
        for day in (TODAY, date(2010, 6, 1), date(2004, 1, 1))
    }
    assert len(seen) == 3


def test_of_one_unit_typed_without_its_kind(asked: Register, client) -> None:
    everywhere = set(names(ask(client, asked.by, who="commanders")))
    page = ask(client, asked.by, who="commanders", unit="Một")
    in_one = {p for p in asked.people if asked.people[p].keepers.get().unit in asked.communes[:2]}
    assert set(names(page)) == everywhere & in_one
    assert "huyện Một" in words(page)


def test_what_is_not_known_is_neither_in_nor_out(asked: Register, client) -> None:
    """Of Lan nothing is known; who has no birth has no age."""
    page = ask(client, asked.by, who="commanders", if1="to_45", as_of="31/12/2012")
    assert (names(page), lacking(page)) == (["Nông Văn An", "Lương Thị Chi"], ["Lăng Thị Lan"])
    assert numbers(page) == (2, 3, 1)
    assert "3 = 2 đúng điều kiện + 0 không đúng + 1 chưa đủ thông tin." in words(page)
    page = ask(client, asked.by, who="commanders", if1="over_45", as_of="31/12/2012")
    assert (names(page), lacking(page)) == ([], ["Lăng Thị Lan"])


def test_what_fails_another_condition_is_out_whatever_is_not_known(asked: Register, client) -> None:
    person = asked.people["Nông Văn An"]
    page = ask(client, asked.by, who="commanders", if1="untrained", if2="to_45", as_of="31/12/2012")
    assert is_trained(person, THEN) is False or person.full_name not in lacking(page)
    assert lacking(page) == ["Lăng Thị Lan"]


def test_a_group_by_some_of_its_values(asked: Register, client) -> None:
    page = ask(
        client, asked.by, who="graduates", group="ethnicity", values="tay, Nùng", as_of="31/12/2012"
    )
    graduates = {n for n, e in asked.enrolments.items() if e.outcome == "graduated"}
    known = {n: asked.people[n].ethnicity for n in graduates}
    assert set(names(page)) == {n for n, value in known.items() if value in ("tay", "nung")}
    assert set(lacking(page)) == {n for n, value in known.items() if not value} != set()
    assert "dân tộc: Tày, Nùng" in words(page)


def test_ages_as_typed(asked: Register, client) -> None:
    page = ask(client, asked.by, who="graduates", age_from="25", age_to="30", as_of="31/12/2012")
    assert names(page) == ["Hoàng Văn Bình", "Lương Thị Chi"]


def test_who_holds_a_higher_post_and_which(asked: Register, client) -> None:
    """Bình, deputy, became chairman; Chi, of a platoon, commands; the rest are what they were, or
    nothing any more.
    """
    page = ask(client, asked.by, who="graduates", if1="risen", as_of="31/12/2012")
    said = {line.label: line.values[-2:] for place in shown(page).places for line in place.lines}
    assert said == {
        "Hoàng Văn Bình": ("Chỉ huy phó", "Chủ tịch UBND xã"),
        "Lương Thị Chi": ("Trung đội trưởng dân quân cơ động", "Chỉ huy trưởng"),
    }
    assert lacking(page) == []
    before = ask(client, asked.by, who="graduates", if1="risen", as_of="29/02/2012")
    assert names(before) == ["Lương Thị Chi"]


def test_names_stand_by_district_and_lead_to_the_person(asked: Register, client) -> None:
    page = ask(client, asked.by, who="command", as_of="31/12/2011")
    heads = [place.name for place in shown(page).places]
    assert heads == ["Huyện Một", "Huyện Hai"]
    to = {
        f"/people/{p.public_id}/"
        for p in holding(date(2011, 12, 31), "commander", "deputy_commander")
    }
    assert to == {url for url in links(page) if url.startswith("/people/") and len(url) > 40}


def _without_districts(made: Register) -> Unit:
    """Two communes of Một and one of Hai become one; the districts end; as in 2025."""
    into = NewUnit("Xã Mới", "commune", made.cast.province)
    merge_units(whole=[*made.communes[:2], made.communes[2]], into=into, on=MERGED, by=made.by)
    return Unit.objects.get(versions__name="Xã Mới")


def test_the_past_of_merged_units_and_today_on_the_old_map(asked: Register, client) -> None:
    made, new = asked, _without_districts(asked)
    people.post_person(
        person=made.people["Hứa Văn Giang"],
        unit=new,
        post="commander",
        on=date(2025, 8, 1),
        by=made.by,
    )
    working.refresh(forced=True)
    then = ask(client, made.by, who="commanders", unit="Xã Một Một", as_of="31/12/2012")
    assert names(then) == ["Nông Văn An"]
    today = ask(client, made.by, who="commanders", unit="Xã Mới")
    assert names(today) == ["Hứa Văn Giang"]
    old = ask(client, made.by, who="commanders", unit="Xã Một Một")
    assert "tính theo địa giới ngày 30/06/2025" in words(old)
    assert numbers(old)[:2] == (0, 0)
    restated = ask(
        client, made.by, who="commanders", unit="Xã Mới", as_of="31/12/2012", map_day="20/11/2026"
    )
    assert sorted(names(restated)) == ["Lăng Thị Lan", "Nông Văn An"]


def test_a_day_to_come_and_words_that_mean_nothing(asked: Register, client) -> None:
    page = ask(client, asked.by, who="commanders", as_of="01/01/2027")
    assert page.context["form"].errors["as_of"] and "shown" not in page.context
    page = ask(client, asked.by, who="commanders", unit="Huyện Không Có")
    assert "Không có đơn vị «Huyện Không Có» vào ngày 20/11/2026" in words(page)
    page = ask(client, asked.by, who="commanders", if1="risen")
    assert "không hỏi được về «Chỉ huy trưởng»" in words(page)
    page = ask(client, asked.by, who="graduates", group="ethnicity", values="Tày, Xá")
    assert "Không có dân tộc «Xá»; có: Kinh, Tày" in words(page)
    page = ask(client, asked.by, who="commanders", values="Tày")
    assert "Hãy chọn nhóm của các giá trị này." in words(page)


# --- who may


def test_a_reader_sees_numbers_without_names(asked: Register, client) -> None:
    page = ask(client, asked.cast.bob, who="commanders", if1="untrained", as_of="31/12/2012")
    assert numbers(page)[0] == len(names(page)) > 0
    assert set(names(page)) == {"•••"} and shown(page).heads == []
    content = page.content.decode()
    assert not any(name in content for name in asked.people)
    assert not any(str(p.public_id) in content for p in asked.people.values())


@pytest.mark.parametrize(
    "typed",
    [
        {"if1": "party"},
        {"if1": "theory_intermediate_up"},
        {"group": "ethnicity", "values": "Tày"},
        {"group": "religion"},
        {"rows": "health_class"},
        {"columns": "ethnicity"},
    ],
)
def test_a_reader_does_not_ask_by_what_is_masked(asked: Register, client, typed) -> None:
    page = ask(client, asked.cast.bob, who="graduates", **typed)
    assert page.status_code == 200 and "shown" not in page.context
    assert page.context["form"].errors.keys() == {next(iter(typed))}
    assert "shown" in ask(client, asked.by, who="graduates", **typed).context


def test_an_editor_elsewhere_gets_nothing(asked: Register, client) -> None:
    page = ask(client, asked.cast.charlie, who="graduates", as_of="31/12/2012")
    assert (numbers(page), names(page)) == ((0, 0, 0), [])
    page = ask(client, asked.cast.charlie, who="graduates", unit="Huyện Một")
    assert "trong phạm vi của bạn" in words(page) and "shown" not in page.context


def test_an_editor_of_a_district_sees_only_it(asked: Register, client) -> None:
    import factories

    eva = factories.user("eva", "editor", asked.second)
    mine = set(names(ask(client, eva, who="command", as_of="31/12/2011")))
    everybody = names(ask(client, asked.by, who="command", as_of="31/12/2011"))
    assert mine == {
        n for n in everybody if asked.people[n].keepers.get().unit in asked.communes[2:]
    }
    assert mine < set(everybody)


def test_reading_by_what_is_sensitive_is_kept_in_the_log(asked: Register, client) -> None:
    def readings() -> int:
        return Event.objects.filter(action="figures.read_people").count()

    ask(client, asked.cast.alice, who="graduates", if1="to_45")
    assert readings() == 0
    ask(client, asked.cast.alice, who="graduates", if1="party")
    assert readings() == 1


# --- by rows and columns, on paper


def test_a_crosstab_adds_up_and_is_a_workbook_too(asked: Register, client, tmp_path) -> None:
    typed = {"who": "graduates", "rows": "district", "columns": "ethnicity", "as_of": "31/12/2012"}
    page = ask(client, asked.by, **typed)
    graduates = [n for n, e in asked.enrolments.items() if e.outcome == "graduated"]
    of = {n: asked.people[n].ethnicity or "" for n in graduates}
    table = shown(page).table
    heads = [column.head[-1] for column in table.columns]
    total = next(row for row in table.rows if row.kind == "total")
    counted = dict(zip(heads, (int(cell.value) for cell in total.cells), strict=True))
    codes = {"Kinh": "kinh", "Tày": "tay", "Nùng": "nung", "Dao": "dao", "Chưa có thông tin": ""}
    wanted = {head: list(of.values()).count(code) for head, code in codes.items()}
    assert counted == {"Tổng số": len(graduates), **wanted}
    for row in table.rows:
        if row.kind != "ratio":
            first, *rest = (int(cell.value) for cell in row.cells)
            assert first == sum(rest)
    book = ask(client, asked.by, **typed, to="xlsx")
    (tmp_path / "book.xlsx").write_bytes(book.content)
    sheets = read_book(tmp_path / "book.xlsx", LARGEST)["sheets"]
    assert [sheet["name"] for sheet in sheets] == ["Bảng chéo", "Danh sách"]
    assert {cell for row in sheets[1]["rows"] for cell in row} >= set(graduates)


def test_by_groups_of_age(asked: Register, client) -> None:
    page = ask(client, asked.by, who="graduates", rows="ages", as_of="31/12/2012")
    rows = {row.label: row.cells[0].text for row in shown(page).table.rows}
    assert rows == {
        "Đến 30": "3",
        "31–35": "-",
        "36–40": "1",
        "41–45": "1",
        "46–50": "-",
        "Trên 50": "-",
        "Chưa có thông tin": "1",
        "CỘNG": "6",
        "Tỷ lệ %": "100",
    }


def test_for_paper_there_is_no_form_and_every_name(asked: Register, client) -> None:
    page = ask(client, asked.by, who="graduates", as_of="31/12/2012", to="print")
    assert len(names(page)) == 6 and 'name="who"' not in page.content.decode()


def test_its_people_go_to_the_roster_that_is_registered(
    asked: Register, client, monkeypatch
) -> None:
    told: dict[str, Any] = {}

    def roster(request: Any, asking: Any, persons: Any, *, day: date, title: str) -> HttpResponse:
        told.update(user=asking.user, persons=persons, day=day, title=title)
        return HttpResponse("danh sách")

    monkeypatch.setattr(rosters, "ROSTERS", [])
    monkeypatch.setattr(quick_views, "ROSTERS", rosters.ROSTERS)
    monkeypatch.setattr(quick_pages, "ROSTERS", rosters.ROSTERS)
    typed = {"who": "graduates", "if1": "risen", "unit": "Huyện Một", "as_of": "31/12/2012"}
    url = reverse("quick_roster")
    assert url not in ask(client, asked.by, **typed).content.decode()
    assert client.get(url, typed).status_code == 404
    rosters.register_roster(roster)
    assert url in ask(client, asked.by, **typed).content.decode()
    assert client.get(url, typed).content.decode() == "danh sách"
    assert told == {
        "user": asked.by,
        "persons": [asked.people["Hoàng Văn Bình"].public_id],
        "day": THEN,
        "title": "Học viên đã tốt nghiệp, huyện Một, nay giữ chức vụ cao hơn trước khi học",
    }
    told.clear()
    assert url not in ask(client, asked.cast.bob, **typed).content.decode()
    assert (client.get(url, typed).status_code, told) == (404, {})


def test_the_first_question_has_the_working_snapshot_made(asked: Register, client) -> None:
    working.drop()
    for _ in range(2):
        page = ask(client, asked.by, who="commanders")
        assert page.status_code == 200
        assert "Đang chuẩn bị số liệu hiện thời" in words(page)
    done = run(claim(lane=SHORT))
    assert claim(lane=SHORT) is None  # one job, however often it is asked
    assert numbers(client.get(done.result["url"])) == (3, 3, 0)


def test_who_has_no_unit_has_nothing_made(asked: Register, client) -> None:
    working.drop()
    page = ask(client, factories.user("nobody"), who="commanders")
    assert (page.status_code, claim(lane=SHORT)) == (200, None)


def test_as_many_queries_for_one_as_for_many(asked: Register, client) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for who in ("deputies", "graduates"):
        ask(client, asked.by, who=who, as_of="31/12/2012")
        with CaptureQueriesContext(connection) as queries:
            page = ask(client, asked.by, who=who, as_of="31/12/2012")
        counts.append((len(names(page)), len(queries)))
    assert counts[0][0] < counts[1][0] and counts[0][1] == counts[1][1]
