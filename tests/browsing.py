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
    for name, value in max(forms, key=lambda form: len(form.fields)).form_values():
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
