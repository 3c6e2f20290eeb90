"""What was read of a directive, as fields to correct: its header, and a row for each requirement."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext, gettext_lazy

from goc.claims import Directive
from goc.claims.directive import Requirement
from goc.registry.actions import Upload
from goc.registry.rules import SECRECY
from goc.web.forms import DayField
from goc.web.texts import LARGEST, MEDIA, Given

MANY = 120
"""Rows of one page: a form has at most a thousand fields."""
LONGEST = 500
_INFERRED = "là suy ra từ phần nội dung"
_MARKED = re.compile(r"^\s*(?:ĐỘ MẬT\s*:?\s*)?(TUYỆT MẬT|TỐI MẬT|MẬT)\s*$", re.M)
_CODES = {"TUYỆT MẬT": "utmost_secret", "TỐI MẬT": "top_secret", "MẬT": "secret"}
_DAY = re.compile(r"(\d{1,2})\s*(?:[/.\-]|tháng)\s*(\d{1,2})\s*(?:[/.\-]|năm)\s*(\d{4})")


class HeaderForm(forms.Form):
    unit = forms.CharField(label=gettext_lazy("Đơn vị thực hiện"), widget=forms.Select)
    type = forms.CharField(label=gettext_lazy("Loại văn bản"), max_length=40)
    number = forms.CharField(label=gettext_lazy("Số, ký hiệu"), max_length=60, required=False)
    issued_on = DayField(label=gettext_lazy("Ngày ban hành"), required=False)
    issuer = forms.CharField(label=gettext_lazy("Cơ quan ban hành"), max_length=200)
    issuer_inferred = forms.BooleanField(
        label=gettext_lazy("Cơ quan ban hành là suy ra, không có ở phần đầu văn bản"), required=False
    )
    subject = forms.CharField(label=gettext_lazy("Trích yếu"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    secrecy = forms.ChoiceField(
        label=gettext_lazy("Độ mật"), required=False, choices=[("", gettext_lazy("Không")), *SECRECY.items()],
        help_text=gettext_lazy("Văn bản có độ mật: chỉ ghi sổ, không giữ tệp, không lưu các yêu cầu."),
    )  # fmt: skip
    file = forms.FileField(
        label=gettext_lazy("Tệp gốc"), required=False,
        help_text=gettext_lazy("Để trống: giữ tệp vừa đọc. Tối đa 12 MB."),
    )  # fmt: skip
    text = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    carried = forms.CharField(required=False, widget=forms.HiddenInput)
    carried_name = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

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
            raise forms.ValidationError(gettext("Tệp lớn hơn 12 MB; hãy tách hoặc nén ảnh trong tệp rồi đưa lại."))
        return _upload(given.name or "", given.read())

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not values.get("file") and values.get("carried"):
            try:
                values["file"] = _upload(values["carried_name"], base64.b64decode(values["carried"], validate=True))
            except binascii.Error:
                self.add_error("file", gettext("Tệp gửi kèm trang này không còn nguyên vẹn; hãy chọn lại tệp."))
        return values


def _upload(name: str, data: bytes) -> Upload:
    ending = next((e for e in MEDIA if name.lower().endswith(e)), "")
    return Upload(name, MEDIA.get(ending, "application/octet-stream"), data)


class RowForm(forms.Form):
    take = forms.BooleanField(label=gettext_lazy("Lấy yêu cầu này"), required=False)
    place = forms.RegexField(regex=r"^\d{1,2}\|.{0,10}$", required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("Nội dung"), max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    actor = forms.CharField(label=gettext_lazy("Ai làm"), max_length=200, required=False)
    due = forms.CharField(label=gettext_lazy("Thời hạn (theo văn bản)"), max_length=200, required=False)
    duty = forms.BooleanField(label=gettext_lazy("Giao thành nhiệm vụ"), required=False)
    due_on = DayField(label=gettext_lazy("Hạn nhiệm vụ"), required=False)

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


Rows = forms.formset_factory(RowForm, extra=0, absolute_max=MANY, max_num=MANY, validate_max=True)


def header_of(read: Directive, given: Given) -> dict[str, Any]:
    """The first values of the header form."""
    marked = _MARKED.search(given.text[:1500])
    return {
        "type": (read.type or "")[:40], "number": (read.number or "")[:60], "issuer": (read.issuer or "")[:200],
        "issued_on": _iso(read.date), "subject": shortened(read.subject or "", LONGEST),
        "issuer_inferred": any(_INFERRED in warning for warning in read.warnings),
        "secrecy": _CODES[marked[1]] if marked else "",
        "text": given.text, "carried": given.carried, "carried_name": given.name[:200],
    }  # fmt: skip


def rows_of(requirements: Sequence[Requirement], depth: int = 0) -> Iterator[dict[str, Any]]:
    """The first values of the rows, parents before children."""
    for one in requirements:
        yield {
            "take": True, "place": f"{depth}|{one.marker[:10]}", "text": shortened(one.text, LONGEST),
            "actor": shortened(one.actor or "", 200), "due": shortened(one.due or "", 200),
            "due_on": _day_in(one.due or ""),
        }  # fmt: skip
        yield from rows_of(one.children, depth + 1)


def taken_tree(rows: Sequence[RowForm]) -> list[dict[str, Any]]:
    """The rows taken, as `enter_directive` wants them; below a row that was left, a row stands one place higher."""
    top: list[dict[str, Any]] = []
    above: list[tuple[int, dict[str, Any]]] = []
    for form in rows:
        if not form.cleaned_data["take"]:
            continue
        values = form.cleaned_data
        row = {"marker": form.marker, "text": values["text"], "actor": values["actor"], "due": values["due"],
               "children": []}  # fmt: skip
        while above and above[-1][0] >= form.depth:
            above.pop()
        (above[-1][1]["children"] if above else top).append(row)
        above.append((form.depth, row))
    return top


def shortened(text: str, most: int) -> str:
    """Cut between words, with an ellipsis that says so."""
    return text if len(text) <= most else text[: most - 2].rsplit(" ", 1)[0] + " …"


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
