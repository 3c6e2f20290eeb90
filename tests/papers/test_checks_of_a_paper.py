"""What a paper must not hold: keys that Word refuses, tables whose rows, heads or formulas do not fit."""

from __future__ import annotations

from datetime import date

import pytest

from goc.lib.errors import InputError
from goc.papers.model import (
    Appendix,
    Cell,
    Chart,
    Field,
    Figure,
    Formula,
    Head,
    Paper,
    Paragraph,
    Row,
    Table,
    Text,
    check,
    depth,
    leaves,
    tables,
)


def paper(*blocks, appendices=()):
    return Paper(
        profile="tt01",
        kind="báo cáo",
        agency=("ỦY BAN NHÂN DÂN",),
        symbol="BC-UBND",
        place="Lạng Sơn",
        drafted=date(2013, 3, 5),
        subject="Tổng kết",
        blocks=blocks,
        appendices=tuple(appendices),
    )


def keyed(*keys):
    return Paragraph(tuple(Figure(key, "1") for key in keys))


def table(labels, rows=(), **more):
    """Columns by their labels, rows by their cells."""
    heads = tuple(label if isinstance(label, Head) else Head("", label=label) for label in labels)
    return Table(heads, tuple(rows), **more)


def row(*texts, kind="body", base="", key=""):
    return Row(tuple(Cell(text, key=key) for text in texts), kind, base)


def refusal(one):
    with pytest.raises(InputError) as refused:
        check(one)
    return str(refused.value)


def key_refused(key):
    return f"Khóa số liệu “{key}” bị trùng, trống hoặc dài quá 64 ký tự."


def test_keys_are_between_one_and_sixty_four_letters():
    check(paper(keyed("k", "k" * 64)))
    assert refusal(paper(keyed(""))) == key_refused("")
    assert refusal(paper(keyed("k" * 65))) == key_refused("k" * 65)


def test_a_key_stands_once_in_text_tables_and_appendices():
    cells = table(["(1)"], [row("5", key="a")])
    again = key_refused("a")
    assert refusal(paper(keyed("a"), keyed("b", "a"))) == again
    assert refusal(paper(cells, keyed("a"))) == again
    assert refusal(paper(keyed("a"), appendices=[Appendix("I", "", cells)])) == again
    assert refusal(paper(cells, appendices=[Appendix("I", "", cells)])) == again
    check(paper(keyed("b"), cells, appendices=[Appendix("I", "", table(["(1)"], [row("5")]))]))


def test_cells_without_a_key_and_other_inlines_have_none():
    words = Paragraph((Text("a"), Text("a"), Field("a", "b", "c"), Field("a", "b", "c")))
    check(paper(words, table(["(1)", "(2)"], [row("5", "5"), row("5", "5")])))


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        (["I", "II", "III"], None),
        ([""], None),
        (["", ""], "Các phụ lục trùng số: , ."),
        (["I", "II", "I"], "Các phụ lục trùng số: I, II, I."),
        (["III", "IIIa"], None),
    ],
)
def test_appendices_have_their_own_numbers(numbers, said):
    one = paper(appendices=[Appendix(number, "", table(["(1)"])) for number in numbers])
    assert said == (refusal(one) if said else check(one))


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ([2, 2], None),
        ([2, 1], "Dòng 2 của bảng có 1 ô, cần 2 ô."),
        ([3, 1], "Dòng 1 của bảng có 3 ô, cần 2 ô."),
        ([2, 2, 0], "Dòng 3 của bảng có 0 ô, cần 2 ô."),
    ],
)
def test_each_row_has_a_cell_for_each_column(counts, said):
    one = paper(table(["A", "(1)"], [row(*["x"] * count) for count in counts]))
    assert said == (refusal(one) if said else check(one))


def test_the_columns_of_a_row_are_the_leaves_of_the_head():
    group = Head("Giới tính", (Head("Nam", label="(1)"), Head("Nữ", label="(2)")))
    check(paper(table(["A", group], [row("x", "1", "2")])))
    assert refusal(paper(table(["A", group], [row("x", "1")]))) == (
        "Dòng 1 của bảng có 2 ô, cần 3 ô."
    )


def nested(storeys):
    head = Head("", label="(1)")
    for _ in range(storeys - 1):
        head = Head("", (head,))
    return head


@pytest.mark.parametrize("storeys", [1, 2, 3])
def test_a_head_of_three_storeys_is_printed(storeys):
    assert depth((nested(storeys),)) == storeys
    check(paper(table([nested(storeys)])))


@pytest.mark.parametrize("storeys", [4, 5])
def test_a_higher_head_is_not(storeys):
    said = f"Đầu bảng có {storeys} tầng; nhiều nhất là 3 tầng."
    assert refusal(paper(table(["A", nested(storeys)]))) == said
    assert refusal(paper(appendices=[Appendix("I", "", table([nested(storeys), "A"]))])) == said


def computed(op, *of):
    return Head("", label="(3)", formula=Formula(op, of))


UNKNOWN = "Công thức của bảng dẫn cột không có: {}."


@pytest.mark.parametrize(
    ("one", "labels"),
    [
        (table(["(1)", "(2)", computed("sum", "(1)", "(2)")]), None),
        (table(["(1)", "(2)", computed("sum", "(1)", "(3)")]), None),
        (table(["(1)", computed("sum", "(1)", "(2)")]), "(2)"),
        (table(["(1)", computed("percent", "(9)", "(8)")]), "(8), (9)"),
        (table(["(1)"], checks=(("(1)", ("(1)",)),)), None),
        (table(["(1)"], checks=(("(2)", ("(1)",)),)), "(2)"),
        (table(["(1)"], checks=(("(1)", ("(1)", "(4)")),)), "(4)"),
        (table(["(1)"], [row("", kind="percent", base="(1)")]), None),
        (table(["(1)"], [row("", kind="percent", base="(7)")]), "(7)"),
        (table(["(1)"], [row("", kind="percent", base="")]), None),
        (table(["(1)"], [row("", kind="total", base="(7)")]), None),  # read of percentages only
        (table(["", "(1)"], checks=(("", ("(1)",)),)), ""),
    ],
    ids=str,
)
def test_what_a_table_names_are_its_columns(one, labels):
    said = None if labels is None else UNKNOWN.format(labels)
    assert said == (refusal(paper(one)) if said else check(paper(one)))


def test_the_tables_of_a_paper_are_those_of_its_text_then_its_appendices():
    one, two, three = (table([label]) for label in ("(1)", "(2)", "(3)"))
    found = paper(one, Chart({}), two, keyed("a"), appendices=[Appendix("I", "", three)])
    assert tables(found) == (one, two, three)


def test_a_head_without_cells_is_of_one_storey_and_no_column():
    assert (depth(()), leaves(())) == (1, [])


def test_columns_are_read_from_left_to_right():
    heads = (
        Head("a"),
        Head("b", (Head("c"), Head("d", (Head("e"), Head("f"))), Head("g"))),
        Head("h"),
    )
    assert "".join(head.text for head in leaves(heads)) == "acefgh"
    assert depth(heads) == 3
