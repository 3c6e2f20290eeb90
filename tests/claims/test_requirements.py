"""What a document orders: who shall do what, by when, and its parts that can be checked."""

import pytest

from goc.claims.directive import outline, requirements
from goc.claims.directive.model import Requirement


def read(text):
    nodes, _ = outline.read(text, 0, len(text))
    return requirements.read(nodes)


def tasks(text):
    return [(one.marker, one.actor, one.due) for one in read(text)]


def parts(text):
    (one,) = read(text)
    return [(part.marker, part.text, part.actor, part.due) for part in one.children]


def order(words):
    """A single task in a section of tasks."""
    (found,) = read(f"I. NHIỆM VỤ\n1. {words}\n")
    return found


@pytest.mark.parametrize(
    "heading",
    [
        "TỔ CHỨC THỰC HIỆN",
        "Nhiệm vụ trọng tâm",
        "Giải pháp",
        "YÊU CẦU",
        "Công việc chính",
        "Phân công",
        "Trách nhiệm của các đơn vị",
        "Chỉ đạo thực hiện",
        "Nội dung thực hiện",
        "Nội dung hoạt động",
        "Nội dung chủ yếu",
        "Biện pháp",
    ],
)
def test_below_a_heading_of_tasks_all_is_a_task(heading):
    assert tasks(f"I. {heading}\n1. Mía ngọt.\n2. Chè xanh.\n") == [
        ("1.", None, None),
        ("2.", None, None),
    ]


@pytest.mark.parametrize(
    "heading", ["TÌNH HÌNH", "Kết quả", "MỤC ĐÍCH", "Hạn chế", "Đối tượng", "Căn cứ", "Chung"]
)
def test_below_another_heading_only_what_begins_as_an_order(heading):
    text = f"I. {heading}\n1. Mía ngọt.\n2. Lập danh sách.\n"
    assert tasks(text) == [("2.", None, None)]


def test_reports_inside_tasks_end_the_tasks():
    text = "I. NHIỆM VỤ\n1. Kết quả đã đạt\na) Mía ngọt.\nb) Chè xanh.\n2. Việc tới\na) Mía.\nb) Chè.\n"
    assert tasks(text) == [("a)", None, None), ("b)", None, None)]
    text = text.replace("Kết quả đã đạt", "Kết quả và nhiệm vụ")
    assert len(tasks(text)) == 4


@pytest.mark.parametrize(
    "words, is_one",
    [
        ("Giao Ban Chỉ huy quân sự xã lập danh sách.", True),
        ("Đề nghị các xã gửi danh sách.", True),
        ("Yêu cầu các xã gửi danh sách.", True),
        ("Rà soát quân số.", True),
        ("rà soát quân số.", True),
        ("Phòng Nội vụ phải gửi danh sách.", True),
        ("Các xã tổ chức học tập.", True),
        ("Các xã: rà soát quân số.", True),
        ("Các xã đã xong việc.", False),
        ("Trình độ còn thấp.", True),  # it opens like an order
        ("Mía ngọt.", False),
        ("Giaothông tốt.", False),
        ("Lập trường vững.", True),
    ],
)
def test_how_an_order_begins(words, is_one):
    assert bool(tasks(f"1. {words}\n2. Mía ngọt.\n")) is is_one


@pytest.mark.parametrize(
    "words, is_one",
    [
        ("Sở Nội vụ chịu trách nhiệm thi hành.", True),
        ("Các xã có trách nhiệm thi hành.", True),
        ("Giao Sở Nội vụ theo dõi.", True),
        ("Các xã lập danh sách.", False),
    ],
)
def test_an_article_is_an_order_when_it_charges_somebody(words, is_one):
    assert bool(tasks(f"Điều 1. Phạm vi\nĐiều 2. {words}\n")) is is_one


@pytest.mark.parametrize(
    "text, found",
    [
        ("I. NHIỆM VỤ\n- Mía ngọt.\n- Chè xanh.\n", []),
        ("- Lập danh sách.\n- Gửi danh sách.\n", []),
        ("I. NHIỆM VỤ\n1. Trồng cây\n- Mía ngọt.\n", ["1."]),
        ("I. NHIỆM VỤ\n1. Trồng cây\na) Mía.\n- Ngọt.\n2. Hái quả.\n", ["a)", "2."]),
    ],
)
def test_dashes_are_parts_of_what_they_stand_below(text, found):
    assert [marker for marker, _, _ in tasks(text)] == found


