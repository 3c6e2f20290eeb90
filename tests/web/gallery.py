"""A page with every component on it, for the tests and for looking at."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template import RequestContext, engines
from django.urls import path

from goc.urls import handler400, handler403, handler404, handler500
from goc.urls import urlpatterns as rooms
from goc.web.forms import DayField
from goc.web.timeline import Span

__all__ = ["handler400", "handler403", "handler404", "handler500"]
UNITS = [
    "Tràng Định",
    "Bình Gia",
    "Văn Lãng",
    "Bắc Sơn",
    "Văn Quan",
    "Cao Lộc",
    "Lộc Bình",
    "Chi Lăng",
    "Đình Lập",
]


class SampleForm(forms.Form):
    name = forms.CharField(label="Họ và tên", help_text="Như trong căn cước.")
    born = DayField(label="Ngày sinh")
    post = forms.ChoiceField(
        label="Chức vụ", choices=[("a", "Chỉ huy trưởng"), ("b", "Chỉ huy phó")]
    )
    kept = forms.BooleanField(label="Giữ nguyên chức vụ", required=False)
    how = forms.ChoiceField(
        label="Đối tượng", choices=[("x", "Tại chức"), ("y", "Nguồn")], widget=forms.RadioSelect
    )


def gallery(request: HttpRequest) -> HttpResponse:
    form = SampleForm({"born": "31/02/1980", "name": "", "post": "b"})
    spans = [
        Span("Chỉ huy phó", date(2004, 3, 1), date(2009, 6, 1), "quiet", "Xã Đại Đồng"),
        Span("Chỉ huy trưởng", date(2009, 6, 1), None, "", "Xã Đại Đồng <b>"),
        Span("Đảng ủy viên", date(2010, 1, 1), date(2015, 1, 1), "good"),
    ]
    rows = [(name, 20 + n, 17 + n, (17 + n) * 1234) for n, name in enumerate(UNITS)]
    values = {
        "rows": rows * 3,
        "form": form,
        "spans": spans,
        "page": Paginator(range(900), 50).page(4),
        "facts": [
            ("Họ và tên", "Nông Văn Đức"),
            ("Ngày sinh", "05/03/1980"),
            ("Quân hàm dự bị", None),
        ],
    }
    source = (Path(__file__).parent / "gallery.html").read_text(encoding="utf-8")
    engine = engines["django"].engine
    return HttpResponse(engine.from_string(source).render(RequestContext(request, values)))


urlpatterns = [path("gallery/", gallery, name="gallery"), *rooms]
