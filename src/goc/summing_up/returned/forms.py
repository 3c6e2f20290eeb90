"""What is asked of a file that came back: the file itself; then each section, number and paragraph
without a place.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext, gettext_lazy

from goc.figures.queries import definitions
from goc.lib.errors import InputError
from goc.summing_up.outline import Section
from goc.summing_up.placeholders import faults
from goc.summing_up.returned.comparing import CONFLICT, Aside, Question, SectionBack
from goc.summing_up.returned.loading import LARGEST, Returned, Where
from goc.summing_up.returned.numbers import DIFFERS, GONE, Number
from goc.summing_up.returned.placing import Unplaced
from goc.summing_up.returned.taken import Taken
from goc.summing_up.returned.taking import Answers, taken
from goc.web import changes
from goc.web.forms import Form
from goc.web.texts import safe_name
from goc.web.uploads import FileField

TAKE, LEAVE, KEEP, TYPED, DROP = "take", "leave", "keep", "typed", "drop"
MANY = 300
"""Numbers of one page; a file with more differs so much that it is another text."""
SECTIONS = {TAKE: gettext_lazy("Nạp theo bản Word"), LEAVE: gettext_lazy("Để nguyên trên bàn soạn")}


class WordForm(Form):
    """After `is_valid()`, `word` is the name and the bytes of the file."""

    file = FileField(
        label=gettext_lazy("Bản Word đã sửa (.docx)"),
        help_text=gettext_lazy("Tối đa 7 MB. Chưa ghi gì cho đến khi bạn xem và trả lời xong."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
    )
    word: tuple[str, bytes]

    def clean_file(self) -> UploadedFile[Any]:
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(
                gettext("Tệp lớn hơn 7 MB; hãy nén hoặc bỏ bớt ảnh trong tệp rồi đưa lại.")
            )
        self.word = safe_name(file.name or "bao-cao.docx"), file.read()
        return file


def packed(data: bytes) -> str:
    return base64.b64encode(data).decode()


def unpacked(text: str) -> bytes:
    """Raises InputError for what no page of ours carried."""
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise InputError("Tệp gửi kèm trang này không còn nguyên vẹn; hãy chọn lại tệp.") from error


@dataclass(frozen=True)
class Asked:
    """A number as drawn: its boxes, where it stands, the words around it."""

    question: Question
    where: Where
    choice: forms.BoundField
    reason: forms.BoundField

    @property
    def around(self) -> tuple[str, str, str]:
        text, at = self.question.back.line.text, self.question.number.at
        before, behind = text[max(at.start - 70, 0) : at.start], text[at.end : at.end + 50]
        return before, text[at.start : at.end], behind

    @property
    def has_choices(self) -> bool:
        return not isinstance(self.choice.field, forms.BooleanField)


class AnswersForm(Form):
    """After `is_valid()`, `taken` is what is to be written. The page carries the file itself beside
    the boxes.
    """

    raw: ClassVar = frozenset({"carried", "carried_name", "places"})
    taken: Taken

    def __init__(self, *args: Any, found: Returned, source: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.found, self.source = found, source
        compared = found.compared
        self.order = {part.section.key: n for n, part in enumerate(compared.sections)}
        for part in compared.changed:
            self.fields[self.section_name(part)] = _section_box(part)
        for question in compared.questions:
            self.fields[number_name(question)] = _number_box(question.number)
            self.fields[f"{number_name(question)}_reason"] = _reason_box()
        for one, _back in compared.unplaced:
            self.fields[place_name(one)] = _place_box(compared.targets)
        for aside in compared.told:
            self.fields[aside_name(aside)] = _seen_box()

    def section_name(self, part: SectionBack) -> str:
        return f"section_{self.order[part.section.key]}"

    # --- as drawn

    @property
    def numbers(self) -> list[Asked]:
        compared = self.found.compared
        pairs = zip(compared.questions, self.found.of_questions, strict=True)
        return [
            Asked(q, where, self[number_name(q)], self[f"{number_name(q)}_reason"])
            for q, where in pairs
        ]

    @property
    def sections(self) -> list[tuple[SectionBack, forms.BoundField]]:
        return [(part, self[self.section_name(part)]) for part in self.found.compared.changed]

    @property
    def unplaced(self) -> list[tuple[Unplaced, Where, forms.BoundField]]:
        return [
            (one, self.found.where(back.number), self[place_name(one)])
            for one, back in self.found.compared.unplaced
        ]

    @property
    def asides(self) -> list[tuple[Aside, Where, forms.BoundField | None]]:
        return list(map(self._aside, self.found.compared.aside))

    def _aside(self, one: Aside) -> tuple[Aside, Where, forms.BoundField | None]:
        where = self.found.where(one.line.line["number"])
        return one, where, self[aside_name(one)] if one.numbers else None

    # --- as answered

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if changes.read_state(str(self.data.get(changes.STATE, ""))) is None:
            raise forms.ValidationError(gettext("Trang này đã cũ; hãy chọn lại tệp."))
        for question in self.found.compared.questions:
            if self._has_a_place(question, given):
                self._check_answer(question, given)
        if not self.errors:
            self.taken = taken(self.found, self._answers(given), self.source)
            self._check_written()
        return given

    def _has_a_place(self, question: Question, given: dict[str, Any]) -> bool:
        """Whether its paragraph will be written."""
        if question.section:
            return self._is_taken(given, question.section)
        number = question.back.line.line["number"]
        return bool(given.get(f"place_{number}", DROP) != DROP)

    def _check_answer(self, question: Question, given: dict[str, Any]) -> None:
        name = number_name(question)
        if not given.get(name):
            self.add_error(name, gettext("Chưa trả lời."))
        is_other = question.number.state == DIFFERS and given.get(name) == TYPED
        if is_other and not given.get(f"{name}_reason"):
            self.add_error(f"{name}_reason", gettext("Hãy ghi lý do số này khác bản chốt."))

    def _answers(self, given: dict[str, Any]) -> Answers:
        compared = self.found.compared
        chosen = {one.line.line["number"]: given[place_name(one)] for one, _ in compared.unplaced}
        figures: set[Question] = set()
        reasons: dict[Question, str] = {}
        for question in compared.questions:
            name = number_name(question)
            if given[name] == KEEP:
                figures.add(question)
            elif given[f"{name}_reason"]:
                reasons[question] = given[f"{name}_reason"]
        return Answers(
            sections=frozenset(filter(partial(self._is_taken, given), compared.changed_keys)),
            placed={number: key for number, key in chosen.items() if key != DROP},
            figures=frozenset(figures),
            reasons=reasons,
        )

    def _is_taken(self, given: dict[str, Any], section: str) -> bool:
        return bool(given.get(f"section_{self.order[section]}") == TAKE)

    def _check_written(self) -> None:
        """Braces that stand for nothing are no text of the desk."""
        judged = map(attrgetter("text"), self.taken.judgements)
        written = "\n".join([*self.taken.texts.values(), *judged])
        if wrong := list(faults(written, definitions())):
            self.add_error(None, wrong)


def number_name(question: Question) -> str:
    line, number = question.back.line.line["number"], question.number
    return f"number_{line}_{number.at.start}" + ("_gone" if number.state == GONE else "")


def place_name(one: Unplaced) -> str:
    return f"place_{one.line.line['number']}"


def aside_name(aside: Aside) -> str:
    return f"seen_{aside.line.line['number']}"


def _section_box(part: SectionBack) -> forms.ChoiceField:
    """Where the desk went on meanwhile nothing is proposed."""
    return forms.ChoiceField(
        label=gettext("Mục %(key)s") % {"key": part.section.key},
        choices=list(SECTIONS.items()),
        initial=None if part.state == CONFLICT else TAKE,
        widget=forms.RadioSelect,
        error_messages={"required": gettext("Hãy chọn nạp hay để nguyên mục này.")},
    )


def _number_box(number: Number) -> forms.Field:
    typed = {"found": number.found, "says": number.says}
    if not number.code or number.state == GONE:
        said = (
            gettext("Đồng ý bỏ số này khỏi đoạn")
            if number.state == GONE
            else gettext("Đã kiểm tra, để số gõ tay %(found)s") % typed
        )
        return _TypedField(label=said, required=False)
    return forms.ChoiceField(
        label=gettext("Trả lời"),
        required=False,
        choices=[
            (KEEP, gettext("Giữ số của bản chốt: %(says)s") % typed),
            (TYPED, gettext("Để như bản Word: %(found)s") % typed),
        ],
        widget=forms.RadioSelect,
    )


class _TypedField(forms.BooleanField):
    """A box that is ticked says TYPED."""

    def clean(self, value: Any) -> Any:
        return TYPED if super().clean(value) else ""


def _reason_box() -> forms.CharField:
    return forms.CharField(label=gettext("Lý do"), required=False, max_length=300)


def _place_box(targets: list[Section]) -> forms.ChoiceField:
    named = [(s.key, f"{s.key} {s.title}" if s.marker else s.title) for s in targets]
    return forms.ChoiceField(
        label=gettext("Xếp vào mục"),
        choices=[("", gettext("– chọn –")), (DROP, gettext("Bỏ đoạn này")), *named],
        error_messages={"required": gettext("Hãy chọn mục, hoặc bỏ đoạn này.")},
    )


_seen_box = partial(
    forms.BooleanField,
    label=gettext_lazy("Đã xem: không nạp dòng này"),
    error_messages={"required": gettext_lazy("Hãy xem và đánh dấu.")},
)
