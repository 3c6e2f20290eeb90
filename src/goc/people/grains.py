"""What of persons can be counted: posts held, with what is true of the holder that day; seats, laid
and by law.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from goc.figures.grains import (
    Build,
    Column,
    Grain,
    Page,
    Wanted,
    age_on,
    extend,
    picked,
    register,
    valid,
)
from goc.lists.shapes import Cell
from goc.people import establishment
from goc.people.columns import FROZEN, title_of
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
    "rating": ("Xếp loại năm", True),
}
KEPT_ELSEWHERE = "(hồ sơ do đơn vị khác quản lý)"
BODIES = {
    "party_committee": "Tham gia cấp ủy xã",
    "peoples_committee": "Ủy viên UBND xã",
    "peoples_council": "Đại biểu HĐND xã",
}
STAGES = {"official": "chính thức", "probationary": "dự bị", "member": "đảng viên"}
"""Of party members; `member` where the stage is not known."""
PERSON_PAGE = Page("person", of="person")
"""Where every row about a person leads."""


def _own(cell: Cell) -> Column:
    words = {code: str(label).lower() for code, label in cell.choices}
    return Column(
        cell.kind.frozen, title_of(cell), bool(cell.sensitive), cell.catalogue, words=words
    )


OWN = [cell for cell in FROZEN if cell.name != "full_name"]
"""The name is the label of the row."""
PERSON = {
    **{cell.name: _own(cell) for cell in OWN},
    "age": Column("int", "Tuổi"),
    "ethnic_minority": Column("bool", "Dân tộc thiểu số", True),
    "birth_date": Column("date", "Ngày sinh"),
    "birth_year": Column("int", "Năm sinh"),
    "birth_male": Column("text", "Ngày, năm sinh (nam)"),
    "birth_female": Column("text", "Ngày, năm sinh (nữ)"),
}
STANDING = {
    "party": Column("text", "Đảng viên (chính thức, dự bị)", True, words=STAGES),
    "party_joined": Column("date", "Ngày vào Đảng", True),
    "youth_union": Column("bool", "Đoàn viên"),
    **{kind: Column("text", label, sensitive, kind) for kind, (label, sensitive) in FACTS.items()},
}


def with_person(frozen: Frozen, as_of: date, rows: Any, wanted: Wanted = None) -> Any:
    """Joins the person (label, sort_key, PERSON columns) to rows that have `person`; unknown stays
    null.

    A person whose file is kept outside the frozen scope is counted, without a name.
    """
    p = frozen.table("persons")
    born = p.birth_date.strftime("%d/%m/%Y").fill_null(p.birth_year.cast("string"))
    made = {
        "label": p.full_name,
        "sort_key": p.sort_key,
        **{cell.name: p[cell.name] for cell in OWN},
        "age": age_on(p.birth_date, p.birth_year, as_of),
        "ethnic_minority": p.ethnicity != "kinh",
        "birth_date": p.birth_date,
        "birth_year": p.birth_year,
        "birth_male": (p.sex == "male").ifelse(born, ""),
        "birth_female": (p.sex == "female").ifelse(born, ""),
    }
    columns = picked(made, wanted)
    rows = _left(rows, p.select(joined=p.person, **columns), "person") if columns else rows
    return rows.mutate(label=rows.label.fill_null(KEPT_ELSEWHERE)) if "label" in columns else rows


def with_standing(frozen: Frozen, as_of: date, rows: Any, wanted: Wanted = None) -> Any:
    """Joins what is true of the person on a day: the STANDING columns. A party member of unknown
    stage is `member`.
    """
    members = frozen.table("memberships")
    members = members.filter(members.valid_from <= as_of)
    party = members.body == "party"
    now = members.valid_to.isnull() | (members.valid_to > as_of)
    standing = {
        "party": members.stage.fill_null("member").max(where=party & now),
        "party_joined": members.valid_from.min(where=party),
        "youth_union": ((members.body == "youth_union") & now).sum(),
    }
    if columns := picked(standing, wanted):
        rows = _left(rows, members.group_by(joined=members.person).aggregate(**columns), "person")
        if "party_joined" in columns and "party" in columns:
            rows = rows.mutate(party_joined=rows.party.notnull().ifelse(rows.party_joined, None))
        if "youth_union" in columns:
            rows = rows.mutate(youth_union=rows.youth_union.fill_null(0) > 0)
    facts = valid(frozen.table("facts"), as_of)
    if columns := picked(
        {kind: facts.value.max(where=facts.kind == kind) for kind in FACTS}, wanted
    ):
        rows = _left(rows, facts.group_by(joined=facts.person).aggregate(**columns), "person")
    return rows


def _left(rows: Any, other: Any, key: str) -> Any:
    """Left join of `key` with the other side's column `joined`, which is then dropped."""
    return rows.left_join(other, rows[key] == other.joined).drop("joined")


