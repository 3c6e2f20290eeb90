"""Layouts of administrative papers, invented: letterheads of all bodies, torn lines, tables, papers without a head."""

import pytest

from goc.claims import read_directive

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------\n"

ARMY = f"""BỘ TƯ LỆNH QUÂN KHU 9
BỘ CHỈ HUY QUÂN SỰ TỈNH XUÂN LĨNH
Số: 41/KH-BCH
{STATE}Xuân Lĩnh, ngày 02 tháng 4 năm 2019
KẾ HOẠCH
Tập huấn nấu ăn dã chiến năm 2019
Thực hiện Chỉ lệnh số 7/CL-QK ngày 05/01/2019 của Tư lệnh Quân khu về hậu cần; Hướng dẫn số 18/HD-CHC của Cục Hậu cần,
Bộ Chỉ huy quân sự tỉnh tổ chức như sau:
I - MỤC ĐÍCH
1. Rèn bếp trưởng.
2. Giữ vệ sinh.
II - BẢO ĐẢM
1. Phòng Hậu cần
a, Bảo đảm gạo;
b, Bảo đảm củi.
+ Củi khô.
Nơi nhận:
- Phòng Hậu cần;
- Lưu: VT.
CHỈ HUY TRƯỞNG
Đại tá Lò Văn Bếp
"""
PARTY = """TỈNH ỦY XUÂN LĨNH
*
Số 8-CT/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Xuân Lĩnh, ngày 01 tháng 9 năm 2022
CHỈ THỊ
CỦA BAN THƯỜNG VỤ TỈNH ỦY
về trồng tre ven sông
-----
Thực hiện Nghị quyết số 30-NQ/TW ngày 4-5-2021 của Bộ Chính trị về rừng, các cấp ủy đã làm tốt. Ban Thường vụ yêu cầu:
1- Các huyện ủy trồng tre.
2- Ban cán sự đảng chỉ đạo
2.1- Chọn giống.
2.2- Đào hố.
Nơi nhận:
- Các huyện ủy,
- Lưu Văn phòng.
T/M BAN THƯỜNG VỤ
BÍ THƯ
(đã ký)
Nông Văn Tre
"""
PARTY_OFFICE = """ĐẢNG ỦY SÔNG CẢ
VĂN PHÒNG
*
Số 5-CV/VPĐU
V/v góp ý đề cương
ĐẢNG CỘNG SẢN VIỆT NAM
Xuân Lĩnh, ngày 3 tháng 6 năm 2024
Kính gửi:
- Các chi bộ trực thuộc,
- Các đồng chí đảng ủy viên.

Văn phòng Tỉnh ủy có văn bản số 77-CV/VPTU ngày 01 tháng 6 năm 2024 xin ý kiến về đề cương. Văn phòng Đảng ủy Sông Cả \
mời các chi bộ góp ý.
Nơi nhận:
- Như trên,
- Lưu VT.
CHÁNH VĂN PHÒNG
Đàm Thị Bút
"""
PARTY_COLUMNS = """BAN CHẤP HÀNH TRUNG ƯƠNG      ĐẢNG CỘNG SẢN VIỆT NAM
BAN TỔ CHỨC          Hà Nội, ngày 29 tháng 12 năm 2006
*
Số: 3-HD/BTCTW
HƯỚNG DẪN
VIỆC GHI SỔ TAY
- Căn cứ Điều lệ Đảng;
- Căn cứ Quy định về sổ sách số 23-QĐ/TW ngày 31-10-2006 của Bộ Chính trị;
Ban Tổ chức hướng dẫn như sau:
1- Sổ tay
1.1- Bìa cứng.
1.2- Giấy trắng.
"""
TABLE = """|
**Ủ
Y BAN NHÂN DÂN**
**TỈNH XUÂN LĨNH**
--------
|
**CỘNG
HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**
Độc lập - Tự do - Hạnh phúc
|
|
Số:
12/2025/QĐ-UBND
|
*Xuân
Lĩnh, ngày 05 tháng 3 năm 2025*
|
**QUYẾT ĐỊNH**
BAN HÀNH QUY ĐỊNH NUÔI VỊT
TRÊN ĐỊA BÀN TỈNH XUÂN LĨNH
*Căn
cứ Luật Chăn nuôi số 32/2018/QH14 được sửa đổi, bổ sung bởi Luật số
11/2024/QH15;*
*Căn cứ Nghị định số
13/2020/NĐ-CP ngày 21 tháng 01 năm 2020 của Chính phủ hướng dẫn chi tiết Luật Chăn nuôi;
Nghị định số 46/2022/NĐ-CP sửa đổi Nghị định số 13/2020/NĐ-CP;*
*Theo đề nghị của Giám đốc Sở Vịt;*
**Điều 1. **Ban
hành kèm theo Quyết định này Quy định nuôi vịt.
**Điều
2. Hiệu lực**
1. Từ ngày ký.
2. Thay thế quyết định
cũ./.
|
*Nơi nhận:*
- Như Điều 2;
- Lưu: VT.
|
**TM. ỦY BAN NHÂN DÂN**
PHÓ CHỦ TỊCH
**Tống Văn Vịt**
|
**QUY ĐỊNH**
NUÔI VỊT
**Chương
I**
**CHUNG**
**Điều 1.
Phạm vi**
1. Vịt đàn.
a) Vịt con; b) Vịt lớn.
"""
ATTACHED_PLAN = f"""Quyết định 90/QĐ-SVH năm 2020
UBND TỈNH XUÂN LĨNH SỞ VĂN HÓA {STATE}Số: 90/QĐ-SVH Xuân Lĩnh, ngày 7 tháng 7 năm 2020 QUYẾT ĐỊNH BAN HÀNH KẾ HOẠCH \
HÁT RU GIÁM ĐỐC SỞ VĂN HÓA
Căn cứ Thông tư số 5/2019/TT-BVHTTDL ngày 01/02/2019 của Bộ Văn hóa quy định chi tiết Nghị định số 8/2018/NĐ-CP;
Thông tư số 6/2019/TT-BVHTTDL ngày 03/02/2019;
Xét đề nghị của Trưởng phòng tại Tờ trình số 4/TTr-NV ngày 01/7/2020 và Tờ trình số 5/TTr-NV ngày 02/7/2020,
QUYẾT ĐỊNH:
Điều 1. Ban hành Kế hoạch hát ru.
Điều 2. Các phòng thi hành./.
Nơi nhận: - Như Điều 2; - Lưu VT.
GIÁM ĐỐC Bế Thị Ru
KẾ HOẠCH
HÁT RU NĂM 2020
I. MỤC ĐÍCH
1. Giữ làn điệu cũ.
PHỤ LỤC I
I. CÁC LÀN ĐIỆU
1. Then.
2. Sli.
"""
ONE_LINE = (
    "<p>BỘ NÔNG NGHIỆP &amp; PTNT TRƯỜNG ĐẠI HỌC ĐÊ ĐIỀU CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - "
    "Hạnh phúc Số: 15 /TB-ĐHĐĐ Hà Nội, ngày 03 tháng 12 năm 2018 THÔNG BÁO Về thi bơi đợt 1 Trường thông báo như "
    "sau: 1. Đối tượng: Sinh viên. 2. Thời gian: ngày 19 và 20/01/2019 3. Đăng ký: - Qua mạng. - Tại lớp. 4. Nội "
    "dung: - Kỹ năng lặn: 5 phút - Kỹ năng nổi: 7 phút 5. Lệ phí: không. KT. HIỆU TRƯỞNG PHÓ HIỆU TRƯỞNG (Đã ký) "
    "GS.TS. Mai Văn Bơi</p>"
)
NO_LETTERHEAD = """QUYẾT ĐỊNH
Về việc giao đồi chè
CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH XUÂN LĨNH
Căn cứ Quyết định số: 24/QĐ-TTg ngày 21/12/1998 của Thủ tướng Chính phủ;
Xét tờ trình số: 9 LN/TTr ngày 02/01/1999 của Chi cục Chè,
QUYẾT ĐỊNH
Điều 1
: Giao đồi chè cho Sở Chè.
1.1- Đo đạc.
1.2- Cắm mốc.
Điều 2
: Các ông bà có tên thi hành./.
"""
TAX_ANSWER = f"""TỔNG CỤC THUẾ
CỤC THUẾ TỈNH XUÂN LĨNH
{STATE}Số: 104/CT-TTHT
V/v thuế suất thức ăn cho vịt
Xuân Lĩnh, ngày 3 tháng 3 năm 2016
Kính gửi: Công ty TNHH Vịt Bầu
(Địa chỉ: thôn 5)
Trả lời công văn số 2/2016/CV-VB ngày 20/02/2016 của Công ty, Cục Thuế có ý kiến như sau:
- Căn cứ Điều 1 Thông tư số 26/2015/TT-BTC ngày 27/02/2015 của Bộ Tài chính quy định:
“1. Thức ăn khô.
2. Thức ăn ướt.”
Trường hợp Công ty bán thức ăn thì không chịu thuế./.
Nơi nhận:
- Như trên;
- Lưu: VT.
KT. CỤC TRƯỞNG
PHÓ CỤC TRƯỞNG
Lê Thị Sổ
"""
SUBMISSION = f"""UBND HUYỆN ĐỒI CAO
PHÒNG NỘI VỤ
Số: 45 /TTr-NV
{STATE}Đồi Cao, ngày 5 tháng 9 năm 2018
TỜ TRÌNH
Về việc cử cán bộ đi học đan lát
Kính gửi: Chủ tịch UBND huyện Đồi Cao.
- Căn cứ Kế hoạch số 20/KH-UBND ngày 12/02/2018 của UBND huyện;
- Xét đề nghị tại Công văn số 11/CV-UBND và Công văn số 12/CV-UBND.
Phòng Nội vụ kính trình:
1. Số lượng: 15 người.
2. Kinh phí: tự túc.
Nơi nhận:
- Như trên;
- Lưu VT.
TRƯỞNG PHÒNG
ThS. Vi Thị Nan
"""
TELEGRAM = f"""THỦ TƯỚNG CHÍNH PHỦ
{STATE}Số: 6/CĐ-TTg
Hà Nội, ngày 20 tháng 5 năm 2023
CÔNG ĐIỆN
VỀ VIỆC GIA CỐ ĐÊ
THỦ TƯỚNG CHÍNH PHỦ ĐIỆN:
- Các bộ có đê;
- UBND các tỉnh có đê.
Thực hiện Kết luận số 12-KL/TW ngày 01/5/2023, Thủ tướng yêu cầu:
1. Bộ Đê chủ trì.
2. Các tỉnh đắp đê./.
Nơi nhận:
- Như trên;
- Lưu: VT.
KT. THỦ TƯỚNG
PHÓ THỦ TƯỚNG
Đinh Văn Đê
"""
UNION = f"""TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM
LIÊN ĐOÀN LAO ĐỘNG TỈNH XUÂN LĨNH
{STATE}Số: 9/HD-LĐLĐ
Xuân Lĩnh, ngày 02/4/2019
HƯỚNG DẪN
Tổ chức hội thi cắm hoa
Để thực hiện Nghị quyết số 2/NQ-TLĐ ngày 01/01/2019, Liên đoàn hướng dẫn như sau:
A. NỘI DUNG
I. Cấp tỉnh
1. Vòng loại
- Hoa tươi.
2. Chung kết
B. TỔ CHỨC
1. Ban giám khảo gồm:
(1) Chủ tịch;
(2) Thư ký.
TM. BAN THƯỜNG VỤ
PHÓ CHỦ TỊCH
Hoàng Thị Hoa
"""
NOTES = f"""BỘ HỌC TẬP
{STATE}Số: 7/BHT-GD
V/v kiểm tra viết chữ
Hà Nội, ngày 17 tháng 12 năm 2024
Kính gửi: Các sở học tập
Để thực hiện việc kiểm tra theo quy định tại Thông tư số 22/2021/TT-BHT ngày 20/7/2021, đề nghị các sở tập huấn vào \
tháng 11/2024(1).
Nơi nhận:
Như trên;
Lưu: VT.
TL. BỘ TRƯỞNG
KT. VỤ TRƯỞNG
(đã ký)
Vũ Văn Chữ
(1) Công văn số 65/BHT-GD ngày 16/10/2024 về tập huấn viết chữ cho giáo viên.
PHỤ LỤC
1. BẢNG CHỮ CÁI
| 1 | a | b |
Ghi chú
(2) Mỗi chữ viết hai dòng.
(3) Không tẩy xóa.
2. BẢNG SỐ
"""
AMENDING = f"""BỘ CẦU ĐƯỜNG
{STATE}Số: 3/2024/TT-BCĐ
Hà Nội, ngày 24 tháng 4 năm 2024
THÔNG TƯ
Sửa đổi một số điều của Thông tư về cầu tre
Căn cứ Hiến pháp đã được sửa đổi theo Nghị quyết số 51/2001/QH10;
Căn cứ Luật Cầu số 35/2024/QH15;
Bộ trưởng ban hành Thông tư sửa đổi.
Chương I
SỬA ĐỔI THÔNG TƯ SỐ 7/2020/TT-BCĐ
Điều 1. Sửa đổi khoản 6 Điều 3
"6. Cầu tre dài không quá năm mét.

7. Cầu tre có tay vịn."
Điều 2. Hiệu lực
"""
MARKDOWN = """      ## ĐẢNG CỘNG SẢN VIỆT NAM

**BAN CHẤP HÀNH TRUNG ƯƠNG**
**ĐẢNG ĐOÀN QUỐC HỘI**

Số 32-KH/ĐĐQH

Hà Nội, ngày 10 tháng 01 năm 2025

**KẾ HOẠCH**

**đọc sách mỗi tuần**

---

**I\\. MỤC ĐÍCH**

*   **a) Đọc nhiều:**
    *   Sách mỏng.
*   **b) Nhớ lâu**
"""
UNNUMBERED = """Thông tin văn bản
• Hiệu lực: còn
BỘ QUỐC PHÒNG
Số: 76/1998/TT-QP
CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Nội, ngày 18 tháng 3 năm 1998
THÔNG TƯ
Hướng dẫn nuôi ong trong quân đội
Thi hành Nghị định số 89/CP ngày 07/8/1997 của Chính phủ về việc nuôi ong và Thông tư số 1178/TTNN của Thanh tra, \
Bộ hướng dẫn như sau:
I. CHUNG:
1. Đặt tổ.
2. Quay mật.
(Đã ký)

Thượng tướng Phạm Văn Ong
"""
LAW = f"""Luật Đan Lát 2019
QUỐC HỘI -------
{STATE}Luật số: 45/2019/QH14
Hà Nội, ngày 20 tháng 11 năm 2019
LUẬT
ĐAN LÁT
Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;
Quốc hội ban hành Luật Đan lát.
Chương I NHỮNG QUY ĐỊNH CHUNG
Luật Đan Lát 2019. Điều 1. Phạm vi
1. Đan rổ.
2. Đan theo quy định tại khoản 2
Điều 69 của Luật này.
Luật Đan Lát 2019. Mục 1. NAN TRE
Luật Đan Lát 2019. Điều 2. Chẻ nan
CHỦ TỊCH QUỐC HỘI Nguyễn Thị Rổ
"""
CELLS = """| UBND TỈNH XUÂN LĨNH | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |
| --- | --- |
| SỞ NỘI VỤ | Độc lập - Tự do - Hạnh phúc |
| Số: 12/SNV-CC | Xuân Lĩnh, ngày 3 tháng 4 năm 2019 |
| V/v cử người thổi sáo | |

Kính gửi: Các sở, ban, ngành

Căn cứ Quyết định số 45/QĐ-UBND ngày 02/3/2019 của UBND tỉnh, Sở Nội vụ đề nghị:

1.Cử hai người:
a.Sáo trúc;
b.Sáo nứa.

2.Gửi tên.

| Nơi nhận: | GIÁM ĐỐC |
| - Như trên; | |
| - Lưu: VT. | Nguyễn Văn Sáo |
"""
OPENS_LIKE_A_BASIS = f"""BỘ QUỐC PHÒNG
BỘ TỔNG THAM MƯU
Số: 14/HD-TM
{STATE}Hà Nội, ngày 15 tháng 5 năm 2013
HƯỚNG DẪN
Thực hiện nội dung nấu cháo
Căn cứ Chỉ thị số 2/CT-BQP ngày 01/3/2013 của Bộ trưởng;
"""
RUN_ON_NOTICE = f"""VĂN PHÒNG CHÍNH PHỦ ------- {STATE}
Số: 1/TB-VPCP Hà Nội, ngày 05 tháng 1 năm 2018 THÔNG BÁO KẾT LUẬN CỦA PHÓ THỦ TƯỚNG VŨ VĂN CÁO TẠI CUỘC HỌP VỀ CAO SU
Ngày 02 tháng 01 năm 2018, Phó Thủ tướng đã họp và kết luận như sau:
1. Trồng thêm.
"""
RUNNING_TITLE = f"""BỘ ĐÈN LỒNG
-------
{STATE}Số: 21/QĐ-BĐL
Hà Nội, ngày 02 tháng 3 năm 2021
QUYẾT ĐỊNH
Về đèn ông sao
Căn cứ Luật Đèn lồng số 9/2019/QH14 ngày 01/01/2019;
Theo đề nghị của Cục Giấy tại Tờ trình số 5/TTr-CG ngày 01/02/2021; \
của Sở Tre tại Tờ trình số 6/TTr-ST ngày 02/02/2021, \
các văn bản số 7/ST-VP ngày 03/02/2021 và số 8/ST-VP ngày 04/02/2021.
QUYẾT ĐỊNH:
Quyết định 21/QĐ-BĐL năm 2021. Điều 1. Làm đèn như sau:
1. Vót nan.
2. Dán giấy.
Quyết định 21/QĐ-BĐL năm 2021. Chương I CÁCH LÀM
Quyết định 21/QĐ-BĐL năm 2021. Điều 2.Thắp nến.
Quyết định 21/QĐ-BĐL năm 2021. Điều 3.
Các đơn vị thi hành.
| NƠI NHẬN | KT. BỘ TRƯỞNG<br>THỨ TRƯỞNG |
| - Các cục;<br>- Lưu: VT. | (Đã ký)<br>Lê Thị Nến |
"""
OUTLINES = {
    "running title": ("Điều 1. 1. 2. Chương I Điều 2. Điều 3.", RUNNING_TITLE),
    "cells": ("1. a. b. 2.", CELLS),
    "law": ("Chương I Điều 1. 1. 2. Mục 1. Điều 2.", LAW),
    "army": ("I- 1. 2. II- 1. a, b, +", ARMY),
    "party": ("1- 2- 2.1- 2.2-", PARTY),
    "party columns": ("1- 1.1- 1.2-", PARTY_COLUMNS),
    "table": ("Điều 1. Điều 2. 1. 2. Chương I Điều 1. 1. a) b)", TABLE),
    "attached plan": ("Điều 1. Điều 2. I. 1. I. 1. 2.", ATTACHED_PLAN),
    "one line": ("1. 2. 3. - - 4. - - 5.", ONE_LINE),
    "no letterhead": ("Điều 1 1.1- 1.2- Điều 2", NO_LETTERHEAD),
    "quotation": ("", TAX_ANSWER),
    "union": ("A. I. 1. - 2. B. 1. (1) (2)", UNION),
    "notes": ("1. 2.", NOTES),
    "amending": ("Chương I Điều 1. Điều 2.", AMENDING),
    "markdown": ("I. a) - b)", MARKDOWN),
}
HEADS = {
    "running title": (
        RUNNING_TITLE,
        "quyết định",
        "21/QĐ-BĐL",
        "2021-03-02",
        "BỘ ĐÈN LỒNG",
        "Lê Thị Nến",
    ),
    "cells": (CELLS, "công văn", "12/SNV-CC", "2019-04-03", "SỞ NỘI VỤ", "Nguyễn Văn Sáo"),
    "law": (LAW, "luật", "45/2019/QH14", "2019-11-20", "QUỐC HỘI", "Nguyễn Thị Rổ"),
    "army": (
        ARMY,
        "kế hoạch",
        "41/KH-BCH",
        "2019-04-02",
        "BỘ CHỈ HUY QUÂN SỰ TỈNH XUÂN LĨNH",
        "Lò Văn Bếp",
    ),
    "party": (PARTY, "chỉ thị", "8-CT/TU", "2022-09-01", "BAN THƯỜNG VỤ TỈNH ỦY", "Nông Văn Tre"),
    "party office": (
        PARTY_OFFICE,
        "công văn",
        "5-CV/VPĐU",
        "2024-06-03",
        "VĂN PHÒNG ĐẢNG ỦY SÔNG CẢ",
        "Đàm Thị Bút",
    ),
    "party columns": (PARTY_COLUMNS, "hướng dẫn", "3-HD/BTCTW", "2006-12-29", "BAN TỔ CHỨC", None),
    "table": (
        TABLE,
        "quyết định",
        "12/2025/QĐ-UBND",
        "2025-03-05",
        "ỦY BAN NHÂN DÂN TỈNH XUÂN LĨNH",
        "Tống Văn Vịt",
    ),
    "attached plan": (
        ATTACHED_PLAN,
        "quyết định",
        "90/QĐ-SVH",
        "2020-07-07",
        "SỞ VĂN HÓA",
        "Bế Thị Ru",
    ),
    "one line": (
        ONE_LINE,
        "thông báo",
        "15/TB-ĐHĐĐ",
        "2018-12-03",
        "TRƯỜNG ĐẠI HỌC ĐÊ ĐIỀU",
        "Mai Văn Bơi",
    ),
    "no letterhead": (
        NO_LETTERHEAD,
        "quyết định",
        None,
        None,
        "ỦY BAN NHÂN DÂN TỈNH XUÂN LĨNH",
        None,
    ),
    "tax": (
        TAX_ANSWER,
        "công văn",
        "104/CT-TTHT",
        "2016-03-03",
        "CỤC THUẾ TỈNH XUÂN LĨNH",
        "Lê Thị Sổ",
    ),
    "submission": (SUBMISSION, "tờ trình", "45/TTr-NV", "2018-09-05", "PHÒNG NỘI VỤ", "Vi Thị Nan"),
    "telegram": (
        TELEGRAM,
        "công điện",
        "6/CĐ-TTg",
        "2023-05-20",
        "THỦ TƯỚNG CHÍNH PHỦ",
        "Đinh Văn Đê",
    ),
    "union": (
        UNION,
        "hướng dẫn",
        "9/HD-LĐLĐ",
        "2019-04-02",
        "LIÊN ĐOÀN LAO ĐỘNG TỈNH XUÂN LĨNH",
        "Hoàng Thị Hoa",
    ),
    "notes": (NOTES, "công văn", "7/BHT-GD", "2024-12-17", "BỘ HỌC TẬP", "Vũ Văn Chữ"),
    "markdown": (MARKDOWN, "kế hoạch", "32-KH/ĐĐQH", "2025-01-10", "ĐẢNG ĐOÀN QUỐC HỘI", None),
    "unnumbered": (
        UNNUMBERED,
        "thông tư",
        "76/1998/TT-QP",
        "1998-03-18",
        "BỘ QUỐC PHÒNG",
        "Phạm Văn Ong",
    ),
}
BASES = {
    "of several": (RUNNING_TITLE, ["9/2019/QH14", "5/TTr-CG", "6/TTr-ST", "7/ST-VP", "8/ST-VP"]),
    "army": (ARMY, ["7/CL-QK", "18/HD-CHC"]),
    "the letter answered": (PARTY_OFFICE, ["77-CV/VPTU"]),
    "no number": (PARTY_COLUMNS, [None, "23-QĐ/TW"]),
    "amending acts left out": (TABLE, ["32/2018/QH14", "13/2020/NĐ-CP", "46/2022/NĐ-CP"]),
    "parts": (ATTACHED_PLAN, ["5/2019/TT-BVHTTDL", "6/2019/TT-BVHTTDL", "4/TTr-NV", "5/TTr-NV"]),
    "old symbols": (NO_LETTERHEAD, ["24/QĐ-TTg", "9LN/TTr"]),
    "answer": (TAX_ANSWER, ["2/2016/CV-VB", "26/2015/TT-BTC"]),
    "dashes": (SUBMISSION, ["20/KH-UBND", "11/CV-UBND", "12/CV-UBND"]),
    "purpose": (NOTES, ["22/2021/TT-BHT"]),
    "constitution": (AMENDING, [None, "35/2024/QH15"]),
    "two beside each other": (UNNUMBERED, ["89/CP", "1178/TTNN"]),
}


