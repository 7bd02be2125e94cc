"""When people may check themselves in."""

from datetime import timedelta

from django.utils import timezone

EITHER_SIDE = timedelta(hours=1)


def when_open(day, now=None):
    """'open', 'early' or 'late': from an hour before the day to an hour after it.

    A day without times is open on its date; a day without a date is not open yet.
    """
    now = now or timezone.now()
    if day.date is None:
        return "early"
    today = timezone.localdate(now, day.programme.tz)
    if day.starts_at is None:
        return "early" if today < day.date else "late" if today > day.date else "open"
    if now < day.starts_at - EITHER_SIDE:
        return "early"
    if day.ends_at is None:
        return "late" if today > day.date else "open"
    return "late" if now > day.ends_at + EITHER_SIDE else "open"


def is_open(day, now=None):
    return when_open(day, now) == "open"
