"""What is typed about a round, a section, a judgement: no page."""

from __future__ import annotations

from datetime import date

import pytest

from goc.figures.loading import Definitions
from goc.summing_up.forms import AssessmentForm, NarrativeForm, RoundForm
from goc.summing_up.models import Assessment
from goc.summing_up.placeholders import faults
from summing_up.judged import COURSES, PLACED

Kind = Assessment.Kind
TODAY = date(2026, 11, 20)
FOUND = Definitions({"placed": PLACED, "courses": COURSES}, {})
WAYS = "number, count, share, base, percent, hedged"
STRAY = "Còn dấu ngoặc nhọn { } không thành chỗ dẫn số liệu; viết dạng {tên_chỉ_tiêu} hoặc bỏ dấu ngoặc."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Đạt {placed}, {placed.share}, {placed.hedged}; {courses.number} ({P7}).", []),
        ("Không có gì", []),
        ("{x}", ["«{x}»: không có chỉ tiêu hay phụ lục nào tên «x»."]),
        ("{P13}", ["«{P13}»: không có chỉ tiêu hay phụ lục nào tên «P13»."]),
        ("{P7.share}", ["«{P7.share}»: không có chỉ tiêu hay phụ lục nào tên «P7»."]),
        ("{placed.x}", [f"«{{placed.x}}»: cách in phải là một trong {WAYS}."]),
        ("{courses.x}", [f"«{{courses.x}}»: cách in phải là một trong {WAYS}."]),
        *(
            (
                f"{{courses.{form}}}",
                [
                    f"«{{courses.{form}}}»: chỉ tiêu này không phải tỷ lệ nên không in được kiểu "
                    f"«{form}»."
                ],
            )
            for form in ("share", "base", "percent", "hedged")
        ),
        ("{courses.count} {courses.number} {placed.count}", []),
        ("{ placed }", [STRAY]),
        ("{placed", [STRAY]),
        ("placed}", [STRAY]),
        ("{lạ}", [STRAY]),
        (
            "{x} {y.share} {",
            [
                "«{x}»: không có chỉ tiêu hay phụ lục nào tên «x».",
                "«{y.share}»: không có chỉ tiêu hay phụ lục nào tên «y».",
                STRAY,
            ],
        ),
    ],
)
def test_each_place_that_means_nothing_is_named(text, said):
    assert list(faults(text, FOUND)) == said


def test_a_section_keeps_what_was_typed_and_names_what_means_nothing():
    good = NarrativeForm({"text": "Có {courses}.\r\nHai"}, found=FOUND)
    assert good.is_valid() and good.cleaned_data["text"] == "Có {courses}.\nHai"
    assert NarrativeForm({"text": ""}, found=FOUND).is_valid()
    bad = NarrativeForm({"text": "Có {x} {courses.share} {"}, found=FOUND)
    assert bad.is_valid() and len(bad.wrong) == 3 and not good.wrong
    assert bad.cleaned_data["text"] == "Có {x} {courses.share} {"


class Target:
    """A judgement that another may answer."""

    def __init__(self, key, kind, position, text):
        self.public_id, self.kind, self.position, self.text = key, kind, position, text

    def get_kind_display(self):
        return Kind(self.kind).label


STRONG, WEAK = Target("s", Kind.STRENGTH, 1, "Mạnh"), Target("w", Kind.WEAKNESS, 2, "x" * 91)


def judgement(kind, targets=(STRONG, WEAK), **typed):
    return AssessmentForm(typed, found=FOUND, kind=kind, targets=targets)


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        (Kind.STRENGTH, ["text", "qualitative"]),
        (Kind.WEAKNESS, ["text", "qualitative"]),
        (Kind.STRENGTH_CAUSE, ["text", "answers"]),
        (Kind.OBJECTIVE_CAUSE, ["text", "answers"]),
        (Kind.SUBJECTIVE_CAUSE, ["text", "answers"]),
        (Kind.LESSON, ["text", "answers"]),
        (Kind.SOLUTION, ["text", "answers"]),
        (Kind.PROPOSAL, ["text", "authority"]),
    ],
)
def test_of_each_kind_what_belongs_to_it_is_asked(kind, asked):
    assert list(judgement(kind).fields) == asked


def test_where_nothing_can_be_answered_nothing_is_asked():
    assert list(judgement(Kind.SOLUTION, targets=()).fields) == ["text"]


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        (Kind.STRENGTH_CAUSE, "Là nguyên nhân của"),
        (Kind.OBJECTIVE_CAUSE, "Là nguyên nhân của"),
        (Kind.SUBJECTIVE_CAUSE, "Là nguyên nhân của"),
        (Kind.SOLUTION, "Giải quyết"),
        (Kind.LESSON, "Rút ra từ"),
    ],
)
def test_what_is_answered_is_called_by_the_kind(kind, label):
    answers = judgement(kind).fields["answers"]
    assert answers.label == label
    assert answers.choices == [
        ("s", "Ưu điểm 1: Mạnh"),
        ("w", f"Hạn chế, khuyết điểm 2: {'x' * 89}…"),
    ]


