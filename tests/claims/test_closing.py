"""The end of a document: recipients, signer, and where an attachment may begin."""

import pytest

from goc.claims.directive import closing

BODY = "Các xã thi hành./.\n"
TO = "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n"


def read(text, body=0, outline=0):
    """Body, signer, recipients, what stands behind."""
    end = closing.read(text, body, outline)
    return text[: end.start], end.signer, end.recipients, text[end.end :]


@pytest.mark.parametrize(
    "block",
    [
        "GIÁM ĐỐC\nHoàng Văn Minh",
        "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nHoàng Văn Minh",
        "K/T. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nHoàng Văn Minh",
        "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nHoàng Văn Minh",
        "T/M BAN THƯỜNG VỤ\nBÍ THƯ\nHoàng Văn Minh",
        "TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\nHoàng Văn Minh",
        "TUQ. GIÁM ĐỐC\nTRƯỞNG PHÒNG\nHoàng Văn Minh",
        "Q. GIÁM ĐỐC\nHoàng Văn Minh",
        "CHỈ HUY TRƯỞNG\nĐại tá Hoàng Văn Minh",
        "CHÍNH ỦY\nThượng tá Hoàng Văn Minh",
        "CHÍNH TRỊ VIÊN\nThiếu tá Hoàng Văn Minh",
        "CHỦ TỊCH\n(Đã ký)\nHoàng Văn Minh",
        "CHỦ TỊCH\n(Ký tên, đóng dấu)\nHoàng Văn Minh",
        "HIỆU TRƯỞNG\nPGS.TS. Hoàng Văn Minh",
        "HIỆU TRƯỞNG\nThS. Hoàng Văn Minh",
        "CHỦ TỊCH\nĐồng chí Hoàng Văn Minh",
        "CHỦ TỊCH\nBà Hoàng Văn Minh",
        "TRƯỞNG PHÒNG, Hoàng Văn Minh",
    ],
)
@pytest.mark.parametrize("to", [TO, ""], ids=["recipients", "none"])
def test_who_signs_below_an_authority(block, to):
    found = read(f"{BODY}{to}{block}\nPHỤ LỤC\n")
    recipients = ("Như trên", "Lưu: VT") if to else ()
    assert found == (BODY, "Hoàng Văn Minh", recipients, "\nPHỤ LỤC\n")


@pytest.mark.parametrize(
    "name",
    [
        "Nguyễn An",
        "Nguyễn Văn An",
        "Nguyễn Thị Thu An",
        "Nông Thị A Sáy",
        "Y Blai",
        "Giàng A Páo",
        "K' Brông",
        "Đặng Thị Ánh Tuyết",
        "LÒ VĂN BẾP",
        "ĐỖ VĂN ĐỨC",
    ],
)
def test_names_of_all_peoples(name):
    assert read(f"{BODY}{TO}CHỦ TỊCH\n{name}\n")[1] == name


@pytest.mark.parametrize(
    "block",
    [
        "CHỦ TỊCH\nBình Minh Rực Rỡ",  # no family is called so
        "CHỦ TỊCH\nhọp với các phòng và ông Nguyễn Văn An",  # a sentence runs on
        "CHỦ TỊCH TỈNH LÊ LỢI\n",
        "CHỦ TỊCH\n" + "x" * 400 + "\nNguyễn Văn An",  # too far below
    ],
)
def test_what_is_no_signature(block):
    assert read(f"{BODY}{block}")[1] is None


@pytest.mark.parametrize(
    "text, recipients",
    [
        ("Nơi nhận:\n- Như trên;\n- Các xã;\n- Lưu: VT.\n", ("Như trên", "Các xã", "Lưu: VT")),
        ("Nơi nhận:\nNhư trên;\nLưu: VT.\n", ("Như trên", "Lưu: VT")),
        ("Nơi nhận: - Như trên; - Các xã; - Lưu: VT.\n", ("Như trên", "Các xã", "Lưu: VT")),
        ("NƠI NHẬN:\n+ Như trên,\n+ Lưu: VT.\n", ("Như trên", "Lưu: VT")),
        ("Noi nhan:\n- Như trên;\n- Lưu: VT.\n", ("Như trên", "Lưu: VT")),
        ("Nơi gửi:\n• Như trên;\n* Lưu: VT.\n", ("Như trên", "Lưu: VT")),
        ("Nơi nhận\n– Như trên;\n– Lưu: VT.\n", ("Như trên", "Lưu: VT")),
        ("Nơi nhận:\n- Như trên;\n\n- Lưu: VT.\n", ("Như trên", "Lưu: VT")),
    ],
)
def test_recipients_are_told_one_by_one(text, recipients):
    assert read(f"{BODY}{text}GIÁM ĐỐC\nHoàng Văn Minh")[2] == recipients


