"""The pages of a load: who opens them, and the way from the file to the register through them."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import html
from python_calamine import CalamineWorkbook

import factories
from browsing import send, sent_by
from goc.imports import actions
from goc.imports.models import Load
from goc.jobs.actions import claim, run
from goc.people.models import Person
from imports.made import ALIKE, ASKED, GOOD, REFUSED, faults, loaded, workbook

pytestmark = pytest.mark.django_db
FIELD = "professional_education"


def at(load: Load, name: str, *more: object) -> str:
    return reverse(name, args=[load.public_id, *more])


@pytest.fixture
def load(cast, client) -> Load:
    client.force_login(cast.alice)
    return loaded(cast.alice, cast.district, GOOD, ASKED, ALIKE, REFUSED)


def given(data: bytes, **typed: str) -> dict[str, object]:
    file = SimpleUploadedFile("danh-sach.xlsx", data)
    return {"kind": "people", "on": "31/12/2012", "unit": "", "sender": "", "file": file, **typed}


def words(answer) -> str:
    """What is read on the page, without the frame."""
    return " ".join(
        html.fromstring(answer.content.decode()).xpath("//main")[0].text_content().split()
    )


# --- who


PAGES = ["load", "load_reading", "load_sheet", "load_workbook", "load_wanted"]
ACTS = ["load_check", "load_write", "load_drop", "load_reuse"]


@pytest.mark.parametrize(
    ("who", "status"), [("alice", 200), ("bob", 403), ("charlie", 404), ("dana", 403)]
)
def test_who_sees_a_load(cast, client, load, who, status):
    client.force_login(getattr(cast, who))
    mending = at(load, "load_mend", 3, FIELD)
    found = {client.get(url).status_code for url in [mending, *(at(load, p) for p in PAGES)]}
    assert found == {status}


@pytest.mark.parametrize(("who", "status"), [("bob", 403), ("charlie", 404), ("dana", 403)])
def test_nobody_else_acts_on_it(cast, client, load, who, status):
    client.force_login(getattr(cast, who))
    posts = [*(at(load, act) for act in ACTS), at(load, "load_mend", 3, FIELD)]
    assert {client.post(url).status_code for url in posts} == {status}
    load.refresh_from_db()
    assert (load.state, load.mends.count(), Person.objects.count()) == ("mending", 0, 0)


def test_an_editor_below_sees_nothing_of_a_load_of_the_district(cast, client, load):
    client.force_login(factories.user("erin", "editor", cast.communes[0]))
    assert client.get(at(load, "load")).status_code == 404
    assert "danh-sach" not in client.get(reverse("loads")).content.decode()


def test_the_list_shows_those_one_may_go_on_with(cast, client, load):
    loaded(cast.charlie, cast.elsewhere, GOOD, name="cua-tinh-b.xlsx")
    assert "danh-sach.xlsx" in words(client.get(reverse("loads")))
    assert "cua-tinh-b" not in words(client.get(reverse("loads")))
    assert "danh-sach.xlsx" in words(client.get(reverse("worklist", args=["unfinished-loads"])))
    client.force_login(cast.bob)
    assert client.get(reverse("loads")).status_code == 403


def test_the_file_of_a_load_is_nowhere_else(cast, client, load):
    """Names of others are offered only within the scope of who loads."""
    client.force_login(cast.charlie)
    page = client.get(reverse("worklist", args=["unfinished-loads"]))
    assert "danh-sach" not in page.content.decode()


# --- the way


def test_from_the_file_to_the_register(cast, client):
    client.force_login(cast.alice)
    page = client.post(reverse("load_new"), given(workbook([GOOD, ASKED])))
    load = Load.objects.get()
    assert page.url == at(load, "load_reading")
    assert (load.unit, load.owner) == (cast.province, cast.alice)
    assert "đọc được 2 dòng" in words(client.get(page.url))
    sheet = client.get(at(load, "load_sheet"))
    assert "chưa rõ nghĩa" in words(sheet)
    answer = send(client, at(load, "load_mend", 3, FIELD), typed="Cao đẳng")
    assert answer.url == at(load, "load")
    assert "Thêm mới2 " in words(client.get(answer.url))
    assert Person.objects.count() == 0
    sent = {"once": sent_by_button(client, load)}
    first, again = (client.post(at(load, "load_write"), sent) for _ in range(2))
    assert (first.url, again.url, Person.objects.count()) == (at(load, "load"), at(load, "load"), 2)
    page = client.get(at(load, "load"))
    load.refresh_from_db()
    assert reverse("act_back", args=[load.act]) in page.content.decode()


def sent_by_button(client, load: Load) -> str:
    """The token of the form that writes."""
    tree = html.fromstring(client.get(at(load, "load")).content.decode())
    return tree.xpath(f'//form[@action="{at(load, "load_write")}"]//input[@name="once"]/@value')[0]


def test_taken_back_by_its_button(cast, client, load):
    written = actions.write_load(load=loaded(cast.alice, cast.district, GOOD), by=cast.alice)
    url = reverse("act_back", args=[written.act])
    shown = send(client, url, reason="Nhầm tệp")
    answer = client.post(url, sent_by(shown) | {"reason": "Nhầm tệp"})
    assert (answer.url, Person.objects.count()) == (at(written, "load"), 0)
    assert "đã được gỡ bỏ" in words(client.get(answer.url))


def test_one_answer_for_all_goes_on_to_the_next_fault(client, load):
    url = at(load, "load_mend", 3, FIELD)
    page = client.get(url)
    assert "cả 2 ô giống nhau" in words(page)
    offer = load.remarks.filter(row=3).first().offers[0]
    answer = client.post(url, sent_by(page) | {"offer": offer})
    assert answer.url == at(load, "load_mend", 5, "birth")
    assert faults(load) == [(5, "C", "2050")]


def test_nothing_said_is_said(client, load):
    url = at(load, "load_mend", 5, "birth")
    answer = client.post(url, sent_by(client.get(url)))
    assert (answer.status_code, load.mends.count()) == (400, 0)
    assert "gõ nội dung đúng của ô" in words(answer)


def test_a_cell_that_is_right_may_be_mended_too(client, load):
    answer = send(client, at(load, "load_mend", 2, "birth"), typed="1969")
    assert answer.status_code == 302
    assert [(m.row, m.letter, m.value) for m in load.mends.all()] == [(2, "C", "1969")]


@pytest.mark.parametrize(("row", "field"), [(1, "birth"), (99, "birth"), (2, "salary")])
def test_no_cell_of_the_list(client, load, row, field):
    assert client.get(at(load, "load_mend", row, field)).status_code == 404


def test_two_mend_one_cell_at_once(cast, client, load):
    """The second is told what the first wrote; sent once more it stands knowingly."""
    url = at(load, "load_mend", 5, "birth")
    mine = sent_by(client.get(url))
    send(client, url, typed="1951")
    refused = client.post(url, mine | {"typed": "1952"})
    assert (refused.status_code, load.mends.get().value) == (400, "1951")
    assert "ghi «1951»" in words(refused)
    assert client.post(url, sent_by(refused) | {"typed": "1952"}).status_code == 302
    assert load.mends.get().value == "1952"


def test_two_mend_different_cells_at_once(cast, client, load):
    one, other = at(load, "load_mend", 5, "birth"), at(load, "load_mend", 3, FIELD)
    mine = sent_by(client.get(one))
    send(client, other, typed="Cao đẳng", for_all=None)
    assert client.post(one, mine | {"typed": "1951"}).status_code == 302
    assert faults(load) == [(4, "F", "TC Quân sự")]


def test_the_sheet_itself_is_shown_with_the_reason_at_the_cell(client, load):
    tree = html.fromstring(client.get(at(load, "load_sheet") + "?page=1").content.decode())
    wrong = tree.xpath('//td[contains(@class, "load-fault")]')
    assert [" ".join(cell.text_content().split()).split(" ")[0] for cell in wrong] == [
        "TC",
        "TC",
        "2050",
    ]
    assert len(tree.xpath("//tbody/tr")) == 5


def test_only_the_rows_with_faults(client, load):
    tree = html.fromstring(client.get(at(load, "load_sheet") + "?only=1&page=1").content.decode())
    assert [row.text_content().split()[0] for row in tree.xpath("//tbody/tr/th")] == ["3", "4", "5"]


def test_a_column_read_otherwise(client, load):
    url = at(load, "load_reading")
    assert client.get(url).status_code == 200


def test_the_returned_workbook_keeps_what_was_mended(client, load):
    send(client, at(load, "load_mend", 5, "birth"), typed="2051")
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(at(load, "load_workbook")).content))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[0][-1] == "Lý do"
    assert rows[4][2] == "2051"
    assert rows[4][-1].startswith("C: ")
    assert rows[1][2] == 1970


def test_what_the_sender_is_asked_for(client, load):
    said = words(client.get(at(load, "load_wanted")))
    assert "Kính gửi: Huyện Một." in said
    assert "Lý Văn Hai" in said
    assert "Chuyên môn «TC Quân sự»: ghi rõ là " in said


def test_it_is_dropped(client, load):
    assert client.post(at(load, "load_drop")).url == reverse("loads")
    assert "không có gì được ghi" in words(client.get(at(load, "load")))


# --- long lists


@pytest.fixture
def long_list(monkeypatch):
    monkeypatch.setattr("goc.imports.actions.checking.CHECKED_AT_ONCE", 1)


def test_a_long_list_is_checked_and_written_by_jobs(cast, client, load, long_list):
    mine = loaded(
        cast.alice, cast.district, GOOD, [2, "Lý Ba", 1970, "Nữ", "Tày", "", "Xã Một Hai"]
    )
    client.post(at(mine, "load_write"))
    client.post(at(mine, "load_write"))
    job = claim()
    assert (job.kind, claim(), Person.objects.count()) == ("imports.write", None, 0)
    assert "Ghi danh sách" in client.get(at(mine, "load")).content.decode() or job.label
    assert run(job).state == "done"
    mine.refresh_from_db()
    assert (mine.state, Person.objects.count()) == ("written", 2)


def test_a_killed_worker_leaves_the_load_where_it_was(cast, client, load, long_list):
    client.post(at(load, "load_check"))
    job = claim()
    job.state, job.message = "failed", "Máy chủ dừng"
    job.save()
    said = words(client.get(at(load, "load")))
    assert "bị dừng giữa chừng; chưa ghi gì" in said
    client.post(at(load, "load_check"))
    assert run(claim()).state == "done"
    load.refresh_from_db()
    assert (load.is_checked, len(faults(load))) == (True, 3)


def test_who_lost_the_right_meanwhile_writes_nothing(cast, client, long_list):
    erin = factories.user("erin", "editor", cast.district)
    mine = loaded(erin, cast.district, GOOD, [2, "Lý Ba", 1970, "Nữ", "Tày", "", "Xã Một Hai"])
    client.force_login(erin)
    client.post(at(mine, "load_write"))
    factories.UnitRight.objects.filter(user=erin).update(role="reader")
    assert run(claim()).state == "failed"
    assert Person.objects.count() == 0


def test_a_large_file_is_read_by_a_job_and_again_when_that_was_cut_off(cast, client, monkeypatch):
    monkeypatch.setattr("goc.imports.actions.starting.READ_AT_ONCE", 10)
    client.force_login(cast.alice)
    client.post(reverse("load_new"), given(workbook([GOOD])))
    load = Load.objects.get()
    assert client.get(at(load, "load_reading")).url == at(load, "load")
    assert "Tệp đang được đọc" in words(client.get(at(load, "load")))
    job = claim()
    job.state = "failed"
    job.save()
    assert "bị dừng giữa chừng" in words(client.get(at(load, "load")))
    client.post(at(load, "load_check"))
    assert run(claim()).state == "done"
    load.refresh_from_db()
    assert (load.state, load.counts["new"]) == ("mending", 1)
