"""Reads definitions from TOML and validates them against the declared grains; errors name file and line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from goc.figures.definitions import (
    OPERATORS,
    Block,
    Condition,
    Conditions,
    Indicator,
    Partition,
    TableColumn,
    TableDefinition,
)  # fmt: skip
from goc.figures.grains import GRAINS, Grain
from goc.lib.errors import InputError

_folders: list[Path] = []
TYPES: dict[str, tuple[type, ...]] = {
    "text": (str,), "int": (int,), "bool": (bool,), "decimal": (int, float), "date": (object,),
}  # fmt: skip


def register(folder: Path) -> None:
    """A room's own folder of definitions (built in)."""
    if folder not in _folders:
        _folders.append(folder)


@dataclass
class Definitions:
    """All that can be asked, by id."""

    indicators: dict[str, Indicator] = field(default_factory=dict)
    tables: dict[str, TableDefinition] = field(default_factory=dict)


def load(site_folder: Path | None = None) -> Definitions:
    """Built-in definitions and a site's own. Raises InputError with file and line at the first fault."""
    found = Definitions()
    for path in (p for folder in _folders for p in sorted(folder.glob("*.toml"))):
        _add(found, path, built_in=True)
    own = sorted(site_folder.glob("*.toml")) if site_folder and site_folder.is_dir() else []
    for path in own:
        _add(found, path, built_in=False)
    return found


def load_files(paths: Iterable[Path]) -> Definitions:
    """Exactly these files: how a dossier is recomputed with its own definitions."""
    found = Definitions()
    for path in sorted(paths):
        _add(found, path, built_in=True)
    return found


def built_in_files() -> list[Path]:
    return [p for folder in _folders for p in sorted(folder.glob("*.toml"))]


