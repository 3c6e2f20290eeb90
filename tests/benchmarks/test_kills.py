"""Makers of snapshots and dossiers killed on a small site: nothing lost, nothing half, nothing unknown."""

from __future__ import annotations

import pytest
from benchmarks.kills import Kill, all_kills, table


@pytest.mark.slow
def test_whatever_is_killed_nothing_is_lost_or_half() -> None:
    kills = list(all_kills(12, seed=3, parallel=2, database=None))
    assert [fault for kill in kills for fault in kill.faults] == []
    killed = [kill for kill in kills if kill.where.startswith(("trước", "sau "))]
    assert (len(kills), len(killed)) == (13, 8)
    assert any(kill.found for kill in kills)


def test_the_table_tells_where_what_and_how_often() -> None:
    kills = [
        Kill("chốt số liệu", "trước khóa", found=["snapshots.leftover"], mended=["Đã xóa /x, …"]),
        Kill("chốt số liệu", "trước khóa", acknowledged=True, faults=["mất x"]),
    ]
    assert table(kills).splitlines()[1:] == [
        f"{'chốt số liệu':14} {'trước khóa':26} {2:4} {1:11} {1:4}  snapshots.leftover 1",
        "sửa: Đã xóa … 1 lần",
    ]
