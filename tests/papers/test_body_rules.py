from dataclasses import replace

import pytest

from goc.papers.lint.body import BODY_RULES
from goc.papers.lint.copy import Copy
from goc.papers.profiles import profile
from goc.papers.reading import Line

LINE = Line(
    text="Đoạn văn.",
    section=0,
    table=-1,
    row=-1,
    column=-1,
    fonts=frozenset(),
    sizes=frozenset({14.0}),
    bold=False,
    italic=False,
    align="both",
    first_indent=10,
    gap=6,
)


def broken(code="nd30", **more):
    line = replace(LINE, **more)
    found = (rule.breach(profile(code), line) for rule in BODY_RULES)
    return [(breach.rule, breach.found) for breach in found if breach]


def test_a_paragraph_in_order_breaks_no_rule():
    assert broken() == []


@pytest.mark.parametrize(
    "more, found",
    [
        ({"align": "left"}, [("body.align", "canh trái")]),
        ({"align": "center"}, [("body.align", "center")]),
        ({"sizes": frozenset({13.0, 14.0})}, []),
        ({"sizes": frozenset({12.5, 14.0})}, [("body.size", "12.5, 14")]),
        ({"sizes": frozenset({14.5})}, [("body.size", "14.5")]),
        ({"first_indent": 9.7}, []),
        ({"first_indent": 9.6}, [("body.indent", "9.6 mm")]),
        ({"first_indent": 13.0}, []),
        ({"first_indent": 13.1}, [("body.indent", "13.1 mm")]),
        ({"gap": 5.9}, [("body.gap", "5.9 pt")]),
        ({"spacing": 0}, []),
        ({"spacing": 0.9}, [("body.spacing", "0.9 dòng")]),
        ({"spacing": 1.5}, []),
        ({"spacing": 1.6}, [("body.spacing", "1.6 dòng")]),
        ({"text": "f) Mục"}, [("body.letters", "f)")]),
        ({"text": "e) Mục f)"}, []),
        (
            {"text": "f) Mục", "align": "right", "gap": 0},
            [("body.align", "canh phải"), ("body.gap", "0 pt"), ("body.letters", "f)")],
        ),
    ],
)
def test_each_rule_of_a_paragraph_holds_up_to_its_border(more, found):
    assert broken(**more) == found


@pytest.mark.parametrize(
    "code, text, italic, found",
    [
        ("nd30", "Căn cứ Luật;", True, []),
        ("nd30", "Căn cứ Luật;", False, [("basis.style", "đứng, thường")]),
        ("nd30", "Căn cứ Luật", False, []),
        ("nd30", "Theo Luật;", False, []),
        ("tt01", "Căn cứ Luật,", False, []),
        ("tt01", "Căn cứ Luật,", True, [("basis.style", "nghiêng, thường")]),
    ],
)
def test_a_legal_basis_leans_as_its_year_asks(code, text, italic, found):
    assert broken(code, text=text, italic=italic) == found


@pytest.mark.parametrize(
    "more, is_body",
    [
        ({"text": "x" * 81, "align": "left"}, True),
        ({"text": "x" * 80, "align": "left"}, False),
        ({"text": "x" * 81, "align": "center"}, False),
        ({"text": "x", "align": "both"}, True),
        ({"text": "- " + "x" * 90, "align": "left"}, False),
        ({"text": "- x", "align": "both"}, True),
        ({"text": "Kính gửi: " + "x" * 90, "align": "left"}, False),
        ({"text": "x", "align": "both", "table": 0}, False),
    ],
)
def test_running_text_is_told_by_its_edges_and_length(more, is_body):
    line = replace(LINE, **more)
    copy = Copy(None, [line], profile("nd30"), [line])
    assert (copy.body == [line]) is is_body


def test_what_stands_between_ends_at_the_recipients():
    head, text, to, below = (
        replace(LINE, text=text) for text in ("Số: 1/BC", "Đoạn.", "Nơi nhận", "Sau.")
    )
    copy = Copy(None, [head, text, to, below], profile("nd30"), [head, text, to, below])
    assert copy.between == [text]
