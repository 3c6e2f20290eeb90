"""Forms and grids of trainees, below the pages: what they offer, what they hand to the actions."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils.datastructures import MultiValueDict

import factories
from figures.register import BEGIN, OVER, START, Register
from goc.audit.models import Event
from goc.lib.errors import ForbiddenError, RefusedError
from goc.people import actions as people
from goc.people.recognising import NAME
from goc.training import actions
from goc.training.forms import (
    CorrectEnrolmentForm,
    CorrectResultForm,
    EnrolForm,
    PlacementForm,
    ResultForm,
    TakeBackEnrolmentForm,
    TakeBackResultForm,
)
from goc.training.grids import CERTIFICATES, GRIDS, PLACEMENTS, RESULTS
from goc.training.models import Course, Enrolment
from goc.units.access import scope_of
from goc.units.asking import Asking, asking_of

TODAY = date(2026, 11, 20)


def again(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


def asking(made: Register, user: Any = None) -> Asking:
    return asking_of(user or made.cast.alice, today=TODAY)


def form(made: Register, kind: type, name: str, /, user: Any = None, **typed: str) -> Any:
    return kind(
        MultiValueDict({key: [value] for key, value in typed.items()}) if typed else None,
        enrolment=again(made.enrolments[name]),
        asking=asking(made, user),
    )


def faults(filled: Any) -> dict[str, list[str]]:
    return {name: list(said) for name, said in filled.errors.items()}


# --- entering


def enrolling(made: Register, **typed: str) -> EnrolForm:
    data = MultiValueDict({key: [value] for key, value in typed.items()})
    scope = scope_of(made.cast.alice, today=TODAY)
    return EnrolForm(data, course=made.course, scope=scope, today=TODAY)


def test_somebody_is_sent_by_the_unit_that_keeps_the_file_on_the_day(made: Register) -> None:
    person = people.add_person(
        full_name="Bế Văn Mới", keeper=made.communes[0], on=START, by=made.by
    )
    people.move_person(person=person, to=made.communes[2], on=date(2012, 1, 1), by=made.by)
    filled = enrolling(
        made, person="Bế Văn Mới", on="14/09/2009", trained_for="squad_leader", sending_decision="7"
    )
    assert filled.is_valid()
    row = filled.act(made.cast.alice)
    assert (row.person, row.unit, row.entered_on, row.trained_for, row.sending_decision) == (
        person,
        made.communes[0],
        BEGIN,
        "squad_leader",
        "7",
    )
    assert Event.objects.get(action="training.enrol_person", by="alice").subject == str(
        row.public_id
    )


def test_titles_are_offered_as_they_are_called_today(made: Register) -> None:
    choices = dict(enrolling(made).fields["trained_for"].choices)  # type: ignore[attr-defined]
    assert (choices["commander"], choices["deputy_commander"]) == (
        "Chỉ huy trưởng",
        "Phó Chỉ huy trưởng",
    )


# --- results


def test_a_result_from_what_is_typed(made: Register) -> None:
    typed = {"outcome": "graduated", "on": "18/03/2011", "grade": "good", "commended": "on"}
    filled = form(made, ResultForm, "Triệu Văn Khôi", **typed)
    assert filled.is_valid()
    filled.act(made.cast.alice)
    row = again(made.enrolments["Triệu Văn Khôi"])
    assert (row.outcome, row.ended_on, row.grade, row.commended, row.disciplined) == (
        "graduated",
        OVER,
        "good",
        True,
        False,
    )


def test_studying_is_no_result(made: Register) -> None:
    choices = [value for value, _ in form(made, ResultForm, "Chu Văn Em").fields["outcome"].choices]
    assert choices == ["graduated", "failed", "dropped"]
    wrong = form(made, ResultForm, "Chu Văn Em", outcome="studying", on="18/03/2011")
    assert list(faults(wrong)) == ["outcome"]


def test_a_correction_begins_with_what_stands(made: Register) -> None:
    filled = form(made, CorrectResultForm, "Nông Văn An")
    assert filled.initial == {
        "outcome": "graduated",
        "grade": "very_good",
        "reason": "",
        "commended": False,
        "disciplined": False,
        "on": OVER,
    }
    sent = {"outcome": "graduated", "on": "18/03/2011", "grade": "good"}
    assert list(faults(form(made, CorrectResultForm, "Nông Văn An", **sent))) == ["text"]
    filled = form(made, CorrectResultForm, "Nông Văn An", **sent, text="Gõ nhầm")
    assert filled.is_valid()
    filled.act(made.cast.alice)
    assert again(made.enrolments["Nông Văn An"]).grade == "good"


# --- the entry corrected


def test_an_entry_begins_with_what_stands_named_on_its_day(made: Register) -> None:
    filled = form(made, CorrectEnrolmentForm, "Chu Văn Em")
    assert filled.initial == {
        "on": BEGIN,
        "unit": "Xã Hai Một",
        "trained_for": "commander",
        "sending_decision": "",
    }
    typed = {
        "on": "15/09/2009",
        "unit": "Xã Một Hai",
        "trained_for": "squad_leader",
        "reason": "Gõ nhầm",
    }
    filled = form(made, CorrectEnrolmentForm, "Chu Văn Em", **typed)
    assert filled.is_valid()
    filled.act(made.cast.alice)
    row = again(made.enrolments["Chu Văn Em"])
    assert (row.entered_on, row.unit, row.trained_for) == (
        date(2009, 9, 15),
        made.communes[1],
        "squad_leader",
    )


# --- placements


def test_a_reason_is_asked_only_where_a_placement_stands(made: Register) -> None:
    assert "reason" in form(made, PlacementForm, "Chu Văn Em").fields
    assert "reason" not in form(made, PlacementForm, "Lý Văn Đức").fields


def test_posts_held_at_graduation_or_since_are_offered(made: Register) -> None:
    offered = {
        name: [held.post for held in form(made, PlacementForm, name).fields["holding"].queryset]
        for name in ("Hoàng Văn Bình", "Lương Thị Chi", "Lý Văn Đức")
    }
    assert offered == {
        "Hoàng Văn Bình": ["deputy_commander", "commune_chairman"],
        "Lương Thị Chi": ["platoon_leader", "commander"],
        "Lý Văn Đức": [],
    }


CHOOSE = "Hãy chọn một chức vụ đang giữ, hoặc ghi một chức vụ mới."


def test_a_post_held_or_a_new_one_and_not_both(made: Register) -> None:
    held = made.people["Hoàng Văn Bình"].holdings.get(post="commune_chairman")
    why = {"reason": "Nhầm"}
    neither = form(made, PlacementForm, "Hoàng Văn Bình", **why)
    both = form(
        made, PlacementForm, "Hoàng Văn Bình", holding=str(held.pk), post="squad_leader", **why
    )
    assert faults(neither) == faults(both) == {"__all__": [CHOOSE]}
    one = form(made, PlacementForm, "Hoàng Văn Bình", holding=str(held.pk), **why)
    assert one.is_valid()
    one.act(made.cast.alice)
    assert again(made.enrolments["Hoàng Văn Bình"]).placement == held


def test_a_new_post_is_at_the_sending_unit_unless_said(made: Register) -> None:
    typed = {"post": "squad_leader", "on": "01/06/2011", "reason": "Nhầm", "decision": "QĐ 1"}
    for unit, expected in (("", made.communes[3]), ("Xã Hai Một", made.communes[2])):
        filled = form(made, PlacementForm, "Vi Văn Dũng", **typed, unit=unit)
        assert filled.is_valid()
        filled.act(made.cast.alice)
        held = again(made.enrolments["Vi Văn Dũng"]).placement
        assert (held.unit, held.post, held.decision) == (expected, "squad_leader", "QĐ 1")


@pytest.mark.parametrize(
    ("typed", "day"), [("01/06/2011", date(2011, 6, 1)), ("", TODAY), ("x", TODAY)]
)
def test_units_are_named_as_on_the_day_of_the_post(made: Register, typed: str, day: date) -> None:
    filled = form(made, PlacementForm, "Vi Văn Dũng", on=typed, post="squad_leader")
    assert filled.fields["unit"].names.as_of == day


def test_a_new_post_is_given_only_by_who_edits_the_person(made: Register) -> None:
    """The organiser's office of another province places; the file is kept elsewhere."""
    erin = factories.user("erin", "editor", made.cast.elsewhere)
    filled = form(
        made, PlacementForm, "Lý Văn Đức", user=erin, post="squad_leader", on="01/06/2011"
    )
    assert filled.is_valid()
    with pytest.raises(ForbiddenError, match=r"^Bạn chỉ được xem hồ sơ này, không được sửa\.$"):
        filled.act(erin)
    assert made.people["Lý Văn Đức"].holdings.count() == 0


