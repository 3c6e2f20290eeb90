"""One-time codes: what they are made of, how they are read when somebody types them."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that is taken for a digit."""
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
LIFE = timedelta(days=3)
TRIES = 5
"""Wrong codes at one address in a quarter of an hour."""
CODE_TRY = "accounts.code_try"


def new_code() -> str:
    """Sixty random bits, in three groups of four to read out and to type."""
    letters = [secrets.choice(ALPHABET) for _ in range(12)]
    return "-".join("".join(letters[at : at + 4]) for at in (0, 4, 8))


def digest_of_code(typed: str) -> str:
    """Of a code however it is spaced and written; only this is kept."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    return hashlib.sha256(letters.translate(READ_AS).encode()).hexdigest()
