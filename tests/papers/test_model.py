from dataclasses import replace
from decimal import Decimal

import pytest

from goc.lib.canonical import canonical
from goc.lib.errors import InputError
from goc.papers.codec import from_json, to_json
from goc.papers.model import (
    Cell,
    Figure,
    Formula,
    Head,
    Paragraph,
    Row,
    Table,
    check,
    depth,
    leaves,
)
from papers.sample import QUALITY_HEADS, report


def test_a_paper_survives_json():
    import json

    paper = report()
    assert from_json(json.loads(canonical(to_json(paper)))) == paper


def test_defaults_are_not_written():
    assert to_json(report())["blocks"][1] == {
        "type": "Heading",
        "level": "part",
        "marker": "Phần thứ nhất",
        "text": "Kết quả 10 năm đào tạo",
    }


def test_decimal_values_stay_exact():
    table = report().appendices[0].table
    again = from_json(to_json(report())).appendices[0].table
    assert again.rows[-1].cells[3].value == table.rows[-1].cells[3].value
    assert isinstance(again.rows[-1].cells[3].value, Decimal)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"type": "Paper"},
        {"type": "Cell"},
        {"type": "Paper", "drafted": "hôm nay"},
        {"type": "Paper", "x": 1},
    ],
)
def test_other_json_is_refused_in_words(data):
    with pytest.raises(InputError, match="Dữ liệu văn bản không đọc được"):
        from_json(data)


def test_columns_are_the_leaves_of_the_head():
    assert depth(QUALITY_HEADS) == 3
    assert [h.label for h in leaves(QUALITY_HEADS)] == [
        "A",
        "B",
        *(f"({i})" for i in range(1, 34)),
        "",
    ]


def broken(**more):
    return replace(report(), appendices=(), **more)


def test_a_key_is_used_once_and_fits_word():
    figure = Figure("a", "1")
    with pytest.raises(InputError, match="“a” bị trùng"):
        check(broken(blocks=(Paragraph((figure, figure)),)))
    with pytest.raises(InputError, match="dài quá 64"):
        check(broken(blocks=(Paragraph((Figure("a" * 65, "1"),)),)))


def test_rows_fit_the_head_and_formulas_name_columns():
    with pytest.raises(InputError, match="Dòng 1 của bảng có 1 ô, cần 2 ô"):
        check(broken(blocks=(Table((Head("A"), Head("B")), (Row((Cell(),)),)),)))
    with pytest.raises(InputError, match=r"dẫn cột không có: \(9\)"):
        check(broken(blocks=(Table((Head("A", formula=Formula("sum", ("(9)",))),), ()),)))


def test_a_head_has_three_storeys_at_most():
    four = Head("1", (Head("2", (Head("3", (Head("4"),)),)),))
    with pytest.raises(InputError, match="4 tầng"):
        check(broken(blocks=(Table((four,), ()),)))


def test_two_appendices_cannot_share_a_number():
    first, second = report().appendices
    with pytest.raises(InputError, match="trùng số: IV, IV"):
        check(replace(report(), appendices=(first, replace(second, number="IV"))))


def test_a_word_outside_the_list_is_refused():
    data = to_json(report())
    data["blocks"][1]["level"] = "chapter"
    with pytest.raises(InputError, match="chapter"):
        from_json(data)
