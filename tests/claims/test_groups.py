import pytest

from claims.scenes import scene, values
from goc.claims.relations import groups, wholes


def found(text):
    return [(values(g.wholes), values(g.parts), g.complete) for g in groups.of(scene(text))]


@pytest.mark.parametrize(
    "text, expected",
    [
        (
            "Có 50 lớp, trong đó 20 lớp xã, 10 lớp huyện.",
            [(["50"], ["20", "10"], False)],
        ),
        ("Có 50 lớp, gồm 20 lớp xã, 30 lớp huyện.", [(["50"], ["20", "30"], True)]),
        (
            "Có 50 lớp, trong đó 20 lớp xã, 30 lớp còn lại.",
            [(["50"], ["20", "30"], True)],
        ),
        (
            "Có 50 lớp. Trong đó 20 lớp xã, 10 lớp huyện.",
            [(["50"], ["20", "10"], False)],
        ),
        (
            "Có 50 lớp (20 lớp xã, 30 lớp huyện) đã mở.",
            [(["50"], ["20", "30"], True)],
        ),
        (
            "Có 20 lớp xã, 30 lớp huyện, tổng cộng 50 lớp.",
            [(["50"], ["20", "30"], False)],
        ),
        ("Có 20 lớp xã, tổng cộng 50 lớp.", []),
        ("Có 20 lớp xã, 30 lớp huyện.", []),
    ],
)
def test_what_words_and_brackets_group(text, expected):
    assert found(text) == expected


def test_the_whole_is_of_the_item_the_cue_stands_in():
    text = "Có 90 lớp tỉnh; có 50 lớp huyện, trong đó 20 lớp mới, 30 lớp cũ."
    assert found(text) == [(["50"], ["20", "30"], False)]


def test_without_a_figure_in_the_item_the_whole_stands_before_it():
    text = "Có 90 lớp tỉnh; trong đó 20 lớp mới, 30 lớp cũ."
    assert found(text) == [(["90"], ["20", "30"], False)]


def test_parts_end_at_the_semicolon_before_the_next_cue():
    text = "Có 50 lớp, gồm 20 lớp xã, 30 lớp huyện; 9 lớp khác, gồm 4 lớp mới, 5 lớp cũ."
    assert found(text)[0][1] == ["20", "30"]


def test_what_stands_in_a_bracket_that_is_shut_is_no_whole():
    text = "Có 50 lớp (có 7 lớp mới), trong đó 20 lớp xã, 30 lớp huyện."
    assert (["50"], ["20", "30"], False) in found(text)


def test_a_percentage_is_no_part():
    text = "Có 50 lớp, trong đó 20 lớp xã (40%), 30 lớp huyện."
    assert found(text)[0][1] == ["20", "30"]


@pytest.mark.parametrize("away, goes_on", [(380, True), (420, False)])
def test_a_sentence_goes_on_about_the_one_right_before_it(away, goes_on):
    text = f"Có 50 lớp {'x' * away}. Trong đó 20 lớp xã, 10 lớp huyện."
    assert (found(text) != []) is goes_on


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Có 50 lớp, trong đó 20 lớp xã.", ["50"]),
        ("Trong tổng số 50 lớp có 20 lớp xã.", ["50"]),
        ("Trong tổng số 50 lớp đã mở; có 20 lớp xã.", []),
        ("Có 50 lớp. Trong đó 20 lớp xã.", ["50"]),
        ("Có 50 lớp. Trong đó, điển hình có 20 lớp xã.", []),
        ("Có 50 lớp\nTrong đó 20 lớp xã.", []),
        ("Có 50 lớp (trong đó 9 lớp mới), 20 lớp xã.", []),
        ("Tăng 50 lớp, trong đó 20 lớp xã.", []),
    ],
)
def test_which_figures_may_be_the_whole_of_the_last(text, expected):
    seen = scene(text)
    assert values(wholes.of(seen, seen.claims[-1])) == expected


@pytest.mark.parametrize("away, expected", [(580, ["50"]), (620, [])])
def test_the_whole_stands_in_the_sentence_right_before(away, expected):
    seen = scene(f"Có 50 lớp {'x ' * (away // 2)}. Trong đó 20 lớp xã.")
    assert values(wholes.of(seen, seen.claims[-1])) == expected


def test_a_ratio_may_go_on_about_either_of_its_numbers():
    ratio, count = scene("Có 65/70 học viên, 8 lớp.").claims
    assert [(c.kind, c.number) for c in wholes.singles(ratio)] == [("count", 65), ("count", 70)]
    assert wholes.singles(count) == [count]
