"""What of persons can be counted: posts held, with what is true of the holder that day; seats."""

from __future__ import annotations

from datetime import date
from typing import Any

from goc.figures.grains import Column, Grain, age_on, register, valid
from goc.snapshots.engine import Frozen

# kinds of facts joined to a row: column name → what it is called; those marked True are sensitive
FACTS = {
    "general_education": ("Trình độ văn hóa", False),
    "professional_education": ("Trình độ chuyên môn", False),
    "military_qualification": ("Trình độ quân sự cơ sở", False),
    "political_theory": ("Trình độ lý luận chính trị", True),
    "state_management": ("Quản lý nhà nước", False),
    "health_class": ("Phân loại sức khỏe", True),
    "reserve_rank": ("Quân hàm sĩ quan dự bị", False),
    "rating": ("Xếp loại năm", False),
}
BODIES = {
    "party_committee": "Tham gia cấp ủy xã",
    "peoples_committee": "Ủy viên UBND xã",
    "peoples_council": "Đại biểu HĐND xã",
}
PERSON = {
    "sex": Column("text", "Giới tính"),
    "age": Column("int", "Tuổi"),
    "ethnicity": Column("text", "Dân tộc", True, "ethnic_group"),
    "ethnic_minority": Column("bool", "Dân tộc thiểu số", True),
    "religion": Column("text", "Tôn giáo", True, "religion"),
    "birth_date": Column("date", "Ngày sinh"),
    "birth_year": Column("int", "Năm sinh"),
    "birth_male": Column("text", "Ngày, năm sinh (nam)"),
    "birth_female": Column("text", "Ngày, năm sinh (nữ)"),
    "home_village": Column("text", "Quê quán"),
    "residence": Column("text", "Nơi thường trú"),
    "telephone": Column("text", "Điện thoại"),
}
STANDING = {
    "party": Column("text", "Đảng viên (chính thức, dự bị)", True),
    "party_joined": Column("date", "Ngày vào Đảng", True),
    "youth_union": Column("bool", "Đoàn viên"),
    **{kind: Column("text", label, sensitive, kind) for kind, (label, sensitive) in FACTS.items()},
}


def with_person(frozen: Frozen, as_of: date, rows: Any) -> Any:
    """Joins the person (label, sort_key, PERSON columns) to rows that have `person`; unknown stays null."""
    p = frozen.table("persons")
    born = p.birth_date.strftime("%d/%m/%Y").fill_null(p.birth_year.cast("string"))
    p = p.mutate(born_male=(p.sex == "male").ifelse(born, ""), born_female=(p.sex == "female").ifelse(born, ""))
    p = p.select(
        p.person, label=p.full_name, sort_key=p.sort_key, sex=p.sex, age=age_on(p.birth_date, p.birth_year, as_of),
        ethnicity=p.ethnicity, ethnic_minority=p.ethnicity != "kinh", religion=p.religion, birth_date=p.birth_date,
        birth_year=p.birth_year, birth_male=p.born_male, birth_female=p.born_female, home_village=p.home_village, residence=p.residence, telephone=p.telephone,
    )  # fmt: skip
    return _left(rows, p, "person")


def with_standing(frozen: Frozen, as_of: date, rows: Any) -> Any:
    """Joins what is true of the person on a day: the STANDING columns. A party member of unknown stage is `member`."""
    members = valid(frozen.table("memberships"), as_of)
    party = members.filter(members.body == "party")
    party = party.select(party.person, party=party.stage.fill_null("member"), party_joined=party.valid_from)
    rows = _left(rows, party, "person")
    youth = members.filter(members.body == "youth_union").select("person").distinct()
    rows = _left(rows, youth.mutate(youth_union=True), "person")
    rows = rows.mutate(youth_union=rows.youth_union.fill_null(False))
    facts = valid(frozen.table("facts"), as_of)
    for kind in FACTS:
        known = facts.filter(facts.kind == kind)
        rows = _left(rows, known.group_by("person").aggregate(**{kind: known.value.max()}), "person")
    return rows


def _left(rows: Any, other: Any, key: str) -> Any:
    """Left join on one column of the same name, kept once."""
    renamed = other.rename(**{f"{key}_joined": key})
    joined = rows.left_join(renamed, rows[key] == renamed[f"{key}_joined"])
    return joined.drop(f"{key}_joined")


def with_bodies(frozen: Frozen, as_of: date, rows: Any) -> Any:
    """Whether the person is a member of each of BODIES of the row's own `unit` (not of another unit's)."""
    members = valid(frozen.table("memberships"), as_of)
    for body in BODIES:
        m = members.filter(members.body == body).select("person", "unit").distinct()
        m = m.rename(member_person="person", member_unit="unit").mutate(**{body: True})
        rows = rows.left_join(m, [rows.person == m.member_person, rows.unit == m.member_unit])
        rows = rows.drop("member_person", "member_unit")
        rows = rows.mutate(**{body: rows[body].fill_null(False)})
    return rows


def _holdings(frozen: Frozen, as_of: date) -> Any:
    h = valid(frozen.table("holdings"), as_of)
    rows = h.select(h.person, h.unit, record=h.holding, unit_post=h.unit, post=h.post, acting=h.acting, since=h.valid_from,
                    seated=h.seat.notnull())  # fmt: skip
    rows = with_standing(frozen, as_of, with_person(frozen, as_of, rows))
    return with_bodies(frozen, as_of, rows)


def _seats(frozen: Frozen, as_of: date) -> Any:
    s = valid(frozen.table("seats"), as_of)
    return s.select(record=s.seat, label=s.post, unit_post=s.unit, post=s.post, number=s.number)


register(
    Grain(
        "holding",
        "Người giữ chức vụ",
        "people.holding",
        _holdings,
        {
            "post": Column("text", "Chức vụ", catalogue="post"),
            "acting": Column("bool", "Phụ trách"),
            "seated": Column("bool", "Trong biên chế"),
            "since": Column("date", "Giữ chức vụ từ ngày"),
            **PERSON,
            **STANDING,
            "party_committee": Column("bool", BODIES["party_committee"], True),
            "peoples_committee": Column("bool", BODIES["peoples_committee"]),
            "peoples_council": Column("bool", BODIES["peoples_council"]),
        },
        {"post": "Nơi giữ chức vụ"},
    ),
    Grain(
        "seat",
        "Biên chế",
        "people.seat",
        _seats,
        {"post": Column("text", "Chức vụ", catalogue="post"), "number": Column("int", "Số thứ tự")},
        {"post": "Nơi có biên chế"},
        names_people=False,
    ),
)
