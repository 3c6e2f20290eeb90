"""What Vietnamese offices count: units of money, time and measure, and the nouns that follow a
number.

Longest phrase wins; a noun missing here is still read (the words after the number are taken), the
list only decides doubtful cases and gives long units their full name.
"""

MULTIPLIERS = {
    "trăm": 10**2,
    "nghìn": 10**3,
    "ngàn": 10**3,
    "vạn": 10**4,
    "triệu": 10**6,
    "tỷ": 10**9,
    "tỉ": 10**9,
}

CURRENCIES = (
    "đồng việt nam",
    "đồng",
    "vnđ",
    "vnd",
    "usd",
    "đô la mỹ",
    "đô la",
    "đô-la",
    "euro",
    "eur",
    "nhân dân tệ",
    "yên nhật",
    "baht",
    "rúp",
    "đ",
)
MONEY_PHRASES = (
    "tháng lương cơ sở",
    "tháng lương tối thiểu",
    "tháng lương",
    "tháng lương, phụ cấp",
    "lần mức lương cơ sở",
)

TIMES = (
    "năm học",
    "năm",
    "tháng",
    "tuần lễ",
    "tuần",
    "ngày đêm",
    "ngày làm việc",
    "ngày",
    "giờ đồng hồ",
    "giờ",
    "tiếng đồng hồ",
    "tiếng",
    "phút",
    "giây",
    "quý",
    "thập kỷ",
    "thập niên",
    "thế kỷ",
    "nhiệm kỳ",
    "học kỳ",
    "đêm",
    "mùa vụ",
)
# `ngày công` is work given, `giờ học` teaching given: counted, not a length of time.
TIME_COUNTS = (
    "ngày công lao động",
    "ngày công",
    "ngày giường",
    "giờ công",
    "giờ học",
    "giờ giảng",
    "giờ bay",
    "giờ dạy",
    "tiếng anh",
    "năm tuổi",
    "tháng tuổi",
    "ngày tuổi",
    "giờ lên lớp",
    "ngày nghĩa vụ",
    "giờ chuẩn",
    "đêm diễn",
    "tuần tra",
)

MEASURES = (
    "km2",
    "km²",
    "km",
    "ki-lô-mét",
    "kilômét",
    "ki lô mét",
    "cây số",
    "m2",
    "m²",
    "m3",
    "m³",
    "dm2",
    "dm²",
    "dm3",
    "dm³",
    "cm2",
    "cm²",
    "cm3",
    "cm³",
    "mét vuông",
    "mét khối",
    "mét",
    "m",
    "cm",
    "mm",
    "dm",
    "ha",
    "hécta",
    "héc-ta",
    "hec-ta",
    "hecta",
    "héc ta",
    "sào",
    "công đất",
    "mẫu",
    "tấn",
    "tạ",
    "yến",
    "kg",
    "ki-lô-gam",
    "kilôgam",
    "cân",
    "gam",
    "gram",
    "g",
    "mg",
    "lít",
    "ml",
    "kwh",
    "kw",
    "mw",
    "gw",
    "kv",
    "mva",
    "kcal",
    "calo",
    "hải lý",
    "độ c",
    "độ",
    "°c",
    "gb",
    "tb",
    "mbps",
    "teu",
    "thùng",
    "bao",
    "tuổi",
    "điểm",
    "điểm phần trăm",
    "lần",
    "giường bệnh",
    "giường",
    "phòng",
    "chỗ",
    "chỗ ngồi",
    "mét dài",
    "gói",
    "hộp",
    "chai",
    "can",
    "bó",
    "khối",
)

