"""The page `posts_end`: many posts ended by one paste, and what every grid does with a paste."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

import browsing
import factories
from goc.audit.models import Event
from goc.people import actions
from goc.people.models import Holding, Person
from people.made import person

URL = "/people/posts/end/"
DAY = date(2010, 1, 1)


def commander(cast: factories.Cast, name: str, commune: int = 0, **known: Any) -> Person:
    unit = cast.communes[commune]
    one = person(cast, name, unit, **known)
    actions.post_person(person=one, unit=unit, post="commander", on=DAY, by=cast.operator)
    return one


def paste(client: Any, button: str, sheet: str, **typed: Any) -> Any:
    """Opens the page, pastes, presses a button."""
    return browsing.send(client, URL, sheet=sheet, **{button: "1"}, **typed)


def again(client: Any, page: Any, button: str, **typed: Any) -> Any:
    """Presses a button on the page that came back."""
    values = browsing.sent_by(page) | typed | {button: "1"}
    return client.post(URL, values)


def table(page: Any) -> list[list[str]]:
    rows = html.fromstring(page.content.decode()).xpath("//main//tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row] for row in rows]


def ended() -> list[tuple[str, date | None, str]]:
    rows = Holding.objects.order_by("person__folded").select_related("person")
    return [(row.person.full_name, row.valid_to, row.ended_by) for row in rows]


def closed() -> list[tuple[str, str]]:
    """Who ended a post, and by which decision."""
    events = Event.objects.filter(action="close").order_by("id")
    return [(event.by, event.text) for event in events]


@pytest.fixture
def two(cast, client) -> factories.Cast:
    commander(cast, "Lý Văn Một", birth_year=1970)
    commander(cast, "Nông Văn Hai", 1)
    client.force_login(cast.alice)
    return cast


SHEET = "Họ và tên\tThôi giữ từ ngày\tLý do\tQuyết định\n{}"


def test_a_paste_is_shown_then_written(two, client):
    lines = "Lý Văn Một\t01/06/2012\tNghỉ chế độ\tQĐ 1\nNông Văn Hai\t01/07/2012\tMiễn nhiệm\tQĐ 2"
    page = paste(client, "look", SHEET.format(lines))
    codes = dict(Person.objects.values_list("folded", "code"))
    assert table(page) == [
        [
            "1",
            f"Lý Văn Một, 1970, Chỉ huy trưởng, Xã Một Một, {codes['ly van mot']}",
            "01/06/2012",
            "Nghỉ chế độ",
            "QĐ 1",
            "thôi giữ chức vụ từ 01/06/2012",
        ],
        [
            "2",
            f"Nông Văn Hai, Chỉ huy trưởng, Xã Một Hai, {codes['nong van hai']}",
            "01/07/2012",
            "Miễn nhiệm",
            "QĐ 2",
            "thôi giữ chức vụ từ 01/07/2012",
        ],
    ]
    assert ended() == [("Lý Văn Một", None, ""), ("Nông Văn Hai", None, "")]
    done = again(client, page, "write")
    assert (done.status_code, done["Location"]) == (302, "/people/")
    assert ended() == [
        ("Lý Văn Một", date(2012, 6, 1), "retired"),
        ("Nông Văn Hai", date(2012, 7, 1), "dismissed"),
    ]
    assert closed() == [("alice", "QĐ 1"), ("alice", "QĐ 2")]


def test_a_fault_stands_at_its_cell_and_is_mended_there(two, client):
    lines = "Lý Văn Một\t31/02/2012\tNghỉ hưu\t\nNông Văn Hai\t01/07/2012\tMiễn nhiệm\t"
    page = paste(client, "look", SHEET.format(lines))
    wrong, right = table(page)
    assert wrong[2].endswith("«31/02/2012» không phải là ngày dd/mm/yyyy")
    assert "«Nghỉ hưu»: hãy ghi một trong: Điều động" in wrong[3]
    assert right[-1] == "thôi giữ chức vụ từ 01/07/2012"
    mended = {"cell-1-on": "28/02/2012", "cell-1-ended_by": "Nghỉ chế độ"}
    assert again(client, page, "write", **mended).status_code == 302
    assert [end for _, end, _ in ended()] == [date(2012, 2, 28), date(2012, 7, 1)]


def test_nothing_is_written_while_one_row_is_wrong(two, client):
    lines = "Lý Văn Một\t01/06/2012\tNghỉ chế độ\t\nNông Văn Hai\t01/01/2009\tMiễn nhiệm\t"
    page = paste(client, "write", SHEET.format(lines))
    assert table(page)[0][-1] == "Ngày kết thúc 01/01/2009 phải sau ngày bắt đầu 01/01/2010."
    assert [end for _, end, _ in ended()] == [None, None]
    assert not Event.objects.filter(action="close").exists()


def test_what_was_mended_is_dropped_when_the_pasted_table_was_changed(two, client):
    page = paste(client, "look", SHEET.format("Lý Văn Một\t31/02/2012\tNghỉ chế độ\t"))
    other = SHEET.format("Nông Văn Hai\t01/07/2012\tMiễn nhiệm\t")
    mended = {"cell-1-on": "28/02/2012", "sheet": other}
    assert again(client, page, "write", **mended).status_code == 302
    assert [end for _, end, _ in ended()] == [None, date(2012, 7, 1)]


def test_one_box_fills_what_rows_leave_empty(two, client):
    sheet = "Họ và tên\tQuyết định\nLý Văn Một\t\nNông Văn Hai\tQĐ 9"
    common = {"common_on": "01/06/2012", "common_ended_by": "moved", "common_decision": "QĐ 1"}
    assert paste(client, "write", sheet, **common).status_code == 302
    assert [text for _, text in closed()] == ["QĐ 1", "QĐ 9"]
    assert {why for _, _, why in ended()} == {"moved"}


def test_without_a_head_the_columns_stand_in_their_order(two, client):
    code = Person.objects.get(folded="ly van mot").code
    sheet = f"{code}\t\t\t\t\t01/06/2012\tNghỉ chế độ\tQĐ 1"
    assert paste(client, "write", sheet).status_code == 302
    assert ended()[0] == ("Lý Văn Một", date(2012, 6, 1), "retired")


def test_a_column_that_is_none_is_told(two, client):
    sheet = "TT\tHọ tên\tGhi chú\tNgày\tLý do\n1\tLý Văn Một\tx\t01/06/2012\tNghỉ chế độ"
    page = paste(client, "look", sheet)
    assert "Cột không dùng: Ghi chú." in page.content.decode()
    assert table(page)[0][-1] == "thôi giữ chức vụ từ 01/06/2012"


def test_a_name_of_two_is_chosen_on_the_page(two, client):
    other = person(two, "Nông Văn Hai")
    actions.post_person(
        person=other, unit=two.communes[0], post="squad_leader", on=DAY, by=two.operator
    )
    page = paste(client, "look", SHEET.format("Nông Văn Hai\t01/06/2012\tNghỉ chế độ\t"))
    assert "Có 2 người như vậy – hãy chọn" in table(page)[0][1]
    chosen = str(Holding.objects.get(post="squad_leader").public_id)
    assert again(client, page, "write", **{"who-1": chosen}).status_code == 302
    assert [(name, why) for name, _, why in ended() if why] == [("Nông Văn Hai", "retired")]
    assert Holding.objects.get(post="squad_leader").ended_by == "retired"


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        ("\tLý Văn\t\t\t", 1, "không có ai tên như vậy ở đây"),
        ("\t\t1970\t\t", 1, "hãy ghi họ và tên hoặc mã cán bộ"),
        ("XXXX\tLý Văn Một\t\t\t", 1, "không có ai mang mã này ở đây"),
        ("\tLý Văn Một\t1971\t\t", 1, "hồ sơ ghi khác: Lý Văn Một, 1970"),
        ("\tLý Văn Một\tx\t\t", 1, "không phải là ngày sinh (dd/mm/yyyy) hay năm sinh (yyyy)"),
        ("\tLý Văn Một\t\txã Một Hai\t", 1, "hồ sơ ghi khác: Lý Văn Một, 1970"),
        ("\tLý Văn Một\t\t\tChỉ huy phó", 1, "hồ sơ ghi khác: Lý Văn Một, 1970"),
    ],
)
def test_who_is_not_found_is_said_at_the_cell(two, client, row, column, said):
    page = paste(client, "look", f"{row}\t01/06/2012\tNghỉ chế độ\t")
    assert said in table(page)[0][column]


def test_birth_unit_and_post_tell_namesakes_apart(two, client):
    other = person(two, "Lý Văn Một", two.communes[1], birth_year=1980, confirmed="người khác")
    actions.post_person(
        person=other, unit=two.communes[1], post="squad_leader", on=DAY, by=two.operator
    )
    for narrowed in ("1980\t\t", "\tXã Một Hai, huyện Một\t", "\t\tTiểu đội trưởng"):
        page = paste(client, "look", f"\tLý Văn Một\t{narrowed}\t01/06/2012\tNghỉ chế độ\t")
        assert other.code in table(page)[0][1]


def test_one_post_twice_is_refused(two, client):
    line = "Lý Văn Một\t01/06/2012\tNghỉ chế độ\t"
    page = paste(client, "look", SHEET.format(f"{line}\n{line}"))
    assert table(page)[0][-1] == "trùng với dòng 1"


def test_an_odd_day_is_asked_about_in_its_row(two, client):
    page = paste(client, "write", SHEET.format("Lý Văn Một\t01/06/2027\tNghỉ chế độ\t"))
    assert "ngày 01/06/2027 còn ở phía trước" in table(page)[0][-1]
    assert (
        again(client, page, "write", **{"cell-1-confirmed": "Quyết định đã ký"}).status_code == 302
    )
    event = Event.objects.get(action="close")
    assert event.after["confirmed"] == {"planned": "Quyết định đã ký"}


def test_one_reason_answers_all_questions(two, client):
    lines = "Lý Văn Một\t01/06/2027\tNghỉ chế độ\t\nNông Văn Hai\t01/06/2027\tNghỉ chế độ\t"
    page = paste(client, "write", SHEET.format(lines))
    assert again(client, page, "write", reason="Theo kế hoạch").status_code == 302
    assert [end for _, end, _ in ended()] == [date(2027, 6, 1)] * 2


def test_an_empty_table_is_said_in_words(two, client):
    page = paste(client, "look", "Họ và tên\tLý do")
    assert "Không dòng nào có gì để ghi." in page.content.decode()
    page = paste(client, "look", " \n\t\n")
    assert "Chưa có dòng nào." in page.content.decode()


def test_who_only_reads_a_person_ends_no_post(two, client):
    factories.UnitRight.objects.create(
        user=two.charlie, unit=two.communes[0], role="reader", valid_from=factories.START
    )
    client.force_login(two.charlie)
    page = paste(client, "write", SHEET.format("Lý Văn Một\t01/06/2012\tNghỉ chế độ\t"))
    assert table(page)[0][-1] == "Bạn chỉ được xem hồ sơ này, không được sửa."
    assert [end for _, end, _ in ended()] == [None, None]


def test_who_may(two, client):
    for user, status in ((two.alice, 200), (two.bob, 403), (two.dana, 403)):
        client.force_login(user)
        assert client.get(URL).status_code == status
    assert client.delete(URL).status_code == 405


def test_a_row_more_costs_no_query_to_find_its_person(two, client):
    counts = []
    for names in (["Lý Văn Một"], ["Lý Văn Một", "Nông Văn Hai"]):
        sheet = SHEET.format("\n".join(f"{name}\tx\tNghỉ chế độ\t" for name in names))
        paste(client, "look", sheet)
        with CaptureQueriesContext(connection) as asked:
            paste(client, "look", sheet)
        counts.append(len(asked))
    assert len(set(counts)) == 1
