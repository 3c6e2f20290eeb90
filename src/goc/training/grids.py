"""Acts on the people of a course by a pasted table: entry, results, certificates, placements."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from goc.lib.errors import RefusedError
from goc.lists.grids import Grid, Values, unheld
from goc.lists.shapes import Cell
from goc.people.access import check_can_edit_person
from goc.people.keeping import keeper_on
from goc.people.queries import by_name
from goc.people.recognising import WHO, Known, Pool, persons_named, places_of
from goc.training import actions, held
from goc.training.actions.placements import held_there
from goc.training.models import Certificate, Course, Enrolment
from goc.units.asking import Asking

Outcome = Enrolment.Outcome
OUTCOMES = tuple(choice for choice in Outcome.choices if choice[0] != Outcome.STUDYING)
DECISION = ("Số quyết định", "Quyết định số", "QĐ")


def _cell(name: str, label: Any, kind: str = "text", **more: Any) -> Cell:
    return Cell(name, label, kind, unheld, **more)


ENROL = (
    _cell("on", gettext_lazy("Ngày nhập học"), "day", required=True),
    _cell(
        "trained_for", gettext_lazy("Chức danh đào tạo"), "code", catalogue="post", required=True
    ),
    _cell("sending_decision", gettext_lazy("Quyết định cử đi"), aliases=DECISION, longest=120),
)
RESULTS = (
    _cell("outcome", gettext_lazy("Kết quả"), "choice", choices=OUTCOMES, required=True),
    _cell("on", gettext_lazy("Ngày"), "day", required=True, aliases=("Ngày tốt nghiệp",)),
    _cell(
        "grade",
        gettext_lazy("Xếp loại"),
        "code",
        catalogue="graduation_class",
        aliases=("Xếp loại tốt nghiệp",),
    ),
    _cell("reason", gettext_lazy("Lý do (không đạt, thôi học)"), aliases=("Lý do",), longest=200),
    _cell("commended", gettext_lazy("Khen thưởng"), "flag"),
    _cell("disciplined", gettext_lazy("Kỷ luật"), "flag"),
)
CERTIFICATES = (
    _cell(
        "kind",
        gettext_lazy("Loại văn bằng"),
        "choice",
        choices=tuple(Certificate.Kind.choices),
        required=True,
    ),
    _cell(
        "number",
        gettext_lazy("Số hiệu"),
        required=True,
        aliases=("Số hiệu văn bằng", "Số hiệu bằng", "Số bằng", "Số chứng chỉ"),
        longest=40,
    ),
    _cell(
        "register_number",
        gettext_lazy("Số vào sổ"),
        required=True,
        aliases=("Số vào sổ cấp bằng", "Vào sổ số"),
        longest=40,
    ),
    _cell("on", gettext_lazy("Ngày cấp"), "day", required=True),
)
PLACEMENTS = (
    _cell("post", gettext_lazy("Chức vụ"), "code", catalogue="post", required=True),
    _cell(
        "place",
        gettext_lazy("Đơn vị bố trí"),
        "unit",
        aliases=("Nơi bố trí", "Đơn vị công tác"),
    ),
    _cell("on", gettext_lazy("Từ ngày"), "day", aliases=("Ngày bổ nhiệm",)),
    _cell("decision", gettext_lazy("Quyết định"), aliases=DECISION, longest=120),
)


def enrolling(course: Course, asking: Asking) -> Grid:
    """Persons of the asker's scope; each is sent by the unit that keeps the file on the day."""

    def write(person: Any, values: Values, _confirmed: str) -> str:
        unit = keeper_on(person, values["on"])
        if unit is None:
            raise RefusedError("Chưa có đơn vị nào quản lý hồ sơ này.")
        actions.enrol_person(
            person=person,
            course=course,
            unit=unit,
            on=values["on"],
            trained_for=values["trained_for"],
            sending_decision=values["sending_decision"] or "",
            by=asking.user,
        )
        said = {"day": f"{values['on']:%d/%m/%Y}", "unit": asking.unit_name(unit.pk, values["on"])}
        return gettext("nhập học %(day)s, %(unit)s cử đi") % said

    return Grid(
        title=gettext_lazy("Ghi nhập học"),
        lead=gettext_lazy(
            "Mỗi dòng một học viên, đã có hồ sơ cán bộ; nơi quản lý hồ sơ là đơn vị cử đi."
        ),
        who=WHO,
        cells=ENROL,
        find=lambda rows: persons_named(rows, asking.scope, today=asking.today).find(rows),
        write=write,
        common={
            "on": f"{course.opened_on:%d/%m/%Y}",
            "trained_for": "commander",
            "sending_decision": "",
        },
        everybody=lambda: _pool(_people(course), asking, target="person").candidates(),
        held=held.entries(course),
        correct=held.entry_corrected(course, asking),
    )


