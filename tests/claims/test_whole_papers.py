"""A paper put together of its parts: preamble, body, attachment; and what is said to be missing."""

import pytest

from goc.claims import read_directive

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
HEAD = f"UBND XÃ MAI\nSố: 45/BC-UBND\n{STATE}Xuân Lĩnh, ngày 07 tháng 8 năm 2015\n"
TITLE = "BÁO CÁO\nMột việc\n\n"
END = "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nCHỦ TỊCH\nLê An\n"


def paper(body, *, head=HEAD, title=TITLE, end=END, behind=""):
    return read_directive(f"{head}{title}{body}{end}{behind}")


def markers(read):
    return [node.marker for node in read.outline]


def cited(read):
    return [basis.number for basis in read.legal_bases]


def test_a_whole_paper_has_nothing_to_be_said():
    read = paper("Thực hiện Kế hoạch số 5/KH-UBND, xã báo cáo như sau:\n1. Một.\n2. Hai.\n")
    assert (read.type, read.number, read.date, read.place) == (
        "báo cáo",
        "45/BC-UBND",
        "2015-08-07",
        "Xuân Lĩnh",
    )
    assert (read.issuer, read.subject, read.signer) == ("UBND XÃ MAI", "Một việc", "Lê An")
    assert (read.recipients, cited(read), markers(read)) == (
        ("Như trên", "Lưu: VT"),
        ["5/KH-UBND"],
        ["1.", "2."],
    )
    assert read.warnings == ()


def test_all_that_is_missing_is_named_in_one_sentence():
    assert read_directive("Một việc.").warnings == (
        "Bản này không có số, ký hiệu, ngày ban hành, tên cơ quan ban hành, trích yếu, người ký, "
        "nơi nhận; các mục đó để trống.",
        "Không nhận ra mục nào được đánh số trong nội dung.",
    )


@pytest.mark.parametrize(
    "gone, named",
    [
        ("Số: 45/BC-UBND\n", "số, ký hiệu"),
        ("Xuân Lĩnh, ngày 07 tháng 8 năm 2015\n", "ngày ban hành"),
        ("UBND XÃ MAI\n", "tên cơ quan ban hành"),
        ("Một việc\n", "trích yếu"),
        ("CHỦ TỊCH\nLê An\n", "người ký"),
        ("Nơi nhận:\n- Như trên;\n- Lưu: VT.\n", "nơi nhận"),
    ],
)
def test_what_is_missing_is_named(gone, named):
    text = f"{HEAD}{TITLE}1. Một.\n2. Hai.\n{END}"
    assert read_directive(text).warnings == ()
    assert gone in text
    assert read_directive(text.replace(gone, "", 1)).warnings == (
        f"Bản này không có {named}; các mục đó để trống.",
    )


def test_who_speaks_is_the_issuer_of_a_paper_without_a_letterhead():
    text = (
        "Kính gửi: Các xã.\nThực hiện Kế hoạch số 5/KH-UBND, Ủy ban nhân dân huyện đề nghị các "
        "xã:\n1. Lập danh sách.\n2. Gửi danh sách.\n"
    )
    read = read_directive(text)
    assert (read.type, read.issuer) == ("công văn", "Ủy ban nhân dân huyện")
    assert read.warnings[1:] == (
        "Cơ quan ban hành “Ủy ban nhân dân huyện” là suy ra từ phần nội dung, không có ở phần đầu "
        "văn bản.",
        "Loại văn bản “công văn” là suy ra: có “Kính gửi”, không có tên loại.",
    )


@pytest.mark.parametrize(
    "verb", ["thông báo", "yêu cầu", "hướng dẫn", "có ý kiến", "chỉ đạo", "kính đề nghị", "trả lời"]
)
def test_words_of_one_who_speaks(verb):
    read = read_directive(
        f"Kính gửi: Các xã.\nBan Chỉ huy quân sự huyện {verb} như sau:\n1. Một.\n"
    )
    assert read.issuer == "Ban Chỉ huy quân sự huyện"


def test_with_a_letterhead_nobody_is_inferred():
    read = paper("Ủy ban nhân dân huyện đề nghị các xã:\n1. Một.\n2. Hai.\n")
    assert (read.issuer, read.warnings) == ("UBND XÃ MAI", ())


def test_several_names_of_one_board_are_asked_about():
    body = (
        "1. Ban Chỉ đạo đào tạo Bộ Quốc phòng họp.\n2. Ban Chỉ đạo tổng kết Bộ Quốc phòng nghe.\n"
    )
    assert paper(body).warnings == (
        "2 tên gọi trong văn bản: “Ban Chỉ đạo đào tạo Bộ Quốc phòng”; “Ban Chỉ đạo tổng kết Bộ "
        "Quốc phòng”. Có phải cùng một tổ chức?",
    )


