"""Which words of two lines are marked."""

from __future__ import annotations

import pytest

from goc.summing_up.returned import aligning


@pytest.mark.parametrize(
    ("old", "new", "marks"),
    [
        ("mở hai lớp", "mở hai lớp", ([("mở hai lớp", False)], [("mở hai lớp", False)])),
        (
            "mở hai lớp",
            "mở ba lớp",
            (
                [("mở", False), (" hai", True), (" lớp", False)],
                [("mở", False), (" ba", True), (" lớp", False)],
            ),
        ),
        ("", "mở", ([], [("mở", True)])),
    ],
)
def test_words_of_one_side_only_are_marked(old, new, marks):
    assert aligning.marked(old, new) == marks


def test_what_stands_too_far_on_is_marked_on_both_sides(monkeypatch):
    monkeypatch.setattr(aligning, "MOST_WORDS", 2)
    one, other = aligning.marked("mở hai lớp ở tỉnh", "mở hai lớp ở tỉnh")
    assert one == other == [("mở hai", False), (" lớp ở tỉnh", True)]
    assert "".join(words for words, _ in one) == "mở hai lớp ở tỉnh"


def test_lines_are_alike_by_their_beginnings(monkeypatch):
    monkeypatch.setattr(aligning, "MOST_WORDS", 2)
    assert aligning.likeness("mở hai lớp", "mở hai khóa ở tỉnh") == 1.0
    assert aligning.likeness("mở hai lớp", "đóng ba lớp") == 0.0
