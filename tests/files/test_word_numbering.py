"""The numbers Word puts before paragraphs stand in the text as they stand on paper."""

from __future__ import annotations

import pytest

from files.wordml import docx, p, part
from goc.files.reading import read
from goc.files.word.numbering import written


def level(depth, kind, text, *, start=1, left=0, more=""):
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text}"/><w:pPr><w:ind w:left="{left}"/></w:pPr></w:lvl>'
    )


def rules(*levels, number=0):
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def num(number, abstract, override=""):
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{override}</w:num>'


def item(text, number=1, depth=0):
    about = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return p(*([text] if text else []), about=about)


def printed(folder, body, numbering, styles=""):
    parts = {"numbering": part("numbering", numbering), "styles": part("styles", styles)}
    return read(docx(folder, body, parts)).text.split("\n")


OUTLINE = rules(
    level(0, "upperRoman", "%1."),
    level(1, "decimal", "%2."),
    level(2, "lowerLetter", "%3)"),
    level(3, "bullet", "\uf0b7"),
) + num(1, 0)


def test_levels_begin_anew_under_the_next_above(tmp_path):
    depths = [0, 1, 1, 2, 2, 3, 1, 2, 0, 1]
    body = "".join(item(f"x{depth}", depth=depth) for depth in depths)
    assert printed(tmp_path, body, OUTLINE) == [
        "I. x0", "1. x1", "2. x1", "a) x2", "b) x2", "- x3", "3. x1", "a) x2", "II. x0", "1. x1",
    ]  # fmt: skip


def test_a_level_may_name_those_above_it(tmp_path):
    legal = level(2, "decimal", "%1.%2.%3", more="<w:isLgl/>")
    numbering = rules(level(0, "upperRoman", "%1."), level(1, "lowerLetter", "%1.%2"), legal) + num(
        1, 0
    )
    body = item("a") + item("b", depth=1) + item("c", depth=2)
    assert printed(tmp_path, body, numbering) == ["I. a", "I.a b", "1.1.1 c"]


def test_lists_of_one_rule_go_on_unless_they_are_told_to_begin(tmp_path):
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = rules(level(0, "decimal", "%1.")) + num(1, 0) + num(2, 0) + num(3, 0, anew)
    body = item("a") + p("giữa") + item("b", 2) + item("c", 3) + item("d", 3)
    assert printed(tmp_path, body, numbering) == ["1. a", "giữa", "2. b", "5. c", "6. d"]


def test_a_level_may_never_begin_anew(tmp_path):
    low = level(1, "decimal", "%2)", more='<w:lvlRestart w:val="0"/>')
    numbering = rules(level(0, "upperLetter", "%1."), low) + num(1, 0)
    body = item("a") + item("b", depth=1) + item("c") + item("d", depth=1)
    assert printed(tmp_path, body, numbering) == ["A. a", "1) b", "B. c", "2) d"]


STYLES = (
    '<w:style w:type="paragraph" w:styleId="S"><w:basedOn w:val="T"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="T"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="U"><w:pPr><w:numPr><w:ilvl w:val="1"/>'
    '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)


def test_a_style_may_number(tmp_path):
    body = "".join(
        p(text, about=f'<w:pStyle w:val="{style}"/>') for text, style in ("aS", "bU", "cS")
    )
    off = p("d", about='<w:pStyle w:val="S"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert printed(tmp_path, body + off, OUTLINE, STYLES) == ["I. a", "1. b", "II. c", "d"]


def test_a_rule_may_lie_behind_a_style_of_lists(tmp_path):
    link = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>'
    style = '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    numbering = link + rules(level(0, "decimal", "%1/")) + num(1, 1) + num(2, 0)
    assert printed(tmp_path, item("a") + item("b"), numbering, style) == ["1/ a", "2/ b"]


def test_lists_told_apart_only_by_their_margin_are_told_apart_by_letters(tmp_path):
    numbering = "".join(
        rules(level(0, "decimal", "%1.", left=left), number=n) + num(n, n)
        for n, left in ((1, 360), (2, 720), (3, 1080))
    )
    body = item("a", 1) + item("b", 1) + item("c", 2) + item("d", 2) + item("e", 3) + item("f", 1)
    assert printed(tmp_path, body, numbering) == ["1. a", "2. b", "a) c", "b) d", "- e", "3. f"]
    apart = item("a", 1) + p("Một đoạn văn.") + item("c", 2)
    assert printed(tmp_path, apart, numbering) == ["1. a", "Một đoạn văn.", "1. c"]


def test_what_was_deleted_is_not_counted(tmp_path):
    about = '<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr>'
    deleted = p('<w:del w:id="2"><w:r><w:delText>x</w:delText></w:r></w:del>', about=about)
    assert printed(tmp_path, item("a") + deleted + item("b"), OUTLINE) == ["I. a", "II. b"]


def test_an_empty_item_counts_and_shows_nothing(tmp_path):
    assert printed(tmp_path, item("a") + item("") + item("c"), OUTLINE) == ["I. a", "", "III. c"]


@pytest.mark.parametrize(
    ("count", "kind", "text"),
    [
        (4, "decimal", "4"),
        (4, "decimalZero", "04"),
        (4, "lowerLetter", "d"),
        (28, "upperLetter", "BB"),
        (49, "lowerRoman", "xlix"),
        (14, "upperRoman", "XIV"),
        (4, "vietnameseCounting", "4"),
        (0, "lowerRoman", "0"),
        (4, "none", ""),
    ],
)
def test_how_a_number_is_written(count, kind, text):
    assert written(count, kind) == text
