"""Sending a form as a browser does: with everything the page put into it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.test import Client
from lxml import html

Values = dict[str, Any]


def sent_by(page: HttpResponse, form_id: str = "") -> Values:
    """What a browser would send of the page's own form, were its button pressed at once."""
    forms = html.fromstring(page.content.decode()).xpath('//main//form[@method="post"]')
    if form_id:
        forms = [form for form in forms if form.get("id") == form_id]
    values: Values = {}
    largest = max(forms, key=lambda form: len(form.fields), default=None)
    for name, value in largest.form_values() if largest is not None else ():
        before = values.get(name)
        if before is None:
            values[name] = value
        else:
            values[name] = [*(before if isinstance(before, list) else [before]), value]
    return values


def send(client: Client, url: str, **typed: Any) -> Any:
    """Opens the page, types, presses the button. None leaves a box out of what is sent."""
    values = sent_by(client.get(url)) | typed
    return client.post(url, {name: value for name, value in values.items() if value is not None})


def state_of(client: Client, url: str) -> Values:
    """What the page at this address was drawn from, to be sent along with what is typed."""
    page = client.get(url)
    values = sent_by(page) if page.status_code == 200 else {}
    return {name: value for name, value in values.items() if name == "read_state"}
