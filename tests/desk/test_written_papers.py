"""A paper that is written from the register: each act on it, what it refuses, what it leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from goc.audit.models import Event
from goc.desk.actions import (
    finalise,
    issue_draft,
    record_signed,
    reopen,
    write_paper,
    write_template,
)
from goc.desk.actions.signing import with_signature
from goc.desk.models import Draft, PaperTemplate, SignedPaper
from goc.desk.queries import built_of, draft_of, frame_of, signed_of, text_of
from goc.lib.canonical import canonical, digest
from goc.lib.errors import InputError, RefusedError
from goc.papers.codec import from_json
from goc.papers.model import Signature
from goc.registry.actions import Upload
from goc.registry.models import Document, StoredFile
from goc.summing_up.actions import correct_round
from goc.summing_up.kinds import INVITATION, WORK_PLAN
from goc.units.models import UnitVersion
from summing_up.round_made import CUT_OFF, START, opened

SCAN = Upload("quet.pdf", "application/pdf", b"%PDF-1.4 signed")
SIGNED_ON = date(2013, 6, 20)


@pytest.fixture
def round_(cast):
    return opened(cast)


@pytest.fixture
def act(cast, round_):
    """Does an act of the desk on the round's invitation as it stands now."""

    def did(action, **more):
        built = {"built": now(round_)} if action in (issue_draft, finalise, record_signed) else {}
        return action(record=round_, kind=INVITATION, by=cast.alice, **{**built, **more})

    return did


def now(round_):
    return built_of(round_, INVITATION, draft_of(round_, INVITATION))


def signed(act, **more):
    given = {"number": 5, "day": SIGNED_ON, "signer": " Lý Thị Hoa ", "scan": SCAN}
    return act(record_signed, **{**given, **more})


def done(kind="desk.draft"):
    return list(Event.objects.filter(kind=kind).order_by("id").values_list("action", flat=True))


def refusal(act, *arguments, **more):
    with pytest.raises(RefusedError) as refused:
        act(*arguments, **more)
    return str(refused.value)


def test_nothing_is_built_before_it_is_written(round_):
    draft = draft_of(round_, INVITATION)
    assert (draft.pk, draft.state, draft.number, draft.unit) == (None, "draft", 1, round_.unit)
    assert built_of(round_, INVITATION, draft) is None
    assert signed_of(round_) == {}


def test_it_holds_what_the_register_says_when_it_is_written(act, round_, cast):
    draft = act(write_paper)
    assert from_json(draft.content).subject == "Dự Hội nghị tổng kết 10 năm đào tạo"
    renamed = {"title": "Sơ kết 5 năm đào tạo", "period": (START, CUT_OFF)}
    correct_round(round_=round_, by=cast.alice, reason="Gõ nhầm", **renamed)
    assert now(round_).paper.subject == "Dự Hội nghị tổng kết 10 năm đào tạo"
    again = act(write_paper)
    assert again.pk == draft.pk
    assert now(round_).paper.subject == "Dự Hội nghị sơ kết 5 năm đào tạo"
    assert done() == ["desk.write_paper", "desk.write_paper"]


def test_its_digest_is_of_its_content_and_its_line_of_its_state(act, round_):
    draft = act(write_paper)
    built = now(round_)
    assert built.sha256 == digest(canonical(draft.content))
    assert (built.paper.draft, from_json(draft.content).draft) == ("DỰ THẢO (lần 1)", "")
    assert (built.source, built.snapshot, dict(built.missing)) == ("", None, {})


def test_the_event_of_a_paper_holds_its_digest_and_not_its_words(act, round_):
    draft = act(write_paper)
    event = Event.objects.get(action="desk.write_paper")
    assert (event.by, event.text, event.subject) == ("alice", "giay-moi", str(draft.public_id))
    assert (event.after["content"], event.after["state"]) == (now(round_).sha256, "draft")
    act(issue_draft)
    event = Event.objects.get(action="desk.issue_draft")
    assert event.before["content"] == event.after["content"] == now(round_).sha256


def test_a_paper_of_a_dossier_is_not_written_alone(act, round_, cast):
    said = refusal(write_paper, record=round_, kind=WORK_PLAN, by=cast.alice)
    assert said == "Văn bản này được dựng cùng bộ hồ sơ, không lập riêng."
    assert not Draft.objects.exists()


