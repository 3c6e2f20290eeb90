"""What is typed about papers: the text of a kind, why an appendix is left out, what was signed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from goc.desk.chips import DATA
from goc.desk.queries import TextInForce
from goc.registry.actions import Upload
from goc.registry.photo_forms import WithPhotos, refused_here, upload_of
from goc.web.forms import DayField, Form
from goc.web.texts import pasted
from goc.web.uploads import FileField, HandedIn


class TemplateForm(Form):
    """Carries the revision it was drawn from: a text that somebody changed meanwhile is not
    overwritten.
    """

    text = forms.CharField(
        label=gettext_lazy("Nội dung mẫu"),
        required=False,
        widget=forms.Textarea(
            attrs={"rows": 22, "lang": "vi", "spellcheck": "false", "data-editor": DATA}
        ),
        help_text=gettext_lazy("Để trống là dùng lại mẫu đi kèm chương trình."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, now: TextInForce, **options: Any) -> None:
        super().__init__(*args, initial={"text": now.text, "revision": now.revision}, **options)
        self.now = now

    def clean_text(self) -> str:
        return pasted(str(self.cleaned_data["text"]))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("revision") != self.now.revision:
            self.add_error(
                None,
                gettext(
                    "Mẫu đã được sửa từ khi bạn mở trang này; hãy mở lại trang để xem bản mới."
                ),
            )
        return given


class FinalForm(Form):
    """A box for each appendix that is missing: why the final paper has none."""

    def __init__(self, *args: Any, missing: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        for number, title in missing.items():
            self.fields[number] = forms.CharField(
                label=gettext("Phụ lục %(n)s (%(title)s): lý do không lập")
                % {"n": number, "title": title},
                required=False,
                max_length=150,
            )


PDF = "application/pdf"


class SignedForm(WithPhotos):
    target, needed = "scan", True
    field_order = ("number", "day", "signer", "scan", "photos", "waiting")

    number = forms.IntegerField(label=gettext_lazy("Số"), min_value=1, max_value=99999)
    day = DayField(label=gettext_lazy("Ngày ký"))
    signer = forms.CharField(
        label=gettext_lazy("Người ký"),
        max_length=150,
        help_text=gettext_lazy("Như in trên văn bản; quân đội ghi cả cấp bậc."),
    )
    scan = FileField(
        label=gettext_lazy("Bản quét có chữ ký, con dấu"),
        required=False,
        help_text=gettext_lazy("PDF, JPEG hoặc PNG, tối đa 50 MB."),
    )

    def clean_scan(self) -> Upload | None:
        given = self.cleaned_data["scan"]
        if not isinstance(given, HandedIn):
            return None
        upload: Upload = refused_here(upload_of, given)
        if not bytes(upload.data).startswith(b"%PDF"):
            raise forms.ValidationError(
                gettext("Tệp này không phải bản quét PDF, JPEG hay PNG; hãy chọn lại.")
            )
        return upload._replace(media_type=PDF)
