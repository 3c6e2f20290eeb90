"""Which numbers of a paper are bound, where each stands, and what becomes of its links."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest

from goc.papers.bindings import Bound, figures, unbound_numbers
from goc.papers.model import (
    Appendix,
    Blank,
    Cell,
    Chart,
    Field,
    Figure,
    Head,
    Heading,
    Paper,
    Paragraph,
    Row,
    Table,
    Text,
)
from goc.papers.printing import readdressed, same_appendix, unlinked
from goc.papers.zips import stable

SOURCE = {"indicator": "trained"}


def paper(*blocks, appendices=()):
    return Paper(
        profile="tt01",
        kind="báo cáo",
        agency=("ỦY BAN NHÂN DÂN",),
        symbol="BC-UBND",
        place="Lạng Sơn",
        drafted=date(2013, 3, 5),
        subject="Tổng kết 10 năm",
        blocks=blocks,
        appendices=tuple(appendices),
    )


HEADS = (Head("TT", label="A"), Head("Đơn vị", label="B"), Head("Tổng", label="(1)"), Head("Nữ"))


def row(*cells):
    return Row(tuple(cells))


def test_what_is_bound_is_told_in_reading_order():
    sentence = Paragraph(
        (Text("Có "), Figure("a", "226", SOURCE), Text(" xã, "), Blank(), Figure("b", "335"))
    )
    table = Table(
        HEADS,
        (
            row(Cell("1"), Cell("Bắc Sơn"), Cell("20", 20, "c", SOURCE), Cell("3", 3)),
            row(Cell("2"), Cell("Cao Lộc"), Cell("21", 21), Cell("4", 4, "d")),
        ),
    )
    other = Table(
        (Head("Số"),),
        (row(Cell("5", 5, "e")),),
    )
    whole = "Có 226 xã,  335"
    assert figures(
        paper(
            sentence,
            Heading("roman", "I.", "Một"),
            table,
            Chart({}),
            other,
            appendices=[
                Appendix("III", "", replace(table, rows=(row(*[Cell("9", 9, "f")] * 4),))),
                Appendix("", "", replace(other, rows=(row(Cell("9", 9, "g")),))),
            ],
        )
    ) == [
        Bound("a", "226", SOURCE, "", whole),
        Bound("b", "335", None, "", whole),
        Bound("c", "20", SOURCE, "Bảng 1", "Bắc Sơn, cột (1)"),
        Bound("d", "4", None, "Bảng 1", "Cao Lộc, cột Nữ"),
        Bound("e", "5", None, "Bảng 2", ", cột Số"),
        Bound("f", "9", None, "Phụ lục III", ", cột A"),
        Bound("f", "9", None, "Phụ lục III", ", cột B"),
        Bound("f", "9", None, "Phụ lục III", ", cột (1)"),
        Bound("f", "9", None, "Phụ lục III", ", cột Nữ"),
        Bound("g", "9", None, "Phụ lục", ", cột Số"),
    ]


@pytest.mark.parametrize(
    ("cells", "name"),
    [
        ([Cell("1"), Cell("Bắc Sơn"), Cell("20", 20, "k")], "Bắc Sơn"),
        ([Cell(""), Cell("CỘNG"), Cell("20", 20, "k")], "CỘNG"),
        ([Cell("I"), Cell("Bắc Sơn"), Cell("20", 20, "k")], "I"),
        ([Cell("20", 20, "k"), Cell("12"), Cell("Ghi chú")], "Ghi chú"),
        ([Cell("20 người", 20, "k"), Cell(), Cell()], ""),
    ],
)
def test_a_row_is_named_by_its_first_words(cells, name):
    [bound] = figures(paper(Table(HEADS[:3], (row(*cells),))))
    assert bound.context.split(", cột")[0] == name


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("226 xã", ["226"]),
        ("1.235 đồng chí, 92,2%", ["1.235", "92,2%"]),
        ("309/335 đồng chí", ["309/335"]),
        ("ngày 31/12/2012.", ["31/12/2012"]),
        ("năm 2012, 2013", ["2012", "2013"]),
        ("từ 20-25%", ["20", "25%"]),
        ("8,7 %", ["8,7"]),
        ("Khóa K10a", ["10"]),
        ("mười xã", []),
        ("3.", ["3"]),
        ("1.000.000,5", ["1.000.000,5"]),
    ],
)
def test_numbers_that_somebody_typed(text, numbers):
    typed = paper(Paragraph((Text(text),)))
    assert unbound_numbers(typed) == [(number, text) for number in numbers]
    assert unbound_numbers(paper(Heading("roman", "1.", text))) == [
        (number, text) for number in numbers
    ]


def test_only_what_was_typed_is_unbound():
    sentence = Paragraph(
        (
            Text("Có 226 xã, "),
            Figure("a", "335", SOURCE),
            Text(" đồng chí; đồng chí "),
            Field("01900000", "phone", "0912"),
            Blank(),
            Text("12"),
        )
    )
    whole = "Có 226 xã, 335 đồng chí; đồng chí 0912 12"
    table = Table((Head("7"),), (row(Cell("8", 8)),))
    found = unbound_numbers(paper(sentence, table, Chart({"9": 9}, "Biểu đồ 10")))
    assert found == [("226", whole), ("12", whole)]


LINKED = paper(
    Paragraph((Figure("a", "226", href="/f/a"), Figure("b", "335"), Text("/f/text"))),
    Heading("roman", "I.", "Một"),
    Table(HEADS[:1], (Row((Cell("5", 5, "c", SOURCE, "/f/c"),), "total", "(1)"),)),
    appendices=[Appendix("I", "Biểu", Table(HEADS[:2], (row(Cell("6", href="/f/d"), Cell("x")),)))],
)


def links(one):
    inlines = [i for b in one.blocks if isinstance(b, Paragraph) for i in b.inlines]
    tables = [b for b in one.blocks if isinstance(b, Table)]
    tables += [appendix.table for appendix in one.appendices]
    cells = [cell for table in tables for row in table.rows for cell in row.cells]
    return [getattr(one, "href", "") for one in (*inlines, *cells)]


def test_every_link_of_a_paper_is_changed_and_nothing_else():
    changed = readdressed(LINKED, lambda href: f"/site{href}")
    assert links(changed) == ["/site/f/a", "", "", "/site/f/c", "/site/f/d", ""]
    back = readdressed(changed, lambda href: href.removeprefix("/site"))
    assert back == LINKED


def test_a_file_has_no_link_into_the_site():
    bare = unlinked(LINKED)
    assert set(links(bare)) == {""}
    assert bare.blocks[2] == Table(HEADS[:1], (Row((Cell("5", 5, "c", SOURCE),), "total", "(1)"),))


def test_appendices_are_the_same_where_only_links_differ():
    [one] = LINKED.appendices
    [bare] = unlinked(LINKED).appendices
    assert same_appendix(one, bare) and same_appendix(bare, one)
    other = replace(one.table, rows=(row(Cell("7", href="/f/d"), Cell("x")),))
    assert not same_appendix(one, replace(one, table=other))
    assert not same_appendix(one, replace(one, title="Biểu khác"))
    assert not same_appendix(one, replace(one, table=replace(one.table, footers=("a",))))


def zipped(*parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, text in parts:
            made.writestr(zipfile.ZipInfo(name, (2024, 2, 29, 1, 2, 4)), text)
    return out.getvalue()


def test_equal_parts_are_equal_bytes_in_whatever_order():
    one, other = ("b.xml", "<b/>"), ("a.xml", "<a/>")
    day = date(2013, 3, 5)
    made = stable(zipped(one, other), day)
    assert made == stable(zipped(other, one), day)
    assert made != stable(zipped(one, other), date(2013, 3, 6))
    with zipfile.ZipFile(io.BytesIO(made)) as read:
        assert [(i.filename, i.date_time, i.create_system) for i in read.infolist()] == [
            ("a.xml", (2013, 3, 5, 0, 0, 0), 0),
            ("b.xml", (2013, 3, 5, 0, 0, 0), 0),
        ]
        assert {i.compress_type for i in read.infolist()} == {zipfile.ZIP_DEFLATED}
        assert read.read("b.xml") == b"<b/>"


def test_parts_may_be_changed_on_the_way():
    made = stable(
        zipped(("a", "1"), ("b", "2")),
        date(2013, 3, 5),
        lambda name, part: part + b"!" if name == "b" else part,
    )
    with zipfile.ZipFile(io.BytesIO(made)) as read:
        assert (read.read("a"), read.read("b")) == (b"1", b"2!")


def test_a_zip_knows_no_day_before_1980():
    with zipfile.ZipFile(io.BytesIO(stable(zipped(("a", "1")), date(1975, 4, 30)))) as read:
        assert read.infolist()[0].date_time == (1980, 4, 30, 0, 0, 0)
