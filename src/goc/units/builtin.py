"""The unit catalogue of the installed package `vietnamadminunits`: both editions and the mapping
between them.

Its SQLite and JSON files are read where they lie; the package itself is not imported (it pulls
shapely and geopy).
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from contextlib import closing
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from goc.lib.canonical import file_digest
from goc.lib.errors import InputError
from goc.units import rules
from goc.units.sources import Ref, Source, SuccessionRow, UnitRow
from goc.viet.names import clean

OLD_STATE, NEW_STATE = date(2025, 3, 1), date(2025, 7, 1)
"""The package's older edition is the national catalogue as it stood from 1 March to
30 June 2025.
"""
OLD, NEW = "3-tier", "2-tier"


def read() -> Source:
    """Raises InputError when the package is not installed."""
    spec = find_spec("vietnamadminunits")
    folder = Path(spec.origin).parent / "data" if spec and spec.origin else None
    if folder is None or not (folder / "dataset.db").exists():
        raise InputError(
            "Chưa cài danh mục kèm theo. Hãy cài `goc[catalogue]` (gói vietnamadminunits) rồi "
            "chạy lại."
        )
    files = [folder / "dataset.db", folder / "converter_2025.json"]
    with closing(sqlite3.connect(f"file:{files[0]}?mode=ro", uri=True)) as db:
        db.row_factory = sqlite3.Row
        old = db.execute("SELECT * FROM admin_units_legacy").fetchall()
        new = db.execute("SELECT * FROM admin_units").fetchall()
    units = [*_editions(old, new)]
    mapping = json.loads(files[1].read_text("utf-8"))
    return Source(
        "vietnamadminunits",
        units,
        successions=list(_successions(mapping, old, new)),
        digests={f.name: file_digest(f) for f in files},
    )


def _editions(old: list[Any], new: list[Any]) -> Iterable[UnitRow]:
    seen: dict[tuple[Ref, str, str], None] = {}
    for row in old:
        seen[(OLD, row["provinceCode"]), row["province"], ""] = None
        seen[(OLD, row["districtCode"]), row["district"], row["provinceCode"]] = None
        if row["wardCode"]:
            seen[(OLD, row["wardCode"]), row["ward"], row["districtCode"]] = None
    for row in new:
        seen[(NEW, row["provinceCode"]), row["province"], ""] = None
        seen[(NEW, row["wardCode"]), row["ward"], row["provinceCode"]] = None
    for line, (ref, name, parent) in enumerate(seen, 1):
        period = (OLD_STATE, NEW_STATE) if ref[0] == OLD else (NEW_STATE, None)
        kind = _kind(ref[1], name)
        word = rules.KINDS[kind][2]  # the package writes some "Thành Phố"
        yield UnitRow(line, ref, word + clean(name)[len(word) :], kind, parent, *period)


def _kind(code: str, name: str) -> str:
    """Level from the code's length, kind from the type word (the package's own type column has
    gaps).
    """
    level = {2: "province", 3: "district"}.get(len(code), "commune")
    for kind in rules.kinds_of(level):
        if clean(name).lower().startswith(rules.KINDS[kind][2].lower() + " "):
            return kind
    raise InputError(
        "Danh mục kèm theo: không đọc được loại của đơn vị %(code)s %(name)s.", code=code, name=name
    )


def _successions(
    mapping: dict[str, Any], old: list[Any], new: list[Any]
) -> Iterable[SuccessionRow]:
    """Provinces and whole communes `full`, divided ones `partial`, a key that names two units
    `unknown`.
    """
    old_codes, new_codes = defaultdict(set), defaultdict(set)
    for row in old:
        old_codes[row["provinceKey"]].add(row["provinceCode"])
        if row["wardCode"]:
            old_codes["_".join([row["provinceKey"], row["districtKey"], row["wardKey"]])].add(
                row["wardCode"]
            )
    for row in new:
        new_codes[row["provinceKey"]].add(row["provinceCode"])
        new_codes[f"{row['provinceKey']}_{row['wardKey']}"].add(row["wardCode"])
    line = 0
    for origin, target, share in _pairs(mapping):
        pairs = [(a, b) for a in sorted(old_codes[origin]) for b in sorted(new_codes[target])]
        for a, b in pairs:
            line += 1
            yield SuccessionRow(
                line,
                NEW_STATE,
                (OLD, a),
                (NEW, b),
                share if len(pairs) == 1 else "unknown",
                "vietnamadminunits 2025",
            )


def _pairs(mapping: dict[str, Any]) -> Iterable[tuple[str, str, str]]:
    for province, origins in mapping["DICT_PROVINCE"].items():
        for origin in origins:
            yield origin, province, "full"
    for province, wards in mapping["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, origins in wards.items():
            for origin in origins:
                yield origin, f"{province}_{ward}", "full"
    for province, origins in mapping["DICT_PROVINCE_WARD_DIVIDED"].items():
        for origin, parts in origins.items():
            for its in parts:
                yield origin, f"{province}_{its['newWardKey']}", "partial"
