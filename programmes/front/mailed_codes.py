"""Codes by email that prove somebody reads an address, for what happens outside signing in.

The code's hash waits in the visitor's own session, so it works only in the browser that asked for it. What
they wrote meanwhile waits sealed beside it: it may say what helps them take part.
"""

import json
import uuid
from base64 import b64decode, b64encode
from datetime import timedelta

from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.dateparse import parse_datetime

from copro.crypto import CannotOpen, seal, unseal
from copro.keys import new_code, tidy_code
from copro.limits import address_of
from programmes.front.entry import LETTERS_FROM_ONE, LETTERS_TO_ONE, WRONG_ANSWERS, TooManyTries
from programmes.people import letters

MINUTES = 10
TRIES = 3


class _Waiting:
    """Stands in for a row: what is sealed here opens only under the same purpose and key."""

    class _meta:
        label_lower = "front.waiting"

    def __init__(self, pk):
        self.pk = pk


def letter_allowed(request, email):
    """Count one letter. Raises TooManyTries when this address or this visitor has had enough of them."""
    to, by = email.lower(), address_of(request)
    if LETTERS_TO_ONE.is_reached(to) or LETTERS_FROM_ONE.is_reached(by):
        raise TooManyTries
    LETTERS_TO_ONE.fail(to)
    LETTERS_FROM_ONE.fail(by)


def ask(request, purpose, email, **written):
    """Send a code to this address and keep `written` until it comes back. Raises TooManyTries and OSError."""
    letter_allowed(request, email)
    code, key = new_code(), uuid.uuid4().hex
    letters.send_address_check(email, code)
    kept = seal(json.dumps({"email": email, **written}), _Waiting(key), purpose)
    request.session[_name(purpose)] = {
        "key": key,
        "hash": _hash(key, code),
        "kept": b64encode(kept).decode(),
        "until": (timezone.now() + timedelta(minutes=MINUTES)).isoformat(),
        "tries": 0,
    }


def waiting(request, purpose):
    """What was kept (with "email"), or None when nothing waits or the ten minutes are over."""
    held = request.session.get(_name(purpose))
    if not held or parse_datetime(held["until"]) < timezone.now():
        return None
    try:
        return json.loads(unseal(b64decode(held["kept"]), _Waiting(held["key"]), purpose))
    except CannotOpen:
        return None


def is_right(request, purpose, typed):
    """True when this is the code that was sent; three wrong ones and it is gone. Raises TooManyTries."""
    held, about = request.session.get(_name(purpose)), waiting(request, purpose)
    if about is None:
        return False
    subjects = about["email"].lower(), f"address {address_of(request)}"
    if WRONG_ANSWERS.is_reached(*subjects):
        raise TooManyTries
    if constant_time_compare(held["hash"], _hash(held["key"], tidy_code(typed))):
        return True
    WRONG_ANSWERS.fail(*subjects)
    held["tries"] += 1
    if held["tries"] >= TRIES:
        forget(request, purpose)
    else:
        request.session[_name(purpose)] = held
    return False


def forget(request, purpose):
    request.session.pop(_name(purpose), None)


def _name(purpose):
    return f"waiting for {purpose}"


def _hash(key, code):
    return salted_hmac(f"copro.mailed.{key}", code, algorithm="sha256").hexdigest()