def test_each_draft_that_goes_out_has_the_next_number(act, round_):
    act(write_paper)
    first = now(round_).sha256
    act(issue_draft)
    draft = act(issue_draft)
    assert (draft.number, draft.state) == (3, "draft")
    events = Event.objects.filter(action="desk.issue_draft").order_by("id")
    assert [event.text for event in events] == [
        f"DỰ THẢO (lần 1), SHA-256 {first}",
        f"DỰ THẢO (lần 2), SHA-256 {first}",
    ]
    assert [(event.before["number"], event.after["number"]) for event in events] == [(1, 2), (2, 3)]


def test_what_was_built_before_another_state_does_not_go_out(act, round_):
    act(write_paper)
    old = now(round_)
    act(issue_draft)
    said = refusal(act, issue_draft, built=old)
    assert said.startswith(
        "Bản đã dựng mang dòng «DỰ THẢO (lần 1)», không phải «DỰ THẢO (lần 2)». "
    )
    final = replace(old, paper=replace(old.paper, draft=""))
    assert "«(bản trình ký)», không phải «DỰ THẢO (lần 2)»" in refusal(
        act, issue_draft, built=final
    )
    act(finalise, left_out={})
    assert "«DỰ THẢO (lần 1)», không phải «(bản trình ký)»" in refusal(signed, act, built=old)
    assert draft_of(round_, INVITATION).number == 2


MISSING = {"I": "Danh sách", "II": "Kinh phí", "IX": "Cơ sở"}


@pytest.mark.parametrize(
    ("left_out", "absent"),
    [
        ({}, "I, II, IX"),
        ({"I": "Không phát sinh"}, "II, IX"),
        ({"I": "Không phát sinh", "II": "  ", "IX": ""}, "II, IX"),
        ({"III": "Không phát sinh"}, "I, II, IX"),
    ],
)
def test_a_final_paper_says_why_it_lacks_an_appendix(act, round_, left_out, absent):
    act(write_paper)
    owing = replace(now(round_), missing=MISSING)
    assert refusal(act, finalise, built=owing, left_out=left_out) == (
        f"Bản trình ký còn thiếu Phụ lục {absent}. Hãy bổ sung hồ sơ nguồn rồi dựng lại, hoặc ghi "
        "lý do không lập từng phụ lục ấy."
    )
    assert draft_of(round_, INVITATION).state == "draft"
    assert done() == ["desk.write_paper"]


def test_the_reasons_are_kept_until_it_is_opened_again(act, round_):
    act(write_paper)
    owing = replace(now(round_), missing=MISSING)
    reasons = {"I": " Không phát sinh ", "II": "Không có", "IX": "Không có", "X": ""}
    draft = act(finalise, built=owing, left_out=reasons)
    assert (draft.state, draft.left_out) == (
        "final",
        {"I": "Không phát sinh", "II": "Không có", "IX": "Không có"},
    )
    draft = act(reopen)
    assert (draft.state, draft.left_out, draft.number) == ("draft", {}, 1)
    assert done() == ["desk.write_paper", "desk.finalise", "desk.reopen"]


def test_a_final_paper_may_be_written_anew_and_stays_final(act, round_):
    act(write_paper)
    act(finalise, left_out={})
    assert (act(write_paper).state, now(round_).paper.draft) == ("final", "")
    assert refusal(act, issue_draft) == ("Văn bản đã chốt để trình ký; hãy mở lại dự thảo trước.")
    assert refusal(act, finalise, left_out={}) == (
        "Văn bản đã chốt để trình ký; hãy mở lại dự thảo trước."
    )


def test_a_draft_is_neither_reopened_nor_signed(act):
    act(write_paper)
    said = "Văn bản còn là dự thảo; hãy chốt bản trình ký trước."
    assert refusal(act, reopen) == said
    assert refusal(signed, act) == said
    assert (StoredFile.objects.count(), Document.objects.count()) == (0, 0)


@pytest.fixture
def final(act):
    act(write_paper)
    act(finalise, left_out={})


@pytest.mark.usefixtures("final")
def test_a_day_to_come_is_no_day_of_signing(act, round_):
    tomorrow = timezone.localdate() + timedelta(1)
    assert refusal(signed, act, day=tomorrow) == "Ngày ký 21/11/2026 còn ở phía trước."
    assert draft_of(round_, INVITATION).state == "final"
    assert (StoredFile.objects.count(), SignedPaper.objects.count()) == (0, 0)
    assert signed(act, day=timezone.localdate()).day == timezone.localdate()


