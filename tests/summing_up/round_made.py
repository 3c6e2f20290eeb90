"""A small round with people, one course and a dossier, made through the actions an office would use."""

from __future__ import annotations

import json
import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

import factories
from goc.directives.actions import enter_directive
from goc.lib.canonical import digest
from goc.people import actions as people
from goc.registry.actions import register_document
from goc.snapshots.actions import make_snapshot
from goc.snapshots.models import Snapshot
from goc.summing_up.actions import open_round, write_assessment, write_narrative
from goc.summing_up.dossier import build_dossier
from goc.summing_up.models import Assessment, Dossier, SummingUp
from goc.training import actions as training

START, CUT_OFF, SIGN_BY = date(2002, 1, 1), date(2012, 12, 31), date(2013, 6, 14)
REQUIREMENTS = [
    {
        "marker": "a)",
        "text": "Kế hoạch và báo cáo",
        "children": [
            {"marker": "a1", "text": "Xây dựng kế hoạch", "check": "summing_up.work_plan"},
            {
                "marker": "a3",
                "text": "Nêu mặt mạnh",
                "check": "summing_up.judgements",
                "parameters": {"kinds": ["strength"]},
            },
        ],
    },
    {"marker": "d)", "text": "Hội nghị tại trụ sở UBND cấp tỉnh"},
]


def programme(cast: factories.Cast) -> None:
    """Three trainees of one course: two graduate, one of them is placed as commander; one leaves."""
    by, home = cast.operator, cast.communes[0]
    school = factories.unit("Trường Quân sự tỉnh", "school", cast.province)
    course = training.open_course(
        organiser=cast.province,
        number=1,
        name="Khóa 1",
        level="intermediate",
        mode="full_time",
        lead_school=school,
        on=date(2004, 9, 1),
        by=by,
        quota=5,
        sent=4,
    )
    for n, name in enumerate(["Nông Văn Đức", "Lý Thị Hoa", "Chu Văn Cả"]):
        person = people.add_person(
            full_name=name, keeper=home, on=START, by=by, sex="male", ethnicity="tay"
        )
        enrolment = training.enrol_person(
            person=person, course=course, unit=home, on=date(2004, 9, 1), by=by
        )
        outcome = (
            {"outcome": "dropped", "reason": "Việc nhà"}
            if n == 2
            else {"outcome": "graduated", "grade": "good"}
        )
        training.finish_enrolment(enrolment=enrolment, on=date(2006, 6, 30), by=by, **outcome)
        if n == 0:
            held = people.post_person(
                person=person, unit=home, post="commander", on=date(2006, 8, 1), by=by
            )
            training.place_graduate(enrolment=enrolment, holding=held, by=by)


def directive(cast: factories.Cast) -> Any:
    document = register_document(
        type="công văn",
        number="",
        issued_on=None,
        issuer="Ban Chỉ đạo đào tạo",
        subject="Tổng kết 10 năm",
        direction="in",
        keeper=cast.province,
        by=cast.operator,
    ).document
    return enter_directive(
        document=document, unit=cast.province, requirements=REQUIREMENTS, by=cast.operator
    )


def opened(cast: factories.Cast, code: str = "tong-ket", **more: Any) -> SummingUp:
    return open_round(
        unit=cast.province,
        code=code,
        title="Tổng kết 10 năm đào tạo",
        period=(START, CUT_OFF),
        cut_off=CUT_OFF,
        sign_by=SIGN_BY,
        place="Tỉnh A",
        by=cast.operator,
        **more,
    )


def written(cast: factories.Cast) -> SummingUp:
    """A round with a directive, one paragraph and one strength, not frozen yet."""
    programme(cast)
    made = opened(cast, directive=directive(cast))
    text = "Đã đào tạo {trained}; bố trí {placed_in_command.share} ({P7} kèm theo)."
    write_narrative(round_=made, section="III.4", text=text, by=cast.operator)
    write_assessment(
        round_=made,
        kind=Assessment.Kind.STRENGTH,
        text="Bố trí đạt {placed_in_command.percent}.",
        by=cast.operator,
    )
    return made


def frozen(cast: factories.Cast) -> SummingUp:
    """The same with its figures frozen."""
    made = written(cast)
    made.snapshot = make_snapshot(unit=made.unit, cut_off=CUT_OFF, by=cast.operator)
    made.save()
    return made


def built(cast: factories.Cast) -> Dossier:
    return build_dossier(round_=written(cast), by=cast.operator)


_kept: dict[str, Path] = {}


def on_shelf(cast: factories.Cast) -> Dossier:
    """A dossier really built; after the first time its folder is copied instead, its rows made to match."""
    if "folder" not in _kept:
        dossier = built(cast)
        _kept["folder"] = Path(tempfile.mkdtemp(prefix="goc-kept-")) / "dossier"
        shutil.copytree(dossier.folder, _kept["folder"])
        return dossier
    round_, data = written(cast), (_kept["folder"] / "manifest.json").read_bytes()
    manifest = json.loads(data)
    snapshot = Snapshot.objects.create(
        public_id=manifest["snapshot"]["id"],
        unit=cast.province,
        cut_off=CUT_OFF,
        made_at=timezone.now(),
        made_by="operator",
        manifest_sha256=manifest["snapshot"]["manifest_sha256"],
    )
    round_.snapshot = snapshot
    round_.save()
    target = Path(settings.SITE) / "dossiers" / manifest["id"]
    shutil.copytree(_kept["folder"], target)
    return Dossier.objects.create(
        public_id=manifest["id"],
        round=round_,
        snapshot=snapshot,
        made_at=timezone.now(),
        made_by="operator",
        folder_name=str(target),
        manifest_sha256=digest(data),
    )
