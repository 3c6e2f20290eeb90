import io

import docx
from docx.oxml.ns import qn

from goc.papers.bindings import figures, unbound_numbers
from goc.papers.formats import render
from goc.papers.model import Blank, Figure, Heading, Paragraph, Text
from goc.papers.reading import changes
from papers.sample import report


def test_figures_are_listed_in_reading_order_with_their_place():
    found = figures(report())
    assert [(b.key, b.text, b.place, b.context) for b in found[1:3]] == [
        ("quality.1.1", "35", "Phụ lục IV", "TP. Lạng Sơn, cột (1)"),
        ("quality.1.2", "1", "Phụ lục IV", "TP. Lạng Sơn, cột (2)"),
    ]
    assert (found[0].key, found[0].place) == ("placed_in_command", "")
    assert found[0].context.startswith("Sau tốt nghiệp, 309/335 đồng chí (92,2%) được bố trí")
    assert len(found) == 1 + 11 * 33


def test_typed_digits_are_listed_and_bound_ones_are_not():
    words = (
        Text("Có 309/335 đồng chí, đạt "),
        Figure("k", "92,2%"),
        Text(" trong 1.000 tiết, 8,7%"),
        Blank(),
    )
    paper = report(blocks=(Heading("roman", "I.", "Kết quả 10 năm"), Paragraph(words)))
    assert [n for n, _ in unbound_numbers(paper)] == ["10", "309/335", "1.000", "8,7%"]


def test_an_edited_file_tells_which_figures_changed():
    paper = report()
    document = docx.Document(io.BytesIO(render(paper, "docx")))
    controls = {
        t.get(qn("w:val")): t.getparent().getparent()
        for t in document.element.body.iter(qn("w:tag"))
    }
    next(controls["placed_in_command"].iter(qn("w:t"))).text = "92,5%"
    gone = controls["quality.1.1"]
    gone.getparent().remove(gone)
    out = io.BytesIO()
    document.save(out)
    assert [(c.bound.key, c.bound.text, c.found) for c in changes(paper, out.getvalue())] == [
        ("placed_in_command", "92,2%", "92,5%"),
        ("quality.1.1", "35", None),
    ]
    assert changes(paper, render(paper, "docx")) == []
