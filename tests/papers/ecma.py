"""The order in which ECMA-376 (part 1, transitional) wants what is said of paragraphs, runs, tables,
cells, sections, styles and settings: Word refuses a file where it is broken.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ORDER = {
    "pPr": """pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers
        pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE
        autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents
        suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr
        sectPr pPrChange""",
    "rPr": """rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint
        noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect
        bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath""",
    "tblPr": """tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc
        tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption
        tblDescription""",
    "tcPr": """cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText
        vAlign hideMark""",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "sectPr": """headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders
        lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid
        printerSettings""",
    "sdtPr": "rPr alias tag id lock placeholder docPartObj text",
    "style": """name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed
        qFormat locked personal rsid pPr rPr tblPr trPr tcPr tblStylePr""",
    "styles": "docDefaults latentStyles style",
    "settings": """writeProtection view zoom removePersonalInformation defaultTabStop autoHyphenation
        characterSpacingControl footnotePr endnotePr compat docVars rsids themeFontLang
        clrSchemeMapping decimalSymbol listSeparator""",
    "tbl": "tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "tc": "tcPr p",
}
MANY = {"headerReference", "footerReference", "style", "tr", "tc", "p", "tblStylePr"}


def parts(data: bytes) -> Iterator[tuple[str, Any]]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        for name in file.namelist():
            if name.endswith(".xml"):
                yield name, etree.fromstring(file.read(name))


def misplaced(data: bytes) -> list[str]:
    """What is unknown, comes too late or comes twice, with its part."""
    return [f"{name}: {said}" for name, root in parts(data) for said in _misplaced(root)]


def _misplaced(root: Any) -> Iterator[str]:
    for name, words in ORDER.items():
        place = {word: number for number, word in enumerate(words.split())}
        for element in root.iter(W + name):
            yield from _of(element, name, place)


def _of(element: Any, name: str, place: dict[str, int]) -> Iterator[str]:
    last = -1
    for child in element:
        tag = child.tag.removeprefix(W)
        if tag not in place:
            yield f"{name}/{tag} is unknown"
            continue
        if place[tag] < last or (place[tag] == last and tag not in MANY):
            yield f"{name}/{tag} comes too late or twice"
        last = place[tag]
