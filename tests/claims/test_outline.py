"""The nested outline of a text: levels, what stands apart, remarks on rows out of order."""

import pytest

from goc.claims.directive import outline


def read(text, start=0, end=None):
    nodes, warnings = outline.read(text, start, len(text) if end is None else end)
    return shown(nodes), warnings


def shown(nodes):
    """`1.` with what stands below it."""
    return " ".join(
        f"{node.marker}({shown(node.children)})" if node.children else node.marker for node in nodes
    )


@pytest.mark.parametrize(
    "text, tree",
    [
        ("I. MỘT\n1. Hai.\na) Ba.\n- Bốn.\n+ Năm.\nII. SÁU\n", "I.(1.(a)(-(+)))) II."),
        ("1. Một.\n2. Hai.\n3. Ba.\n", "1. 2. 3."),
        ("1. Một:\n1.1. Hai.\n1.2. Ba.\n2. Bốn.\n", "1.(1.1. 1.2.) 2."),
        ("Chương I\nĐiều 1. Một\nChương II\nĐiều 2. Hai\n", "Chương I(Điều 1.) Chương II(Điều 2.)"),
        ("a) Một.\n1. Hai.\na) Ba.\n", "a) 1.(a))"),
        ("Một việc.\nHai việc.\n", ""),
        ("", ""),
    ],
)
def test_what_stands_below_what(text, tree):
    assert read(text)[0] == tree


def test_the_level_counts_from_one_and_not_by_the_rank():
    nodes, _ = outline.read("a) Một:\n- Hai.\nb) Ba.\n", 0, 100)
    assert [(node.marker, node.level) for node in nodes] == [("a)", 1), ("b)", 1)]
    assert [(node.marker, node.level) for node in nodes[0].children] == [("-", 2)]


def test_the_text_of_a_node_is_flat_and_without_page_numbers():
    nodes, _ = outline.read("1. Một việc\ndài.\n\n7\n\nHai câu.\n2. Sau.\n", 0, 100)
    assert [node.text for node in nodes] == ["Một việc dài. Hai câu.", "Sau."]


def test_signs_behind_a_marker_are_no_text():
    nodes, _ = outline.read("Điều 1 : Phạm vi\nĐiều 2. - Sau\n", 0, 100)
    assert [node.text for node in nodes] == ["Phạm vi", "Sau"]


def test_only_the_stretch_that_is_asked_for_is_read():
    text = "1. Một.\n2. Hai.\n3. Ba.\n"
    nodes, warnings = outline.read(text, 0, text.index("3."))
    assert [node.text for node in nodes] == ["Một.", "Hai."]
    assert outline.read(text, len(text), len(text)) == ([], [])
    assert warnings == []


@pytest.mark.parametrize(
    "text, tree",
    [
        ("1. Sửa như sau:\n“1. Cũ.\n2. Mới.”\n2. Hai.\n", "1. 2."),
        ('1. Sửa như sau:\n"1. Cũ.\n2. Mới."\n2. Hai.\n', "1. 2."),
        ("1. Gọi là “một”.\n2. Hai.\n", "1. 2."),
        ("1. Sửa như sau:\n“a) Cũ.\n\n2. Hai.\n", "1. 2."),  # never closed: to the empty line
    ],
)
def test_quoted_points_are_none_of_the_paper(text, tree):
    assert read(text)[0] == tree


@pytest.mark.parametrize(
    "text, tree",
    [
        ("1. Một việc(1).\n2. Hai.\n(1) Là chú thích.\n", "1. 2."),
        ("1. Một việc gồm:\n(1) Mía.\n(2) Chè.\n", "1.((1) (2))"),
        ("1. Một.\nGhi chú:\n(1) Là chú thích.\n(2) Cũng thế.\n", "1."),
        ("1. Năm 2019(2).\n(1) Mía.\n(2) Là chú thích.\n", "1.((1))"),
    ],
)
def test_notes_are_none_of_its_points(text, tree):
    assert read(text)[0] == tree


