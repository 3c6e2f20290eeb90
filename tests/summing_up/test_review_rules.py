"""What a report lacks, rule by rule: sections, citations, what answers what, what rests on nothing."""

from __future__ import annotations

import pytest

from goc.desk.workdays import Calendar
from goc.directives.checks import MET, NOT_MET, Verdict
from goc.summing_up import composing, review
from goc.summing_up.checks import report as checks
from goc.summing_up.composing import schedule
from goc.summing_up.models import Assessment
from goc.summing_up.outline import forms, sections
from summing_up.judged import All, Broken, Judgement, material, round_of

Kind = Assessment.Kind
TABLES = {form.table: Broken([]) for form in forms() if form.table}
TEXTS = {section.key: "Có nội dung." for section in sections("report") if section.text}
PLAN = {section.key: "Có nội dung." for section in sections("work_plan") if section.text}


def whole():
    """A judgement of every kind and authority, each answered and each resting on a figure."""
    strength, weakness = Judgement(Kind.STRENGTH, "{placed}"), Judgement(Kind.WEAKNESS, "{courses}")
    return [
        strength,
        weakness,
        Judgement(Kind.STRENGTH_CAUSE, answers=All([strength])),
        Judgement(Kind.OBJECTIVE_CAUSE, answers=All([weakness])),
        Judgement(Kind.SUBJECTIVE_CAUSE, answers=All([weakness])),
        Judgement(Kind.SOLUTION, answers=All([weakness])),
        Judgement(Kind.LESSON, answers=All([strength, weakness])),
        *(Judgement(Kind.PROPOSAL, authority=to) for to in ("central", "ministry", "province")),
    ]


def cited(*names, **more):
    m = material(*whole(), narratives=TEXTS, results=dict(TABLES), **more)
    m.binder.cited += names
    return m


ALL_CITED = [form.id for form in forms() if form.table]


def test_a_whole_report_has_no_problem():
    assert review.problems(cited(*ALL_CITED)) == []


@pytest.mark.parametrize("key", [section.key for section in sections("report") if section.text])
def test_each_section_wants_its_text(key):
    [title] = [section.title for section in sections("report") if section.key == key]
    for text in ("", " \n  \n"):
        m = material(*whole(), narratives={**TEXTS, key: text})
        assert list(review.empty_sections(m)) == [f"Mục {key} «{title}» chưa có nội dung."]


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (Kind.STRENGTH, "Mục IV.1 «Ưu điểm» chưa có nội dung."),
        (Kind.STRENGTH_CAUSE, "Mục IV.2 «Nguyên nhân của ưu điểm» chưa có nội dung."),
        (Kind.WEAKNESS, "Mục IV.3 «Hạn chế, khuyết điểm» chưa có nội dung."),
        (Kind.OBJECTIVE_CAUSE, "Mục IV.4a «Nguyên nhân khách quan» chưa có nội dung."),
        (Kind.SUBJECTIVE_CAUSE, "Mục IV.4b «Nguyên nhân chủ quan» chưa có nội dung."),
        (Kind.LESSON, "Mục IV.5 «Bài học kinh nghiệm» chưa có nội dung."),
        (Kind.SOLUTION, "Mục 2.IV «GIẢI PHÁP» chưa có nội dung."),
    ],
)
def test_each_section_of_judgements_wants_one(kind, said):
    rows = [row for row in whole() if row.kind != kind]
    assert list(review.empty_sections(material(*rows, narratives=TEXTS))) == [said]


@pytest.mark.parametrize(
    ("authority", "said"),
    [
        ("central", "Mục 3.1 «Với Chính phủ, bộ, ngành Trung ương» chưa có nội dung."),
        ("ministry", "Mục 3.2 «Với Bộ Quốc phòng, Quân khu» chưa có nội dung."),
        ("province", "Mục 3.3 «Với Tỉnh ủy, HĐND, UBND tỉnh» chưa có nội dung."),
    ],
)
def test_proposals_go_to_each_authority(authority, said):
    rows = [row for row in whole() if row.authority != authority]
    assert list(review.empty_sections(material(*rows, narratives=TEXTS))) == [said]


def test_an_appendix_that_nobody_cites_is_named():
    left = [name for name in ALL_CITED if name != "P7"]
    said = "Phụ lục VII không được đoạn nào của báo cáo dẫn đến."
    assert list(review.citations(cited(*left))) == [said]


def test_an_appendix_that_was_not_made_is_not_cited():
    said = "Báo cáo dẫn Phụ lục XI nhưng phụ lục này chưa lập."
    assert list(review.citations(cited(*ALL_CITED, "P11"))) == [said]
    m = cited(*ALL_CITED)
    del m.results["P8"]
    assert list(review.citations(m)) == ["Báo cáo dẫn Phụ lục VIII nhưng phụ lục này chưa lập."]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["P3", "P4", "P4", "P3"], []),  # only the first time counts
        (["P4", "P3"], ["Phụ lục III được dẫn lần đầu sau Phụ lục IV."]),
        (
            ["P5", "P4", "P3"],
            [
                "Phụ lục IV được dẫn lần đầu sau Phụ lục V.",
                "Phụ lục III được dẫn lần đầu sau Phụ lục IV.",
            ],
        ),
        (["P3", "L1", "P4"], []),  # what is no appendix of the set has no place in it
        (["P9", "P10"], []),  # by their place, not as their names sort
        ([], []),
    ],
)
def test_appendices_are_cited_in_their_order(names, said):
    found = review.citations(cited(*names))
    assert [line for line in found if "lần đầu" in line] == said


