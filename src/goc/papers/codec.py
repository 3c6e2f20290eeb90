"""A paper as plain JSON data and back, without loss. Fields that keep their default
are left out.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from goc.lib.errors import InputError
from goc.papers import model


def to_json(paper: model.Paper) -> dict[str, Any]:
    data: dict[str, Any] = _plain(paper)
    return data


def from_json(data: Mapping[str, Any]) -> model.Paper:
    """Raises InputError when the data are not those of a paper."""
    try:
        paper = _built(model.Paper, data)
    except (AttributeError, KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise InputError("Dữ liệu văn bản không đọc được: %(reason)s.", reason=error) from error
    assert isinstance(paper, model.Paper)
    return paper


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        kept = {f.name: getattr(value, f.name) for f in fields(value)}
        kept = {
            f.name: kept[f.name]
            for f in fields(value)
            if f.default is MISSING or kept[f.name] != f.default
        }
        return {"type": type(value).__name__} | {name: _plain(v) for name, v in kept.items()}
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    if isinstance(value, Mapping):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _built(hint: Any, value: Any) -> Any:
    """The value as `hint` says; in a union a dataclass is found by the name written in `type`."""
    if value is None:
        return None
    if get_origin(hint) is Literal and value not in get_args(hint):
        raise ValueError(value)
    options: tuple[Any, ...] = (
        get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)
    )
    if isinstance(value, Mapping):
        kinds: dict[str, Any] = {
            o.__name__: o for o in options if isinstance(o, type) and is_dataclass(o)
        }
        if not kinds:
            return dict(value)
        kind = kinds[value["type"]]
        hints = _hints(kind)
        return kind(**{name: _built(hints[name], v) for name, v in value.items() if name != "type"})
    if isinstance(value, list):
        inner = get_args(options[0])
        parts = [inner[0]] * len(value) if inner[-1] is Ellipsis else inner
        return tuple(_built(h, v) for h, v in zip(parts, value, strict=True))
    if isinstance(value, str) and date in options:
        return date.fromisoformat(value)
    return Decimal(value) if isinstance(value, str) and Decimal in options else value
