"""Words that bear a number as a name, grade, place in a row or identifier: the number after them counts nothing.

STRONG: whatever follows. WEAK: unless a counted noun follows (`tổ 7 người` is a count, `tổ 7` a name).
"""

DOCUMENTS = (
    "nghị quyết", "nghị định", "thông tư", "thông tư liên tịch", "chỉ thị", "quyết định", "kế hoạch", "kết luận",
    "công văn", "luật",
    "bộ luật", "pháp lệnh", "quy định", "hướng dẫn", "tờ trình", "thông báo", "thông tri", "công điện",
    "sắc lệnh", "lệnh", "văn bản", "hiệp định",
    "nghị quyết trung ương", "nghị quyết tw", "nghị quyết hội nghị trung ương", "hội nghị trung ương",
    "hội nghị tw", "trung ương", "quy chế",
    "đề án", "dự án", "tiểu dự án", "chương trình", "chương trình mục tiêu", "báo cáo", "chuyên án", "biểu",
    "mẫu", "mẫu số", "phụ lục", "công ước",
)  # fmt: skip

STRONG = (
    "quân khu", "quân đoàn", "sư đoàn", "lữ đoàn", "trung đoàn", "tiểu đoàn", "đại đội", "hải đoàn", "hải đội",
    "binh đoàn", "quốc lộ",
    "tỉnh lộ", "hương lộ", "đường tỉnh", "huyện lộ", "điều", "khoản", "thế kỷ", "thập niên", "thứ", "lần thứ",
    "kỳ họp thứ", "hạng", "huy hiệu", "huân chương",
    "huyện đội", "nhà giàn", "khóa họp", "giải thưởng", "điện thoại", "hotline", "đường dây nóng", "fax", "tel",
    "đt", "sđt", "số nhà", "số báo danh", "biển số", "số hiệu",
    "số tài khoản", "mã số", "cmnd", "cccd", "tổng cục", "binh chủng", "vạch", "tọa độ", "vĩ tuyến", "kinh tuyến",
    "công nghiệp", "phiên bản", "khu tứ",
    "đại hội", "đại hội lần thứ", "khóa họp thứ", "nhà số", "kho k", "bằng lái hạng", "tàu số", "đoàn tàu",
    "ba son", "chuyên khoa", "bậc",
)  # fmt: skip

WEAK = (
    "tổ", "đội", "thôn", "xóm", "ấp", "bản", "khóm", "khu phố", "phường", "quận", "tổ dân phố", "khu vực", "khu",
    "vùng", "cụm", "kho", "nhà máy", "xưởng", "viện",
    "bệnh viện", "trường", "đoàn", "chi đội", "chi bộ", "lớp", "khối", "công ty", "đồn", "trạm", "cục", "phòng",
    "ban", "nhóm", "khóa", "khoá", "cấp",
    "loại", "mức", "ngạch", "tầng", "cửa", "cổng", "lô", "thửa", "đường", "phố", "ngõ", "ngách", "hẻm", "km",
    "cây số", "kênh", "cống", "đợt", "vòng",
    "lần", "kỳ", "bước", "giai đoạn", "tiết", "bài", "tập", "phần", "mục", "trang", "bảng", "hình", "ca", "kíp",
    "làn", "chương", "điểm", "số", "quyển", "buôn",
    "tuần", "ngày", "mùng", "mồng", "học kỳ", "học kì", "chuyên đề", "nội dung", "ý", "câu", "ảnh", "trung đội",
    "tiểu đội", "khẩu đội", "phân đội", "xã", "huyện", "mỏ", "bến", "cảng",
    "vị trí", "ngày thứ", "nhiệm vụ", "công trường", "phân khu", "tiểu khu", "đập", "hầm", "cầu", "vành đai",
    "gói thầu", "phương án", "quý", "tháng", "công nghệ", "chiến khu", "liên khu",
    "nhà", "đảo", "tàu", "căn cứ", "giải", "câu lạc bộ", "chi nhánh", "trung tâm", "chi đoàn", "chặng",
    "kỹ thuật", "tiêu chí số", "đối tượng", "nhóm đối tượng", "tiêu chí", "ngọn", "đồi", "cao điểm", "điểm cao",
)  # fmt: skip

# Abbreviations of documents, roads, units and medals that stand apart from their number.
ABBREVIATIONS = frozenset(
    "QL TL ĐT HL NQ NĐ QĐ TT CT KH CV TB KL HD TW HH K Z X E F D V A B C P M N CK BC TTr QC QH KCN BOT U R T H".split()
)

# Fixed sayings with a number (`3 sẵn sàng`, `4 tại chỗ`): the words after it, and what makes a thing of them.
IDIOMS = (
    "sẵn sàng", "cùng", "không", "nhất", "sạch", "tại chỗ", "rõ", "đảm đang", "mũi giáp công", "cửa liên thông",
    "cửa",
    "bám", "xung kích", "thật", "dám", "chống", "xây", "tự", "thực chất", "quyết tâm", "đột phá", "trọng tâm",
    "con số", "tiếng nổ",
)  # fmt: skip
NOT_IDIOMS = ("cửa khẩu", "cửa hàng", "cửa hiệu", "không gian", "cùng kỳ", "tự vệ", "cửa biển", "cửa sông", "xây dựng")
# `1 số`, `một trong những`: no number is meant.
INDEFINITE = (
    "số",
    "trong những",
    "trong các",
    "trong số",
    "vài",
    "ít",
    "phần nào",
    "chút",
    "cách",
    "khi",
    "loạt",
    "bộ phận",
    "lượng",
)
# Compounds of `số` after which a number is a figure, not a name.
FIGURE_NUMBERS = (
    "tổng số", "trong số", "con số", "nhân số", "dân số", "sĩ số", "quân số", "doanh số", "trị số", "chỉ số",
    "hệ số", "tỷ số",
    "tỉ số", "tần số", "thông số", "điểm số", "hiệu số", "mức số", "lượng số", "trên số", "tổng số là", "số",
)  # fmt: skip
# Time words before a number name a day or month, unless a rate is meant (`mỗi ngày 20 người`).
CALENDAR = frozenset("ngày tháng quý tuần mùng mồng năm thứ".split())
RATE_WORDS = frozenset("mỗi một hằng hàng quân từng".split())
# A small number after these is a place in a row (`đợt 2`, `khóa 1`), a large one a count (`khóa 45 học viên`).
SERIES = frozenset("đợt lần vòng kỳ bước khóa khoá đoạn chặng thứ".split())
