"""What a calendar may see: published days of one programme, and one person's apologies."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from programmes.calendars.writing import calendar_file
from programmes.models import Attendance, CalendarEntry, CalendarFeed, Plan, Presence
from programmes.people.models import hash_token

CANCELLED_FOR = timedelta(days=60)


def find_feed(token):
    """The live feed of this token, or None: wrong, stopped, or of somebody who has left."""
    return (
        CalendarFeed.objects.select_related("programme", "membership")
        .filter(
            token_hash=hash_token(token),
            revoked_at__isnull=True,
            membership__left_on__isnull=True,
            membership__person__is_active=True,
        )
        .first()
    )


def feed_of(membership):
    """The person's live feed, or None."""
    return CalendarFeed.objects.filter(
        programme=membership.programme_id, membership=membership, revoked_at__isnull=True
    ).first()


def entry_of(day):
    """What calendars are told of a day that takes place, or None."""
    return CalendarEntry.objects.filter(programme=day.programme_id, day=day, is_cancelled=False).first()


def days_in_calendars(programme):
    """Days of a programme that can be put into a calendar, the next ones first in order of date."""
    today = timezone.localdate(timezone=programme.tz)
    return list(programme.days.filter(published_at__isnull=False, date__gte=today).order_by("date", "number"))


def file_of_day(programme, entry):
    return calendar_file([entry], name=programme.name, zone=programme.zone)


def file_of_feed(feed):
    """Everything that one person's calendar shows."""
    programme = feed.programme
    return calendar_file(
        _told(programme) if programme.is_published else [],
        name=programme.name,
        zone=programme.zone,
        apologies=_apologies(feed),
    )


def _told(programme):
    """Days that take place, and those that were struck out, until they would have been long over."""
    since = (timezone.localdate(timezone=programme.tz) - CANCELLED_FOR).isoformat()
    entries = CalendarEntry.objects.filter(programme=programme)
    shown = [entry for entry in entries if not entry.is_cancelled or entry.facts["date"] >= since]
    return sorted(shown, key=lambda entry: (entry.facts["date"], entry.facts["starts_at"] or "", entry.uid))


def _apologies(feed):
    sorry = Q(presence=Presence.APOLOGIES) | Q(presence__isnull=True, plan=Plan.APOLOGIES)
    mine = Attendance.objects.filter(sorry, programme=feed.programme_id, membership=feed.membership_id)
    return dict(mine.values_list("day_id", "recorded_at"))
