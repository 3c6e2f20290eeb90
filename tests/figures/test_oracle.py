"""What DuckDB says against a recount in plain Python, on the frozen rows and against what the register holds."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from goc.figures import loading
from goc.figures.compute import Computer
from goc.figures.definitions import Condition
from goc.figures.tables import NO_INFORMATION, compute
from goc.lib.errors import InputError, WrongUseError

FOUND = loading.load()
TESTS = {
    "eq": lambda a, b: a == b,
    "ne": lambda a, b: a != b,
    "in": lambda a, b: a in b,
    "not_in": lambda a, b: a not in b,
    "ge": lambda a, b: a >= b,
    "gt": lambda a, b: a > b,
    "le": lambda a, b: a <= b,
    "lt": lambda a, b: a < b,
}


def holds(row: dict[str, Any], c: Condition) -> bool:
    value = row[c.field]
    if c.op in ("unknown", "known"):
        return (value is None) == (c.op == "unknown")
    return value is not None and TESTS[c.op](value, c.value)


def in_force(rows: list[dict], day: date) -> list[dict]:
    return [
        r for r in rows if r["valid_from"] <= day and (r["valid_to"] is None or day < r["valid_to"])
    ]


def graduates(computer: Computer, day: date) -> list[dict[str, Any]]:
    rows = computer.frozen.rows
    persons = {p["person"]: p for p in rows("persons")}
    states = {c["person"]: c["state"] for c in in_force(rows("careers"), day)}
    latest: dict[str, dict] = {}
    for e in sorted(rows("enrolments"), key=lambda e: e["ended_on"] or date.max):
        if e["outcome"] == "graduated" and e["ended_on"] <= day:
            latest[e["person"]] = e
    made = []
    for e in latest.values():
        placed = e["placement_post"] if e["placed_on"] and e["placed_on"] <= day else None
        made.append(
            {
                **persons[e["person"]],
                **e,
                "state": states.get(e["person"], "not_placed"),
                "first_post": (placed if placed in ("commander", "deputy_commander") else "other")
                if placed
                else "none",
                "kept": bool(placed) and e["placed_on"] <= e["entered_on"],
                "as_trained": bool(placed) and placed == e["trained_for"],
            }
        )
    return made


@pytest.mark.parametrize(
    "indicator", [i for i in FOUND.indicators.values() if i.grain == "graduate"], ids=lambda i: i.id
)
@pytest.mark.parametrize("day", [date(2012, 12, 31), date(2011, 4, 1), date(2011, 3, 17)])
def test_graduates_recounted(indicator, day: date, computer: Computer) -> None:
    rows = [r for r in graduates(computer, day) if all(holds(r, c) for c in indicator.population)]
    above = [r for r in rows if all(holds(r, c) for c in indicator.numerator)]
    figure = computer.value(indicator, computer.question(None, day))
    ratio = indicator.kind == "ratio"
    assert figure.numerator == len(above if ratio else rows)
    assert figure.denominator == (len(rows) if ratio else None)


WANTED = {
    "trained": (6, None),
    "enrolled": (9, None),
    "dropped_or_failed": (2, None),
    "studying": (1, None),
    "intake_sitting_command": (2, 6),
    "intake_party_members": (2, 6),
    "intake_upper_secondary": (1, 6),
    "intake_tay_nung": (3, 6),
    "placed_in_command": (3, 6),
    "kept_post": (2, None),
    "newly_appointed": (1, None),
    "placed_elsewhere": (3, None),
    "placed_as_trained": (2, 6),
    "promoted": (1, None),
    "commanders": (3, None),
    "graduates_in_command_now": (2, None),
    "commanders_in_party_committee": (1, 3),
    "commanders_untrained": (1, None),
    "hours_political_theory": (380, 1000),
    "hours_state_management": (87, 1000),
    "border_length_km": (231, None),
    "border_communes": (2, None),
    "border_rural_communes": (1, None),
    "border_townships": (1, None),
    "communes": (4, None),
    "districts": (2, None),
    "courses_held": (1, None),
    "graduated_good_or_better": (3, 6),
}


@pytest.mark.parametrize("name", WANTED)
def test_the_small_register_in_numbers(name: str, computer: Computer) -> None:
    province = next(u for u, v in computer.units.versions.items() if v[0].name == "Tỉnh A")
    figure = computer.value(FOUND.indicators[name], computer.question(province))
    assert (figure.numerator, figure.denominator) == WANTED[name]


def test_the_three_axes_place_everybody_exactly_once(computer: Computer) -> None:
    result = compute(computer, FOUND.tables["P7"], computer.question(None))
    total = next(r for r in result.rows if r.kind == "total").cells
    n = {c.number: cell.value for c, cell in zip(result.columns, total, strict=True)}
    assert n[1] == 6 == n[6] + n[8] + n[9] == sum(n[i] for i in range(12, 21))
    assert [n[i] for i in (2, 3, 4, 5, 8, 9)] == [1, 1, 1, 0, 2, 1]
    assert [n[i] for i in range(12, 21)] == [2, 0, 1, 1, 0, 1, 0, 1, 0]


def test_the_states_are_those_of_the_day_asked(computer: Computer) -> None:
    result = compute(computer, FOUND.tables["P7"], computer.question(None, date(2011, 12, 31)))
    total = next(r for r in result.rows if r.kind == "total").cells
    n = {c.number: cell.value for c, cell in zip(result.columns, total, strict=True)}
    assert [n[i] for i in range(12, 21)] == [2, 1, 2, 0, 0, 0, 0, 0, 1]


def test_what_is_not_known_stands_in_a_column_of_its_own_and_in_the_total(
    computer: Computer,
) -> None:
    result = compute(computer, FOUND.tables["P4"], computer.question(None))
    total = next(r for r in result.rows if r.kind == "total").cells
    n = {
        c.number: int(cell.value)
        for c, cell in zip(result.columns, total, strict=True)
        if not c.percent
    }
    added = {c.number: (c.head, n[c.number]) for c in result.columns if c.number < 0}
    assert added == {
        -2: (("Đối tượng", NO_INFORMATION), 1),
        -7: (("Tuổi đời", NO_INFORMATION), 1),
        -14: (("Dân tộc", NO_INFORMATION), 1),
        -19: (("Tôn giáo", NO_INFORMATION), 2),
        -21: (("Đảng, đoàn", NO_INFORMATION), 4),
        -1025: (("Văn hóa", "Khác"), 1),
        -25: (("Văn hóa", NO_INFORMATION), 3),
        -27: (("Chuyên môn", NO_INFORMATION), 5),
        -1031: (("Sức khỏe", "L4-L6"), 1),
        -31: (("Sức khỏe", NO_INFORMATION), 4),
    }
    assert n[1] == 6 == n[25] + n[26] + n[-25] + n[-1025]


def test_a_check_that_does_not_hold_is_said(computer: Computer) -> None:
    from dataclasses import replace

    table = replace(FOUND.tables["P7"], checks=("1 = 2+3",))
    problems = compute(computer, table, computer.question(None)).problems
    assert "P7, dòng «CỘNG»: (1 = 2+3) không đúng: 6 ≠ 2" in problems


def test_people_are_counted_once_whatever_the_organisers(computer: Computer) -> None:
    result = compute(computer, FOUND.tables["P6"], computer.question(None))
    body = [r for r in result.rows if r.kind == "body"]
    assert [(r.label, r.cells[1].text) for r in body] == [
        ("Trung cấp", "1.000"),
        ("Bổ sung", "1.000"),
    ]
    assert body[1].cells[7].value == Fraction(87, 10)


def test_days_that_cannot_be_asked(computer: Computer) -> None:
    with pytest.raises(WrongUseError, match="sau thời điểm chốt 31/12/2012"):
        computer.question(None, date(2013, 1, 1))
    with pytest.raises(WrongUseError, match="01/01/2012 sau ngày cuối 01/01/2011"):
        computer.question(None, date(2011, 1, 1), date(2012, 1, 1))


def test_a_flow_counts_both_its_first_and_its_last_day(computer: Computer) -> None:
    trained = FOUND.indicators["trained"]
    over = date(2011, 3, 18)
    for since, until, count in (
        (over, over, 6),
        (None, date(2011, 3, 17), 0),
        (date(2011, 3, 19), None, 0),
    ):
        assert computer.value(trained, computer.question(None, until, since)).numerator == count


def test_rows_are_what_lies_below_the_unit(computer: Computer) -> None:
    district = next(u for u, v in computer.units.versions.items() if v[0].name == "Huyện Một")
    rows = compute(computer, FOUND.tables["P7"], computer.question(district)).rows
    assert [r.label for r in rows if r.kind == "body"] == ["Xã Một Một", "Xã Một Hai"]
    rows = compute(computer, FOUND.tables["P7"], computer.question(None), "province").rows
    assert [r.label for r in rows if r.kind == "body"] == ["Tỉnh A", "Tỉnh B"]


def test_a_unit_that_is_not_on_the_map_is_refused(computer: Computer) -> None:
    district = next(u for u, v in computer.units.versions.items() if v[0].name == "Huyện Một")
    with pytest.raises(InputError, match="«Huyện Một» không có trên địa giới ngày 01/01/1999"):
        computer.question(district, boundaries=date(1999, 1, 1))


def test_the_roster(computer: Computer) -> None:
    result = compute(computer, FOUND.tables["L1"], computer.question(None))
    assert [(r.kind, r.label) for r in result.rows] == [
        ("group", "Huyện Một"),
        ("body", "Nông Văn An"),
        ("body", "Hoàng Văn Bình"),
        ("body", "Lý Văn Đức"),
        ("group", "Huyện Hai"),
        ("body", "Lương Thị Chi"),
        ("body", "Vi Văn Dũng"),
        ("body", "Chu Văn Em"),
    ]
    first = dict(
        zip((c.field for c in result.columns), (c.text for c in result.rows[1].cells), strict=True)
    )
    assert (first["birth_male"], first["ethnicity"], first["party_joined"]) == (
        "01/05/1975",
        "Nùng",
        "03/02/2004",
    )
    assert (first["unit_name"], first["state_name"], first["grade"]) == (
        "Xã Một Một",
        "Chỉ huy trưởng",
        "Giỏi",
    )
