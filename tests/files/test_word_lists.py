"""How Word counts its lists: levels, overrides, styles, and lists told apart by their margins."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from files.wordml import docx, element, p, part, run
from goc.files.word import reading
from goc.files.word.letters import Piece
from goc.files.word.numbering import Lists, written
from goc.files.word.story import has_words, joined, rows, single_spaced
from goc.files.word.styles import Styles


def level(
    depth: int, text: str, kind: str = "decimal", start: int | None = 1, more: str = ""
) -> str:
    begin = "" if start is None else f'<w:start w:val="{start}"/>'
    return (
        f'<w:lvl w:ilvl="{depth}">{begin}<w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def rules(*levels: str, number: int = 0) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def num(number: int, abstract: int = 0, override: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{override}</w:num>'


def place(number: object = 1, depth: object = 0, more: str = "") -> str:
    at = "" if depth is None else f'<w:ilvl w:val="{depth}"/>'
    of = "" if number is None else f'<w:numId w:val="{number}"/>'
    return f"<w:numPr>{at}{of}</w:numPr>{more}"


def labels(numbering: str, *abouts: str, styles: str = "") -> list[str]:
    """What stands before paragraphs with these properties, one after the other."""
    of = Styles(etree.fromstring(part("styles", styles)))
    lists = Lists.of(etree.fromstring(part("numbering", numbering)), of)
    return [lists.label(element(p("x", about=about))) for about in abouts]


SIMPLE = rules(level(0, "%1."), level(1, "%1.%2."), level(2, "%3)", "lowerLetter")) + num(1)


@pytest.mark.parametrize(
    "about, label",
    [
        (place(), "1. "),
        (place(depth=None), "1. "),  # the first level
        (place(depth="x"), "1. "),
        (place(number=0), ""),  # taken out of its list
        (place(number=""), ""),
        (place(number=7), ""),  # no such list
        (place(depth=5), ""),  # no such level
        ("", ""),
    ],
)
def test_where_a_paragraph_stands(about, label):
    assert labels(SIMPLE, about) == [label]


def test_without_lists_nothing_is_numbered():
    assert Lists.of(None, Styles(None)).label(element(p("x", about=place()))) == ""


@pytest.mark.parametrize(
    "suffix, label", [("", "1. "), ("tab", "1. "), ("space", "1. "), ("nothing", "1.")]
)
def test_what_parts_a_number_from_its_text(suffix, label):
    more = f'<w:suff w:val="{suffix}"/>' if suffix else ""
    assert labels(rules(level(0, "%1.", more=more)) + num(1), place()) == [label]


@pytest.mark.parametrize(
    "text, label",
    [
        ("%1.", "1. "),
        ("Điều %1.", "Điều 1. "),
        ("%1/%1", "1/1 "),
        ("", ""),
        (" ", ""),
        ("%9.", ". "),  # a level that is not there
        ("-", "- "),
        ("x" * 300, "x" * 200 + " "),
    ],
)
def test_the_form_of_a_number(text, label):
    assert labels(rules(level(0, text)) + num(1), place()) == [label]


@pytest.mark.parametrize(
    "sign, label",
    [("-", "- "), ("+", "+ "), ("•", "• "), ("\uf0b7", "- "), ("o", "- "), ("", "- "), ("–", "– ")],
)
def test_a_bullet_is_one_that_is_read_again(sign, label):
    assert labels(rules(level(0, sign, "bullet")) + num(1), place()) == [label]


@pytest.mark.parametrize("start, first", [(1, "1. "), (5, "5. "), (0, "0. "), (None, "0. ")])
def test_where_a_list_begins(start, first):
    assert labels(rules(level(0, "%1.", start=start)) + num(1), place()) == [first]


def test_a_level_named_before_it_was_counted_is_where_it_begins():
    assert labels(SIMPLE, place(depth=1), place(depth=1)) == ["1.1. ", "1.2. "]
    assert labels(SIMPLE, place(), place(), place(depth=1)) == ["1. ", "2. ", "2.1. "]


def test_a_level_begins_anew_only_under_a_new_one_above():
    found = labels(SIMPLE, *(place(depth=depth) for depth in (0, 1, 2, 1, 2, 2, 0, 2)))
    assert found == ["1. ", "1.1. ", "a) ", "1.2. ", "a) ", "b) ", "2. ", "a) "]


@pytest.mark.parametrize(
    "restart, last",
    [(None, "a) "), (2, "a) "), (1, "b) "), (0, "b) ")],
)
def test_from_which_level_on_a_list_begins_anew(restart, last):
    """The third level, under a new second one."""
    more = "" if restart is None else f'<w:lvlRestart w:val="{restart}"/>'
    low = level(2, "%3)", "lowerLetter", more=more)
    numbering = rules(level(0, "%1."), level(1, "%2."), low) + num(1)
    found = labels(numbering, *(place(depth=depth) for depth in (0, 1, 2, 1, 2)))
    assert found[-1] == last


def anew(depth: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def test_a_list_told_to_begin_does_so_once():
    numbering = rules(level(0, "%1.")) + num(1) + num(2, 0, anew(0, 7))
    abouts = [place(1), place(2), place(2), place(1), place(2)]
    assert labels(numbering, *abouts) == ["1. ", "7. ", "8. ", "9. ", "10. "]


def test_a_list_may_have_a_level_of_its_own():
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "(%1)", "upperRoman")}</w:lvlOverride>'
    numbering = rules(level(0, "%1.")) + num(1) + num(2, 0, other)
    assert labels(numbering, place(1), place(2)) == ["1. ", "(II) "]


def test_lists_with_rules_of_their_own_count_apart():
    numbering = rules(level(0, "%1.")) + rules(level(0, "%1/"), number=1) + num(1) + num(2, 1)
    assert labels(numbering, place(1), place(2), place(1)) == ["1. ", "1/ ", "2. "]


def test_a_legal_level_writes_all_in_digits():
    low = level(1, "%1.%2", more="<w:isLgl/>")
    plain = level(2, "%1.%2.%3", more='<w:isLgl w:val="0"/>')
    numbering = rules(level(0, "%1.", "upperRoman"), low, plain) + num(1)
    found = labels(numbering, *(place(depth=depth) for depth in (0, 1, 2)))
    assert found == ["I. ", "1.1 ", "I.1.1 "]


def style(name: str, based: str = "", about: str = "") -> str:
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="paragraph" w:styleId="{name}">{base}<w:pPr>{about}</w:pPr></w:style>'


@pytest.mark.parametrize(
    "styles, about, label",
    [
        (style("S", about=place(1, 1)), "", "1.1. "),
        (style("S", "T") + style("T", about=place(1, 1)), "", "1.1. "),
        (style("S", "T", place(None, 1)) + style("T", about=place(1, 0)), "", "1.1. "),
        (style("S", "T", place(1, None)) + style("T", about=place(None, 1)), "", "1.1. "),
        (style("S", about=place(1, 1)), place(1, 0), "1. "),  # itself first
        (style("S", about=place(1, 1)), place(None, 0), "1. "),
        (style("S", about=place(1, 1)), place(0, None), ""),
    ],
)
def test_a_style_may_say_list_and_level(styles, about, label):
    found = labels(SIMPLE, f'<w:pStyle w:val="S"/>{about}', styles=styles)
    assert found == [label]


def test_a_level_may_name_the_style_that_has_it():
    own = level(1, "%2)", more='<w:pStyle w:val="S"/>')
    numbering = rules(level(0, "%1."), own) + num(1)
    found = labels(numbering, '<w:pStyle w:val="S"/>', styles=style("S", about=place(1, None)))
    assert found == ["1) "]


def link(number: int, name: str) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:numStyleLink w:val="{name}"/>'
        "</w:abstractNum>"
    )


def test_rules_behind_a_style_of_lists_that_leads_in_a_circle():
    numbering = link(0, "L") + num(1)
    assert labels(numbering, place(), styles=style("L", about=place(1))) == [""]
    assert labels(numbering, place(), styles=style("L")) == [""]
    assert labels(numbering, place()) == [""]


def indent(left: int) -> str:
    return f'<w:ind w:left="{left}"/>'


ALIKE = "".join(rules(level(0, "%1."), number=n) + num(n, n) for n in (1, 2, 3))


@pytest.mark.parametrize(
    "lefts, found",
    [
        ((0, 400, 800), ["1. ", "a) ", "- "]),  # each further in than the last
        ((0, 0, 0), ["1. ", "1. ", "1. "]),
        ((400, 0, 400), ["1. ", "1. ", "a) "]),
        ((0, 400, 400), ["1. ", "a) ", "a) "]),
        ((0, 400, 0), ["1. ", "a) ", "1. "]),
    ],
)
def test_lists_that_count_alike_are_told_apart_by_their_margins(lefts, found):
    abouts = [place(n, 0, indent(left)) for n, left in enumerate(lefts, 1)]
    assert labels(ALIKE, *abouts) == found


def test_a_margin_may_be_said_by_a_style_or_under_another_name():
    abouts = [
        place(1),
        place(2, 0, '<w:ind w:start="400"/>'),
        f'<w:pStyle w:val="S"/>{place(3)}',
    ]
    assert labels(ALIKE, *abouts, styles=style("S", about=indent(800))) == ["1. ", "a) ", "- "]


def test_bullets_and_other_forms_are_not_told_apart():
    numbering = (
        rules(level(0, "%1."), number=1)
        + rules(level(0, "%1)"), number=2)
        + rules(level(0, "-", "bullet"), number=3)
        + "".join(num(n, n) for n in (1, 2, 3))
        + num(4, 3)
    )
    abouts = [place(n, 0, indent(400 * n)) for n in (1, 2, 3, 4)]
    assert labels(numbering, *abouts) == ["1. ", "1) ", "- ", "- "]


def test_what_stands_between_ends_the_list_around():
    lists = Lists.of(etree.fromstring(part("numbering", ALIKE)), Styles(None))
    inner = element(p("x", about=place(2, 0, indent(400))))
    assert lists.label(element(p("x", about=place(1)))) == "1. "
    assert lists.label(inner) == "a) "
    lists.interrupted()
    assert lists.label(inner) == "2. "


@pytest.mark.parametrize(
    "count, kind, text",
    [
        (1, "lowerLetter", "a"),
        (26, "lowerLetter", "z"),
        (27, "lowerLetter", "aa"),
        (53, "upperLetter", "AAA"),
        (26 * 200, "lowerLetter", "z" * 200),
        (26 * 200 + 1, "lowerLetter", "5201"),
        (3_999, "upperRoman", "MMMCMXCIX"),
        (444, "lowerRoman", "cdxliv"),
        (9, "decimalZero", "09"),
        (10, "decimalZero", "10"),
        (29_999, "upperRoman", "M" * 29 + "CMXCIX"),
        (30_000, "upperRoman", "30000"),
        (-1, "upperRoman", "-1"),
        (5, "bullet", ""),
        (5, "chineseCounting", "5"),
    ],
)
def test_numbers_at_the_ends_of_their_rows(count, kind, text):
    assert written(count, kind) == text


SIZES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


@given(st.integers(1, 3_999))
@settings(max_examples=60, deadline=None)
def test_a_roman_number_is_worth_what_it_was(count):
    worth = [SIZES[letter] for letter in written(count, "lowerRoman")]
    signed = [
        -one if later and later > one else one
        for one, later in zip(worth, [*worth[1:], 0], strict=True)
    ]
    assert sum(signed) == count


def texts(line) -> str:
    return "".join(piece.text for piece in line)


@pytest.mark.parametrize(
    "pieces, text",
    [
        (["a  b", " ", " c"], "a b c"),
        ([" a", "b "], "ab"),
        (["\n", "a\tb", "\n"], "a b"),
        ([" ", "\n"], ""),
        ([], ""),
    ],
)
def test_single_spaces_between_words_and_none_at_the_ends(pieces, text):
    assert texts(single_spaced([Piece(one) for one in pieces])) == text


def test_each_piece_knows_where_it_stood():
    leaf = object()
    made = single_spaced([Piece("  ab  cd", leaf, 3)])
    assert [(one.text, one.leaf, one.at) for one in made] == [
        ("ab", leaf, 5),
        (" ", leaf, 7),
        ("cd", leaf, 9),
    ]


def test_lines_are_joined_by_what_stands_between():
    tab = Piece("\t")
    assert texts(joined([[Piece("a")], [], [Piece("b"), Piece("c")]], tab)) == "a\t\tbc"
    assert joined([], tab) == []


@pytest.mark.parametrize("text, has", [("a", True), (" ", False), ("\n\t", False), ("", False)])
def test_whether_a_line_has_words(text, has):
    assert has_words([Piece(" "), Piece(text)]) is has


def test_cells_far_to_the_right_keep_their_columns():
    def cell(about: str = "") -> str:
        return f"<w:tc><w:tcPr>{about}</w:tcPr></w:tc>"

    on, begun = "<w:vMerge/>", '<w:vMerge w:val="restart"/>'
    top = "<w:tr>" + cell('<w:gridSpan w:val="2"/>') + cell(begun) + "</w:tr>"
    low = '<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>' + cell(on) + "</w:tr>"
    odd = "<w:tr>" + cell('<w:gridSpan w:val="x"/>') + cell(on) + "</w:tr>"
    found = [
        [one is None for one in row] for row in rows(element(f"<w:tbl>{top}{low}{odd}</w:tbl>"))
    ]
    assert found == [[False, False], [True], [False, False]]


def read(folder, body: str, **parts: str):
    return reading.read(str(docx(folder, body, parts)), "a.docx")


def test_a_document_is_read_in_this_process_too(tmp_path):
    numbering = part("numbering", SIMPLE)
    body = p("một", about=place()) + p("hai", about=place(depth=1))
    assert read(tmp_path, body, numbering=numbering) == ("1. một\n1.1. hai", {})


def test_notes_of_deleted_text_are_left_out(tmp_path):
    def note(number: int, kind: str = "") -> str:
        return f'<w:footnote w:id="{number}"{kind}>{p(f"chú {number}")}</w:footnote>'

    body = p(
        "x",
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
        '<w:del><w:r><w:footnoteReference w:id="3"/></w:r></w:del>',
    )
    notes = note(2) + note(3) + note(4) + note(0, ' w:type="separator"')
    text, unread = read(tmp_path, body, footnotes=part("footnotes", notes))
    assert (text, unread) == ("x\n[2] chú 2\n[4] chú 4", {})


def test_what_stands_on_every_page_is_told_once_and_only_with_letters(tmp_path):
    parts = {
        "header1": part("hdr", p("UBND ") + p("xã Mai")),
        "header2": part("hdr", p("UBND", run(" xã Mai"))),
        "footer1": part("ftr", p(" - ")),
        "footer2": part("ftr", p("Hết")),
    }
    text, _ = read(tmp_path, p("x"), **parts)
    assert text == "x\n[đầu trang] UBND xã Mai\n[cuối trang] Hết"


def test_how_much_cannot_be_read_is_counted_over_all_parts(tmp_path):
    picture = "<w:r><w:drawing><pic:pic/></w:drawing></w:r>"
    hidden = run("y", "<w:vanish/>")
    body = p("x", picture, hidden, hidden) + p(hidden)
    _, unread = read(tmp_path, body, header1=part("hdr", p("a", picture)))
    assert unread == {"pictures": 2, "hidden": 2}
