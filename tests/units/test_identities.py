"""From versions of codes to identities: runs without a gap, faults of a catalogue, who goes on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goc.lib.errors import InputError
from goc.units.identities import Timeline, continued, passages, provinces
from goc.units.sources import ReorganisationRow, Source, SuccessionRow, UnitRow

START, BETWEEN, OVER = date(2004, 8, 31), date(2012, 1, 1), date(2025, 7, 1)
EVE = OVER - timedelta(days=1)
OLD, NEW = "3-tier", "2-tier"


def row(line, code, name, kind, parent="", start=START, end=OVER, catalogue=OLD):
    return UnitRow(line, (catalogue, code), name, kind, parent, start, end)


PROVINCE = row(2, "20", "Tỉnh Lạng Sơn", "province")
DISTRICT = row(3, "180", "Huyện Tràng Định", "rural_district", "20")
COMMUNE = row(4, "06004", "Xã Quốc Khánh", "commune", "180")
PROVINCE_NOW = row(5, "20", "Tỉnh Lạng Sơn", "province", "", OVER, None, NEW)
COMMUNE_NOW = row(6, "06004", "Xã Quốc Khánh", "commune", "20", OVER, None, NEW)
COUNTRY = [PROVINCE, DISTRICT, COMMUNE, PROVINCE_NOW, COMMUNE_NOW]


def succession(origin, target, share="full", on=OVER, line=2):
    return SuccessionRow(line, on, (OLD, origin), target and (NEW, target), share, "NQ 2")


def refusal(what):
    with pytest.raises(InputError) as refused:
        what()
    return str(refused.value)


# --- runs


def test_versions_side_by_side_are_one_run_and_a_gap_begins_another():
    versions = [
        row(9, "06004", "Xã Quốc Khánh", "commune", "180", date(2020, 1, 2), OVER),
        row(8, "06004", "Thị trấn Quốc Khánh", "township", "180", BETWEEN, date(2020, 1, 1)),
        row(7, "06004", "Xã Quốc Khánh", "commune", "180", START, BETWEEN),
    ]
    timeline = Timeline([PROVINCE, DISTRICT, *versions])
    runs = timeline.runs[OLD, "06004"]
    assert [[version.line for version in run.rows] for run in runs] == [[7, 8], [9]]
    assert [(run.start, run.end) for run in runs] == [
        (START, date(2020, 1, 1)),
        (date(2020, 1, 2), OVER),
    ]


@pytest.mark.parametrize(
    ("day", "line"),
    [
        (START - timedelta(days=1), None),
        (START, 7),
        (BETWEEN - timedelta(days=1), 7),
        (BETWEEN, 8),
        (EVE, 8),
        (OVER, None),
    ],
)
def test_the_version_of_a_day(day, line):
    first = row(7, "06004", "Xã Quốc Khánh", "commune", "180", START, BETWEEN)
    second = row(8, "06004", "Thị trấn Quốc Khánh", "township", "180", BETWEEN, OVER)
    timeline = Timeline([PROVINCE, DISTRICT, first, second])
    found = timeline.run_at((OLD, "06004"), day)
    assert (found and found.row_at(day).line) == line
    assert timeline.runs[OLD, "06004"][0].row_at(day) == (found and found.row_at(day))


def test_the_same_code_of_another_catalogue_is_another():
    timeline = Timeline(COUNTRY)
    assert [run.ref for run in timeline.all_runs()] == [unit.ref for unit in COUNTRY]
    assert timeline.run_at((OLD, "20"), OVER) is None
    assert timeline.run_at((NEW, "20"), OVER).rows == [PROVINCE_NOW]
    assert timeline.run_at((NEW, "99"), OVER) is None


@settings(max_examples=25)
@given(
    st.lists(st.integers(0, 60), min_size=2, max_size=10, unique=True).map(sorted),
    st.randoms(use_true_random=False),
)
def test_every_day_of_a_version_is_in_one_run_whatever_their_order(cuts, random):
    days = [START + timedelta(days=n) for n in cuts]
    spans = list(zip(days[::2], days[1::2]))
    rows = [row(n, "20", "Tỉnh", "province", "", *span) for n, span in enumerate(spans)]
    random.shuffle(rows)
    runs = Timeline(rows).runs[OLD, "20"]
    for day in (START + timedelta(days=n) for n in range(61)):
        inside = any(start <= day < end for start, end in spans)
        assert sum(day in run.period for run in runs) == inside


def test_the_province_is_the_top_of_the_day():
    before = row(7, "181", "Huyện Hai", "rural_district", "21", START, BETWEEN)
    after = row(8, "181", "Huyện Hai", "rural_district", "20", BETWEEN, OVER)
    other = row(9, "21", "Tỉnh Cao Bằng", "province")
    timeline = Timeline([*COUNTRY, before, after, other])
    district, commune = timeline.runs[OLD, "181"][0], timeline.runs[OLD, "06004"][0]
    tops = [timeline.province_of(district, day).ref for day in (START, BETWEEN, EVE)]
    assert tops == [(OLD, "21"), (OLD, "20"), (OLD, "20")]
    assert timeline.province_of(commune, EVE).ref == (OLD, "20")
    assert timeline.province_of(timeline.runs[NEW, "20"][0], OVER).ref == (NEW, "20")


# --- faults of a catalogue


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (
            row(7, "06007", "Xã Đại Đồng", "commune"),
            "3-tier:06007 «Xã Đại Đồng» không có đơn vị cấp trên. Hãy điền parent_code.",
        ),
        (
            row(7, "06007", "Xã Đại Đồng", "commune", "06004"),
            "3-tier:06007 «Xã Đại Đồng» không thể thuộc 3-tier:06004 «Xã Quốc Khánh»: cùng cấp "
            "hoặc cấp dưới. Hãy sửa parent_code.",
        ),
        (
            row(7, "21", "Tỉnh Cao Bằng", "province", "180"),
            "3-tier:21 «Tỉnh Cao Bằng» không thể thuộc 3-tier:180 «Huyện Tràng Định»: cùng cấp "
            "hoặc cấp dưới. Hãy sửa parent_code.",
        ),
        (
            row(7, "06007", "Xã Đại Đồng", "commune", "180", START, None),
            "3-tier:06007 «Xã Đại Đồng» thuộc mã 3-tier:180 từ 2004-08-31 đến nay, nhưng "
            "3-tier:180 không tồn tại suốt thời gian đó (2004-08-31 đến 2025-07-01). Hãy sửa "
            "parent_code hoặc ngày của một trong hai đơn vị.",
        ),
        (
            row(7, "06099", "Xã Thất Khê", "commune", "20", EVE, None, NEW),
            "2-tier:06099 «Xã Thất Khê» thuộc mã 2-tier:20 từ 2025-06-30 đến nay, nhưng 2-tier:20 "
            "không tồn tại suốt thời gian đó (2025-07-01 đến nay). Hãy sửa parent_code hoặc ngày "
            "của một trong hai đơn vị.",
        ),
        (
            row(7, "06004", "Xã Khác", "commune", "20", date(2026, 1, 1), None, NEW),
            "2-tier:06004 «Xã Khác» bắt đầu ngày 2026-01-01, trùng thời gian với dòng 6 (từ "
            "2025-07-01 đến nay). Hãy sửa valid_to của dòng 6 hoặc valid_from của dòng 7.",
        ),
    ],
    ids=["no superior", "a commune above", "upside down", "outlives", "before it", "open before"],
)
def test_a_fault_is_named_with_its_line(wrong, sentence):
    assert refusal(lambda: Timeline([*COUNTRY, wrong])) == f"units.csv, dòng 7: {sentence}"


def test_a_child_as_long_as_its_superior_and_as_its_names_together():
    Timeline(COUNTRY)
    names = [
        row(2, "20", "Tỉnh A", "province", "", START, BETWEEN),
        row(3, "20", "Thành phố A", "central_city", "", BETWEEN, OVER),
    ]
    Timeline([*names, row(4, "180", "Huyện Một", "rural_district", "20")])


# --- passages


def test_a_passage_goes_from_the_day_before_to_the_day_itself():
    source = Source("x", COUNTRY, successions=[succession("06004", "06004")])
    timeline = Timeline(COUNTRY)
    (found,) = passages(source, timeline)
    assert (found.origin.rows, found.target.rows) == ([COMMUNE], [COMMUNE_NOW])
    nowhere = Source("x", COUNTRY, successions=[succession("06004", None)])
    assert passages(nowhere, timeline)[0].target is None


@pytest.mark.parametrize(
    ("said", "unit", "day"),
    [
        (succession("09999", "06004", line=8), "3-tier:09999", "2025-06-30"),
        (succession("06004", "09999", line=8), "2-tier:09999", "2025-07-01"),
        (succession("06004", "06004", on=START, line=8), "3-tier:06004", "2004-08-30"),
        (
            succession("06004", "06004", on=EVE, line=8),
            "2-tier:06004",
            "2025-06-30",
        ),
        (
            succession("06004", None, on=OVER + timedelta(days=1), line=8),
            "3-tier:06004",
            "2025-07-01",
        ),
    ],
    ids=["no origin", "no target", "origin too young", "target too young", "origin gone"],
)
def test_a_passage_of_who_is_not_there(said, unit, day):
    source = Source("x", COUNTRY, successions=[said])
    assert refusal(lambda: passages(source, Timeline(COUNTRY))) == (
        f"successions.csv, dòng 8: không có đơn vị {unit} vào ngày {day} trong units.csv. "
        "Hãy sửa mã hoặc ngày."
    )


def test_a_reorganisation_belongs_to_the_province_of_its_day_or_of_the_day_before():
    said = [
        ReorganisationRow(2, OVER, (NEW, "20"), "1672/NQ"),
        ReorganisationRow(3, OVER, (OLD, "20"), "1672/NQ"),
        ReorganisationRow(4, BETWEEN, (OLD, "20"), ""),
    ]
    found = provinces(Source("x", COUNTRY, reorganisations=said), Timeline(COUNTRY))
    assert [(act.line, run.rows) for act, run in found] == [
        (2, [PROVINCE_NOW]),
        (3, [PROVINCE]),
        (4, [PROVINCE]),
    ]
    late = ReorganisationRow(9, OVER + timedelta(days=1), (OLD, "20"), "")
    source = Source("x", COUNTRY, reorganisations=[late])
    assert refusal(lambda: provinces(source, Timeline(COUNTRY))) == (
        "reorganisations.csv, dòng 9: không có tỉnh 3-tier:20 vào ngày 2025-07-02 trong "
        "units.csv. Hãy sửa mã hoặc ngày."
    )


# --- who goes on in the next catalogue


def goes_on(rows, *successions):
    """(old code, new code) of each identity that crosses."""
    timeline = Timeline(rows)
    found = continued(passages(Source("x", rows, successions=list(successions)), timeline))
    return {(origin.ref[1], target.ref[1]) for target, origin in found.items()}


def now(code, name, kind="commune", start=OVER):
    return row(9, code, name, kind, "20", start, None, NEW)


WHOLE = succession("06004", "06004")


def test_the_unmerged_go_on():
    assert goes_on(COUNTRY, WHOLE, succession("20", "20")) == {("06004", "06004"), ("20", "20")}


@pytest.mark.parametrize(
    ("name", "kind", "same"),
    [
        ("Xã Quốc Khánh", "commune", True),
        ("Phường Quốc Khánh", "ward", True),
        ("Xã QUỐC KHANH", "commune", True),
        ("Xã Quốc Khánh 1", "commune", False),
        ("Xã Thất Khê", "commune", False),
    ],
)
def test_the_name_without_its_word_and_marks_tells(name, kind, same):
    rows = [*COUNTRY[:4], now("06004", name, kind)]
    assert goes_on(rows, WHOLE) == ({("06004", "06004")} if same else set())


@pytest.mark.parametrize("share", ["partial", "unknown"])
def test_only_the_whole_goes_on(share):
    assert goes_on(COUNTRY, succession("06004", "06004", share)) == set()


def test_who_takes_in_another_or_goes_to_two_is_another():
    other = row(7, "06007", "Xã Đại Đồng", "commune", "180")
    second = now("06099", "Xã Thất Khê")
    rows = [*COUNTRY, other, second]
    assert goes_on(rows, WHOLE, succession("06007", "06004", "partial")) == set()
    assert goes_on(rows, WHOLE, succession("06004", "06099", "partial")) == set()
    assert goes_on(rows, WHOLE, succession("06007", "06099", "partial")) == {("06004", "06004")}


def test_another_level_is_another_unit():
    """A city of a province became a ward of the same name."""
    city = row(7, "178", "Thành phố Lạng Sơn", "provincial_city", "20")
    rows = [*COUNTRY, city, now("05977", "Phường Lạng Sơn", "ward")]
    assert goes_on(rows, succession("178", "05977")) == set()


def test_only_a_passage_on_the_day_both_meet_goes_on():
    late = now("06099", "Xã Quốc Khánh", start=OVER - timedelta(days=30))
    rows = [*COUNTRY[:3], row(5, "20", "Tỉnh Lạng Sơn", "province", "", START, None, NEW), late]
    assert goes_on(rows, succession("06004", "06099")) == set()


def test_within_one_catalogue_nothing_goes_on():
    one = row(7, "06007", "Xã Quốc Khánh", "commune", "180", START, BETWEEN)
    two = row(8, "06010", "Xã Quốc Khánh", "commune", "180", BETWEEN, OVER)
    said = SuccessionRow(2, BETWEEN, (OLD, "06007"), (OLD, "06010"), "full", "")
    assert goes_on([PROVINCE, DISTRICT, one, two], said) == set()