PEOPLE = """
người|người dân|người lao động|người nghèo|người có công|người chết|người bị thương|người cao tuổi|người khuyết tật|
người con|đồng chí|đ/c|học viên|chiến sĩ|chiến sỹ|cán bộ|cán bộ nữ|cán bộ lãnh đạo|cán bộ quản lý|cán bộ chủ chốt|
cán bộ đoàn|cán bộ hội|công chức|viên chức|đảng viên|đảng viên mới|đoàn viên|đoàn viên mới|hội viên|đội viên|
thanh niên|thanh thiếu niên|thiếu nhi|thiếu niên|sinh viên|học sinh|em học sinh|em|cháu|trẻ em|trẻ|cụ|ông|bà|bà mẹ|
mẹ việt nam anh hùng|mẹ|anh|chị|giáo viên|giảng viên|nhà giáo|thầy cô giáo|giáo sư|phó giáo sư|tiến sĩ|thạc sĩ|
cử nhân|kỹ sư|kiến trúc sư|bác sĩ|bác sỹ|y sĩ|y tá|y bác sĩ|điều dưỡng|hộ sinh|dược sĩ|nhân viên|nhân viên y tế|
công nhân|công nhân viên|nông dân|ngư dân|diêm dân|lao động|lao động nữ|phụ nữ|nam|nữ|quân nhân|quân nhân dự bị|
sĩ quan|sĩ quan dự bị|hạ sĩ quan|tân binh|công dân|dân quân|dân quân tự vệ|tự vệ|tân sinh viên|cựu chiến binh|
thương binh|bệnh binh|liệt sĩ|liệt sỹ|gia đình liệt sĩ|bộ đội|cảnh sát|công an|hộ|hộ dân|hộ nghèo|hộ cận nghèo|
hộ gia đình|hộ đồng bào|hộ kinh doanh|gia đình|gia đình chính sách|gia đình văn hóa|khẩu|nhân khẩu|dân|cặp vợ chồng|
bệnh nhân|ca bệnh|ca mắc|ca|trường hợp|đối tượng|đối tượng chính sách|bị can|bị cáo|nạn nhân|nghi phạm|chuyên gia|
nhà khoa học|tình nguyện viên|thành viên|ủy viên|uỷ viên|cấp ủy viên|đại biểu|đại biểu quốc hội|báo cáo viên|
tuyên truyền viên|cộng tác viên|hòa giải viên|vận động viên|vđv|huấn luyện viên|hướng dẫn viên|diễn viên|nghệ sĩ|
nghệ nhân|thí sinh|tác giả|nhà báo|phóng viên|khách|du khách|khách du lịch|hành khách|nhà đầu tư|doanh nhân|nhân sự|
biên chế|quần chúng|cổ đông|tín đồ|chức sắc|nhà sư|nhà hảo tâm|đơn vị máu|vị|chỉ huy trưởng|chỉ huy phó|chính trị viên|
trưởng thôn|bí thư chi bộ|bí thư|chủ tịch|phó chủ tịch|cá nhân|tập thể|cán sự|thủ khoa|ứng viên|người thân|lái xe|
thuyền viên|phạm nhân|luật sư|trọng tài|gương điển hình|điển hình|tấm gương|gương|lực lượng|quân|tay súng|binh sĩ|
lính
"""

