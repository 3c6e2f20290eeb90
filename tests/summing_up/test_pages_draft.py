"""The pages of the drafting desk: `draft`, `assessment_new`, `assessment`, `assessment_drop`."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from browsing import state_of
from goc.summing_up.actions import write_assessment
from goc.summing_up.models import Assessment, Narrative
from summing_up.round_made import opened, written

URL = "/summing-up/tong-ket/draft/"
HERE = f"{URL}?section=III.4"


def post(client, user, url, **given):
    client.force_login(user)
    return client.post(url, state_of(client, url) | given)


def judgement(cast, made, kind="weakness", text="Còn chậm."):
    return write_assessment(round_=made, kind=kind, text=text, by=cast.operator)


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
def test_a_place_that_means_nothing_is_named_and_keeps_nothing_from_being_saved(
    cast, client, text, said
):
    made = written(cast)
    whole = f"{text}\nĐã đào tạo {{trained}}."
    assert post(client, cast.alice, HERE, text=whole).status_code == 302
    assert made.narratives.get().text == whole
    html = client.get(HERE).content.decode()
    assert (
        html.count(said) == 2
    )  # what was saved is told once; what stands there whenever it is read
    assert client.get(HERE).content.decode().count(said) == 1
    lamp = html[html.index('aria-current="true"') :]
    assert "có chỗ dẫn số liệu hỏng" in lamp[: lamp.index("</li>")]


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


def test_a_judgement_with_an_unknown_figure_is_saved_and_named(cast, client):
    made = opened(cast)
    answer = post(client, cast.alice, f"{URL}new/strength/", text="Đạt {nhieu}.")
    assert (answer.status_code, made.assessments.get().text) == (302, "Đạt {nhieu}.")
    html = client.get(answer["Location"]).content.decode()
    assert "tên «nhieu»" in html and "có chỗ dẫn số liệu hỏng" in html


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
