"""Changes of one line: what is changed, and that the rest stays."""

from __future__ import annotations

import pytest
from benchmarks.mutants import Mutant, changed, chosen, mutants_of


@pytest.mark.parametrize(
    ("source", "changes"),
    [
        ("a == 1", ["a != 1", "a == 2"]),
        ("a <= b", ["a < b"]),
        ("a in b", ["a not in b"]),
        ("a and b", ["a or b"]),
        ("not a", ["a"]),
        ("x = True", ["x = False"]),
        ("x = 'ấ' if đ else 'b'", ["x = 'ấ' if False else 'b'", "x = 'ấ' if True else 'b'"]),
        ("a == \\\n1", ["a == \\\n2"]),
        ("x = 'chữ'", []),
    ],
)
def test_each_place_is_changed_by_itself(source, changes):
    assert [changed(source, mutant) for mutant in mutants_of("x.py", source)] == changes


def test_a_seed_chooses_the_same_again_and_only_where_it_counts():
    first = chosen(40, seed=7)
    assert first == chosen(40, seed=7) != chosen(40, seed=8)
    assert {m.file.rsplit("/", 1)[1] for m in first} - {"access.py", "rules.py"} != set()
    assert all(m.file.startswith("src/goc/") and m.old != m.new for m in first)


def test_of_one_file() -> None:
    only = "src/goc/units/access.py"
    assert {mutant.file for mutant in chosen(400, seed=7, where=[only])} == {only}


def test_a_mutant_says_where_and_what():
    mutant = Mutant("src/goc/units/rules.py", 63, 4, 8, " == ", " != ")
    assert (mutant.room, str(mutant)) == ("units", "src/goc/units/rules.py:63:  ==  →  != ")
