"""An invented province, or country, of communes and a list of their people as a workbook."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice, product
from pathlib import Path
from typing import Any

import xlsxwriter

START, AS_OF = date(1999, 1, 1), date(2012, 12, 31)
A_COMMUNE = 10
"""Persons a commune: its command, and who stands under it."""
FIRST = ("An", "Bắc", "Chi", "Đông", "Gia", "Hòa", "Kim", "Lộc", "Mai", "Nam", "Phú", "Quang")
THEN = ("Bình", "Cường", "Dân", "Giang", "Hưng", "Khê", "Lợi", "Minh", "Ninh", "Phong", "Sơn")
LAST = ("Bằng", "Châu", "Đạo", "Hải", "Lăng", "Long", "Mỹ", "Quý", "Tân", "Thành", "Trung", "Vân")
NUMBERS = ("", "Một", "Hai", "Ba", "Bốn", "Năm", "Sáu")
FAMILY = ("Nông", "Hoàng", "Lý", "Triệu", "Vi", "Lương", "Đàm", "Chu", "Bế", "Phùng")
MIDDLE = ("Văn", "Đức", "Quốc", "Thế", "Hữu", "Xuân", "Ngọc")
GIVEN = ("Cường", "Dũng", "Hải", "Hùng", "Khánh", "Long", "Minh", "Nghĩa", "Sơn", "Thắng", "Tú")
POSTS = ("Chỉ huy trưởng", "Chỉ huy phó", "Thôn đội trưởng", "Tiểu đội trưởng dân quân")
HEAD = (
    *("Họ và tên", "Giới tính", "Ngày sinh", "Quê quán", "Điện thoại", "Số định danh"),
    *("Dân tộc", "Tôn giáo", "Ngày vào Đảng (dự bị)", "Ngày vào Đảng (chính thức)", "Văn hóa"),
    *("Chuyên môn", "Lý luận chính trị", "Sức khỏe", "Đơn vị", "Chức vụ", "Từ ngày", "Quyết định"),
)


def commune_names(count: int) -> list[str]:
    """Each once, by its plain letters too."""
    ending = (f"{word} {number}" for number, word in product(NUMBERS, LAST))
    names = (f"Xã {one} {two} {three.strip()}" for three, two, one in product(ending, THEN, FIRST))
    return list(islice(names, count))


def found_communes(count: int) -> None:
    """A province of so many communes, straight into the tables: the register is only stage here."""
    from goc.units.models import Unit, UnitParent, UnitVersion  # Django is set up only now
    from goc.viet.names import fold  # Django is set up only now

    names = ["Tỉnh Bắc Sơn", *commune_names(count)]
    units = Unit.objects.bulk_create([Unit() for _ in names], 500)
    kinds = ["province", *["commune"] * count]
    UnitVersion.objects.bulk_create(
        [
            UnitVersion(unit=unit, name=name, folded=fold(name), kind=kind, valid_from=START)
            for unit, name, kind in zip(units, names, kinds, strict=True)
        ],
        500,
    )
    UnitParent.objects.bulk_create(
        [
            UnitParent(unit=unit, parent=units[0], line="civil", valid_from=START)
            for unit in units[1:]
        ],
        500,
    )


def row(number: int, commune: str) -> list[Any]:
    """One person; of every ten of a commune two hold a seat."""
    born = date(1960, 1, 1) + timedelta(days=number * 37 % 6000)
    since = date(2005, 1, 1) + timedelta(days=number * 11 % 2000)
    name = " ".join(words[number // len(words) ** turn % len(words)] for turn, words in NAMING)
    post = POSTS[min(number % A_COMMUNE, 2 + number % 2)]
    return [
        name,
        "Nam",
        born,
        f"{commune}, Tỉnh Bắc Sơn",
        f"09{number:08d}",
        f"020{number:09d}",
        ("Tày", "Nùng", "Dao", "Kinh")[number % 4],
        "Không",
        date(1996, 2, 3),
        date(1997, 2, 3),
        ("10/10", "12/12", "7/10")[number % 3],
        ("Trung cấp", "Đại học", "Sơ cấp")[number // 3 % 3],
        ("Sơ cấp", "Trung cấp")[number % 2],
        number % 3 + 1,
        commune,
        post,
        since,
        f"QĐ số {number % 97 + 1}",
    ]


NAMING = ((0, FAMILY), (1, MIDDLE), (2, GIVEN))


def write_list(path: Path, count: int) -> None:
    """So many rows, ten a commune."""
    communes = commune_names(-(-count // A_COMMUNE))
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet, day = book.add_worksheet("Danh sách"), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, HEAD)
        for number in range(count):
            for at, value in enumerate(row(number, communes[number // A_COMMUNE])):
                if isinstance(value, date):
                    sheet.write_datetime(number + 1, at, value, day)
                else:
                    sheet.write(number + 1, at, value)
