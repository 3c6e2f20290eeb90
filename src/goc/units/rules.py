"""Kinds of units and their levels; what follows from values alone."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from goc.lib.errors import InputError

# kind: (level, Vietnamese label, the type word that begins a name of this kind)
KINDS: dict[str, tuple[str, str, str]] = {
    "province": ("province", "tỉnh", "Tỉnh"),
    "central_city": ("province", "thành phố trung ương", "Thành phố"),
    "urban_district": ("district", "quận", "Quận"),
    "rural_district": ("district", "huyện", "Huyện"),
    "town": ("district", "thị xã", "Thị xã"),
    "provincial_city": ("district", "thành phố", "Thành phố"),
    "ward": ("commune", "phường", "Phường"),
    "commune": ("commune", "xã", "Xã"),
    "township": ("commune", "thị trấn", "Thị trấn"),
    "special_zone": ("commune", "đặc khu", "Đặc khu"),
    "ministry": ("national", "bộ", "Bộ"),
    "military_region": ("region", "quân khu", "Quân khu"),
    "provincial_command": ("agency", "bộ chỉ huy quân sự tỉnh", "Bộ Chỉ huy quân sự"),
    "district_command": ("agency", "ban chỉ huy quân sự huyện", "Ban Chỉ huy quân sự"),
    "area_command": ("agency", "ban chỉ huy phòng thủ khu vực", "Ban Chỉ huy Phòng thủ khu vực"),
    "agency": ("agency", "cơ quan", ""),
    "department": ("agency", "sở, ban, ngành, phòng", ""),
    "school": ("school", "nhà trường", "Trường"),
    "steering_committee": ("board", "ban chỉ đạo", "Ban Chỉ đạo"),
}
LEVELS = ["national", "region", "province", "district", "commune"]
LABELS = {kind: label for kind, (_, label, _) in KINDS.items()}
BY_LABEL = {label: kind for kind, label in LABELS.items()}
TERRITORIAL = ["province", "district", "commune"]
LEVEL_LABELS = {
    "national": "trung ương",
    "region": "quân khu",
    "province": "cấp tỉnh",
    "district": "cấp huyện",
    "commune": "cấp xã",
    "agency": "cơ quan",
    "school": "nhà trường",
    "board": "ban chỉ đạo",
}

# trait: its Vietnamese label; those of FLAGS are either there (1) or not recorded
TRAITS = {
    "border": "biên giới",
    "coastal": "ven biển",
    "island": "hải đảo",
    "defence_key": "trọng điểm về quốc phòng",
    "class": "loại đơn vị hành chính",
    "border_length_km": "chiều dài đường biên giới (km)",
}
FLAGS = {"border", "coastal", "island", "defence_key"}


def level_of(kind: str) -> str:
    return KINDS[kind][0]


def kinds_of(level: str) -> list[str]:
    return [kind for kind, (its, _, _) in KINDS.items() if its == level]


def short_name(name: str) -> str:
    """`Huyện Tràng Định` gives `Tràng Định`: a place without its type word, as lists of districts
    are printed. Of an agency the type word is a part of its name.
    """
    for level, _, word in KINDS.values():
        if level in TERRITORIAL and name.startswith(word + " "):
            return name[len(word) + 1 :]
    return name


def in_text(name: str) -> str:
    """As it stands inside a sentence: the type word of a place in lower case (`xã Mẫu Sơn`); an
    agency keeps its capital (`Bộ Chỉ huy quân sự tỉnh`): NĐ 30/2020/NĐ-CP, annex II.
    """
    return name[:1].lower() + name[1:] if _is_of_a_place(name) else name


def addressed(name: str) -> str:
    """To whom a paper to a unit goes: of a place its People's Committee, else the unit itself."""
    return f"UBND {in_text(name)}" if _is_of_a_place(name) else name


def _is_of_a_place(name: str) -> bool:
    kinds = (KINDS[kind] for level in TERRITORIAL for kind in kinds_of(level))
    return any(name.startswith(f"{word} ") for _, _, word in kinds)


def check_kind(kind: str) -> None:
    if kind not in KINDS:
        raise InputError(
            "Không có loại đơn vị «%(kind)s». Hãy dùng một trong: %(kinds)s.",
            kind=kind,
            kinds=", ".join(KINDS),
        )


def positive_number(text: str) -> Decimal:
    """What is measured, as typed (`12,5`). Raises InputError."""
    try:
        found = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        found = Decimal(-1)
    if not found.is_finite() or not 0 < found < 100_000:
        raise InputError("«%(text)s» không phải là số dương, ví dụ 12,5.", text=text)
    return found


def stands_above(kind: str, below: str) -> bool:
    """Whether `kind` may be the civil parent of `below`; kinds outside the five levels may stand
    anywhere.
    """
    upper, lower = level_of(kind), level_of(below)
    return upper not in LEVELS or lower not in LEVELS or LEVELS.index(upper) < LEVELS.index(lower)
