"""What an error says, and how a command ends with it."""

from __future__ import annotations

import pytest

from goc.lib import errors
from goc.lib.errors import AskedError, GocError, InputError, Question, RefusedError
from goc.lib.mishaps import MishapError
from goc.lib.progress import part, silent


def test_a_sentence_is_filled_in():
    error = InputError("Tệp %(name)s có %(count)d dòng.", name="a.csv", count=3)
    assert str(error) == "Tệp a.csv có 3 dòng."
    assert (error.template, error.params) == (
        "Tệp %(name)s có %(count)d dòng.",
        {"name": "a.csv", "count": 3},
    )


def test_a_sentence_without_parameters_keeps_its_signs():
    assert str(InputError("Đạt 100% chỉ tiêu (5%s).")) == "Đạt 100% chỉ tiêu (5%s)."
    assert str(Question("age", "Trên 50% là %s?")) == "Trên 50% là %s?"


def test_a_question_is_filled_in():
    question = Question("age", "Sinh năm %(year)d, có đúng không?", {"year": 1899})
    assert str(question) == "Sinh năm 1899, có đúng không?"


def test_what_is_asked_says_all_its_questions():
    questions = [Question("a", "Một %(n)d?", {"n": 1}), Question("b", "Hai 2%?")]
    error = AskedError(questions)
    assert str(error) == "Một 1? Hai 2%?"
    assert error.questions == tuple(questions)
    assert isinstance(error, RefusedError)


TREE = {
    "InputError": 1,
    "RefusedError": 1,
    "AskedError": 1,
    "NotInOrderError": 1,
    "HiddenError": 1,
    "ForbiddenError": 1,
    "MishapError": 1,
    "WrongUseError": 2,
}


def below(kind):
    for one in kind.__subclasses__():
        yield one
        yield from below(one)


def test_the_tree_is_drawn_at_the_top_of_the_file_with_its_exit_codes():
    """Of the kinds every room may raise: a room's own are its affair."""
    ours = [*below(GocError)]
    found = {kind.__name__: kind.exit_code for kind in ours if kind.__module__ == errors.__name__}
    assert {**found, "MishapError": MishapError.exit_code} == TREE
    drawn = errors.__doc__ or ""
    assert [name for name in TREE if f"{name} " not in drawn] == []


@pytest.mark.parametrize(
    ("low", "high", "percent", "told"),
    [
        (0, 100, 37, 37),
        (0, 50, 0, 0),
        (0, 50, 100, 50),
        (50, 100, 0, 50),
        (50, 100, 50, 75),
        (50, 60, 99, 59),
        (20, 40, 25, 25),
        (20, 20, 70, 20),
    ],
)
def test_a_part_of_the_work_tells_how_far_the_whole_is(low, high, percent, told):
    heard = []
    part(lambda *words: heard.append(words), low, high)(percent, "đang đọc")
    assert heard == [(told, "đang đọc")]


def test_a_part_of_a_part():
    heard = []
    part(part(lambda *words: heard.append(words), 50, 100), 50, 100)(50, "đang ghi")
    assert heard == [(87, "đang ghi")]  # 75 of 50 to 100 is 87 and a half
    assert silent(50, "đang ghi") is None
