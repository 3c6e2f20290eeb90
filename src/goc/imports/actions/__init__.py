"""Loading a list: taken in, understood, checked, mended, written at once, dropped."""

from goc.imports.actions.checking import check_is_understood, check_load, go_on
from goc.imports.actions.ending import (
    ask_for_writing,
    drop_load,
    mark_taken_back,
    pass_on,
    write_load,
)
from goc.imports.actions.mending import choose_reading, mend_cell, reuse_remembered
from goc.imports.actions.starting import ask_for_reading, read_load, start_load

__all__ = [
    "ask_for_reading",
    "ask_for_writing",
    "check_is_understood",
    "check_load",
    "choose_reading",
    "drop_load",
    "go_on",
    "mark_taken_back",
    "mend_cell",
    "pass_on",
    "read_load",
    "reuse_remembered",
    "start_load",
    "write_load",
]
