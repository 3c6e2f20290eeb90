"""Asks pages while another connection holds the right to write; tells status and seconds of each, then the readings.

usage: pages_while_written.py PERSON
"""

import sqlite3
import sys
import time
from contextlib import contextmanager, suppress

import django
from django.conf import settings

django.setup()

import psycopg  # noqa: E402
from django.db import connection  # noqa: E402  the settings are read only now
from django.test import Client  # noqa: E402
from django.urls import NoReverseMatch, get_resolver, reverse  # noqa: E402

from goc.accounts.models import User  # noqa: E402
from goc.audit.models import Event  # noqa: E402
from goc.audit.spool import drain  # noqa: E402
from goc.lib.terminal import emit  # noqa: E402


@contextmanager
def somebody_writes():
    if connection.vendor == "sqlite":
        other = sqlite3.connect(settings.DATABASES["default"]["NAME"], isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE accounts_user SET name = name")
    else:
        other = psycopg.connect(**connection.get_connection_params() | {"cursor_factory": None})
        other.execute("LOCK TABLE audit_event IN SHARE ROW EXCLUSIVE MODE")
    try:
        yield
    finally:
        other.close()


def lists() -> list[str]:
    """Every address without a part to fill in, but those that end the session."""
    found = []
    for name in get_resolver().reverse_dict:
        with suppress(NoReverseMatch):
            found.append(reverse(name))
    return sorted({url for url in found if "sign" not in url})


settings.ALLOWED_HOSTS = ["testserver"]
client = Client()
client.force_login(User.objects.get(login="operator"))
pages = {f"/people/{sys.argv[1]}/": None, **dict.fromkeys(lists())}
for url in pages:
    client.get(url)  # loads the code: only waiting is measured below
drain()
before = Event.objects.filter(action="people.read").count()
with somebody_writes():
    for url in pages:
        start = time.monotonic()
        status = client.get(url).status_code
        pages[url] = [status, time.monotonic() - start]
    told = "lượt xem còn chờ ghi" in client.get("/audit/").text
    kept = Event.objects.filter(action="people.read").count()
drain()
after = Event.objects.filter(action="people.read").count()
emit({"pages": pages, "before": before, "kept": kept, "after": after, "told": told})
