"""A paper from draft to signature: what counts up, what is refused, what never changes again."""

from __future__ import annotations

import json
import shutil
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import ProtectedError
from django.urls import reverse

from browsing import sent_by
from goc.audit.models import Event
from goc.desk.models import Draft, SignedPaper
from goc.desk.queries import draft_of
from goc.desk.rules import TRANSITIONS, moved
from goc.lib.errors import RefusedError
from goc.papers.codec import from_json
from goc.papers.model import Paper
from goc.registry import files
from goc.registry.models import Document
from goc.snapshots.actions import make_snapshot
from goc.summing_up import shelf
from goc.summing_up.actions import freeze_round, write_assessment, write_narrative
from goc.summing_up.dossier import build_dossier
from goc.summing_up.kinds import CENTRAL_REPORT, WORK_PLAN
from goc.summing_up.models import Dossier, SummingUp
from goc.summing_up.verify import verify_dossier
from summing_up.round_made import CUT_OFF, on_shelf, opened, written
from summing_up.same_papers import papers_of

SCAN = b"%PDF-1.4 signed"
REASONS = dict.fromkeys(("I", "II", "IX", "X", "XI", "XII"), "Không phát sinh trong kỳ")


def url(round_: SummingUp, name: str, *more: str) -> str:
    args = [SummingUp.record_kind(), round_.public_id, name]
    return reverse("desk_paper", args=args) + "".join(more)


def did(client: Any, round_: SummingUp, name: str, act: str, **typed: str) -> Any:
    return client.post(url(round_, name, f"acts/{act}/"), typed)


def signed(client: Any, round_: SummingUp, name: str, **typed: Any) -> Any:
    to = url(round_, name, "sign/")
    given = {"number": "5", "day": "20/06/2013", "signer": "Lý Thị Hoa"}
    given["scan"] = SimpleUploadedFile("quet.pdf", SCAN, "application/pdf")
    return client.post(to, sent_by(client.get(to)) | given | typed)


@pytest.fixture
def office(cast, client):
    client.force_login(cast.alice)
    return client


@pytest.fixture
def round_(cast) -> SummingUp:
    return on_shelf(cast).round


def test_the_number_counts_up_when_a_draft_goes_out(office, round_):
    assert draft_of(round_, WORK_PLAN).line == "DỰ THẢO (lần 1)"
    assert did(office, round_, WORK_PLAN.name, "issue").status_code == 302
    draft = draft_of(round_, WORK_PLAN)
    assert (draft.line, draft.state) == ("DỰ THẢO (lần 2)", "draft")
    event = Event.objects.get(action="desk.issue_draft")
    built = shelf.manifest_of(Dossier.objects.get()).files["contents/ke-hoach-tong-ket.json"]
    assert (event.by, event.text) == (
        "alice",
        f"DỰ THẢO (lần 1), SHA-256 {built}",
    )


def test_a_draft_that_was_not_built_does_not_go_out(office, round_):
    did(office, round_, WORK_PLAN.name, "issue")
    page = did(office, round_, WORK_PLAN.name, "issue")
    assert (page.status_code, draft_of(round_, WORK_PLAN).number) == (400, 2)
    said = "Bản đã dựng mang dòng «DỰ THẢO (lần 1)», không phải «DỰ THẢO (lần 2)»."
    assert said in page.text and "Hãy dựng lại bộ hồ sơ" in page.text
    stands = office.get(url(round_, WORK_PLAN.name)).text
    assert "Bản đã dựng có trước trạng thái hiện nay" in stands
    anew = f'<a href="{reverse("summing_up", args=[round_.code])}">Đến nơi dựng lại</a>'
    assert anew in stands


def test_before_anything_is_built_there_is_nothing_to_issue(cast, office):
    round_ = opened(cast)
    page = did(office, round_, WORK_PLAN.name, "issue")
    assert (page.status_code, "chưa được dựng" in page.text) == (400, True)
    assert not Draft.objects.exists()


def test_a_final_report_names_what_it_lacks(office, round_):
    page = office.get(url(round_, CENTRAL_REPORT.name)).text
    assert "Phụ lục còn thiếu" in page and "TỔNG HỢP VĂN BẢN LÃNH ĐẠO, CHỈ ĐẠO" in page
    answer = did(office, round_, CENTRAL_REPORT.name, "finalise", I="Không phát sinh")
    assert (answer.status_code, "còn thiếu Phụ lục II, IX, X, XI, XII." in answer.text) == (
        400,
        True,
    )
    assert 'value="Không phát sinh"' in answer.text
    assert not Draft.objects.exists()
    assert did(office, round_, CENTRAL_REPORT.name, "finalise", **REASONS).status_code == 302
    page = office.get(url(round_, CENTRAL_REPORT.name)).text
    assert "Phụ lục còn thiếu" not in page and "Phụ lục không lập" in page
    assert (draft_of(round_, CENTRAL_REPORT).state, draft_of(round_, CENTRAL_REPORT).left_out) == (
        "final",
        REASONS,
    )


