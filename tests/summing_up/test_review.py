"""The machine checks of a report find what is missing, unlinked, unsupported or wrongly cited."""

import pytest

import factories
from goc.figures.loading import load
from goc.figures.queries import open_snapshot
from goc.papers.model import Figure, Paragraph
from goc.snapshots.actions import make_snapshot
from goc.summing_up import composing, review
from goc.summing_up.actions import drop_assessment, write_assessment, write_narrative
from goc.summing_up.composing import Material
from goc.summing_up.dossier import material_of, write_report
from goc.summing_up.models import Assessment, Explanation
from worlds import world_of_module

from . import round_made

Kind = Assessment.Kind


def counted():
    """The round of `round_made` and a snapshot all of which was counted once."""
    cast = factories.cast()
    round_ = round_made.written(cast)
    snapshot = make_snapshot(unit=round_.unit, cut_off=round_.cut_off, by=cast.operator)
    with open_snapshot(snapshot, eager=True) as computer:
        write_report(round_, material_of(round_, computer, load()))
    return round_, snapshot, cast


made_once, world = world_of_module(counted)


@pytest.fixture
def setting(world):
    """The round, its snapshot opened once; returns (round, fresh material on demand, user)."""
    round_, snapshot, cast = world
    with open_snapshot(snapshot, eager=True) as computer:
        once = material_of(round_, computer, load())

        def material() -> Material:
            fresh = Material.of(round_, once.binder, once.results)
            fresh.binder.cited.clear()
            fresh.binder.used.clear()
            write_report(round_, fresh)
            return fresh

        yield round_, material, cast.operator


def test_every_empty_section_is_named(setting):
    _, material, _ = setting
    empty = list(review.empty_sections(material()))
    assert "Mục I.1 «Địa bàn, dân cư» chưa có nội dung." in empty
    assert not [line for line in empty if "III.4" in line or "IV.1" in line]


def test_citations_ascend_and_point_to_what_is_there(setting):
    round_, material, by = setting
    uncited = list(review.citations(material()))
    assert "Phụ lục VII không được đoạn nào của báo cáo dẫn đến." not in uncited
    assert "Phụ lục III không được đoạn nào của báo cáo dẫn đến." in uncited
    write_narrative(round_=round_, section="III.5", text="Xem {P8}, {P4} và {P9}.", by=by)
    found = list(review.citations(material()))
    assert "Phụ lục IV được dẫn lần đầu sau Phụ lục VIII." in found
    assert "Báo cáo dẫn Phụ lục IX nhưng phụ lục này chưa lập." in found


def test_each_weakness_wants_a_cause_and_a_solution(setting):
    round_, material, by = setting
    weak = write_assessment(
        round_=round_, kind=Kind.WEAKNESS, text="Còn {placed_elsewhere}.", by=by
    )
    assert {"Hạn chế 1 chưa có nguyên nhân.", "Hạn chế 1 chưa có giải pháp."} <= set(
        review.links(material())
    )
    for kind in (Kind.SUBJECTIVE_CAUSE, Kind.SOLUTION):
        write_assessment(round_=round_, kind=kind, text="Vì thế.", by=by, answers=[weak])
    assert not [line for line in review.links(material()) if line.startswith("Hạn chế")]
    write_assessment(round_=round_, kind=Kind.LESSON, text="Bài học.", by=by)
    assert "Bài học 1 chưa gắn với ưu điểm hoặc hạn chế nào." in list(review.links(material()))


def test_a_judgement_rests_on_a_figure_or_says_it_does_not(setting):
    round_, material, by = setting
    bare = write_assessment(round_=round_, kind=Kind.STRENGTH, text="Làm tốt.", by=by)
    assert len(list(review.unsupported(material()))) == 1
    write_assessment(
        round_=round_, kind=Kind.STRENGTH, text="Làm tốt.", by=by, qualitative=True, row=bare
    )
    assert not list(review.unsupported(material()))
    drop_assessment(row=bare, by=by)
    assert [a.position for a in round_.assessments.filter(kind=Kind.STRENGTH)] == [1]


def test_a_number_typed_by_hand_that_differs_is_named_with_its_place(setting):
    round_, material, by = setting
    assert not list(review.typed_numbers(material()))
    write_narrative(round_=round_, section="III.3a", text="Tỉnh đã tổ chức 04 khóa đào tạo.", by=by)
    text = "Huyện có 130/226 đồng chí là cấp ủy viên, chiếm 75%."
    write_assessment(round_=round_, kind=Kind.WEAKNESS, text=text, by=by)
    m = material()
    cited = list(m.binder.cited)
    first, second = list(review.typed_numbers(m))
    assert first == (
        "Mục III.3a «Các khóa đào tạo», số gõ tay: Văn bản ghi “04 khóa đào tạo”, cơ sở dữ liệu có "
        "Số khóa đào tạo đã tổ chức: 01 khóa."
    )
    assert second.startswith("Hạn chế, khuyết điểm 1, số gõ tay: ") and "57,5" in second
    assert {first, second} <= set(review.problems(m)) and m.binder.cited == cited


def test_a_typed_number_that_was_explained_is_in_order_while_it_stands(setting):
    round_, material, by = setting
    text = "Tỉnh đã tổ chức 04 khóa đào tạo."
    write_narrative(round_=round_, section="III.3a", text=text, by=by)
    given = {"says": "01 khóa", "reason": "Kể cả lớp gửi", "place": "Trang 1, dòng 2"}
    Explanation.objects.create(
        round=round_, section="III.3a", sentence=text, number="04 khóa", **given
    )
    assert not list(review.typed_numbers(material()))
    write_narrative(round_=round_, section="III.3a", text=text.replace("Tỉnh", "Ta"), by=by)
    (again,) = review.typed_numbers(material())
    assert "04 khóa" in again


def test_the_reconciliation_lists_every_number_of_the_text_with_its_cell(setting):
    _, material, _ = setting
    m = material()
    report = m.report
    (sheet,) = composing.reconciliation(m)
    rows = sheet.table.rows
    printed = [
        i.text
        for b in report.blocks
        if isinstance(b, Paragraph)
        for i in b.inlines
        if isinstance(i, Figure)
    ]
    assert [row.cells[2].text for row in rows] == printed
    share = next(row for row in rows if row.cells[2].text == "1/2")
    assert (share.cells[4].text, share.cells[5].text, share.cells[6].text) == (
        "1",
        "2",
        "Phụ lục VII, cột (6)",
    )


def states(m):
    index = next(composing.appendices(m))
    return {row.cells[0].text: row.cells[2].text for row in index.table.rows}


def test_the_index_names_what_stands_below_it_and_nothing_that_is_missing(setting):
    _, material, _ = setting
    m = material()
    numbers = [a.number for a in m.report.appendices if a.number]
    assert states(m) == dict.fromkeys(numbers, "Kèm theo")
    assert set(m.missing) == {"I", "II", "IX", "X", "XI", "XII"}


def test_the_index_of_a_final_report_says_why_an_appendix_was_left_out(setting):
    _, material, _ = setting
    m = material()
    m.left_out = {"IX": "không tổ chức tập huấn"}
    assert states(m)["IX"] == "Không lập: không tổ chức tập huấn"
    assert "X" not in states(m)
