"""Writing units: founding, renaming, moving and closing, reorganisations with lineage, rights."""

from goc.units.actions.reorganisations import (
    Abolish,
    Close,
    Found,
    Part,
    Rename,
    Transfer,
    check_parents,
    reorganise,
)
from goc.units.actions.rights import grant_right, revoke_right
from goc.units.actions.units import (
    add_alias,
    add_code,
    close_unit,
    end_trait,
    found_unit,
    rename_unit,
    set_trait,
    transfer_unit,
)

__all__ = [
    "Abolish",
    "Close",
    "Found",
    "Part",
    "Rename",
    "Transfer",
    "add_alias",
    "add_code",
    "check_parents",
    "close_unit",
    "end_trait",
    "found_unit",
    "grant_right",
    "rename_unit",
    "reorganise",
    "revoke_right",
    "set_trait",
    "transfer_unit",
]
