"""When a day is over: from then on nobody is "in the building", and names of visitors go."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.utils import timezone


def is_over(day, now=None):
    """True once the day is closed, or its date and its end have passed where it takes place."""
    if day.is_closed:
        return True
    if day.date is None:
        return False
    now = now or timezone.now()
    if timezone.localdate(now, ZoneInfo(day.zone)) <= day.date:
        return False
    return day.ends_at is None or now > day.ends_at


def is_to_come(day, now=None):
    """True before the day's date begins; a day without a date may be today."""
    if day.date is None:
        return False
    zone = ZoneInfo(day.zone)
    return (now or timezone.now()) < datetime.combine(day.date, time.min, zone)
