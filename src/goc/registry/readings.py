"""A file that takes long to read (a scan) is read by a job: it waits in the site's folder, a day at
most.
"""

from __future__ import annotations

import logging
import shutil
import time
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from goc.files.reading import read_file
from goc.jobs.actions import enqueue
from goc.jobs.models import Job
from goc.jobs.registry import kind
from goc.lib.errors import HiddenError, InputError
from goc.lib.progress import Report
from goc.lib.workers import Lost
from goc.web.texts import Given

logger = logging.getLogger(__name__)
KIND = "registry.read_file"
KEPT = 24 * 3600
TEXT = "text"


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


@kind(KIND, "Đọc tệp (nhận dạng chữ bản chụp)")
def read(*, by: str, report: Report, reading: str, name: str, page: str) -> dict[str, Any]:  # noqa: ARG001  every kind gets it
    folder = _folder(reading)
    try:
        if not folder.is_dir():
            raise InputError("Tệp %(name)s không còn ở chỗ chờ đọc; hãy đưa lại tệp.", name=name)
        (folder / TEXT).write_text(read_file(folder / "file" / name, report), "utf-8")
    except BaseException as error:
        if isinstance(error.__cause__, Lost):
            logger.warning("%s", error, exc_info=error.__cause__)
        shutil.rmtree(folder, ignore_errors=True)
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
    return Given((folder / TEXT).read_text("utf-8"), name, (folder / "file" / name).read_bytes())


def drop_reading(user: Any, reading: UUID) -> None:
    """Taken into the register, or not to be kept."""
    if _jobs_of(user, str(reading)).exists():
        shutil.rmtree(_folder(str(reading)), ignore_errors=True)


def _jobs_of(user: Any, reading: str) -> QuerySet[Job]:
    return Job.objects.filter(
        kind=KIND, state=Job.State.DONE, by=user.get_username(), arguments__reading=reading
    )


def _folder(reading: str) -> Path:
    return Path(settings.SITE) / "readings" / reading


def _sweep() -> None:
    for folder in (Path(settings.SITE) / "readings").glob("*"):
        if folder.stat().st_mtime < time.time() - KEPT:
            shutil.rmtree(folder, ignore_errors=True)
