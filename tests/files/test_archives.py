"""A zip of XML: opened within bounds; whatever is strange in it becomes one sentence."""

from __future__ import annotations

import io
import zipfile
from zipfile import ZipInfo

import pytest

from goc.files import archives
from goc.lib.errors import InputError

DAMAGE = InputError("Tệp %(name)s bị hỏng.", name="a.docx")


def part(name: str, size: int, packed: int | None = None) -> ZipInfo:
    info = ZipInfo(name)
    info.file_size, info.compress_size = size, size if packed is None else packed
    return info


def check(*parts: ZipInfo) -> str:
    """What is said of an archive of such parts; nothing where it may be opened."""
    try:
        archives._check(list(parts), "a.docx")
    except InputError as error:
        return str(error)
    return ""


def too_large(megabytes: int, count: int) -> str:
    return (
        f"Tệp a.docx bung ra quá lớn ({megabytes} MB, {count} phần); không đọc. Hãy bỏ bớt ảnh, "
        "hoặc chép phần cần đọc sang tệp mới rồi đưa lại."
    )


MEGA = 2**20


@pytest.mark.parametrize(
    "name, size, packed, is_bomb",
    [
        ("a.xml", 8 * MEGA, 1, False),  # small: however well it was packed
        ("a.xml", 8 * MEGA + 1, 1, True),
        ("a.xml", 100 * MEGA, MEGA, False),  # a hundred times
        ("a.xml", 100 * MEGA + 1, MEGA, True),
        ("a.png", 100 * MEGA + 1, MEGA, True),
        ("a.xml", 160 * MEGA, 160 * MEGA, False),
        ("a.xml", 160 * MEGA + 1, 160 * MEGA, True),
        ("_rels/a.RELS", 160 * MEGA + 1, 160 * MEGA, True),
        ("a.png", 161 * MEGA, 161 * MEGA, False),  # a picture is not parsed
    ],
)
def test_a_part_that_grows_too_much(name, size, packed, is_bomb):
    assert check(part(name, size, packed)) == (too_large(size // MEGA, 1) if is_bomb else "")


def test_all_parts_together_have_a_bound():
    parts = [part(f"{n}.png", 100 * MEGA) for n in range(4)]
    assert check(*parts) == ""
    assert check(*parts, part("x", 1)) == too_large(400, 5)


def test_parts_are_counted():
    parts = [part(f"{n}", 1) for n in range(10_000)]
    assert check(*parts) == ""
    assert check(*parts, part("x", 1)) == too_large(0, 10_001)


def test_one_part_too_large_among_good_ones_is_seen():
    assert check(part("a", 1), part("b.xml", 9 * MEGA, 1), part("c", 1)) == too_large(9, 3)


def zipped(**parts: str) -> io.BytesIO:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    made.seek(0)
    return made


def test_who_leaves_the_opening_to_a_library_may_check_alone():
    archives.check(zipped(a="x"), "a.docx")
    large = zipped()
    with zipfile.ZipFile(large, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", "x" * (9 * MEGA))
    large.seek(0)
    with pytest.raises(InputError, match=r"^Tệp a\.docx bung ra quá lớn \(9 MB, 1 phần\)"):
        archives.check(large, "a.docx")


def opened(source, act=lambda archive: None):
    with pytest.raises(InputError) as caught, archives.opened(source, "a.docx", DAMAGE) as archive:
        act(archive)
    return caught.value


def test_what_is_no_zip_is_damaged():
    assert opened(io.BytesIO(b"PK\x03\x04 rubbish")) is DAMAGE


def test_whatever_is_raised_inside_is_damage():
    def broken(archive):
        raise KeyError("no such part")

    assert opened(zipped(a="x"), broken) is DAMAGE
    assert opened(zipped(a="x"), lambda archive: archives.tree(archive, "b")) is DAMAGE
    assert opened(zipped(a="<x"), lambda archive: archives.tree(archive, "a")) is DAMAGE


def test_what_is_told_already_stays_as_it_is():
    told = InputError("Đã nói.")

    def refuse(archive):
        raise told

    assert opened(zipped(a="x"), refuse) is told


def test_want_of_memory_is_no_damage():
    def starved(archive):
        raise MemoryError

    with (
        pytest.raises(MemoryError),
        archives.opened(zipped(a="x"), "a.docx", DAMAGE) as archive,
    ):
        starved(archive)


BENT = (
    "Tệp a.docx không đọc được: nội dung lồng nhau quá sâu hoặc có một đoạn chữ quá dài. Hãy chép "
    "phần cần đọc sang tệp mới rồi đưa lại."
)


@pytest.mark.parametrize(
    "xml", ["<a>" * 300 + "</a>" * 300, "<a>" + "x" * 10_000_001 + "</a>"], ids=["deep", "long"]
)
def test_what_the_parser_refuses_to_hold_is_told(xml):
    assert str(opened(zipped(a=xml), lambda archive: archives.tree(archive, "a"))) == BENT


def test_a_part_in_bounds_is_read():
    with archives.opened(zipped(a="<x><y/>  <y/></x>"), "a.docx", DAMAGE) as archive:
        root = archives.tree(archive, "a")
    assert (root.tag, [child.tag for child in root], root.text) == ("x", ["y", "y"], None)


@pytest.mark.parametrize("xml", ["<!DOCTYPE x><x/>", "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"])
def test_a_part_may_declare_no_document_type(xml):
    assert opened(zipped(a=xml), lambda archive: archives.tree(archive, "a")) is DAMAGE

    def walk(archive):
        list(archives.elements(archive, "a", "x"))

    assert opened(zipped(a=xml), walk) is DAMAGE


def test_elements_come_one_by_one_and_those_behind_are_let_go():
    """The parser itself looks some way ahead."""
    rows = "".join(f"<row n='{n}'><c/></row>" for n in range(9_000))
    numbers, kept = [], []
    with archives.opened(zipped(a=f"<x>{rows}</x>"), "a.docx", DAMAGE) as archive:
        for row in archives.elements(archive, "a", "row"):
            numbers.append(int(row.get("n")))
            kept.append(len(row.getparent()))
    assert numbers == list(range(9_000))
    assert max(kept) < 4_000
    assert kept[1_000] < kept[999]


def test_only_elements_of_the_tag_come():
    xml = "<x xmlns='urn:a'><row/><other/><row/></x>"
    with archives.opened(zipped(a=xml), "a.docx", DAMAGE) as archive:
        assert len(list(archives.elements(archive, "a", "{*}row"))) == 2
        assert list(archives.elements(archive, "a", "row")) == []
