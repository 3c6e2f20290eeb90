"""Pages of long lists."""

import pytest
from django.template import RequestContext, engines
from django.test import RequestFactory

from goc.web.paging import page_of


@pytest.mark.parametrize(("asked", "number"), [("", 1), ("2", 2), ("99", 3), ("-1", 3), ("x", 1)])
def test_a_strange_number_gives_the_nearest_page(asked, number):
    assert (
        page_of(RequestFactory().get("/", {"page": asked}), list(range(21)), per=10).number
        == number
    )


def test_the_pager_keeps_the_filter():
    request = RequestFactory().get("/x/", {"q": "a&b", "page": "2"})
    template = engines["django"].engine.from_string("{% pager page %}")
    text = template.render(
        RequestContext(request, {"page": page_of(request, list(range(21)), per=10)})
    )

    assert 'href="?q=a%26b&amp;page=3"' in text
    assert "11–20 trên 21" in text


def test_one_page_needs_no_pager():
    request = RequestFactory().get("/")
    text = (
        engines["django"]
        .engine.from_string("{% pager page %}")
        .render(RequestContext(request, {"page": page_of(request, [1], per=10)}))
    )
    assert text.strip() == ""
