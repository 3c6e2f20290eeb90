"""Types of Vietnamese administrative documents and the abbreviations their symbols use (NĐ 30/2020,
" "annex III; party usage).
"""

TYPES = (
    "nghị quyết liên tịch",
    "nghị quyết",
    "quyết định",
    "chỉ thị",
    "quy chế phối hợp",
    "quy chế",
    "quy định",
    "thông cáo",
    "thông báo",
    "hướng dẫn",
    "chương trình hành động",
    "chương trình",
    "kế hoạch",
    "phương án",
    "đề án",
    "dự án",
    "báo cáo",
    "biên bản",
    "tờ trình",
    "hợp đồng",
    "công điện",
    "công văn",
    "giấy mời",
    "giấy giới thiệu",
    "phiếu chuyển",
    "phiếu gửi",
    "thông tư liên tịch",
    "thông tư",
    "nghị định",
    "pháp lệnh",
    "bộ luật",
    "luật",
    "hiến pháp",
    "lệnh",
    "kết luận",
    "thông tri",
    "điều lệ",
    "sắc lệnh",
    "văn bản",
    "văn bản hợp nhất",
    "thông báo kết luận",
    "tuyên bố",
    "hiệp định",
    "công ước",
    "đề nghị",
    "ý kiến",
)
ABBREVIATIONS = {
    "NQ": "nghị quyết",
    "NQLT": "nghị quyết liên tịch",
    "QĐ": "quyết định",
    "CT": "chỉ thị",
    "QC": "quy chế",
    "QYĐ": "quy định",
    "QĐI": "quy định",
    "TC": "thông cáo",
    "TB": "thông báo",
    "HD": "hướng dẫn",
    "CTR": "chương trình",
    "CTRHĐ": "chương trình",
    "KH": "kế hoạch",
    "PA": "phương án",
    "ĐA": "đề án",
    "DA": "dự án",
    "BC": "báo cáo",
    "BB": "biên bản",
    "TTR": "tờ trình",
    "CĐ": "công điện",
    "GM": "giấy mời",
    "TT": "thông tư",
    "TTLT": "thông tư liên tịch",
    "NĐ": "nghị định",
    "KL": "kết luận",
    "CV": "công văn",
    "L": "lệnh",
    "PL": "pháp lệnh",
    "TTLB": "thông tư liên bộ",
    "VBHN": "văn bản hợp nhất",
    "PC": "phiếu chuyển",
    "GGT": "giấy giới thiệu",
    "HĐ": "hợp đồng",
    "QĐD": "quy định",
}


def by_symbol(number: str | None) -> str | None:
    """The type a symbol names (`435/QĐ-UBND`, `12-CT/TU`); None when it names none, as a công văn's
    does.
    """
    part = _first_part(number)
    return ABBREVIATIONS.get(part) if part else None


def abbreviated(kind: str, number: str | None) -> bool:
    """May the symbol stand for this type: `QĐ` for quyết định as for quy định, `CT` for chỉ thị or
    chương trình?
    """
    return _first_part(number) == "".join(word[0] for word in kind.upper().split())


def _first_part(number: str | None) -> str | None:
    # The type stands right after number and year; `KH` further on is an office (`100/BYT-KH`).
    parts = (number or "").upper().replace("/", "-").split("-")
    return next((part for part in parts[1:] if not part.isdigit()), None)
