"""Keeps what one version of Gốc made, for all later ones to read: `python tests/golden/make.py 0.1`.

Run once a version, with that version's code, before a table, a column or a paper changes. It writes
tests/golden/VERSION/{demo,small,empty}: the dossier (its snapshot inside), the audit events that anchor both, and the
answers that were right then.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
CLOSING, ABOLISHED = date(2012, 12, 1), date(2025, 7, 1)
TEXT = (
    "Đã đào tạo {trained}; bố trí {placed_in_command.share}, đạt {placed_in_command}; "
    "{border_length_km}; {communes}."
)


def main(version: str) -> None:
    site = Path(tempfile.mkdtemp(prefix="goc-golden-"))
    os.environ |= {"GOC_SITE": str(site), "DJANGO_SETTINGS_MODULE": "goc.settings"}
    sys.path[:0] = [str(HERE.parent)]
    import django  # only now: the settings read GOC_SITE when they are loaded

    django.setup()
    from goc.home.cli import pending, prepare_folder, upgrade

    prepare_folder()
    upgrade(pending())
    target = HERE / version
    shutil.rmtree(target, ignore_errors=True)
    for name, dossier in _dossiers():
        _keep(dossier, target / name)
    shutil.rmtree(site)


def _dossiers() -> Any:
    """The small site first, then the demonstration in the emptied database."""
    from django.core.management import call_command

    from goc.demo.build import build
    from goc.lib.progress import silent

    with_people, without = _small_site()
    yield "small", with_people
    yield "empty", without
    call_command("flush", verbosity=0, interactive=False)
    call_command("migrate", verbosity=0, interactive=False)
    yield "demo", build(Path(os.environ["GOC_SITE"]) / "dossier", silent)[1]


def _small_site() -> tuple[Any, Any]:
    """Two districts that are reorganised before and after the cut-off; people of whom little is known; and a province
    with nobody in it, whose report cites ratios over nothing and a sum of nothing."""
    from figures.register import CUT_OFF, START, register
    from goc.summing_up.actions import open_round, write_narrative
    from goc.summing_up.dossier import build_dossier
    from goc.units.actions import reorganisations as acts

    made = register()
    one, two, three, four = made.communes
    acts.reorganise(
        on=CLOSING,
        kind="merge",
        title="Sáp nhập hai xã",
        by=made.by,
        changes=[
            acts.Found("new", "Xã Một Mới", "commune", made.cast.district, code="3-tier:06010"),
            acts.Close(one, (("new", "full"),)),
            acts.Close(two, (("new", "full"),)),
            acts.Part(three, four, "unknown"),
        ],
    )
    acts.reorganise(
        on=ABOLISHED,
        kind="level_abolished",
        title="Kết thúc cấp huyện",
        by=made.by,
        changes=[acts.Abolish(made.cast.district), acts.Abolish(made.second)],
    )
    dossiers = []
    for code, unit in (("tong-ket-a", made.cast.province), ("tong-ket-b", made.cast.elsewhere)):
        round_ = open_round(
            unit=unit,
            code=code,
            title="Tổng kết 10 năm đào tạo",
            period=(START, CUT_OFF),
            cut_off=CUT_OFF,
            sign_by=date(2013, 6, 14),
            place="Tỉnh A",
            by=made.by,
        )
        write_narrative(round_=round_, section="III.4", text=TEXT, by=made.by)
        dossiers.append(build_dossier(round_=round_, by=made.by))
    return dossiers[0], dossiers[1]


def _keep(dossier: Any, target: Path) -> None:
    from goc.audit.models import Event
    from golden.asking import answers

    shutil.copytree(dossier.folder, target / "dossier")
    subjects = [str(dossier.public_id), str(dossier.snapshot.public_id)]
    fields = ("at", "by", "action", "kind", "subject", "text", "before", "after")
    found = Event.objects.filter(subject__in=subjects, action__in=ANCHORS).order_by("id")
    events = [{name: getattr(event, name) for name in fields} for event in found]
    assert [e["action"] for e in events] == list(ANCHORS)
    (target / "events.json").write_text(
        json.dumps(events, ensure_ascii=False, indent=1, default=str), "utf-8"
    )
    told = answers(target / "dossier" / "snapshot", target / "dossier" / "definitions")
    (target / "answers.json").write_text(json.dumps(told, ensure_ascii=False, indent=0), "utf-8")


ANCHORS = ("snapshots.make", "summing_up.build_dossier")

if __name__ == "__main__":
    main(sys.argv[1])
