"""Administrative documents, invented, and the dispatch of the sources."""

from pathlib import Path

import pytest

from goc.claims import read_directive

DISPATCH = next(iter(sorted(Path(__file__).parents[3].glob("shared/sources/000_*.txt"))), None)

LETTER = """UBND TỈNH ABC
SỞ NỘI VỤ
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số:
 45/SNV-CCVC
V/v báo cáo kết quả đào tạo cán bộ cấp xã
Lạng Sơn, ngày 07 tháng 8 năm 2015
Kính gửi:
- Các sở, ban, ngành;
- Ủy ban nhân dân các huyện.
Thực hiện Công văn số 1234/BNV-ĐT ngày 01/7/2015 của Bộ Nội vụ về việc báo cáo; Sở đề nghị: 1. Rà soát danh sách. \
2. Lập báo cáo, gửi về Sở trước ngày 30/9/2015. Trong đó:
a) Báo cáo số lượng;
b) Báo cáo chất lượng; c) Kiến nghị theo
Điều 69 của Luật.
3. Phòng Nội vụ các huyện tổng hợp, chậm nhất ngày 15/10/2015 gửi Sở./.
Nơi nhận:
- Như trên;
- Lưu: VT, CCVC.
KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
(Đã ký)
Hoàng Văn Minh
"""


def flat(nodes):
    return [
        (n.marker, n.text.split()[0], flat(n.children))
        if n.children
        else (n.marker, n.text.split()[0])
        for n in nodes
    ]


def test_header_and_closing_of_a_letter():
    read = read_directive(LETTER)
    assert (read.type, read.number, read.date, read.place) == (
        "công văn",
        "45/SNV-CCVC",
        "2015-08-07",
        "Lạng Sơn",
    )
    assert (read.parent, read.issuer, read.signer) == (
        "UBND TỈNH ABC",
        "SỞ NỘI VỤ",
        "Hoàng Văn Minh",
    )
    assert read.subject == "báo cáo kết quả đào tạo cán bộ cấp xã"
    assert read.addressee == ("Các sở, ban, ngành", "Ủy ban nhân dân các huyện")
    assert read.recipients == ("Như trên", "Lưu: VT, CCVC")


def test_bases_have_their_parts():
    [basis] = read_directive(LETTER).legal_bases
    assert (basis.type, basis.number, basis.date, basis.issuer) == (
        "công văn",
        "1234/BNV-ĐT",
        "2015-07-01",
        "Bộ Nội vụ",
    )


def test_outline_with_markers_inside_lines_and_a_wrapped_citation():
    assert flat(read_directive(LETTER).outline) == [
        ("1.", "Rà"),
        ("2.", "Lập", [("a)", "Báo"), ("b)", "Báo"), ("c)", "Kiến")]),
        ("3.", "Phòng"),
    ]


def test_due_and_actor():
    last = read_directive(LETTER.replace("Trong đó:\na)", "a)")).requirements[-1]
    assert (last.marker, last.actor, last.due) == (
        "3.",
        "Phòng Nội vụ các huyện",
        "chậm nhất ngày 15/10/2015",
    )


@pytest.mark.parametrize(
    ("body", "markers"),
    [
        (
            "I. CHUNG\n1-\nMột việc.\n2- Hai việc.\nII. RIÊNG\n1. Ba.\n1.1. Bốn.\n1.2 Năm.\n",
            ["I.", "1-", "2-", "II.", "1.", "1.1.", "1.2"],
        ),
        (
            "1. Một:\na) A;\nb) B;\nc) C;\nd) D;\nđ) Đ;\ne) E;\nf) F.\n",
            ["1.", "a)", "b)", "c)", "d)", "đ)", "e)", "f)"],
        ),
        ("1. Một:\nc) không mở hàng.\n2. Hai.\n", ["1.", "2."]),
        (
            "Phần thứ nhất\nKẾT QUẢ\nI. A\nPhần thứ hai\nHƯỚNG\nI. B\n",
            ["Phần thứ nhất", "I.", "Phần thứ hai", "I."],
        ),
        (
            "Điều 1. Tên\n1. Một.\n2. Hai.\nĐiều 2. Sau\n1. Ba.\n",
            ["Điều 1.", "1.", "2.", "Điều 2.", "1."],
        ),
    ],
)
def test_markers_of_all_sorts(body, markers):
    def walk(nodes):
        return [m for n in nodes for m in (n.marker, *walk(n.children))]

    assert walk(read_directive("Kính gửi: Ủy ban nhân dân các xã\n" + body).outline) == markers


def test_an_attachment_continues_the_outline():
    text = (
        LETTER
        + "PHỤ LỤC\nĐỀ CƯƠNG BÁO CÁO TÌNH HÌNH ĐÀO TẠO CÁN BỘ CẤP XÃ\nI. ĐẶC ĐIỂM\n1. Thuận lợi chung của địa phương\n"
        + "2. Khó khăn chung của địa phương\n"
    )
    assert [n.marker for n in read_directive(text).outline] == ["1.", "2.", "3.", "I."]


@pytest.mark.skipif(DISPATCH is None, reason="shared/sources is not beside the repository")
def test_the_dispatch_without_a_header():
    read = read_directive(DISPATCH.read_text("utf-8"))
    assert (read.number, read.date, read.place, read.signer, read.recipients) == (
        None,
        None,
        None,
        None,
        (),
    )
    assert read.addressee == ("UBND tỉnh Lạng Sơn",)
    assert [(b.type, b.number, b.date) for b in read.legal_bases] == [
        ("kế hoạch", "1660/KH-BQP", "2013-03-25"),
        ("hội nghị", None, "2013-03-29"),
    ]
    assert [(n.marker, [c.marker for c in n.children]) for n in read.outline] == [
        ("1.", []),
        ("2.", ["a)", "b)", "c)", "d)", "đ)", "e)", "f)"]),
    ]
    assert [(r.marker, bool(r.children)) for r in read.requirements] == [
        ("a)", True),
        ("b)", True),
        ("c)", True),
        ("d)", True),
        ("đ)", False),
        ("e)", True),
        ("f)", True),
    ]
    said = " ".join(read.warnings)
    assert all(word in said for word in ("suy ra", "3 tên gọi", "“f)”", "số, ký hiệu"))
