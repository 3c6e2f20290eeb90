"""A word of Vietnamese is known by its build."""

from __future__ import annotations

import pytest

from goc.viet.syllables import is_syllable


@pytest.mark.parametrize("word", ["giếng", "quý", "huỳnh", "nghĩa", "thuở", "yên", "ưng", "khuya"])
def test_words_of_vietnamese_are_known_by_their_build(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["hä", "tªn", "teân", "ngt", "cạcf", "mát\u0300", "hàc"])
def test_others_are_none(word):
    assert not is_syllable(word)