@pytest.mark.usefixtures("final")
def test_after_it_was_signed_another_begins(act, round_):
    row = signed(act)
    assert (row.number, row.day, row.signer) == (5, SIGNED_ON, "Lý Thị Hoa")
    assert (row.source, row.snapshot) == ("", None)
    assert str(row) == "giấy mời 05/GM-UBND ngày 20/06/2013"
    assert row.document.number == "05/GM-UBND"
    assert signed_of(round_) == {"giay-moi": row}
    assert done() == ["desk.write_paper", "desk.finalise", "desk.sign_draft"]

    second = act(write_paper)
    assert (second.pk != row.draft.pk, second.state, second.number) == (True, "draft", 1)
    assert draft_of(round_, INVITATION) == second
    assert signed_of(round_) == {"giay-moi": row}

    act(finalise, left_out={})
    newest = signed(act, number=123, scan=SCAN._replace(data=b"%PDF-1.4 again"))
    assert newest.document.number == "123/GM-UBND"
    assert signed_of(round_) == {"giay-moi": newest}


def test_number_day_and_signer_go_into_the_paper_and_nothing_else(act, round_):
    act(write_paper)
    paper = now(round_).paper
    made = with_signature(paper, number=6, day=SIGNED_ON, signer="  Đại tá Lý A ")
    assert made.signature == Signature(paper.signature.lines, "Đại tá Lý A")
    assert replace(made, number=None, signed=None, signature=paper.signature) == paper
    bare = with_signature(replace(paper, signature=None), number=6, day=SIGNED_ON, signer="A")
    assert bare.signature == Signature((), "A")


def test_a_text_of_the_site_is_in_force_from_the_next_paper_on(act, round_, cast):
    act(write_paper)
    shipped = text_of(INVITATION)
    assert (shipped.revision, shipped.row) == (INVITATION.revision, None)
    own = shipped.text.replace("trân trọng kính mời", "kính mời")
    row = write_template(kind=INVITATION, text=f"\n{own}\n\n", by=cast.operator)
    assert (row.based_on, row.text) == (INVITATION.revision, own.strip())
    assert row.revision == INVITATION.revision + 1
    assert text_of(INVITATION).text == own.strip()
    before = now(round_).paper
    act(write_paper)
    assert now(round_).paper != before


def test_a_text_that_says_nothing_new_is_not_written(cast):
    said = "Nội dung mẫu không có gì thay đổi."
    assert refusal(write_template, kind=INVITATION, text=" \n", by=cast.operator) == said
    own = INVITATION.shipped.replace("trân trọng ", "")
    write_template(kind=INVITATION, text=own, by=cast.operator)
    assert refusal(write_template, kind=INVITATION, text=f"  {own} ", by=cast.operator) == said
    write_template(kind=INVITATION, text="", by=cast.operator)
    assert refusal(write_template, kind=INVITATION, text="", by=cast.operator) == said
    first = INVITATION.revision + 1
    assert list(PaperTemplate.objects.values_list("revision", flat=True)) == [first + 1, first]


def test_a_text_that_is_wrong_is_not_written(cast):
    with pytest.raises(InputError, match=r"\{x\}: không có chỗ điền này\."):
        write_template(kind=INVITATION, text=INVITATION.shipped + "\n{x}", by=cast.operator)
    assert not PaperTemplate.objects.exists()


@pytest.mark.parametrize(
    ("day", "name"), [(date(2013, 6, 14), "Tỉnh A"), (date(2025, 7, 1), "Tỉnh Mới")]
)
def test_around_a_paper_stands_the_name_of_its_day(cast, day, name):
    cast.province.versions.update(valid_to=date(2025, 7, 1))
    UnitVersion.objects.create(
        unit=cast.province,
        name="Tỉnh Mới",
        folded="tinh moi",
        kind="province",
        valid_from=date(2025, 7, 1),
    )
    frame = frame_of(cast.province, "peoples_committee", on=day, place="Đó")
    assert (frame.unit, frame.head.agency[1], frame.place, frame.day) == (
        name,
        name.upper(),
        "Đó",
        day,
    )
