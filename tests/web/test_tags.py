"""Tags and filters: what they write, and that what they are given is escaped."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from django.template import engines

from goc.lib.errors import InputError

ROOT = Path(__file__).parents[2]


def drawn(source: str, **values: object) -> str:
    return engines["django"].from_string(source).render(values)


@pytest.mark.parametrize(
    ("source", "value", "text"),
    [
        ("{{ x|number }}", 1234, "1.234"),
        ("{{ x|number:1 }}", Decimal("1234.56"), "1.234,6"),
        ("{{ x|number:1 }}", 0.5, "0,5"),
        ("{{ x|number }}", None, "–"),
        ("{{ x|percent }}", Fraction(30900, 335), "92,2%"),
        ("{{ x|percent }}", None, "–"),
        ("{{ x|day }}", date(2013, 3, 5), "05/03/2013"),
        ("{{ x|day }}", datetime(2013, 3, 4, 18, 0, tzinfo=UTC), "05/03/2013"),
        ("{{ x|day }}", None, "–"),
        ("{{ x|moment }}", datetime(2013, 3, 4, 18, 5, tzinfo=UTC), "01:05 05/03/2013"),
        ("{{ x|sentence }}", InputError("Dòng %(n)s.", n=3), "Dòng 3."),
    ],
)
def test_a_filter_writes_as_offices_do(source, value, text):
    assert drawn(source, x=value) == text


def test_a_bar_is_drawn_and_said():
    bar = drawn("{% bar 309 335 %}")

    assert ('width="92.24"' in bar, "309/335 (92,2%)" in bar) == (True, True)


@pytest.mark.parametrize(("value", "total", "width"), [(5, 3, "100.0"), (-1, 3, "0.0")])
def test_a_bar_never_leaves_its_box(value, total, width):
    assert f'<rect class="part" width="{width}"' in drawn("{% bar v t %}", v=value, t=total)


@pytest.mark.parametrize(("value", "total"), [(None, 3), (0, 0), (1, None)])
def test_a_bar_of_nothing_says_so(value, total):
    assert (
        drawn("{% bar v t %}", v=value, t=total) == '<span class="bar-words">chưa có số liệu</span>'
    )


@pytest.mark.parametrize(
    ("state", "word"), [("met", "Đạt"), ("not_met", "Chưa đạt"), ("what", "Chưa xác định")]
)
def test_a_lamp_says_its_state_in_words(state, word):
    assert word in drawn("{% lamp s %}", s=state)


@pytest.mark.parametrize(
    "source",
    [
        "{% badge x %}",
        "{% lamp 'met' x %}",
        "{% icon 'home' x %}",
        "{% card x %}{{ x }}{% endcard %}",
        "{% table caption=x %}<tr><td>{{ x }}</td></tr>{% endtable %}",
        "{% notice %}{{ x }}{% endnotice %}",
        "{% nothing x url=x label=x %}",
    ],
)
def test_what_a_tag_is_given_is_escaped(source):
    assert ("<b>" in drawn(source, x="<b>"), "&lt;b&gt;" in drawn(source, x="<b>")) == (False, True)


def test_facts_are_a_definition_list():
    text = drawn("{% facts rows %}", rows=[("Tên", "<i>"), ("Cấp", None), ("Số", 0)])

    assert [part.split("</div>")[0] for part in text.split("<div>")[1:]] == [
        "<dt>Tên</dt><dd>&lt;i&gt;</dd>",
        "<dt>Cấp</dt><dd>–</dd>",
        "<dt>Số</dt><dd>0</dd>",
    ]


def test_every_icon_a_template_uses_is_fetched():
    import re

    sources = [*ROOT.glob("src/goc/*/templates/**/*.html"), *ROOT.glob("src/goc/*/apps.py")]
    used = {
        name
        for path in sources
        for name in re.findall(
            r"""\{% icon ["']([^"']+)|\bicon=["']([^"']+)""", path.read_text(encoding="utf-8")
        )
        for name in name
        if name
    }
    assert used - set((ROOT / "tools/icons.txt").read_text().split()) == set()


def test_the_heading_repeats_the_title():
    page = (
        '{% extends "web/bare.html" %}{% block title %}A &amp; B{% endblock %}'
        '{% block bare %}<h1>{% same_block "title" %}</h1>{% endblock %}'
    )

    assert (
        "<title>A &amp; B · Gốc</title>" in drawn(page),
        "<h1>A &amp; B</h1>" in drawn(page),
    ) == (True, True)
