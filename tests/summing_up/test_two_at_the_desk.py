"""Two write the same section or judgement: the second sees both texts and decides."""

from __future__ import annotations

import pytest
from django.test import Client
from lxml import html

import factories
from browsing import send, sent_by
from goc.summing_up.actions import write_assessment
from goc.summing_up.models import Assessment
from summing_up.round_made import opened, written

URL = "/summing-up/tong-ket/draft/"
HERE = f"{URL}?section=III.4"
SHOWN = (
    "Đã đào tạo «Số người đã được đào tạo (tốt nghiệp)»; bố trí «Tỷ lệ học viên tốt nghiệp được bố trí "
    "chức vụ Chỉ huy trưởng, Chỉ huy phó» (Phụ lục VII kèm theo)."
)
"""What `written` writes, as people read it."""


@pytest.fixture
def two(cast):
    second = factories.user("binh", "editor", cast.province)
    browsers = Client(), Client()
    for browser, user in zip(browsers, (cast.alice, second), strict=True):
        browser.force_login(user)
    return browsers


def side_by_side(answer) -> list[list[str]]:
    rows = html.fromstring(answer.content.decode()).xpath(
        '//*[contains(@class, "conflict")]//tbody/tr'
    )
    return [[cell.text_content().strip() for cell in row] for row in rows]


@pytest.mark.parametrize("start", [written, opened])
def test_the_second_text_of_a_section_is_shown_beside_the_first(cast, two, start):
    """Also where the section had no text at all when both opened it."""
    a, b = two
    made = start(cast)
    before = SHOWN if made.narratives.exists() else "–"
    of_a, of_b = (sent_by(browser.get(HERE)) for browser in two)
    assert a.post(HERE, of_a | {"text": "Dòng một.\r\nDòng hai."}).status_code == 302
    answer = b.post(HERE, of_b | {"text": "Câu khác."})
    assert answer.status_code == 400
    assert (
        "alice" in answer.content.decode() and "ghi lại nội dung của mục" in answer.content.decode()
    )
    assert side_by_side(answer) == [
        ["Nội dung của mục", before, "Dòng một.\nDòng hai.", "Câu khác."]
    ]
    assert made.narratives.get(section="III.4").text == "Dòng một.\nDòng hai."
    assert b.post(HERE, sent_by(answer)).status_code == 302
    assert made.narratives.get(section="III.4").text == "Câu khác."


def test_what_only_looks_or_binds_asks_for_no_version(cast, two):
    a, b = two
    written(cast)
    of_b = sent_by(b.get(HERE))
    send(a, HERE, text="Khác.")
    look = b.post(HERE, of_b | {"text": "Chỉ xem.", "look": "1"})
    assert look.status_code == 200 and side_by_side(look) == []
    assert b.post(HERE, sent_by(look) | {"text": "Ghi."}).status_code == 400


def test_a_rewritten_judgement_is_not_dropped_unread(cast, two):
    a, b = two
    row = write_assessment(round_=opened(cast), kind="weakness", text="Còn chậm.", by=cast.operator)
    page = f"{URL}judgements/{row.public_id}/"
    state = {"read_state": sent_by(b.get(page))["read_state"]}
    send(a, page, text="Còn rất chậm.")
    answer = b.post(f"{page}drop/", state, follow=True)
    assert "vừa được sửa; chưa bỏ" in answer.content.decode()
    assert Assessment.objects.get().text == "Còn rất chậm."
    state = {"read_state": sent_by(b.get(page))["read_state"]}
    b.post(f"{page}drop/", state)
    assert not Assessment.objects.exists()


def test_what_a_judgement_answers_is_part_of_it(cast, two):
    a, b = two
    made = opened(cast)
    weak = write_assessment(round_=made, kind="weakness", text="Còn chậm.", by=cast.operator)
    row = write_assessment(round_=made, kind="solution", text="Làm nhanh.", by=cast.operator)
    page = f"{URL}judgements/{row.public_id}/"
    of_b = sent_by(b.get(page))
    send(a, page, answers=[str(weak.public_id)])
    answer = b.post(page, of_b | {"text": "Làm ngay."})
    assert [line[0] for line in side_by_side(answer)] == ["Nhận định", "Giải quyết"]
    b.post(page, sent_by(answer))
    row.refresh_from_db()
    assert (row.text, list(row.answers.all())) == ("Làm ngay.", [weak])