def test_an_item_too_long_is_no_recipient():
    text = (
        f"{BODY}Nơi nhận:\n- Như trên;\n- {'x' * 300};\n- {'y' * 299};\n- Lưu: VT.\nGIÁM ĐỐC\nLê An"
    )
    assert read(text)[2] == ("Như trên", "y" * 299, "Lưu: VT")


def test_a_signature_may_stand_before_the_recipients():
    text = f"{BODY}TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn An\n{TO}PHỤ LỤC\n"
    assert read(text) == (BODY, "Nguyễn Văn An", ("Như trên", "Lưu: VT"), "\nPHỤ LỤC\n")


def test_without_a_signature_the_list_ends_with_the_archive():
    text = f"{BODY}{TO}Kế hoạch kèm theo do các xã lập.\n- Một việc."
    rest = "\nKế hoạch kèm theo do các xã lập.\n- Một việc."
    assert read(text) == (BODY, None, ("Như trên", "Lưu: VT"), rest)


@pytest.mark.parametrize("archive", ["- Lưu: VT", "- Lưu VT, TM.", "- Lư: VT", "-Lưu: VP"])
def test_how_the_archive_is_written(archive):
    text = f"{BODY}Nơi nhận:\n- Như trên;\n{archive}\nMột việc nữa."
    assert read(text)[3] == "\nMột việc nữa."


def test_without_an_archive_the_list_ends_with_the_last_dash():
    text = f"{BODY}Nơi nhận:\n- Như trên;\n\n– Các xã;\n+ Các thôn.\nMột việc nữa."
    assert read(text) == (BODY, None, ("Như trên", "Các xã", "Các thôn"), "Một việc nữa.")


@pytest.mark.parametrize(
    "below, signer",
    [
        ("Nguyễn Văn An\n", "Nguyễn Văn An"),
        ("Đại tá Nguyễn Văn An\n", "Nguyễn Văn An"),
        ("| Vi Thị Nan |\n", "Vi Thị Nan"),
        ("| Như kính gửi | Vi Thị Nan |\n", "Vi Thị Nan"),
        ("(Đã ký)\nNguyễn Văn An\n", "Nguyễn Văn An"),
        ("do đồng chí Nguyễn Văn An lập\n", None),
    ],
)
def test_a_name_below_the_recipients_needs_no_post(below, signer):
    assert read(f"{BODY}{TO}{below}")[1] == signer


@pytest.mark.parametrize(
    "before, signed",
    [
        ("Các xã thi hành./.\n", True),
        ("Các xã thi hành./. ", True),
        ("Các xã thi hành. ", True),
        ("Các xã thi hành | ", True),
        ("Các xã báo cáo với ", False),
    ],
)
def test_without_recipients_the_authority_opens_a_block(before, signed):
    found = read(f"{before}CHỦ TỊCH\nNguyễn Văn An\n")
    assert found[1] == ("Nguyễn Văn An" if signed else None)


def test_without_recipients_the_end_is_sought_behind_the_outline():
    head = "CHỦ TỊCH\nNguyễn Văn An\n"
    text = f"{head}1. Các xã thi hành.\n"
    assert read(text, 0, 0)[1] == "Nguyễn Văn An"
    assert read(text, 0, len(head)) == (text, None, (), "")
    assert read(text, len(head), 0) == (text, None, (), "")


def test_only_the_end_of_a_long_paper_is_searched():
    text = f"{BODY}CHỦ TỊCH\nNguyễn Văn An\n"
    assert read(text + "x" * 2_400)[1] == "Nguyễn Văn An"
    assert read(text + "x" * 2_500)[1] is None


def test_signed_with_no_post_at_all():
    assert read(f"{BODY}(Đã ký)\nThượng tướng Phạm Văn Ong\n") == (
        BODY,
        "Phạm Văn Ong",
        (),
        "\n",
    )
    text = f"(Đã ký)\nLê An\n{BODY}(Đã ký)\nPhạm Văn Ong\n"
    assert read(text)[:2] == (f"(Đã ký)\nLê An\n{BODY}", "Phạm Văn Ong")


def test_a_paper_without_an_end():
    assert read(BODY) == (BODY, None, (), "")


def test_recipients_before_the_body_are_not_the_end():
    text = f"{TO}{BODY}"
    assert read(text, len(TO)) == (text, None, (), "")
    assert read(text, 0)[:3] == ("", None, ("Như trên", "Lưu: VT"))
