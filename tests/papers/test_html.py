import re

import pytest

from goc.papers.formats import render
from goc.papers.formats.html import standalone
from goc.papers.model import Chart, Figure, Paragraph, Text
from papers.sample import report


@pytest.fixture(scope="module")
def page():
    return render(report(), "html").decode()


def test_it_is_a_fragment_that_knows_its_profile(page):
    assert page.startswith('<article class="paper paper-tt01" lang="vi">')
    assert page.endswith("</article>")
    assert "style=" not in re.sub(r"<figure>.*?</figure>", "", page, flags=re.S)


def test_a_figure_is_a_link_to_its_card(page):
    assert (
        '<strong><a class="figure" data-key="placed_in_command" href="/figures/placed_in_command">92,2%</a></strong>'
        in page
    )


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "//evil.vn", "https://evil.vn", "/\\evil.vn", ""]
)
def test_a_link_leads_nowhere_else(href):
    page = render(
        report(blocks=(Paragraph((Figure("k", "1", None, href),)),), appendices=()), "html"
    ).decode()
    assert '<span class="figure" data-key="k">1</span>' in page
    assert "<a " not in page


def test_all_text_is_escaped():
    evil = "<script>'\"&"
    paper = report(
        subject=evil,
        place=evil,
        agency=(evil,),
        addressees=(evil, evil),
        recipients=(evil,),
        legal_bases=(evil,),
        symbol=evil,
        issuer=evil,
        draft=evil,
        blocks=(Paragraph((Text(evil), Figure(evil, evil, None, "/" + evil))),),
    )
    page = render(paper, "html").decode()
    assert "<script" not in page
    assert page.count("&lt;script&gt;") > 12


def test_heads_span_and_cells_align(page):
    assert '<th rowspan="1" colspan="5">Đối tượng</th>' in page
    assert '<th rowspan="3" colspan="1">TT</th>' in page
    assert (
        '<td class="right"><a class="figure" data-key="quality.1.1" href="/figures/quality.1.1">35</a></td>'
        in page
    )


def test_charts_are_drawn_in_place(page):
    assert page.count("<svg") == 1
    assert "<figcaption>Biểu đồ</figcaption>" in page


def test_a_file_of_its_own_has_the_style_and_keeps_the_audience():
    page = standalone(report(audience="public", blocks=(Chart({}),))).decode()
    assert page.startswith('<!doctype html><html lang="vi">')
    assert ".paper .masthead" in page
    assert "/figures/" not in page
