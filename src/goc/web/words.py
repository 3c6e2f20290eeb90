"""An error's sentence, or a question's, in the language of the page."""

from django.utils.translation import gettext

from goc.lib.errors import AskedError, GocError, Question


def told(said: GocError | Question) -> str:
    """The Vietnamese template translated, then filled in."""
    if isinstance(said, AskedError):
        return " ".join(map(told, said.questions))
    template = gettext(said.template)
    return template % said.params if said.params else template
