"""What is not in order among the dossiers of the site, and how it is mended."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from goc.figures import upkeep as figures
from goc.lib.upkeep import Trouble
from goc.registry import upkeep as registry
from goc.snapshots import upkeep as snapshots
from goc.snapshots.keeping import SNAPSHOTS, settle_row
from goc.snapshots.manifests import MalformedError, Problem
from goc.snapshots.models import Snapshot
from goc.snapshots.verify import read_manifest
from goc.summing_up.dossier import DOSSIERS
from goc.summing_up.manifest import dossier_manifest
from goc.summing_up.models import Dossier
from goc.summing_up.verify import SNAPSHOT, check_dossier


def troubles() -> Iterator[Trouble]:
    """Reads every byte of every dossier; counts nothing again."""
    yield from snapshots.strays(DOSSIERS)
    for dossier in Dossier.objects.select_related("round").order_by("id"):
        if snapshots.is_expected(dossier):
            yield from _of(dossier)


def _of(dossier: Dossier) -> Iterator[Trouble]:
    settle_row(dossier)
    name = _("Bộ hồ sơ «%(title)s», dựng %(made)s") % {
        "title": dossier.round.title,
        "made": f"{dossier.made_at:%d/%m/%Y}",
    }
    mend = _("Khôi phục thư mục ấy từ bản sao lưu, hoặc dựng lại bộ hồ sơ.")
    if not dossier.folder.exists():
        what = snapshots.missing(name, dossier.folder)
        yield Trouble(f"{DOSSIERS.name}.missing_folder", what, mend)
        return
    problems = digest_problems(dossier)
    if extra := snapshots.foreign(DOSSIERS, name, dossier.folder, problems):
        yield extra
    if damage := snapshots.damaged(name, dossier.folder, problems):
        yield Trouble(f"{DOSSIERS.name}.damaged", damage, mend)


def digest_problems(dossier: Dossier) -> list[Problem]:
    """The manifest against the row and the audit event, every file against the manifest."""
    data, problems = read_manifest(dossier.folder, dossier.manifest_sha256)
    if data is None:
        return problems
    try:
        return problems or check_dossier(dossier.folder, dossier_manifest(data))
    except MalformedError as why:
        return [*problems, why.problem]


def copies_of(snapshot: Snapshot) -> Iterator[Path]:
    """Where the dossiers built from a snapshot hold it."""
    for dossier in Dossier.objects.filter(snapshot=snapshot).order_by("id"):
        yield dossier.folder / SNAPSHOT


def settle() -> None:
    """What killed makers of snapshots and dossiers left; before a site is opened for work."""
    SNAPSHOTS.settle()
    DOSSIERS.settle()


TROUBLES = (registry.troubles, snapshots.troubles, figures.troubles, troubles)
"""Of all rooms that keep folders and files, for `goc doctor`."""
