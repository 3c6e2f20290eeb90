"""What is typed to found, change, merge, split and end units, into the arguments of the actions."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from goc.lib.errors import InputError
from goc.units import rules
from goc.units.actions import NewUnit
from goc.units.choosing import ActForm, OnDayForm, PlainActForm, UnitField, UnitsField, lines_of
from goc.units.models import Unit, UnitParent, UnitVersion
from goc.web.forms import DayField, choose
from goc.web.words import told

CODE_HELP = gettext_lazy("DANH_MỤC:MÃ, ví dụ 2-tier:06040; để trống nếu không có.")
LEVELS = ("province", "district", "commune", "agency", "school", "board", "region", "national")


def kinds() -> list[tuple[str, list[tuple[str, str]]]]:
    """The kinds of units under their levels, as a select shows them."""
    return [
        (
            rules.LEVEL_LABELS[level].capitalize(),
            [(kind, rules.LABELS[kind]) for kind in rules.kinds_of(level)],
        )
        for level in LEVELS
    ]


def need_parent(form: ActForm) -> None:
    """Only who writes the whole register may leave a unit without a superior."""
    left_out = "parent" in form.cleaned_data and not form.cleaned_data["parent"]
    if left_out and not form.scope.can_edit(None):
        form.add_error("parent", gettext("Hãy ghi đơn vị cấp trên trong phạm vi của bạn."))


class KindField(forms.ChoiceField):
    def __init__(self, **options: Any) -> None:
        options.setdefault("label", gettext_lazy("Loại đơn vị"))
        super().__init__(choices=[("", "—"), *kinds()], **options)


class FoundForm(OnDayForm):
    """A new unit of any kind."""

    kind = KindField()
    name = forms.CharField(
        label=gettext_lazy("Tên"),
        max_length=200,
        help_text=gettext_lazy("Tên đầy đủ, ví dụ «Xã Mẫu Sơn», «Trường Quân sự tỉnh Lạng Sơn»."),
    )
    parent = UnitField(
        label=gettext_lazy("Thuộc"),
        required=False,
        help_text=gettext_lazy("Tên đơn vị cấp trên; để trống nếu không có."),
    )
    commanded_by = UnitField(
        label=gettext_lazy("Cơ quan quân sự cấp trên"),
        required=False,
        help_text=gettext_lazy("Chỉ ghi với đơn vị quân sự."),
    )
    code = forms.CharField(
        label=gettext_lazy("Mã"), required=False, max_length=41, help_text=CODE_HELP
    )
    field_order = ("kind", "name", "parent", "on", "text", "commanded_by", "code")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        need_parent(self)
        return given

    def arguments(self) -> dict[str, Any]:
        given = super().arguments()
        return {**given, "code": given["code"] or None}


class RenameForm(OnDayForm):
    name = forms.CharField(label=gettext_lazy("Tên mới"), max_length=200)
    kind = KindField(label=gettext_lazy("Loại đơn vị"))
    field_order = ("name", "kind", "on", "text")


class CorrectNameForm(PlainActForm):
    """A slip of the pen: the unit never had the other name."""

    name = forms.CharField(label=gettext_lazy("Tên đúng"), max_length=200)
    text = forms.CharField(label=gettext_lazy("Lý do, căn cứ sửa"), max_length=200)


class TransferForm(OnDayForm):
    line = forms.ChoiceField(label=gettext_lazy("Hệ thống"), choices=UnitParent.Line.choices)
    parent = UnitField(
        label=gettext_lazy("Về thuộc"),
        required=False,
        help_text=gettext_lazy("Tên đơn vị cấp trên mới; để trống: không còn cấp trên."),
    )
    field_order = ("line", "parent", "on", "text")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        need_parent(self)
        return given


class CloseForm(OnDayForm):
    on = DayField(
        label=gettext_lazy("Kết thúc từ ngày"),
        help_text=gettext_lazy("Ngày cuối còn tồn tại là hôm trước."),
    )


class MergeForm(OnDayForm):
    """Several units become one: a new one, or one that stands already."""

    whole = UnitsField(label=gettext_lazy("Nhập toàn bộ (đơn vị kết thúc)"))
    parts = UnitsField(label=gettext_lazy("Nhập một phần (đơn vị vẫn còn)"), required=False)
    into = UnitField(
        label=gettext_lazy("Nhập vào đơn vị đã có"),
        required=False,
        help_text=gettext_lazy("Để trống nếu thành lập đơn vị mới, rồi ghi tên mới ở dưới."),
    )
    name = forms.CharField(label=gettext_lazy("Tên đơn vị mới"), required=False, max_length=200)
    kind = KindField(label=gettext_lazy("Loại của đơn vị mới"), required=False)
    parent = UnitField(label=gettext_lazy("Đơn vị mới thuộc"), required=False)
    code = forms.CharField(
        label=gettext_lazy("Mã của đơn vị mới"), required=False, max_length=41, help_text=CODE_HELP
    )
    field_order = ("whole", "parts", "on", "text", "into", "name", "kind", "parent", "code")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        new = bool(given.get("name"))
        if new == bool(given.get("into")):
            self.add_error(
                "name", gettext("Hãy ghi tên đơn vị mới, hoặc chọn đơn vị đã có để nhập vào.")
            )
        if new and not given.get("kind"):
            self.add_error("kind", gettext("Hãy chọn loại của đơn vị mới."))
        if new:
            need_parent(self)
        return given

    def arguments(self) -> dict[str, Any]:
        given = super().arguments()
        new = NewUnit(*(given.pop(name) for name in ("name", "kind", "parent", "code")))
        return {**given, "into": given["into"] or new}


class SplitForm(OnDayForm):
    """A unit gives parts to new units, or to some that stand already."""

    new = forms.CharField(
        label=gettext_lazy("Đơn vị mới"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Mỗi dòng một tên; cùng loại và cùng cấp trên với đơn vị này."),
    )
    others = UnitsField(label=gettext_lazy("Đơn vị đã có, nhận một phần"), required=False)
    ends = forms.BooleanField(label=gettext_lazy("Đơn vị này kết thúc"), required=False)
    field_order = ("new", "others", "ends", "on", "text")

    def new_units(self, version: UnitVersion, parent: Unit | None) -> list[NewUnit]:
        return [NewUnit(n, version.kind, parent) for n in lines_of(self.cleaned_data["new"])]


class AliasForm(PlainActForm):
    name = forms.CharField(label=gettext_lazy("Tên gọi khác"), max_length=200)
    source = forms.CharField(label=gettext_lazy("Gặp ở đâu"), required=False, max_length=300)


class CodeForm(OnDayForm):
    code = forms.CharField(label=gettext_lazy("Mã"), max_length=41, help_text=CODE_HELP)
    field_order = ("code", "on")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["text"]


class TraitForm(PlainActForm):
    kind = forms.ChoiceField(label=gettext_lazy("Đặc điểm"))
    value = forms.CharField(
        label=gettext_lazy("Giá trị"),
        required=False,
        max_length=20,
        help_text=gettext_lazy(
            "Số km đường biên giới, hoặc loại 1, 2, 3; với đặc điểm khác: để trống."
        ),
    )
    on = DayField(label=gettext_lazy("Từ ngày"))
    source = forms.CharField(label=gettext_lazy("Nguồn, căn cứ"), max_length=300)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = [(k, label.capitalize()) for k, label in rules.TRAITS.items()]
        choose(self.fields["kind"], [("", "—"), *kinds])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        kind = given.get("kind", "")
        if kind in rules.FLAGS:
            given["value"] = Decimal(1)
        elif kind:
            given["value"] = self._measured(kind, given.get("value", ""))
        return given

    def _measured(self, kind: str, typed: str) -> Decimal | None:
        try:
            value = rules.positive_number(typed)
        except InputError as error:
            self.add_error("value", told(error))
            return None
        if kind == "class" and value not in (1, 2, 3):
            self.add_error("value", gettext("Loại đơn vị là 1, 2 hoặc 3."))
        return value


class TakeBackForm(PlainActForm):
    """Takes back a whole act."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do lấy lại"),
        max_length=200,
        help_text=gettext_lazy("Mọi bản ghi của việc này trở lại như trước; nhật ký giữ cả hai."),
    )


class ReasonForm(PlainActForm):
    """Takes back what was entered by mistake."""

    reason = forms.CharField(
        label=gettext_lazy("Nhập nhầm; lý do rút lại"),
        max_length=200,
        help_text=gettext_lazy("Bản ghi bị bỏ khỏi sổ; nhật ký giữ lại nội dung và lý do."),
    )
