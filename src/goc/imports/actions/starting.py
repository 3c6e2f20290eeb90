"""A list taken in: its bytes kept, its sheet, head and rows understood."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from goc.accounts.models import User
from goc.files.model import Book
from goc.files.tables import read_book
from goc.imports import access, staging
from goc.imports.actions.keeping import concerned, locked_open, tell
from goc.imports.models import Load
from goc.imports.registry import KINDS, Kind
from goc.intake.reading import Understood
from goc.jobs.actions import enqueue
from goc.lib.errors import InputError
from goc.registry import files
from goc.units.asking import asking_of
from goc.units.models import Unit

LARGEST = 10 * 2**20
READ_AT_ONCE = 300 * 2**10
SLOW = ".doc"
"""Larger files are read by a job, and what LibreOffice has to open."""
READ = "imports.read"


@transaction.atomic
def start_load(
    *, kind: Kind, unit: Unit | None, name: str, data: bytes, day: date, sender: str, by: User
) -> Load:
    """Keeps the file and reads it, a large one by a job; `go_on` then checks it. Raises
    HiddenError, ForbiddenError, and InputError for a file that is no list at all: then nothing is
    kept.
    """
    access.check_may_load_for(asking_of(by), kind, unit)
    _check(data, name, day)
    sha256, size = files.put(data)
    load = Load.objects.create(
        kind=kind.name,
        owner=by,
        unit=unit,
        name=name[-200:],
        sha256=sha256,
        size=size,
        day=day,
        sender=" ".join(sender.split()),
    )
    tell(
        load,
        action="imports.start",
        by=by,
        after={"sha256": sha256, "day": day, "sender": load.sender},
    )
    if size > READ_AT_ONCE or name.lower().endswith(SLOW):
        return ask_for_reading(load=load, by=by)
    return read_load(load=load)


def ask_for_reading(*, load: Load, by: User) -> Load:
    """By a job; again where one was cut off."""
    job = enqueue(READ, by=by, unit=concerned(load), load=str(load.public_id))
    load.job = job.public_id
    load.save(update_fields=["job"])
    return load


def _check(data: bytes, name: str, day: date) -> None:
    """Raises InputError for what cannot be a list, or is of a day to come."""
    if not data:
        raise InputError("Tệp %(name)s rỗng.", name=name)
    if len(data) > LARGEST:
        raise InputError("Tệp %(name)s lớn hơn 10 MB; hãy tách thành các tệp nhỏ hơn.", name=name)
    if day > timezone.localdate():
        raise InputError("Ngày của danh sách không được sau hôm nay.")


def read_load(*, load: Load) -> Load:
    """Understands the file as it was chosen and stages its rows, to be checked by `go_on`. Where no
    head is found its first rows are staged, and what is wanted stands in `trouble`. Raises
    InputError for what is no list at all.
    """
    found, trouble = _understood(load)
    with transaction.atomic():
        load = locked_open(load)
        if isinstance(found, Understood):
            staging.stage(load, found)
        else:
            staging.stage_unknown(load, found)
        load.state, load.trouble = Load.State.MENDING, trouble
        load.revision += 1
        load.counts = {}
        load.save()
    return load


def _understood(load: Load) -> tuple[Understood | Book, str]:
    """What the kind makes of the file; else the bare sheets, and why it makes nothing of them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, load.name.replace("/", "_"))
        path.symlink_to(files.checked(load.sha256))
        try:
            return KINDS[load.kind].read(path, staging.choice_of(load)), ""
        except InputError as why:
            return read_book(path, LARGEST), str(why)
