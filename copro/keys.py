"""Keys and codes: what a row is called, and what a person can type.

Primary keys are UUIDv4, because version 7 and serial numbers reveal who came first.
Addresses use short references, never names.
"""

import secrets
import uuid

from django.db import models

# 25 symbols that no one mistakes for another: no 0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V.
SYMBOLS = "3467ACDEFGHJKMNPQRTVWXY9Z"
REF_SYMBOLS = "346789acdefghjkmnpqrtwxy"
CODE_LENGTH = 6
CARD_CODE_LENGTH = 10


def new_ref():
    """Eight symbols that name a row in an address; unique within one programme."""
    return "".join(secrets.choice(REF_SYMBOLS) for _ in range(8))


def new_code(length=CODE_LENGTH):
    """A code to read from a wall and type: 6 symbols are 27.9 bits, 10 are 46 bits."""
    return "".join(secrets.choice(SYMBOLS) for _ in range(length))


def tidy_code(typed):
    """What somebody typed, as the code it must have been: no spaces, dashes or small letters."""
    return "".join(char for char in typed.upper() if char.isalnum())


class Keyed(models.Model):
    """A row with a key that tells nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


class RefConverter:
    """`<ref:day>` in a route: a short reference."""

    regex = f"[{REF_SYMBOLS}]{{8}}"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return str(value)