@pytest.mark.parametrize(
    "title",
    ["PHỤ LỤC", "Phụ lục II", "PHỤ LỤC SỐ 1", "KẾ HOẠCH", "QUY CHẾ", "ĐỀ CƯƠNG", "DANH MỤC"],
)
def test_rows_begin_anew_in_an_annex(title):
    text = f"1. Một.\n2. Hai.\n{title}\n1. Ba.\n2. Bốn.\n"
    assert read(text) == ("1. 2. 1. 2.", [])


def test_without_an_annex_a_row_that_begins_anew_is_remarked():
    text = "1. Một.\n2. Hai.\nKế hoạch tới.\n1. Ba.\n2. Bốn.\n"
    assert read(text) == (
        "1. 2. 1. 2.",
        ["Mục “1.” không nối tiếp thứ tự của mục trước."],
    )


@pytest.mark.parametrize(
    "text, tree, remarks",
    [
        ("1. Một.\n3. Ba.\n", "1. 3.", ["Mục “3.” không nối tiếp thứ tự của mục trước."]),
        ("I. MỘT\nIII. BA\n", "I. III.", ["Mục “III.” không nối tiếp thứ tự của mục trước."]),
        (
            "Điều 1. Một.\nĐiều 5. Năm.\n",
            "Điều 1. Điều 5.",
            ["Mục “Điều 5.” không nối tiếp thứ tự của mục trước."],
        ),
        ("a) Một.\nc) Ba.\n", "a) c)", []),  # of points nothing is said
        ("e) Một.\nf) Hai.\n", "", []),  # no row begins so
    ],
)
def test_what_is_out_of_its_row(text, tree, remarks):
    assert read(text) == (tree, remarks)


def test_an_f_is_read_as_a_g_and_said():
    text = "".join(f"{letter}) Một.\n" for letter in "abcdđef")
    assert read(text) == (
        "a) b) c) d) đ) e) f)",
        ["Điểm “f)”: bảng thứ tự chữ cái tiếng Việt không có f; đọc như điểm g)."],
    )
    text = "".join(f"{letter}) Một.\n" for letter in "abcdđeg")
    assert read(text) == ("a) b) c) d) đ) e) g)", [])


@pytest.mark.parametrize(
    "text, tree",
    [
        ("1\n- Một việc.\n2\n- Hai việc.\n", "1- 2-"),
        ("1\n- Một việc.\n4\n- Bốn việc.\n", "1-(-)"),  # 4 is not the next
        ("1\nMột việc.\n", ""),
        ("12 xã\n- Một việc.\n- Hai việc.\n", "- -"),
    ],
)
def test_a_number_and_its_dash_broken_in_two_lines(text, tree):
    assert read(text)[0] == tree


@pytest.mark.parametrize(
    "text, tree",
    [
        ("- 1. Một.\n- 2. Hai.\n", "1. 2."),  # a bullet of Markdown
        ("- 1. Một.\n- 5. Năm.\n", "1.(-)"),
        ("- Một.\n- Hai.\n", "- -"),
        ("- - Một.\n", "-"),
    ],
)
def test_a_number_behind_a_bullet(text, tree):
    assert read(text)[0] == tree


@pytest.mark.parametrize(
    "text, tree",
    [
        ("1. Một. 2. Hai. 3. Ba.\n", "1. 2. 3."),
        ("1. Một: a) Hai; b) Ba.\n2. Bốn.\n", "1.(a) b)) 2."),
        ("1. Một theo khoản 2. Hai.\n", "1."),  # cited
        ("1. Một. 4. Bốn.\n", "1."),
        ("Điều 1. Phạm vi 1. Một.\n2. Hai.\n", "Điều 1.(1. 2.)"),
    ],
)
def test_markers_inside_a_line(text, tree):
    assert read(text)[0] == tree


def test_an_outline_is_published_whole():
    (node,), _ = outline.read("1. Một:\n- Hai.\n", 0, 100)
    assert node.to_json() == {
        "marker": "1.",
        "level": 1,
        "text": "Một:",
        "children": [{"marker": "-", "level": 2, "text": "Hai.", "children": []}],
    }