def test_papers_are_written_in_the_state_they_are_in(cast):
    round_ = written(cast)
    round_.snapshot = make_snapshot(unit=cast.province, cut_off=CUT_OFF, by=cast.operator)
    of = {"unit": round_.unit, "subject_kind": round_.record_kind(), "subject": round_.public_id}
    plan = Draft.objects.create(**of, kind=WORK_PLAN.name, number=3)
    report = Draft.objects.create(
        **of, kind=CENTRAL_REPORT.name, state="final", left_out={"I": "Không có"}
    )
    with pytest.raises(RefusedError, match="Bản trình ký còn thiếu Phụ lục II, "):
        papers_of(round_)
    report.left_out = dict.fromkeys("I II III IV V VI VII VIII IX X XI XII".split(), "Không có")
    report.save()
    papers = papers_of(round_)
    assert {name: paper.draft for name, paper in papers.items() if paper.draft} == {
        plan.kind: "DỰ THẢO (lần 3)"
    }
    states = {
        row.cells[0].text: row.cells[2].text for row in papers[report.kind].appendices[0].table.rows
    }
    assert states["I"] == "Không lập: Không có" and states["III"] == "Kèm theo"


@pytest.fixture
def final_plan(office, round_) -> SummingUp:
    """A dossier whose plan goes to be signed."""
    did(office, round_, WORK_PLAN.name, "finalise")
    dossier = Dossier.objects.get()
    path = dossier.folder / "contents/ke-hoach-tong-ket.json"
    path.write_text(path.read_text("utf-8").replace('"draft":"DỰ THẢO (lần 1)",', ""), "utf-8")
    resealed(dossier, path)
    return round_


def resealed(dossier: Dossier, path: Any) -> None:
    """As if the dossier had been built so: the digest of one file, of the manifest, in the row."""
    from goc.lib.canonical import canonical, digest, file_digest

    data = json.loads((dossier.folder / "manifest.json").read_text("utf-8"))
    data["files"][path.relative_to(dossier.folder).as_posix()] = file_digest(path)
    (dossier.folder / "manifest.json").write_bytes(canonical(data))
    dossier.manifest_sha256 = digest(canonical(data))
    dossier.save()


def test_what_was_signed_is_kept_with_its_number_day_and_signer(office, final_plan):
    answer = signed(office, final_plan, WORK_PLAN.name)
    assert (answer.status_code, draft_of(final_plan, WORK_PLAN).state) == (302, "signed")
    row = SignedPaper.objects.get()
    paper = kept(row)
    assert (paper.number, paper.signed, paper.signature.name) == (
        5,
        date(2013, 6, 20),
        "Lý Thị Hoa",
    )
    assert files.checked(row.scan.sha256).read_bytes() == SCAN
    assert [one.file.name for one in row.files.order_by("pk")] == [
        "ke-hoach-tong-ket.docx",
        "ke-hoach-tong-ket.pdf",
    ]
    document = Document.objects.get(direction="out")
    assert (str(document), document.issued_on, document.file) == (
        "kế hoạch 05/KH-UBND",
        date(2013, 6, 20),
        row.scan,
    )
    event = Event.objects.get(action="desk.record_signed")
    assert (event.by, event.text) == ("alice", "kế hoạch 05/KH-UBND ngày 20/06/2013")
    page = office.get(url(final_plan, WORK_PLAN.name)).text
    assert all(sha in page for sha in (row.scan.sha256, row.built_sha256))
    shown = office.get(reverse("summing_up", args=[final_plan.code])).text
    assert "kế hoạch 05/KH-UBND ngày 20/06/2013" in shown and row.content.sha256 in shown


def test_what_was_built_before_it_was_final_is_not_offered_to_be_signed(office, round_):
    did(office, round_, WORK_PLAN.name, "finalise")
    at = url(round_, WORK_PLAN.name)
    assert f"{at}sign/" not in office.get(at).text


