"""The page `paper_returned`: a file is read, its questions answered, its text taken."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from browsing import sent_by
from goc.audit.models import Event
from goc.summing_up.actions import take_word_back, write_narrative
from goc.summing_up.models import Assessment, Explanation
from goc.summing_up.returned import forms
from goc.summing_up.returned.loading import paper_kind
from goc.summing_up.returned.taken import Explained, JudgementTaken, Taken
from summing_up import word_edits as by
from summing_up.returned_round import CURE, REPORT, TEXTS, Exported, exported
from worlds import world_of_module

_made, made = world_of_module(exported)
URL = "/summing-up/tong-ket/papers/bao-cao-trung-tam/returned/"
CHANGED = by.in_control("trained.1", "02", "03")


@pytest.fixture(autouse=True)
def without_libreoffice(monkeypatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")


@pytest.fixture
def alice(made: Exported, client: Client) -> Client:
    client.force_login(made.cast.alice)
    return client


def handed_in(client: Client, data: bytes, name: str = "sua.docx") -> Any:
    return client.post(URL, {"file": SimpleUploadedFile(name, data), "read": "1"})


def answer(client: Client, made: Exported, *changes: by.Change, **given: str) -> Any:
    page = handed_in(client, by.edited(made.word(), *changes))
    return client.post(URL, sent_by(page) | given)


def number_of(page: Any, start: str = "number_") -> str:
    return next(
        name
        for name in page.context["form"].fields
        if name.startswith(start) and "reason" not in name
    )


def test_the_page_asks_for_a_file(alice):
    page = alice.get(URL)
    html = page.content.decode()
    assert page.status_code == 200 and "Bản Word đã sửa (.docx)" in html
    exported = "/summing-up/tong-ket/papers/bao-cao-trung-tam.docx"
    assert f'href="{exported}"' in html


def test_reading_shows_the_difference_and_writes_nothing(alice, made):
    page = handed_in(alice, by.edited(made.word(), CHANGED))
    html = page.content.decode()
    assert page.status_code == 200
    assert "03 đồng chí" in html and "Giữ số của bản chốt: 02 đồng chí" in html
    assert made.text("III.3a") == TEXTS["III.3a"]
    assert not Event.objects.filter(action="summing_up.take_word_back").exists()


def test_nothing_is_written_before_all_is_answered(alice, made):
    page = answer(alice, made, CHANGED)
    assert page.status_code == 400 and "Chưa trả lời." in page.content.decode()
    assert made.text("III.3a") == TEXTS["III.3a"]


def test_keeping_the_figure_binds_it_again(alice, made):
    page = handed_in(
        alice, by.edited(made.word(), CHANGED, by.typed_over("Tỉnh đã mở", "Tỉnh", "Ta"))
    )
    done = alice.post(URL, sent_by(page) | {number_of(page): "keep"})
    assert (done.status_code, done["Location"]) == (302, "/summing-up/tong-ket/")
    assert made.text("III.3a") == TEXTS["III.3a"].replace("Tỉnh", "Ta")
    assert not Explanation.objects.exists()


def test_another_number_needs_a_reason_which_stays_with_the_text(alice, made):
    page = handed_in(alice, by.edited(made.word(), CHANGED))
    name, sent = number_of(page), sent_by(page)
    refused = alice.post(URL, sent | {name: "typed"})
    assert refused.status_code == 400 and "Hãy ghi lý do" in refused.content.decode()
    done = alice.post(URL, sent_by(refused) | {name: "typed", f"{name}_reason": "Thêm một người"})
    assert done.status_code == 302
    text = TEXTS["III.3a"].replace("{trained}", "03 đồng chí")
    assert made.text("III.3a") == text
    row = Explanation.objects.get()
    assert (row.section, row.sentence, row.number, row.says, row.reason) == (
        "III.3a",
        text,
        "03 đồng chí",
        "02 đồng chí",
        "Thêm một người",
    )
    assert row.place.startswith("Đoạn ")
    desk = alice.get("/summing-up/tong-ket/draft/?section=III.3a").content.decode()
    assert "Số đã giải trình" in desk and "Thêm một người" in desk


def test_of_any_length_what_was_typed_is_explained(alice, made):
    """A whole sentence typed into the place of a figure: the column keeps its beginning."""
    typed = "02 đồng chí, " + "và nhiều đồng chí khác nữa, " * 20
    page = handed_in(alice, by.edited(made.word(), by.in_control("trained.1", "02", typed)))
    name = number_of(page)
    done = alice.post(URL, sent_by(page) | {name: "typed", f"{name}_reason": "Viết lại"})
    assert done.status_code == 302
    row = Explanation.objects.get()
    assert row.number.startswith("02 đồng chí, và nhiều") and len(row.number) == 200
    assert typed.strip() in row.sentence


def test_a_section_left_out_asks_nothing_and_stays(alice, made):
    page = handed_in(
        alice, by.edited(made.word(), CHANGED, by.typed_over("Được cấp ủy", "Được", "Có"))
    )
    form = page.context["form"]
    left = next(form.section_name(p) for p, _ in form.sections if p.section.key == "III.3a")
    assert alice.post(URL, sent_by(page) | {left: "leave"}).status_code == 302
    assert made.text("III.3a") == TEXTS["III.3a"]
    assert made.text("I.2") == TEXTS["I.2"].replace("Được", "Có")
    event = Event.objects.get(action="summing_up.take_word_back")
    assert (event.after["sections"], event.after["left_out"]) == (["I.2"], ["III.3a"])


def test_a_paragraph_without_a_place_is_put_by_hand_or_dropped(alice, made):
    box = by.in_box("Dân cư ở", "Có sông lớn.")
    page = handed_in(alice, by.edited(made.word(), box))
    name, sent = number_of(page, "place_"), sent_by(page)
    assert alice.post(URL, sent | {name: ""}).status_code == 400
    assert alice.post(URL, sent | {name: "I.2"}).status_code == 302
    assert made.text("I.2") == f"Có sông lớn.\n{TEXTS['I.2']}"


def test_a_dropped_paragraph_asks_nothing(alice, made):
    page = handed_in(alice, by.edited(made.word(), by.in_box("Dân cư ở", "Có 250 đồng chí.")))
    done = alice.post(URL, sent_by(page) | {number_of(page, "place_"): "drop"})
    assert done.status_code == 302 and made.text("I.1") == TEXTS["I.1"]


def test_a_number_aside_has_to_be_seen(alice, made):
    row = by.row_added("Khóa 1", "Khóa 1", "Khóa 27")
    page = handed_in(alice, by.edited(made.word(), row, by.typed_over("Được cấp ủy", "Được", "Có")))
    sent, name = sent_by(page), number_of(page, "seen_")
    assert alice.post(URL, sent).status_code == 400
    assert alice.post(URL, sent | {name: "on"}).status_code == 302


def test_judgements_are_rewritten_with_what_they_answer(alice, made):
    done = answer(alice, made, by.typed_over("Rà soát hoàn cảnh", "Rà soát", "Xem kỹ"))
    assert done.status_code == 302
    row = Assessment.objects.get(kind="solution")
    assert row.text == CURE.replace("Rà soát", "Xem kỹ")
    assert [one.kind for one in row.answers.all()] == ["weakness"]


def test_all_of_it_is_one_act(alice, made):
    answer(alice, made, by.moved("Ngân sách tỉnh", behind="Dân cư ở"))
    acts = Event.objects.filter(action__startswith="summing_up.").order_by("-id")[:3]
    assert [event.action for event in acts] == [
        "summing_up.take_word_back",
        "summing_up.write_narrative",
        "summing_up.write_narrative",
    ]
    assert len({event.act for event in acts}) == 1
    assert made.text("III.7") == ""
    assert made.text("I.1") == f"{TEXTS['I.1']}\n{TEXTS['III.7']}"


def test_sent_twice_it_is_done_once(alice, made):
    page = handed_in(alice, by.edited(made.word(), by.typed_over("Được cấp ủy", "Được", "Có")))
    sent = sent_by(page)
    first, second = alice.post(URL, sent), alice.post(URL, sent)
    assert (first.status_code, second.status_code) == (302, 302)
    assert Event.objects.filter(action="summing_up.take_word_back").count() == 1


def test_what_somebody_wrote_meanwhile_is_not_lost(alice, made):
    page = handed_in(alice, by.edited(made.word(), by.typed_over("Được cấp ủy", "Được", "Có")))
    write_narrative(round_=made.round, section="I.2", text="Viết lại.", by=made.cast.operator)
    refused = alice.post(URL, sent_by(page))
    assert refused.status_code == 400 and "Viết lại." in refused.content.decode()
    assert made.text("I.2") == "Viết lại."
    assert alice.post(URL, sent_by(refused)).status_code == 302
    assert made.text("I.2") == TEXTS["I.2"].replace("Được", "Có")


def test_braces_that_mean_nothing_are_named(alice, made):
    done = answer(alice, made, by.typed_over("Được cấp ủy", "đồng thuận", "{nhiều}"))
    assert done.status_code == 400 and "dấu ngoặc nhọn" in done.content.decode()


def test_the_export_itself_has_nothing_to_take(alice, made):
    html = handed_in(alice, made.word()).content.decode()
    assert "Không khác bản đã xuất" in html and "Nạp vào bàn soạn" not in html


def test_what_is_no_word_file_is_said(alice):
    page = handed_in(alice, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert page.status_code == 400 and "có mật khẩu" in page.content.decode()


def test_too_large_a_file_is_refused(alice, monkeypatch):
    monkeypatch.setattr(forms, "LARGEST", 100)
    page = handed_in(alice, bytes(101))
    assert page.status_code == 400 and "Tệp lớn hơn" in page.content.decode()


def test_a_page_without_its_file_or_its_state_is_refused(alice, made):
    assert alice.post(URL, {"carried": "%%%"}).status_code == 400
    page = handed_in(alice, by.edited(made.word(), by.typed_over("Được cấp ủy", "Được", "Có")))
    sent = {name: value for name, value in sent_by(page).items() if name != "read_state"}
    assert alice.post(URL, sent).status_code == 400
    assert made.text("I.2") == TEXTS["I.2"]


def test_only_who_edits_takes_it_back(client, made):
    for user, status in ((made.cast.bob, 403), (made.cast.charlie, 404)):
        client.force_login(user)
        assert client.get(URL).status_code == status
        assert handed_in(client, made.word()).status_code == status
    client.force_login(made.cast.alice)
    assert client.put(URL).status_code == 405
    other = URL.replace("bao-cao-trung-tam", "phu-luc")
    assert client.get(other).status_code == 404


def test_the_act_is_undone_whole_when_a_part_fails(made):
    taken = Taken(
        source="a.docx",
        texts={"I.2": "Khác."},
        judgements=[JudgementTaken("khong-co", "", "Sai.")],
        explained=[Explained("I.2", "Khác.", "1", "2", "Lý do", "Trang 1, dòng 2")],
    )
    with pytest.raises(Exception, match="Không có loại nhận định"):
        take_word_back(
            round_=made.round, kind=paper_kind(REPORT), taken=taken, by=made.cast.operator
        )
    assert made.text("I.2") == TEXTS["I.2"] and not Explanation.objects.exists()
