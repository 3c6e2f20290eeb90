"""Invented Vietnamese office prose for the benchmarks and the fuzzers; seeded, so
always the same.
"""

from random import Random

SENTENCES = (
    "Năm {y}, toàn xã có {a} hộ, trong đó {b} hộ nghèo, chiếm {p}%, giảm {b} hộ so với năm trước.",
    "Từ ngày {d} tháng {m} năm {y}, huyện mở {d} lớp cho hơn {a} đồng chí; tỷ lệ khá, giỏi đạt "
    "{p}%.",
    "Kinh phí thực hiện khoảng {a},{m} tỷ đồng, tăng {p}% so với kế hoạch.",
    "Cán bộ nữ có hai mươi mốt đồng chí, gần {p}% tổng số; đảng viên {a}/{b} đồng chí.",
    "Công tác quản lý học viên được thực hiện nghiêm túc, đúng quy định.",
    "Trong quý II/{y}, các xã đã rà soát từ {d} đến {b} trường hợp, không quá {p}% phải bổ sung "
    "hồ sơ.",
)
PAPER = (
    "ỦY BAN NHÂN DÂN\nTỈNH A\nSố: {a}/UBND-VX\nV/v tổng kết công tác {d}\n",
    "Tỉnh A, ngày {d} tháng {m} năm {y}\n\nKính gửi: Ủy ban nhân dân các huyện\n\n",
    "Căn cứ Nghị định số {d}/{y}/NĐ-CP ngày {d} tháng {m} năm {y} của Chính phủ;\n",
    "I. NỘI DUNG THỨ {d}\n1. Rà soát {a} đồng chí đã qua đào tạo.\na) Lập danh sách gửi trước "
    "ngày {d}/{m}/{y}.\n",
    "2. Giao Sở Nội vụ chủ trì báo cáo kết quả.\n- Gửi kèm {b} biểu.\n",
    "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nNguyễn Văn A\n",
)


def fill(pattern: str, rng: Random) -> str:
    return pattern.format(
        y=rng.randrange(1990, 2026),
        a=rng.randrange(100, 9000),
        b=rng.randrange(10, 99),
        d=rng.randrange(1, 28),
        m=rng.randrange(1, 12),
        p=f"{rng.randrange(1, 99)},{rng.randrange(10)}",
    )


def prose(characters: int, seed: int = 1) -> str:
    """Paragraphs of five sentences, at least so long."""
    rng, made, length = Random(seed), [], 0
    while length < characters:
        made.append(" ".join(fill(rng.choice(SENTENCES), rng) for _ in range(5)))
        length += len(made[-1]) + 1
    return "\n".join(made)


def paper(characters: int, seed: int = 1) -> str:
    """One official letter whose outline is as long as asked."""
    rng = Random(seed)
    made = [fill(part, rng) for part in PAPER[:3]]
    length = sum(map(len, made))
    while length < characters:
        made.append(fill(rng.choice(PAPER[3:5]), rng))
        length += len(made[-1])
    return "".join([*made, PAPER[5]])
