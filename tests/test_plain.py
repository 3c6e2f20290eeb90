"""The gate that keeps the source plain: what it counts, and when it fails."""

import ast
import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def tool():
    spec = importlib.util.spec_from_file_location("plain_tool", ROOT / "tools/plain.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


plain = tool()
SOURCE = '''"""A file."""
# a comment

def one(a, b):
    return a if a and b else [x for x in b if x if a]


def none():
    return 1
'''
LIMITS = {
    "branches_per_10_lines": 10,
    "wide_percent": 0,
    "cyclomatic_p90": 6,
    "cyclomatic_p99": 6,
    "cyclomatic_max": 6,
    "formatter_off": 0,
}


@pytest.mark.parametrize(
    "code, count",
    [
        ("a", 0),
        ("a and b", 1),
        ("a and b or c", 2),
        ("a or b or c", 2),
        ("a if b else c", 1),
        ("[a for a in b]", 1),
        ("{a for a in b for c in a if c}", 3),
        ("if a:\n  pass\nelif b:\n  pass\nelse:\n  pass", 2),
        ("for a in b:\n  pass", 1),
        ("while a:\n  pass", 1),
        ("try:\n  a\nexcept B:\n  pass\nexcept C:\n  pass\nfinally:\n  a", 2),
        ("assert a", 1),
        ("match a:\n  case 1:\n    pass\n  case _:\n    pass", 2),
        ("with a:\n  return", 0),
    ],
)
def test_what_opens_another_way(code, count):
    assert plain.branches(ast.parse(code)) == count


def site(tmp_path, source=SOURCE, **limits):
    (tmp_path / "src/migrations").mkdir(parents=True)
    (tmp_path / "src/file.py").write_text(source, "utf-8")
    (tmp_path / "src/migrations/0001.py").write_text("# fmt: off\n", "utf-8")
    table = "".join(f"{name} = {value}\n" for name, value in {**LIMITS, **limits}.items())
    (tmp_path / "pyproject.toml").write_text(f"[tool.goc.plain]\n{table}", "utf-8")
    return tmp_path


def test_measures_of_a_tree(tmp_path):
    tree = plain.Tree.of(site(tmp_path) / "src")
    assert [(n, where.split()[-1]) for n, where in tree.functions] == [(1, "none"), (6, "one")]
    assert {name: measure(tree) for name, measure in plain.MEASURES.items()} == LIMITS


def test_what_is_at_its_limit_passes(tmp_path, capsys):
    assert plain.check(site(tmp_path)) == 0
    assert "ABOVE" not in capsys.readouterr().out


@pytest.mark.parametrize(
    "name, limit",
    [("branches_per_10_lines", 9.9), ("cyclomatic_p90", 5), ("cyclomatic_max", 5)],
)
def test_what_is_above_its_limit_fails(tmp_path, capsys, name, limit):
    assert plain.check(site(tmp_path, **{name: limit})) == 1
    said = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in said if line.endswith("ABOVE")] == [name]


@pytest.mark.parametrize(
    "line, name", [("x = 1  # fmt: skip", "formatter_off"), (f"x = {'1' * 97}", "wide_percent")]
)
def test_one_wide_line_or_one_switched_off_fails(tmp_path, capsys, line, name):
    assert plain.check(site(tmp_path, f"{SOURCE}{line}\n")) == 1
    said = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in said if line.endswith("ABOVE")] == [name]


def test_a_line_of_a_hundred_columns_is_not_wide(tmp_path):
    assert plain.check(site(tmp_path, f"{SOURCE}x = {'1' * 96}\n")) == 0


def test_a_limit_that_may_be_lowered_is_said(tmp_path, capsys):
    assert plain.check(site(tmp_path, cyclomatic_max=7)) == 0
    said = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in said if line.endswith("may be lowered")] == [
        "cyclomatic_max"
    ]


def test_a_measure_without_a_limit_fails(tmp_path, capsys):
    root = site(tmp_path)
    (root / "pyproject.toml").write_text("[tool.goc.plain]\nwide_percent = 1\n", "utf-8")
    assert plain.check(root) == 1
    assert "must limit branches_per_10_lines" in capsys.readouterr().err
