import io
import zipfile

from goc.papers.codec import to_json
from goc.papers.disclosure import MARK, NOTE, public
from goc.papers.formats import FORMATS, render
from goc.papers.model import Chart, Figure, Head, Paragraph, Row, Table, Text
from papers.sample import count, placement_table, report


def prose(paper):
    return ["".join(i.text for i in b.inlines) for b in paper.blocks if isinstance(b, Paragraph)]


def of_people(numerator, denominator):
    return {"indicator": "x", "grain": "person", "numerator": numerator, "denominator": denominator}


def test_a_public_paper_carries_no_bindings_and_no_charts():
    paper = public(report())
    written = str(to_json(paper))
    assert "placed_in_command" in str(to_json(report()))
    for secret in ("placed_in_command", "quality.1", "/figures/", "01900000-aaaa", "full_name"):
        assert secret not in written
    assert not any(isinstance(b, Chart) for b in paper.blocks)


def test_public_files_name_no_record_and_no_key():
    for name in FORMATS:
        data = render(report(audience="public"), name)
        if name in ("docx", "xlsx"):
            with zipfile.ZipFile(io.BytesIO(data)) as z:
                data = b"".join(z.read(n) for n in z.namelist())
        for secret in (
            b"placed_in_command",
            b"quality.1",
            b"/figures",
            b"01900000-aaaa",
            b"w:sdt>",
            b"data-key",
        ):
            assert secret not in data, (name, secret)


def test_small_counts_leave_tables_and_a_note_says_so():
    before, after = placement_table(), public(report()).appendices[1].table
    assert before.rows[0].cells[7].text == "1"
    assert after.rows[0].cells[7].text == MARK
    assert after.rows[0].cells[7].value is None
    assert after.footers == (NOTE,)


def test_small_counts_leave_prose_with_their_rest():
    figures = [
        Figure("a", "03", {"indicator": "x", "grain": "person", "value": 3}),
        Figure("b", "98,8%", of_people(331, 335)),
        Figure("c", "1,2%", of_people(4, 335)),
        Figure("d", "92,2%", of_people(309, 335)),
        Figure("e", "03", {"indicator": "courses", "grain": "course", "value": 3}),
    ]
    paper = public(report(blocks=(Paragraph(tuple(figures)),), appendices=()))
    assert [i.text for i in paper.blocks[0].inlines] == [MARK, MARK, MARK, "92,2%", "03"]


def test_prose_does_not_repeat_what_a_table_hides():
    binding = {"indicator": "left", "unit": "1", "as_of": "2012-12-31", "grain": "person"}
    cell = count(30)
    heads = (Head("Tổng", label="(1)"), Head("a", label="(2)"), Head("b", label="(3)"))
    big = type(cell)("28", 28, key="k", figure=binding)
    table = Table(heads, (Row((cell, big, count(2))),), checks=(("(1)", ("(2)", "(3)")),))
    figure = Figure("p", "28", {**binding, "value": 28})
    paper = public(report(blocks=(Paragraph((Text("Thôi việc "), figure)), table), appendices=()))
    assert prose(paper) == [f"Thôi việc {MARK}"]
