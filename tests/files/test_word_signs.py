"""Equations, symbols, fields, names and styles of Word, each by itself."""

from __future__ import annotations

import pytest
from lxml import etree

from files.wordml import NAMES, element, p, part, run
from goc.files.word import names
from goc.files.word.equations import text_of
from goc.files.word.fields import CHAR, CODE, Fields, is_page_number
from goc.files.word.letters import chosen
from goc.files.word.names import SPACES, STRICT, q
from goc.files.word.styles import Styles
from goc.files.word.symbols import symbol


def r(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


def of(kind: str, **parts: str) -> str:
    inside = "".join(f"<m:{name}>{r(text)}</m:{name}>" for name, text in parts.items())
    return f"<m:{kind}>{inside}</m:{kind}>"


def brackets(about: str, *parts: str) -> str:
    inside = "".join(f"<m:e>{r(text)}</m:e>" for text in parts)
    return f"<m:d>{about}{inside}</m:d>"


def mark(name: str, value: str) -> str:
    return f'<m:{name} m:val="{value}"/>'


EQUATIONS = {
    "a fraction": (of("f", num="309", den="335"), "309/335"),
    "a fraction of decimals": (of("f", num="1.240,5", den="2%"), "1.240,5/2%"),
    "a fraction of sums": (of("f", num="a+b", den="c d"), "(a+b)/(c d)"),
    "half a fraction": (of("f", num="1"), "1/"),
    "a square": (of("sSup", e="km", sup="2"), "km²"),
    "a power of ten": (of("sSup", e="10", sup="-12"), "10⁻¹²"),
    "all that can be raised": (of("sSup", e="x", sup="0123456789+-"), "x⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"),
    "a power in letters": (of("sSup", e="x", sup="n"), "x^n"),
    "a power of a sum": (of("sSup", e="a+b", sup="n+1"), "(a+b)^(n+1)"),
    "a power of nothing": (of("sSup", e="x", sup=" "), "x"),
    "a mark below": (of("sSub", e="x", sub="1"), "x_1"),
    "a sum below": (of("sSub", e="x", sub="i+1"), "x_(i+1)"),
    "both": (of("sSubSup", e="x", sub="1", sup="2"), "x_1²"),
    "a root": (of("rad", e="9"), "√9"),
    "a root of a sum": (of("rad", e="a+b"), "√(a+b)"),
    "a third root": (of("rad", deg="3", e="8"), "³√8"),
    "brackets": (brackets("", "a"), "(a)"),
    "brackets of several": (brackets("", "a", "b"), "(a;b)"),
    "square brackets": (
        brackets(
            f"<m:dPr>{mark('begChr', '[')}{mark('sepChr', '|')}{mark('endChr', ']')}</m:dPr>",
            "a",
            "b",
        ),
        "[a|b]",
    ),
    "brackets left out": (
        brackets(f"<m:dPr>{mark('begChr', '')}{mark('endChr', '')}</m:dPr>", "a"),
        "a",
    ),
    "brackets that say no more": (brackets("<m:dPr><m:begChr/></m:dPr>", "a"), "(a)"),
    "a sum over": (
        f"<m:nary><m:naryPr>{mark('chr', '∑')}</m:naryPr><m:sub>{r('i=1')}</m:sub><m:sup>{r('n')}</m:sup>"
        f"<m:e>{r('x')}</m:e></m:nary>",
        "∑(i=1; n) x",
    ),
    "an integral": (f"<m:nary><m:e>{r('x')}</m:e></m:nary>", "∫ x"),
    "a sum from": (
        f"<m:nary><m:naryPr>{mark('chr', '∑')}</m:naryPr><m:sub>{r('i')}</m:sub><m:sup/>"
        f"<m:e>{r('x')}</m:e></m:nary>",
        "∑(i) x",
    ),
    "rows": (f"<m:eqArr><m:e>{r('a=1')}</m:e><m:e>{r('b=2')}</m:e></m:eqArr>", "a=1; b=2"),
    "a matrix": (
        f"<m:m><m:mPr/><m:mr><m:e>{r('1')}</m:e><m:e>{r('2')}</m:e></m:mr>"
        f"<m:mr><m:e>{r('3')}</m:e><m:e>{r('4')}</m:e></m:mr></m:m>",
        "1 2; 3 4",
    ),
    "what is set about it": (
        f"<m:oMath><m:oMathParaPr><m:t>9</m:t></m:oMathParaPr>{r('5')}</m:oMath>",
        "5",
    ),
    "what was deleted": (f"<m:oMath><w:del>{r('9')}</w:del><w:ins>{r('5')}</w:ins></m:oMath>", "5"),
    "what was moved away": (f"<m:oMath><w:moveFrom>{r('9')}</w:moveFrom>{r('5')}</m:oMath>", "5"),
    "plain words": ("<m:oMath><m:r><w:t>xã</w:t></m:r></m:oMath>", "xã"),
    "an empty one": ("<m:oMath><m:r><m:t/></m:r></m:oMath>", ""),
    "one in another": (
        f"<m:f><m:num>{of('sSup', e='x', sup='2')}</m:num><m:den>{r('4')}</m:den></m:f>",
        "x²/4",
    ),
}


@pytest.mark.parametrize("name", EQUATIONS)
def test_an_equation_in_one_line(name):
    xml, text = EQUATIONS[name]
    assert text_of(element(xml)) == text


@pytest.mark.parametrize(
    "font, code, shown",
    [
        ("Symbol", "F0B3", "≥"),
        ("symbol", "B3", "≥"),
        ("Symbol", "F061", "α"),
        ("Symbol", "F035", "5"),  # digits and signs have their own places
        ("Symbol", "F020", " "),
        ("Symbol", "F040", "@"),
        ("Symbol", "F041", "□"),
        ("Symbol", "F01F", "□"),
        ("Wingdings", "F0FC", "✓"),
        ("Wingdings", "F0A8", "□"),
        ("Wingdings", "F06F", "□"),
        ("Wingdings", "F035", "□"),  # here they are pictures
        ("Wingdings", "F02D", "-"),
        ("Times New Roman", "0041", "A"),
        ("Times New Roman", "1EBF", "ế"),
        ("Times New Roman", "001F", "□"),
        ("Times New Roman", "0020", " "),
        ("Times New Roman", "D7FF", "\ud7ff"),
        ("Times New Roman", "D800", "□"),
        ("Webdings", "F0FC", "□"),
        ("", "0041", "A"),
        ("Symbol", "xyz", "□"),
        ("Symbol", "", "□"),
    ],
)
def test_what_a_letter_of_a_symbol_font_shows(font, code, shown):
    assert symbol(element(f"<w:sym w:font='{font}' w:char='{code}'/>")) == shown


@pytest.mark.parametrize(
    "code, is_one",
    [
        (" PAGE ", True),
        ("page", True),
        (" NUMPAGES \\* MERGEFORMAT", True),
        ("SECTIONPAGES", True),
        ("PAGEREF _Toc1", False),
        (" REF PAGE", False),
        ("", False),
    ],
)
def test_the_code_of_a_page_number(code, is_one):
    assert is_page_number(code) is is_one


BEGIN, SEPARATE, END = (
    f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate", "end")
)


def code(text: str) -> str:
    return f"<w:instrText>{text}</w:instrText>"


def hidden(xml: str) -> str:
    """Of the runs `a`, `b` …: which cannot be seen."""
    root = element(f"<w:p>{xml}</w:p>")
    fields = Fields(root)
    found = ""
    for one in root.iter():
        if one.tag == CHAR:
            fields.pass_by(one)
        elif one.tag == CODE:
            fields.hear(one)
        elif one.tag == names.T and fields.hide:
            found += one.text
    return found


def t(text: str) -> str:
    return f"<w:t>{text}</w:t>"


@pytest.mark.parametrize(
    "xml, unseen",
    [
        (t("a") + BEGIN + code("REF x") + SEPARATE + t("b") + END + t("c"), ""),
        (BEGIN + t("a") + SEPARATE + t("b") + END + t("c"), "a"),  # before its result
        (BEGIN + code(" PAGE ") + SEPARATE + t("a") + END + t("b"), "a"),
        (BEGIN + code(" PA") + code("GE ") + SEPARATE + t("a") + END, "a"),
        (BEGIN + code(" REF ") + SEPARATE + code("PAGE") + t("a") + END, ""),
        (BEGIN + t("a") + BEGIN + SEPARATE + t("b") + END + SEPARATE + t("c") + END, "ab"),
        (BEGIN + SEPARATE + t("a") + BEGIN + t("b") + END + t("c") + END, "b"),
        (BEGIN + t("a"), ""),  # never ends
        (BEGIN + t("a") + SEPARATE + t("b"), ""),
        (END + t("a") + SEPARATE + t("b") + BEGIN + t("c"), ""),
        (BEGIN + t("a") + BEGIN + t("b") + END + t("c"), "b"),  # the inner one ends
        (BEGIN + t("a") + f"<w:del>{END}</w:del>" + t("b"), ""),
        (f"<w:moveFrom>{BEGIN}</w:moveFrom>" + t("a") + END + t("b"), ""),
        (code("PAGE") + t("a"), ""),
    ],
)
def test_which_letters_a_field_hides(xml, unseen):
    assert hidden(xml) == unseen


def test_a_name_as_lxml_writes_it():
    assert q("w:p") == "{" + SPACES["w"] + "}p"
    assert q("m:t") == "{" + SPACES["m"] + "}t"
    with pytest.raises(KeyError):
        q("zz:p")


def test_an_element_by_its_path():
    paragraph = element(p("x", about='<w:pStyle w:val="S"/><w:rPr><w:b/></w:rPr>'))
    assert names.at(paragraph, "w:pPr/w:rPr/w:b").tag == q("w:b")
    assert names.at(paragraph, "w:pPr/w:rPr/w:i") is None
    assert names.at(paragraph, "w:tbl/w:rPr") is None
    assert names.at(None, "w:pPr") is None
    assert names.value(paragraph, "w:pPr/w:pStyle") == "S"
    assert names.value(paragraph, "w:pPr/w:rPr/w:b") is None
    assert names.value(paragraph, "w:pPr/w:numPr", "9") == "9"
    assert names.said(paragraph, "w:pPr/w:pStyle", "9") == "S"
    assert [child.tag for child in names.children(paragraph, "w:r")] == [q("w:r")]
    assert list(names.children(None, "w:r")) == []


def test_what_says_nothing_says_the_other():
    paragraph = element('<w:p><w:a w:val=""/></w:p>')
    assert names.value(paragraph, "w:a", "9") == ""
    assert names.said(paragraph, "w:a", "9") == "9"


@pytest.mark.parametrize(
    "about, on",
    [
        ("<w:b/>", True),
        ('<w:b w:val="1"/>', True),
        ('<w:b w:val="true"/>', True),
        ('<w:b w:val="0"/>', False),
        ('<w:b w:val="false"/>', False),
        ('<w:b w:val="off"/>', False),
        ('<w:b w:val="none"/>', False),
        ("", None),
    ],
)
def test_a_switch(about, on):
    assert names.is_on(element(f"<w:rPr>{about}</w:rPr>"), "w:b") is on


def test_the_strict_form_is_made_plain():
    strict = {plain: name for name, plain in STRICT.items()}
    xml = part("document", p(run("a"), about='<w:pStyle w:val="S"/>'))
    for plain, name in strict.items():
        xml = xml.replace(f'"{plain}"', f'"{name}"')
    root = names.made_plain(etree.fromstring(xml))
    assert [one.tag for one in root.iter(q("w:pStyle"))] == [q("w:pStyle")]
    assert names.value(root[0], "w:pPr/w:pStyle") == "S"
    plain = etree.fromstring(part("document", p("a")))
    before = etree.tostring(plain)
    assert etree.tostring(names.made_plain(plain)) == before


def test_a_name_without_a_space_stays():
    assert names._plain("a") == "a"
    assert names._plain("{urn:x}a") == "{urn:x}a"


STYLES = Styles(
    etree.fromstring(
        part(
            "styles",
            '<w:style w:type="paragraph" w:styleId="N" w:default="1"/>'
            '<w:style w:type="character" w:styleId="C" w:default="1"/>'
            '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
            '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="N"/><w:rPr><w:vanish/></w:rPr></w:style>'
            '<w:style w:type="paragraph" w:styleId="D"><w:basedOn w:val="B"/>'
            '<w:rPr><w:vanish w:val="0"/></w:rPr></w:style>'
            '<w:style w:type="paragraph" w:styleId="L1"><w:basedOn w:val="L2"/></w:style>'
            '<w:style w:type="paragraph" w:styleId="L2"><w:basedOn w:val="L1"/></w:style>',
        )
    )
)


def chain(name: str | None, styles: Styles = STYLES) -> list[str]:
    about = f'<w:pStyle w:val="{name}"/>' if name else ""
    paragraph = element(p("x", about=about))
    return [style.get(q("w:styleId")) for style in styles.chain(paragraph)]


@pytest.mark.parametrize(
    "name, styles",
    [
        ("A", ["A", "B", "N"]),
        ("N", ["N"]),
        (None, ["N"]),  # what is not said is the usual one of paragraphs
        ("unknown", []),
        ("L1", ["L1", "L2"]),  # based on itself
    ],
)
def test_a_style_and_those_it_is_based_on(name, styles):
    assert chain(name) == styles


def test_without_a_part_of_styles():
    nothing = Styles(None)
    assert chain("A", nothing) == [] and chain(None, nothing) == []
    assert not nothing.hides("A")


@pytest.mark.parametrize(
    "name, hides",
    [
        ("A", True),
        ("B", True),
        ("D", False),
        ("N", False),
        ("L1", False),
        ("x", False),
        (None, False),
    ],
)
def test_which_styles_hide(name, hides):
    assert STYLES.hides(name) is hides
    assert STYLES.hides(name) is hides  # asked again


def ways(*content: str) -> str:
    kinds = ["Choice"] * (len(content) - 1) + ["Fallback"]
    inside = "".join(
        f"<mc:{kind}>{one}</mc:{kind}>" for kind, one in zip(kinds, content, strict=True)
    )
    return f"<mc:AlternateContent>{inside}</mc:AlternateContent>"


@pytest.mark.parametrize(
    "content, place",
    [
        (("<w:r><w:t>a</w:t></w:r>", "<w:t>b</w:t>"), 0),
        (("<w:r/>", "<w:t>b</w:t>"), 1),  # the first with text
        (("<pic:pic/>", "<w:t>b</w:t>"), 1),
        (("<w:r/>", "<c:chart/>", "<pic:pic/>"), 1),  # else with something to tell of
        (("", "<w:r/>"), 1),  # else with anything
    ],
)
def test_of_several_ways_to_say_the_same_one_is_read(content, place):
    alternate = element(ways(*content))
    assert chosen(alternate) is alternate[place]


def test_of_no_way_at_all_nothing_is_read():
    alternate = element("<mc:AlternateContent/>")
    assert chosen(alternate) is alternate


def test_the_names_stand_in_every_part():
    assert all(f'xmlns:{name}="{space}"' in NAMES for name, space in SPACES.items())
