"""An invented summing-up report with every part a paper can have; seeded, so always the same."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal
from functools import cache

from goc.papers.model import (
    Appendix,
    Blank,
    Cell,
    Chart,
    Field,
    Figure,
    Formula,
    Head,
    Heading,
    Paper,
    Paragraph,
    Row,
    Signature,
    Table,
    Text,
)
from goc.viet.numbers import percent, write

DISTRICTS = [
    "TP. Lạng Sơn",
    "Bắc Sơn",
    "Bình Gia",
    "Cao Lộc",
    "Chi Lăng",
    "Đình Lập",
    "Hữu Lũng",
    "Lộc Bình",
    "Tràng Định",
    "Văn Lãng",
    "Văn Quan",
]


def leaf(text: str, number: int, **more: object) -> Head:
    return Head(text, label=f"({number})", **more)  # type: ignore[arg-type]


def group(text: str, first: int, *names: str) -> Head:
    return Head(text, tuple(leaf(n, first + i) for i, n in enumerate(names)))


QUALITY_HEADS = (
    Head("TT", label="A", width=8),
    Head("Đơn vị", label="B", width=26),
    leaf("Tổng số", 1),
    Head(
        "Đối tượng",
        (
            group("Đương chức", 2, "CHT", "CHP"),
            leaf("Cán bộ phân đội DQTV", 4),
            leaf("Quân nhân xuất ngũ", 5),
            leaf("Cán bộ, đoàn viên khác", 6),
        ),
    ),
    group("Tuổi đời", 7, "≤ 25", "26-30", "31-35", "36-40", "> 40"),
    group("Giới tính", 12, "Nam", "Nữ"),
    group("Dân tộc", 14, "Kinh", "Tày", "Nùng", "Dao", "Khác"),
    group("Tôn giáo", 19, "Có", "Không"),
    Head(
        "Đảng, đoàn",
        (group("Đảng viên", 21, "Chính thức", "Dự bị"), leaf("Đoàn viên", 23), leaf("Khác", 24)),
    ),
    group("Văn hóa", 25, "THCS", "THPT"),
    group("Chuyên môn", 27, "Chưa qua", "SC, TC", "CĐ", "ĐH"),
    group("Sức khỏe", 31, "L1", "L2", "L3"),
    Head("Ghi chú", width=12),
)
GROUPS = ((2, 6), (7, 11), (12, 13), (14, 18), (19, 20), (21, 24), (25, 26), (27, 30), (31, 33))


def split(rng: random.Random, total: int, parts: int) -> list[int]:
    cuts = sorted(rng.randint(0, total) for _ in range(parts - 1))
    return [b - a for a, b in zip([0, *cuts], [*cuts, total])]


def count(value: int, key: str = "") -> Cell:
    return Cell(
        write(value) if value else "-",
        value,
        key=key,
        href=f"/figures/{key}" if key else "",
        figure={"grain": "person"},
    )


def counts(numbers: list[int], key: str) -> list[Cell]:
    return [count(n, f"{key}.{i}") for i, n in enumerate(numbers, 1)]


@cache
def quality_table() -> Table:
    rng = random.Random(20121231)
    rows = []
    for _ in range(len(DISTRICTS)):
        total = rng.randint(20, 41)
        numbers = [total] + [
            n for first, last in GROUPS for n in split(rng, total, last - first + 1)
        ]
        rows.append(numbers)
    sums = [sum(column) for column in zip(*rows)]
    body = tuple(
        Row(
            (
                Cell(str(d), align="center"),
                Cell(DISTRICTS[d - 1]),
                *counts(numbers, f"quality.{d}"),
                Cell(),
            )
        )
        for d, numbers in enumerate(rows, 1)
    )
    total = Row((Cell(), Cell("CỘNG", align="center"), *(count(n) for n in sums), Cell()), "total")
    shares = [Decimal(n) * 100 / sums[0] for n in sums]
    percents = (Cell(percent(s).rstrip("%") if s else "-", s) for s in shares)
    ratio = Row((Cell(), Cell("Tỷ lệ %", align="center"), *percents, Cell()), "percent", base="(1)")
    checks = tuple(
        ("(1)", tuple(f"({i})" for i in range(first, last + 1))) for first, last in GROUPS
    )
    return Table(QUALITY_HEADS, (*body, total, ratio), ("“-” là không có.",), checks)


@cache
def placement_table() -> Table:
    heads = (
        Head("TT", label="A", width=10),
        Head("Đơn vị", label="B", width=40),
        leaf("Tốt nghiệp", 1),
        Head(
            "Bố trí sau tốt nghiệp",
            (
                Head(
                    "Chỉ huy Ban CHQS cấp xã",
                    (
                        leaf("CHT", 2),
                        leaf("CHP", 3),
                        leaf("Cộng", 4, formula=Formula("sum", ("(2)", "(3)"))),
                        leaf("%", 5, decimals=1, formula=Formula("percent", ("(4)", "(1)"))),
                    ),
                ),
                leaf("Chức danh khác ở xã", 6),
                leaf("Chưa bố trí", 7),
            ),
        ),
        Head("Ghi chú", width=30),
    )
    data = [(13, 9, 1), (20, 8, 1), (24, 7, 2), (17, 6, 0)]

    def cells(a: int, b: int, c: int, d: int) -> tuple[Cell, ...]:
        share = Decimal(a + b) * 100 / (a + b + c + d)
        return (
            *(count(n) for n in (a + b + c + d, a, b, a + b)),
            Cell(percent(share).rstrip("%"), share),
            *(count(n) for n in (c, d)),
            Cell(),
        )

    body = tuple(
        Row(
            (
                Cell(str(i + 1), align="center"),
                Cell(f"huyện {DISTRICTS[i + 1]}"),
                *cells(a, b, c, i % 2),
            )
        )
        for i, (a, b, c) in enumerate(data)
    )
    total = cells(sum(d[0] for d in data), sum(d[1] for d in data), sum(d[2] for d in data), 2)
    return Table(
        heads,
        (*body, Row((Cell(), Cell("CỘNG", align="center"), *total), "total")),
        checks=(("(1)", ("(4)", "(6)", "(7)")),),
    )


def result_table() -> Table:
    heads = (Head("Khóa"), Head("Nhập học"), Head("Tốt nghiệp"))
    return Table(
        heads, tuple(Row((Cell(f"Khóa {n}"), count(100 + n), count(98 + n))) for n in (1, 2, 3))
    )


LONG = (
    "Quán triệt và thực hiện các chỉ thị, nghị quyết của cấp trên về đào tạo cán bộ quân sự Ban Chỉ huy quân sự xã, "
    "phường, thị trấn, cấp ủy, chính quyền các cấp trong tỉnh đã tập trung lãnh đạo, chỉ đạo chặt chẽ, đồng bộ; "
    "cơ quan quân sự các cấp đã phối hợp với các sở, ban, ngành tham mưu và tổ chức thực hiện nghiêm túc."
)


def report(**more: object) -> Paper:
    values = dict(  # noqa: C408
        profile="tt01",
        kind="báo cáo",
        parent_agency=(),
        agency=("ỦY BAN NHÂN DÂN", "TỈNH LẠNG SƠN"),
        issuer="UBND tỉnh Lạng Sơn",
        symbol="BC-UBND",
        place="Lạng Sơn",
        drafted=date(2013, 3, 5),
        subject="Tổng kết 10 năm đào tạo cán bộ quân sự Ban Chỉ huy quân sự xã, phường, thị trấn (2002 - 2012)",
        draft="DỰ THẢO (lần 1)",
        addressees=("Ban Chỉ đạo đào tạo cán bộ quân sự - Bộ Quốc phòng", "Bộ Tư lệnh Quân khu 1"),
        legal_bases=(
            "Căn cứ Luật Dân quân tự vệ ngày 23/11/2009",
            "Căn cứ Kế hoạch số 1660/KH-BQP của Bộ Quốc phòng",
        ),
        blocks=(
            Paragraph(
                (
                    Text("Ủy ban nhân dân tỉnh báo cáo kết quả, số liệu chốt đến ngày "),
                    Blank(),
                    Text("như sau:"),
                )
            ),
            Heading("part", "Phần thứ nhất", "Kết quả 10 năm đào tạo"),
            Heading("roman", "I.", "Đặc điểm tình hình"),
            Heading("arabic", "1.", "Công tác lãnh đạo, chỉ đạo"),
            Paragraph((Text(LONG),)),
            Heading("letter", "a)", "Bố trí, sử dụng"),
            Paragraph(
                (
                    Text("Sau tốt nghiệp, 309/335 đồng chí ("),
                    Figure(
                        "placed_in_command",
                        "92,2%",
                        {
                            "indicator": "placed_in_command",
                            "grain": "person",
                            "numerator": 309,
                            "denominator": 335,
                        },
                        "/figures/placed_in_command",
                        bold=True,
                    ),
                    Text(") được bố trí giữ chức vụ chỉ huy; trong đó có đồng chí "),
                    Field("01900000-aaaa", "full_name", "Nông Văn <Đức> & Lý #A"),
                    Text(" (Phụ lục IV, VII kèm theo)."),
                )
            ),
            result_table(),
            Paragraph((Text("Bảng trên không gồm khóa đang học."),), "note"),
            Chart({"mark": "bar", "data": {"values": [{"a": 1}]}, "encoding": {}}, "Biểu đồ"),
            *(Paragraph((Text(LONG),)) for _ in range(6)),
            Paragraph((Text("Trên đây là báo cáo của Ủy ban nhân dân tỉnh."),)),
        ),
        signature=Signature(
            ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Nguyễn Văn Bình"
        ),
        recipients=(
            "Như trên",
            "Thường trực Tỉnh ủy",
            "Ủy ban nhân dân các huyện, thành phố",
            "Lưu: VT, NC",
        ),
        appendices=(
            Appendix(
                "IV",
                "Chất lượng tuyển chọn học viên",
                quality_table(),
                ("Số liệu chốt đến 31/12/2012",),
                "người",
                page="A3",
            ),
            Appendix("VII", "Bố trí, sử dụng học viên sau đào tạo", placement_table(), (), "người"),
        ),
    )
    return Paper(**{**values, **more})  # type: ignore[arg-type]
