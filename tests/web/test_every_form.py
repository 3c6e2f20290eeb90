"""Every form that writes: done once however often it is sent, and carrying what it was drawn from where
it changes a record. A form that is in no list here fails.
"""

from __future__ import annotations

import ast
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.urls import reverse

import factories
import goc
from browsing import sent_by
from goc.audit.origin import one_act
from goc.directives.actions import enter_directive, open_duty
from goc.funding.actions import FUNDING
from goc.people import actions as people
from goc.people.actions import merge_persons, tell_apart
from goc.people.models import Holding
from goc.people.views import ACTS, ROW_ACTS
from goc.registry.actions import register_document
from goc.summing_up.actions import write_assessment
from goc.training import actions as training
from goc.training.forms import ACTS as TRAINEE_ACTS
from goc.training.grids import GRIDS
from goc.units.act_pages import ACTS as UNIT_ACTS
from goc.units.actions import grant_right, rename_unit
from imports.made import ASKED, GOOD, loaded
from people.made import full, person
from summing_up.round_made import opened

SOURCE = Path(goc.__file__).parent
CHANGES = {
    "unit_act",
    "unit_row",
    "unit_act_back",
    "board_member",
    "right_act",
    "document_correct",
    "summing_up_correct",
    "person_act",
    "person_decision",
    "person_row",
    "person_merge",
    "person_part",
    "person_apart",
    "person_apart_back",
    "enrolment_act",
    "certificate_correct",
    "certificate_back",
    "course_correct",
    "course_close",
    "course_back",
    "course_grid",
    "curriculum_correct",
    "curriculum_back",
    "draft",
    "assessment",
    "assessment_drop",
    "directive_checks",
    "duty_settle",
    "list_correct",
    "list_take_back",
    "load_reading",
    "load_mend",
}
CREATES = {
    "unit_new",
    "act_back",
    "quick_save",
    "quick_remove",
    "quick_indicator",
    "board_member_new",
    "user_new",
    "user_act",
    "right_new",
    "deputy_new",
    "deputy_end",
    "hand_over",
    "slip_new",
    "document_take_back",
    "person_new",
    "posts_end",
    "facts_many",
    "people_many",
    "decision_many",
    "course_enrol",
    "course_new",
    "curriculum_new",
    "assessment_new",
    "summing_up_new",
    "summing_up_freeze",
    "summing_up_build",
    "summing_up_verify",
    "directive_enter",
    "document_add",
    "snapshots",
    "list_add",
    "list_import",
    "list_many",
    "left_settle",
    "paper_text",
    "desk_act",
    "desk_sign",
    "paper_returned",
    "load_new",
    "load_reuse",
    "load_check",
    "load_write",
    "load_drop",
}
PLAIN = {
    "sign_in": "nothing to do twice",
    "code_redeem": "the code is gone once it was used",
    "slip_end": "the same again is the same",
    "basket_add": "each photograph is another, and may be dropped",
    "basket_drop": "the same again is the same",
    "sign_out": "nothing to do twice",
    "set_language_of_user": "the same again is the same",
    "password": "asks for the old password each time",
    "job_cancel": "the same again is the same",
    "snapshot_verify": "reads",
    "working_refresh": "the same again is the same",
    "directive_read": "reads a text; what it keeps is thrown away",
    "draft_check": "reads a text",
    "draft_comments": "reads a text",
}
PLAIN_FORMS = {
    "accounts/sign_in.html": 1,
    "accounts/password.html": 1,
    "accounts/code_redeem.html": 1,
    "web/_slip.html": 1,
    "registry/basket.html": 1,
    "web/_user_menu.html": 2,
    "jobs/_progress.html": 1,
    "snapshots/snapshots.html": 1,
    "directives/directive_read.html": 1,
    "figures/draft.html": 2,
    "figures/_refresh.html": 1,
    "summing_up/_word_form.html": 1,
}


def decorators(function: ast.FunctionDef) -> str:
    return " ".join(ast.unparse(one) for one in function.decorator_list)


