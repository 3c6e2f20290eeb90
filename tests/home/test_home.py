"""The page `home`."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goc.directives.actions import open_duty, settle_duty
from goc.people import actions as people
from goc.snapshots.actions import make_snapshot
from summing_up.round_made import CUT_OFF, START, frozen, on_shelf, opened, programme

URL = "/"


def get(client, user):
    client.force_login(user)
    answer = client.get(URL)
    return answer.status_code, answer.content.decode()


def words(html):
    return " ".join(" ".join(piece.split(">")[-1] for piece in html.split("<")).split())


def duty(cast, act, due, unit=None):
    return open_duty(unit=unit or cast.province, act=act, due_on=due, by=cast.operator)


def test_a_new_site_is_told_what_to_do_first(db, client):
    import factories

    status, html = get(client, factories.user("first", "standing_office", None, operator=True))
    assert status == 200
    said = words(html)
    assert "goc units load" in said and "Nhập hồ sơ cán bộ" in said and "Chốt số liệu" in said
    assert "Lập khóa đào tạo" in said and "danh sách đang có" in said
    assert "Từ quy hoạch đến bố trí" not in said and "Chưa dựng bộ hồ sơ nào" in said


def test_the_pipeline_shows_figures_of_the_newest_snapshot(cast, client):
    frozen(cast)
    said = words(get(client, cast.alice)[1])
    assert "Quy hoạch chưa có hồ sơ" in said
    assert "Cử đi đào tạo 4 1 khóa" in said
    assert "Nhập học 3 0 đang học 1 thôi học, không đạt" in said
    assert "Tốt nghiệp 2 100% khá trở lên" in said
    assert "Bố trí chỉ huy 1 50% số tốt nghiệp" in said
    assert "số liệu đến 31/12/2012" in said and "tính từ 01/01/2002" in said


def test_nothing_recorded_is_not_nought(cast, client):
    make_snapshot(unit=cast.province, cut_off=CUT_OFF, by=cast.operator)
    said = words(get(client, cast.alice)[1])
    for stage in ("Quy hoạch", "Cử đi đào tạo", "Nhập học", "Tốt nghiệp", "Bố trí chỉ huy"):
        assert f"{stage} chưa có hồ sơ" in said


def test_every_number_leads_to_the_people_behind_it(cast, client):
    snapshot = frozen(cast).snapshot
    html = get(client, cast.alice)[1].replace("&amp;", "&")
    tail = f"unit={cast.province.public_id}&as_of=2012-12-31&from=2002-01-01"
    for indicator, of, count in (
        ("enrolled", "", 3),
        ("trained", "", 2),
        ("placed_in_command", "&of=numerator", 1),
    ):
        url = f"/figures/{indicator}/records/?{tail}{of}&snapshot={snapshot.public_id}"
        assert f'href="{url}"' in html
        listed = client.get(url).content.decode()
        names = [n for n in ("Nông Văn Đức", "Lý Thị Hoa", "Chu Văn Cả") if n in listed]
        assert len(names) == count, indicator


def test_a_commune_sees_its_own_figures(cast, client):
    import factories

    frozen(cast)
    said = words(get(client, factories.user("commune", "editor", cast.communes[1]))[1])
    assert "Nhập học chưa có hồ sơ" in said
    said = words(get(client, factories.user("other", "editor", cast.communes[0]))[1])
    assert "Nhập học 3" in said and "Xã Một Một" in said


def test_figures_are_counted_once(cast, client, monkeypatch):
    from goc.snapshots.engine import Frozen

    frozen(cast)
    get(client, cast.alice)
    monkeypatch.setattr(Frozen, "ask", lambda *_: pytest.fail("counted again"))
    assert "Nhập học 3" in words(get(client, cast.alice)[1])


def test_a_lost_snapshot_is_said_in_words(cast, client):
    import shutil

    shutil.rmtree(frozen(cast).snapshot.folder)
    status, html = get(client, cast.alice)
    assert status == 200 and "Không tìm thấy bản chốt số liệu" in html


def test_deadlines_come_overdue_first_and_done_ones_not_at_all(cast, client):
    duty(cast, "Việc sau", date(2026, 11, 30))
    duty(cast, "Việc trễ", date(2026, 11, 10))
    duty(cast, "Việc không hạn", None)
    settle_duty(duty=duty(cast, "Việc xong", date(2026, 11, 1)), by=cast.operator, evidence="BB 1")
    html = get(client, cast.alice)[1]
    said = words(html.split("</svg></div>")[-1])
    places = [
        said.index(text)
        for text in ("Việc trễ", "quá hạn 10 ngày", "Việc sau", "còn 10 ngày", "Việc không hạn")
    ]
    assert places == sorted(places) and "Việc xong" not in html and "1 việc quá hạn" in html
    assert html.count("<circle") == 2 and "hôm nay</text>" in html


def test_only_who_edits_is_led_to_settling(cast, client):
    row = duty(cast, "Việc trễ", date(2026, 11, 10))
    assert f"/duties/{row.public_id}/settle/" in get(client, cast.alice)[1]
    assert "/settle/" not in get(client, cast.bob)[1]


def test_what_is_missing_leads_to_the_lists(cast, client):
    programme(cast)
    people.lay_seats(unit=cast.communes[1], on=date(2010, 1, 1), by=cast.operator)
    html = get(client, cast.alice)[1]
    for name in ("vacant", "incomplete", "not-placed"):
        assert f'href="/worklists/{name}/"' in html
    assert f"/units/{cast.communes[1].public_id}/" in client.get("/worklists/vacant/").text


def test_a_board_member_who_died_calls_for_renewal(cast, client):
    import factories

    board = factories.unit("Ban Chỉ đạo đào tạo", "steering_committee", cast.province)
    member = people.add_person(
        full_name="Lương Văn Tri", keeper=cast.communes[0], on=START, by=cast.operator
    )
    people.appoint_board_member(
        person=member, board=board, role="member", on=date(2010, 1, 1), by=cast.operator
    )
    assert "Ban cần kiện toàn" not in get(client, cast.alice)[1]
    member.died_on = date(2020, 1, 1)
    member.save()
    assert "Ban cần kiện toàn 1" in words(get(client, cast.alice)[1])
    said = words(client.get("/worklists/boards/").text)
    assert "Ban Chỉ đạo đào tạo Lương Văn Tri" in said and "01/01/2020" in said


def test_the_newest_dossier_with_its_state(cast, client):
    dossier = on_shelf(cast)
    html = get(client, cast.bob)[1]
    assert "/summing-up/tong-ket/papers/bao-cao-trung-tam/" in html and "Chưa xác định" in html
    (dossier.folder / "manifest.json").write_text("{}")
    assert "không còn như khi dựng" in get(client, cast.bob)[1]


def test_charlie_sees_nothing_of_a(cast, client):
    on_shelf(cast)
    status, html = get(client, cast.charlie)
    assert status == 200
    assert not [
        t
        for t in ("Tổng kết 10 năm", "Ban hành kế hoạch", "/worklists/", "Từ quy hoạch")
        if t in html
    ]


def test_wrong_method(cast, client):
    client.force_login(cast.alice)
    assert client.post(URL).status_code == 405


def test_queries_do_not_grow_with_rows(cast, client, django_assert_num_queries):
    opened(cast)
    duty(cast, "Một", date(2026, 12, 1), cast.communes[0])
    people.lay_seats(unit=cast.communes[0], on=date(2010, 1, 1), by=cast.operator)
    get(client, cast.alice)
    with CaptureQueriesContext(connection) as one:
        client.get(URL)
    duty(cast, "Hai", date(2026, 12, 2), cast.communes[0])
    duty(cast, "Ba", date(2026, 12, 3), cast.communes[1])
    people.lay_seats(unit=cast.communes[1], on=date(2010, 1, 1), by=cast.operator)
    with django_assert_num_queries(len(one)):
        client.get(URL)
