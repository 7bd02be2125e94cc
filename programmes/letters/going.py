"""When letters go, and until when they make sense."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from programmes.agenda.times import NoSuchTime, instant
from programmes.models import LetterKind

MORNING = time(9, 0)  # when a letter goes that is so many days from its day
ABOUT_WHAT_COMES = {LetterKind.INVITATION, LetterKind.REMINDER, LetterKind.CHANGE}


def goes_at(letter):
    """The moment it goes: None means at once, `NEVER` while its day has no date."""
    if letter.days_from_day is None:
        return letter.send_at
    if letter.day is None or letter.day.date is None:
        return NEVER
    return on_a_morning(letter.day, letter.days_from_day)


NEVER = datetime.max.replace(tzinfo=UTC)


def on_a_morning(day, days):
    """Nine o'clock in the day's zone, so many days after it (before it, when negative)."""
    date = day.date + timedelta(days=days)
    try:
        return instant(date, MORNING, day.zone)
    except NoSuchTime as error:
        return instant(date, error.instead, day.zone)


def is_due(letter, now=None):
    moment = goes_at(letter)
    return moment is None or moment <= (now or timezone.now())


def is_over(day, now=None):
    """True from the midnight after the day. A day whose date nobody knows is not over."""
    if day.is_closed:
        return True
    if day.date is None:
        return False
    now = now or timezone.now()
    ends = day.ends_at or now
    return now > ends and timezone.localdate(now, ZoneInfo(day.zone)) > day.date


def comes_too_late(letter, now=None):
    """An invitation or reminder that nobody needs after the day."""
    return letter.day is not None and letter.kind in ABOUT_WHAT_COMES and is_over(letter.day, now)


def next_day(programme, day=None, today=None):
    """The next published day after this one (after today, where there is none); None when nobody knows."""
    today = today or timezone.localdate(timezone=programme.tz)
    after = max(filter(None, [today, day.date if day else None]))
    published = programme.days.filter(programme=programme, published_at__isnull=False)
    if day:
        published = published.exclude(pk=day.pk)
    soonest = published.filter(date__gte=after).order_by("date", "number").first()
    if soonest or day is None:
        return soonest
    return published.filter(date__isnull=True, number__gt=day.number).order_by("number").first()