def views() -> dict[str, str]:
    """View → its decorators, of every view that takes a POST."""
    found = {}
    for path in SOURCE.rglob("*.py"):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef) and "POST" in decorators(node):
                found[node.name] = decorators(node)
    return found


def test_every_view_that_takes_a_form_is_listed():
    assert set(views()) == CHANGES | CREATES | set(PLAIN)


BY_STATE = {"load_check", "load_write", "load_reuse"}
"""What they do takes long and must hold no lock meanwhile: the state of the load lets it be done
once (tests/imports/test_writing.py).
"""


def test_every_view_that_writes_does_it_once():
    once = {name for name, said in views().items() if "once(" in said}
    assert once | BY_STATE == CHANGES | CREATES and not once & BY_STATE


def test_every_form_of_a_template_carries_its_token():
    bare = {}
    for path in SOURCE.glob("*/templates/*/*.html"):
        blocks = re.findall(r'<form[^>]*method="post".*?</form>', path.read_text("utf-8"), re.S)
        without = [block for block in blocks if "{% once %}" not in block]
        if without:
            bare[f"{path.parent.name}/{path.name}"] = len(without)
    assert bare == PLAIN_FORMS


@pytest.fixture
def pages(cast) -> dict[str, str]:
    """The page of each form that changes a record."""
    one = full(cast)
    held = Holding.objects.get()
    school = factories.unit("Trường Quân sự tỉnh", "school", cast.province)
    course = training.open_course(
        organiser=cast.province,
        number=1,
        name="Khóa 1",
        level="intermediate",
        mode="full_time",
        lead_school=school,
        on=date(2009, 9, 14),
        by=cast.operator,
    )
    enrolment = training.enrol_person(
        person=one, course=course, unit=cast.communes[0], on=course.opened_on, by=cast.operator
    )
    training.finish_enrolment(
        enrolment=enrolment, outcome="graduated", on=date(2011, 3, 18), by=cast.operator
    )
    certificate = training.issue_certificate(
        enrolment=enrolment,
        kind="military",
        number="1",
        register_number="1",
        on=date(2011, 3, 18),
        by=cast.operator,
    )
    curriculum = training.found_curriculum(
        name="Trung cấp", level="intermediate", hours={"general": 9}, by=cast.operator
    )
    round_ = opened(cast)
    judged = write_assessment(round_=round_, kind="weakness", text="Còn chậm.", by=cast.operator)
    document = register_document(
        type="công văn",
        number="",
        issued_on=None,
        issuer="Bộ",
        subject="Tổng kết",
        direction="in",
        keeper=cast.province,
        by=cast.operator,
    ).document
    directive = enter_directive(
        document=document,
        unit=cast.province,
        requirements=[{"marker": "a)", "text": "Một việc"}],
        by=cast.operator,
    )
    duty = open_duty(unit=cast.province, act="Một việc", due_on=date(2027, 1, 1), by=cast.operator)
    money = FUNDING.record(
        unit=cast.district,
        year=2011,
        source="province",
        item="living",
        amount=Decimal(5),
        paper="",
        by=cast.alice,
    )
    load = loaded(cast.alice, cast.district, GOOD, ASKED).public_id
    acts = {f"person_act {act}": reverse("person_act", args=[one.public_id, act]) for act in ACTS}
    acts["person_decision"] = reverse("person_decision", args=[one.public_id])
    rows = {
        f"person_row {act}": reverse("person_row", args=[one.public_id, held.public_id, act])
        for act in ROW_ACTS
        if act != "official"
    }
    kept, other = person(cast, "Lý Một"), person(cast, "Lý Ba")
    gone = person(cast, "Lý Một", cast.communes[1])
    merge_persons(kept=kept, gone=gone, by=cast.operator, reason="Một người")
    apart = tell_apart(one=one, other=other, by=cast.operator, reason="Hai người")
    unit, board = cast.communes[0], factories.unit("Ban", "steering_committee", cast.province)
    member = people.appoint_board_member(
        board=board, person=one, role="member", on=date(2010, 1, 1), by=cast.operator
    )
    give = {"role": "standing_office", "on": date(2010, 1, 1), "by": "t"}
    grant_right(user=cast.alice, unit=cast.district, **give)
    right = grant_right(user=cast.bob, unit=cast.district, **give)
    there = [unit.public_id]
    with one_act() as act:
        rename_unit(unit=cast.communes[1], name="Xã Một", on=date(2026, 12, 1), by=cast.alice)
    of_units = {f"unit_act {act}": reverse("unit_act", args=[*there, act]) for act in UNIT_ACTS}
    on_board = [board.public_id, member.public_id]
    on_right = [cast.bob.public_id, right.public_id]
    return {
        **of_units,
        "unit_act_back": reverse("unit_act_back", args=[cast.communes[1].public_id, act]),
        "unit_row": reverse("unit_row", args=[*there, unit.versions.get().public_id, "back"]),
        "board_member": reverse("board_member", args=[*on_board, "correct"]),
        "right_act": reverse("right_act", args=[*on_right, "correct"]),
        "document_correct": reverse("document_correct", args=[document.public_id]),
        "summing_up_correct": reverse("summing_up_correct", args=[round_.code]),
        **acts,
        "person_apart": reverse("person_apart", args=[kept.public_id, other.public_id]),
        "person_apart_back": reverse("person_apart_back", args=[apart.public_id]),
        "person_merge": reverse("person_merge", args=[kept.public_id, other.public_id]),
        "person_part": reverse("person_part", args=[gone.public_id]),
        **rows,
        **{
            f"enrolment_act {act}": reverse("enrolment_act", args=[enrolment.public_id, act])
            for act in TRAINEE_ACTS
        },
        **{
            f"course_grid {act}": reverse("course_grid", args=[course.public_id, act])
            for act in GRIDS
        },
        **{
            name: reverse(name, args=[course.public_id])
            for name in ("course_correct", "course_close", "course_back")
        },
        "curriculum_correct": reverse("curriculum_correct", args=[curriculum.public_id]),
        "curriculum_back": reverse("curriculum_back", args=[curriculum.public_id]),
        "certificate_correct": reverse("certificate_correct", args=[certificate.public_id]),
        "certificate_back": reverse("certificate_back", args=[certificate.public_id]),
        "draft": reverse("draft", args=[round_.code]),
        "assessment": reverse("assessment", args=[round_.code, judged.public_id]),
        "directive_checks": reverse("directive_checks", args=[directive.public_id]),
        "duty_settle": reverse("duty_settle", args=[duty.public_id]),
        "list_correct": reverse("list_correct", args=["funding-funding", money.public_id]),
        "load_reading": reverse("load_reading", args=[load]),
        "load_mend": reverse("load_mend", args=[load, 3, "professional_education"]),
    }


