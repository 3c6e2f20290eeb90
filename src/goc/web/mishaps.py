"""What the machine under the site refuses (`lib/mishaps.py`), as the log tells it."""

from __future__ import annotations

import logging

from django.conf import settings

from goc.lib.mishaps import understood


class InOneLine(logging.Filter):
    """A database that is away is one line in the log for each request, not a traceback. Who
    develops gets the traceback.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        known = understood(error, settings.CONF.database)
        if known and not settings.DEBUG:
            record.msg, record.args = "%s: %s [%s]", (record.getMessage(), known, error)
            record.exc_info = record.exc_text = None
        return True
