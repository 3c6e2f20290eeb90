"""Changes to persons, their dated facts, seats and boards: each one function, one transaction, one
event per row.
"""

from goc.people.actions.apart import take_back_apart, tell_apart
from goc.people.actions.boards import (
    appoint_board_member,
    correct_board_member,
    end_board_member,
    take_back_board_member,
)
from goc.people.actions.corrections import correct_row, take_back_row
from goc.people.actions.deaths import correct_death, record_death, take_back_death
from goc.people.actions.decisions import RANK, Decided, carry_out_decision
from goc.people.actions.establishment import (
    correct_establishment,
    decide_establishment,
    take_back_establishment,
)
from goc.people.actions.facts import end_fact, record_fact
from goc.people.actions.memberships import join_body, leave_body, make_official
from goc.people.actions.merges import merge_persons, part_persons
from goc.people.actions.persons import add_person, correct_person, move_person
from goc.people.actions.posts import Terms, end_holding, lay_seats, post_person

__all__ = [
    "RANK",
    "Decided",
    "Terms",
    "add_person",
    "appoint_board_member",
    "carry_out_decision",
    "correct_board_member",
    "correct_death",
    "correct_establishment",
    "correct_person",
    "correct_row",
    "decide_establishment",
    "end_board_member",
    "end_fact",
    "end_holding",
    "join_body",
    "lay_seats",
    "leave_body",
    "make_official",
    "merge_persons",
    "move_person",
    "part_persons",
    "post_person",
    "record_death",
    "record_fact",
    "take_back_apart",
    "take_back_board_member",
    "take_back_death",
    "take_back_establishment",
    "take_back_row",
    "tell_apart",
]
