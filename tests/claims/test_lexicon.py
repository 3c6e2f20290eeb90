"""The word lists of the reader: every entry can be met in a text, and says one thing only."""

import unicodedata

import pytest

from goc.claims import masks, read_claims, units
from goc.claims.lexicon import names
from goc.claims.lexicon import units as lexicon

LISTS = {
    "nouns": lexicon.NOUNS,
    "measures": lexicon.MEASURES,
    "times": lexicon.TIMES,
    "time counts": lexicon.TIME_COUNTS,
    "money": lexicon.MONEY_PHRASES,
    "currencies": lexicon.CURRENCIES,
    "stops": lexicon.STOPS,
    "strong": names.STRONG,
    "weak": names.WEAK,
    "documents": names.DOCUMENTS,
    "idioms": names.IDIOMS,
    "not idioms": names.NOT_IDIOMS,
    "indefinite": names.INDEFINITE,
    "figure numbers": names.FIGURE_NUMBERS,
    "calendar": names.CALENDAR,
    "series": names.SERIES,
}
MET = sorted(phrase for phrase in units.KINDS if "," not in phrase)


@pytest.mark.parametrize("name", LISTS)
def test_entries_are_written_as_they_are_compared(name):
    for entry in LISTS[name]:
        assert entry == " ".join(entry.split()).lower()
        assert entry == unicodedata.normalize("NFC", entry)
        assert entry


def test_every_counted_phrase_is_met_whole_behind_a_number():
    missed = []
    for phrase in MET:
        unit = units.read(f"12 {phrase}", 2)
        if (unit.name, unit.end) != (lexicon.SAID_OF.get(phrase, phrase), len(phrase) + 3):
            missed.append(phrase)
    assert missed == []


def test_every_counted_phrase_is_met_with_capitals_at_its_head():
    missed = [
        phrase
        for phrase in MET
        if units.read(f"12 {phrase.capitalize()}", 2).name != lexicon.SAID_OF.get(phrase, phrase)
    ]
    assert missed == []


def test_what_befell_people_stands_for_them():
    for word in ("chết", "tử vong", "thiệt mạng", "bị thương", "mất tích"):
        [claim] = read_claims(f"Bão làm 12 {word}.")
        assert (claim.value, claim.unit, claim.kind) == ("12", "người", "count")


def test_a_scale_is_so_many():
    read = {word: units.read(f"2 {word} hộ", 1).factor for word in lexicon.MULTIPLIERS}
    assert read == {
        "trăm": 100,
        "nghìn": 1_000,
        "ngàn": 1_000,
        "vạn": 10_000,
        "triệu": 1_000_000,
        "tỷ": 1_000_000_000,
        "tỉ": 1_000_000_000,
    }


def test_a_stop_word_begins_no_thing():
    for word in lexicon.STOPS - set(" ".join(units.KINDS).split()):
        assert not units.read(f"12 {word}", 2)


def test_every_level_of_administration_can_be_counted():
    assert lexicon.ADMINISTRATIVE <= lexicon.NOUNS
    for word in lexicon.ADMINISTRATIVE - {"thành"}:
        [claim] = read_claims(f"Tỉnh có 12 {word}.")
        assert (claim.value, claim.unit) == ("12", word)


def test_a_block_of_words_is_parted_at_its_bars():
    assert lexicon.split(" xã | thị trấn|\nấp ||") == {"xã", "thị trấn", "ấp"}


def test_the_longest_phrase_is_within_the_words_that_are_read():
    assert max(len(phrase.split()) for phrase in MET) <= 8


@pytest.mark.parametrize("word", [word for word in names.FIGURE_NUMBERS if word.endswith(" số")])
def test_a_number_behind_a_compound_for_quantity_is_a_figure(word):
    text = f"có {word} 45"
    assert not masks.is_name(text, text.index("45"), len(text))
    text = f"có {word} 45 đồng chí"
    assert not masks.is_name(text, text.index("45"), text.index("45") + 2)


@pytest.mark.parametrize("word", ["hồ sơ số", "công văn số", "mã số", "nhà số", "lô số", "thửa số"])
def test_a_number_behind_any_other_is_a_name(word):
    text = f"có {word} 45 đồng chí"
    assert masks.is_name(text, text.index("45"), text.index("45") + 2)


@pytest.mark.parametrize("word", sorted(names.SERIES - {"thứ"}))
def test_a_small_number_behind_a_series_is_a_place_in_it(word):
    for number, is_one in (("2", True), ("20", True), ("21", False), ("02", False)):
        text = f"của {word} {number} học viên"
        start = text.index(number)
        assert masks.is_name(text, start, start + len(number)) is is_one
