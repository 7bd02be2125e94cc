"""Dates, times and lengths of a plan as people say them."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from copro.templatetags.ui import icon_svg
from programmes.agenda.plan_times import clock, wall
from programmes.models import ItemKind

PICTURES = {
    ItemKind.ARRIVE: "home",
    ItemKind.WELCOME: "heart",
    ItemKind.INPUT: "sound",
    ItemKind.TEAM_TIME: "people",
    ItemKind.SHARING: "talk",
    ItemKind.ACTIVITY: "shapes",
    ItemKind.REFLECTION: "note",
    ItemKind.BREAK: "cup",
    ItemKind.SOCIAL: "smile",
    ItemKind.OTHER: "dots",
}


def twelve_hours(minutes):
    """'9:30am' of a clock time; '' when it is not known."""
    if minutes is None:
        return ""
    at = wall(minutes)
    return f"{(at.hour - 1) % 12 + 1}:{at.minute:02d}{_('am') if at.hour < 12 else _('pm')}"


def iso(minutes):
    """'09:30' of a clock time; '' when it is not known."""
    return "" if minutes is None else wall(minutes).strftime("%H:%M")


def from_to(start, end):
    """'9:30am to 10am' as far as it is known; '' when nothing is."""
    if start is None:
        return ""
    if end is None:
        return _("from %(start)s") % {"start": twelve_hours(start)}
    return _("%(start)s to %(end)s") % {"start": twelve_hours(start), "end": twelve_hours(end)}


def how_long(minutes):
    """'2 hours 10 minutes', '45 minutes'."""
    hours, rest = divmod(minutes, 60)
    said = []
    if hours:
        said.append(ngettext("%(hours)s hour", "%(hours)s hours", hours) % {"hours": hours})
    if rest or not hours:
        said.append(ngettext("%(minutes)s minute", "%(minutes)s minutes", rest) % {"minutes": rest})
    return " ".join(said)


def things_at_once(number):
    """'2 things at the same time'."""
    return ngettext("%(number)s thing", "%(number)s things at the same time", number) % {"number": number}


def kind_picture(kind):
    return icon_svg(PICTURES[kind])


def when(day):
    """'Tuesday 19 January 2027, 9:30am to 3:30pm' as far as it is known."""
    if day.date is None:
        if day.window_from and day.window_to:
            return _("Some time from %(first)s to %(last)s") % {
                "first": date_format(day.window_from, "j F"),
                "last": date_format(day.window_to, "j F Y"),
            }
        return _("Date not yet known")
    date = date_format(day.date, "l j F Y")
    times = from_to(clock(day.start_wall), clock(day.end_wall))
    return f"{date}, {times}" if times else date