def answered(*rows):
    return list(review.links(material(*rows)))


def test_a_weakness_wants_a_cause_and_a_solution():
    weak = Judgement(Kind.WEAKNESS, position=3)
    assert answered(weak) == [
        "Hạn chế 3 chưa có nguyên nhân.",
        "Hạn chế 3 chưa có giải pháp.",
    ]
    for kind in (Kind.OBJECTIVE_CAUSE, Kind.SUBJECTIVE_CAUSE):
        assert answered(weak, Judgement(kind, answers=All([weak]))) == [
            "Hạn chế 3 chưa có giải pháp."
        ]
    assert answered(weak, Judgement(Kind.SOLUTION, answers=All([weak]))) == [
        "Hạn chế 3 chưa có nguyên nhân."
    ]


def test_what_answers_another_answers_not_this():
    one, two = Judgement(Kind.WEAKNESS), Judgement(Kind.WEAKNESS, position=2)
    both = [
        Judgement(Kind.OBJECTIVE_CAUSE, answers=All([one, two])),
        Judgement(Kind.SOLUTION, answers=All([two])),
    ]
    assert answered(one, two, *both) == ["Hạn chế 1 chưa có giải pháp."]


def test_a_strength_wants_its_own_cause():
    strong = Judgement(Kind.STRENGTH, position=2)
    said = ["Ưu điểm 2 chưa có nguyên nhân."]
    assert answered(strong) == said
    assert answered(strong, Judgement(Kind.OBJECTIVE_CAUSE, answers=All([strong]))) == said
    assert answered(strong, Judgement(Kind.SOLUTION, answers=All([strong]))) == said
    assert answered(strong, Judgement(Kind.STRENGTH_CAUSE, answers=All([strong]))) == []


def test_a_lesson_rests_on_something():
    strong = Judgement(Kind.STRENGTH)
    cause = Judgement(Kind.STRENGTH_CAUSE, answers=All([strong]))
    lessons = [Judgement(Kind.LESSON, answers=All([strong])), Judgement(Kind.LESSON, position=2)]
    said = ["Bài học 2 chưa gắn với ưu điểm hoặc hạn chế nào."]
    assert answered(strong, cause, *lessons) == said


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (Judgement(Kind.STRENGTH, "Đạt {placed.percent}"), None),
        (Judgement(Kind.STRENGTH, "Làm tốt", qualitative=True), None),
        (Judgement(Kind.STRENGTH, "Làm tốt"), "Ưu điểm 1"),
        (Judgement(Kind.WEAKNESS, "Đạt 92,2%", 4), "Hạn chế, khuyết điểm 4"),
        (Judgement(Kind.WEAKNESS, "Xem {P7}"), "Hạn chế, khuyết điểm 1"),
        (Judgement(Kind.WEAKNESS, "Còn {unknown}"), "Hạn chế, khuyết điểm 1"),
        (Judgement(Kind.LESSON, "Phải quan tâm"), None),
        (Judgement(Kind.STRENGTH_CAUSE, "Vì thế"), None),
    ],
    ids=lambda value: getattr(value, "text", str(value)),
)
def test_a_judgement_rests_on_a_figure_or_says_that_it_does_not(row, said):
    words = "không có số liệu, cũng không đánh dấu là nhận định định tính."
    expected = [f"{said} {words}"] if said else []
    assert list(review.unsupported(material(row))) == expected


def test_tables_that_do_not_add_up_are_told():
    results = {"P3": Broken(["a", "b"]), "P4": Broken([]), "P5": Broken(["c"])}
    assert list(review.broken_tables(material(results=results))) == ["a", "b", "c"]


def test_everything_is_told_in_the_order_of_the_rules():
    weak = Judgement(Kind.WEAKNESS, "Yếu")
    found = review.problems(material(weak, results={"P3": Broken(["Phụ lục III: 1 ≠ 2"])}))
    kinds = ["chưa có nội dung", "dẫn đến", "chưa có nguyên nhân", "định tính", "1 ≠ 2"]
    places = [next(n for n, line in enumerate(found) if words in line) for words in kinds]
    assert places == sorted(places)


def test_a_plan_with_all_its_texts_is_met(monkeypatch):
    monkeypatch.setattr(composing, "calendar_of", lambda _unit, as_of: Calendar())
    assert checks.work_plan(material(narratives=PLAN)) == Verdict(
        MET, "Đã có kế hoạch với 9 việc, có cơ quan và thời hạn.", ("ke-hoach-tong-ket",)
    )
    assert len(schedule(round_of())) == 9


