"""Documents cited in a report that came back: kept where nobody touched them, named where they are
others. Each is printed in full where it is named first and short after that, under one tag.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from goc.registry.models import Document
from goc.summing_up.actions import write_assessment, write_narrative
from goc.summing_up.dossier import build_dossier
from goc.summing_up.returned.loading import Returned, paper_kind, returned
from summing_up import word_edits as by
from summing_up.returned_round import REPORT, Exported, exported, kept_in
from worlds import world_of_module

FIRST = "Theo {vb:5/KH-BQP}, được cấp ủy quan tâm ({vb:5/KH-BQP})."
LATER = "Ngân sách tỉnh bảo đảm như {vb:5/kh-bqp,25/03/2013} và {vb:99/KH} nêu."
JUDGED = "Thực hiện tốt {vb:5/KH-BQP}."
FULL = "Kế hoạch số 5/KH-BQP ngày 25 tháng 3 năm 2013 của Bộ Quốc phòng về việc tổng kết"
SHORT = "Kế hoạch số 5/KH-BQP"


def citing() -> Exported:
    made = exported()
    Document.objects.create(
        direction="cited", type="kế hoạch", number="5/KH-BQP", issuer="Bộ Quốc phòng",
        issued_on=date(2013, 3, 25), subject="Tổng kết",
    )  # fmt: skip
    operator = made.cast.operator
    for section, text in {"I.2": FIRST, "III.7": LATER}.items():
        write_narrative(round_=made.round, section=section, text=text, by=operator)
    write_assessment(round_=made.round, kind="strength", text=JUDGED, by=operator)
    dossier = build_dossier(round_=made.round, by=operator)
    made.round.refresh_from_db()
    return Exported(made.cast, made.round, dossier)


_made, made = world_of_module(citing)


@pytest.fixture(autouse=True)
def without_libreoffice(monkeypatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")


@pytest.fixture
def read(made: Exported, tmp_path: Path):
    def back(*changes: by.Change) -> Returned:
        data = by.edited(made.word(), *changes)
        return returned(made.round, paper_kind(REPORT), kept_in(tmp_path, data))

    return back


def sections(found: Returned) -> list[tuple[str, str]]:
    return [(part.section.key, part.state) for part in found.compared.changed]


def numbers(found: Returned) -> list[tuple[str, str, str]]:
    return [(q.number.state, q.number.found, q.number.says) for q in found.compared.questions]


def markup(found: Returned, section: str, *, put_back: bool = False) -> str:
    part = next(p for p in found.compared.sections if p.section.key == section)
    figures = found.compared.questions if put_back else []
    return "\n".join(part.markup(back, figures) for back in part.paragraphs)


@pytest.mark.parametrize("changes", [[], [by.without_tags]], ids=["tags", "no_tags"])
def test_unchanged_is_unchanged(read, changes):
    found = read(*changes)
    assert found.compared.is_as_exported
    assert numbers(found) == []


@pytest.mark.parametrize("changes", [[], [by.without_tags]], ids=["tags", "no_tags"])
def test_words_beside_a_citation_leave_it_bound(read, changes):
    found = read(
        *changes,
        by.typed_over("được cấp ủy", "cấp ủy", "cấp trên"),
        by.typed_over("Ngân sách tỉnh", "bảo đảm", "lo đủ"),
        by.typed_over("Thực hiện tốt", "tốt", "xong"),
    )
    assert sections(found) == [
        ("I.2", "changed"),
        ("III.7", "changed"),
        ("IV.1", "changed"),
    ]
    assert numbers(found) == []
    assert markup(found, "I.2") == FIRST.replace("cấp ủy", "cấp trên")
    later = LATER.replace("bảo đảm", "lo đủ").replace("5/kh-bqp,25/03/2013", "5/KH-BQP")
    assert markup(found, "III.7") == later
    assert JUDGED.replace("tốt", "xong") in markup(found, "IV.1")


@pytest.mark.parametrize("changes", [[], [by.without_tags]], ids=["tags", "no_tags"])
def test_a_changed_citation_is_named_and_can_be_put_back(read, changes):
    found = read(*changes, by.typed_over("được cấp ủy", "số 5/KH-BQP ngày", "số 6/KH-BQP ngày"))
    assert sections(found) == [("I.2", "changed")]
    assert numbers(found) == [("differs", FULL.replace("số 5", "số 6"), FULL)]
    assert markup(found, "I.2", put_back=True) == FIRST
    typed = FULL.replace("số 5", "số 6")
    assert markup(found, "I.2") == FIRST.replace("{vb:5/KH-BQP}", typed, 1)


def test_a_citation_taken_out_is_named(read):
    def out(root) -> None:
        place = by.paragraph(root, "được cấp ủy")
        controls = place.findall(f".//{by.q('w:sdt')}")
        controls[0].getparent().remove(controls[0])

    found = read(out)
    assert [state for state, *_ in numbers(found)] == ["gone"]


def test_what_was_left_open_and_filled_in_is_named(read):
    found = read(by.typed_over("Ngân sách tỉnh", "…………", "Kế hoạch số 99/KH"))
    assert numbers(found) == [("differs", "Kế hoạch số 99/KH", "…………")]
    assert "{vb:99/KH} nêu" in markup(found, "III.7", put_back=True)


def test_a_desk_that_wrote_since_is_still_a_conflict(read, made):
    write_narrative(round_=made.round, section="I.2", text=FIRST + " Thêm.", by=made.cast.operator)
    found = read(by.typed_over("được cấp ủy", "cấp ủy", "cấp trên"))
    assert sections(found) == [("I.2", "conflict")]
