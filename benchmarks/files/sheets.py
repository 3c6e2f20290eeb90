"""XLSX and XLS files."""

from __future__ import annotations

import os
from itertools import chain
from pathlib import Path

from benchmarks.files import zips

SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEAD = "Họ và tên", "Đơn vị"


def link(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'


def text(place: str, words: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'


def row(number: int, cells: str) -> str:
    return f'<row r="{number}">{cells}</row>'


def listed(first: str = "Lý A", unit: str = "3-tier:06040") -> str:
    """The head of a list and one row."""
    head = row(1, text("A1", HEAD[0]) + text("B1", HEAD[1]))
    return head + row(2, text("A2", first) + text("B2", unit))


def xlsx(
    folder: Path,
    rows: str,
    *,
    strings: str = "",
    times: int = 1,
    dimension: str = "A1:B2",
    before: str = "",
) -> Path:
    """With `strings` so many times over."""
    shared = zips.repeated(strings, times) if strings else ()
    links = link(1, "worksheet", "worksheets/sheet1.xml") + link(2, "sharedStrings", STRINGS[3:])
    return zips.written(
        folder / "a.xlsx",
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
            f"{link(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>",
            "xl/workbook.xml": f'<workbook xmlns="{SPACE}" xmlns:r="{OFFICE}"><sheets>'
            '<sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{links}'
            "</Relationships>",
            STRINGS: chain([f'<sst xmlns="{SPACE}">'], shared, ["</sst>"]),
            SHEET: f'{before}<worksheet xmlns="{SPACE}"><dimension ref="{dimension}"/><sheetData>'
            f"{rows}</sheetData></worksheet>",
        },
    )


def far_words(folder: Path) -> Path:
    return xlsx(folder, listed() + row(1_048_576, text("XFD1048576", "x")))


def far_blank(folder: Path) -> Path:
    return xlsx(folder, listed() + row(1_048_576, text("XFD1048576", " ")))


def far_shared_blank(folder: Path) -> Path:
    far = '<c r="XFD1048576" t="s"><v>0</v></c>'
    return xlsx(folder, listed() + row(1_048_576, far), strings="<si><t> </t></si>")


def far_format(folder: Path) -> Path:
    """A cell that only has a colour."""
    far = row(1_048_576, '<c r="XFD1048576" s="1"/>')
    return xlsx(folder, listed() + far, dimension="A1:XFD1048576")


def formatted_rows(folder: Path) -> Path:
    """Half a million rows with a border and nothing in them, as whole columns formatted make."""
    bare = "".join(row(n, f'<c r="A{n}" s="1"/>') for n in range(3, 500_000))
    return xlsx(folder, listed() + bare)


def far_claim(folder: Path) -> Path:
    return xlsx(folder, listed(), dimension="A1:XFD1048576")


def one_text_everywhere(folder: Path) -> Path:
    """A shared text of 32,767 letters in a hundred thousand cells: three gigabytes."""
    cells = "".join(row(n, f'<c r="A{n}" t="s"><v>0</v></c>') for n in range(1, 100_001))
    return xlsx(folder, cells, strings=f"<si><t>{'a' * 32_767}</t></si>")


def strings_bomb(folder: Path) -> Path:
    return xlsx(folder, listed(), strings="<si><t>xã</t></si>", times=6_000_000)


def many_strings(folder: Path) -> Path:
    """Half a million texts that nobody shows."""
    return xlsx(folder, listed(), strings="<si><t>a</t></si>", times=500_000)


def full_rectangle(folder: Path) -> Path:
    """A number at the end of each of two thousand rows of sixteen thousand columns."""
    return xlsx(
        folder,
        listed() + "".join(row(n, f'<c r="XFD{n}"><v>1</v></c>') for n in range(3, 2003)),
    )


def deep(folder: Path) -> Path:
    return xlsx(folder, "<row>" * 100_000 + "</row>" * 100_000)


def laughs(folder: Path) -> Path:
    return xlsx(folder, row(1, text("A1", "&a9;")), before=zips.LAUGHS)


def claims_less(folder: Path) -> Path:
    return zips.lying(xlsx(folder, listed() * 50_000), SHEET, size=900)


def bomb(folder: Path) -> Path:
    return zips.zeros(xlsx(folder, listed()), "xl/worksheets/sheet2.xml", 100)


def cut_off(folder: Path) -> Path:
    return zips.cut(xlsx(folder, listed()))


def locked(folder: Path) -> Path:
    """What Excel writes with a password: no zip, one stream of this name."""
    path = folder / "a.xlsx"
    path.write_bytes(OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(1000))
    return path


def old_rubbish(folder: Path) -> Path:
    path = folder / "a.xls"
    path.write_bytes(OLE + bytes(504) + "Workbook".encode("utf-16-le") + os.urandom(100_000))
    return path


def old_loop(folder: Path) -> Path:
    """Every sector of the chain leads to itself."""
    head = bytearray(OLE + bytes(504))
    head[24:34] = b"\x3e\x00\x03\x00\xfe\xff\x09\x00\x06\x00"
    head[44:48] = (1).to_bytes(4, "little")
    head[76:80] = (0).to_bytes(4, "little")
    chain = b"".join(n.to_bytes(4, "little") for n in range(128))
    entry = "Workbook".encode("utf-16-le").ljust(64, b"\0") + bytes([18, 0, 2, 1]) + bytes(60)
    path = folder / "a.xls"
    path.write_bytes(bytes(head) + chain + entry * 4)
    return path


MAKERS = {
    make.__name__: make
    for make in (
        far_words,
        far_blank,
        far_shared_blank,
        far_format,
        formatted_rows,
        far_claim,
        one_text_everywhere,
        strings_bomb,
        many_strings,
        full_rectangle,
        deep,
        laughs,
        claims_less,
        bomb,
        cut_off,
        locked,
        old_rubbish,
        old_loop,
    )
}
