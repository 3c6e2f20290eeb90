"""Two versions of a text: what is only in one of them, and that nothing else is."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goc.desk.comparing import Pair, Piece, compared

PRINTED = {"{trained}": "335 đồng chí", "{placed.share}": "309/335", "": "[số liệu không có]"}


def changed(pieces) -> list[str]:
    return [piece.text for piece in pieces if piece.changed]


def test_words_that_went_and_came_are_marked_and_no_others():
    (pair,) = compared("Quản lý còn chậm, thiếu.", "Quản lý được quan tâm hơn, thiếu.", PRINTED)
    assert changed(pair.old) == [" còn chậm"]
    assert changed(pair.new) == [" được quan tâm hơn"]


def test_a_figure_is_shown_as_printed_and_compared_by_what_it_is():
    (pair,) = compared("Đạt {trained}.", "{placed.share} đạt {trained}.", PRINTED)
    assert pair.new == (
        Piece("309/335", changed=True, is_chip=True),
        Piece(" đạt", changed=True),
        Piece(" "),
        Piece("335 đồng chí", is_chip=True),
        Piece("."),
    )


def test_a_figure_that_is_not_there_is_not_shown_by_its_code():
    (pair,) = compared("", "Có {nguoi}.", PRINTED)
    assert pair == Pair(
        (),
        (
            Piece("Có ", changed=True),
            Piece("[số liệu không có]", changed=True, is_chip=True),
            Piece(".", changed=True),
        ),
    )


def test_paragraphs_stand_beside_what_they_were():
    old = "Mở đầu chung.\nCông tác quản lý học viên còn chậm.\nPhối hợp với các sở."
    new = "Mở đầu chung.\nMột đoạn viết thêm hẳn.\nCông tác quản lý học viên rất chậm.\nKhông liên quan."
    pairs = [
        ("".join(p.text for p in pair.old), "".join(p.text for p in pair.new))
        for pair in compared(old, new, PRINTED)
    ]
    assert pairs == [
        ("Mở đầu chung.", "Mở đầu chung."),
        ("", "Một đoạn viết thêm hẳn."),
        ("Công tác quản lý học viên còn chậm.", "Công tác quản lý học viên rất chậm."),
        ("Phối hợp với các sở.", ""),
        ("", "Không liên quan."),
    ]


TEXTS = st.text("ab ,.đ{}\n", max_size=40)


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, TEXTS)
def test_each_side_is_its_own_text_whole_and_what_is_not_marked_is_the_same_on_both(old, new):
    pairs = compared(old, new, {"": "?"})
    for text, side in ((old, "old"), (new, "new")):
        shown = [getattr(pair, side) for pair in pairs if getattr(pair, side)]
        assert len(shown) == len(lines(text))
        for line, pieces in zip(lines(text), shown, strict=True):
            if "{" not in line:
                assert "".join(piece.text for piece in pieces) == line
    for pair in pairs:
        kept = [
            "".join(p.text for p in side if not p.changed).replace(" ", "")
            for side in (pair.old, pair.new)
        ]
        assert kept[0] == kept[1]


def test_a_document_cited_is_shown_by_its_number_whether_it_is_offered_or_not():
    (pair,) = compared("Theo {vb:1/KH} và {vb:2/KH}.", "Theo {vb:1/KH}.", PRINTED)
    assert pair.old[1] == Piece("«1/KH»", is_chip=True)
    assert pair.old[3] == Piece("«2/KH»", changed=True, is_chip=True)


def test_paragraphs_of_any_length_are_answered():
    """Common words without end would be compared each with each."""
    long = "và có " * 50_000
    (pair,) = compared(long + "một", long + "hai", PRINTED)
    assert (len(pair.old), len(pair.new)) == (1, 1)
    assert pair.old[0].changed and pair.new[0].changed
    (pair,) = compared(long, long, PRINTED)
    assert changed(pair.old) == []


def test_any_number_of_paragraphs_is_answered():
    old, new = ("\n".join(f"{kind} đoạn số {n}" for n in range(1000)) for kind in ("cũ", "mới"))
    pairs = compared(old, new, PRINTED)
    assert [bool(pair.old) for pair in pairs].count(True) == 1000
    assert [bool(pair.new) for pair in pairs].count(True) == 1000
