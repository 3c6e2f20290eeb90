"""Plain lines from scraped or scanned text: tags, Markdown and rules go, torn lines are joined."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goc.claims.directive import cleaning
from goc.claims.directive.cleaning import clean


@pytest.mark.parametrize(
    "text, lines",
    [
        ("Một\r\nHai\rBa\fBốn", "Một\nHai\nBa\nBốn"),
        ("URL: https://a.vn/1\nMột", "Một"),
        ("Một\nURL: https://a.vn/1", "Một\nURL: https://a.vn/1"),
        ("Mo\u0323\u0302t", "Một"),  # one spelling of a letter with two marks
        ("  Một \u00a0 hai\u200b ba\ufeff\tbốn  ", "Một hai ba bốn"),
        ("Một\n\n\n\nHai", "Một\n\nHai"),
        ("Một\n\nHai", "Một\n\nHai"),
        ("Một ----- Hai ___ Ba === Bốn ––– Năm", "Một Hai Ba Bốn Năm"),
        ("Một -- Hai", "Một -- Hai"),
        ("A\u2010B\u2011C", "A-B-C"),
        ("QĐ\xadUBND", "QĐ-UBND"),  # a soft hyphen between capitals is one of a symbol
        ("quân\xadsự", "quânsự"),
    ],
)
def test_spaces_lines_and_hyphens(text, lines):
    assert clean(text) == lines


@pytest.mark.parametrize(
    "text, lines",
    [
        ("<p>Một</p><p class='a'>Hai</p>", "\nMột\n\nHai\n"),
        ("Một<br>Hai<br/>Ba<BR />Bốn", "Một\nHai\nBa\nBốn"),
        ("<b>Một</b> <span style='x'>Hai</span><sup>2</sup>", "Một Hai2"),
        ("<table><tr><td>Một</td><td>Hai</td></tr></table>", "\n\nMộtHai\n\n"),
        ("<h1>Một</h1><ul><li>Hai</li></ul>", "\nMột\n\nHai\n\n"),
        ("Số A < 5 và B > 3", "Số A < 5 và B > 3"),
        ("<xa>Một</xa>", "<xa>Một</xa>"),  # no tag of a page
        ("Nông nghiệp &amp; PTNT", "Nông nghiệp & PTNT"),
        ("&#272;i&#7873;u 1&nbsp;&lt;a&gt;", "Điều 1 <a>"),
        ("A & B; C", "A & B; C"),
        ("| Một<br>hai | Ba |", "| Một hai | Ba |"),  # a cell stays in its row
    ],
)
def test_tags_and_entities(text, lines):
    assert clean(text) == lines


@pytest.mark.parametrize(
    "text, lines",
    [
        ("**Điều 1.** *Phạm vi*", "Điều 1. Phạm vi"),
        ("***Điều 1.*** Phạm vi", "Điều 1. Phạm vi"),
        ("**A** _nghiêng_ a_b", "A nghiêng a_b"),
        ("## **KẾ HOẠCH**\n### Mục", "KẾ HOẠCH\nMục"),
        ("1\\. Một\n\\- Hai", "1. Một\n- Hai"),
        ("**A**\n* Một", "A\n* Một"),  # a bullet is no mark of type
        ("*", "*"),
        ("Đảng bộ\n*\nSố 5", "Đảng bộ\n*\nSố 5"),
        ("# Mục", "# Mục"),  # nothing else says that it is Markdown
        ("5 * 3 và 2*3", "5 * 3 và 2*3"),
    ],
)
def test_markdown(text, lines):
    assert clean(text) == lines


@pytest.mark.parametrize(
    "text, lines",
    [
        ("Ủ\ny ban nhân dân", "Ủy ban nhân dân"),  # a letter torn off its word
        ("Ủ\nY BAN", "Ủ\nY BAN"),
        ("Điều\n12. Phạm vi", "Điều 12. Phạm vi"),
        ("Chương\nIV\nNỘI DUNG", "Chương IV\nNỘI DUNG"),
        ("PHẦN\nTHỨ I", "PHẦN THỨ I"),
        ("Mục\n2a. Sau", "Mục 2a. Sau"),
        ("ĐIỀU\nKHOẢN", "ĐIỀU\nKHOẢN"),
        ("các đồng\nchí ở xã", "các đồng chí ở xã"),
        ("các xã,\nphường", "các xã, phường"),
        ("các xã.\nphường", "các xã.\nphường"),
        ("các xã\nPhường", "các xã\nPhường"),
        ("các xã\na) phường", "các xã\na) phường"),  # a point is no wrapped word
        ("các xã\nb, phường", "các xã\nb, phường"),
        ("các xã\nđ. phường", "các xã\nđ. phường"),
        ("các xã\nc1) phường", "các xã\nc1) phường"),
        ("các xã\n\nphường", "các xã\n\nphường"),
    ],
)
def test_torn_lines_are_joined(text, lines):
    assert clean(text) == lines


def test_the_title_before_each_article_goes_when_it_comes_again():
    title = "Quyết định 5/QĐ-UBND năm 2019."
    assert clean(f"{title} Điều 1. Một\n{title} Điều 2. Hai") == "Điều 1. Một\nĐiều 2. Hai"
    assert clean(f"{title} Điều 1. Một\nĐiều 2. Hai") == f"{title} Điều 1. Một\nĐiều 2. Hai"
    assert clean(f"{title} Chương I Một\n{title} Mục 1. Hai") == "Chương I Một\nMục 1. Hai"
    assert clean(f"{title} Một\n{title} Hai") == f"{title} Một\n{title} Hai"


WORDS = st.sampled_from(
    ["Điều", "12.", "xã", "Ủ", "y ban", "\n", "\n\n", " ", ";", "a)", "TỈNH", "5%", ",", "."]
)


@given(st.lists(WORDS, max_size=14).map("".join))
@settings(max_examples=50, deadline=None)
def test_no_letter_is_lost_and_none_is_made(text):
    assert "".join(clean(text).split()) == "".join(text.split())


@pytest.mark.parametrize(
    "place, stop, end", [(0, None, 3), (3, None, 3), (4, None, 7), (4, 6, 6), (0, 2, 2), (0, 3, 3)]
)
def test_where_a_line_ends(place, stop, end):
    assert cleaning.line_end("Một\nHai", place, stop) == end


@pytest.mark.parametrize(
    "line, is_one",
    [
        ("7", True),
        (" 12 ", True),
        ("Trang 3", True),
        ("3/15", True),
        ("Trang 3/15", True),
        ("1234", False),
        ("7.", False),
        ("trang bị 3", False),
        ("", False),
    ],
)
def test_the_number_of_a_page(line, is_one):
    assert cleaning.is_page_number(line) is is_one


def test_flat_is_one_line():
    assert cleaning.flat("  Một\n hai\t\tba ") == "Một hai ba"
