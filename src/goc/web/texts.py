"""A text given to a page, pasted or as a file: the form, and the text with what is kept to go on
with.

Nothing is stored: the bytes of a file go back into the page, in a hidden field, and come with the
next step. A page that can wait (`may_wait=True`) leaves a file that takes long to a job
(`registry.readings`): then `waiting` is set.
"""

from __future__ import annotations

import base64
import binascii
import logging
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy

from goc.files.marks.door import check_bytes_unmarked
from goc.files.reading import Unread, read_at_once
from goc.files.text import plain
from goc.lib.errors import InputError, RefusedError
from goc.lib.workers import Lost
from goc.web.forms import Form
from goc.web.uploads import FileField
from goc.web.words import told

logger = logging.getLogger(__name__)
LARGEST = 12 * 2**20
CARRIED = 7 * 2**20
"""Larger files are not sent back in the page: base64 would come near the limit of a form."""
MEDIA = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
    ".txt": "text/plain",
}


@dataclass(frozen=True)
class Given:
    """`text` is the NFC text that all offsets count in; `data` and `name` are empty for a pasted
    one; `unread` is what of the file is not in the text.
    """

    text: str
    name: str = ""
    data: bytes = b""
    unread: tuple[Unread, ...] = ()

    @property
    def is_word(self) -> bool:
        return self.data.startswith(b"PK\x03\x04")

    @property
    def media_type(self) -> str:
        return MEDIA.get(Path(self.name).suffix.lower(), "application/octet-stream")

    @property
    def carried(self) -> str:
        """The bytes for the hidden field; empty when there are none or too many."""
        return base64.b64encode(self.data).decode() if 0 < len(self.data) <= CARRIED else ""


class TextForm(Form):
    """After `is_valid()`, `given` is the text. A new file goes before a carried one, a file before
    what is typed.

    With `may_wait`, a scan or a very long PDF is not read: its name and bytes are `waiting`, and
    there is no `given`.
    """

    file = FileField(
        label=gettext_lazy("Tệp .docx, .pdf hoặc .txt"),
        required=False,
        help_text=gettext_lazy("Tối đa 12 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.pdf,.txt"}),
    )
    text = forms.CharField(
        label=gettext_lazy("Hoặc dán nội dung"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    carried = forms.CharField(required=False, widget=forms.HiddenInput)
    carried_name = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    raw = frozenset({"text", "carried", "carried_name"})
    given: Given
    waiting: tuple[str, bytes] | None = None

    def __init__(self, *args: Any, may_wait: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        self.may_wait = may_wait

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors:
            return values
        try:
            found = _given(values, may_wait=self.may_wait)
        except (InputError, RefusedError) as error:
            if isinstance(error.__cause__, Lost):
                logger.warning("%s", error, exc_info=error.__cause__)
            raise forms.ValidationError(told(error)) from None
        if isinstance(found, Given):
            self.given = found
        else:
            self.waiting = found
        return values


def _given(values: dict[str, Any], *, may_wait: bool) -> Given | tuple[str, bytes]:
    file = values.get("file")
    if isinstance(file, UploadedFile):
        if (file.size or 0) > LARGEST:
            raise InputError("Tệp lớn hơn 12 MB; hãy tách hoặc nén ảnh trong tệp rồi đưa lại.")
        return _of_file(file.name or "", file.read(), may_wait=may_wait)
    if values.get("carried"):
        try:
            data = base64.b64decode(values["carried"], validate=True)
        except binascii.Error:
            raise InputError(
                "Tệp gửi kèm trang này không còn nguyên vẹn; hãy chọn lại tệp."
            ) from None
        return _of_file(values["carried_name"], data, may_wait=may_wait)
    if not values["text"].strip():
        raise InputError("Hãy chọn một tệp hoặc dán nội dung văn bản.")
    return Given(pasted(values["text"]))


def pasted(text: str) -> str:
    """As the text of a file is given."""
    return plain(text)


def _of_file(name: str, data: bytes, *, may_wait: bool) -> Given | tuple[str, bytes]:
    """Read under its own name, which the sentences of the readers tell."""
    check_bytes_unmarked(data)
    name = safe_name(name)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        document = read_at_once(path)
    if document is not None:
        return Given(document.text, name, data, document.unread)
    if not may_wait:
        raise InputError(
            "Tệp %(name)s là bản chụp hoặc rất dài; hãy bấm «Rà soát» để đọc trước.", name=name
        )
    return name, data


def safe_name(name: str) -> str:
    """The last part of a name as the browser gave it, short enough for any disk."""
    path = Path(Path(name.replace("\\", "/").replace("\0", "")).name or "van-ban.txt")
    return path.stem[:50] + path.suffix[:10]