@pytest.mark.parametrize(
    "enacting", ["QUYẾT ĐỊNH", "QUYẾT NGHỊ", "NGHỊ QUYẾT", "CHỈ THỊ", "THỐNG NHẤT", "LỆNH"]
)
def test_the_body_begins_behind_the_enacting_word(enacting):
    read = paper(f"Căn cứ Luật số 1/2019/QH14;\n1. Không tính.\n{enacting}:\nĐiều 1. Một.\n")
    assert (cited(read), markers(read)) == (["1/2019/QH14"], ["Điều 1."])


@pytest.mark.parametrize(
    "first, row",
    [
        ("I. MỘT\nII. HAI\n", ["I.", "II."]),
        ("A. MỘT\nB. HAI\n", ["A.", "B."]),
        ("1. Một.\n2. Hai.\n", ["1.", "2."]),
        ("Chương I\nMỘT\nChương II\nHAI\n", ["Chương I", "Chương II"]),
        ("Phần thứ nhất\nMỘT\nPhần thứ hai\nHAI\n", ["Phần thứ nhất", "Phần thứ hai"]),
        ("Điều 1. Một.\nĐiều 2. Hai.\n", ["Điều 1.", "Điều 2."]),
        ("như sau: 1. Một. 2. Hai.\n", ["1.", "2."]),
    ],
)
def test_the_body_begins_where_a_row_opens(first, row):
    read = paper(f"Thực hiện Kế hoạch số 5/KH-UBND, xã báo cáo:\n{first}")
    assert (markers(read), cited(read)) == (row, ["5/KH-UBND"])


def test_its_own_number_is_no_basis():
    read = paper("Căn cứ Báo cáo số 45/BC-UBND; Kế hoạch số 5/KH-UBND;\n1. Một.\n2. Hai.\n")
    assert cited(read) == ["5/KH-UBND"]


def test_a_paper_without_points_rests_on_what_opens_its_paragraphs():
    read = paper(
        "Thực hiện Kế hoạch số 5/KH-UBND về trồng mía, xã báo cáo.\n"
        "Xã đã làm xong theo Công văn số 7/CV-UBND.\n"
        "Xét Tờ trình số 8/TTr-UBND về đê, xã đồng ý.\n"
        "- Căn cứ Luật số 1/2019/QH14, xã làm tiếp.\n"
    )
    assert cited(read) == ["5/KH-UBND", "8/TTr-UBND", "1/2019/QH14"]
    assert [basis.text for basis in read.legal_bases][:2] == [
        "về trồng mía, xã báo cáo",
        "về đê, xã đồng ý",
    ]


def test_a_paper_without_points_rests_on_all_before_its_colon():
    read = paper(
        "Trong năm qua xã đã làm xong.\nThực hiện Kế hoạch số 5/KH-UBND, Công văn số 6/CV-UBND, "
        "xã báo cáo như sau:\nMột việc.\n"
    )
    assert cited(read) == ["5/KH-UBND", "6/CV-UBND"]


def test_an_attached_plan_continues_the_outline():
    plan = "KẾ HOẠCH\nTRỒNG MÍA TRÊN ĐỒI CAO CỦA XÃ MAI\n1. Ba.\n2. Bốn.\n"
    read = paper("1. Một.\n2. Hai.\n", behind=plan)
    assert markers(read) == ["1.", "2.", "1.", "2."]
    assert [node.text for node in read.outline] == ["Một.", "Hai.", "Ba.", "Bốn."]


@pytest.mark.parametrize("rest, more", [("x" * 32 + "\n1. Ba.", 0), ("x" * 33 + "\n1. Ba.", 1)])
def test_a_few_letters_behind_the_end_are_no_attachment(rest, more):
    assert len(markers(paper("1. Một.\n2. Hai.\n", behind=rest))) == 2 + more


def test_notes_at_the_foot_end_an_attachment():
    plan = "KẾ HOẠCH\nTRỒNG MÍA TRÊN ĐỒI CAO CỦA XÃ MAI\n1. Ba.\n [1] Xem:\n2. Bốn.\n"
    read = paper("1. Một.\n2. Hai.\n", behind=plan)
    assert markers(read) == ["1.", "2.", "1."]


def test_tasks_of_the_paper_and_its_attachment():
    read = paper(
        "I. NHIỆM VỤ\n1. Các xã lập danh sách trước ngày 30/4/2016.\n2. Gửi danh sách.\n",
        behind="PHỤ LỤC\nVIỆC CỦA CÁC THÔN TRONG NĂM 2016\nI. NHIỆM VỤ\n1. Trồng mía.\n2. Hái chè.\n",
    )
    assert [(task.actor, task.due) for task in read.requirements] == [
        ("Các xã", "trước ngày 30/4/2016"),
        (None, None),
        (None, None),
        (None, None),
    ]


def test_what_is_published_has_every_key():
    published = paper("1. Một.\n2. Hai.\n").to_json()
    assert list(published) == [
        "type",
        "number",
        "date",
        "place",
        "issuer",
        "addressee",
        "subject",
        "legal_bases",
        "outline",
        "requirements",
        "signer",
        "recipients",
        "warnings",
    ]
    assert (published["recipients"], published["addressee"]) == (["Như trên", "Lưu: VT"], [])
