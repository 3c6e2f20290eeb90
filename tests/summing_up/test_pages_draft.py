"""The pages of the drafting desk: `draft`, `assessment_new`, `assessment`, `assessment_drop`."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from browsing import state_of
from goc.summing_up.actions import write_assessment
from goc.summing_up.models import Assessment, Narrative
from summing_up.round_made import frozen, opened, written

URL = "/summing-up/tong-ket/draft/"
HERE = f"{URL}?section=III.4"


def post(client, user, url, **given):
    client.force_login(user)
    return client.post(url, state_of(client, url) | given)


def judgement(cast, made, kind="weakness", text="Còn chậm."):
    return write_assessment(round_=made, kind=kind, text=text, by=cast.operator)


def test_the_desk_shows_text_figures_and_the_printed_paragraph(cast, client):
    frozen(cast)
    client.force_login(cast.alice)
    html = client.get(HERE).content.decode()
    assert "Đã đào tạo {trained}; bố trí" in html
    assert "Đã đào tạo 02 đồng chí; bố trí 1/2 (Phụ lục VII kèm theo)." in "".join(strip(html))
    assert 'data-insert="{placed_in_command.percent}"' in html and "<b>50%</b>" in html


def strip(html):
    inside = True
    for piece in html.replace(">", "<").split("<"):
        if inside:
            yield piece
        inside = not inside


def test_without_frozen_figures_it_says_so(cast, client):
    written(cast)
    client.force_login(cast.alice)
    assert "Chưa chốt số liệu" in client.get(HERE).content.decode()


def test_writing_a_section(cast, client):
    made = written(cast)
    answer = post(
        client, cast.alice, HERE, text="Đã có {trained}.\nBố trí {placed_in_command.hedged} ({P7})."
    )
    assert (answer.status_code, answer["Location"]) == (302, f"{URL}?section=III.4")
    assert (
        made.narratives.get(section="III.4").text
        == "Đã có {trained}.\nBố trí {placed_in_command.hedged} ({P7})."
    )


def test_looking_keeps_nothing(cast, client):
    made = frozen(cast)
    answer = post(client, cast.alice, HERE, text="Chỉ có {trained.number}.", look="1")
    assert answer.status_code == 200 and "Chỉ có 02." in "".join(strip(answer.content.decode()))
    assert made.narratives.get(section="III.4").text.startswith("Đã đào tạo")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Có {nguoi_hoc}.", "«{nguoi_hoc}»: không có chỉ tiêu hay phụ lục nào tên «nguoi_hoc»."),
        ("Có {trained.tron}.", "«{trained.tron}»: cách in phải là một trong"),
        ("Có {trained.percent}.", "không phải tỷ lệ"),
        ("Có {P7.percent}.", "tên «P7»"),
        ("Có {đào tạo}.", "Còn dấu ngoặc nhọn"),
        ("Có {trained", "Còn dấu ngoặc nhọn"),
    ],
)
def test_a_place_that_means_nothing_is_named_and_nothing_is_lost(cast, client, text, said):
    made = written(cast)
    answer = post(client, cast.alice, HERE, text=text)
    html = answer.content.decode()
    assert answer.status_code == 400 and said in html and f"{text}</textarea>" in html
    assert made.narratives.get().text.startswith("Đã đào tạo")


@pytest.mark.parametrize("key", ["opening", "recipients", "plan.1", "2.III", "III.3đ"])
def test_every_part_of_the_outline_opens(cast, client, key):
    opened(cast)
    client.force_login(cast.alice)
    assert client.get(URL, {"section": key}).status_code == 200


@pytest.mark.parametrize("key", ["III", "p1", "khong-co"])
def test_a_heading_nobody_writes_under_is_not_there(cast, client, key):
    opened(cast)
    client.force_login(cast.alice)
    assert client.get(URL, {"section": key}).status_code == 404


def test_a_section_of_judgements_takes_no_text(cast, client):
    opened(cast)
    assert post(client, cast.alice, f"{URL}?section=IV.1", text="Tốt.").status_code == 200
    assert not Narrative.objects.exists()


def test_a_judgement_is_added_with_its_link(cast, client):
    made = opened(cast)
    weak = judgement(cast, made)
    page = f"{URL}new/solution/"
    client.force_login(cast.alice)
    html = client.get(page).content.decode()
    assert "Giải quyết" in html and "Hạn chế, khuyết điểm 1: Còn chậm." in html
    answer = post(client, cast.alice, page, text="Làm nhanh.", answers=[str(weak.public_id)])
    assert answer["Location"] == f"{URL}?section=2.IV"
    row = made.assessments.get(kind="solution")
    assert (row.text, list(row.answers.all())) == ("Làm nhanh.", [weak])


def test_a_judgement_is_rewritten_and_dropped(cast, client):
    made = opened(cast)
    row, after = judgement(cast, made), judgement(cast, made, text="Còn thiếu.")
    page = f"{URL}judgements/{row.public_id}/"
    assert post(client, cast.alice, page, text="Còn rất chậm.", qualitative="on").status_code == 302
    row.refresh_from_db()
    assert (row.text, row.qualitative, row.position) == ("Còn rất chậm.", True, 1)
    state = state_of(client, page)
    assert post(client, cast.alice, f"{page}drop/", **state)["Location"] == f"{URL}?section=IV.3"
    after.refresh_from_db()
    assert (made.assessments.count(), after.position) == (1, 1)


def test_a_proposal_says_to_whom(cast, client):
    made = opened(cast)
    page = f"{URL}new/proposal/?authority=ministry"
    client.force_login(cast.alice)
    assert '<option value="ministry" selected>' in client.get(page).content.decode()
    answer = post(client, cast.alice, page, text="Tăng chỉ tiêu.", authority="ministry")
    assert (
        answer["Location"] == f"{URL}?section=3.2"
        and made.assessments.get().authority == "ministry"
    )


def test_a_judgement_with_an_unknown_figure_is_refused(cast, client):
    made = opened(cast)
    answer = post(client, cast.alice, f"{URL}new/strength/", text="Đạt {nhieu}.")
    assert (
        answer.status_code == 400
        and "tên «nhieu»" in answer.content.decode()
        and not made.assessments.exists()
    )


def test_a_judgement_of_another_round_is_not_there(cast, client):
    opened(cast)
    row = judgement(cast, opened(cast, "khac"))
    assert (
        post(client, cast.alice, f"{URL}judgements/{row.public_id}/", text="X").status_code == 404
    )


def test_only_who_edits_writes(cast, client):
    made = opened(cast)
    row = judgement(cast, made)
    urls = [
        URL,
        f"{URL}new/strength/",
        f"{URL}judgements/{row.public_id}/",
        f"{URL}judgements/{row.public_id}/drop/",
    ]
    for user, status in ((cast.bob, 403), (cast.charlie, 404)):
        assert [post(client, user, url, text="X").status_code for url in urls] == [status] * 4
        assert [client.get(url).status_code for url in urls[:3]] == [status] * 3
    assert Assessment.objects.get().text == "Còn chậm." and not Narrative.objects.exists()


def test_wrong_method_and_kind(cast, client):
    row = judgement(cast, opened(cast))
    client.force_login(cast.alice)
    one = f"{URL}judgements/{row.public_id}/"
    answers = [
        client.put(URL),
        client.put(f"{URL}new/strength/"),
        client.put(one),
        client.get(f"{one}drop/"),
    ]
    assert [a.status_code for a in answers] == [405] * 4
    assert client.get(f"{URL}new/praise/").status_code == 404


def test_queries_do_not_grow_with_rows(cast, client, django_assert_num_queries):
    made = opened(cast)
    judgement(cast, made, "strength")
    client.force_login(cast.alice)
    client.get(f"{URL}?section=IV.1")
    with CaptureQueriesContext(connection) as one:
        client.get(f"{URL}?section=IV.1")
    judgement(cast, made, "strength")
    judgement(cast, made, "strength")
    with django_assert_num_queries(len(one)):
        client.get(f"{URL}?section=IV.1")


# --- typed numbers

WRONG, RIGHT = "Tỉnh đã tổ chức 04 khóa đào tạo.", "Tỉnh đã tổ chức 01 khóa đào tạo."


def looked(client, user, text, **more):
    return unescape(post(client, user, HERE, text=text, look="1", **more).content.decode())


def buttons(html):
    return re.findall(r'name="bind" value="([^"]+)"', html)


def test_a_wrong_typed_number_is_named_with_the_card_of_its_figure(cast, client):
    made = frozen(cast)
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


def test_a_right_typed_number_is_offered_and_bound_without_being_kept(cast, client):
    made = frozen(cast)
    (sent,) = buttons(looked(client, cast.alice, RIGHT))
    answer = post(client, cast.alice, HERE, text=RIGHT, bind=sent)
    html = answer.content.decode()
    bound = "Tỉnh đã tổ chức {courses_held.number} khóa đào tạo."
    assert answer.status_code == 200 and f"{bound}</textarea>" in html and "Đã gắn số liệu." in html
    assert RIGHT in "".join(strip(html)) and "<mark" not in html
    assert made.narratives.get(section="III.4").text.startswith("Đã đào tạo")


def test_a_number_is_not_bound_in_a_text_that_changed(cast, client):
    made = frozen(cast)
    (sent,) = buttons(looked(client, cast.alice, RIGHT))
    answer = post(client, cast.alice, HERE, text=f"Nay {RIGHT}", bind=sent)
    html = answer.content.decode()
    assert answer.status_code == 400 and "Nội dung đã thay đổi sau khi máy đọc" in html
    assert f"Nay {RIGHT}</textarea>" in html and buttons(html) not in ([], [sent])
    assert made.narratives.get(section="III.4").text.startswith("Đã đào tạo")


def test_a_made_up_figure_is_not_bound(cast, client):
    frozen(cast)
    (sent,) = buttons(looked(client, cast.alice, RIGHT))
    answer = post(
        client, cast.alice, HERE, text=RIGHT, bind=sent.replace("courses_held", "khong_co")
    )
    assert answer.status_code == 400 and "tên «khong_co»" in answer.content.decode()


def test_the_lines_of_a_browser_are_counted_as_they_were_read(cast, client):
    frozen(cast)
    text = f"Một.\r\n{RIGHT}"
    (sent,) = buttons(looked(client, cast.alice, text))
    html = post(client, cast.alice, HERE, text=text, bind=sent).content.decode()
    assert "Một.\nTỉnh đã tổ chức {courses_held.number} khóa đào tạo.</textarea>" in html


def test_a_finding_never_keeps_a_text_from_being_written(cast, client):
    made = frozen(cast)
    assert post(client, cast.alice, HERE, text=WRONG).status_code == 302
    assert made.narratives.get(section="III.4").text == WRONG


def test_what_the_reader_says_is_escaped(cast, client):
    frozen(cast)
    text = (
        "Có 04 khóa đào tạo <script>alert(1)</script> & 'x'; đã tổ chức 04 khóa đào tạo<img src=x>."
    )
    html = post(client, cast.alice, HERE, text=text, look="1").content.decode()
    assert "<mark" in html and "<script>alert" not in html and "<img src=x" not in html


def test_reading_and_binding_are_for_who_edits(cast, client):
    frozen(cast)
    (sent,) = buttons(looked(client, cast.alice, RIGHT))
    for user, status in ((cast.bob, 403), (cast.charlie, 404)):
        answers = [
            post(client, user, HERE, text=RIGHT, **more) for more in ({"look": "1"}, {"bind": sent})
        ]
        assert [a.status_code for a in answers] == [status] * 2
        assert not [a for a in answers if "khóa đào tạo" in a.content.decode()]


def test_queries_do_not_grow_with_typed_numbers(cast, client, django_assert_num_queries):
    frozen(cast)
    looked(client, cast.alice, RIGHT)
    with CaptureQueriesContext(connection) as one:
        looked(client, cast.alice, RIGHT)
    with django_assert_num_queries(len(one)):
        html = looked(client, cast.alice, "\n".join([RIGHT, WRONG] * 10))
    assert html.count("<mark") == 20


def test_typed_numbers_of_a_judgement_are_read_and_bound_too(cast, client):
    made = frozen(cast)
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


def test_the_desk_names_wrong_numbers_of_its_judgements(cast, client):
    made = frozen(cast)
    judgement(cast, made, "strength", WRONG)
    client.force_login(cast.alice)
    html = client.get(f"{URL}?section=IV.1").content.decode()
    assert '<mark id="m1" class="differs"' in html and buttons(html) == []