ORGANISATIONS = """
tổ chức|tổ chức đảng|tổ chức cơ sở đảng|chi bộ|chi, đảng bộ|đảng bộ|đảng bộ cơ sở|cơ quan|đơn vị|đơn vị cơ sở|
đơn vị hành chính|doanh nghiệp|hợp tác xã|htx|tổ hợp tác|trang trại|gia trại|công ty|tập đoàn|nhà máy|xí nghiệp|
phân xưởng|trường|trường học|trường đại học|trường cao đẳng|trường thpt|trường thcs|lớp|lớp học|lớp tập huấn|
lớp bồi dưỡng|khóa|khoá|khóa học|khóa đào tạo|khoa|học viện|nhà trường|cơ sở|cơ sở sản xuất|cơ sở đào tạo|trung tâm|
trạm|trạm y tế|bệnh viện|phòng khám|tỉnh|thành|tỉnh thành|tỉnh thành phố|thành phố|huyện|huyện thị|quận|thị xã|xã|
xã phường|phường|thị trấn|thôn|thôn bản|bản|ấp|buôn|làng|xóm|khóm|khu phố|khu dân cư|tổ dân phố|cụm dân cư|tổ|đội|
nhóm|ban|phòng ban|sở|sở ngành|ngành|bộ|bộ ngành|hội|hội đoàn thể|đoàn|đoàn công tác|câu lạc bộ|clb|mô hình|
địa phương|địa bàn|quốc gia|nước|vùng|khu|khu công nghiệp|cụm|cụm công nghiệp|điểm|điểm cầu|điểm trường|
điểm bưu điện|chi hội|chi đoàn|cơ sở đoàn|liên đội|trung đội|tiểu đội|đại đội|tiểu đoàn|trung đoàn|lữ đoàn|sư đoàn|
khẩu đội|phân đội|đầu mối|huyện ủy|đảng ủy|ngân hàng|quỹ|quỹ tín dụng|cửa hàng|siêu thị|chợ|đại lý|hãng|dân tộc|
tôn giáo|dòng họ|chốt|chốt trực|đồn|đồn biên phòng|hải đội|tổ công tác|tổ tự quản|đội tình nguyện|công đoàn|
công đoàn cơ sở|tổng công ty|chi nhánh|văn phòng|tòa soạn|cơ quan báo chí|đài|hội đồng|tiểu ban|phe|bên
"""

EVENTS_AND_WORKS = """
hội nghị|hội nghị tập huấn|hội thảo|hội thi|hội diễn|hội chợ|cuộc|cuộc họp|cuộc thi|cuộc thanh tra|đợt|lần|lượt|
lượt người|lượt khách|lượt hộ|lượt cán bộ|lượt đoàn viên|lượt học sinh|lượt cá nhân|lượt đồng chí|lượt tổ chức|
lượt ý kiến|lượt xe|buổi|vụ|vụ việc|vụ án|vụ vi phạm|vụ tai nạn|chương trình|dự án|tiểu dự án|đề án|kế hoạch|
nghị quyết|quyết định|chỉ thị|văn bản|báo cáo|tham luận|bài|bài viết|bài báo|bài dự thi|bài hát|tin|tin bài|
tin, bài|phóng sự|đề tài|đề tài khoa học|sáng kiến|giải pháp|công trình|công trình phần việc|phần việc|việc|nhà|căn|
căn nhà|căn hộ|ngôi nhà|ngôi|nhà tình nghĩa|nhà văn hóa|nhà đại đoàn kết|phòng học|cầu|cây cầu|tuyến|tuyến đường|
tuyến phố|đường|con đường|con|con bò|chiếc|cái|xe|xe ô tô|xe máy|ô tô|mô tô|phương tiện|máy|máy tính|bộ máy tính|
cuốn|cuốn sách|quyển|đầu sách|bản sách|tờ|tờ rơi|ấn phẩm|khẩu súng|khẩu|quả|viên|viên đạn|cây|cây xanh|gốc|giải|
giải thưởng|giải nhất|giải nhì|giải ba|giải khuyến khích|huy chương|huy chương vàng|huy chương bạc|huy chương đồng|
hcv|hcb|hcđ|bằng khen|giấy khen|cờ|cờ thi đua|huân chương|kỷ niệm chương|danh hiệu|sản phẩm|mặt hàng|tiêu chí|
chỉ tiêu|chỉ số|nội dung|nhiệm vụ|nhóm|nhóm hoạt động|nhóm nhiệm vụ|nhóm giải pháp|hoạt động|loại|loại hình|
hình thức|biện pháp|phương án|phong trào|điều|điều khoản|chương|mục|tiết|tiết học|môn|môn học|môn thi|chuyên đề|
học phần|tín chỉ|bước|khâu|ý kiến|ý kiến góp ý|kiến nghị|khuyến nghị|câu hỏi|đơn|đơn thư|hồ sơ|thủ tục|
thủ tục hành chính|tthc|giấy phép|giấy chứng nhận|chứng chỉ|thẻ|phiếu|tài khoản|tàu|tàu thuyền|tàu cá|thuyền|chuyến|
chuyến bay|chuyến tàu|trận|trận đấu|ván|suất|suất quà|suất học bổng|học bổng|phần quà|phần|món quà|gói|gói thầu|túi|
bức|bức ảnh|bức tranh|tác phẩm|tiết mục|vở|bộ phim|phim|gian hàng|gian|lồng|ao|hồ|giếng|đập|hồ chứa|cột|cột mốc|mốc|
trụ|biển báo|camera|mắt camera|hợp đồng|thỏa thuận|văn kiện|biên bản|lỗi|sai phạm|vi phạm|tội danh|hành vi|tội|
nguyên nhân|bài học|kinh nghiệm|mục tiêu|quan điểm|nguyên tắc|yêu cầu|tiêu chuẩn|điều kiện|lĩnh vực|ngành nghề|nghề|
thương hiệu|di tích|di sản|lễ hội|tour|khách sạn|nhà hàng|buồng|con giống|con trâu|con lợn|con gia súc|con gia cầm|
đầu lợn|giống|đàn|tổ ong|trâu|bò|lợn|dê|gia súc|gia cầm|thanh|thanh đá|hiện vật|vụ tngt|vụ cháy|vụ ùn tắc|đầu đạn|
quả bom|quả lựu đạn|quả đạn|bom|mìn|súng|bánh heroin|bánh|viên ma túy|tổ hợp|vị trí|chức danh|ghế|ghế đại biểu|
phiên|phiên họp|kỳ|kỳ họp|lời|trang|trang thiết bị|thiết bị|công cụ|bộ quần áo|áo|áo ấm|chăn|chăn ấm|nhóm nước|
nhà vệ sinh|bồn nước|công trình thanh niên|tủ sách|thư viện|bữa|bữa ăn|bữa cơm|chuyện|câu chuyện|lời khuyên|tỷ lệ|
triệu chứng|liều|mũi|mẫu|xét nghiệm|nghiệp vụ|kỹ năng|cửa khẩu|lối mở|đảo|điểm đảo|bãi|rạp|sân|sân bay|cảng|tầng|
cơ sở đảng|mái ấm|mái ấm tình thương|bàn|tòa nhà|toà nhà|tòa|block
"""


