"""What is typed about a summing-up: the round, the text of a section, a judgement
with its links.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext, gettext_lazy

from goc.desk.chips import DATA, in_words, printed_by
from goc.directives.models import Directive
from goc.figures.loading import Definitions
from goc.summing_up.chips import figure_chips
from goc.summing_up.desk import ANSWERS
from goc.summing_up.models import Assessment, SummingUp
from goc.summing_up.placeholders import faults
from goc.summing_up.queries import Version
from goc.units.models import Unit
from goc.units.naming import names_apart
from goc.web.changes import CodedField
from goc.web.forms import DayField, Form
from goc.web.texts import pasted

RESERVED = {"new"}
AUTHORITIES = {
    "central": gettext_lazy("Chính phủ, bộ, ngành Trung ương"),
    "ministry": gettext_lazy("Bộ Quốc phòng, Quân khu"),
    "province": gettext_lazy("Tỉnh ủy, HĐND, UBND tỉnh"),
}


ORDER = (
    "title",
    "code",
    "unit",
    "issuer",
    "period_from",
    "period_to",
    "cut_off",
    "sign_by",
    "place",
    "directive",
)
"""Two fields a line."""


class RoundForm(Form):
    unit = forms.TypedChoiceField(label=gettext_lazy("Tỉnh, thành phố"))
    title = forms.CharField(label=gettext_lazy("Tên đợt tổng kết"), max_length=300)
    code = forms.SlugField(
        label=gettext_lazy("Mã"),
        max_length=40,
        error_messages={
            "invalid": gettext_lazy("Mã chỉ gồm chữ không dấu, số và gạch nối, không có dấu cách.")
        },
        help_text=gettext_lazy(
            "Chữ không dấu, số, gạch nối; đứng trong địa chỉ, ví dụ tong-ket-2002-2012."
        ),
    )
    period_from = DayField(label=gettext_lazy("Kỳ tổng kết từ ngày"))
    period_to = DayField(label=gettext_lazy("đến ngày"))
    cut_off = DayField(label=gettext_lazy("Thời điểm chốt số liệu"))
    sign_by = DayField(
        label=gettext_lazy("Ngày hội nghị, ký báo cáo"),
        help_text=gettext_lazy("Các việc phải làm được tính ngược từ ngày này."),
    )
    place = forms.CharField(label=gettext_lazy("Địa danh"), max_length=60)
    issuer = forms.ChoiceField(
        label=gettext_lazy("Cơ quan ban hành"), choices=SummingUp.Issuer.choices
    )
    directive = forms.TypedChoiceField(
        label=gettext_lazy("Thực hiện văn bản chỉ đạo"), required=False
    )

    def __init__(
        self,
        *args: Any,
        units: Iterable[Unit],
        directives: Iterable[Directive],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._units = {str(u.public_id): u for u in units}
        self._directives = {str(d.public_id): d for d in directives}
        called = names_apart([u.pk for u in self._units.values()], as_of=today)
        self.fields["unit"] = forms.TypedChoiceField(
            label=self.fields["unit"].label,
            coerce=self._units.__getitem__,
            choices=[(key, called.get(u.pk, "")) for key, u in self._units.items()],
        )
        self.fields["directive"] = forms.TypedChoiceField(
            label=self.fields["directive"].label,
            required=False,
            coerce=self._directives.__getitem__,
            empty_value=None,
            choices=[("", "–"), *((key, str(d.document)) for key, d in self._directives.items())],
        )
        self.order_fields(ORDER)

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if code in RESERVED:
            raise ValidationError(
                gettext("Mã «%(code)s» đã dành cho hệ thống; hãy chọn mã khác.") % {"code": code}
            )
        return code

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        first, last, cut, sign = (
            given.get(n) for n in ("period_from", "period_to", "cut_off", "sign_by")
        )
        if first and last and first >= last:
            self.add_error("period_to", gettext("Ngày cuối kỳ phải sau ngày đầu kỳ."))
        if first and cut and cut < first:
            self.add_error("cut_off", gettext("Thời điểm chốt không được trước kỳ tổng kết."))
        if cut and sign and sign < cut:
            self.add_error("sign_by", gettext("Ngày ký không được trước thời điểm chốt số liệu."))
        return given

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        period = (given.pop("period_from"), given.pop("period_to"))
        return {**given, "period": period}


class CorrectRoundForm(RoundForm):
    """A round as it stands; its unit and its code stay."""

    reason = forms.CharField(label=gettext_lazy("Lý do, căn cứ sửa"), max_length=200)

    def __init__(self, *args: Any, round_: SummingUp, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["unit"], self.fields["code"]
        held = {name: getattr(round_, name) for name in self.fields if hasattr(round_, name)}
        directive = round_.directive
        self.initial = {**held, "directive": str(directive.public_id) if directive else ""}


TYPED = {
    "lang": "vi",
    "data-draft": "1",
    "data-editor": DATA,
    "spellcheck": "false",
    "hx-post": "",
    "hx-trigger": "input changed delay:700ms",
    "hx-vals": '{"look": "1"}',
    "hx-sync": "this:replace",
    "hx-target": "#reading",
    "hx-select": "#reading",
    "hx-swap": "outerHTML",
}
"""A box whose text is read again when the typing rests, and kept in the browser until it is saved."""


class BoundTextForm(Form):
    """Prose with bound figures. A `{…}` that means nothing keeps nobody from saving the rest:
    `wrong` names each.
    """

    wrong: tuple[str, ...] = ()

    def __init__(self, *args: Any, found: Definitions, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._found = found
        self._printed = printed_by(figure_chips(found))
        text = self.fields["text"]
        assert isinstance(text, CodedField)
        text.said = partial(in_words, printed=self._printed)

    def clean_text(self) -> str:
        text = pasted(str(self.cleaned_data["text"]))
        self.wrong = tuple(faults(text, self._found))
        return text


class NarrativeForm(BoundTextForm):
    text = CodedField(
        label=gettext_lazy("Nội dung của mục"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 12, **TYPED}),
        help_text=gettext_lazy(
            "Mỗi dòng là một đoạn. Số liệu được chèn vào lấy từ bản chốt của đợt tổng kết."
        ),
    )


class VersionsForm(Form):
    """Which two of the saved versions are compared: the newest with the one before it at first.
    Without versions there is nothing to choose.
    """

    old = forms.TypedChoiceField(label=gettext_lazy("Bản trước"), coerce=int)
    new = forms.TypedChoiceField(label=gettext_lazy("Bản sau"), coerce=int)

    def __init__(self, data: Any, *, versions: Sequence[Version]) -> None:
        newest = len(versions)
        chosen = {"old": max(newest - 1, 1), "new": newest, **data.dict()}
        super().__init__(chosen if versions else None)
        choices = [(one.number, _saved(one)) for one in versions]
        for name in ("old", "new"):
            box = self.fields[name]
            assert isinstance(box, forms.TypedChoiceField)
            box.choices = choices


def _saved(version: Version) -> str:
    at = timezone.localtime(version.at)
    words = {"n": version.number, "at": f"{at:%H:%M %d/%m/%Y}", "by": version.by}
    return gettext("Bản %(n)s, %(at)s, %(by)s") % words


class AssessmentForm(BoundTextForm):
    text = CodedField(
        label=gettext_lazy("Nhận định"), widget=forms.Textarea(attrs={"rows": 5, **TYPED})
    )
    authority = forms.ChoiceField(
        label=gettext_lazy("Kiến nghị với"), choices=list(AUTHORITIES.items())
    )
    answers = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    qualitative = forms.BooleanField(
        label=gettext_lazy("Nhận định định tính (không dựa vào số liệu)"), required=False
    )

    def __init__(self, *args: Any, kind: str, targets: Iterable[Assessment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._targets = {str(t.public_id): t for t in targets}
        if kind != Assessment.Kind.PROPOSAL:
            del self.fields["authority"]
        if kind not in (Assessment.Kind.STRENGTH, Assessment.Kind.WEAKNESS):
            del self.fields["qualitative"]
        if kind not in ANSWERS or not self._targets:
            del self.fields["answers"]
            return
        said = {
            Assessment.Kind.SOLUTION: gettext("Giải quyết"),
            Assessment.Kind.LESSON: gettext("Rút ra từ"),
        }
        answers = self.fields["answers"]
        assert isinstance(answers, forms.MultipleChoiceField)
        answers.label = said.get(Assessment.Kind(kind), gettext("Là nguyên nhân của"))
        answers.choices = [(key, self._told(t)) for key, t in self._targets.items()]

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "text": given["text"],
            "qualitative": given.get("qualitative", False),
            "authority": given.get("authority", ""),
            "answers": [self._targets[key] for key in given.get("answers", [])],
        }

    def _told(self, row: Assessment) -> str:
        words = Truncator(in_words(row.text, self._printed)).chars(90)
        return f"{row.get_kind_display()} {row.position}: {words}"
