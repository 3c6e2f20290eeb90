"""Manifests gone wrong: a good one with a value of it replaced, dropped or joined by another."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import strategies as st

TEXTS = st.sampled_from(
    [
        "",
        "..",
        "../x",
        "/etc/passwd",
        "a/../../b",
        "a\\b",
        "\x00",
        "\ud800",
        "x" * 5000,
        "manifest.json",
    ]
) | st.text(max_size=8)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | TEXTS
    | st.sampled_from(["0" * 64, "2012-13-01", 99, -1])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON value, the whole first."""
    found = [path]
    keys = (
        value.keys()
        if isinstance(value, dict)
        else range(len(value))
        if isinstance(value, list)
        else ()
    )
    for key in keys:
        found += places(value[key], (*path, key))
    return found


@st.composite
def corrupted(draw: st.DrawFn, good: dict[str, Any]) -> Any:
    bad: Any = copy.deepcopy(good)
    for _ in range(draw(st.integers(1, 2))):
        path = draw(st.sampled_from(places(bad)))
        if not path:
            return draw(VALUES)
        bad = _changed(draw, bad, path)
    return bad


def _changed(draw: st.DrawFn, bad: Any, path: tuple[Any, ...]) -> Any:
    parent = bad
    for key in path[:-1]:
        parent = parent[key]
    how = draw(st.sampled_from(["replace", "drop", "add"]))
    if how == "drop":
        del parent[path[-1]]
    elif how == "add" and isinstance(parent, dict):
        parent[draw(TEXTS)] = draw(VALUES)
    else:
        parent[path[-1]] = draw(VALUES)
    return bad