def split(block: str) -> frozenset[str]:
    return frozenset(word.strip() for word in block.replace("\n", "").split("|") if word.strip())


NOUNS = split(PEOPLE) | split(ORGANISATIONS) | split(EVENTS_AND_WORKS)
# `2 chết, 5 bị thương`: what befell the people counted stands for them.
SAID_OF = dict.fromkeys(("chết", "tử vong", "thiệt mạng", "bị thương", "mất tích"), "người")
SAID_OF |= dict.fromkeys(("đ/c", "đ.c"), "đồng chí")
NOUNS |= frozenset(SAID_OF)
ADMINISTRATIVE = split(
    "tỉnh|thành|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|thôn|bản|ấp|khóm|buôn|làng|xóm|khu "
    "phố|"
    "tổ dân phố|khu dân cư|địa phương"
)
# Words that end a unit read by fallback: after them comes what is said of the thing, not its name.
STOPS = frozenset(
    """
    và với cho của là bị được đã đang sẽ có không từ đến tại ở trong ngoài trên dưới về theo để do vì bằng như
    gồm thì mà nhưng hoặc hay này đó kia nay trước sau khi nếu cùng so tăng giảm đạt chiếm vượt trở thuộc nằm
    dự tham gia phải cần vào ra lên xuống còn chưa mới vừa rồi nữa hơn gần khoảng mỗi các những một hai ba bốn
    năm sáu bảy tám chín mười nhằm qua làm giúp tổ trị giá đều cả
    """.split()
)
