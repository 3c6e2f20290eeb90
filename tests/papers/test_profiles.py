from datetime import date

import pytest

from goc.lib.errors import InputError
from goc.papers.profiles import MARGIN_RANGES, PROFILES, profile, profile_for


@pytest.mark.parametrize(
    ("issuer", "day", "code"),
    [
        ("civil", date(2013, 3, 5), "tt01"),
        ("civil", date(2020, 3, 4), "tt01"),
        ("civil", date(2020, 3, 5), "nd30"),
        ("army", date(2012, 9, 9), "army"),
    ],
)
def test_the_profile_follows_issuer_and_day(issuer, day, code):
    assert profile_for(issuer, day) is profile(code)


@pytest.mark.parametrize(
    ("issuer", "day"),
    [("party", date(2013, 1, 1)), ("army", date(2012, 9, 8)), ("civil", date(2002, 1, 1))],
)
def test_an_unknown_rule_is_said_in_words(issuer, day):
    with pytest.raises(InputError, match="Chưa có mẫu thể thức"):
        profile_for(issuer, day)


def test_what_differs_between_the_two_civil_rules():
    old, new = profile("tt01"), profile("nd30")
    assert (old.page_number, new.page_number) == ("bottom-right", "top-center")
    assert (old.box("basis").italic, new.box("basis").italic) == (False, True)
    assert old.box("country") == new.box("country")


def test_what_we_print_is_within_what_is_allowed():
    for rule in PROFILES:
        for box in rule.boxes.values():
            assert box.allowed[0] <= box.size <= box.allowed[1]
        for side, (low, high) in MARGIN_RANGES.items():
            assert low <= getattr(rule.margins, side) <= high
