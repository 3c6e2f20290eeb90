"""What of training can be counted: courses, enrolments, graduates (one row a person), certificates,
blocks of hours.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from goc.figures.grains import Column, Grain, Page, Wanted, extend, register, valid
from goc.people import careers
from goc.people.grains import PERSON, PERSON_PAGE, STAGES, STANDING, with_person, with_standing
from goc.snapshots.engine import Frozen
from goc.training.rules import BLOCKS, STATES


def _in_text(labels: dict[str, str]) -> dict[str, str]:
    """As inside a sentence."""
    return {code: label[:1].lower() + label[1:] for code, label in labels.items()}


OUTCOMES = {
    "graduated": "tốt nghiệp",
    "failed": "không đạt",
    "dropped": "thôi học",
    "studying": "đang học",
}
COMMAND = {"commander": "Chỉ huy trưởng", "deputy_commander": "Chỉ huy phó"}
FIRST_POSTS = {**COMMAND, "other": "chức danh khác", "none": "chưa bố trí"}
CERTIFICATES = {
    "military": "quân sự cơ sở",
    "political_theory": "lý luận chính trị",
    "state_management": "quản lý nhà nước",
}
ENTRY = {
    "entry_category": Column("text", "Đối tượng khi nhập học", catalogue="candidate_category"),
    "entry_age": Column("int", "Tuổi khi nhập học"),
    "entry_party": Column(
        "text",
        "Đảng viên, đoàn viên khi nhập học",
        True,
        words={**STAGES, "youth_union": "đoàn viên", "none": "chưa vào Đảng, Đoàn"},
    ),
    "entry_general_education": Column(
        "text", "Trình độ văn hóa khi nhập học", catalogue="general_education"
    ),
    "entry_professional_education": Column(
        "text", "Trình độ chuyên môn khi nhập học", catalogue="professional_education"
    ),
    "entry_health_class": Column("text", "Sức khỏe khi nhập học", True, "health_class"),
}
ENROLMENT = {
    "course": Column("text", "Khóa"),
    "outcome": Column("text", "Kết quả", words=OUTCOMES),
    "grade": Column("text", "Xếp loại tốt nghiệp", catalogue="graduation_class"),
    "commended": Column("bool", "Được khen thưởng trong học tập"),
    "disciplined": Column("bool", "Bị kỷ luật trong học tập"),
    **ENTRY,
    **PERSON,
}
RISE = {
    "post_before": Column("text", "Chức vụ trước khi học, sau tốt nghiệp", catalogue="post"),
    "post_now": Column("text", "Chức vụ cao nhất đang giữ", catalogue="post"),
    "risen": Column("bool", "Giữ chức vụ cao hơn trước"),
}
PLACEMENT = {
    "first_post": Column("text", "Bố trí sau tốt nghiệp", words=FIRST_POSTS),
    "kept": Column("bool", "Giữ nguyên chức vụ"),
    "as_trained": Column("bool", "Đúng chức danh đào tạo"),
    "state": Column("text", "Hiện nay", words={**_in_text(STATES), **COMMAND}),
    "state_name": Column("text", "Chức vụ hiện nay"),
    "course_name": Column("text", "Khóa"),
}


def _entry_names(frozen: Frozen, catalogue: str, as_of: date, key: str, name: str) -> Any:
    """A two-column table: code of a catalogue and its label on a day."""
    e = valid(frozen.table("entries"), as_of)
    return e.filter(e.catalogue == catalogue).select(**{key: e.code, name: e.name})


def _courses(frozen: Frozen, as_of: date, wanted: Wanted) -> Any:
    c = frozen.table("courses")
    if wanted is not None and not wanted & {"level_and_mode", "school"}:
        return c.select(
            c.level,
            c.mode,
            c.quota,
            c.sent,
            record=c.course,
            label=c.name,
            day=c.opened_on,
            unit_day=c.opened_on,
            unit_organiser=c.organiser,
            order=c.number,
            opened_on=c.opened_on,
            closed_on=_by(c.closed_on, as_of),
        )
    level, mode = (
        _entry_names(frozen, "course_level", as_of, "l", "level_name"),
        _entry_names(frozen, "study_mode", as_of, "m", "mode_name"),
    )
    v = valid(frozen.table("unit_versions"), as_of)
    school = v.select(s=v.unit, school=v.name)
    t = c.left_join(level, c.level == level.l).left_join(mode, c.mode == mode.m)
    t = t.left_join(school, t.lead_school == school.s)
    return t.select(
        record=t.course,
        label=t.name,
        day=t.opened_on,
        unit_day=t.opened_on,
        unit_organiser=t.organiser,
        order=t.number,
        opened_on=t.opened_on,
        closed_on=_by(t.closed_on, as_of),
        level=t.level,
        mode=t.mode,
        level_and_mode=t.level_name.concat(", ", t.mode_name.lower()),
        school=t.school,
        quota=t.quota,
        sent=t.sent,
    )


def _by(day: Any, as_of: date) -> Any:
    """A day, unknown while it is still ahead."""
    return (day <= as_of).ifelse(day, None).cast("date")


def _enrolments(frozen: Frozen, as_of: date, wanted: Wanted) -> Any:
    e = frozen.table("enrolments")
    c = frozen.table("courses").select("course", "organiser").rename(its_course="course")
    over = e.ended_on.notnull() & (e.ended_on <= as_of)
    rows = e.left_join(c, e.course == c.its_course)
    rows = rows.select(
        e.person,
        e.course,
        *(e[name] for name in ENTRY),
        record=e.enrolment,
        day=e.entered_on,
        unit_day=e.entered_on,
        unit_intake=e.unit,
        unit_organiser=c.organiser,
        outcome=over.ifelse(e.outcome, "studying"),
        grade=over.ifelse(e.grade, None),
        commended=over & e.commended,
        disciplined=over & e.disciplined,
    )
    return with_person(frozen, as_of, rows, wanted)


def _graduates(frozen: Frozen, as_of: date, wanted: Wanted) -> Any:
    """One row a person: the latest graduation by the day, with the three axes of placement."""
    import ibis  # slow: only when figures are computed

    e = frozen.table("enrolments")
    e = e.filter((e.outcome == "graduated") & (e.ended_on <= as_of))
    latest = ibis.row_number().over(group_by=e.person, order_by=[e.ended_on.desc(), e.enrolment])
    e = e.mutate(turn=latest)
    e = e.filter(e.turn == 0)
    placed = e.placement_post.notnull() & (e.placed_on <= as_of)
    command = e.placement_post.isin(["commander", "deputy_commander"])
    c = (
        frozen.table("courses")
        .select("course", "organiser", "number")
        .rename(its_course="course", course_number="number")
    )
    career = (
        valid(frozen.table("careers"), as_of).select("person", "state").rename(its_person="person")
    )
    rows = e.left_join(c, e.course == c.its_course)
    rows = rows.left_join(career, rows.person == career.its_person)
    rows = rows.select(
        rows.person,
        rows.course,
        *(rows[name] for name in ENTRY),
        record=rows.enrolment,
        day=rows.ended_on,
        unit_day=rows.entered_on,
        unit_intake=rows.unit,
        unit_organiser=rows.organiser,
        outcome=rows.outcome,
        grade=rows.grade,
        commended=rows.commended,
        disciplined=rows.disciplined,
        first_post=ibis.ifelse(placed, ibis.ifelse(command, rows.placement_post, "other"), "none"),
        kept=ibis.ifelse(placed, rows.placed_on <= rows.entered_on, False),
        as_trained=ibis.ifelse(placed, rows.placement_post == rows.trained_for, False).fill_null(
            False
        ),
        state=rows.state.fill_null("not_placed"),
        course_name=rows.course_number.cast("string"),
        state_name=rows.state.fill_null("not_placed").cases(*STATES.items()),
    )
    return with_standing(frozen, as_of, with_person(frozen, as_of, rows, wanted), wanted)


def _certificates(frozen: Frozen, as_of: date, wanted: Wanted) -> Any:
    k, e, c = frozen.table("certificates"), frozen.table("enrolments"), frozen.table("courses")
    e = e.select(its=e.enrolment, course=e.course, unit=e.unit, entered_on=e.entered_on)
    c = c.select(its_course=c.course, organiser=c.organiser)
    rows = k.inner_join(e, k.enrolment == e.its)
    rows = rows.left_join(c, rows.course == c.its_course)
    rows = rows.select(
        rows.person,
        rows.course,
        record=rows.certificate,
        day=rows.issued_on,
        unit_day=rows.entered_on,
        unit_intake=rows.unit,
        unit_organiser=rows.organiser,
        certificate_kind=rows.kind,
    )
    return with_person(frozen, as_of, rows, wanted)


def _used_curricula(frozen: Frozen, as_of: date) -> Any:
    """(curriculum, organiser) pairs of courses opened by the day, each once."""
    c = frozen.table("courses")
    c = c.filter(c.opened_on <= as_of)
    link = frozen.table("course_curricula")
    return (
        link.inner_join(c, link.course == c.course)
        .select(used=link.curriculum, organiser=c.organiser)
        .distinct()
    )


def _curricula(frozen: Frozen, as_of: date, wanted: Wanted) -> Any:  # noqa: ARG001  nothing to leave out
    c, used = frozen.table("curricula"), _used_curricula(frozen, as_of)
    t = c.inner_join(used, c.curriculum == used.used)
    return t.select(
        record=t.curriculum,
        label=t.name,
        unit_organiser=t.organiser,
        supplementary=t.supplementary,
        level=t.level,
        source=t.source,
        taught_at=t.taught_at,
    )


def _blocks(frozen: Frozen, as_of: date, wanted: Wanted) -> Any:  # noqa: ARG001  nothing to leave out
    b, c, used = (
        frozen.table("curriculum_blocks"),
        frozen.table("curricula"),
        _used_curricula(frozen, as_of),
    )
    c = c.rename(its="curriculum", curriculum_name="name")
    t = b.inner_join(c, b.curriculum == c.its).inner_join(used, b.curriculum == used.used)
    label = t.curriculum_name.concat(": ", t.kind.cases(*BLOCKS.items(), else_=t.kind))
    return t.select(
        t.curriculum,
        t.kind,
        t.hours,
        t.supplementary,
        t.level,
        record=t.block,
        label=label,
        unit_organiser=t.organiser,
    )


def _studying(frozen: Frozen, as_of: date, rows: Any) -> Any:
    """Adds to holdings whether the holder is away on a course."""
    e = frozen.table("enrolments")
    away = e.filter((e.entered_on <= as_of) & (e.ended_on.isnull() | (e.ended_on > as_of)))
    away = away.select("person").distinct().rename(away_person="person").mutate(studying=True)
    rows = rows.left_join(away, rows.person == away.away_person).drop("away_person")
    return rows.mutate(studying=rows.studying.fill_null(False))


register(
    Grain(
        "course",
        "Khóa đào tạo",
        "training.course",
        _courses,
        {
            "order": Column("int", "Số thứ tự khóa"),
            "opened_on": Column("date", "Khai giảng"),
            "closed_on": Column("date", "Bế giảng"),
            "level": Column("text", "Trình độ", catalogue="course_level"),
            "mode": Column("text", "Hình thức", catalogue="study_mode"),
            "level_and_mode": Column("text", "Trình độ, hình thức"),
            "school": Column("text", "Cơ sở đào tạo"),
            "quota": Column("int", "Chỉ tiêu"),
            "sent": Column("int", "Cử đi"),
        },
        {"organiser": "Đơn vị tổ chức"},
        flow=True,
        names_people=False,
        page=Page("course"),
    ),
    Grain(
        "enrolment",
        "Lượt học viên",
        "training.enrolment",
        _enrolments,
        ENROLMENT,
        {"intake": "Đơn vị cử đi", "organiser": "Đơn vị tổ chức"},
        flow=True,
        page=PERSON_PAGE,
    ),
    Grain(
        "graduate",
        "Học viên tốt nghiệp",
        "training.enrolment",
        _graduates,
        {**ENROLMENT, **STANDING, **PLACEMENT},
        {"intake": "Đơn vị cử đi", "organiser": "Đơn vị tổ chức"},
        flow=True,
        page=PERSON_PAGE,
    ),
    Grain(
        "certificate",
        "Văn bằng, chứng chỉ",
        "training.certificate",
        _certificates,
        {
            "course": Column("text", "Khóa"),
            "certificate_kind": Column("text", "Loại", words=CERTIFICATES),
            **PERSON,
        },
        {"intake": "Đơn vị cử đi", "organiser": "Đơn vị tổ chức"},
        flow=True,
        page=PERSON_PAGE,
    ),
    Grain(
        "curriculum",
        "Chương trình",
        "training.curriculum",
        _curricula,
        {
            "supplementary": Column("bool", "Đào tạo bổ sung"),
            "level": Column("text", "Trình độ", catalogue="course_level"),
            "source": Column("text", "Căn cứ ban hành"),
            "taught_at": Column("text", "Nơi giảng dạy"),
        },
        {"organiser": "Đơn vị tổ chức"},
        names_people=False,
        shared=True,
    ),
    Grain(
        "block",
        "Khối kiến thức",
        "training.block",
        _blocks,
        {
            "curriculum": Column("text", "Chương trình"),
            "kind": Column("text", "Khối kiến thức", words=_in_text(BLOCKS)),
            "hours": Column("int", "Số tiết"),
            "supplementary": Column("bool", "Đào tạo bổ sung"),
            "level": Column("text", "Trình độ", catalogue="course_level"),
        },
        {"organiser": "Đơn vị tổ chức"},
        names_people=False,
        shared=True,
    ),
)


def _with_year(_frozen: Frozen, _as_of: date, rows: Any) -> Any:
    return rows.mutate(year=rows.day.year().cast("int64"))


extend("enrolment", {"year": Column("int", "Năm nhập học")}, _with_year)
extend("holding", {"studying": Column("bool", "Đang đi học")}, _studying)


def _risen(frozen: Frozen, as_of: date, rows: Any) -> Any:
    """Adds the highest post held on the day of entry (else the first after graduation), the highest
    held now, and whether this one is the higher: not known where one of them stands nowhere.
    """
    import ibis  # slow: only when figures are computed

    e = frozen.table("enrolments")
    h = frozen.table("holdings").select("person", "post", "valid_from", "valid_to")
    held = e.inner_join(h, "person")
    held = held.filter(
        (held.valid_from <= held.entered_on)
        & (held.valid_to.isnull() | (held.valid_to > held.entered_on))
    )
    held = held.select("enrolment", "post")
    placed = e.filter(e.placement_post.notnull() & (e.placed_on <= as_of))
    placed = placed.anti_join(held, "enrolment").select("enrolment", post="placement_post")
    before = careers.with_level(frozen, as_of, held.union(placed), "post")
    turn = ibis.row_number().over(
        group_by=before.enrolment, order_by=[before.level.fill_null(0).desc(), before.post]
    )
    before = before.mutate(turn=turn)
    before = before.filter(before.turn == 0).select(
        its="enrolment", post_before="post", level_before="level"
    )
    now = careers.highest_posts(frozen, as_of)
    rows = rows.left_join(before, rows.record == before.its)
    rows = rows.left_join(now, rows.person == now.holder)
    none_now = rows.holder.isnull()
    rows = rows.mutate(risen=none_now.ifelse(False, rows.level_now > rows.level_before))
    return rows.drop("its", "holder", "level_now", "level_before")


extend("graduate", RISE, _risen)
extend("graduate", careers.ON_FILE, careers.with_file)