@pytest.mark.parametrize(
    "words, actor",
    [
        ("Phòng Nội vụ chủ trì lập danh sách.", "Phòng Nội vụ"),
        ("Phòng Nội vụ, chủ trì lập danh sách.", "Phòng Nội vụ"),
        ("Giao Phòng Nội vụ chủ trì lập danh sách.", "Phòng Nội vụ"),
        ("Giao cho Phòng Nội vụ lập danh sách.", "Phòng Nội vụ"),
        ("Đề nghị Ủy ban nhân dân các xã lập danh sách.", "Ủy ban nhân dân các xã"),
        ("Yêu cầu Chỉ huy trưởng các đơn vị rà soát quân số.", "Chỉ huy trưởng các đơn vị"),
        ("Ban Chỉ huy quân sự xã: rà soát quân số.", "Ban Chỉ huy quân sự xã"),
        ("Các xã phải gửi danh sách.", "Các xã"),
        ("Các xã cần gửi danh sách.", "Các xã"),
        ("Các xã căn cứ tình hình mà làm.", "Các xã"),
        ("Đồng chí Bí thư Đoàn xã lập danh sách.", "Đồng chí Bí thư Đoàn xã"),
        ("Danh sách do Phòng Nội vụ thực hiện.", "Phòng Nội vụ"),
        ("Danh sách do Phòng Nội vụ chủ trì.", "Phòng Nội vụ"),
        ("Danh sách do Phòng Nội vụ, các xã đọc.", "Phòng Nội vụ"),
        ("Danh sách do Phòng Nội vụ.", "Phòng Nội vụ"),
        ("Danh sách do dân lập.", None),
        ("Lập danh sách.", None),
        ("Mía ngọt.", None),
    ],
)
def test_who_shall_do_it(words, actor):
    assert order(words).actor == actor


@pytest.mark.parametrize(
    "due",
    [
        "trước ngày 30/4/2013",
        "trước ngày 30/4",
        "trước ngày 30 tháng 4 năm 2013",
        "trước ngày 30 tháng 4",
        "trước 30.4.2013",
        "xong trước ngày 30/4/2013",
        "chậm nhất ngày 30/4/2013",
        "chậm nhất là ngày 30/4/2013",
        "chậm nhất vào ngày 30/4/2013",
        "chậm nhất trước ngày 30/4/2013",
        "muộn nhất đến hết ngày 30/4/2013",
        "chậm nhất quý II/2013",
        "chậm nhất tháng 4/2013",
        "chậm nhất 5 ngày sau khi nhận",
        "đến hết tháng 4 năm 2013",
        "đến hết quý IV năm 2013",
        "trong quý I/2013",
        "trong tháng 4/2013",
        "trong năm 2013",
        "trước năm 2014",
        "trước ngày 25 hằng tháng",
        "trước ngày 15/12 hằng năm",
        "hằng năm",
        "hàng quý",
        "thường xuyên hằng tuần",
        "định kỳ 6 tháng",
        "định kỳ hằng quý",
        "định kỳ sáu tháng",
        "trong vòng 10 ngày",
        "trong thời hạn 10 ngày làm việc kể từ khi ký",
        "hoàn thành trong quý III/2013",
        "xong trong năm 2013",
    ],
)
def test_by_when(due):
    assert order(f"Gửi danh sách {due}.").due == due
    assert order(f"Gửi danh sách {due}, bằng thư.").due == due


@pytest.mark.parametrize(
    "words", ["Gửi danh sách.", "Gửi ngày 30/4/2013.", "Gửi trước khi họp.", "Trong lúc họp."]
)
def test_without_a_day_to_keep(words):
    assert order(words).due is None


def test_lines_below_name_who_and_when():
    text = (
        "I. NHIỆM VỤ\n1. Phòng Nội vụ mở lớp trước ngày 1/4/2013\n- Cơ quan chủ trì: Ban Chỉ huy quân sự.\n"
        "- Thời gian thực hiện: quý II/2013;\n- Mua sách.\n2. Mía.\n"
    )
    first, second = read(text)
    assert (first.actor, first.due) == ("Ban Chỉ huy quân sự", "quý II/2013")
    assert [(part.marker, part.text) for part in first.children] == [("-", "Mua sách.")]
    assert (second.actor, second.due) == (None, None)


