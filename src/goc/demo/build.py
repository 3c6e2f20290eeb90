"""Builds the whole demonstration site in one folder: schema, units, people, round, snapshot,
dossier.
"""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from goc.accounts.actions import add_user
from goc.accounts.models import User
from goc.demo.plan import CUT_OFF, START, Inventor
from goc.demo.record import Recorder
from goc.demo.units import Places, found_units
from goc.directives.actions import enter_directive, settle_duty
from goc.directives.models import Duty
from goc.lib.progress import Report, part
from goc.registry.actions import register_document
from goc.summing_up.actions import open_round, write_assessment, write_narrative
from goc.summing_up.export import build_into
from goc.summing_up.models import Assessment, Dossier, SummingUp
from goc.units.actions import grant_right

LOGIN = "canbo"
SIGN_BY = date(2013, 6, 14)


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(name).read_text("utf-8"))


def build(out: Path, report: Report) -> tuple[str, Dossier]:
    """Fills an empty, migrated site, copies its dossier to `out`; returns the operator's password
    and the dossier.
    """
    with transaction.atomic():
        user, password = add_user(
            login=LOGIN, name="Cán bộ Cơ quan Thường trực", by="demo", is_operator=True
        )
        places = found_units(user, part(report, 0, 10))
        grant_right(user=user, unit=places.province, role="standing_office", on=START, by=user)
        Recorder(places, user).write(Inventor(len(places.communes)).crowd(), part(report, 10, 80))
        round_ = _round(places, user)
    return password, build_into(out, round_=round_, by=user, report=part(report, 80, 100))


def _round(places: Places, user: User) -> SummingUp:
    told = _toml("narrative.toml")
    documents = [
        register_document(**{"issued_on": None, **row}, keeper=places.province, by=user).document
        for row in told["document"]
    ]
    directive = enter_directive(
        document=documents[0],
        unit=places.province,
        requirements=_toml("requirements.toml")["requirement"],
        by=user,
        issuer_inferred=True,
    )
    made = open_round(
        unit=places.province,
        period=(START, CUT_OFF),
        cut_off=CUT_OFF,
        sign_by=SIGN_BY,
        by=user,
        directive=directive,
        **told["round"],
    )
    for section, text in told["sections"].items():
        write_narrative(round_=made, section=section, text=text, by=user)
    for duty in Duty.objects.filter(source=str(made.public_id), due_on__lt=SIGN_BY).order_by(
        "due_on"
    )[:7]:
        settle_duty(duty=duty, by=user, evidence="Bản mẫu: coi như đã thực hiện")
    written: dict[str, Assessment] = {}
    for row in told["assessment"]:
        written[row["id"]] = write_assessment(
            round_=made,
            kind=row["kind"],
            text=row["text"],
            by=user,
            authority=row.get("authority", ""),
            answers=[written[a] for a in row.get("answers", [])],
        )
    return made