# --- taking back


def test_what_is_taken_back_with_its_reason(made: Register) -> None:
    filled = form(made, TakeBackResultForm, "Đàm Văn Hải", reason="Ghi nhầm")
    assert filled.is_valid()
    assert filled.act(made.cast.alice).outcome == "studying"
    filled = form(made, TakeBackEnrolmentForm, "Đàm Văn Hải", reason="Ghi nhầm")
    assert filled.is_valid()
    filled.act(made.cast.alice)
    assert not Enrolment.objects.filter(pk=made.enrolments["Đàm Văn Hải"].pk).exists()
    assert list(faults(form(made, TakeBackResultForm, "Hứa Văn Giang", reason=" "))) == ["reason"]


# --- grids


def grid(made: Register, name: str, course: Course | None = None, user: Any = None) -> Any:
    return GRIDS[name](course or again(made.course), asking(made, user))


def values(cells: Any, **given: Any) -> dict[str, Any]:
    """Of a row: empty but for what is given."""
    return {cell.name: None for cell in cells} | given


def test_what_a_grid_begins_with(made: Register) -> None:
    assert grid(made, "enrol-many").common == {
        "on": "14/09/2009",
        "trained_for": "commander",
        "sending_decision": "",
    }
    assert grid(made, "results").common == {"outcome": "graduated", "on": ""}
    actions.close_course(course=made.course, on=OVER, by=made.by)
    assert grid(made, "results").common["on"] == "18/03/2011"
    assert grid(made, "certificates").common == {"kind": "military", "on": ""}
    assert grid(made, "placements").common == {"on": "", "decision": ""}


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("results", ["Triệu Văn Khôi"]),
        (
            "certificates",
            ["Hoàng Văn Bình", "Lương Thị Chi", "Vi Văn Dũng", "Lý Văn Đức", "Chu Văn Em"],
        ),
        ("placements", ["Lý Văn Đức"]),
    ],
)
def test_who_stands_in_the_empty_table(made: Register, name: str, who: list[str]) -> None:
    offered = grid(made, name).offered()
    assert sorted(row[NAME] for row in offered) == sorted(who)