def markers(nodes):
    return [mark for node in nodes for mark in (node.marker, *markers(node.children))]


@pytest.mark.parametrize(
    ("text", "kind", "number", "date", "issuer", "signer"), HEADS.values(), ids=HEADS
)
def test_head(text, kind, number, date, issuer, signer):
    read = read_directive(text)
    assert (read.type, read.number, read.date, read.issuer, read.signer) == (
        kind,
        number,
        date,
        issuer,
        signer,
    )


@pytest.mark.parametrize(("expected", "text"), OUTLINES.values(), ids=OUTLINES)
def test_outline(expected, text):
    assert " ".join(markers(read_directive(text).outline)) == expected


@pytest.mark.parametrize(("text", "numbers"), BASES.values(), ids=BASES)
def test_bases(text, numbers):
    assert [basis.number for basis in read_directive(text).legal_bases] == numbers


@pytest.mark.parametrize(
    ("text", "subject", "addressee"),
    [
        (PARTY, "về trồng tre ven sông", ()),
        (CELLS, "cử người thổi sáo", ("Các sở, ban, ngành",)),
        (OPENS_LIKE_A_BASIS, "Thực hiện nội dung nấu cháo", ()),
        (RUN_ON_NOTICE, "KẾT LUẬN CỦA PHÓ THỦ TƯỚNG VŨ VĂN CÁO TẠI CUỘC HỌP VỀ CAO SU", ()),
        (TABLE, "BAN HÀNH QUY ĐỊNH NUÔI VỊT TRÊN ĐỊA BÀN TỈNH XUÂN LĨNH", ()),
        (ATTACHED_PLAN, "BAN HÀNH KẾ HOẠCH HÁT RU", ()),
        (SUBMISSION, "Về việc cử cán bộ đi học đan lát", ("Chủ tịch UBND huyện Đồi Cao",)),
        (TELEGRAM, "VỀ VIỆC GIA CỐ ĐÊ", ("Các bộ có đê", "UBND các tỉnh có đê")),
        (TAX_ANSWER, "thuế suất thức ăn cho vịt", ("Công ty TNHH Vịt Bầu",)),
    ],
)
def test_subject_and_addressee(text, subject, addressee):
    read = read_directive(text)
    assert (read.subject, read.addressee) == (subject, addressee)
