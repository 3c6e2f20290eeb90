"""The real way of an office: exported, opened and saved by LibreOffice, read back with its pages."""

from __future__ import annotations

import pytest

from goc.files import laid_out
from goc.summing_up.returned.loading import paper_kind, returned
from goc.summing_up.returned.told import in_words
from summing_up import word_edits as by
from summing_up.returned_round import REPORT, Exported, exported, kept_in
from worlds import world_of_module

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(laid_out.program() is None, reason="needs LibreOffice"),
]
_made, made = world_of_module(exported)


def test_saved_again_it_is_as_it_was_exported(made: Exported, tmp_path):
    data = by.by_libreoffice(made.word(), tmp_path / "lo")
    assert b"trained.1" not in data
    found = returned(made.round, paper_kind(REPORT), kept_in(tmp_path, data))
    assert list(in_words(found)) == ["Không khác bản đã xuất."]


@pytest.mark.parametrize(
    "change",
    [by.in_control("trained.1", "02", "03"), by.tracked("trained.1", "02", "03")],
    ids=["typed_over", "tracked"],
)
def test_a_changed_figure_is_named_with_page_and_line(made: Exported, tmp_path, change):
    data = by.by_libreoffice(by.edited(made.word(), change), tmp_path / "lo")
    found = returned(made.round, paper_kind(REPORT), kept_in(tmp_path, data))
    (question,), (where,) = found.compared.questions, found.of_questions
    assert (question.number.found, question.number.says) == ("03 đồng chí", "02 đồng chí")
    assert where.is_laid_out and where.page == 2 and where.line > 1
    assert str(where) == f"Trang 2, dòng {where.line}"
