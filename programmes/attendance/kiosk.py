"""A shared tablet that may do one thing: let people say that they are here, on one day.

Its cookie opens /kiosk/ and nothing else. It shows no name before somebody types two letters of one, few of
them then, and forgets whoever stood before it.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from copro.limits import Limit
from programmes.attendance import actions
from programmes.attendance.newcomers import add_newcomer
from programmes.attendance.opening import EITHER_SIDE
from programmes.attendance.queries import LETTERS, plain
from programmes.models import AttendanceChange, AuditEvent, How, Kiosk, Presence
from programmes.people.models import hash_token

COOKIE = "__Secure-kiosk" if settings.HTTPS else "kiosk"
TURN = "__Secure-turn" if settings.HTTPS else "turn"
PATH = "/kiosk/"
AT_MOST = 8
A_MOMENT = timedelta(minutes=5)
WITHOUT_A_DATE = timedelta(hours=12)
# Each look-up counts: sixty people type a few letters each in ten minutes; the whole list takes many more.
LOOK_UPS = Limit("kiosk look-ups", failures=400, minutes=10)
NEWCOMERS = Limit("kiosk newcomers", failures=30, minutes=10)


class DayIsOver(Exception):
    """There is nothing left to check in to."""


@dataclass(frozen=True)
class Found:
    """Who may be meant. Nobody while too little was typed."""

    people: list
    has_more: bool = False
    is_too_short: bool = False


def ends_at(day):
    """When a tablet of this day stops by itself: an hour after the day."""
    if day.ends_at:
        return day.ends_at + EITHER_SIDE
    if day.date is None:
        return timezone.now() + WITHOUT_A_DATE
    midnight = datetime.min.time()
    return datetime.combine(day.date + timedelta(days=1), midnight, day.programme.tz)


@transaction.atomic
def start(day, *, by):
    """A new tablet of the day; returns it and the token for its cookie. Raises DayIsOver."""
    over = ends_at(day)
    if over <= timezone.now():
        raise DayIsOver
    token = secrets.token_urlsafe(16)
    kiosk = Kiosk.objects.create(
        programme=day.programme, day=day, token_hash=hash_token(token), made_by=by, expires_at=over
    )
    AuditEvent.objects.record("kiosk_started", actor=by, programme=day.programme, about=day)
    return kiosk, token


def running(day):
    """The day's tablets, the newest first."""
    rows = Kiosk.objects.filter(programme=day.programme_id, day=day, revoked_at__isnull=True)
    return rows.filter(expires_at__gt=timezone.now()).select_related("made_by").order_by("-made_at")


@transaction.atomic
def stop(day, *, by, ref=""):
    """Stop one tablet of the day, or all of them; returns how many. They end with their next request."""
    rows = running(day).select_related(None).order_by()
    stopped = (rows.filter(ref=ref) if ref else rows).update(revoked_at=timezone.now())
    if stopped:
        AuditEvent.objects.record(
            "kiosk_stopped", actor=by, programme=day.programme, about=day, tablets=stopped
        )
    return stopped


def kiosk_of(token):
    """(the tablet, whether it may go on) for a cookie; (None, False) where there was never one."""
    if not token:
        return None, False
    rows = Kiosk.objects.select_related("day", "programme__organisation", "made_by")
    kiosk = rows.filter(token_hash=hash_token(token)).first()
    if kiosk is None:
        return None, False
    kiosk.day.programme = kiosk.programme
    goes_on = kiosk.revoked_at is None and kiosk.expires_at > timezone.now()
    return kiosk, goes_on and kiosk.programme.is_published


def people_called(programme, typed):
    """People of whom a name begins with what was typed: at least two letters, at most eight people."""
    parts = _words(typed)
    if len("".join(parts)) < LETTERS:
        return Found([], is_too_short=True)
    rows = programme.memberships.current().values_list("ref", "name", "called", "team__name")
    found = []
    for ref, name, called, team in rows:
        words = _words(f"{name} {called}")
        if all(any(word.startswith(part) for word in words) for part in parts):
            found.append({"ref": ref, "name": name, "team": team or ""})
    return Found(found[:AT_MOST], has_more=len(found) > AT_MOST)


def _words(text):
    return plain(text).replace("-", " ").replace("’", "'").split()


def arrive(kiosk, membership, *, client_id):
    """Record that somebody is here in person; the change, or None when that is known already."""
    day = kiosk.day
    record = membership.attendances.filter(programme=kiosk.programme, day=day).first()
    if record and record.presence == Presence.IN_PERSON:
        return None
    return actions.record_presence(
        day, membership, Presence.IN_PERSON, by=None, how=How.KIOSK, client_id=client_id
    ).change


def newcomer(kiosk, name, *, client_id):
    """Put a name on the list and record it; (membership, change)."""
    membership, done = add_newcomer(
        kiosk.day, name, Presence.IN_PERSON, by=kiosk.made_by, how=How.KIOSK, client_id=client_id
    )
    return membership, done.change


def take_back(kiosk, ref):
    """Undo what was just recorded on a tablet of this day; False when there is nothing to undo."""
    change = AttendanceChange.objects.filter(
        programme=kiosk.programme,
        day=kiosk.day,
        ref=ref,
        how=How.KIOSK,
        item__isnull=True,
        at__gt=timezone.now() - A_MOMENT,
    ).first()
    if change is None:
        return False
    try:
        actions.undo(change, by=None, how=How.KIOSK)
    except actions.ChangedSince:
        return False
    return True
