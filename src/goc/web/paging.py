"""One page of a long list; a strange page number gives the nearest page, never an error."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PER_PAGE = 50


def page_of(
    request: HttpRequest, rows: QuerySet[Any] | Sequence[Any], *, per: int = PER_PAGE
) -> Page[Any]:
    """Template: `{% for row in page %}` and below the table `{% pager page %}`."""
    return Paginator(rows, per).get_page(request.GET.get("page"))
