"""A checked draft as it is shown: its pieces, what is counted, what is said beside it, what goes to
Word.
"""

from __future__ import annotations

from fractions import Fraction
from types import SimpleNamespace

import pytest

from goc.figures import drafts
from goc.figures.drafts import Checked, Said, check_draft, words_of
from goc.figures.marking import beside, counted, marked
from goc.papers.comments import Note
from summing_up.judged import ASKED, COUNT, COURSES, PLACED, RATIO

TEXT = "Có 04 khóa và 335 đồng chí, 9 xã."


def said(number, words, state="untied", arithmetic="", message="", figure=None, choices=()):
    """About some words of TEXT."""
    start = TEXT.index(words)
    claim = SimpleNamespace(start=start, end=start + len(words))
    finding = SimpleNamespace(
        claim=claim, finding=state, message=message, figure=figure, choices=list(choices)
    )
    return Said(number, finding, arithmetic)


FOUR = said(1, "04 khóa", "differs", message="Sổ ghi 03.")
PEOPLE = said(2, "335", "agrees", message="Khớp.")
COMMUNES = said(3, "9 xã", "untied", "8 + 2 không bằng 9", "Ngoài hồ sơ.")
CHECKED = Checked(TEXT, len(TEXT), [FOUR, PEOPLE, COMMUNES])


def test_the_text_is_whole_however_it_is_cut():
    pieces = list(CHECKED.pieces())
    assert pieces == [
        ("Có ", None),
        ("04 khóa", FOUR),
        (" và ", None),
        ("335", PEOPLE),
        (" đồng chí, ", None),
        ("9 xã", COMMUNES),
        (".", None),
    ]
    for start in range(len(TEXT)):
        for end in range(start, len(TEXT) + 1):
            assert "".join(text for text, _ in CHECKED.pieces(start, end)) == TEXT[start:end]


def test_a_stretch_that_cuts_a_claim_marks_its_part():
    marks = [(text, one.number) for text, one in CHECKED.pieces(4, 16) if one]
    assert marks == [("4 khóa", 1), ("33", 2)]


def test_claims_one_in_another_are_marked_once():
    inner = said(2, "04", "differs")
    pieces = Checked(TEXT, len(TEXT), [FOUR, inner]).pieces()
    assert [(text, one.number) for text, one in pieces if one] == [("04 khóa", 1)]


@pytest.mark.parametrize(("length", "is_cut"), [(len(TEXT), False), (len(TEXT) + 1, True)])
def test_a_longer_draft_is_cut(length, is_cut):
    assert Checked(TEXT, length, []).is_cut is is_cut


def test_a_draft_is_read_up_to_its_longest(monkeypatch):
    monkeypatch.setattr(drafts, "LONGEST", 10)
    checked = check_draft("Có 04 khóa và 335 đồng chí.", [])
    assert (checked.text, checked.length, checked.is_cut) == ("Có 04 khóa", 27, True)
    assert len(checked.said) == 1


def test_each_finding_is_counted_and_arithmetic_besides():
    assert CHECKED.counts == {
        "agrees": 1,
        "differs": 1,
        "choice": 0,
        "untied": 1,
        "arithmetic": 1,
    }
    told = [(name, symbol, css, str(label), n) for name, symbol, css, label, n in counted(CHECKED)]
    assert told == [
        ("agrees", "✓", "good", "khớp", 1),
        ("differs", "≠", "bad", "lệch", 1),
        ("choice", "?", "warn", "cần chọn", 0),
        ("untied", "·", "quiet", "ngoài hồ sơ", 1),
        ("arithmetic", "∑", "bad", "sai phép tính", 1),
    ]


@pytest.mark.parametrize(
    ("state", "arithmetic", "is_wrong", "sentences"),
    [
        ("agrees", "", False, []),
        ("untied", "", False, []),
        ("differs", "", True, ["Sổ ghi 03."]),
        ("choice", "", True, ["Sổ ghi 03."]),
        ("agrees", "2 ≠ 3", True, ["2 ≠ 3"]),
        ("differs", "2 ≠ 3", True, ["Sổ ghi 03.", "2 ≠ 3"]),
    ],
)
def test_what_is_wrong_with_a_number(state, arithmetic, is_wrong, sentences):
    one = said(1, "04", state, arithmetic, "Sổ ghi 03.")
    assert (one.state, one.is_wrong, one.sentences()) == (state, is_wrong, sentences)


