"""The drafting desk over frozen figures: what is printed, typed numbers that are read, named and bound."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html as lxml

import factories
from goc.summing_up.models import SummingUp
from summing_up.round_made import frozen
from summing_up.test_pages_draft import HERE, URL, judgement, post
from worlds import looked_at, world_of_module


def a_frozen_round() -> factories.Cast:
    cast = factories.cast()
    frozen(cast)
    looked_at(cast.alice, HERE)
    return cast


made_once, world = world_of_module(a_frozen_round)


@pytest.fixture
def cast(world):
    return world


@pytest.fixture
def made(world):
    return SummingUp.objects.get()


def strip(html):
    inside = True
    for piece in html.replace(">", "<").split("<"):
        if inside:
            yield piece
        inside = not inside


WRONG, RIGHT = "Tỉnh đã tổ chức 04 khóa đào tạo.", "Tỉnh đã tổ chức 01 khóa đào tạo."


def looked(client, user, text, **more):
    return unescape(post(client, user, HERE, text=text, look="1", **more).content.decode())


def buttons(html):
    return re.findall(r'name="bind" value="([^"]+)"', html)


def test_the_desk_shows_text_figures_and_the_printed_paragraph(cast, client):
    client.force_login(cast.alice)
    html = client.get(HERE).content.decode()
    assert "Đã đào tạo {trained}; bố trí" in html
    assert "Đã đào tạo 02 đồng chí; bố trí 1/2 (Phụ lục VII kèm theo)." in "".join(strip(html))
    assert 'data-insert="{placed_in_command.percent}"' in html and "<b>50%</b>" in html


def test_a_place_that_means_nothing_leaves_the_rest_as_it_will_be_printed(cast, client):
    html = looked(client, cast.alice, "Có {nguoi} và {trained}.")
    assert "Có [số liệu không có] và 02 đồng chí." in "".join(strip(html))
    assert html.count("tên «nguoi»") == 1


def test_the_editor_gets_every_figure_by_name_with_what_it_prints(cast, client):
    client.force_login(cast.alice)
    page = lxml.fromstring(client.get(HERE).content.decode())
    given = json.loads(page.xpath('//script[@id="editor-data"]')[0].text)
    placed = "Tỷ lệ học viên tốt nghiệp được bố trí chức vụ Chỉ huy trưởng, Chỉ huy phó"
    (chip,) = [chip for chip in given["chips"] if chip["name"] == placed]
    code = "placed_in_command"
    assert [(way["code"], way["text"]) for way in chip["ways"]] == [
        (f"{{{code}}}", "50%"),
        (f"{{{code}.number}}", "50"),
        (f"{{{code}.count}}", "01"),
        (f"{{{code}.share}}", "1/2"),
        (f"{{{code}.base}}", "02"),
        (f"{{{code}.percent}}", "50%"),
        (f"{{{code}.hedged}}", "50%"),
    ]
    (seventh,) = [chip for chip in given["chips"] if chip["name"].startswith("Phụ lục VII:")]
    assert [way["text"] for way in seventh["ways"]] == ["Phụ lục VII"]
    assert (page.xpath("//textarea/@data-editor"), given["signs"]) == (["editor-data"], [])


def test_judgements_are_listed_as_printed_and_named_without_codes(cast, made, client):
    judgement(cast, made, "weakness", "Còn {nguoi} trong {trained}.")
    client.force_login(cast.alice)
    page = lxml.fromstring(client.get(f"{URL}?section=IV.1").content.decode())
    assert page.xpath('//section[@class="judgements"]//li/p/text()')[0] == "Bố trí đạt 50%."
    lesson = lxml.fromstring(client.get(f"{URL}new/lesson/").content.decode())
    assert [
        label.text_content().strip() for label in lesson.xpath('//*[@id="id_answers"]//label')
    ] == [
        "Hạn chế, khuyết điểm 1: Còn [số liệu không có] trong «Số người đã được đào tạo (tốt nghiệp)».",
        "Ưu điểm 1: Bố trí đạt «Tỷ lệ học viên tốt nghiệp được bố trí chức vụ Chỉ huy trưởng, Chỉ huy phó».",
    ]


def test_looking_keeps_nothing(cast, made, client):
    answer = post(client, cast.alice, HERE, text="Chỉ có {trained.number}.", look="1")
    assert answer.status_code == 200 and "Chỉ có 02." in "".join(strip(answer.content.decode()))
    assert made.narratives.get(section="III.4").text.startswith("Đã đào tạo")


def test_a_wrong_typed_number_is_named_with_the_card_of_its_figure(cast, made, client):
    html = looked(client, cast.alice, WRONG)
    assert re.findall(r'<mark id="m1" class="(\w+)"', html) == ["differs"]
    assert (
        "Văn bản ghi “04 khóa đào tạo”, cơ sở dữ liệu có Số khóa đào tạo đã tổ chức: 01 khóa."
        in html
    )
    assert buttons(html) == []
    card = re.search(r'"(/figures/courses_held/\?[^"]+)"', html)[1]
    assert f"snapshot={made.snapshot.public_id}" in card and "from=2002-01-01" in card
    assert client.get(card).status_code == 200


def test_a_right_typed_number_is_offered_and_bound_without_being_kept(cast, made, client):
    (sent,) = buttons(looked(client, cast.alice, RIGHT))
    answer = post(client, cast.alice, HERE, text=RIGHT, bind=sent)
    html = answer.content.decode()
    bound = "Tỉnh đã tổ chức {courses_held.number} khóa đào tạo."
    assert answer.status_code == 200 and f"{bound}</textarea>" in html and "Đã gắn số liệu." in html
    assert RIGHT in "".join(strip(html)) and "<mark" not in html
    assert made.narratives.get(section="III.4").text.startswith("Đã đào tạo")


def test_a_number_is_not_bound_in_a_text_that_changed(cast, made, client):
    (sent,) = buttons(looked(client, cast.alice, RIGHT))
    answer = post(client, cast.alice, HERE, text=f"Nay {RIGHT}", bind=sent)
    html = answer.content.decode()
    assert answer.status_code == 400 and "Nội dung đã thay đổi sau khi máy đọc" in html
    assert f"Nay {RIGHT}</textarea>" in html and buttons(html) not in ([], [sent])
    assert made.narratives.get(section="III.4").text.startswith("Đã đào tạo")


def test_a_made_up_figure_is_not_bound(cast, client):
    (sent,) = buttons(looked(client, cast.alice, RIGHT))
    answer = post(
        client, cast.alice, HERE, text=RIGHT, bind=sent.replace("courses_held", "khong_co")
    )
    assert answer.status_code == 400 and "tên «khong_co»" in answer.content.decode()


def test_the_lines_of_a_browser_are_counted_as_they_were_read(cast, client):
    text = f"Một.\r\n{RIGHT}"
    (sent,) = buttons(looked(client, cast.alice, text))
    html = post(client, cast.alice, HERE, text=text, bind=sent).content.decode()
    assert "Một.\nTỉnh đã tổ chức {courses_held.number} khóa đào tạo.</textarea>" in html


def test_a_finding_never_keeps_a_text_from_being_written(cast, made, client):
    assert post(client, cast.alice, HERE, text=WRONG).status_code == 302
    assert made.narratives.get(section="III.4").text == WRONG


def test_what_the_reader_says_is_escaped(cast, client):
    text = (
        "Có 04 khóa đào tạo <script>alert(1)</script> & 'x'; đã tổ chức 04 khóa đào tạo<img src=x>."
    )
    html = post(client, cast.alice, HERE, text=text, look="1").content.decode()
    assert "<mark" in html and "<script>alert" not in html and "<img src=x" not in html


def test_reading_and_binding_are_for_who_edits(cast, client):
    (sent,) = buttons(looked(client, cast.alice, RIGHT))
    for user, status in ((cast.bob, 403), (cast.charlie, 404)):
        answers = [
            post(client, user, HERE, text=RIGHT, **more) for more in ({"look": "1"}, {"bind": sent})
        ]
        assert [a.status_code for a in answers] == [status] * 2
        assert not [a for a in answers if "khóa đào tạo" in a.content.decode()]


def test_queries_do_not_grow_with_typed_numbers(cast, client, django_assert_num_queries):
    looked(client, cast.alice, RIGHT)
    with CaptureQueriesContext(connection) as one:
        looked(client, cast.alice, RIGHT)
    with django_assert_num_queries(len(one)):
        html = looked(client, cast.alice, "\n".join([RIGHT, WRONG] * 10))
    assert html.count("<mark") == 20


def test_typed_numbers_of_a_judgement_are_read_and_bound_too(cast, made, client):
    page = f"{URL}new/strength/"
    client.force_login(cast.alice)
    (sent,) = buttons(client.post(page, {"text": RIGHT, "look": "1"}).content.decode())
    html = client.post(page, {"text": RIGHT, "bind": sent, "qualitative": "on"}).content.decode()
    assert "{courses_held.number} khóa đào tạo.</textarea>" in html and "checked" in html
    assert made.assessments.count() == 1
    row = made.assessments.get()
    assert (
        client.get(f"{URL}judgements/{row.public_id}/").content.decode().count('class="figure"')
        == 1
    )


def test_the_desk_names_wrong_numbers_of_its_judgements(cast, made, client):
    judgement(cast, made, "strength", WRONG)
    client.force_login(cast.alice)
    html = client.get(f"{URL}?section=IV.1").content.decode()
    assert '<mark id="m1" class="differs"' in html and buttons(html) == []


def test_documents_cited_are_shown_in_full_and_gaps_are_named(cast, client):
    html = looked(client, cast.alice, "Theo {vb:directive}, {vb:99/KH-X}: {trained}.")
    assert "1 số đã gắn với số liệu" in html
    assert "Theo <" in html and "Công văn số ………… ngày …………" in html
    assert "«công văn»: Sổ đăng ký chưa ghi số, ký hiệu, ngày ban hành." in html
    assert "«{vb:99/KH-X}»: Sổ đăng ký chưa có văn bản này; hãy vào sổ." in html
