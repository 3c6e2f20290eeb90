"""Kinds of units and their levels; what follows from values alone."""

from __future__ import annotations

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
    "agency": ("agency", "cơ quan", ""),
    "school": ("school", "nhà trường", "Trường"),
    "steering_committee": ("board", "ban chỉ đạo", "Ban Chỉ đạo"),
}
LEVELS = ["national", "region", "province", "district", "commune"]
LABELS = {kind: label for kind, (_, label, _) in KINDS.items()}


def level_of(kind: str) -> str:
    return KINDS[kind][0]


def kinds_of(level: str) -> list[str]:
    return [kind for kind, (its, _, _) in KINDS.items() if its == level]


def short_name(name: str) -> str:
    """`Huyện Tràng Định` gives `Tràng Định`: without the type word, as lists of districts are printed."""
    for _, _, word in KINDS.values():
        if word and name.startswith(word + " "):
            return name[len(word) + 1 :]
    return name


def in_text(name: str) -> str:
    """As it stands inside a sentence: the type word in lower case (`xã Mẫu Sơn`)."""
    return name[:1].lower() + name[1:] if short_name(name) != name else name
