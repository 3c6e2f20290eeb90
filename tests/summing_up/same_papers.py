"""All papers of two small rounds as plain data that any run gives again: the content model with its
ids numbered, and the text read out of each DOCX.

`before/` holds what the code before paper kinds gave, written once by it:
KEEP_PAPERS=1 pytest tests/summing_up/test_same_papers.py
"""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path
from typing import Any

import factories
from goc.figures.queries import definitions, open_snapshot
from goc.files.word.reading import read
from goc.papers.codec import to_json
from goc.papers.formats import render
from goc.papers.model import Paper
from goc.snapshots.actions import make_snapshot
from goc.summing_up.actions import write_assessment, write_narrative
from goc.summing_up.dossier import compose, material_of
from goc.summing_up.models import Assessment, SummingUp
from goc.summing_up.outline import sections
from summing_up.round_made import CUT_OFF, opened, written

BEFORE = Path(__file__).with_name("before")
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-([0-9a-f]{12})")
FIGURES = "Có {communes}, {trained}, trong đó {placed_in_command.hedged} ({P7} kèm theo)."
ASIDE = {
    "opening": "Thực hiện Kế hoạch số 1660/KH-BQP;\nUBND tỉnh báo cáo như sau:",
    "addressees": "Bộ Quốc phòng\nBộ Tư lệnh Quân khu 1",
    "recipients": "Như trên\nThường trực Tỉnh ủy\nLưu: VT, NC",
    "plan.opening": "Thực hiện Kế hoạch số 1660/KH-BQP, UBND tỉnh ban hành kế hoạch:",
}


def rounds(cast: factories.Cast) -> list[SummingUp]:
    """One that the People's Committee issues, with text and judgements everywhere; one of the
    steering committee, nearly empty.
    """
    full, bare = written(cast), opened(cast, "tong-ket-bcd", issuer="steering_committee")
    texts = {s.key: FIGURES for s in (*sections("report"), *sections("work_plan")) if s.text}
    for section, text in {**texts, **ASIDE}.items():
        write_narrative(round_=full, section=section, text=text, by=cast.operator)
    for kind in Assessment.Kind.values:
        for authority in ("central", "province") if kind == "proposal" else ("",):
            write_assessment(
                round_=full, kind=kind, text=f"{kind}: {{communes}}", by=cast.operator,
                authority=authority,
            )  # fmt: skip
    snapshot = make_snapshot(unit=cast.province, cut_off=CUT_OFF, by=cast.operator)
    for made in (full, bare):
        made.snapshot = snapshot
        made.save()
    return [full, bare]


def told(cast: factories.Cast) -> dict[str, Any]:
    """round/paper → its content and the lines of its DOCX."""
    return {
        f"{round_.code}/{name}": _told(paper)
        for round_ in rounds(cast)
        for name, paper in papers_of(round_).items()
        if name != "phu-luc"  # the report once more
    }


def papers_of(round_: SummingUp) -> dict[str, Paper]:
    assert round_.snapshot is not None
    with open_snapshot(round_.snapshot, eager=True, anew=True) as computer:
        return compose(round_, material_of(round_, computer, definitions()))[0]


def _told(paper: Paper) -> dict[str, Any]:
    with tempfile.NamedTemporaryFile(suffix=".docx") as file:
        file.write(render(paper, "docx"))
        file.flush()
        text, _unread = read(file.name, "paper.docx")
    return {"content": numbered(to_json(paper)), "text": text.splitlines()}


def numbered(content: dict[str, Any]) -> Any:
    """Each id as the number of its first appearance; the keys of cells hold the end of one."""
    text = json.dumps(content, ensure_ascii=False)
    ends = dict.fromkeys(match[1] for match in UUID.finditer(text))
    for number, end in enumerate(ends, 1):
        text = re.sub(rf"(?:[0-9a-f]{{8}}(?:-[0-9a-f]{{4}}){{3}}-)?{end}", f"#{number}", text)
    return json.loads(text)
