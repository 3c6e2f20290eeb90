"""The programme as a picture: which figures make its stages, what is said where nothing is recorded."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest

from goc.figures.compute import Figure, Question
from goc.figures.queries import definitions
from goc.home.pipeline import SENT, WANTED, Pipeline, Source, Stage, draw
from goc.home.pipeline import Number as Shown

SNAPSHOT = SimpleNamespace(cut_off=date(2012, 12, 31), public_id="s1")
SOURCE = Source(SNAPSHOT, SimpleNamespace(public_id="u1"), date(2002, 1, 1))
ASKED = Question("u1", date(2012, 12, 31), date(2002, 1, 1))
COUNTS = {
    "sent": 340,
    "courses_held": 3,
    "enrolled": 340,
    "studying": 0,
    "dropped_or_failed": 5,
    "trained": 335,
    "placed_elsewhere": 26,
    "graduates_in_command_now": 270,
    "commanders": 226,
    "commanders_untrained": 60,
    "deputy_commanders": 223,
}
SHARES = {
    "graduated_good_or_better": (300, 335),
    "placed_in_command": (309, 335),
    "commanders_trained": (166, 226),
}


def figures(**changed):
    """Those of a province, each of which may be another or (None) not known."""
    counts = {**COUNTS, **SHARES, **changed}
    known = {**definitions().indicators, "sent": SENT}
    return {name: figure(known[name], told) for name, told in counts.items()}


def figure(indicator, told):
    if isinstance(told, tuple):
        part, whole = map(Fraction, told)
        value = part * 100 / whole if whole else None
        return Figure(indicator, ASKED, "s1", value, part, whole, "")
    value = None if told is None else Fraction(told)
    return Figure(indicator, ASKED, "s1", value, value or Fraction(0), None, "")


def stages(**changed):
    """(label, text, notes) of each stage."""
    return [
        (str(s.label), s.number.text, [f"{n.text} {n.label}" for n in s.notes])
        for s in Pipeline(SOURCE, figures(**changed)).stages()
    ]


def test_every_figure_that_is_wanted_is_declared():
    assert [name for name in WANTED if name not in definitions().indicators] == []


def test_from_the_plan_to_the_post():
    assert stages() == [
        ("Quy hoạch", "", []),
        ("Cử đi đào tạo", "340", ["3 khóa"]),
        ("Nhập học", "340", ["0 đang học", "5 thôi học, không đạt"]),
        ("Tốt nghiệp", "335", ["89,6% khá trở lên"]),
        (
            "Bố trí chỉ huy",
            "309",
            [
                "92,2% số tốt nghiệp",
                "26 chức danh khác, chưa bố trí",
                "270 hiện đang chỉ huy",
            ],
        ),
    ]


def test_before_anybody_enrolled_nothing_is_nought():
    empty = {
        "enrolled": 0,
        "dropped_or_failed": 0,
        "trained": 0,
        "placed_in_command": (0, 0),
        "graduated_good_or_better": (0, 0),
        "placed_elsewhere": 0,
        "graduates_in_command_now": 0,
    }
    assert stages(**empty)[2:] == [
        ("Nhập học", "", []),
        ("Tốt nghiệp", "", []),
        ("Bố trí chỉ huy", "", []),
    ]


def test_what_is_not_known_is_left_out():
    told = stages(sent=None, courses_held=None, placed_elsewhere=None)
    assert told[1] == ("Cử đi đào tạo", "", [])
    assert told[4][2] == ["92,2% số tốt nghiệp", "270 hiện đang chỉ huy"]


def test_nobody_placed_is_nought_where_somebody_graduated():
    assert stages(placed_in_command=(0, 335))[4][:2] == ("Bố trí chỉ huy", "0")


def test_a_figure_that_no_room_declares_is_left_out():
    some = {name: one for name, one in figures().items() if name in ("enrolled", "trained")}
    told = [(s.number.text, len(s.notes)) for s in Pipeline(SOURCE, some).stages()]
    assert told == [("", 0), ("", 0), ("340", 0), ("335", 0), ("", 0)]


def test_the_commands_of_todays_communes():
    corps = Pipeline(SOURCE, figures()).corps()
    assert (corps["commanders"].text, corps["deputies"].text, corps["untrained"].text) == (
        "226",
        "223",
        "60",
    )
    assert (corps["trained"], corps["trained_of"]) == (166, 226)


@pytest.mark.parametrize("changed", [{"commanders": 0}, {"commanders": None}])
def test_where_no_commander_is_recorded_there_is_no_corps(changed):
    assert Pipeline(SOURCE, figures(**changed)).corps() == {}


def test_without_a_share_there_is_no_corps():
    some = figures()
    del some["commanders_trained"]
    assert Pipeline(SOURCE, some).corps() == {}


def query(address):
    return {name: value for name, [value] in parse_qs(urlsplit(address).query).items()}


def test_each_number_leads_to_its_records():
    pipeline = Pipeline(SOURCE, figures())
    every = {str(s.label): s for s in pipeline.stages()}
    whole = {"unit": "u1", "as_of": "2012-12-31", "from": "2002-01-01", "snapshot": "s1"}
    sent, placed = every["Cử đi đào tạo"].number, every["Bố trí chỉ huy"].number
    assert urlsplit(sent.href).path == "/figures/courses_held/records/"
    assert (query(sent.href), query(placed.href)) == (whole, {**whole, "of": "numerator"})
    assert every["Quy hoạch"].number.href == ""
    assert query(every["Tốt nghiệp"].notes[0].href) == {**whole, "of": "numerator"}


def test_of_everything_frozen_no_unit_is_named():
    source = Source(SNAPSHOT, None, None)
    assert source.unit_ref is None
    assert query(source.records("trained")) == {"as_of": "2012-12-31", "snapshot": "s1"}
    assert urlsplit(source.records("trained", page="figure")).path == "/figures/trained/"
    assert source.records("trained", page="no such page") == ""


def paths(*amounts):
    drawn = draw([Stage("", Shown("", amount, "", "")) for amount in amounts])
    return str(drawn)


def test_the_picture_is_as_wide_as_its_stages():
    assert 'viewBox="0 0 500 64"' in paths(None, 340, 340, 335, 309)
    assert 'viewBox="0 0 0 64"' in paths()


def test_nothing_but_noughts_is_drawn_without_a_fault():
    assert "<svg" in paths(0, 0) and "<svg" in paths(None, None)


def shapes(*amounts):
    return re.findall(r'<path class="(\w+)" d="([^"]+)"', paths(*amounts))


def test_a_stage_is_as_high_as_its_number_and_a_band_leads_to_the_next():
    assert shapes(100, 50) == [
        ("band", "M9 64V32.00L100 32.00V64z"),
        ("lost", "M9 0.0L59 32.00H9z"),
        ("stage", "M0 0.0h9V64h-9z"),
        ("stage", "M100 32.0h9V64h-9z"),
    ]


def test_where_nothing_is_lost_nothing_fades():
    assert shapes(50, 100)[:2] == [
        ("band", "M9 64V32.00L100 0.00V64z"),
        ("stage", "M0 32.0h9V64h-9z"),
    ]
    assert [name for name, _ in shapes(50, 50)] == ["band", "stage", "stage"]


def test_what_is_not_known_is_a_frame_without_bands():
    assert shapes(None, 50, None) == [
        ("none", "M1 1h7V63h-7z"),
        ("stage", "M100 0.0h9V64h-9z"),
        ("none", "M201 1h7V63h-7z"),
    ]
