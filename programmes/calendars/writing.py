"""Days as an iCalendar file (RFC 5545) that Outlook, Apple and Google calendars open.

No names of people, nobody's answer, no alarms: a calendar is often shared, and asks its owner about alarms.
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vDuration, vText

from programmes.agenda.times import comes_twice
from programmes.agenda.words import twelve_hours
from programmes.calendars.zones import zone_part

ASK_AGAIN_AFTER = timedelta(hours=4)


class Words(vText):
    """Text as it was typed. The library would take a backslash before an N for the end of a line."""

    def to_ical(self):
        escaped = str(self).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        return escaped.replace("\n", "\\n").encode()


def calendar_file(entries, *, name, zone, apologies=None):
    """The bytes of a calendar. `apologies`: {id of a day its owner cannot come to: when they said so}.

    It always holds a time zone, because RFC 5545 wants a part in every calendar, and there may be no day yet.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Copro//Copro//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for key in ("name", "x-wr-calname"):
        calendar.add(key, Words(name))
    calendar.add("x-wr-timezone", zone)
    calendar.add("refresh-interval", vDuration(ASK_AGAIN_AFTER), {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(ASK_AGAIN_AFTER))
    for part in _zones(entries, zone):
        calendar.add_component(part)
    for entry in entries:
        calendar.add_component(_event(entry, (apologies or {}).get(entry.day_id)))
    return calendar.to_ical()


def _zones(entries, zone):
    """The zones in use, each for the years of its days and one on either side."""
    years = {zone: {datetime.now(UTC).year}}
    for entry in entries:
        years.setdefault(entry.facts["zone"], set()).add(date.fromisoformat(entry.facts["date"]).year)
    return [zone_part(name, min(of) - 1, max(of) + 1) for name, of in sorted(years.items())]


def _event(entry, sorry_since):
    facts, event = entry.facts, Event()
    # A calendar takes the newer of two that carry the same number, so one's own answer makes it newer too.
    changed = max(entry.changed_at, sorry_since) if sorry_since else entry.changed_at
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", changed.astimezone(UTC))
    event.add("last-modified", changed.astimezone(UTC))
    event.add("summary", Words(facts["title"]))
    for key, value in _when(facts):
        event.add(key, value)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if entry.is_cancelled or sorry_since else "OPAQUE")
    if facts["place"]:
        event.add("location", Words(facts["place"]))
    event.add("description", Words(_description(entry, sorry_since)))
    if not entry.is_cancelled:
        event.add("url", settings.BASE_URL + facts["path"])
    return event


def _when(facts):
    """DTSTART and, where it is known, DTEND; the whole day when no time is known."""
    if facts["starts_at"] is None:
        on = date.fromisoformat(facts["date"])
        return [("dtstart", on), ("dtend", on + timedelta(days=1))]
    known = [("dtstart", facts["starts_at"]), ("dtend", facts["ends_at"])]
    return [(key, _moment(value, facts["zone"])) for key, value in known if value]


def _moment(iso, zone):
    """Local time, except where it comes twice: only UTC can say which one is meant."""
    utc = datetime.fromisoformat(iso).astimezone(UTC)
    local = utc.astimezone(ZoneInfo(zone))
    return utc if comes_twice(local.date(), local.time().replace(fold=0), zone) else local


def _description(entry, sorry_since):
    facts, parts = entry.facts, []
    if entry.is_cancelled:
        parts.append(_("This day does not take place as it was planned."))
    elif sorry_since:
        parts.append(_("You sent apologies for this day."))
    if facts["starts_at"] and not facts["ends_at"]:
        parts.append(_("It starts at %(time)s. The end is not known yet.") % {"time": _starts(facts)})
    if not entry.is_cancelled:
        if facts["directions"]:
            parts.append(_("How to get there:") + "\n" + facts["directions"])
        if facts["online_link"]:
            parts.append(_("Join online: %(link)s") % {"link": facts["online_link"]})
        if facts["online_note"]:
            parts.append(facts["online_note"])
        parts.append(_("What we will do that day: %(link)s") % {"link": settings.BASE_URL + facts["path"]})
    return "\n\n".join(parts)


def _starts(facts):
    local = datetime.fromisoformat(facts["starts_at"]).astimezone(ZoneInfo(facts["zone"]))
    return twelve_hours(local.hour * 60 + local.minute)
