"""The page `directive_checks`, and the verdicts on the page `directive`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from browsing import send
from goc.audit.models import Event
from goc.directives import checks
from goc.directives.actions import choose_check, enter_directive, open_duty
from goc.directives.checks import MET, NOT_MET, Measured, Verdict
from goc.directives.models import Requirement
from goc.registry.actions import register_document

WEAKNESS = 'summing_up.judgements?{"kinds": ["weakness"]}'
TREE = [
    {
        "marker": "a)",
        "text": "Hai việc",
        "children": [
            {"marker": "a1", "text": "Chỉ ra những tồn tại, hạn chế"},
            {"marker": "a2", "text": "Xây dựng kế hoạch tổng kết", "check": "summing_up.work_plan"},
        ],
    },
    {"marker": "b)", "text": "Việc có nhiệm vụ", "check": "directives.duty"},
]


@pytest.fixture
def made(cast):
    document = register_document(
        type="công văn",
        number="",
        issued_on=None,
        issuer="Bộ",
        subject="Tổng kết 10 năm",
        direction="in",
        keeper=cast.province,
        by=cast.operator,
    ).document
    return enter_directive(
        document=document, unit=cast.province, requirements=TREE, by=cast.operator
    )


def page(client, user, made, more=""):
    client.force_login(user)
    answer = client.get(f"/directives/{made.public_id}/{more}")
    return answer, unescape(answer.content.decode())


def requirement(made, marker):
    return made.requirements.get(marker=marker)


def test_the_choice_is_kept_with_one_event_for_each_that_changed(cast, client, made):
    answer, html = page(client, cast.alice, made, "checks/")
    a1, a2, b = (str(requirement(made, m).public_id) for m in ("a1", "a2", "b)"))
    assert answer.status_code == 200 and html.count("<select") == 3
    assert "Gợi ý: Báo cáo nêu hạn chế" in html and html.count("Gợi ý:") == 1
    sent = {a1: WEAKNESS, a2: "summing_up.work_plan", b: ""}
    answer = send(client, f"/directives/{made.public_id}/checks/", **sent)
    assert answer.url == f"/directives/{made.public_id}/"
    kept = {r.marker: (r.check_name, r.parameters) for r in made.requirements.all()}
    assert kept == {
        "a)": ("", {}),
        "a1": ("summing_up.judgements", {"kinds": ["weakness"]}),
        "a2": ("summing_up.work_plan", {}),
        "b)": ("", {}),
    }
    assert set(
        Event.objects.filter(action="directives.choose_check").values_list("subject", flat=True)
    ) == {a1, b}


def test_an_unknown_check_is_refused_in_words(cast, client, made):
    client.force_login(cast.alice)
    sent = {str(requirement(made, "a1").public_id): "summing_up.no_such"}
    answer = client.post(f"/directives/{made.public_id}/checks/", sent)
    assert answer.status_code == 400 and "form-error" in answer.content.decode()
    assert not Event.objects.filter(action="directives.choose_check").exists()


def test_a_check_that_is_gone_stays_chosen_until_somebody_chooses_another(cast, client, made):
    row = requirement(made, "a1")
    choose_check(requirement=row, name="old.check", parameters={}, by=cast.alice)
    _, html = page(client, cast.alice, made, "checks/")
    assert '<option value="old.check" selected' in html


@pytest.mark.parametrize(("who", "code"), [("bob", 403), ("charlie", 404)])
def test_who_may_choose(cast, client, made, who, code):
    client.force_login(getattr(cast, who))
    assert client.get(f"/directives/{made.public_id}/checks/").status_code == code
    assert client.post(f"/directives/{made.public_id}/checks/", {}).status_code == code
    assert client.put(f"/directives/{made.public_id}/checks/").status_code == 405


def test_without_a_dossier_each_verdict_says_why_it_is_open(cast, client, made):
    _, html = page(client, cast.alice, made)
    assert "Chưa chọn cách kiểm tra; cần người đánh giá." in html
    assert "Chưa có bộ hồ sơ nào được dựng để đánh giá yêu cầu này." in html
    assert "Yêu cầu này chưa được giao thành nhiệm vụ." in html
    assert "0/2 yêu cầu con đã đạt." in html
    assert "Chưa có đợt tổng kết nào" in html and "mark-good" not in html


def test_a_duty_past_its_day_is_said_to_be_late(cast, client, made):
    row = requirement(made, "b)")
    open_duty(
        unit=cast.province,
        act="Việc",
        due_on=datetime(2026, 11, 19, tzinfo=UTC).date(),
        by=cast.alice,
        source_kind=Requirement.record_kind(),
        source=row.public_id,
    )
    _, html = page(client, cast.alice, made)
    assert "Nhiệm vụ chưa xong." in html and "quá hạn" in html


def test_verdicts_come_from_the_room_that_measured_with_links_to_the_evidence(
    cast, client, made, monkeypatch
):
    row = requirement(made, "a2")

    def measured(user, directive):
        assert (user.login, directive) == ("bob", made)
        verdict = Verdict(NOT_MET, "Kế hoạch còn thiếu nội dung: <b>.", ("ke-hoach", "sổ tay"))
        return Measured(
            "Đợt thử",
            "/x/",
            datetime(2026, 11, 20, tzinfo=UTC),
            {row.public_id: verdict},
            {"ke-hoach": ("Kế hoạch", "/k/")},
        )

    monkeypatch.setattr(checks, "MEASURES", [lambda *_: None, measured])
    monkeypatch.setattr("goc.directives.pages.MEASURES", checks.MEASURES)
    answer, _ = page(client, cast.bob, made)
    html = answer.content.decode()
    assert "Kế hoạch còn thiếu nội dung: &lt;b&gt;." in html
    assert (
        '<a href="/k/">Kế hoạch</a>' in html
        and "sổ tay" in html
        and '<a href="/x/">Đợt thử</a>' in html
    )
    assert f"/directives/{made.public_id}/checks/" not in html


def test_the_dossier_gives_its_verdicts_until_the_check_changes(cast, client, made, monkeypatch):
    from goc.snapshots.models import Snapshot
    from goc.summing_up import shelf
    from goc.summing_up.models import Dossier, SummingUp

    day, now = made.document.changed_at.date(), datetime.now(UTC)
    round_ = SummingUp.objects.create(
        unit=cast.province,
        code="dot-thu",
        title="Đợt thử",
        period_from=day,
        period_to=day,
        base_year=2002,
        cut_off=day,
        sign_by=day,
        place="A",
        directive=made,
    )
    _, html = page(client, cast.alice, made)
    assert "chưa dựng bộ hồ sơ" in html and "Đợt thử</a>" in html
    snapshot = Snapshot.objects.create(
        cut_off=day, made_at=now, manifest_sha256="", rows={}, unit=cast.province
    )
    Dossier.objects.create(
        round=round_,
        snapshot=snapshot,
        made_at=now + timedelta(seconds=1),
        made_by="alice",
        folder_name="x",
        manifest_sha256="",
    )
    said = [
        {
            "marker": r.marker,
            "text": r.text,
            "state": MET,
            "sentence": f"Đạt {r.marker}",
            "evidence": ["phu-luc"],
        }
        for r in made.requirements.order_by("position")
    ]
    monkeypatch.setattr(shelf, "manifest_of", lambda _: {})
    monkeypatch.setattr(shelf, "review_of", lambda *_: {"requirements": said, "problems": []})
    _, html = page(client, cast.alice, made)
    assert "Đạt a2" in html and "Phụ lục kèm theo báo cáo</a>" in html
    assert "Đạt a1" not in html  # nobody chose a check for it since
    row = requirement(made, "a2")
    Requirement.objects.filter(pk=row.pk).update(changed_at=now + timedelta(seconds=2))
    _, html = page(client, cast.alice, made)
    assert "Đạt a2" not in html and "hãy dựng lại bộ hồ sơ để đánh giá" in html
    said[2]["text"] = "khác"
    _, html = page(client, cast.alice, made)
    assert "Chưa có bộ hồ sơ nào được dựng" in html


@pytest.mark.parametrize("more", ["", "checks/"])
def test_a_longer_directive_asks_the_database_no_more(cast, client, made, more):
    counts = []
    for times in (1, 3):
        longer = enter_directive(
            document=made.document, unit=cast.province, requirements=TREE * times, by=cast.alice
        )
        page(client, cast.alice, longer, more)
        with CaptureQueriesContext(connection) as seen:
            client.get(f"/directives/{longer.public_id}/{more}")
        counts.append(len(seen))
    assert counts[0] == counts[1]
