"""The forms of a load: the file, how it is read, what a cell ought to say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from goc.imports.actions.mending import Said
from goc.imports.models import Load, Remark
from goc.imports.registry import KINDS, Kind
from goc.imports.staging import columns_of
from goc.units.choosing import PlainActForm, UnitField
from goc.units.models import Unit
from goc.units.roles import SEE
from goc.web.forms import DayField, Form, choose
from goc.web.uploads import FileField

ACCEPTED = ".xls,.xlsx,.xlsm,.ods,.csv,.txt,.docx,.doc"
COLUMN = "column_"


class LoadForm(PlainActForm):
    """A list with what is known of it. Without a unit: that of whoever loads it."""

    kind = forms.ChoiceField(label=gettext_lazy("Loại danh sách"))
    file = FileField(
        label=gettext_lazy("Tệp danh sách"),
        help_text=gettext_lazy(
            "Excel (.xls, .xlsx, .xlsm), .ods, .csv, hoặc bảng trong tệp Word (.docx, .doc); tối đa "
            "10 MB. Không cần sửa theo mẫu: tiêu đề, phông chữ cũ, dòng cộng … đều đọc được."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
    )
    on = DayField(
        label=gettext_lazy("Số liệu tính đến ngày"),
        help_text=gettext_lazy("Tên đơn vị được hiểu theo ngày này."),
    )
    unit = UnitField(
        label=gettext_lazy("Chỉ nhập cho đơn vị"),
        required=False,
        act=SEE,
        help_text=gettext_lazy("Cùng các đơn vị trực thuộc. Để trống: đơn vị bạn phụ trách."),
    )
    sender = forms.CharField(
        label=gettext_lazy("Nơi gửi danh sách"),
        required=False,
        max_length=200,
        help_text=gettext_lazy(
            "Ví dụ: Ban CHQS huyện Lộc Bình. Những gì đã chọn cho nơi gửi này được gợi ý lần sau."
        ),
    )

    def __init__(self, *args: Any, kinds: Sequence[Kind], **options: Any) -> None:
        super().__init__(*args, **options)
        choose(self.fields["kind"], [(kind.name, kind.label) for kind in kinds])

    @property
    def kind_chosen(self) -> Kind:
        return KINDS[self.cleaned_data["kind"]]

    @property
    def unit_chosen(self) -> Unit | None:
        unit: Unit | None = self.cleaned_data["unit"]
        return unit


class ReadingForm(Form):
    """The sheet, the rows of the head, what each column holds."""

    sheet = forms.ChoiceField(label=gettext_lazy("Sheet"))
    first = forms.IntegerField(
        label=gettext_lazy("Tiêu đề từ dòng"), required=False, min_value=1, max_value=60
    )
    last = forms.IntegerField(
        label=gettext_lazy("đến dòng"), required=False, min_value=1, max_value=60
    )

    def __init__(self, data: Any, *, load: Load, **options: Any) -> None:
        super().__init__(data, **options)
        self.load = load
        about = load.about
        choose(self.fields["sheet"], [(name, name) for name in about.get("sheets", ())])
        self.columns = columns_of(load)
        titles = KINDS[load.kind].fields().items()
        taken = [("", gettext("không lấy")), *titles]
        self.initial = {"sheet": about.get("sheet", "")}
        if "head" in about:
            self.initial |= {"first": about["head"][0] + 1, "last": about["head"][1] + 1}
        for column in self.columns:
            name = COLUMN + column.letter
            self.fields[name] = forms.ChoiceField(
                label=f"{column.letter}: {column.head}", required=False, choices=taken
            )
            self.initial[name] = column.field or ""

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        first, last = values.get("first"), values.get("last")
        if first and last and not first <= last <= first + 2:
            raise forms.ValidationError(gettext("Tiêu đề gồm một đến ba dòng liền nhau."))
        return values

    @property
    def head_rows(self) -> tuple[int, int] | None:
        """None where the head is to be looked for."""
        first = self.cleaned_data["first"]
        return (first, self.cleaned_data["last"] or first) if first else None

    @property
    def columns_chosen(self) -> dict[str, str]:
        """Those that were chosen otherwise than they had been read, now or before. On another
        sheet, or under another head, the columns are looked at anew.
        """
        if {"sheet", "first", "last"} & set(self.changed_data):
            return {}
        changed = [c for c in self.columns if COLUMN + c.letter in self.changed_data]
        chosen = {c.letter: self.cleaned_data[COLUMN + c.letter] for c in changed}
        return {**self.load.choice.get("columns", {}), **chosen}

    @property
    def boxes(self) -> list[tuple[Any, Any]]:
        """Each column with its box."""
        return [(column, self[COLUMN + column.letter]) for column in self.columns]


class MendForm(Form):
    """What a cell means, or ought to say."""

    offer = forms.ChoiceField(
        label=gettext_lazy("Chọn cách hiểu"), required=False, widget=forms.RadioSelect
    )
    typed = forms.CharField(
        label=gettext_lazy("Hoặc gõ nội dung đúng"),
        required=False,
        max_length=5000,
        help_text=gettext_lazy("Gõ «trống» để không ghi gì."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    for_all = forms.BooleanField(required=False)

    def __init__(self, data: Any, *, fault: Remark | None, alike: int, **options: Any) -> None:
        super().__init__(data, **options)
        offers = fault.offers if fault else []
        choose(self.fields["offer"], [(text, text) for text in offers])
        if not offers:
            del self.fields["offer"]
            self.fields["typed"].label = gettext("Gõ nội dung đúng")
        elif fault and not fault.field:
            self.fields["typed"].label = gettext("Hoặc ghi lý do")
        if alike > 1:
            self.fields["for_all"].label = gettext("Như vậy cho cả %(n)d ô giống nhau") % {
                "n": alike
            }
            self.initial["for_all"] = True
        else:
            del self.fields["for_all"]
        first = "offer" if offers else "typed"
        self.fields[first].widget.attrs["autofocus"] = True

    @property
    def said(self) -> Said:
        values = self.cleaned_data
        return Said(values["typed"], values.get("offer", ""))
