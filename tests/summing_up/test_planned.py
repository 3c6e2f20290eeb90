"""Before the board of requirements says that there is no record, it reads the plan."""

from __future__ import annotations

import pytest

from goc.directives.checks import UNDECIDED, WAITING
from goc.figures.queries import definitions, open_snapshot
from goc.summing_up.actions import write_narrative
from goc.summing_up.dossier import material_of, write_report
from goc.summing_up.planned import Said, found, words
from summing_up.round_made import frozen

CONFERENCE = Said(
    "III",
    "Hội nghị tổ chức tại trụ sở Ủy ban nhân dân tỉnh, thời gian nửa ngày; lãnh đạo Ủy ban nhân dân "
    "tỉnh chủ trì, duy trì và kết luận hội nghị; Chỉ huy trưởng Bộ Chỉ huy quân sự tỉnh trình bày báo "
    "cáo trung tâm.",
)
GUESTS = Said(
    "III",
    "Thành phần: Ban Chỉ đạo đào tạo tỉnh; lãnh đạo các sở nội vụ, tài chính, lao động - thương binh "
    "và xã hội, kế hoạch và đầu tư, giáo dục và đào tạo, bảo hiểm xã hội; đại diện huyện ủy, Ủy ban "
    "nhân dân, phòng chức năng, Ban CHQS các huyện, thành phố.",
)
STEP = Said(
    "IV", "Báo cáo Ban Chỉ đạo Bộ Quốc phòng qua Cục Dân quân tự vệ/BTTM trước khi tổ chức hội nghị"
)
PLAN = [CONFERENCE, GUESTS, STEP]


@pytest.mark.parametrize(
    ("requirement", "where"),
    [
        ("Lãnh đạo UBND cấp tỉnh chủ trì hội nghị", CONFERENCE),
        ("Chỉ huy trưởng Bộ CHQS tỉnh có thể trình bày báo cáo trung tâm", CONFERENCE),
        ("Thời gian hội nghị nửa ngày", CONFERENCE),
        (
            "Hội nghị tổ chức tại trụ sở UBND cấp tỉnh; chỉ khi cần mới tổ chức tại Bộ CHQS",
            CONFERENCE,
        ),
        ("Ban Chỉ đạo đào tạo của tỉnh", GUESTS),
        ("Mời lãnh đạo huyện ủy, UBND, phòng chức năng, Ban CHQS các huyện, thành phố", GUESTS),
        ("Báo cáo Ban Chỉ đạo tổng kết Bộ Quốc phòng trước khi tổ chức tổng kết", STEP),
        ("Giấy khen của Chỉ huy trưởng Bộ CHQS tỉnh", None),
        ("Bằng khen của Chủ tịch UBND tỉnh", None),
        ("Danh sách đề nghị Bằng khen của Bộ trưởng Bộ Quốc phòng", None),
        ("Khen thưởng", None),
    ],
)
def test_a_sentence_with_the_words_of_the_requirement_is_found(requirement, where):
    assert found(PLAN, requirement) == where


def test_abbreviations_are_written_out_and_numerals_say_nothing():
    assert words("UBND cấp tỉnh, bảy cơ quan") == {"ủy", "ban", "nhân", "dân", "tỉnh"}


def test_the_board_says_what_the_plan_says_and_that_it_is_not_done_yet(cast):
    round_ = frozen(cast)
    text = "Hội nghị tổ chức tại trụ sở UBND tỉnh; thời gian nửa ngày."
    with open_snapshot(round_.snapshot, eager=True) as computer:
        before = write_report(round_, material_of(round_, computer, definitions()))[-1].verdict
        write_narrative(round_=round_, section="plan.3", text=text, by=cast.operator)
        after = write_report(round_, material_of(round_, computer, definitions()))[-1].verdict
    assert (before.state, before.sentence) == (
        UNDECIDED,
        "Chưa có hồ sơ để đánh giá yêu cầu này.",
    )
    assert (after.state, after.sentence, after.evidence) == (
        WAITING,
        "Kế hoạch, mục III, đã nêu: «Hội nghị tổ chức tại trụ sở UBND tỉnh»; chưa có hồ sơ về việc "
        "thực hiện.",
        ("ke-hoach-tong-ket",),
    )
