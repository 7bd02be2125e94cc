"""Three pictures that only their writer knows.

A facilitator prints the cards, so a card may have been copied before its owner held it. A card alone must not
open what somebody wrote: whoever may come in by card, which is everybody without an email, chooses three
pictures before the first reflection, and shows them once in every session. Somebody who signs in by email may
choose pictures too. A card session can never choose them for words that are there already.
"""

import hashlib
import hmac
import secrets
from functools import wraps

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from copro.limits import Limit
from mindsets.models import Entry, MoveNote, Reflection, Sharing
from programmes.access import Right, allow

# Key, what it is called, and whether the drawing is one of the places (the rest are everyday icons).
PICTURES = [
    ("p-gate", _("Gate")),
    ("p-path", _("Path")),
    ("p-brambles", _("Brambles")),
    ("p-bench", _("Bench")),
    ("p-clearing", _("Clearing")),
    ("p-depends", _("Signpost")),
    ("home", _("House")),
    ("heart", _("Heart")),
    ("clock", _("Clock")),
    ("pin", _("Pin")),
    ("pencil", _("Pencil")),
    ("calendar", _("Calendar")),
]
CHOSEN = 3
# 1,728 ways to choose: ten wrong ones a day would take half a year to go through.
TRIES = (Limit("pictures", failures=5, minutes=60), Limit("pictures_a_day", failures=10, minutes=24 * 60))
OPENED = "pictures_shown"
# Whoever prints a card runs the days: these answers are hidden from them, the others they may read anyway.
HIDDEN_FROM_STAFF = (Sharing.ME, Sharing.TEAM)


def _digest(pictures, salt):
    return hashlib.scrypt("-".join(pictures).encode(), salt=salt, n=2**14, r=8, p=1, dklen=32)


def set_pictures(person, pictures):
    """Lock with these pictures, in this order."""
    salt = secrets.token_bytes(16)
    person.picture_lock = f"{salt.hex()}${_digest(pictures, salt).hex()}"
    person.save(update_fields=["picture_lock"])


def remove_pictures(person):
    person.picture_lock = ""
    person.save(update_fields=["picture_lock"])


def are_right(person, pictures):
    salt, _dollar, digest = person.picture_lock.partition("$")
    return bool(digest) and hmac.compare_digest(_digest(pictures, bytes.fromhex(salt)), bytes.fromhex(digest))


def too_many_tries(person):
    return any(limit.is_reached(str(person.pk)) for limit in TRIES)


def count_wrong_try(person):
    for limit in TRIES:
        limit.fail(str(person.pk))


def open_for_session(request):
    """Remember in this session that the pictures were shown; a new lock needs showing again."""
    request.session[OPENED] = request.user.picture_lock[:32]


def is_open(request):
    """True when this session may see its person's private words."""
    if not request.user.picture_lock:
        return bool(request.user.email) and not request.session.get("by_card")
    return hmac.compare_digest(request.session.get(OPENED, ""), request.user.picture_lock[:32])


def may_choose(request):
    """False where a card would put new pictures before words that were written without it."""
    if request.user.picture_lock:
        return is_open(request)
    return not (request.session.get("by_card") and has_written(request.user))


def has_written(person):
    """True when there are words that the people running the days may not read."""
    return any(
        Entry.objects.filter(
            programme=programme, membership=membership, sharing__in=HIDDEN_FROM_STAFF
        ).exists()
        or MoveNote.objects.filter(programme=programme, membership=membership).exists()
        for membership, programme in person.memberships.values_list("pk", "programme_id")
    )


@transaction.atomic
def start_again(person):
    """Pictures forgotten: what the people running the days may not read goes; what they may, stays."""
    places = person.memberships.values_list("pk", "programme_id")
    for membership, programme in places:
        Entry.objects.filter(
            programme=programme, membership=membership, sharing__in=HIDDEN_FROM_STAFF
        ).delete()
        Reflection.objects.filter(programme=programme, membership=membership, entries__isnull=True).delete()
        MoveNote.objects.filter(programme=programme, membership=membership).delete()
    remove_pictures(person)


def for_writers(view):
    """Someone with a place, whose private words are open in this session. The only way to a view of them."""

    @allow(Right.TAKE_PART)
    @wraps(view)
    def guarded(request, seat, *args, **kwargs):
        if not is_open(request):
            if getattr(request, "htmx", None):  # a page that saves by itself keeps its words and waits
                return HttpResponse(status=401)
            back = urlencode({"next": request.get_full_path()})
            return redirect(f"{reverse('mindsets:lock', args=[seat.programme.slug])}?{back}")
        return view(request, seat, *args, **kwargs)

    return guarded