def with_bodies(frozen: Frozen, as_of: date, rows: Any, wanted: Wanted = None) -> Any:
    """Whether the person is a member of each of BODIES of the row's own `unit` (not of another
    unit's).
    """
    members = valid(frozen.table("memberships"), as_of)
    columns = picked({body: (members.body == body).sum() for body in BODIES}, wanted)
    if not columns:
        return rows
    m = members.group_by(joined=members.person, member_unit=members.unit).aggregate(**columns)
    rows = rows.left_join(m, [rows.person == m.joined, rows.unit == m.member_unit]).drop(
        "joined", "member_unit"
    )
    return rows.mutate(**{body: rows[body].fill_null(0) > 0 for body in columns})


def _holdings(frozen: Frozen, as_of: date, wanted: Wanted) -> Any:
    h = valid(frozen.table("holdings"), as_of)
    rows = h.select(
        h.person,
        h.unit,
        record=h.holding,
        unit_post=h.unit,
        post=h.post,
        acting=h.acting,
        since=h.valid_from,
        seated=h.seat.notnull(),
        authority=h.authority,
        service_status=h.service_status,
        term_until=h.term_until,
    )
    rows = with_standing(frozen, as_of, with_person(frozen, as_of, rows, wanted), wanted)
    return with_bodies(frozen, as_of, rows, wanted)


def _seats(frozen: Frozen, as_of: date, wanted: Wanted) -> Any:
    s = valid(frozen.table("seats"), as_of)
    rows = s.select(record=s.seat, unit_post=s.unit, post=s.post, number=s.number)
    if wanted is not None and "label" not in wanted:
        return rows
    return establishment.with_label(frozen, as_of, rows)


def _facts(kind: str) -> Build:
    """Facts of a kind begun by the day, with the person; of the unit that keeps the file."""

    def build(frozen: Frozen, as_of: date, wanted: Wanted) -> Any:
        facts = frozen.table("facts")
        begun = facts.filter((facts.kind == kind) & (facts.valid_from <= as_of))
        kept = frozen.table("persons").select("keeper", kept="person")
        rows = begun.left_join(kept, begun.person == kept.kept)
        rows = rows.select(
            rows.person,
            rows.value,
            record=rows.fact,
            day=rows.valid_from,
            unit_keeper=rows.keeper,
            year=rows.valid_from.year().cast("int64"),
            until=rows.valid_to,
            running=rows.valid_to.isnull() | (rows.valid_to > as_of),
        )
        return with_person(frozen, as_of, rows, wanted)

    return build


def _fact_grain(kind: str, label: str, value: str, until: str) -> Grain:
    return Grain(
        kind,
        label,
        "people.fact",
        _facts(kind),
        {
            "value": Column("text", value, True, kind),
            "year": Column("int", "Năm"),
            "until": Column("date", until),
            "running": Column("bool", "Còn trong thời hạn"),
            **PERSON,
        },
        {"keeper": "Nơi quản lý hồ sơ"},
        flow=True,
        sensitive=True,
        page=PERSON_PAGE,
    )


register(
    _fact_grain("discipline", "Kỷ luật của cán bộ", "Hình thức kỷ luật", "Chấp hành đến trước"),
    _fact_grain("rating", "Đánh giá, xếp loại cán bộ", "Mức xếp loại", "Kỳ đánh giá đến trước"),
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
            "authority": Column("text", "Cơ quan bổ nhiệm", catalogue="appointing_authority"),
            "service_status": Column("text", "Diện cán bộ", catalogue="service_status"),
            "term_until": Column("date", "Nhiệm kỳ đến"),
            **PERSON,
            **STANDING,
            "party_committee": Column("bool", BODIES["party_committee"], True),
            "peoples_committee": Column("bool", BODIES["peoples_committee"]),
            "peoples_council": Column("bool", BODIES["peoples_council"]),
        },
        {"post": "Nơi giữ chức vụ"},
        page=PERSON_PAGE,
    ),
    Grain(
        "establishment",
        "Biên chế",
        "people.establishment",
        establishment.seats,
        establishment.COLUMNS,
        {"post": "Nơi có biên chế"},
        names_people=False,
    ),
    Grain(
        "seat",
        "Vị trí biên chế đã lập",
        "people.seat",
        _seats,
        {"post": Column("text", "Chức vụ", catalogue="post"), "number": Column("int", "Số thứ tự")},
        {"post": "Nơi có biên chế"},
        names_people=False,
    ),
)
extend("holding", {"surplus": Column("bool", "Ngoài biên chế")}, establishment.with_surplus)
extend(
    "unit",
    {"has_file": establishment.COLUMNS["has_file"]},
    lambda frozen, as_of, rows: establishment.with_file(frozen, as_of, rows, "record"),
)
