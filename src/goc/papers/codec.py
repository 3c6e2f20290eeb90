"""A paper as plain JSON data and back, without loss. Fields that keep their default
are left out.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache, singledispatch
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


@singledispatch
def _plain(value: Any) -> Any:
    return _told(value) if is_dataclass(value) else value


@_plain.register(tuple)
@_plain.register(list)
def _list(value: Iterable[Any]) -> list[Any]:
    return list(map(_plain, value))


@_plain.register(Mapping)
def _mapping(value: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _plain(part) for key, part in value.items()}


@_plain.register(date)
def _day(value: date) -> str:
    return value.isoformat()


@_plain.register(Decimal)
def _exact(value: Decimal) -> str:
    return str(value)


def _told(value: Any) -> dict[str, Any]:
    """A part of a paper: its type, and the fields that do not keep their default."""
    told = {field.name: getattr(value, field.name) for field in fields(value)}
    kept = {field.name: field.default for field in fields(value)}
    own = {name: _plain(part) for name, part in told.items() if part != kept[name]}
    return {"type": type(value).__name__} | own


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _built(hint: Any, value: Any) -> Any:
    """The value as `hint` says; in a union a dataclass is found by the name written in `type`."""
    options = _options(hint)
    made = _made(value, options)
    if not any(_fits(made, option) for option in options):
        raise ValueError(made)
    return made


def _fits(made: Any, option: Any) -> bool:
    if get_origin(option) is Literal:
        return made in get_args(option)
    if option is float:
        return isinstance(made, float | int)  # JSON of others writes 12.0 as 12
    return isinstance(made, get_origin(option) or option)


def _options(hint: Any) -> tuple[Any, ...]:
    """What a value may be: the members of a union, else the hint itself."""
    return get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)


@singledispatch
def _made(value: Any, _options: tuple[Any, ...]) -> Any:
    return value


@_made.register(Mapping)
def _instance(value: Mapping[str, Any], options: tuple[Any, ...]) -> Any:
    parts: Iterator[Any] = filter(is_dataclass, options)
    kinds = {part.__name__: part for part in parts}
    if not kinds:
        return dict(value)
    kind = kinds[value["type"]]
    hints = _hints(kind)
    return kind(
        **{name: _built(hints[name], part) for name, part in value.items() if name != "type"}
    )


@_made.register(list)
def _tuple(value: list[Any], options: tuple[Any, ...]) -> Any:
    if get_origin(options[0]) is not tuple:
        return value  # for `_fits` to refuse
    inner = get_args(options[0])
    parts = [inner[0]] * len(value) if inner[-1] is Ellipsis else inner
    return tuple(_built(hint, part) for hint, part in zip(parts, value, strict=True))


@_made.register(str)
def _from_text(value: str, options: tuple[Any, ...]) -> Any:
    if date in options:
        return date.fromisoformat(value)
    return Decimal(value) if Decimal in options else value
