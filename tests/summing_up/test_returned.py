"""A report that came back from Word: six real edits and more, numbers named, sections placed."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from goc.lib.errors import HiddenError, InputError, RefusedError
from goc.summing_up.actions import write_narrative
from goc.summing_up.returned.loading import Returned, paper_kind, returned
from goc.summing_up.returned.told import told
from summing_up import word_edits as by
from summing_up.returned_round import PLAN, REPORT, Exported, exported, kept_in
from summing_up.round_made import opened
from worlds import world_of_module

_made, made = world_of_module(exported)
Read = Callable[..., Returned]
STYLE = "<w:pPr><w:pStyle w:val='ThanVan'/></w:pPr>"


@pytest.fixture(autouse=True)
def without_libreoffice(monkeypatch) -> None:
    """Pages are then told as the file itself has them."""
    monkeypatch.setenv("PATH", "/nowhere")


@pytest.fixture
def read(made: Exported, tmp_path: Path) -> Read:
    def back(*changes: by.Change, parts: dict[str, str] | None = None) -> Returned:
        data = by.edited(made.word(), *changes, parts=parts)
        return returned(made.round, paper_kind(REPORT), kept_in(tmp_path, data))

    return back


def changed(found: Returned) -> list[str]:
    return [part.section.key for part in found.compared.changed]


def numbers(found: Returned) -> list[tuple[str, str, str]]:
    return [(q.number.state, q.number.found, q.number.says) for q in found.compared.questions]


def paragraphs(found: Returned, section: str) -> list[str]:
    part = next(p for p in found.compared.sections if p.section.key == section)
    return [back.line.text for back in part.paragraphs]


def test_the_export_itself_comes_back_as_it_went(read):
    found = read()
    assert found.compared.is_as_exported and numbers(found) == []
    assert told(found)["as_exported"] is True


# --- the six edits


def test_tags_dropped(read):
    found = read(by.without_tags)
    assert found.compared.is_as_exported


def test_a_paragraph_moved_to_another_section(read):
    found = read(by.moved("Ngân sách tỉnh", behind="Dân cư ở"))
    assert (changed(found), numbers(found)) == (["I.1", "III.7"], [])
    assert paragraphs(found, "III.7") == []
    assert paragraphs(found, "I.1")[2] == "Ngân sách tỉnh bảo đảm kinh phí ăn, ở của học viên."
    part = next(p for p in found.compared.sections if p.section.key == "I.1")
    assert part.paragraphs[2].moved_from == "III.7"


def test_a_tracked_deletion(read):
    found = read(by.struck_out("Được cấp ủy", "; nhân dân đồng thuận"))
    assert changed(found) == ["I.2"]
    assert paragraphs(found, "I.2") == ["Được cấp ủy quan tâm."]
    assert [(d["text"], d["author"]) for d in found.compared.edited["deletions"]] == [
        ("; nhân dân đồng thuận", "Hà")
    ]


def test_a_row_added_to_an_appendix(read):
    found = read(by.row_added("Khóa 1", "Khóa 1", "Khóa 27"))
    assert (changed(found), found.compared.unplaced) == ([], [])
    (aside,) = found.compared.told
    assert "27" in aside.numbers and aside.line.was is None


def test_a_number_in_a_text_box(read):
    found = read(by.in_box("Dân cư ở", "Hộp chữ: 250 đồng chí"))
    assert numbers(found) == [("new", "250", "")]
    ((one, _back),) = found.compared.unplaced
    assert (one.line.text, one.near, one.why) == ("Hộp chữ: 250 đồng chí", "I.1", "beside")


def test_a_sentence_rewritten(read):
    text = "Trong kỳ, tỉnh đã tổ chức 01 khóa, có 02 đồng chí tốt nghiệp và 01 đồng chí thôi học."

    def rewrite(root) -> None:
        place = by.paragraph(root, "Tỉnh đã mở")
        runs = [child for child in place if child.tag != by.q("w:pPr")]
        for child in runs:
            place.remove(child)
        place.append(by.piece(f"<w:r><w:t>{text}</w:t></w:r>"))

    found = read(rewrite)
    assert changed(found) == ["III.3a"]
    part = next(p for p in found.compared.changed)
    (back,) = part.paragraphs
    assert numbers(found) == []  # each stands where it stood among the same words
    assert part.markup(back, []) == (
        "Trong kỳ, tỉnh đã tổ chức {courses_held}, có {trained} tốt nghiệp và "
        "{dropped_or_failed} thôi học."
    )


# --- a number that is another, wherever it stands


@pytest.mark.parametrize(
    "changes",
    [
        [by.in_control("trained.1", "02", "03")],
        [by.without_tags, by.typed_over("Tỉnh đã mở", "02", "03")],
        [by.tracked("trained.1", "02", "03")],
        [by.tracked("trained.1", "02", "03"), by.without_tags],
    ],
    ids=["control", "plain_run", "tracked", "tags_dropped"],
)
def test_a_changed_figure_is_named(read, changes):
    found = read(*changes)
    assert (changed(found), numbers(found)) == (
        ["III.3a"],
        [("differs", "03 đồng chí", "02 đồng chí")],
    )
    (question,) = found.compared.questions
    part = next(iter(found.compared.changed))
    assert part.markup(question.back, [question]) == (
        "Tỉnh đã mở {courses_held}, có {trained} tốt nghiệp và {dropped_or_failed} thôi học."
    )
    assert part.markup(question.back, []) == (
        "Tỉnh đã mở {courses_held}, có 03 đồng chí tốt nghiệp và {dropped_or_failed} thôi học."
    )


FOOTNOTE = by.part(
    "footnotes", '<w:footnote w:id="5"><w:p><w:r><w:t>Kể cả 77 lớp.</w:t></w:r></w:p></w:footnote>'
)
HEADER = by.part("header", "<w:p><w:r><w:t>Bản số 88</w:t></w:r></w:p>")
CELL = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
TABLE = f"<w:tbl><w:tr>{CELL.format('Nữ')}{CELL.format('66 đồng chí')}</w:tr></w:tbl>"


@pytest.mark.parametrize(
    ("change", "parts", "number"),
    [
        (by.put_in("Dân cư ở", "<m:oMath><m:r><m:t>41+1</m:t></m:r></m:oMath>"), None, "41"),
        (by.put_in("Dân cư ở", "<w:fldSimple w:instr='REF x'><w:r><w:t> 52 lớp</w:t></w:r></w:fldSimple>"), None, "52"),
        (by.put_in("Dân cư ở", "<w:smartTag><w:r><w:t> 63 xã</w:t></w:r></w:smartTag>"), None, "63"),
        (by.put_in("Dân cư ở", "<w:r><w:t> ba mươi đồng chí</w:t></w:r>"), None, "ba mươi"),
        (by.added("Dân cư ở", TABLE), None, "66"),
        (by.put_in("Dân cư ở", '<w:r><w:footnoteReference w:id="5"/></w:r>'), {"footnotes": FOOTNOTE}, "77"),
        (by.put_in("Dân cư ở", "<w:r/>"), {"header": HEADER}, "88"),
        (by.typed_over("Số:", "Số: ", "Số: 99"), None, "99"),
        (by.typed_over("Bộ Tư lệnh Quân khu", "Quân khu", "Quân khu 1"), None, "1"),
    ],
    ids=["equation", "field", "smart_tag", "words", "table", "footnote", "header", "head", "to"],
)  # fmt: skip
def test_no_number_is_missed(read, change, parts, number):
    found = read(change, parts=parts)
    asked = [q.number.found for q in found.compared.questions]
    aside = [n for one in found.compared.told for n in one.numbers]
    assert number in [*asked, *aside]


def test_figures_that_changed_places_are_named(read):
    found = read(
        by.without_tags,
        by.typed_over("Tỉnh đã mở", "02", "@"),
        by.typed_over("Tỉnh đã mở", "01 đồng chí", "02 đồng chí"),
        by.typed_over("Tỉnh đã mở", "@", "01"),
    )
    assert numbers(found) == [
        ("differs", "01 đồng chí", "02 đồng chí"),
        ("differs", "02 đồng chí", "01 đồng chí"),
    ]


def test_a_figure_taken_out_is_named(read):
    def out(root) -> None:
        one = by.control(root, "trained.1")
        one.getparent().remove(one)

    found = read(out)
    assert numbers(found) == [("gone", "", "02 đồng chí")]


# --- where paragraphs belong


def test_a_new_paragraph_goes_where_it_stands(read):
    found = read(
        by.added("Được cấp ủy", f"<w:p>{STYLE}<w:r><w:t>Đường sá đã mở.</w:t></w:r></w:p>")
    )
    assert (changed(found), paragraphs(found, "I.2")[1:]) == (["I.2"], ["Đường sá đã mở."])


def test_what_stands_below_a_strange_heading_is_placed_by_hand(read):
    heading = "<w:p><w:pPr><w:pStyle w:val='Khoan'/></w:pPr><w:r><w:t>9. Mục lạ</w:t></w:r></w:p>"
    below = f"<w:p>{STYLE}<w:r><w:t>Nội dung mới.</w:t></w:r></w:p>"
    found = read(by.added("Được cấp ủy", below), by.added("Được cấp ủy", heading))
    assert [(one.line.text, one.why) for one, _ in found.compared.unplaced] == [
        ("9. Mục lạ", "heading"),
        ("Nội dung mới.", "unsure"),
    ]


def test_a_deleted_heading_leaves_its_paragraph_at_home(read):
    found = read(by.removed("2. Thuận lợi"))
    assert (changed(found), found.compared.unplaced) == ([], [])


def test_judgements_are_changed_added_and_dropped(read, made):
    found = read(
        by.typed_over("Rà soát hoàn cảnh", "hoàn cảnh", "kỹ hoàn cảnh"),
        by.added("Rà soát kỹ", f"<w:p>{STYLE}<w:r><w:t>- Động viên học viên.</w:t></w:r></w:p>"),
        by.removed("thôi học giữa chừng"),
    )
    assert changed(found) == ["IV.3", "2.IV"]
    weak, cure = found.compared.changed
    assert [row.text for row in weak.dropped] == ["Còn {dropped_or_failed} thôi học giữa chừng."]
    row = made.round.assessments.get(kind="solution")
    assert [(cure.markup(b, []), b.row) for b in cure.paragraphs] == [
        ("Rà soát kỹ hoàn cảnh trước khi cử đi học.", row),
        ("Động viên học viên.", None),
    ]


def test_what_the_desk_wrote_since_is_a_conflict(read, made):
    write_narrative(round_=made.round, section="I.2", text="Viết lại.", by=made.cast.operator)
    found = read(by.typed_over("Được cấp ủy", "đồng thuận", "ủng hộ"))
    (part,) = found.compared.changed
    assert (part.section.key, part.state, list(part.current)) == ("I.2", "conflict", ["Viết lại."])


def test_what_was_taken_already_is_not_asked_again(read, made):
    """The same file a second time, or the same correction on the desk."""
    text = "Được cấp ủy quan tâm; dân cư đồng thuận."
    write_narrative(round_=made.round, section="I.2", text=text, by=made.cast.operator)
    found = read(by.typed_over("Được cấp ủy", "nhân dân", "dân cư"))
    assert changed(found) == []


def test_a_section_the_desk_wrote_since_and_word_did_not_is_left_alone(read, made):
    write_narrative(round_=made.round, section="I.2", text="Viết lại.", by=made.cast.operator)
    assert read().compared.is_as_exported


def test_comments_are_told_with_their_place(read):
    said = (
        '<w:comment w:id="7" w:author="Thụ"><w:p><w:r><w:t>Xem lại.</w:t></w:r></w:p></w:comment>'
    )
    found = read(by.commented("Dân cư ở"), parts={"comments": by.part("comments", said)})
    (one,) = told(found)["comments"]
    place = next(i for i in found.compared.edited["lines"] if i["text"].startswith("Dân cư"))
    assert one == {
        "page": None,
        "line": None,
        "paragraph": place["number"],
        "laid_out": False,
        "author": "Thụ",
        "text": "Xem lại.",
    }


@pytest.mark.slow
def test_the_page_as_word_laid_it_out(read):
    seen = "<w:r><w:lastRenderedPageBreak/></w:r>"
    found = read(
        by.put_in("Được cấp ủy", seen),
        by.put_in("Ngân sách tỉnh", seen),
        by.typed_over("Các đơn vị", "15/5", "20/5"),
    )
    assert [(w.page, w.line, w.is_laid_out) for w in found.of_questions] == [(3, 0, False)]
    assert str(found.of_questions[0]).startswith("Khoảng trang 3, đoạn ")


def test_the_plan_comes_back_too(made, tmp_path):
    data = by.edited(made.word(PLAN), by.typed_over("Đánh giá đúng", "10 năm", "11 năm"))
    found = returned(made.round, paper_kind(PLAN), kept_in(tmp_path, data))
    assert (changed(found), numbers(found)) == (["plan.1"], [("new", "11", "")])


# --- what is no such file


def by_text(text: str) -> by.Change:
    return lambda root: root[0].append(by.piece(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"))


@pytest.mark.parametrize(
    ("damage", "name", "said"),
    [
        (lambda data: by.edited(data, lambda r: r[0].clear(), by_text("Họp.")), "a.docx", "không phải bản Word của"),
        (lambda data: data[: len(data) // 2], "a.docx", "bị hỏng"),
        (lambda data: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.docx", "có mật khẩu"),
        (lambda data: b"%PDF-1.7 x", "a.pdf", "hãy chọn bản Word (.docx)"),
        (lambda data: b"PK\x03\x04" + bytes(400), "a.docx", "bị hỏng"),
        (lambda data: data + bytes(7 * 2**20), "a.docx", "lớn hơn 7 MB"),
        (lambda data: b"", "a.docx", "rỗng"),
        (lambda data: "Báo cáo".encode(), "a.txt", "hãy chọn bản Word (.docx)"),
    ],
    ids=["foreign", "cut", "locked", "pdf", "no_zip", "large", "empty", "text"],
)  # fmt: skip
def test_another_file_is_named_for_what_it_is(made, tmp_path, damage, name, said):
    path = kept_in(tmp_path, damage(made.word()), name)
    with pytest.raises(InputError) as refused:
        returned(made.round, paper_kind(REPORT), path)
    assert said in str(refused.value)


@pytest.mark.slow
def test_a_bomb_is_refused(made, tmp_path):
    path = kept_in(tmp_path, made.word())
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as more:
        more.writestr("word/more.xml", bytes(200 * 2**20))
    with pytest.raises(InputError, match="bung ra quá lớn"):
        returned(made.round, paper_kind(REPORT), path)


def test_nothing_was_exported_yet(made, tmp_path):
    with pytest.raises(RefusedError, match="chưa dựng bộ hồ sơ"):
        returned(opened(made.cast, "khac"), paper_kind(REPORT), tmp_path / "a.docx")


@pytest.mark.parametrize("name", ["bang-doi-chieu-so-lieu", "phu-luc", "khong-co"])
def test_papers_that_nobody_writes_do_not_come_back(name):
    with pytest.raises(HiddenError):
        paper_kind(name)
