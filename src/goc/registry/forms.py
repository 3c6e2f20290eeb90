"""The forms that add a document and put its entry right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from goc.registry.actions import Upload
from goc.registry.models import Document
from goc.registry.photo_forms import WithPhotos, refused_here, upload_of
from goc.registry.rules import SECRECY
from goc.units.models import Unit
from goc.web.forms import DayField, choose
from goc.web.uploads import FileField, HandedIn

OF_THE_PAPER = ("direction", "type", "number", "issuer", "issued_on", "subject", "secrecy")
OF_THE_FILE = ("file", "photos", "waiting")


class EntryForm(WithPhotos):
    """What the register says of a paper."""

    direction = forms.ChoiceField(label=gettext_lazy("Loại sổ"), choices=Document.Direction.choices)
    type = forms.CharField(
        label=gettext_lazy("Loại văn bản"),
        max_length=40,
        help_text=gettext_lazy("Công văn, Kế hoạch, Quyết định …"),
    )
    number = forms.CharField(
        label=gettext_lazy("Số, ký hiệu"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Ví dụ 1660/KH-BQP"),
    )
    issuer = forms.CharField(label=gettext_lazy("Cơ quan ban hành"), max_length=200)
    issued_on = DayField(label=gettext_lazy("Ngày ban hành"), required=False)
    subject = forms.CharField(
        label=gettext_lazy("Trích yếu"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    secrecy = forms.ChoiceField(
        label=gettext_lazy("Độ mật"),
        required=False,
        choices=[("", gettext_lazy("Không")), *SECRECY.items()],
        help_text=gettext_lazy("Văn bản có độ mật: chỉ ghi sổ, không gắn tệp."),
    )
    file = FileField(label=gettext_lazy("Tệp"), required=False)

    field_order: Sequence[str] = (*OF_THE_PAPER, *OF_THE_FILE)

    def clean_file(self) -> Upload | None:
        given = self.cleaned_data["file"]
        return refused_here(upload_of, given) if isinstance(given, HandedIn) else None


class SlipForm(WithPhotos):
    """The slip of a unit that somebody else types in."""

    needed = True
    field_order = ("number", "issued_on", *OF_THE_FILE)

    number = forms.CharField(label=gettext_lazy("Phiếu số"), max_length=60)
    issued_on = DayField(label=gettext_lazy("Ngày của phiếu"))
    file = FileField(
        label=gettext_lazy("Bản quét của phiếu"),
        required=False,
        help_text=gettext_lazy("Phiếu có chữ ký của xã; PDF hoặc ảnh."),
    )
    clean_file = EntryForm.clean_file


class DocumentForm(EntryForm):
    """A new entry, in the name of one of the asker's units."""

    keeper = forms.ChoiceField(label=gettext_lazy("Đơn vị giữ"))
    field_order = (*OF_THE_PAPER, "keeper", *OF_THE_FILE)

    def __init__(
        self, *args: Any, keepers: Sequence[tuple[Unit | None, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.keepers = {str(unit.public_id) if unit else "all": unit for unit, _ in keepers}
        choices = [(str(unit.public_id) if unit else "all", name) for unit, name in keepers]
        choose(self.fields["keeper"], choices)

    def clean_keeper(self) -> Unit | None:
        return self.keepers[self.cleaned_data["keeper"]]


class CorrectDocumentForm(EntryForm):
    """What stands in the register, to be put right; a file given replaces the one kept."""

    reason = forms.CharField(label=gettext_lazy("Lý do, căn cứ sửa"), max_length=200)

    @staticmethod
    def initial_of(document: Document) -> dict[str, Any]:
        return {name: getattr(document, name) for name in OF_THE_PAPER}
