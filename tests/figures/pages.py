"""What the page tests of this room share."""

from __future__ import annotations

import re
from html import unescape

from django.test import Client

from goc.accounts.models import User


def signed_in(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def words(response) -> str:
    """The page's content as text in one line."""
    html = response.content.decode()
    html = html[html.find("<main") : html.find("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def links(response) -> list[str]:
    return [unescape(u) for u in re.findall(r'href="([^"]+)"', response.content.decode())]