@pytest.mark.parametrize(
    "line, actor, due",
    [
        ("Đơn vị thực hiện: Các xã.", "Các xã", None),
        ("Bộ phận chủ trì thực hiện: Văn thư.", "Văn thư", None),
        ("Thời hạn: 30/4/2013.", None, "30/4/2013"),
        ("Tiến độ hoàn thành: tháng 4/2013", None, "tháng 4/2013"),
        ("Kinh phí: tự túc.", None, None),
    ],
)
def test_forms_of_such_lines(line, actor, due):
    text = f"I. MỤC TIÊU\n1. Trồng mía\n- {line}\n- Chè.\n2. Quế.\n"
    found = tasks(text)
    if actor:  # a line that names who makes it a task
        assert found == [("1.", actor, due)]
    else:
        assert found == []
    (first, _) = tasks(text.replace("MỤC TIÊU", "NHIỆM VỤ"))
    assert first == ("1.", actor, due)


@pytest.mark.parametrize(
    "words, pieces",
    [
        ("Rà soát quân số; lập danh sách; gửi báo cáo.", 3),
        ("Rà soát quân số, lập danh sách, gửi báo cáo.", 3),
        ("Rà soát quân số. Lập danh sách.", 2),
        ("Rà soát quân số, đơn vị.", 0),  # no further verb
        ("Rà soát quân số.", 0),
        ("Gửi; lập danh sách.", 0),  # one word is no demand
        ("Báo cáo cơ quan, tổ chức xã.", 0),  # a noun and not a verb
        ("Rà soát cơ quan, tổ chức, đơn vị.", 0),
        ("Nêu kết quả, nguyên nhân của việc.", 2),
        ("Nêu kết quả và kết luận chung.", 2),
        ("Tặng quà, giấy khen cho các xã.", 2),
        ("Gửi danh sách (có mẫu kèm theo).", 2),
        ("Gửi danh sách qua Cơ quan thường trực.", 2),
    ],
)
def test_a_task_of_several_demands_is_cut_into_them(words, pieces):
    assert len(order(words).children) == pieces


def test_each_part_has_its_own_actor_and_day():
    text = (
        "I. NHIỆM VỤ\n1. Phòng Nội vụ lập danh sách; các xã gửi báo cáo trước ngày 30/4/2013; "
        "Phòng Tài chính bố trí kinh phí.\n"
    )
    assert parts(text) == [
        ("1.1", "Phòng Nội vụ lập danh sách", "Phòng Nội vụ", None),
        ("1.2", "các xã gửi báo cáo trước ngày 30/4/2013", None, "trước ngày 30/4/2013"),
        ("1.3", "Phòng Tài chính bố trí kinh phí", "Phòng Tài chính", None),
    ]


@pytest.mark.parametrize(
    "marker, first",
    [("1.", "1.1"), ("1)", "1.1"), ("1/", "1.1"), ("1-", "1.1"), ("a)", "a1"), ("1.1.", "1.1.1")],
)
def test_parts_are_numbered_below_their_task(marker, first):
    text = f"I. NHIỆM VỤ\n{marker} Rà soát quân số; lập danh sách.\n"
    assert parts(text)[0][0] == first


def test_points_below_a_task_are_its_parts():
    text = "I. NHIỆM VỤ\n1. Trồng cây\n- Mía ngọt; lập danh sách mía.\n- Chè.\n"
    (whole,) = read(text)
    assert [(part.marker, len(part.children)) for part in whole.children] == [("-", 2), ("-", 0)]


def test_a_task_is_published_whole():
    part = Requirement("1.1", "lập danh sách", None, None)
    whole = Requirement("1.", "Lập", "Các xã", "trong tháng 4", None, (part,))
    assert whole.to_json() == {
        "marker": "1.",
        "text": "Lập",
        "actor": "Các xã",
        "due": "trong tháng 4",
        "check": None,
        "children": [
            {
                "marker": "1.1",
                "text": "lập danh sách",
                "actor": None,
                "due": None,
                "check": None,
                "children": [],
            }
        ],
    }