class _Reader:
    """One file: its text for line numbers, and the item being read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.text = path.read_text("utf-8")
            self.data = tomllib.loads(self.text)
        except UnicodeDecodeError as why:
            raise InputError("%(file)s: không phải văn bản UTF-8 (vị trí %(at)d).", file=path, at=why.start) from None
        except tomllib.TOMLDecodeError as why:
            raise InputError("%(file)s: TOML sai cú pháp: %(why)s.", file=path, why=why) from None

    def line(self, section: str, index: int, key: str = "") -> int:
        """The line of the index-th [[section]], or of `key` within it."""
        heads = [m.start() for m in re.finditer(rf"(?m)^\s*\[\[{re.escape(section)}\]\]", self.text)]
        start = heads[index] if index < len(heads) else 0
        if key:
            inside = re.compile(rf"(?m)^\s*{re.escape(key)}\s*=").search(self.text, start)
            start = inside.start() + (len(inside.group()) - len(inside.group().lstrip())) if inside else start
        return self.text.count("\n", 0, start) + 1

    def fail(self, section: str, index: int, key: str, why: str) -> InputError:
        return InputError(
            "%(file)s, dòng %(line)d: %(why)s.", file=self.path, line=self.line(section, index, key), why=why
        )


def _add(found: Definitions, path: Path, *, built_in: bool) -> None:
    reader = _Reader(path)
    unknown = set(reader.data) - {"indicator", "table", "column", "partition", "block"}
    if unknown:
        raise InputError("%(file)s: không có mục [[%(name)s]].", file=path, name=sorted(unknown)[0])
    for index, row in enumerate(reader.data.get("indicator", [])):
        indicator = _indicator(reader, index, row)
        if indicator.id in found.indicators:
            word = "đã có sẵn trong Gốc, không được định nghĩa lại" if not built_in else "đã được định nghĩa"
            raise reader.fail("indicator", index, "id", f"chỉ tiêu «{indicator.id}» {word}")
        found.indicators[indicator.id] = indicator
    if "table" in reader.data:
        table = _table(reader)
        if table.id in found.tables:
            raise reader.fail("table", 0, "id", f"biểu «{table.id}» đã có, không được định nghĩa lại")
        found.tables[table.id] = table


def _indicator(reader: _Reader, index: int, row: dict[str, Any]) -> Indicator:
    def fail(key: str, why: str) -> InputError:
        return reader.fail("indicator", index, key, why)

    _known_keys(row, Indicator, fail)
    for key in ("id", "revision", "label", "kind", "time", "grain", "unit_by", "source"):
        if key not in row:
            raise fail("id", f"thiếu «{key}»")
    grain = _grain(row, fail)
    if row["kind"] not in ("count", "sum", "ratio"):
        raise fail("kind", f"kind «{row['kind']}» phải là count, sum hoặc ratio")
    if row["time"] not in ("state", "flow"):
        raise fail("time", f"time «{row['time']}» phải là state hoặc flow")
    if row["time"] == "flow" and not grain.flow:
        raise fail("time", f"hạt «{grain.name}» không có ngày phát sinh nên không tính theo flow")
    if row["kind"] == "sum" and not row.get("weight"):
        raise fail("kind", 'kind = "sum" cần weight')
    if row["kind"] == "ratio" and "numerator" not in row:
        raise fail("kind", 'kind = "ratio" cần numerator')
    if (weight := row.get("weight")) and (
        weight not in grain.columns or grain.columns[weight].type not in ("int", "decimal")
    ):
        raise fail("weight", f"weight «{weight}» phải là một cột số của hạt «{grain.name}»")
    lists = {k: tuple(row[k]) for k in ("aliases", "population_words") if k in row}
    conditions = {k: _conditions(row.get(k, []), grain, k, fail) for k in ("population", "numerator")}
    return Indicator(**{**row, **lists, **conditions, "file": str(reader.path)})


def _grain(row: dict[str, Any], fail: Any) -> Grain:
    grain = GRAINS.get(row["grain"])
    if grain is None:
        raise fail("grain", f"không có hạt «{row['grain']}»; hiện có: {', '.join(sorted(GRAINS))}")
    if row["unit_by"] not in grain.units:
        raise fail(
            "unit_by", f"unit_by «{row['unit_by']}» không hợp lệ; hạt «{grain.name}» có: {', '.join(grain.units)}"
        )
    return grain


def _known_keys(row: dict[str, Any], target: type, fail: Any, also: tuple[str, ...] = ()) -> None:
    allowed = {f.name for f in fields(target)} - {"file"} | set(also)
    for key in row:
        if key not in allowed:
            raise fail(key, f"không có khóa «{key}»")


def _conditions(rows: Any, grain: Grain, key: str, fail: Any) -> Conditions:
    if not isinstance(rows, list) or not all(isinstance(r, dict) for r in rows):
        raise fail(key, f"{key} phải là danh sách {{field, op, value}}")
    return tuple(_condition(r, grain, key, fail) for r in rows)


def _condition(row: dict[str, Any], grain: Grain, key: str, fail: Any) -> Condition:
    if set(row) - {"field", "op", "value"} or "field" not in row or "op" not in row:
        raise fail(key, f"điều kiện {row} phải gồm field, op và value")
    column = grain.columns.get(row["field"])
    if column is None:
        raise fail(key, f"hạt «{grain.name}» không có cột «{row['field']}»; có: {', '.join(grain.columns)}")
    if row["op"] not in OPERATORS:
        raise fail(key, f"phép «{row['op']}» phải là một trong {', '.join(OPERATORS)}")
    value = row.get("value")
    if row["op"] in ("unknown", "known"):
        if "value" in row:
            raise fail(key, f"phép «{row['op']}» không có value")
    elif row["op"] in ("in", "not_in"):
        if not isinstance(value, list) or not value or not all(_fits(v, column.type) for v in value):
            raise fail(key, f"phép «{row['op']}» cần value là danh sách giá trị kiểu {column.type}")
        value = tuple(value)
    elif not _fits(value, column.type):
        raise fail(key, f"value {value!r} của cột «{row['field']}» phải là kiểu {column.type}")
    return Condition(row["field"], row["op"], value)


def _fits(value: Any, kind: str) -> bool:
    return isinstance(value, TYPES[kind]) and (kind == "bool" or not isinstance(value, bool))


def _table(reader: _Reader) -> TableDefinition:
    def fail(key: str, why: str) -> InputError:
        return InputError(
            "%(file)s, dòng %(line)d: %(why)s.", file=reader.path, line=_key_line(reader.text, key), why=why
        )

    row = dict(reader.data["table"])
    _known_keys(row, TableDefinition, fail)
    for key in ("id", "revision", "roman", "title", "kind", "time", "grain", "unit_by", "rows", "unit_label", "source"):
        if key not in row:
            raise fail("id", f"biểu thiếu «{key}»")
    grain = _grain(row, fail)
    columns = tuple(_column(reader, i, c, grain) for i, c in enumerate(reader.data.get("column", [])))
    numbers = [c.number for c in columns]
    if len(set(numbers)) != len(numbers) or numbers != sorted(numbers):
        raise fail("id", "số cột phải tăng dần và không trùng")
    for index, column in enumerate(columns):
        for used in (*column.plus, *column.minus, *column.percent):
            if used not in numbers:
                raise reader.fail("column", index, "number", f"cột ({column.number}) dùng cột ({used}) không có")
    blocks = tuple(
        Block(
            b["title"], _conditions(b.get("where", []), grain, "where", lambda k, w, i=i: reader.fail("block", i, k, w))
        )
        for i, b in enumerate(reader.data.get("block", []))
    )
    values = {
        **row,
        "where": _conditions(row.get("where", []), grain, "where", fail),
        "checks": tuple(row.get("checks", [])),
        "columns": columns,
        "blocks": blocks,
        "partitions": tuple(Partition(**p) for p in reader.data.get("partition", [])),
        "file": str(reader.path),
    }
    return TableDefinition(**{"row_head": "Đơn vị", "page": "A4", **values})


def _key_line(text: str, key: str) -> int:
    match = re.search(rf"(?m)^\s*{re.escape(key)}\s*=", text)
    return text.count("\n", 0, match.start()) + 1 if match else 1


def _column(reader: _Reader, index: int, row: dict[str, Any], grain: Grain) -> TableColumn:
    def fail(key: str, why: str) -> InputError:
        return reader.fail("column", index, key, why)

    _known_keys(row, TableColumn, fail)
    if "number" not in row or "head" not in row:
        raise fail("number", "cột cần number và head")
    if not 1 <= len(row["head"]) <= 3:
        raise fail("head", "head có từ một đến ba tầng")
    own = GRAINS.get(row.get("grain", "")) or grain
    where = _conditions(row["where"], own, "where", fail) if "where" in row else None
    lists = {k: tuple(row[k]) for k in ("head", "plus", "minus", "percent") if k in row}
    ways = [k for k in ("where", "field", "plus", "minus", "percent") if k in row]
    if len(ways) != 1:
        raise fail("number", f"cột ({row['number']}) cần đúng một trong where, field, plus, minus, percent")
    return TableColumn(**{**row, **lists, "where": where})
