"""Tone places and normal forms."""

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from goc.viet import letters, spelling


def test_tone_places():
    assert spelling.old_tone("hoà bình, thuỷ lợi, quý, hoàn") == "hòa bình, thủy lợi, quý, hoàn"
    assert spelling.new_tone("hòa bình, thủy lợi, quý, hoàn") == "hoà bình, thuỷ lợi, quý, hoàn"


def test_decomposed_text_is_the_same():
    assert spelling.same(unicodedata.normalize("NFD", "Hoà  Bình")) == "hòa bình"


@example("uÝ")
@given(st.text(max_size=60))
def test_the_key_is_stable(text):
    assert spelling.same(spelling.same(text)) == spelling.same(text)


def test_points_and_roman_numbers():
    assert [letters.point(x) for x in "abcdđefg"] == [1, 2, 3, 4, 5, 6, 7, 7]
    assert [letters.roman(x) for x in ("I", "IV", "IX", "XII", "A")] == [1, 4, 9, 12, None]
