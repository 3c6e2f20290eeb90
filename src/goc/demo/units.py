"""Founds the units of the demonstration: real names and codes; agencies, schools and the board
around them.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from goc.accounts.models import User
from goc.lib.progress import Report
from goc.units.actions import found_unit, set_trait
from goc.units.models import Unit

START = date(2002, 1, 1)
KINDS = [
    ("Thị trấn ", "township"),
    ("Phường ", "ward"),
    ("Xã ", "commune"),
    ("Huyện ", "rural_district"),
    ("Thành phố ", "provincial_city"),
    ("Tỉnh ", "province"),
]
AGENCIES = {
    "home_affairs": "Sở Nội vụ",
    "finance": "Sở Tài chính",
    "labour": "Sở Lao động - Thương binh và Xã hội",
    "planning": "Sở Kế hoạch và Đầu tư",
    "education": "Sở Giáo dục và Đào tạo",
    "insurance": "Bảo hiểm xã hội tỉnh",
}


@dataclass
class Places:
    """What the rest of the demonstration needs to find again."""

    province: Unit
    districts: list[Unit]
    communes: list[tuple[Unit, str]]
    command: Unit
    board: Unit
    military_school: Unit
    political_school: Unit
    agencies: dict[str, Unit]


def _founded(
    name: str,
    kind: str,
    parent: Unit | None,
    by: User,
    code: str = "",
    commanded_by: Unit | None = None,
) -> Unit:
    return found_unit(
        name=name,
        kind=kind,
        parent=parent,
        code=code or None,
        on=START,
        by=by,
        commanded_by=commanded_by,
    )


def found_units(by: User, report: Report) -> Places:
    """The province, its districts and communes as on 31/12/2012 (valid from 2002 by the
    demonstration's convention).
    """
    data = tomllib.loads(Path(__file__).with_name("lang_son.toml").read_text("utf-8"))
    province = _place(data["province"], None, by)
    districts, communes, by_code = [], [], {}
    for index, row in enumerate(data["district"]):
        district = _place(row["name"], province, by)
        districts.append(district)
        for text in row["communes"]:
            commune = _place(text, district, by)
            communes.append((commune, text.split(" ", 1)[1]))
            by_code[text.split(" ", 1)[0]] = commune
        report(100 * (index + 1) // len(data["district"]), row["name"][4:])
    for code, source in data["border"].items():
        set_trait(unit=by_code[code], kind="border", value=1, source=source, on=START, by=by)
    set_trait(
        unit=province,
        kind="border_length_km",
        value=231,
        hedge="hơn",
        on=START,
        by=by,
        source="Báo Lạng Sơn, bài «Ghi nhận công tác đào tạo chỉ huy trưởng quân sự xã, phường, thị trấn»",
    )
    return _around(province, districts, communes, by)


def _place(text: str, parent: Unit | None, by: User) -> Unit:
    code, name = text.split(" ", 1)
    kind = next(kind for word, kind in KINDS if name.startswith(word))
    return _founded(name, kind, parent, by, f"3-tier:{code}")


def _around(
    province: Unit, districts: list[Unit], communes: list[tuple[Unit, str]], by: User
) -> Places:
    ministry = _founded("Bộ Quốc phòng", "ministry", None, by)
    region = _founded("Quân khu 1", "military_region", None, by, commanded_by=ministry)
    command = _founded(
        "Bộ Chỉ huy quân sự tỉnh Lạng Sơn", "provincial_command", province, by, commanded_by=region
    )
    return Places(
        province,
        districts,
        communes,
        command,
        _founded(
            "Ban Chỉ đạo đào tạo cán bộ quân sự tỉnh Lạng Sơn", "steering_committee", province, by
        ),
        _founded("Trường Quân sự tỉnh Lạng Sơn", "school", province, by),
        _founded("Trường Chính trị Hoàng Văn Thụ", "school", province, by),
        {key: _founded(name, "agency", province, by) for key, name in AGENCIES.items()},
    )
