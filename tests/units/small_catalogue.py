"""A small catalogue in a directory, which a test may change line by line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

HEAD = "catalogue,level,code,name,kind,parent_code,valid_from,valid_to"
LINES = [
    "3-tier,province,20,Tỉnh Lạng Sơn,tỉnh,,2004-08-31,2025-07-01",
    "3-tier,district,180,Huyện Tràng Định,huyện,20,2004-08-31,2025-07-01",
    "3-tier,commune,06004,Xã Quốc Khánh,xã,180,2004-08-31,2012-01-01",
    "3-tier,commune,06004,Thị trấn Quốc Khánh,thị trấn,180,2012-01-01,2025-07-01",
    "3-tier,commune,06007,Xã Đại Đồng,xã,180,2004-08-31,2020-01-01",
    "3-tier,commune,06010,Xã Mẫu Sơn,xã,180,2004-08-31,2010-01-01",
    "3-tier,commune,06010,Xã Mẫu Sơn,xã,180,2015-01-01,2025-07-01",
    "2-tier,province,20,Tỉnh Lạng Sơn,tỉnh,,2025-07-01,",
    "2-tier,commune,06004,Xã Quốc Khánh,xã,20,2025-07-01,",
    "2-tier,commune,06099,Xã Thất Khê,xã,20,2025-07-01,",
]
SUCCESSIONS = [
    "date,from_catalogue,from_code,to_catalogue,to_code,share,basis",
    "2020-01-01,3-tier,06007,3-tier,06004,full,NQ 1",
    "2010-01-01,3-tier,06010,3-tier,,unknown,không rõ",
    "2025-07-01,3-tier,20,2-tier,20,full,NQ 2",
    "2025-07-01,3-tier,06004,2-tier,06004,full,NQ 2",
    "2025-07-01,3-tier,06010,2-tier,06099,full,NQ 2",
]
REORGANISATIONS = [
    "date,catalogue,province_code,legal_basis",
    "2020-01-01,3-tier,20,818/NQ",
    "2025-07-01,2-tier,20,1672/NQ",
]
SPELLINGS = [
    "catalogue,code,version_valid_from,name,other_spelling,first_seen",
    "2-tier,06099,2025-07-01,Xã Thất Khê,Xã Thất  Khe,2026-01-01",
]


def write(folder: Path, lines: list[str]) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "units.csv").write_text("\n".join([HEAD, *lines]), encoding="utf-8")
    return folder


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    folder = write(tmp_path / "catalogue", LINES)
    for name, lines in (
        ("successions", SUCCESSIONS),
        ("reorganisations", REORGANISATIONS),
        ("spelling_variants", SPELLINGS),
    ):
        (folder / f"{name}.csv").write_text("\n".join(lines), encoding="utf-8")
    return folder


@pytest.fixture
def only_units(tmp_path: Path) -> Callable[[list[str]], Path]:
    """A directory with nothing but the given lines of units.csv (line 2 is the first)."""
    return lambda lines: write(tmp_path / "lines", lines)
