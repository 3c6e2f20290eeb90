"""The declared words of quick questions: each means something in a grain, and is said in both languages."""

from __future__ import annotations

import pytest

from goc.dated.models import Entry
from goc.figures.checking import TYPES
from goc.figures.definitions import OPERATORS
from goc.figures.grains import Column
from goc.figures.reading import fits
from goc.figures.vocabulary import Who, vocabulary

WORDS = vocabulary()


def grains_with(fields: set[str]) -> list[Who]:
    return [who for who in WORDS.whos.values() if who.has(fields)]


@pytest.mark.parametrize("code", WORDS.whos)
def test_of_whom(code: str) -> None:
    who = WORDS.whos[code]
    assert who.has(c.field for c in who.where) and who.has(who.shows)
    assert {who.time} <= {"state", "flow"}


@pytest.mark.parametrize("code", WORDS.terms)
def test_on_which_condition(code: str, db) -> None:
    term = WORDS.terms[code]
    askable = grains_with(term.fields)
    assert askable, "nobody can be asked about"
    for condition in term.where:
        column = askable[0].columns[condition.field]
        assert condition.op in OPERATORS
        values = condition.value if isinstance(condition.value, tuple) else (condition.value,)
        for value in values if condition.op not in ("known", "unknown") else ():
            assert fits(value, TYPES[column.type]), condition
            assert is_a_value(column, value), condition


def is_a_value(column: Column, value: object) -> bool:
    if column.catalogue:
        return Entry.objects.filter(catalogue=column.catalogue, code=value).exists()
    return value in column.words if column.words else True


@pytest.mark.parametrize("code", WORDS.ways)
def test_by_which_group(code: str) -> None:
    assert grains_with(WORDS.ways[code].fields)


def test_every_word_is_said_in_both_languages_and_once() -> None:
    words = [*WORDS.whos.values(), *WORDS.terms.values(), *WORDS.ways.values(), *WORDS.examples]
    assert all(word.label and word.label_en for word in words)
    labels = [word.label for word in words]
    assert len(set(labels)) == len(labels)


def test_examples_ask_what_there_is() -> None:
    for example in WORDS.examples:
        who = WORDS.whos[example.who]
        assert all(who.has(WORDS.terms[code].fields) for code in example.conditions)
