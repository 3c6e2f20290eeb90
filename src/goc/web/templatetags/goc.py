"""Tags and filters in every template without {% load %}. What a page of Gốc is put together from.

Page          {% extends "web/base.html" %}; its blocks are listed at the top of that file
Icon          {% icon "home" %} · {% icon "eye-off" "Đã che" %} (second: read out); tools/icons.txt
Numbers       {{ 1234|number }} 1.234 · {{ x|number:1 }} 68,1 · {{ x|percent }} 92,2% · None: –
Days          {{ day|day }} 05/03/2013 · {{ at|moment }} 14:05 05/03/2013
Error         {{ error|sentence }}
State lamp    {% lamp "met" %} đạt · "not_met" chưa đạt · "waiting" đang chờ · "undecided"
Badge         {% badge "Nhập tay" "quiet" %}; kinds: "" accent · good · bad · warn · quiet
Bar           {% bar 309 335 %}; drawn, and in words: 309/335 (92,2%)
Card          {% card "Tiêu đề" icon="users" flush=True %} … {% endcard %}; flush: to the edges
Table         {% table caption="…" %}<thead>…</thead><tbody>…</tbody>{% endtable %}
              numbers: <td class="num">
Big number    <p class="big">92,2%</p>; side by side: <div class="cards">; 2/3 + 1/3: "columns"
Facts         {% facts rows %} with rows = [(label, value), …]; a definition list
Nothing here  {% nothing "Chưa có văn bản nào." url="/…" label="Thêm" icon="files" %}
Notice        {% notice "warn" %} … {% endnotice %}; kinds as badges
Form          {% fields form %} all · {% field form.name %} one · {% form_errors form %}
              {% once %} beside {% csrf_token %}: sent twice it is done once (goc.web.once)
              {% carried form %} where fields are drawn one by one: what the page was drawn from
              {% buttons "Lưu" back="/…" %}; two columns: <form class="two">
              a row of filters: <form class="filters">
Pager         {% pager page %}; page: goc.web.paging.page_of(request, rows)
Timeline      {% timeline spans "Nhãn" %}; goc.web.timeline.Span(label, start, end, css, text)
Chart         {% chart spec "Nói bằng lời" %}; spec: Vega-Lite as a dict
Progress      {% include "jobs/_progress.html" with job=job %}
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from goc.lib.errors import GocError
from goc.viet import numbers
from goc.web import charts, icons, words
from goc.web import forms as web_forms
from goc.web import once as sending
from goc.web import timeline as timelines
from goc.web.changes import STATE

register = template.Library()
ABSENT = "–"
LAMPS = {
    "met": ("good", "check", gettext_lazy("Đạt")),
    "not_met": ("bad", "x", gettext_lazy("Chưa đạt")),
    "waiting": ("warn", "clock", gettext_lazy("Đang chờ")),
    "undecided": ("quiet", "help", gettext_lazy("Chưa xác định")),
}


def _exact(value: Any) -> numbers.Exact:
    return value if isinstance(value, int | Decimal | Fraction) else Decimal(str(value))


@register.filter
def number(value: Any, decimals: int = 0) -> str:
    return ABSENT if value is None or value == "" else numbers.write(_exact(value), decimals)


@register.filter
def percent(value: Any, decimals: int = numbers.SHARE_DECIMALS) -> str:
    return ABSENT if value is None or value == "" else numbers.percent(_exact(value), decimals)


@register.filter
def day(value: date | None) -> str:
    if value is None:
        return ABSENT
    return (timezone.localtime(value) if isinstance(value, datetime) else value).strftime(
        "%d/%m/%Y"
    )


@register.filter
def moment(value: datetime | None) -> str:
    return ABSENT if value is None else timezone.localtime(value).strftime("%H:%M %d/%m/%Y")


@register.filter
def sentence(error: object) -> str:
    return words.told(error) if isinstance(error, GocError) else str(error)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    return icons.draw(name, label)


@register.simple_tag
def badge(text: object, kind: str = "") -> SafeString:
    return format_html('<span class="badge mark-{}">{}</span>', kind or "accent", text)


@register.simple_tag
def lamp(state: str, text: str = "") -> SafeString:
    kind, sign, label = LAMPS.get(state, LAMPS["undecided"])
    return format_html(
        '<span class="lamp mark-{}">{}{}</span>', kind, icons.draw(sign), text or label
    )


@register.simple_tag
def bar(value: Any, total: Any, kind: str = "") -> SafeString:
    """Nothing out of nothing draws no bar and says so."""
    if value is None or not total:
        return format_html('<span class="bar-words">{}</span>', gettext("chưa có số liệu"))
    share = min(Fraction(1), max(Fraction(0), Fraction(_exact(value)) / Fraction(_exact(total))))
    said = f"{number(value)}/{number(total)} ({percent(100 * share)})"
    return format_html(
        '<span class="bar mark-{}"><svg viewBox="0 0 100 8" preserveAspectRatio="none" '
        'aria-hidden="true">'
        '<rect class="whole" width="100" height="8"/><rect class="part" width="{}" '
        'height="8"/></svg>'
        '<span class="bar-words">{}</span></span>',
        kind or "accent",
        round(float(100 * share), 2),
        said,
    )


@register.simple_tag
def timeline(spans: Iterable[timelines.Span], label: str = "") -> SafeString:
    return timelines.draw(spans, today=timezone.localdate(), label=label)


@register.simple_tag
def chart(spec: dict[str, Any], label: str) -> SafeString:
    return charts.draw(spec, label)


@register.simple_tag(takes_context=True)
def same_block(context: template.Context, name: str) -> str:
    """What the page put in a block once more: the title of the tab is the heading of the page."""
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    block = blocks.get_block(name) if blocks else None
    return str(block.render(context)) if block else ""


@register.simple_block_tag
def card(content: str, title: str = "", icon: str = "", flush: bool = False) -> SafeString:
    head = (
        format_html('<h2 class="card-title">{}{}</h2>', icons.draw(icon) if icon else "", title)
        if title
        else ""
    )
    body = content if flush else format_html('<div class="card-body">{}</div>', content)
    return format_html('<section class="card">{}{}</section>', head, body)


@register.simple_block_tag
def table(content: str, caption: str = "") -> SafeString:
    """Scrolls sideways inside itself on a phone; focusable so that the keyboard can
    scroll it too.
    """
    said = format_html('<caption class="visually-hidden">{}</caption>', caption) if caption else ""
    return format_html(
        '<div class="table-scroll" tabindex="0" role="region" aria-label="{}"><table '
        'class="table">{}{}</table></div>',
        caption or gettext("Bảng"),
        said,
        content,
    )


@register.simple_block_tag
def notice(content: str, kind: str = "") -> SafeString:
    return format_html(
        '<div class="notice mark-{}" role="note">{}</div>', kind or "accent", content
    )


@register.inclusion_tag("web/_facts.html")
def facts(rows: Iterable[tuple[object, object]]) -> dict[str, Any]:
    return {"rows": rows}


@register.inclusion_tag("web/_nothing.html")
def nothing(text: str, url: str = "", label: str = "", icon: str = "files") -> dict[str, Any]:
    return {"text": text, "url": url, "label": label, "icon": icon}


@register.inclusion_tag("web/_fields.html")
def fields(form: forms.BaseForm) -> dict[str, Any]:
    return {"form": form}


@register.inclusion_tag("web/_field.html")
def field(bound: forms.BoundField) -> dict[str, Any]:
    return {
        "field": bound,
        "input": _dressed(bound),
        "box": isinstance(bound.field.widget, forms.CheckboxInput),
    }


@register.simple_tag
def once() -> SafeString:
    return format_html(
        '<input type="hidden" name="{}" value="{}">', sending.NAME, sending.new_token()
    )


@register.simple_tag
def carried(form: web_forms.Form) -> SafeString:
    """For a form that changes records: what the page was drawn from."""
    if getattr(form, "records", None) is None:
        return SafeString("")
    return format_html('<input type="hidden" name="{}" value="{}">', STATE, form.read_state)


@register.inclusion_tag("web/_form_errors.html")
def form_errors(form: forms.BaseForm) -> dict[str, Any]:
    return {"form": form}


@register.inclusion_tag("web/_buttons.html")
def buttons(label: str, back: str = "", icon: str = "check") -> dict[str, Any]:
    return {"label": label, "back": back, "icon": icon}


@register.inclusion_tag("web/_pager.html", takes_context=True)
def pager(context: template.Context, page: Page[Any]) -> dict[str, Any]:
    around = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return {"page": page, "around": list(around), "request": context["request"]}


def _dressed(bound: forms.BoundField) -> str:
    """The input with its class. Django ties help and error to
    it (aria-describedby, aria-invalid).
    """
    widget = bound.field.widget
    css = {forms.CheckboxInput: "form-check-input", forms.Select: "form-select"}
    name = next((value for kind, value in css.items() if isinstance(widget, kind)), "form-control")
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        name = "choices"
    wrong = " is-invalid" if bound.errors else ""
    given = widget.attrs.get("class", "")
    return bound.as_widget(attrs={"class": f"{name}{wrong} {given}".strip()})
