"""Definitions against the declared grains: from the items of a file to indicators and tables.
Raises InputError.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import MAXYEAR, MINYEAR, date
from typing import Any

from goc.figures.cells import terms
from goc.figures.definitions import (
    LIST,
    OPERATORS,
    YEARS,
    Block,
    Condition,
    Conditions,
    Indicator,
    Line,
    Partition,
    Per,
    Remark,
    TableColumn,
    TableDefinition,
)
from goc.figures.grains import GRAINS, Column, Grain
from goc.figures.maps import LEVELS
from goc.figures.reading import Item, Reader, fits

TYPES: dict[str, Any] = {"text": str, "int": int, "bool": bool, "decimal": float, "date": date}
INDICATOR: dict[str, Any] = {
    "id": str,
    "revision": int,
    "label": str,
    "label_en": str,
    "kind": str,
    "time": str,
    "grain": str,
    "unit_by": str,
    "source": str,
    "population": list,
    "numerator": list,
    "weight": str,
    "decimals": int,
    "hedge": bool,
    "unit_word": str,
    "aliases": "texts",
    "population_words": "texts",
    "per": dict,
}
PER: dict[str, Any] = {"grain": str, "unit_by": str, "population": list, "weight": str}
TABLE: dict[str, Any] = {
    "id": str,
    "revision": int,
    "roman": str,
    "title": str,
    "title_en": str,
    "kind": str,
    "time": str,
    "grain": str,
    "unit_by": str,
    "rows": str,
    "row_head": str,
    "unit_label": str,
    "page": str,
    "source": str,
    "where": list,
    "checks": "texts",
    "ratio_row_base": int,
    "total": bool,
    "decimals": int,
    "note": str,
    "own_line": bool,
    "years": "numbers",
    "rest": str,
    "ratio_by_block": bool,
    "no_ratio": "numbers",
    "tells_unknown": bool,
}
COLUMN: dict[str, Any] = {
    "number": int,
    "head": "texts",
    "where": list,
    "grain": str,
    "weight": str,
    "field": str,
    "plus": "numbers",
    "minus": "numbers",
    "percent": "numbers",
    "quotient": "numbers",
    "width": float,
}
ROW_TYPES = ("text", "int", "bool")
"""Of columns whose values can be rows."""
WAYS = ("where", "field", "plus", "minus", "percent", "quotient")
OWN_SHARE = frozenset({"where", "percent"})
ALLOWED_WAYS = {OWN_SHARE, *map(frozenset, zip(WAYS, strict=True))}


def indicator(item: Item) -> Indicator:
    item.check(INDICATOR, ("id", "revision", "label", "kind", "time", "grain", "unit_by", "source"))
    row = item.row
    item.one_of("kind", ("count", "sum", "ratio", "quotient"))
    grain = _grain(item)
    _kind(item)
    _weight(item, grain)
    lists: dict[str, Any] = {k: tuple(row[k]) for k in ("aliases", "population_words") if k in row}
    conditions: dict[str, Any] = {
        k: _conditions(item, grain, k) for k in ("population", "numerator")
    }
    values: dict[str, Any] = {**row, **lists, **conditions, "file": str(item.reader.path)}
    values.pop("per", None)
    made = Indicator(**values)
    return _with_per(item, made, grain) if "per" in row else made


NEEDED = {"sum": "weight", "quotient": "per"}
NOT_ITS = {
    "count": ("numerator", "per", "weight"),
    "sum": ("numerator", "per"),
    "ratio": (),
    "quotient": ("numerator",),
}
WHOSE = {
    "numerator": 'chỉ kind = "ratio" có numerator',
    "per": 'chỉ kind = "ratio" và "quotient" có per',
    "weight": 'kind = "count" không có weight',
}


def _kind(item: Item) -> None:
    """What each kind needs, and what is not its own."""
    row, kind = item.row, item.row["kind"]
    needed = NEEDED.get(kind, "kind")
    if row.get(needed, "") == "":
        raise item.fault("kind", f'kind = "{kind}" cần {needed}')
    if kind == "ratio" and ("numerator" in row) == ("per" in row):
        raise item.fault("kind", 'kind = "ratio" cần đúng một trong numerator, per')
    for key in NOT_ITS[kind]:
        if row.get(key, "") != "":
            raise item.fault(key, WHOSE[key])


def _with_per(item: Item, made: Indicator, grain: Grain) -> Indicator:
    """Without a grain of its own, what stands below the line is of the same rows: of those in which
    both are known, so that no row counts on one side only.
    """
    own = Item(item.reader, item.section, item.index, item.row["per"])
    own.check(PER, ())
    if "grain" in own.row:
        given = {"time": made.time, **own.row}
        below = Item(item.reader, item.section, item.index, given)
        below.check({**PER, "time": str}, ("grain", "unit_by"))
        its = _grain(below)
        _weight(below, its)
        where = _conditions(below, its, "population")
        return replace(made, per=Per(its.name, given["unit_by"], where, given.get("weight", "")))
    if set(own.row) != {"weight"} or not made.weight:
        raise item.fault("per", "per không ghi grain thì chỉ có weight, và chỉ tiêu cần weight")
    _weight(own, grain)
    known = (Condition(made.weight, "known"), Condition(own.row["weight"], "known"))
    same = (*made.population, *known)
    per = Per(grain.name, made.unit_by, same, own.row["weight"])
    return replace(made, population=same, per=per)


def table(reader: Reader, item: Item) -> TableDefinition:
    """The [table] with its columns, partitions and blocks."""
    required = (
        "id",
        "revision",
        "roman",
        "title",
        "kind",
        "time",
        "grain",
        "unit_by",
        "rows",
        "unit_label",
        "source",
    )
    item.check(TABLE, required)
    item.one_of("kind", ("crosstab", "listing"))
    grain = _grain(item)
    _rows(item, grain)
    columns = tuple(_column(c, grain, item) for c in reader.items("column"))
    numbers = [c.number for c in columns]
    if not numbers or numbers != sorted(set(numbers)) or numbers[0] < 1:
        raise item.fault("", "số cột phải từ 1 tăng dần và không trùng")
    for made, column in zip(columns, reader.items("column"), strict=True):
        _rows_of(column, made, item, grain)
        for used in {*made.plus, *made.minus, *made.percent, *made.quotient} - set(numbers):
            raise column.fault("number", f"cột ({made.number}) dùng cột ({used}) không có")
    _check_numbers(item, set(numbers))
    partitions = tuple(_partition(p, set(numbers)) for p in reader.items("partition"))
    values = {
        **item.row,
        "where": _conditions(item, grain, "where"),
        "checks": tuple(item.row.get("checks", [])),
        "years": tuple(sorted({*item.row.get("years", [])})),
        "columns": columns,
        "blocks": tuple(_block(b, grain) for b in reader.items("block")),
        "partitions": partitions,
        "remarks": tuple(_remark(r) for r in reader.items("remark")),
        "lines": _lines(item, reader, grain),
        "file": str(reader.path),
    }
    made_table = TableDefinition(**{"row_head": "Đơn vị", "page": "A4", **values})
    _check_untold(item, made_table, grain)
    return made_table


def _check_untold(item: Item, made: TableDefinition, grain: Grain) -> None:
    """What is left out of a whole crosstab is not looked at: there a null would be read as no."""
    conditions = (*made.where, *(c for piece in made.pieces for c in piece.where))
    for c in conditions if made.kind == "crosstab" else ():
        if grain.columns[c.field].may_be_untold:
            raise item.fault(
                "where", f"«{c.field}» có thể chưa biết; chỉ đặt ở where của cột hay của chỉ tiêu"
            )


def _rows(item: Item, grain: Grain) -> None:
    """What may stand on the left. A listing has one row a record, whatever level it was given."""
    rows = item.row["rows"]
    if item.row["kind"] == "listing":
        item.one_of("rows", ("record", *LEVELS))
    elif rows == YEARS:
        if item.row.get("total", True):
            raise item.fault("total", 'rows = "years" so sánh các năm, không cộng: total = false')
    elif rows not in (*LEVELS, LIST, *grain.columns):
        raise item.fault(
            "rows",
            f"rows «{rows}» phải là một cấp ({', '.join(LEVELS)}), {YEARS}, {LIST} hoặc một cột "
            "của hạt",
        )
    elif rows not in (*LEVELS, LIST, *GRAINS) and grain.columns[rows].type not in ROW_TYPES:
        raise item.fault(
            "rows",
            f"rows «{rows}» là cột kiểu {grain.columns[rows].type}; chỉ chia dòng theo cột kiểu "
            + ", ".join(ROW_TYPES),
        )
    _years(item)
    if item.row.get("own_line") and rows not in LEVELS:
        raise item.fault("own_line", f"own_line chỉ dùng khi rows là một cấp ({', '.join(LEVELS)})")


def _lines(item: Item, reader: Reader, grain: Grain) -> tuple[Line, ...]:
    """The rows of a fixed list: each with a label and conditions of its own, none twice."""
    found: list[Line] = []
    is_list = item.row["rows"] == LIST
    for row in reader.items("row"):
        if not is_list:
            raise row.fault("", f'[[row]] chỉ dùng khi rows = "{LIST}"')
        row.check({"label": str, "where": list}, ("label", "where"))
        line = Line(row.row["label"], _conditions(row, grain, "where"))
        if not line.where:
            raise row.fault("where", f"dòng «{line.label}» cần ít nhất một điều kiện")
        for other in found:
            if line.label == other.label or line.where == other.where:
                raise row.fault("label", f"dòng «{line.label}» trùng với dòng «{other.label}»")
        found.append(line)
    if is_list and not found:
        raise item.fault("rows", f'rows = "{LIST}" cần các dòng [[row]]')
    if "rest" in item.row and not is_list:
        raise item.fault("rest", f'rest chỉ dùng khi rows = "{LIST}"')
    return tuple(found)


def _years(item: Item) -> None:
    years = item.row.get("years", [])
    if years and item.row["rows"] != YEARS:
        raise item.fault("years", 'years chỉ dùng khi rows = "years"')
    if not all(MINYEAR <= year <= MAXYEAR for year in years):
        raise item.fault("years", f"years phải là các năm từ {MINYEAR} đến {MAXYEAR}")


def _rows_of(item: Item, column: TableColumn, table: Item, grain: Grain) -> None:
    """A column counted from another grain needs what the rows are told by."""
    rows, own = table.row["rows"], GRAINS[column.grain or grain.name]
    counted = table.row["kind"] == "crosstab" and column.where is not None
    if counted and rows == LIST and own is not grain:
        raise item.fault("grain", f'rows = "{LIST}" chỉ đếm hạt «{grain.name}» của biểu')
    if counted and rows not in (*LEVELS, YEARS, LIST, *own.columns):
        raise item.fault("grain", f"hạt «{own.name}» không có cột «{rows}» để chia dòng")


def _check_numbers(item: Item, numbers: set[int]) -> None:
    for check in item.row.get("checks", []):
        if "<=" in check and check.count("=") != 1:
            raise item.fault("checks", f"phép kiểm «{check}» dùng <= thì chỉ so hai vế")
        for used in set(terms(check)) - numbers:
            raise item.fault("checks", f"phép kiểm «{check}» dùng cột ({used}) không có")
    base = item.row.get("ratio_row_base", 0)
    if base and base not in numbers:
        raise item.fault("ratio_row_base", f"ratio_row_base dùng cột ({base}) không có")
    for used in set(item.row.get("no_ratio", ())) - numbers:
        raise item.fault("no_ratio", f"no_ratio dùng cột ({used}) không có")


def _partition(item: Item, numbers: set[int]) -> Partition:
    item.check({"of": int, "first": int, "last": int, "other": str}, ("of", "first", "last"))
    for key in ("of", "first", "last"):
        if item.row[key] not in numbers:
            raise item.fault(key, f"không có cột ({item.row[key]})")
    return Partition(**item.row)


def _block(item: Item, grain: Grain) -> Block:
    item.check({"title": str, "where": list}, ("title",))
    return Block(item.row["title"], _conditions(item, grain, "where"))


def _remark(item: Item) -> Remark:
    item.check({"text": str, "grain": str, "where": list}, ("text", "grain"))
    if "{n}" not in item.row["text"]:
        raise item.fault("text", "text cần chỗ ghi số: {n}")
    grain = _named_grain(item, item.row["grain"])
    return Remark(item.row["text"], grain.name, _conditions(item, grain, "where"))


def _column(item: Item, grain: Grain, table: Item) -> TableColumn:
    item.check(COLUMN, ("number", "head"))
    row = item.row
    if not 1 <= len(row["head"]) <= 3:
        raise item.fault("head", "head có từ một đến ba tầng")
    _way(item)
    own = _named_grain(item, row["grain"]) if "grain" in row else grain
    _weight(item, own)
    if "field" in row:
        _field(item, own, table)
    where = _conditions(item, own, "where") if "where" in row else None
    lists: dict[str, Any] = {
        k: tuple(row[k]) for k in ("head", "plus", "minus", "percent", "quotient") if k in row
    }
    values: dict[str, Any] = {**row, **lists, "where": where}
    return TableColumn(**values)


def _way(item: Item) -> None:
    """One way to its number; a share of what the column itself counts has two, and only what stands
    below the line.
    """
    row = item.row
    ways = frozenset(WAYS) & row.keys()
    if ways not in ALLOWED_WAYS or (ways == OWN_SHARE and len(row["percent"]) > 1):
        raise item.fault("number", f"cột ({row['number']}) cần đúng một trong {', '.join(WAYS)}")


def _field(item: Item, grain: Grain, table: Item) -> None:
    """A field of the rows: of the listed grain, or of the grain whose rows stand on the left."""
    listed = table.row["kind"] == "listing"
    columns = (
        grain.columns
        if listed
        else GRAINS[table.row["rows"]].columns
        if table.row["rows"] in GRAINS
        else {}
    )
    also = ["unit_name"] if listed else []
    if item.row["field"] not in (*columns, *also):
        raise item.fault(
            "field",
            f"các dòng không có cột «{item.row['field']}»; có: {', '.join((*columns, *also))}",
        )


def _grain(item: Item) -> Grain:
    grain = _named_grain(item, item.row["grain"])
    item.one_of("time", ("state", "flow"))
    if item.row["time"] == "flow" and not grain.flow:
        raise item.fault(
            "time", f"hạt «{grain.name}» không có ngày phát sinh nên không tính theo flow"
        )
    if item.row["unit_by"] not in grain.units:
        allowed = ", ".join(grain.units)
        raise item.fault(
            "unit_by",
            f"unit_by «{item.row['unit_by']}» không hợp lệ; hạt «{grain.name}» có: {allowed}",
        )
    return grain


def _named_grain(item: Item, name: str) -> Grain:
    if name not in GRAINS:
        raise item.fault("grain", f"không có hạt «{name}»; hiện có: {', '.join(sorted(GRAINS))}")
    return GRAINS[name]


def _weight(item: Item, grain: Grain) -> None:
    weight = item.row.get("weight")
    column = grain.columns.get(weight) if weight else None
    if weight and (column is None or column.type not in ("int", "decimal")):
        raise item.fault("weight", f"weight «{weight}» phải là một cột số của hạt «{grain.name}»")


def _conditions(item: Item, grain: Grain, key: str) -> Conditions:
    rows = item.row.get(key, [])
    if not all(isinstance(r, dict) for r in rows):
        raise item.fault(key, f"{key} phải là danh sách {{field, op, value}}")
    return tuple(_condition(item, r, grain, key) for r in rows)


def _condition(item: Item, row: dict[str, Any], grain: Grain, key: str) -> Condition:
    if set(row) - {"field", "op", "value"} or "field" not in row or "op" not in row:
        raise item.fault(key, f"điều kiện {row} phải gồm field, op và value")
    column = grain.columns.get(row["field"])
    if column is None:
        raise item.fault(
            key, f"hạt «{grain.name}» không có cột «{row['field']}»; có: {', '.join(grain.columns)}"
        )
    if row["op"] not in OPERATORS:
        raise item.fault(key, f"phép «{row['op']}» phải là một trong {', '.join(OPERATORS)}")
    return Condition(row["field"], row["op"], _value(item, row, column, key))


def _value(item: Item, row: dict[str, Any], column: Column, key: str) -> Any:
    value, kind = row.get("value"), TYPES[column.type]
    if row["op"] in ("unknown", "known"):
        if "value" in row:
            raise item.fault(key, f"phép «{row['op']}» không có value")
        return None
    if row["op"] in ("in", "not_in"):
        if not isinstance(value, list) or not value or not all(fits(v, kind) for v in value):
            raise item.fault(
                key, f"phép «{row['op']}» cần value là danh sách giá trị kiểu {column.type}"
            )
        return tuple(value)
    if not fits(value, kind):
        raise item.fault(
            key, f"value {value!r} của cột «{row['field']}» phải là kiểu {column.type}"
        )
    return value
