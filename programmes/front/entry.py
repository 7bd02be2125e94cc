"""Codes from walls, cards and letters: what they open, and how often somebody may guess.

Wrong, expired and foreign codes all get the same answer. Only failures count against anybody, because a
whole hospital shares one address.
"""

import secrets
from dataclasses import dataclass

from copro.keys import CARD_CODE_LENGTH, CODE_LENGTH, tidy_code
from copro.limits import Limit, address_of
from programmes.attendance.opening import is_open
from programmes.models import EntryCode, PersonalCard, ProgrammeDay
from programmes.people import cards

WRONG_CODES = Limit("codes", failures=10, minutes=10)
WRONG_CODES_EVERYWHERE = Limit("codes everywhere", failures=60, minutes=1)
LETTERS_TO_ONE = Limit("letters to one", failures=5, minutes=10)
LETTERS_FROM_ONE = Limit("letters from one", failures=60, minutes=10)
WRONG_ANSWERS = Limit("answers to letters", failures=10, minutes=10)


class TooManyTries(Exception):
    """This visitor, or the whole site, has had too many wrong codes just now."""


def visitor(request):
    """Who is asking, as far as limits go: the address, and this browser's session."""
    if "visitor" not in request.session:
        request.session["visitor"] = secrets.token_hex(8)
    return f"address {address_of(request)}", f"session {request.session['visitor']}"


def check_tries(request):
    """Raises TooManyTries."""
    if WRONG_CODES.is_reached(*visitor(request)) or WRONG_CODES_EVERYWHERE.is_reached("site"):
        raise TooManyTries


def count_failure(request):
    WRONG_CODES.fail(*visitor(request))
    WRONG_CODES_EVERYWHERE.fail("site")


@dataclass(frozen=True)
class Opens:
    """What a code opens: one of these."""

    programme: object = None
    day: ProgrammeDay | None = None
    card: PersonalCard | None = None


def what_opens(typed):
    """What this code opens just now, or None. Says nothing about why not."""
    code = tidy_code(typed)
    if len(code) == CARD_CODE_LENGTH:
        card = cards.find_by_code(code)
        return Opens(card=card) if card else None
    if len(code) != CODE_LENGTH:
        return None
    found = (
        EntryCode.objects.live().select_related("programme__organisation", "day").filter(symbols=code).first()
    )
    if found is None:
        return None
    if found.day is None:
        return Opens(programme=found.programme)
    if not found.programme.is_published or not is_open(found.day):
        return None
    return Opens(programme=found.programme, day=found.day)


def day_at_the_door(request):
    """The day whose code this visitor gave, while it is open; None otherwise."""
    day = (
        ProgrammeDay.objects.select_related("programme")
        .filter(programme=request.session["day_code"]["programme"], pk=request.session["day_code"]["day"])
        .first()
        if request.session.get("day_code")
        else None
    )
    return day if day and is_open(day) else None


def remember_day(request, day):
    """This visitor stands at the door of this day: kept through signing in, gives nothing by itself."""
    request.session["day_code"] = {"programme": str(day.programme_id), "day": str(day.pk)}