def test_word_is_told_what_is_wrong():
    both = said(4, "335", "choice", "2 ≠ 3", "Chọn một.")
    assert Checked(TEXT, len(TEXT), [FOUR, PEOPLE, both, COMMUNES]).notes() == [
        Note(3, 10, "Sổ ghi 03."),
        Note(14, 17, "Chọn một.\n2 ≠ 3"),
        Note(28, 32, "8 + 2 không bằng 9"),
    ]


@pytest.mark.parametrize(
    ("state", "arithmetic", "css", "symbol", "title"),
    [
        ("agrees", "", "agrees", "✓", "khớp: Khớp."),
        ("differs", "", "differs", "≠", "lệch: Khớp."),
        ("untied", "", "untied", "·", "ngoài hồ sơ: Khớp."),
        ("agrees", "2 ≠ 3", "agrees arithmetic", "∑", "sai phép tính: 2 ≠ 3"),
        ("untied", "2 ≠ 3", "untied arithmetic", "∑", "sai phép tính: 2 ≠ 3"),
        ("differs", "2 ≠ 3", "differs arithmetic", "≠", "lệch: Khớp.\n2 ≠ 3"),
        ("choice", "2 ≠ 3", "choice arithmetic", "?", "cần chọn: Khớp.\n2 ≠ 3"),
    ],
)
def test_a_mark_shows_the_gravest(state, arithmetic, css, symbol, title):
    one = said(7, "04", state, arithmetic, "Khớp.")
    assert marked([("Có ", None), ("04", one)]) == [
        ("Có ", None),
        ("04", {"number": 7, "css": css, "symbol": symbol, "title": title}),
    ]


WORDS = words_of([COUNT, RATIO])


def test_a_word_of_the_site_knows_its_unit_and_its_parts():
    courses, placed = WORDS
    assert (courses.id, courses.kind, courses.unit, courses.value) == (
        "courses",
        "count",
        "khóa",
        3,
    )
    assert (placed.id, placed.kind, placed.unit) == ("placed", "percent", "%")
    assert (placed.numerator, placed.denominator, placed.text) == (309, 335, "92,2%")
    assert (courses.label, placed.figure) == (COURSES.label, RATIO)


def test_a_figure_without_a_value_is_no_word():
    unknown = drafts.Figure(PLACED, ASKED, "s", None, Fraction(0), Fraction(0), "…")
    assert [word.id for word in words_of([unknown, COUNT])] == ["courses"]


def test_beside_a_number_stand_its_states_and_the_cards_to_open():
    one = said(1, "04", "choice", "2 ≠ 3", "Chọn một.", choices=WORDS)
    told = beside(one, {"unit": "u", "as_of": "2012-12-31"}, {"placed": "gắn"})
    assert [(symbol, css, message) for symbol, css, _label, message in told["states"]] == [
        ("?", "warn", "Chọn một."),
        ("∑", "bad", "2 ≠ 3"),
    ]
    assert told["cards"] == [
        ("Khóa", "/figures/courses/?unit=u&as_of=2012-12-31", None),
        ("Được bố trí", "/figures/placed/?unit=u&as_of=2012-12-31", "gắn"),
    ]
    assert (told["said"], told["claim"]) == (one, one.finding.claim)


def test_of_one_figure_there_is_one_card():
    one = said(1, "04", "differs", figure=WORDS[0])
    assert [word.id for word in one.figures] == ["courses"]
    assert said(1, "04", figure=WORDS[0], choices=WORDS[1:]).figures == [WORDS[1]]
    assert said(1, "04").figures == []


@pytest.mark.parametrize(
    ("text", "bound", "claims"),
    [
        ("Có 04 khóa.", [], 1),
        ("Có 04 khóa.", [(3, 5)], 0),
        ("Có 04 khóa.", [(3, 4)], 1),  # the other digit was typed
        ("Đạt 92,2%.", [(4, 8)], 0),  # the sign stands behind a bound number
        ("Đạt 92,2%.", [(0, 4)], 1),
        ("Có 04 khóa.", [(0, 3)], 1),  # what ends before it
        ("Có 04 khóa.", [(5, 9)], 1),
    ],
)
def test_nothing_is_said_of_what_was_bound(text, bound, claims):
    assert len(check_draft(text, [], bound).said) == claims
