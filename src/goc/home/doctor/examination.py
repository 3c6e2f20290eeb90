"""Runs the checks one after the other, and the repairs. A check that cannot run is a finding too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from goc.home.doctor.checks import checks
from goc.home.doctor.seeing import Check, Finding, Seen, Tell
from goc.lib.errors import GocError
from goc.lib.progress import Report, silent
from goc.lib.upkeep import Trouble
from goc.web.words import told


@dataclass(frozen=True)
class Mended:
    """One repair; `message` tells what was done, or why it failed."""

    check: str
    ok: bool
    message: str


@dataclass
class Examination:
    """`skipped`: labels of the checks that had to be left out because of what was found before.
    `bad`: codes of the checks that did not end well.
    """

    findings: list[Finding] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    bad: set[str] = field(default_factory=set)
    mended: list[Mended] = field(default_factory=list)

    @property
    def wrong(self) -> list[Finding]:
        return [finding for finding in self.findings if not finding.ok]

    def skip(self, check: Check) -> None:
        self.skipped.append(check.label)
        self.bad.add(check.code)

    def add(self, check: Check, seen: Seen) -> None:
        self.troubles += seen.troubles
        self.findings += [Finding(t.check, False, t.what, t.mend) for t in seen.troubles]
        if seen.troubles:
            self.bad.add(check.code)
        else:
            self.findings.append(Finding(check.code, True, seen.well))

    def tell(self, repairs: list[Mended]) -> None:
        """What was mended before this look; a repair that failed is a finding."""
        self.mended = [repair for repair in repairs if repair.ok]
        self.findings += [Finding(r.check, False, r.message, _again()) for r in repairs if not r.ok]

    def as_json(self) -> dict[str, Any]:
        return {
            "ok": not self.wrong,
            "findings": [asdict(finding) for finding in self.findings],
            "skipped": self.skipped,
            "mended": [asdict(repair) for repair in self.mended],
        }


def examine(report: Report = silent, plan: Callable[[Tell], list[Check]] = checks) -> Examination:
    percent, found = 0, Examination()

    def tell(message: str) -> None:
        report(percent, message)

    planned = plan(tell)
    for number, check in enumerate(planned):
        percent = 100 * number // len(planned)
        tell(check.label)
        _look(check, found)
    report(100, _("Đã khám xong."))
    return found


def _look(check: Check, found: Examination) -> None:
    if not found.bad.isdisjoint(check.after):
        found.skip(check)
        return
    try:
        found.add(check, check.look())
    except Exception as why:
        found.add(check, Seen("", [_cannot(check, why)]))


def _cannot(check: Check, why: Exception) -> Trouble:
    what = _("Không khám được phần «%(label)s»: %(why)s") % {
        "label": check.label,
        "why": _said(why),
    }
    return Trouble(check.code, what, _again())


def _again() -> str:
    return _("Sửa nguyên nhân nêu trên rồi chạy lại `goc doctor`.")


def _said(why: Exception) -> str:
    if isinstance(why, GocError):
        return told(why)
    return f"{type(why).__name__}: {why}".strip()


def mend(found: Examination) -> list[Mended]:
    """Does every repair there is, each told."""
    return [_repaired(trouble) for trouble in found.troubles if trouble.repair]


def _repaired(trouble: Trouble) -> Mended:
    assert trouble.repair
    try:
        return Mended(trouble.check, True, trouble.repair())
    except Exception as why:
        failed = _("Sửa không thành: %(why)s") % {"why": _said(why)}
        return Mended(trouble.check, False, failed)
