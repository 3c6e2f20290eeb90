"""So much for each: two sums divided, never an average of shares; nothing recorded is not nought."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from figures.pages import links, signed_in, words
from figures.register import Register, opened
from goc.figures.compute import Computer
from goc.figures.loading import load, load_files
from goc.figures.tables import compute
from goc.figures.wording import how_counted
from goc.funding.actions import FUNDING
from goc.lib.errors import InputError
from goc.refreshers.actions import REFRESHERS

FOUND = load()
EACH, TURNOUT = (FOUND.indicators[id_] for id_ in ("funding_per_graduate", "refresher_turnout"))


@pytest.fixture
def asked(made: Register) -> Iterator[Computer]:
    with opened(made.snapshot()) as computer:
        yield computer


def unit(computer: Computer, name: str) -> str:
    return next(u for u, v in computer.units.versions.items() if v[0].name == name)


def test_money_for_each_graduate(asked: Computer) -> None:
    """712,5 for six; the second district spent 10 on its three; of the first nothing is recorded."""
    said = {}
    for name in ("Tỉnh A", "Huyện Hai", "Huyện Một", "Tỉnh B"):
        figure = asked.value(EACH, asked.question(unit(asked, name)))
        said[name] = (figure.value, figure.numerator, figure.denominator, figure.text)
    assert said == {
        "Tỉnh A": (Fraction(1425, 12), Fraction(1425, 2), 6, "118,8 triệu đồng"),
        "Huyện Hai": (Fraction(10, 3), 10, 3, "3,3 triệu đồng"),
        "Huyện Một": (None, 0, 3, "…"),
        "Tỉnh B": (None, 0, 0, "…"),
    }


def test_the_whole_is_no_average_of_its_parts(made: Register) -> None:
    """Three for 30 and three for 10 are 40 for six; the average of 10 and 3,3 with money of the
    province itself would be another number.
    """
    FUNDING.record(
        unit=made.cast.district,
        year=2012,
        source="district",
        item="living",
        amount=Decimal(30),
        by=made.by,
    )
    with opened(made.snapshot()) as computer:
        q = computer.question(None)
        assert computer.value(EACH, q).value == Fraction("742.5") / 6
        by_district = computer.values_by(EACH, q, "district")
    assert set(by_district.values()) == {(30, 3), (10, 3), (Fraction("702.5"), 0)}


def test_what_is_not_recorded_in_a_unit_is_not_nought_there(asked: Computer) -> None:
    q = asked.question(unit(asked, "Tỉnh A"))
    found = asked.values_by(EACH, q, "district")
    assert found[unit(asked, "Huyện Một")] == (None, 3)


def test_it_leads_to_the_rows_on_both_sides(asked: Computer) -> None:
    q = asked.question(unit(asked, "Huyện Hai"))
    above, below = (asked.records(EACH, q, of) for of in ("numerator", "denominator"))
    assert [(r["kind"], r["weight"]) for r in above] == [("funding.funding", 10)]
    assert [r["label"] for r in below] == ["Lương Thị Chi", "Vi Văn Dũng", "Chu Văn Em"]
    assert {r["kind"] for r in below} == {"training.enrolment"}


def test_of_the_same_rows_only_those_count_in_which_both_are_known(made: Register) -> None:
    """20 of 24 came; 40 more came to a class of which nobody wrote how many were called."""
    row = {"unit": made.second, "year": 2011, "level": "district", "name": "Lớp", "present": 40}
    REFRESHERS.record(by=made.by, **row)
    with opened(made.snapshot()) as computer:
        q = computer.question(None)
        figure = computer.value(TURNOUT, q)
        sides = [computer.records(TURNOUT, q, of) for of in ("numerator", "denominator")]
        attended = computer.value(FOUND.indicators["refresher_attendance"], q)
    assert (figure.numerator, figure.denominator, figure.text) == (20, 24, "83,3%")
    assert [[r["weight"] for r in side] for side in sides] == [[10, 10], [12, 12]]
    assert attended.value == 60


def test_how_it_is_counted_is_said_of_both_sides(asked: Computer) -> None:
    assert how_counted(EACH, {}) == (
        "Tử số: Cộng «Số tiền (triệu đồng)» của khoản kinh phí; tính theo: đơn vị. "
        "Mẫu số: Đếm học viên tốt nghiệp; tính theo: đơn vị cử đi."
    )


def test_the_table_divides_its_sums(asked: Computer) -> None:
    result = compute(asked, FOUND.tables["P10a"], asked.question(unit(asked, "Tỉnh A")))
    assert {r.label: [cell.text for cell in r.cells] for r in result.rows} == {
        "Cấp tỉnh": ["702,5", "-", "-"],
        "Huyện Một": ["…", "3", "…"],
        "Huyện Hai": ["10", "3", "3,3"],
        "CỘNG": ["712,5", "6", "118,8"],
    }
    shares = {r.label: r.cells[2] for r in result.rows}
    assert (shares["CỘNG"].numerator, shares["CỘNG"].denominator) == (Fraction(1425, 2), 6)


def test_those_of_a_sensitive_denominator_are_sensitive(tmp_path: Path) -> None:
    condition = 'population = [{field = "religion", op = "eq", value = "catholic"}]'
    of = f'{{grain = "graduate", unit_by = "intake", {condition}}}'
    assert written(tmp_path, per=of).sensitive
    assert not EACH.sensitive


PLAIN = """[[indicator]]
id = "own"
revision = 1
label = "Nhãn"
kind = "{kind}"
time = "flow"
grain = "refresher"
unit_by = "unit"
source = "thử"
weight = "{weight}"
per = {per}
{more}
"""


def written(folder: Path, **changes: str):
    given = {"kind": "quotient", "weight": "present", "per": '{weight = "days"}', "more": ""}
    path = folder / "own.toml"
    path.write_text(PLAIN.format(**given | changes), "utf-8")
    return load_files([path]).indicators["own"]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"kind": "sum"}, 'chỉ kind = "ratio" và "quotient" có per'),
        ({"per": "3"}, "«per» phải là bảng"),
        ({"per": "{}"}, "per không ghi grain thì chỉ có weight"),
        ({"per": '{population = [], weight = "days"}'}, "per không ghi grain thì chỉ có weight"),
        ({"per": '{weight = "name"}'}, "weight «name» phải là một cột số của hạt «refresher»"),
        ({"per": '{days = "days"}'}, "không có khóa «days»"),
        ({"per": '{grain = "graduate"}'}, "thiếu «unit_by»"),
        ({"per": '{grain = "pupil", unit_by = "intake"}'}, "không có hạt «pupil»"),
        ({"per": '{grain = "graduate", unit_by = "post"}'}, "unit_by «post» không hợp lệ"),
        ({"per": '{grain = "holding", unit_by = "post"}'}, "không tính theo flow"),
        ({"kind": "ratio", "more": "numerator = []"}, "cần đúng một trong numerator, per"),
        ({"more": "numerator = []"}, 'chỉ kind = "ratio" có numerator'),
    ],
)
def test_what_cannot_be_divided_is_refused_with_its_line(
    tmp_path: Path, changes: dict[str, str], why: str
) -> None:
    with pytest.raises(InputError, match=r"own\.toml, dòng \d+: ") as told:
        written(tmp_path, **changes)
    assert why in str(told.value)


def test_a_quotient_needs_what_it_is_for_each_of(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(
        PLAIN.format(kind="quotient", weight="present", per="{}", more="").replace("per = {}", "")
    )
    with pytest.raises(InputError, match='kind = "quotient" cần per'):
        load_files([tmp_path / "own.toml"])


def test_its_card_leads_to_both_sides_and_shows_the_units_below(small: Register, client) -> None:
    unit = f"?unit={small.cast.province.public_id}"
    page = signed_in(client, small.by).get(f"/figures/funding_per_graduate/{unit}")
    said = words(page)
    assert "118,8 triệu đồng Tử số: 712,5 · Mẫu số: 6" in said
    assert "Huyện Một – Huyện Hai 3,3" in said
    for of, listed in (("numerator", "2 bản ghi"), ("denominator", "6 bản ghi")):
        url = next(u for u in links(page) if f"of={of}" in u)
        assert listed in words(client.get(url))
