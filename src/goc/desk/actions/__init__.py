"""Changes to letterheads, texts, drafts and what was signed: each one function, one transaction."""

from goc.desk.actions.drafts import finalise, issue_draft, reopen, write_paper
from goc.desk.actions.letterheads import correct_letterhead, drop_letterhead, enter_letterhead
from goc.desk.actions.signing import record_signed
from goc.desk.actions.texts import write_template

__all__ = [
    "correct_letterhead",
    "drop_letterhead",
    "enter_letterhead",
    "finalise",
    "issue_draft",
    "record_signed",
    "reopen",
    "write_paper",
    "write_template",
]
