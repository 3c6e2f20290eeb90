"""Which numbers of a changed paragraph are figures again: the rule, on plain values."""

from __future__ import annotations

import pytest

from goc.summing_up.returned.exported import Bound, Unit
from goc.summing_up.returned.numbers import numbers_changed, read_back

TEXT = "Giữ nguyên 228 đồng chí, bổ nhiệm mới 81 đồng chí; đạt hơn 92% theo Quyết định 12/QĐ."
BASE = Unit(
    "III.4",
    TEXT,
    bound=tuple(
        Bound(key, TEXT.index(text), TEXT.index(text) + len(text), text, f"{{{key}}}")
        for key, text in {"kept": "228 đồng chí", "new": "81 đồng chí", "share": "hơn 92%"}.items()
    ),
)
KNOWN = {bound.key: bound for bound in BASE.bound}
WHOLE = "Giữ nguyên {kept}, bổ nhiệm mới {new}; đạt {share} theo Quyết định 12/QĐ."


def read(text: str, now: dict[str, str] | None = None, controls=()):
    found = read_back(text, controls, KNOWN, BASE, now or {})
    return found.markup(), [(n.state, n.found, n.says) for n in found.numbers]


@pytest.mark.parametrize(
    ("old", "new", "markup", "numbers"),
    [
        ("", "", WHOLE, []),
        ("228", "229", WHOLE.replace("{kept}", "229 đồng chí"), [("differs", "229 đồng chí", "228 đồng chí")]),
        ("228 đồng chí", "229 người", WHOLE.replace("{kept}", "229 người"), [("differs", "229", "228 đồng chí")]),
        ("hơn 92%", "hơn 93%", WHOLE.replace("{share}", "hơn 93%"), [("differs", "hơn 93%", "hơn 92%")]),
        ("81 đồng chí", "nhiều đồng chí", WHOLE.replace("{new}", "nhiều đồng chí"), [("gone", "", "81 đồng chí")]),
        ("12/QĐ", "13/QĐ", WHOLE.replace("12/", "13/"), [("new", "13", "")]),
        ("Giữ", "Có 5 xã; giữ", WHOLE.replace("Giữ", "Có 5 xã; giữ"), [("new", "5", "")]),
        ("theo", "và ba mươi xã theo", WHOLE.replace("theo", "và ba mươi xã theo"), [("new", "ba mươi", "")]),
        ("Giữ nguyên", "Vẫn giữ nguyên", WHOLE.replace("Giữ", "Vẫn giữ"), []),
    ],
    ids=["same", "value", "unit", "hedge", "gone", "typed", "added", "in_words", "words_only"],
)  # fmt: skip
def test_each_number_is_bound_again_or_named(old, new, markup, numbers):
    assert read(TEXT.replace(old, new, 1) if old else TEXT) == (markup, numbers)


def test_figures_that_changed_places_are_not_taken_for_each_other():
    text = TEXT.replace("228", "@").replace("81", "228").replace("@", "81")
    assert read(text)[1] == [
        ("differs", "81 đồng chí", "228 đồng chí"),
        ("differs", "228 đồng chí", "81 đồng chí"),
    ]


def test_a_clause_that_moved_takes_its_figure_along():
    text = "Bổ nhiệm mới 81 đồng chí, giữ nguyên 228 đồng chí; đạt hơn 92% theo Quyết định 12/QĐ."
    found = read_back(text, (), KNOWN, BASE, {})
    assert found.markup(found.numbers).count("{") == 3
    assert {n.found for n in found.numbers} <= {"81 đồng chí", "228 đồng chí"}


def test_what_the_snapshot_says_now_is_right_too():
    now = {"{kept}": "230 đồng chí"}
    assert read(TEXT.replace("228", "230"), now) == (WHOLE, [])
    assert read(TEXT.replace("228", "229"), now)[1] == [("differs", "229 đồng chí", "230 đồng chí")]


def test_a_tag_says_which_figure_it_is_wherever_it_stands():
    text = "Khác hẳn: 227 đồng chí."
    at = text.index("227")
    control = {"said": "kept", "start": at, "end": at + len("227 đồng chí")}
    _markup, numbers = read(text, controls=[control])
    assert ("differs", "227 đồng chí", "228 đồng chí") in numbers
    assert [n for n in numbers if n[0] == "gone"] == [
        ("gone", "", "81 đồng chí"),
        ("gone", "", "hơn 92%"),
    ]


def test_an_empty_control_has_lost_its_figure():
    control = {"said": "kept", "start": 11, "end": 11}
    text = TEXT.replace("228 đồng chí", "")
    assert ("gone", "", "228 đồng chí") in read(text, controls=[control])[1]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [("1 Xã A 5 5", "1 Xã A 5 5", []), ("1 Xã A 5 5", "1 Xã A 5 6", ["6"]), ("", "2 Xã 7", ["2", "7"])],
)  # fmt: skip
def test_numbers_of_a_line_aside(old, new, found):
    assert numbers_changed(old, new) == found