def test_a_judgement_of_ninety_letters_is_shown_whole():
    [(_, told)] = (
        judgement(Kind.SOLUTION, [Target("w", Kind.WEAKNESS, 1, "y" * 90)])
        .fields["answers"]
        .choices
    )
    assert told == f"Hạn chế, khuyết điểm 1: {'y' * 90}"


@pytest.mark.parametrize(
    ("kind", "typed", "arguments"),
    [
        (
            Kind.STRENGTH,
            {"text": "Mạnh", "qualitative": "on"},
            {"text": "Mạnh", "qualitative": True, "authority": "", "answers": []},
        ),
        (
            Kind.SOLUTION,
            {"text": "Sẽ làm", "answers": ["w"], "qualitative": "on"},
            {"text": "Sẽ làm", "qualitative": False, "authority": "", "answers": [WEAK]},
        ),
        (
            Kind.PROPOSAL,
            {"text": "Đề nghị", "authority": "province"},
            {"text": "Đề nghị", "qualitative": False, "authority": "province", "answers": []},
        ),
    ],
)
def test_what_an_action_is_given(kind, typed, arguments):
    form = judgement(kind, **typed)
    assert form.is_valid(), form.errors
    assert form.arguments() == arguments


@pytest.mark.parametrize(
    ("kind", "typed", "field"),
    [
        (Kind.STRENGTH, {"text": ""}, "text"),
        (Kind.SOLUTION, {"text": "a", "answers": ["none"]}, "answers"),
        (Kind.PROPOSAL, {"text": "a", "authority": "district"}, "authority"),
        (Kind.PROPOSAL, {"text": "a"}, "authority"),
    ],
)
def test_what_is_no_judgement(kind, typed, field):
    assert list(judgement(kind, **typed).errors) == [field]


@pytest.fixture
def typed(cast):
    def form(**more):
        own = {
            "unit": str(cast.province.public_id),
            "title": "Tổng kết 10 năm",
            "code": "tong-ket-2012",
            "period_from": "01/01/2002",
            "period_to": "31/12/2012",
            "cut_off": "31/12/2012",
            "sign_by": "14/06/2013",
            "place": "Lạng Sơn",
            "issuer": "peoples_committee",
            "directive": "",
        }
        return RoundForm({**own, **more}, units=[cast.province], directives=[], today=TODAY)

    return form


def test_a_round_as_it_is_opened(cast, typed):
    form = typed()
    assert form.is_valid(), form.errors
    assert form.arguments() == {
        "title": "Tổng kết 10 năm",
        "code": "tong-ket-2012",
        "unit": cast.province,
        "issuer": "peoples_committee",
        "period": (date(2002, 1, 1), date(2012, 12, 31)),
        "cut_off": date(2012, 12, 31),
        "sign_by": date(2013, 6, 14),
        "place": "Lạng Sơn",
        "directive": None,
    }
    assert form.fields["unit"].choices == [(str(cast.province.public_id), "Tỉnh A")]


PERIOD = "Ngày cuối kỳ phải sau ngày đầu kỳ."
CUT = "Thời điểm chốt không được trước kỳ tổng kết."
SIGN = "Ngày ký không được trước thời điểm chốt số liệu."
CODE = "Mã chỉ gồm chữ không dấu, số và gạch nối, không có dấu cách."


@pytest.mark.parametrize(
    ("more", "errors"),
    [
        ({"period_to": "01/01/2002"}, {"period_to": [PERIOD]}),
        ({"period_to": "02/01/2002"}, {}),
        ({"period_to": "31/12/2001"}, {"period_to": [PERIOD]}),
        ({"cut_off": "31/12/2001"}, {"cut_off": [CUT]}),
        ({"cut_off": "01/01/2002"}, {}),
        ({"cut_off": "30/06/2012"}, {}),  # within the period, as of a preliminary summing-up
        ({"sign_by": "30/12/2012"}, {"sign_by": [SIGN]}),
        ({"sign_by": "31/12/2012"}, {}),
        (
            {"period_from": "01/01/2013", "sign_by": "01/01/2002"},
            {"period_to": [PERIOD], "cut_off": [CUT], "sign_by": [SIGN]},
        ),
        ({"code": "Tổng kết"}, {"code": [CODE]}),
        ({"code": "new"}, {"code": ["Mã «new» đã dành cho hệ thống; hãy chọn mã khác."]}),
        ({"code": "new-2012"}, {}),
        (
            {"period_from": "1/1/02"},
            {
                "period_from": [
                    "«1/1/02»: năm chỉ có hai chữ số. Hãy ghi đủ bốn chữ số: 01/01/1902 hoặc 01/01/2002."
                ]
            },
        ),
    ],
    ids=str,
)
def test_days_and_codes_that_cannot_be(typed, more, errors):
    assert typed(**more).errors == errors


def test_a_unit_that_was_not_offered_is_refused(cast, typed):
    assert list(typed(unit=str(cast.elsewhere.public_id)).errors) == ["unit"]
    assert list(typed(directive=str(cast.elsewhere.public_id)).errors) == ["directive"]