def test_every_form_that_changes_a_record_carries_what_it_was_drawn_from(cast, client, pages):
    client.force_login(cast.alice)
    carried = {name: sent_by(client.get(url)).keys() for name, url in pages.items()}
    assert {name for name, boxes in carried.items() if not {"once", "read_state"} <= boxes} == set()
    assert {name.split()[0] for name in pages} == CHANGES - {"assessment_drop", "list_take_back"}


REPLACED = {
    "unit_act name": {"name": "X", "text": "Gõ nhầm"},
    "board_member": {"office": "X", "text": "Gõ nhầm"},
    "right_act": {"role": "reader", "text": "Gõ nhầm"},
    "document_correct": {"subject": "X", "reason": "Gõ nhầm"},
    "summing_up_correct": {"title": "X", "reason": "Gõ nhầm"},
    "draft": {"text": "X"},
    "assessment": {"text": "X"},
    "directive_checks": {},
    "list_correct": {"amount": "7", "reason": "Gõ nhầm"},
    "load_reading": {"column_E": ""},
}


@pytest.mark.parametrize("name", REPLACED)
def test_nothing_is_replaced_without_a_version(cast, client, pages, name):
    client.force_login(cast.alice)
    sent = sent_by(client.get(pages[name]))
    answer = client.post(pages[name], {**sent, **REPLACED[name], "read_state": ""})
    assert (answer.status_code, "Hồ sơ đã thay đổi" in answer.content.decode()) == (400, True)
