"""What was read of a directive, as fields to correct: its header, and a row
for each requirement.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext, gettext_lazy

from goc.claims import Directive
from goc.claims.directive import Requirement
from goc.directives import models
from goc.directives.checks import chosen, code_of, offers, suggested
from goc.directives.rules import shortened
from goc.registry.actions import Upload
from goc.registry.rules import SECRECY
from goc.web.forms import DayField, Form, choose
from goc.web.texts import LARGEST, MEDIA, Given
from goc.web.uploads import FileField

MANY = 120
"""Rows of one page: a form has at most a thousand fields."""
LONGEST = 500
"""Of a subject, in the register of documents."""
_INFERRED = "là suy ra từ phần nội dung"
_MARKED = re.compile(r"^\s*(?:ĐỘ MẬT\s*:?\s*)?(TUYỆT MẬT|TỐI MẬT|MẬT)\s*$", re.M)
_CODES = {"TUYỆT MẬT": "utmost_secret", "TỐI MẬT": "top_secret", "MẬT": "secret"}
_DAY = re.compile(r"(\d{1,2})\s*(?:[/.\-]|tháng)\s*(\d{1,2})\s*(?:[/.\-]|năm)\s*(\d{4})")


class HeaderForm(Form):
    unit = forms.CharField(label=gettext_lazy("Đơn vị thực hiện"), widget=forms.Select)
    type = forms.CharField(label=gettext_lazy("Loại văn bản"), max_length=40)
    number = forms.CharField(label=gettext_lazy("Số, ký hiệu"), max_length=60, required=False)
    issued_on = DayField(label=gettext_lazy("Ngày ban hành"), required=False)
    issuer = forms.CharField(label=gettext_lazy("Cơ quan ban hành"), max_length=200)
    issuer_inferred = forms.BooleanField(
        label=gettext_lazy("Cơ quan ban hành là suy ra, không có ở phần đầu văn bản"),
        required=False,
    )
    subject = forms.CharField(
        label=gettext_lazy("Trích yếu"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    secrecy = forms.ChoiceField(
        label=gettext_lazy("Độ mật"),
        required=False,
        choices=[("", gettext_lazy("Không")), *SECRECY.items()],
        help_text=gettext_lazy(
            "Văn bản có độ mật: chỉ ghi sổ, không giữ tệp, không lưu các yêu cầu."
        ),
    )
    file = FileField(
        label=gettext_lazy("Tệp gốc"),
        required=False,
        help_text=gettext_lazy("Để trống: giữ tệp vừa đọc. Tối đa 12 MB."),
    )
    take_suggested = forms.BooleanField(
        label=gettext_lazy("Lấy các cách kiểm tra được gợi ý cho những yêu cầu chưa chọn"),
        required=False,
    )
    text = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    carried = forms.CharField(required=False, widget=forms.HiddenInput)
    carried_name = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    reading = forms.UUIDField(required=False, widget=forms.HiddenInput)
    raw = frozenset({"text", "carried", "carried_name"})

    def __init__(self, *args: Any, units: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        select = self.fields["unit"].widget
        assert isinstance(select, forms.Select)
        select.choices = list(units)

    def clean_file(self) -> Upload | None:
        given = self.cleaned_data["file"]
        if not isinstance(given, UploadedFile):
            return None
        if (given.size or 0) > LARGEST:
            raise forms.ValidationError(
                gettext("Tệp lớn hơn 12 MB; hãy tách hoặc nén ảnh trong tệp rồi đưa lại.")
            )
        return _upload(given.name or "", given.read())

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not values.get("file") and values.get("carried"):
            try:
                values["file"] = _upload(
                    values["carried_name"], base64.b64decode(values["carried"], validate=True)
                )
            except binascii.Error:
                self.add_error(
                    "file", gettext("Tệp gửi kèm trang này không còn nguyên vẹn; hãy chọn lại tệp.")
                )
        return values


def _upload(name: str, data: bytes) -> Upload:
    ending = next((e for e in MEDIA if name.lower().endswith(e)), "")
    return Upload(name, MEDIA.get(ending, "application/octet-stream"), data)


class RowForm(Form):
    is_parent = False
    take = forms.BooleanField(label=gettext_lazy("Lấy yêu cầu này"), required=False)
    place = forms.RegexField(regex=r"^\d{1,2}\|.{0,10}$", required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("Nội dung"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    actor = forms.CharField(label=gettext_lazy("Ai làm"), max_length=200, required=False)
    due = forms.CharField(
        label=gettext_lazy("Thời hạn (theo văn bản)"), max_length=200, required=False
    )
    check = forms.ChoiceField(label=gettext_lazy("Cách kiểm tra"), required=False)
    duty = forms.BooleanField(label=gettext_lazy("Giao thành nhiệm vụ"), required=False)
    due_on = DayField(label=gettext_lazy("Hạn nhiệm vụ"), required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        _offer(self.fields["check"], str(self["text"].value() or ""))

    @property
    def depth(self) -> int:
        return int(str(self["place"].value() or "0").split("|")[0] or 0)

    @property
    def marker(self) -> str:
        return str(self["place"].value() or "|").partition("|")[2]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("take") and not self.errors:
            if not values["text"]:
                self.add_error("text", gettext("Hãy ghi nội dung yêu cầu, hoặc bỏ chọn dòng này."))
            if values["duty"] and not values["due_on"]:
                self.add_error("due_on", gettext("Hãy ghi hạn của nhiệm vụ."))
        elif values.get("duty"):
            self.add_error("take", gettext("Hãy chọn lấy yêu cầu này để giao thành nhiệm vụ."))
        return values


def _offer(field: forms.Field, text: str, current: str = "") -> None:
    """The known checks to choose from; what the words of the requirement ask for is told, never
    chosen.
    """
    known = {code: offer.label for code, offer in offers().items()}
    kept = [(current, current.partition("?")[0])] if current not in known and current else []
    choose(field, [("", gettext("Chưa chọn")), *known.items(), *kept])
    if (code := suggested(text)) and code != current:
        field.help_text = gettext("Gợi ý: %(check)s") % {"check": known[code]}


class ChecksForm(Form):
    """One choice for each requirement without children, under its public id."""

    def __init__(self, *args: Any, requirements: Sequence[models.Requirement], **more: Any) -> None:
        super().__init__(*args, **more)
        for row in requirements:
            called = shortened(f"{row.marker} {row.text}", 80)
            field = forms.ChoiceField(label=called, required=False)
            field.initial = code_of(row.check_name, row.parameters)
            field.widget.attrs["class"] = "form-select"
            field.widget.attrs["aria-label"] = f"{gettext('Cách kiểm tra')} {row.marker}"
            _offer(field, row.text, field.initial)
            self.fields[str(row.public_id)] = field


Rows = forms.formset_factory(RowForm, extra=0, absolute_max=MANY, max_num=MANY, validate_max=True)


def upload_of(given: Given) -> Upload:
    return _upload(given.name, given.data)


def header_of(read: Directive, given: Given) -> dict[str, Any]:
    """The first values of the header form."""
    marked = _MARKED.search(given.text[:1500])
    return {
        "type": (read.type or "")[:40],
        "number": (read.number or "")[:60],
        "issuer": (read.issuer or "")[:200],
        "issued_on": _iso(read.date),
        "subject": shortened(read.subject or "", LONGEST),
        "issuer_inferred": any(_INFERRED in warning for warning in read.warnings),
        "secrecy": _CODES[marked[1]] if marked else "",
        "text": given.text,
        "carried": given.carried,
        "carried_name": given.name[:200],
    }


def rows_of(requirements: Sequence[Requirement], depth: int = 0) -> Iterator[dict[str, Any]]:
    """The first values of the rows, parents before children."""
    for one in requirements:
        yield {
            "take": True,
            "place": f"{depth}|{one.marker[:10]}",
            "text": one.text,
            "actor": shortened(one.actor or "", 200),
            "due": shortened(one.due or "", 200),
            "due_on": _day_in(one.due or ""),
        }
        yield from rows_of(one.children, depth + 1)


def taken_tree(rows: Sequence[RowForm], *, take_suggested: bool = False) -> list[dict[str, Any]]:
    """The rows taken, as `enter_directive` wants them; below a row that was left, a row stands one
    place higher.

    `take_suggested`: people asked for the suggested check wherever they chose none.
    """
    top: list[dict[str, Any]] = []
    above: list[tuple[int, dict[str, Any]]] = []
    for form in rows:
        if not form.cleaned_data["take"]:
            continue
        values = form.cleaned_data
        name, parameters = chosen(
            values["check"] or (suggested(values["text"]) if take_suggested else "")
        )
        row = {
            "marker": form.marker,
            "text": values["text"],
            "actor": values["actor"],
            "due": values["due"],
            "check": name,
            "parameters": parameters,
            "duty": values["due_on"] if values["duty"] else None,
            "children": [],
        }
        while above and above[-1][0] >= form.depth:
            above.pop()
        (above[-1][1]["children"] if above else top).append(row)
        above.append((form.depth, row))
    return top


def mark_parents(rows: Sequence[RowForm]) -> None:
    """A row with rows below it is judged by them: it has no check to choose."""
    for form, after in pairwise(rows):
        if after.depth > form.depth:
            form.is_parent = True


def _iso(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _day_in(text: str) -> date | None:
    """The only full date in a due; none where there are two."""
    found = _DAY.findall(text)
    try:
        return date(*(int(part) for part in reversed(found[0]))) if len(found) == 1 else None
    except ValueError:
        return None
