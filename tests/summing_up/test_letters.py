"""Papers of a round that are written from the register when they are asked for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from goc.audit.models import Event
from goc.desk.actions import write_template
from goc.desk.models import Draft
from goc.desk.queries import built_of, draft_of
from goc.directives.actions import open_duty, settle_duty
from goc.papers.formats import FORMATS
from goc.papers.model import Paragraph, Table
from goc.registry.actions import register_document
from goc.summing_up.kinds import INVITATION, URGING
from goc.summing_up.models import SummingUp
from summing_up.round_made import SIGN_BY, opened


def url(round_: SummingUp, name: str, *more: str) -> str:
    return reverse("desk_paper", args=[round_.record_kind(), round_.public_id, name]) + "".join(
        more
    )


def asked_for(client: Any, round_: SummingUp, name: str) -> Any:
    return client.post(url(round_, name, "acts/write/"))


def sentences(paper: Any) -> list[str]:
    paragraphs = [block for block in paper.blocks if isinstance(block, Paragraph)]
    return ["".join(inline.text for inline in block.inlines) for block in paragraphs]


@pytest.fixture
def office(cast, client):
    client.force_login(cast.alice)
    return client


def test_an_invitation_is_written_with_room_for_what_is_not_known(cast, office):
    round_ = opened(cast)
    assert asked_for(office, round_, INVITATION.name).status_code == 302
    paper = built_of(round_, INVITATION, draft_of(round_, INVITATION)).paper
    assert (paper.kind, paper.symbol, paper.subject, paper.draft) == (
        "giấy mời",
        "GM-UBND",
        "Dự Hội nghị tổng kết 10 năm đào tạo",
        "DỰ THẢO (lần 1)",
    )
    assert sentences(paper)[0] == "UBND tỉnh A trân trọng kính mời: …………"
    assert "Thời gian: ………… giờ …………, ngày 14/06/2013." in sentences(paper)
    event = Event.objects.get(action="desk.write_paper")
    assert (event.by, event.text) == ("alice", INVITATION.name)
    assert "trân trọng kính mời" in office.get(url(round_, INVITATION.name)).text
    file = office.get(url(round_, INVITATION.name, "files/docx"))
    assert (file.status_code, file["Content-Type"]) == (200, FORMATS["docx"].media_type)


def test_a_written_paper_follows_its_state(cast, office):
    round_ = opened(cast)
    asked_for(office, round_, INVITATION.name)
    for act, line in (
        ("issue", "DỰ THẢO (lần 2)"),
        ("finalise", ""),
        ("reopen", "DỰ THẢO (lần 2)"),
    ):
        assert office.post(url(round_, INVITATION.name, f"acts/{act}/")).status_code == 302
        draft = draft_of(round_, INVITATION)
        assert built_of(round_, INVITATION, draft).paper.draft == line
    assert Draft.objects.count() == 1


def test_who_still_owes_something_is_urged_with_what_and_since_when(cast, office):
    round_ = opened(cast)
    due = {"act": "Gửi báo cáo", "by": cast.operator}
    open_duty(unit=cast.district, due_on=date(2013, 5, 15), **due)
    open_duty(unit=cast.communes[1], due_on=date(2013, 5, 1), **due)
    open_duty(unit=cast.communes[0], due_on=SIGN_BY, **due)
    open_duty(unit=cast.elsewhere, due_on=date(2013, 5, 15), **due)
    open_duty(unit=cast.province, due_on=date(2013, 5, 15), **due)
    done = open_duty(unit=cast.communes[0], due_on=date(2013, 5, 15), **due)
    settle_duty(duty=done, by=cast.operator, evidence="Công văn 5")
    assert asked_for(office, round_, URGING.name).status_code == 302
    paper = built_of(round_, URGING, draft_of(round_, URGING)).paper
    assert (paper.kind, paper.symbol) == ("công văn", "UBND-NC")
    assert paper.addressees == ("UBND huyện Một", "UBND xã Một Hai")
    (table,) = [block for block in paper.blocks if isinstance(block, Table)]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["1", "Huyện Một", "Gửi báo cáo", "15/05/2013"],
        ["2", "Xã Một Hai", "Gửi báo cáo", "01/05/2013"],
    ]
    assert "tính đến ngày 14/06/2013" in sentences(paper)[0]


def test_nobody_is_urged_who_owes_nothing(cast, office):
    answer = asked_for(office, opened(cast), URGING.name)
    assert (answer.status_code, "Không đơn vị nào còn nhiệm vụ quá hạn" in answer.text) == (
        400,
        True,
    )
    assert not Draft.objects.exists()


def test_a_letter_names_what_the_register_lacks_of_what_it_cites(cast, office):
    round_ = opened(cast)
    text = INVITATION.shipped + "\nThực hiện {vb:directive} và {vb:12/KH-UBND}."
    write_template(kind=INVITATION, text=text, by=cast.operator)
    register_document(
        direction="out",
        type="kế hoạch",
        number="12/KH-UBND",
        issuer="UBND tỉnh A",
        issued_on=date(2013, 1, 5),
        subject="Tổng kết đào tạo",
        keeper=cast.province,
        by=cast.operator,
    )
    assert asked_for(office, round_, INVITATION.name).status_code == 302
    paper = built_of(round_, INVITATION, draft_of(round_, INVITATION)).paper
    assert sentences(paper)[-1] == (
        "Thực hiện ………… và Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2013 của UBND tỉnh A "
        "về việc tổng kết đào tạo."
    )
    page = office.get(url(round_, INVITATION.name)).text
    assert page.count("Viện dẫn còn để trống") == page.count("<li>directive</li>") == 1
