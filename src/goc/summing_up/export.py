"""A copy of a dossier in a folder of the user's choice: whole or not at all, and never over what is
not a dossier.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from django.conf import settings

from goc.accounts.models import User
from goc.lib.errors import RefusedError
from goc.lib.folders import replacing
from goc.lib.progress import Report, silent
from goc.snapshots.manifests import MalformedError
from goc.snapshots.verify import NOT_LISTED, check_files, read_manifest
from goc.summing_up.dossier import build_dossier
from goc.summing_up.manifest import dossier_manifest
from goc.summing_up.models import FOLDER, Dossier, SummingUp

STORES = (FOLDER, "snapshots", "files", "readings")
"""Folders of the site in which everything has a row."""


def build_into(target: Path, *, round_: SummingUp, by: User, report: Report = silent) -> Dossier:
    """Builds the dossier in the site, then copies it to `target`; an earlier dossier there gives
    way. Raises RefusedError for anything else that stands there, before anything is built.
    """
    check_target(target)
    made = build_dossier(round_=round_, by=by, report=report)
    export_dossier(made, target)
    return made


def export_dossier(dossier: Dossier, target: Path) -> None:
    """Raises RefusedError, which names the folder in the site when the copy could not be written."""
    check_target(target)
    try:
        with replacing(target) as folder:
            shutil.copytree(
                dossier.folder, folder, dirs_exist_ok=True, copy_function=shutil.copyfile
            )
    except OSError as why:
        raise RefusedError(
            "Bộ hồ sơ đã dựng xong và nằm trong %(kept)s, nhưng không chép được ra %(folder)s "
            "(%(why)s). Hãy sửa nguyên nhân rồi chép thư mục ấy, hoặc dựng lại.",
            kept=dossier.folder,
            folder=target,
            why=_said(why),
        ) from why


def _said(why: OSError) -> object:
    """`copytree` gathers what each file met, as (from, to, sentence)."""
    gathered = why.args[0] if isinstance(why, shutil.Error) else []
    return gathered[0][2] if gathered else why.strerror or why


def check_target(target: Path) -> None:
    """Raises RefusedError unless it is free, empty, or holds an earlier dossier and nothing else."""
    for store in STORES:
        if target.is_relative_to(Path(settings.SITE).resolve() / store):
            raise RefusedError(
                "%(folder)s nằm trong kho của điểm cài đặt; hãy chọn thư mục khác.", folder=target
            )
    if target.exists() and any(target.iterdir()):
        _check_gives_way(target)


def _check_gives_way(target: Path) -> None:
    foreign = _foreign(target)
    if foreign is None:
        raise RefusedError(
            "%(folder)s đã có tệp khác, không phải một bộ hồ sơ; hãy chọn thư mục khác.",
            folder=target,
        )
    if foreign:
        raise RefusedError(
            "%(folder)s có %(file)s không thuộc bộ hồ sơ cũ ở đó; hãy chuyển tệp ấy đi hoặc chọn "
            "thư mục khác.",
            folder=target,
            file=foreign[0],
        )


def _foreign(target: Path) -> list[str] | None:
    """What does not belong to the dossier in `target`; None when there is no dossier."""
    data, _ = read_manifest(target, None)
    try:
        manifest = dossier_manifest(data or {})
    except MalformedError:
        return None
    found = check_files(target, manifest.files)
    return [p["file"] for p in found if p["expected"] == NOT_LISTED]
