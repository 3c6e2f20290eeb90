"""An error's sentence in the language of the page."""

from django.utils.translation import gettext

from goc.lib.errors import GocError


def told(error: GocError) -> str:
    """The Vietnamese template translated, then filled in."""
    template = gettext(error.template)
    return template % error.params if error.params else template
