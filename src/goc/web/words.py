"""A sentence from below the edge in the language of the page: of an error, of what was not read."""

from django.utils.translation import gettext

from goc.files.reading import Unread
from goc.lib.errors import GocError


def told(said: GocError | Unread) -> str:
    """The Vietnamese template translated, then filled in."""
    template = gettext(said.template)
    return template % said.params if said.params else template
