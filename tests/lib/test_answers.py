import re

from goc.lib import answers

LATIN = re.compile(r"[a-z]+(\d)?")


def test_the_first_that_is_something_is_the_answer():
    assert answers.first([None, "", "ba", "bốn"]) == "ba"
    assert answers.first([None, ""]) is None


def test_rules_are_asked_in_order_until_one_answers():
    asked = []

    def rule(name, answer):
        def said(place):
            asked.append((name, place))
            return answer

        return said

    rules = (rule("không", None), rule("có", "được"), rule("thừa", "sai"))
    assert answers.ask(rules, 7) == "được"
    assert asked == [("không", 7), ("có", 7)]


def test_conditions_are_asked_until_one_decides():
    asked = []

    def says(answer):
        def said(place):
            asked.append((answer, place))
            return answer

        return said

    assert answers.every((says(True), says(False), says(True)), 3) is False
    assert answers.some((says(False), says(True), says(False)), 4) is True
    assert asked == [(True, 3), (False, 3), (False, 4), (True, 4)]
    assert (answers.every((), 1), answers.some((), 1)) == (True, False)


def test_where_a_match_stands_and_what_it_says():
    found, bare = LATIN.search("12 abc4 x"), LATIN.search("  abc")
    assert (answers.begin(found, 99), answers.end(found, 99)) == (3, 7)
    assert (answers.said(found), answers.said(found, 0), answers.said(bare)) == ("4", "abc4", "")


def test_without_a_match_the_other_answer_holds():
    assert (answers.begin(None, 8), answers.end(None, 9), answers.said(None)) == (8, 9, "")


def test_the_earliest_of_some_matches():
    texts = ("12 abc", "1 abc", "123")
    assert answers.earliest(map(LATIN.search, texts), 90) == 2
    assert answers.earliest([None], 90) == 90
    assert answers.earliest([], 90) == 90