def test_the_unit_that_keeps_the_file_sends_else_the_first_that_will(made: Register) -> None:
    person = people.add_person(
        full_name="Bế Văn Muộn", keeper=made.communes[0], on=date(2010, 1, 1), by=made.by
    )
    given = {"on": BEGIN, "trained_for": "commander", "sending_decision": None}
    said = grid(made, "enrol-many").write(person, given, "")
    assert said == "nhập học 14/09/2009, Xã Một Một cử đi"
    other = people.add_person(
        full_name="Bế Văn Lạc", keeper=made.communes[0], on=date(2010, 1, 1), by=made.by
    )
    other.keepers.all().delete()
    with pytest.raises(RefusedError, match=r"^Chưa có đơn vị nào quản lý hồ sơ này\.$"):
        grid(made, "enrol-many").write(other, given, "")


def test_a_row_of_results_says_what_was_written(made: Register) -> None:
    row = again(made.enrolments["Triệu Văn Khôi"])
    given = values(RESULTS, outcome="failed", on=OVER, reason="Thi", disciplined=True)
    assert grid(made, "results").write(row, given, "") == "không đạt ngày 18/03/2011"
    row = again(row)
    assert (row.outcome, row.reason, row.commended, row.disciplined, row.grade) == (
        "failed",
        "Thi",
        False,
        True,
        "",
    )


def test_a_row_of_certificates_says_its_number(made: Register) -> None:
    row = again(made.enrolments["Chu Văn Em"])
    given = values(CERTIFICATES, kind="military", number="A 7", register_number="9", on=OVER)
    assert grid(made, "certificates").write(row, given, "") == "Quân sự cơ sở, số A 7"
    assert row.certificates.get().register_number == "9"


def test_a_row_of_placements_tells_what_is_kept_from_what_is_new(made: Register) -> None:
    def placed(name: str, **given: Any) -> str:
        row = again(made.enrolments[name])
        return str(grid(made, "placements").write(row, values(PLACEMENTS, **given), ""))

    kept = placed("Nông Văn An", post="commander")
    assert kept.startswith("giữ nguyên: ") and kept.endswith(", từ 01/01/2005")
    later = placed("Lương Thị Chi", post="commander", place=made.communes[3])
    assert later.startswith("bổ nhiệm mới: ") and later.endswith(", từ 01/05/2011")
    new = placed("Vi Văn Dũng", post="squad_leader", on=date(2011, 6, 1), decision="QĐ 3")
    assert new.startswith("bổ nhiệm mới: ") and new.endswith(", từ 01/06/2011")
    held = again(made.enrolments["Vi Văn Dũng"]).placement
    assert (held.unit, held.decision) == (made.communes[3], "QĐ 3")
    with pytest.raises(RefusedError, match="hãy ghi ngày bổ nhiệm"):
        placed("Chu Văn Em", post="hamlet_leader")


def test_a_new_post_by_a_grid_needs_the_right_on_the_person(made: Register) -> None:
    row = again(made.enrolments["Vi Văn Dũng"])
    given = values(PLACEMENTS, post="squad_leader", on=date(2011, 6, 1))
    with pytest.raises(ForbiddenError):
        grid(made, "placements", user=made.cast.bob).write(row, given, "")
    assert not row.person.holdings.filter(post="squad_leader").exists()


def test_the_day_of_a_row_of_placements(made: Register) -> None:
    of_day = grid(made, "placements").day_of
    alice = asking(made)
    assert of_day(alice, {"on": OVER}) == OVER
    assert of_day(alice, {"on": None}) == of_day(alice, {}) == TODAY
