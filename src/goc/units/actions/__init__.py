"""Writing units: founding, renaming, moving and closing, reorganisations with lineage, rights."""

from goc.units.actions.handing_over import appoint_deputy, end_deputy, hand_over_work
from goc.units.actions.mergers import NewUnit, merge_units, split_unit
from goc.units.actions.mistakes import (
    correct_name,
    take_back_change,
    take_back_row,
    take_back_unit,
    take_back_units_act,
)
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
from goc.units.actions.rights import (
    correct_right,
    grant_right,
    revoke_right,
    take_back_right,
)
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
    "NewUnit",
    "Part",
    "Rename",
    "Transfer",
    "add_alias",
    "add_code",
    "appoint_deputy",
    "check_parents",
    "close_unit",
    "correct_name",
    "correct_right",
    "end_deputy",
    "end_trait",
    "found_unit",
    "grant_right",
    "hand_over_work",
    "merge_units",
    "rename_unit",
    "reorganise",
    "revoke_right",
    "set_trait",
    "split_unit",
    "take_back_change",
    "take_back_right",
    "take_back_row",
    "take_back_unit",
    "take_back_units_act",
    "transfer_unit",
]
