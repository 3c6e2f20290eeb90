"""The one way in for files on the web: kept in memory only, and let out to nobody who would store
or read them before it is known that they bear no degree of secrecy (`files.marks`).
"""

from __future__ import annotations

import io
from typing import Any

from django import forms
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from goc.files.marks.door import check_bytes_unmarked
from goc.lib.errors import GocError, InputError
from goc.web.words import told

LARGEST = 50 * 2**20
"""Bytes of one file."""
MOST = 200 * 2**20
"""Of all files of one request: what goes beyond is not taken up."""


class HandedIn(InMemoryUploadedFile):
    """A file as the browser sent it. Whoever reads its bytes first has it examined: raises
    RefusedError for one that bears a degree of secrecy, InputError for one that is too large.
    """

    held: io.BytesIO
    is_checked = False

    def check(self) -> None:
        if self.is_checked:
            return
        if (self.size or 0) > LARGEST:
            raise InputError("Tệp lớn hơn 50 MB. Hãy quét lại ở độ phân giải thấp hơn.")
        check_bytes_unmarked(self.held.getvalue())
        self.is_checked = True

    def read(self, *size: int) -> bytes:
        self.check()
        return self.held.read(*size)

    def chunks(self, chunk_size: int | None = None) -> Any:
        self.check()
        return super().chunks(chunk_size)


class Memory(FileUploadHandler):
    """Django's own would write what is large into the temporary folder."""

    taken = 0

    def new_file(self, *args: Any, **options: Any) -> None:
        super().new_file(*args, **options)
        self.held = io.BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """What is too large is counted and let go."""
        self.taken += len(raw_data)
        if start + len(raw_data) > LARGEST or self.taken > MOST:
            self.held = io.BytesIO()
        else:
            self.held.write(raw_data)

    def file_complete(self, file_size: int) -> HandedIn:
        self.held.seek(0)
        whole = file_size if self.taken <= MOST else LARGEST + 1
        made = HandedIn(
            self.held,
            self.field_name,
            self.file_name or "",
            self.content_type,
            whole,
            self.charset,
            self.content_type_extra,
        )
        made.held = self.held
        return made


class FileField(forms.FileField):
    """Of every form of this site: what may not be let in is told beside it."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if isinstance(file, HandedIn):
            try:
                file.check()
            except GocError as error:
                raise forms.ValidationError(told(error)) from None
        return file