def test_a_round_whose_report_is_signed_offers_nothing_that_is_refused(office, final_plan):
    """The plan that is signed leaves the round open; the report closes it."""
    at = reverse("summing_up", args=[final_plan.code])
    signed(office, final_plan, WORK_PLAN.name)
    assert "Chốt lại số liệu" in office.get(at).text
    Draft.objects.filter(kind=WORK_PLAN.name).update(kind=CENTRAL_REPORT.name)
    closed = office.get(at).text
    assert "Chốt lại số liệu" not in closed and "Dựng lại bộ hồ sơ" not in closed
    assert "số liệu và bộ hồ sơ của đợt được giữ nguyên" in closed


def test_the_desk_shows_the_text_of_a_signed_paper_and_takes_no_other(office, final_plan):
    """The report, which is not signed, is written on."""
    desk = reverse("draft", args=[final_plan.code])
    back = reverse("paper_returned", args=[final_plan.code, WORK_PLAN.name])
    before = office.get(f"{desk}?section=plan.1").text
    assert 'name="text"' in before and f'href="{back}"' in before
    signed(office, final_plan, WORK_PLAN.name)
    after = office.get(f"{desk}?section=plan.1").text
    assert "Đã ký kế hoạch 05/KH-UBND ngày 20/06/2013: phần lời được giữ nguyên" in after
    assert 'name="text"' not in after and "editor.js" not in after and f'href="{back}"' not in after
    assert 'name="text"' in office.get(f"{desk}?section=III.4").text


def test_judgements_of_a_signed_report_are_not_offered_to_be_rewritten(cast, office, final_plan):
    write_assessment(round_=final_plan, kind="weakness", text="Còn chậm.", by=cast.operator)
    desk = f"{reverse('draft', args=[final_plan.code])}?section=IV.3"
    offered = desk.partition("?")[0] + "judgements/"
    assert offered in office.get(desk).text
    signed(office, final_plan, WORK_PLAN.name)
    Draft.objects.filter(kind=WORK_PLAN.name).update(kind=CENTRAL_REPORT.name)
    closed = office.get(desk).text
    assert "Còn chậm." in closed and offered not in closed


def test_the_page_of_a_paper_leads_to_where_it_is_read_written_and_taken_back(office, final_plan):
    args = [final_plan.code, WORK_PLAN.name]
    read, back = reverse("paper", args=args), reverse("paper_returned", args=args)
    desk = f"{reverse('draft', args=[final_plan.code])}?section=plan.1"
    at = url(final_plan, WORK_PLAN.name)
    before = office.get(at).text
    assert [f'href="{to}"' in before for to in (read, desk, back)] == [True, True, True]
    signed(office, final_plan, WORK_PLAN.name)
    after = office.get(at).text
    assert [f'href="{to}"' in after for to in (read, desk, back)] == [True, False, False]


def test_before_anything_is_built_the_page_of_a_paper_leads_to_the_desk_only(cast, office):
    round_ = opened(cast)
    page = office.get(url(round_, CENTRAL_REPORT.name)).text
    assert "Viết phần lời ở bàn soạn" in page
    assert "bản đã dựng" not in page and "Nạp lại bản Word" not in page


def kept(row: SignedPaper) -> Paper:
    return from_json(json.loads(files.checked(row.content.sha256).read_bytes()))


