"""Keeping up what calendars are told, and the private addresses that they ask."""

import secrets

from django.db import transaction
from django.utils import timezone

from programmes.calendars.facts import facts_of
from programmes.models import CalendarEntry, CalendarFeed, Membership, ProgrammeDay
from programmes.people.models import hash_token


@transaction.atomic
def tell(day):
    """Bring what calendars are told of a day up to date. Returns True when that changed anything.

    Safe to call as often as one likes, inside or after the transaction that changed the day.
    """
    # What was saved counts, not what the caller holds; two people who save at once tell one after the other.
    day = (
        ProgrammeDay.objects.select_related("programme")
        .select_for_update(of=("self",))
        .filter(programme=day.programme_id, pk=day.pk)
        .first()
    )
    if day is None:
        return False
    entry = CalendarEntry.objects.filter(programme=day.programme_id, day=day).first()
    facts = facts_of(day)
    if facts is None:
        return bool(entry and _cancel(entry))
    if entry is None:
        CalendarEntry.objects.create(programme_id=day.programme_id, day=day, uid=str(day.pk), facts=facts)
        return True
    if entry.facts == facts and not entry.is_cancelled:
        return False
    _change(entry, facts=facts, is_cancelled=False)
    return True


def tell_programme(programme_id):
    """Every published day of a programme. Returns how many were told anew."""
    days = ProgrammeDay.objects.filter(programme=programme_id, published_at__isnull=False)
    return sum(tell(day) for day in days)


def cancel(day):
    """The day goes: calendars that have it strike it out."""
    entry = CalendarEntry.objects.select_for_update().filter(programme=day.programme_id, day=day).first()
    return bool(entry and _cancel(entry))


def _cancel(entry):
    """The last facts stay, so that a calendar knows what it strikes out."""
    if entry.is_cancelled:
        return False
    _change(entry, is_cancelled=True)
    return True


def _change(entry, **new):
    for name, value in new.items():
        setattr(entry, name, value)
    entry.sequence += 1
    entry.changed_at = timezone.now()
    entry.save(update_fields=[*new, "sequence", "changed_at"])


@transaction.atomic
def make_feed(membership):
    """A fresh private address; the one before it stops working. Returns its token: only the hash is kept."""
    Membership.objects.select_for_update().get(programme=membership.programme_id, pk=membership.pk)
    stop_feed(membership)
    token = secrets.token_urlsafe(16)
    CalendarFeed.objects.create(
        programme_id=membership.programme_id, membership=membership, token_hash=hash_token(token)
    )
    return token


def stop_feed(membership):
    """The address opens nothing from now on. Returns True when there was one."""
    live = CalendarFeed.objects.filter(
        programme=membership.programme_id, membership=membership, revoked_at__isnull=True
    )
    return bool(live.update(revoked_at=timezone.now()))
