"""A round whose report was exported: a cast, texts with bound figures, judgements, a dossier."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import factories
from goc.summing_up.actions import write_assessment, write_narrative
from goc.summing_up.dossier import build_dossier
from goc.summing_up.models import Dossier, SummingUp
from goc.summing_up.returned.loading import paper_kind, returned
from summing_up import word_edits as by
from summing_up.round_made import written

REPORT, PLAN = "bao-cao-trung-tam", "ke-hoach-tong-ket"
TEXTS = {
    "opening": "Thực hiện kế hoạch của cấp trên, tỉnh A báo cáo kết quả như sau:",
    "I.1": "Tỉnh A có {districts}, {communes}; địa hình đồi núi.\nDân cư ở thung lũng.",
    "I.2": "Được cấp ủy quan tâm; nhân dân đồng thuận.",
    "III.3a": "Tỉnh đã mở {courses_held}, có {trained} tốt nghiệp và {dropped_or_failed} thôi học.",
    "III.7": "Ngân sách tỉnh bảo đảm kinh phí ăn, ở của học viên.",
    "2.V": "Các đơn vị tổ chức thực hiện, báo cáo trước ngày 15/5/2013.",
    "addressees": "Bộ Tư lệnh Quân khu\nBộ Tổng Tham mưu",
    "plan.opening": "Ủy ban nhân dân tỉnh A ban hành kế hoạch:",
    "plan.1": "Đánh giá đúng kết quả của 10 năm.",
}
PLACED = "Đã đào tạo {trained}; bố trí {placed_in_command.share} ({P7} kèm theo)."
"""Of section III.4, as `round_made.written` has it."""
WEAK, CURE = (
    "Còn {dropped_or_failed} thôi học giữa chừng.",
    "Rà soát hoàn cảnh trước khi cử đi học.",
)


@dataclass(frozen=True)
class Exported:
    cast: factories.Cast
    round: SummingUp
    dossier: Dossier

    def word(self, name: str = REPORT) -> bytes:
        return (self.dossier.folder / f"{name}.docx").read_bytes()

    def text(self, section: str) -> str:
        return self.round.narratives.get(section=section).text


def exported() -> Exported:
    cast = factories.cast()
    made = written(cast)
    for section, text in TEXTS.items():
        write_narrative(round_=made, section=section, text=text, by=cast.operator)
    weak = write_assessment(round_=made, kind="weakness", text=WEAK, by=cast.operator)
    write_assessment(round_=made, kind="solution", text=CURE, by=cast.operator, answers=[weak])
    dossier = build_dossier(round_=made, by=cast.operator)
    made.refresh_from_db()
    one = Exported(cast, made, dossier)
    _read_once(one)
    return one


def _read_once(one: Exported) -> None:
    """What is counted of the snapshot is kept, and not counted in every test again."""
    changed = by.edited(one.word(), by.in_control("trained.1", "02", "03"))
    with TemporaryDirectory() as folder:
        path = kept_in(Path(folder), changed)
        returned(one.round, paper_kind(REPORT), path, with_places=False)


def kept_in(folder: Path, data: bytes, name: str = "bao-cao-sua.docx") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path