def results(course: Course, asking: Asking) -> Grid:
    """Of those who study; a row left blank is passed over."""

    def write(enrolment: Any, values: Values, confirmed: str) -> str:
        actions.finish_enrolment(
            enrolment=enrolment,
            outcome=values["outcome"],
            on=values["on"],
            grade=values["grade"] or "",
            reason=values["reason"] or "",
            commended=bool(values["commended"]),
            disciplined=bool(values["disciplined"]),
            by=asking.user,
            confirmed=confirmed,
        )
        label = str(Outcome(enrolment.outcome).label).lower()
        return gettext("%(label)s ngày %(day)s") % {"label": label, "day": _said(values["on"])}

    ends = f"{course.closed_on:%d/%m/%Y}" if course.closed_on else ""
    return _grid(
        course,
        asking,
        title=gettext_lazy("Ghi kết quả"),
        lead=gettext_lazy("Học viên đang học của khóa; dòng để trống được bỏ qua."),
        cells=RESULTS,
        write=write,
        common={"outcome": str(Outcome.GRADUATED), "on": ends},
        held=held.results,
        correct=held.result_corrected(asking),
        offers=lambda row: bool(row.outcome == Outcome.STUDYING),
    )


def certificates(course: Course, asking: Asking) -> Grid:
    def write(enrolment: Any, values: Values, _confirmed: str) -> str:
        actions.issue_certificate(
            enrolment=enrolment,
            kind=values["kind"],
            number=values["number"],
            register_number=values["register_number"],
            on=values["on"],
            by=asking.user,
        )
        label = str(Certificate.Kind(values["kind"]).label)
        return gettext("%(label)s, số %(number)s") % {"label": label, "number": values["number"]}

    return _grid(
        course,
        asking,
        title=gettext_lazy("Cấp văn bằng, chứng chỉ"),
        lead=gettext_lazy("Người đã tốt nghiệp, chưa có văn bằng; dòng để trống được bỏ qua."),
        cells=CERTIFICATES,
        write=write,
        common={"kind": str(Certificate.Kind.MILITARY), "on": ""},
        held=held.certificates,
        same=("kind",),
        correct=held.certificate_corrected(asking),
        offers=lambda row: row.outcome == Outcome.GRADUATED and not row.certificates.all(),
    )


def placements(course: Course, asking: Asking) -> Grid:
    """A post held there at graduation is kept; without one a new one is given."""

    def write(enrolment: Any, values: Values, confirmed: str) -> str:
        unit = values["place"] or enrolment.unit
        kept = held_there(enrolment, unit, values["post"])
        if kept is None:
            check_can_edit_person(asking.user, enrolment.person, today=asking.today)
        placed = actions.place_in_post(
            enrolment=enrolment,
            unit=unit,
            post=values["post"],
            on=values["on"],
            decision=values["decision"] or "",
            by=asking.user,
            confirmed=confirmed,
        )
        return _placed_said(placed, new=kept is None)

    return _grid(
        course,
        asking,
        title=gettext_lazy("Bố trí sau tốt nghiệp"),
        lead=gettext_lazy(
            "Để trống đơn vị là đơn vị cử đi. Chức vụ đang giữ thì giữ nguyên; chưa giữ thì bổ nhiệm "
            "mới từ ngày ghi."
        ),
        cells=PLACEMENTS,
        write=write,
        common={"on": "", "decision": ""},
        held=held.placements,
        offers=lambda row: row.outcome == Outcome.GRADUATED and row.placement_id is None,
        day_of=lambda asking, values: values.get("on") or asking.day,
    )


def _placed_said(enrolment: Enrolment, *, new: bool) -> str:
    held = enrolment.placement
    assert held is not None
    said = {"post": str(held), "day": _said(held.valid_from)}
    if new or held.valid_from > enrolment.entered_on:
        return gettext("bổ nhiệm mới: %(post)s, từ %(day)s") % said
    return gettext("giữ nguyên: %(post)s, từ %(day)s") % said


def _said(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _grid(
    course: Course, asking: Asking, *, offers: Callable[[Enrolment], bool], **declared: Any
) -> Grid:
    """Of the people of the course; those that `offers` tells stand in the empty table."""

    def pool() -> Pool:
        return _pool(_people(course), asking)

    return Grid(
        who=WHO,
        find=lambda rows: pool().find(rows),
        offered=lambda: _pool(filter(offers, _people(course)), asking).offered(),
        everybody=lambda: pool().candidates(),
        passes_over=True,
        **declared,
    )


def _people(course: Course) -> list[Enrolment]:
    rows = course.enrolments.select_related("person", "unit", "course", "placement")
    return list(rows.prefetch_related("certificates").order_by(by_name("person__"), "id"))


def _pool(rows: Iterable[Enrolment], asking: Asking, *, target: str = "") -> Pool:
    """`target`: "person" for acts on persons, else on enrolments."""
    chosen = list(rows)
    places = places_of([row.person for row in chosen], asking.today)
    return Pool(
        Known(
            str(row.person.public_id if target else row.public_id),
            row.person,
            ((row.unit_id, row.entered_on), *places[row.person_id]),
            row.person if target else row,
        )
        for row in chosen
    )


GRIDS: dict[str, Callable[[Course, Asking], Grid]] = {
    "enrol-many": enrolling,
    "results": results,
    "certificates": certificates,
    "placements": placements,
}
