"""Answers to "is there anything new?" that cost next to nothing while there is not.

A page that follows something asks every few seconds, and mostly nothing has changed. Its address carries a
pass: what it has seen, signed for this address. While the pass holds and the stamp is still the same, the
answer is 204 before session, person and rights are looked up, because it tells nothing. In any other case the
view is asked, which checks everything anew.
"""

import hmac
import time
from hashlib import blake2b

from django.conf import settings
from django.http import HttpResponse

# Seconds. Then the view is asked, so that a session in use is seen to be, and one that ended is refused.
LASTS = 600
PARAMETER = "pass"
_stamps = {}


def stamps(kind):
    """Register `function(*keys) -> str`: a stamp that differs after every change, for one cheap query."""

    def register(function):
        _stamps[kind] = function
        return function

    return register


def pass_for(path, kind, *keys, seen, now=None):
    """A pass for the address `path`, to be added to it as `?pass=…`."""
    until = int(time.time() if now is None else now) + LASTS
    told = "~".join([kind, *map(str, keys), seen, str(until)])
    return f"{told}~{_sign(path, told)}"


def _sign(path, told):
    key = blake2b(settings.SECRET_KEY.encode(), digest_size=32, person=b"copro.poll").digest()
    return blake2b(f"{path}|{told}".encode(), digest_size=16, key=key).hexdigest()


def is_unchanged(request, now=None):
    """True when the pass is ours, in time, and what it has seen is still so."""
    given = request.GET.get(PARAMETER, "")
    told, _tilde, signature = given.rpartition("~")
    if not told or not hmac.compare_digest(signature, _sign(request.path, told)):
        return False
    kind, *keys, seen, until = told.split("~")
    if int(until) < (time.time() if now is None else now) or kind not in _stamps:
        return False
    return _stamps[kind](*keys) == seen


class Unchanged:
    """Middleware: answers a poll that would bring nothing."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method == "GET" and PARAMETER in request.META["QUERY_STRING"] and is_unchanged(request):
            return HttpResponse(status=204)
        return self.get_response(request)
