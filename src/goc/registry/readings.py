"""A file that takes long to read (a scan) is read by a job: it waits in the site's folder, a day at
most.
"""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from goc.files.reading import read as read_document
from goc.files.reading import unread_of
from goc.jobs.actions import enqueue
from goc.jobs.models import Job
from goc.jobs.registry import kind
from goc.lib.errors import HiddenError, InputError
from goc.lib.folders import remove
from goc.lib.locks import DAY, untouched
from goc.lib.progress import Report
from goc.lib.workers import Lost
from goc.web.texts import Given

logger = logging.getLogger(__name__)
KIND = "registry.read_file"
KEPT = DAY
TEXT, UNREAD = "text", "unread"


def start_reading(waiting: tuple[str, bytes], *, by: object, page: str) -> Job:
    """`waiting` is that of a TextForm; `page` the name of the page that goes on, which gets
    `?reading=`.
    """
    name, data = waiting
    _sweep()
    reading = str(uuid4())
    folder = _folder(reading)
    (folder / "file").mkdir(mode=0o700, parents=True)
    (folder / "file" / name).write_bytes(data)
    return enqueue(KIND, by=by, reading=reading, name=name, page=page)


@kind(
    KIND,
    "Đọc tệp (nhận dạng chữ bản chụp)",
    back=lambda arguments: reverse(arguments["page"]),
)
def read(*, by: str, report: Report, reading: str, name: str, page: str) -> dict[str, Any]:  # noqa: ARG001  every kind gets it
    folder = _folder(reading)
    try:
        if not folder.is_dir():
            raise InputError("Tệp %(name)s không còn ở chỗ chờ đọc; hãy đưa lại tệp.", name=name)
        document = read_document(folder / "file" / name, report)
        (folder / UNREAD).write_text(json.dumps(document.counts), "utf-8")
        (folder / TEXT).write_text(document.text, "utf-8")
    except BaseException as error:
        if isinstance(error.__cause__, Lost):
            logger.warning("%s", error, exc_info=error.__cause__)
        remove(folder)
        raise
    return {"name": name, "url": f"{reverse(page)}?reading={reading}"}


def get_reading_for(user: Any, reading: str) -> Given:
    """What was read, for who gave the file. Raises HiddenError for anybody else and once it is
    gone.
    """
    try:
        folder = _folder(str(UUID(reading)))
    except ValueError:
        raise HiddenError("Không có tệp đã đọc này.") from None
    job = _jobs_of(user, folder.name).first()
    if job is None or not (folder / TEXT).is_file():
        raise HiddenError("Không có tệp đã đọc này; có thể đã quá một ngày. Hãy đưa lại tệp.")
    name = job.arguments["name"]
    unread = folder / UNREAD
    counts = json.loads(unread.read_text("utf-8")) if unread.is_file() else {}
    text, data = (folder / TEXT).read_text("utf-8"), (folder / "file" / name).read_bytes()
    return Given(text, name, data, unread_of(counts))


def drop_reading(user: Any, reading: UUID) -> None:
    """Taken into the register, or not to be kept."""
    if _jobs_of(user, str(reading)).exists():
        remove(_folder(str(reading)))


def _jobs_of(user: Any, reading: str) -> QuerySet[Job]:
    return Job.objects.filter(
        kind=KIND, state=Job.State.DONE, by=user.get_username(), arguments__reading=reading
    )


def _folder(reading: str) -> Path:
    return Path(settings.SITE) / "readings" / reading


def stale() -> list[Path]:
    """Those that waited longer than a day."""
    every = (Path(settings.SITE) / "readings").glob("*")
    return sorted(folder for folder in every if untouched(folder, KEPT))


def _sweep() -> None:
    for folder in stale():
        remove(folder)
