"""A column is written once, on the model: label, help, catalogue, whether it is sensitive, its kind,
where it does not appear.

Lists, forms, workbooks, frozen columns and grains are made from these (`lists.shapes`). In
migrations a field of ours is the plain Django field: a label, a help or a mask never makes one.
What is allowed stands in the actions, never here.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django.core.validators import MinValueValidator
from django.db import models

NOT_IN_MIGRATIONS = ("verbose_name", "help_text", "validators")


class Told:
    """What every field of ours carries besides its column. `kind` is a key of `lists.kinds.KINDS`.

    `frozen`: whether snapshots hold it. Of a person (`people.columns`): `listed`, whether the list
    of people shows it; `expected`, whether a file without it is one to complete.
    """

    kind: ClassVar[str] = "text"
    plain: ClassVar[str] = "CharField"
    looked_up: ClassVar[str] = ""
    """Of a column that points elsewhere, after its name: by which column there it is sought."""

    def __init__(
        self,
        label: Any = None,
        *,
        help: Any = "",
        catalogue: str = "",
        sensitive: bool = False,
        frozen: bool = True,
        listed: bool = True,
        expected: bool = False,
        **column: Any,
    ) -> None:
        self.catalogue = catalogue
        self.sensitive = sensitive
        self.frozen, self.listed, self.expected = frozen, listed, expected
        column.setdefault("verbose_name", label)
        column.setdefault("help_text", help)
        super().__init__(**column)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, args, column = super().deconstruct()  # type: ignore[misc]  # of the field beside
        kept = {key: value for key, value in column.items() if key not in NOT_IN_MIGRATIONS}
        return name, f"django.db.models.{self.plain}", args, kept


class LineField(Told, models.CharField):  # type: ignore[type-arg]
    """One line of text; empty text is "not known"."""

    def __init__(self, label: Any = None, **more: Any) -> None:
        more.setdefault("max_length", 200)
        super().__init__(label, **more)


class DigitsField(LineField):
    """A number that nobody reckons with: of a telephone, of a paper."""

    kind = "digits"


class ChoiceField(Told, models.CharField):  # type: ignore[type-arg]
    """One of the `choices` written on the model."""

    kind = "choice"


class CodeField(Told, models.CharField):  # type: ignore[type-arg]
    """A code of a dated catalogue; what is printed is its label on the day of the paper."""

    kind = "code"

    def __init__(self, label: Any = None, **more: Any) -> None:
        more.setdefault("max_length", 40)
        super().__init__(label, **more)


class DayField(Told, models.DateField):  # type: ignore[type-arg]
    kind, plain = "day", "DateField"


class YearField(Told, models.PositiveSmallIntegerField):  # type: ignore[type-arg]
    kind, plain = "year", "PositiveSmallIntegerField"


class CountField(Told, models.PositiveIntegerField):  # type: ignore[type-arg]
    kind, plain = "count", "PositiveIntegerField"


class FlagField(Told, models.BooleanField):  # type: ignore[type-arg]
    kind, plain = "flag", "BooleanField"


class MoneyField(Told, models.DecimalField):  # type: ignore[type-arg]
    """Million đồng to the thousand đồng, never negative."""

    kind, plain = "money", "DecimalField"

    def __init__(self, label: Any = None, **more: Any) -> None:
        more = {"max_digits": 18, "decimal_places": 3, **more}
        super().__init__(label, validators=[MinValueValidator(Decimal(0))], **more)
