"""A sentence from below the edge in the language of the page: of an error, a question, of what was
not read.
"""

from django.utils.translation import gettext

from goc.files.reading import Unread
from goc.lib.errors import AskedError, GocError, Question


def told(said: GocError | Question | Unread) -> str:
    """The Vietnamese template translated, then filled in."""
    if isinstance(said, AskedError):
        return " ".join(map(told, said.questions))
    template = gettext(said.template)
    return template % said.params if said.params else template
