"""A time zone in a calendar's own words (VTIMEZONE), for the years that the calendar is about.

The icalendar library can make these too, but says when summer time begins by the clock after the change,
where RFC 5545 (3.6.5) wants the clock before it; and lists of dates, which Outlook does not read. Here every
change of the clocks stands by itself.
"""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard


@lru_cache(maxsize=64)
def zone_part(name, first_year, last_year):
    """The VTIMEZONE of an IANA zone, right from the first year to the last."""
    zone = ZoneInfo(name)
    begins = datetime(first_year, 1, 1, tzinfo=UTC)
    changes = list(_changes(zone, begins, datetime(last_year + 1, 1, 1, tzinfo=UTC)))
    winter = min(moment.astimezone(zone).utcoffset() for moment in [begins, *changes])
    part = Timezone()
    part.add("tzid", name)
    part.add_component(_observance(zone, begins, begins, winter))
    for moment in changes:
        part.add_component(_observance(zone, moment, moment - timedelta(seconds=1), winter))
    return part


def _changes(zone, begins, ends):
    """The instants at which the offset changes."""
    day = timedelta(days=1)
    while begins < ends:
        if _offset(zone, begins) != _offset(zone, begins + day):
            yield _the_second(zone, begins, begins + day)
        begins += day


def _offset(zone, moment):
    return moment.astimezone(zone).utcoffset()


def _the_second(zone, before, after):
    was = _offset(zone, before)
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=int((after - before).total_seconds()) // 2)
        before, after = (middle, after) if _offset(zone, middle) == was else (before, middle)
    return after


def _observance(zone, moment, just_before, winter):
    to, since = _offset(zone, moment), _offset(zone, just_before)
    part = TimezoneDaylight() if to > winter else TimezoneStandard()
    part.add("dtstart", (moment + since).replace(tzinfo=None))
    part.add("tzoffsetfrom", since)
    part.add("tzoffsetto", to)
    part.add("tzname", moment.astimezone(zone).tzname())
    return part