def test_only_the_final_paper_is_signed(office, round_):
    answer = signed(office, round_, WORK_PLAN.name)
    assert (answer.status_code, "hãy chốt bản trình ký trước" in answer.text) == (400, True)
    did(office, round_, WORK_PLAN.name, "finalise")
    answer = signed(office, round_, WORK_PLAN.name)
    assert (answer.status_code, "Bản đã dựng mang dòng «DỰ THẢO (lần 1)»" in answer.text) == (
        400,
        True,
    )
    assert (
        not SignedPaper.objects.exists() and not Document.objects.filter(direction="out").exists()
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"day": "01/01/2027"}, "Ngày ký 01/01/2027 còn ở phía trước"),
        ({"scan": SimpleUploadedFile("a.docx", b"PK")}, "không phải bản quét PDF, JPEG hay PNG"),
        ({"number": "0"}, "lớn hơn hoặc bằng"),
        ({"signer": " "}, "bắt buộc"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_kept(office, final_plan, typed, said):
    answer = signed(office, final_plan, WORK_PLAN.name, **typed)
    assert (answer.status_code, said in answer.text) == (400, True)
    assert not SignedPaper.objects.exists() and draft_of(final_plan, WORK_PLAN).state == "final"


def test_from_then_on_nothing_of_it_changes(cast, office, final_plan):
    signed(office, final_plan, WORK_PLAN.name)
    for act in ("issue", "finalise", "reopen", "write"):
        assert did(office, final_plan, WORK_PLAN.name, act).status_code == 400, act
    assert signed(office, final_plan, WORK_PLAN.name).status_code == 400
    with pytest.raises(RefusedError, match="Kế hoạch 05/KH-UBND ngày 20/06/2013 đã ký"):
        write_narrative(round_=final_plan, section="plan.1", text="Khác", by=cast.alice)
    write_narrative(round_=final_plan, section="I.1", text="Báo cáo còn soạn.", by=cast.alice)
    row = SignedPaper.objects.get()
    for act in (row.save, row.delete, row.files.first().delete, row.files.first().save):
        with pytest.raises(RefusedError, match="giữ nguyên, không sửa, không xóa"):
            act()
    for held in (final_plan.snapshot, row.scan, row.content, row.document, row.draft):
        with pytest.raises(ProtectedError):
            held.delete()


def test_a_later_dossier_leaves_it_where_it_was_signed(cast, office, final_plan):
    signed(office, final_plan, WORK_PLAN.name)
    final_plan.snapshot = make_snapshot(unit=cast.province, cut_off=CUT_OFF, by=cast.operator)
    papers = papers_of(final_plan)
    assert WORK_PLAN.name not in papers and CENTRAL_REPORT.name in papers
    page = office.get(reverse("paper", args=[final_plan.code, WORK_PLAN.name]))
    assert page.status_code == 200


def test_verification_names_what_was_signed(office, final_plan):
    signed(office, final_plan, WORK_PLAN.name)
    folder, row = Dossier.objects.get().folder, SignedPaper.objects.get()
    where = f"văn bản đã ký: {row}"
    assert not [p for p in verify_dossier(folder) if p["where"] == where]
    (folder / "contents/ke-hoach-tong-ket.json").write_text("{}")
    files.path_of(row.scan.sha256).unlink()
    shutil.rmtree(final_plan.snapshot.folder, ignore_errors=True)
    found = [(p["file"], p["expected"]) for p in verify_dossier(folder) if p["where"] == where]
    assert found == [
        ("contents/ke-hoach-tong-ket.json", row.built_sha256),
        ("quet.pdf", row.scan.sha256),
    ]


def test_a_signed_report_closes_the_round(cast, office, round_):
    draft = Draft.objects.create(
        unit=round_.unit,
        subject_kind=round_.record_kind(),
        subject=round_.public_id,
        kind=CENTRAL_REPORT.name,
        state="signed",
    )
    file, document = stored(cast), Document.objects.first()
    SignedPaper.objects.create(
        draft=draft, number=1, day=date(2013, 6, 20), signer="A", document=document,
        scan=file, content=file, built_sha256="0" * 64,
    )  # fmt: skip
    acts = [
        lambda: write_narrative(round_=round_, section="I.1", text="x", by=cast.alice),
        lambda: write_assessment(round_=round_, kind="strength", text="x", by=cast.alice),
        lambda: freeze_round(round_=round_, by=cast.alice),
        lambda: build_dossier(round_=round_, by=cast.alice),
    ]
    for act in acts:
        with pytest.raises(RefusedError, match="được giữ nguyên"):
            act()
    write_narrative(round_=round_, section="plan.1", text="Kế hoạch còn soạn", by=cast.alice)


def stored(cast: Any) -> Any:
    from goc.registry.actions import keep_file

    return keep_file(
        name="a.pdf", media_type="application/pdf", data=SCAN, keeper=cast.province, by=cast.alice
    )


def test_a_final_paper_can_come_back_to_the_desk(office, round_):
    did(office, round_, WORK_PLAN.name, "finalise")
    assert did(office, round_, WORK_PLAN.name, "issue").status_code == 400
    did(office, round_, WORK_PLAN.name, "reopen")
    assert draft_of(round_, WORK_PLAN).line == "DỰ THẢO (lần 1)"
    actions = (
        Event.objects.filter(kind="desk.draft").order_by("id").values_list("action", flat=True)
    )
    assert list(actions) == ["desk.finalise", "desk.reopen"]


def test_the_table_of_states_is_closed():
    acts = {act for row in TRANSITIONS.values() for act in row}
    assert {new for row in TRANSITIONS.values() for new in row.values()} == set(TRANSITIONS)
    for act in acts:
        with pytest.raises(RefusedError, match="đã ký"):
            moved("signed", act)


def test_papers_that_stay_in_the_office_have_no_way(office, round_):
    for name in ("danh-sach-trich-ngang", "phu-luc", "nothing"):
        assert office.get(url(round_, name)).status_code == 404