def test_a_plan_names_what_it_lacks():
    lacking = {**PLAN, "plan.1": " ", "plan.3": ""}
    assert checks.work_plan(material(narratives=lacking)) == Verdict(
        NOT_MET,
        "Kế hoạch còn thiếu nội dung: MỤC ĐÍCH, YÊU CẦU, THÀNH PHẦN, THỜI GIAN, ĐỊA ĐIỂM.",
    )


def test_a_report_is_judged_by_its_sections_and_its_judgements():
    assert checks.report(material(*whole(), narratives=TEXTS)) == Verdict(
        MET, "Báo cáo trung tâm đủ các phần; mỗi đánh giá đều có căn cứ.", ("bao-cao-trung-tam",)
    )


def test_of_what_a_report_lacks_the_first_is_said_and_three_more_are_shown():
    lacking = {key: text for key, text in TEXTS.items() if not key.startswith("III.")}
    missing = [f"Mục {key} " for key in TEXTS if key.startswith("III.")]
    verdict = checks.report(material(*whole(), narratives=lacking))
    assert verdict.state == NOT_MET
    said = f"Báo cáo trung tâm còn {len(missing)} điểm chưa đạt: {missing[0]}"
    assert verdict.sentence.startswith(said)
    assert [
        line[: len(start)] for line, start in zip(verdict.evidence, missing[1:4], strict=True)
    ] == (missing[1:4])


@pytest.mark.parametrize(
    ("kinds", "verdict"),
    [
        (["strength"], Verdict(MET, "Báo cáo nêu 02 ưu điểm.", ("bao-cao-trung-tam",))),
        (
            ["strength", "weakness"],
            Verdict(
                MET, "Báo cáo nêu 02 ưu điểm, 01 hạn chế, khuyết điểm.", ("bao-cao-trung-tam",)
            ),
        ),
        (["lesson"], Verdict(NOT_MET, "Báo cáo chưa nêu: bài học kinh nghiệm.")),
        (
            ["strength", "solution", "proposal"],
            Verdict(NOT_MET, "Báo cáo chưa nêu: giải pháp, kiến nghị, đề xuất."),
        ),
    ],
)
def test_judgements_that_were_asked_for(kinds, verdict):
    rows = [Judgement(Kind.STRENGTH), Judgement(Kind.STRENGTH), Judgement(Kind.WEAKNESS)]
    assert checks.judgements(material(*rows), kinds) == verdict


def test_appendices_are_first_in_order_and_then_whole():
    assert checks.appendices(cited()).sentence == (
        "Phụ lục chưa khớp: Phụ lục III không được đoạn nào của báo cáo dẫn đến."
    )
    missing = [form.roman for form in forms() if not form.table]
    there = len(forms()) - len(missing)
    assert checks.appendices(cited(*ALL_CITED)) == Verdict(
        NOT_MET,
        f"Có {there}/12 phụ lục theo bộ mẫu biểu; còn thiếu Phụ lục {', '.join(missing)}.",
    )


def test_tables_that_do_not_add_up_are_said_of_the_appendices():
    m = cited(*ALL_CITED)
    m.results["P3"] = Broken(["một", "hai", "ba", "bốn", "năm"])
    assert checks.appendices(m) == Verdict(NOT_MET, "Phụ lục chưa khớp: một", ("hai", "ba", "bốn"))


def typed(text, section="III.3a"):
    return list(review.typed_numbers(material(narratives={section: text})))


def test_a_typed_number_that_differs_is_told_with_its_place():
    [said] = typed("Đã mở 04 khóa.")
    assert said.startswith("Mục III.3a «Các khóa đào tạo», số gõ tay: Văn bản ghi “04 khóa”, ")
    assert said.endswith("Khóa: 03 khóa.")
    assert typed("Đã mở 03 khóa.") == []
    assert typed("Đã mở {courses}.") == []
    assert typed("Có 9 ngọn núi.") == []  # of that the record says nothing


@pytest.mark.parametrize(
    ("section", "where"),
    [
        ("opening", "Mở đầu báo cáo"),
        ("plan.opening", "Mở đầu kế hoạch"),
        ("plan.1", "Mục plan.1 «MỤC ĐÍCH, YÊU CẦU»"),
        ("2.I", "Mục 2.I «DỰ BÁO TÌNH HÌNH»"),
    ],
)
def test_everything_that_officers_wrote_is_read(section, where):
    [said] = typed("Đã mở 04 khóa.", section)
    assert said.startswith(f"{where}, số gõ tay: ")


def test_numbers_that_do_not_fit_each_other_are_told():
    text = "Huyện có 130/226 đồng chí là cấp ủy viên, chiếm 75%."
    [said] = review.typed_numbers(material(Judgement(Kind.WEAKNESS, text, 2)))
    assert said.startswith("Hạn chế, khuyết điểm 2, số gõ tay: ") and "57,5" in said


def test_reading_them_cites_nothing():
    m = material(narratives={"III.4": "Xem {P7}, {courses}."})
    m.binder.cited.append("P3")
    assert list(review.typed_numbers(m)) == []
    assert (m.binder.cited, m.binder.used) == (["P3"], {})
