"""The fixed words and lines of a paper, decided once for all formats. No layout."""

from __future__ import annotations

from dataclasses import replace

from goc.papers.model import Appendix, Heading, Paper, Paragraph, Text
from goc.papers.profiles import profile
from goc.viet.dates import day_in_words, month_in_words

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
TO = "Kính gửi:"
RECIPIENTS = "Nơi nhận:"
END = "./."
CONTENTS = "MỤC LỤC"
SHEET = "Tài liệu nội bộ"
"""What the file of a sheet says it is: no official paper, so that its form is not asked for."""
AS_ABOVE = "Như trên"
BY_HAND = "(Ký, ghi rõ họ tên)"
ABBREVIATIONS = frozenset(
    "NQ QĐ CT QC QyĐ TC TB HD CTr KH PA ĐA DA BC BB TTr HĐ CĐ BGN BTT GUQ GM GGT GNP PG PC "
    "PB".split()
)
"""Of kinds of papers, as a symbol begins with them: NĐ 30/2020/NĐ-CP, annex III."""
LETTER = "công văn"
LONG = 20
"""Headings; a paper with fewer is found through without a list of them."""
GAP = "\u00a0"  # a blank for the pen: spaces that no renderer folds or breaks


def number_line(paper: Paper) -> str:
    """`Số: 06/BC-UBND`, or room for the pen."""
    return f"Số: {_number(paper)}/{paper.symbol}"


def _number(paper: Paper) -> str:
    return GAP * 6 if paper.number is None else f"{paper.number:02d}"


def day_words(paper: Paper) -> str:
    """`ngày 05 tháng 3 năm 2013`; days below 10 and months 1, 2 carry a zero, later
    months do not.
    """
    if paper.signed is None:
        month = month_in_words(paper.drafted) if paper.month_known else GAP * 4
        return f"ngày{GAP * 4}tháng {month} năm {paper.drafted.year}".replace(
            f" {GAP * 4} ", GAP * 4
        )
    return day_in_words(paper.signed)


def date_line(paper: Paper) -> str:
    return f"{paper.place}, {day_words(paper)}"


def subject_line(paper: Paper) -> str:
    """Under the number for a công văn (`V/v …`), under the kind for all others."""
    return f"V/v {paper.subject}" if paper.kind == LETTER else paper.subject


def basis_lines(paper: Paper) -> list[str]:
    return _closed(paper.legal_bases, profile(paper.profile).basis_end)


def addressee_lines(paper: Paper) -> list[str]:
    """One addressee stands on the line of `Kính gửi:`, several below it as a list."""
    if len(paper.addressees) < 2:
        return list(paper.addressees)
    return [f"- {line}" for line in _closed(paper.addressees, ".")]


def recipient_lines(paper: Paper) -> list[str]:
    return [f"- {line}" for line in _closed(paper.recipients, ".")]


def _closed(lines: tuple[str, ...], end: str) -> list[str]:
    bare = [line.rstrip(" ;.,") for line in lines]
    return [line + (end if i == len(bare) else ";") for i, line in enumerate(bare, 1)]


def name_above(paper: Paper, appendix: Appendix) -> str:
    """Of a sheet: what it is."""
    return paper.kind.upper() if paper.is_sheet else appendix_name(appendix)


def title_above(paper: Paper, appendix: Appendix) -> str:
    """Of a sheet: what it is about; of its second table on, what that is."""
    is_first = paper.is_sheet and appendix is paper.appendices[0]
    return paper.subject if is_first else appendix.title


def appendix_name(appendix: Appendix) -> str:
    return appendix.heading or f"Phụ lục {appendix.number}".strip()


def reference_line(paper: Paper) -> str:
    """`(Kèm theo Báo cáo số … ngày … của UBND tỉnh Lạng Sơn)`."""
    kind = paper.kind[:1].upper() + paper.kind[1:]
    of = f" của {paper.issuer}" if paper.issuer else ""
    return f"(Kèm theo {kind} số {_number(paper)}/{paper.symbol} {day_words(paper)}{of})"


def notes(paper: Paper, appendix: Appendix) -> list[str]:
    """The italic lines between the title of an appendix and its table."""
    return [*appendix.notes] if paper.is_sheet else [reference_line(paper), *appendix.notes]


def unit_line(appendix: Appendix) -> str:
    return f"Đơn vị tính: {appendix.unit_label}" if appendix.unit_label else ""


def heading_text(heading: Heading) -> str:
    """In capitals where its level has them; the marker of a part stands on a line of its own."""
    if heading.level == "part":
        return f"{heading.marker}\n{heading.text.upper()}"
    said = f"{heading.marker} {heading.text}"
    return said.upper() if heading.level == "roman" else said


def has_contents(paper: Paper) -> bool:
    """Whether it is long enough for a table of contents."""
    headings = (block for block in paper.blocks if isinstance(block, Heading))
    return sum(1 for _ in headings) >= LONG


def closed(paper: Paper) -> Paper:
    """The same paper, its last paragraph ending in `./.`; a sheet does not end so."""
    if paper.is_sheet:
        return paper
    blocks = [*paper.blocks]
    paragraphs = ((i, block) for i, block in enumerate(blocks) if isinstance(block, Paragraph))
    texts = [(i, paragraph) for i, paragraph in paragraphs if paragraph.inlines]
    for i, last in texts[-1:]:
        blocks[i] = _ended(last)
    return replace(paper, blocks=tuple(blocks))


def _ended(block: Paragraph) -> Paragraph:
    *before, last = block.inlines
    if not isinstance(last, Text):
        return replace(block, inlines=(*before, last, Text(END)))
    if last.text.endswith(END):
        return block
    ended = replace(last, text=last.text.rstrip().removesuffix(".") + END)
    return replace(block, inlines=(*before, ended))
