"""What a form with a scan shares: photographs instead of a file, chosen now or sent before one by
one."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext, gettext_lazy

from goc.lib.errors import GocError
from goc.registry.actions import Upload
from goc.registry.photos import Basket, is_picture, page_of, scan_of
from goc.web.forms import Form
from goc.web.uploads import FileField, HandedIn
from goc.web.words import told


class PhotosInput(forms.FileInput):
    """Several at once; a phone opens its camera. `photos.js` sends them one by one."""

    allow_multiple_selected = True

    def __init__(self) -> None:
        own = {"accept": "image/*", "capture": "environment", "multiple": True}
        super().__init__({**own, "data-photos": reverse_lazy("basket_add")})

    def value_from_datadict(self, _data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class PhotosField(FileField):
    """A list of pages; empty for none."""

    widget = PhotosInput

    def clean(self, data: Any, initial: Any = None) -> list[bytes]:
        given = data if isinstance(data, list) else [data]
        pages = []
        for one in filter(None, given):
            file = super().clean(one, initial)
            pages.append(refused_here(page_of, file.read(), file.name))
        return pages


def refused_here(work: Any, *given: Any) -> Any:
    """What the work answers; its refusal stands beside the field."""
    try:
        return work(*given)
    except GocError as error:
        raise forms.ValidationError(told(error)) from None


def upload_of(file: HandedIn) -> Upload:
    """A photograph becomes a PDF without what the camera wrote; anything else stays as it is."""
    data, name = file.read(), file.name or ""
    if is_picture(data):
        return scan_of([page_of(data, name)], name)
    return Upload(name, file.content_type or "application/octet-stream", data)


class WithPhotos(Form):
    """`target`: the field whose file the photographs stand for; `needed`: that one of them is
    given.
    """

    target: ClassVar[str] = "file"
    needed: ClassVar[bool] = False

    photos = PhotosField(
        label=gettext_lazy("Hoặc ảnh chụp văn bản, theo thứ tự trang"),
        required=False,
        help_text=gettext_lazy(
            "JPEG, PNG; được ghép thành một PDF đứng thẳng, tối đa 2 MB, không kèm vị trí chụp."
        ),
    )
    waiting = forms.BooleanField(required=False)

    def __init__(self, *args: Any, basket: Basket | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.basket = basket
        count = len(basket.pages()) if basket else 0
        if not count:
            del self.fields["waiting"]
            return
        label = gettext("Dùng %(count)d ảnh đã gửi lên") % {"count": count}
        self.fields["waiting"].label = label
        self.fields["waiting"].initial = True

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        photos, waits = values.pop("photos", []), values.pop("waiting", False)
        if self.errors:
            return values
        if values.get(self.target) and photos:
            self.add_error("photos", gettext("Hãy chọn một trong hai: tệp, hoặc ảnh chụp."))
        elif photos:
            values[self.target] = refused_here(scan_of, photos, "anh-chup")
        elif waits and self.basket and not values.get(self.target):
            values[self.target] = refused_here(self.basket.scan, "anh-chup")
        elif self.needed and not values.get(self.target):
            self.add_error(self.target, gettext("Hãy chọn bản quét hoặc ảnh chụp."))
        return values

    def let_go(self) -> None:
        """Once the paper is kept, its photographs need not wait any more."""
        if self.basket and self.data.get("waiting"):
            self.basket.clear()
