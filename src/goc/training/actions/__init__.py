"""Curricula, courses and what happens to trainees: each act one function, one transaction, with one
event a record. What was entered by mistake is corrected, or taken back, with a reason.
"""

from goc.training.actions.certificates import (
    correct_certificate,
    issue_certificate,
    take_back_certificate,
)
from goc.training.actions.courses import (
    close_course,
    correct_course,
    open_course,
    take_back_course,
)
from goc.training.actions.curricula import (
    correct_curriculum,
    found_curriculum,
    take_back_curriculum,
)
from goc.training.actions.enrolments import correct_enrolment, enrol_person, take_back_enrolment
from goc.training.actions.placements import place_graduate, place_in_post, take_back_placement
from goc.training.actions.results import correct_result, finish_enrolment, take_back_result

__all__ = [
    "close_course",
    "correct_certificate",
    "correct_course",
    "correct_curriculum",
    "correct_enrolment",
    "correct_result",
    "enrol_person",
    "finish_enrolment",
    "found_curriculum",
    "issue_certificate",
    "open_course",
    "place_graduate",
    "place_in_post",
    "take_back_certificate",
    "take_back_course",
    "take_back_curriculum",
    "take_back_enrolment",
    "take_back_placement",
    "take_back_result",
]
