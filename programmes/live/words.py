"""How a day that runs is said: times, what is left, how far behind."""

import json
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from programmes.agenda.plan_times import clock
from programmes.agenda.words import how_long, twelve_hours
from programmes.live.clockwork import minutes_between


def at(moment, zone):
    """'9:30am' of an instant; '' when it is not known."""
    return "" if moment is None else twelve_hours(clock(moment.astimezone(ZoneInfo(zone))))


def left(until, now):
    """'24 minutes left', 'the time is up', '3 minutes over'; '' while nobody knows until when."""
    if until is None:
        return ""
    minutes = minutes_between(now, until)
    if minutes == 0:
        return _("the time is up")
    if minutes < 0:
        return _("%(length)s over") % {"length": how_long(-minutes)}
    return _("%(length)s left") % {"length": how_long(minutes)}


def words_for_the_clock():
    """The same words for the script that counts on while the network is away."""
    lengths = {"hour": how_long(60), "hours": how_long(120), "minute": how_long(1), "minutes": how_long(2)}
    said = {name: text.replace("1", "#").replace("2", "#") for name, text in lengths.items()}
    said |= {
        "left": _("%(length)s left") % {"length": "#"},
        "over": _("%(length)s over") % {"length": "#"},
        "up": _("the time is up"),
        "am": _("am"),
        "pm": _("pm"),
    }
    return json.dumps(said)


def behind(minutes):
    """'40 minutes behind', 'On time', '10 minutes ahead'; '' where nobody can tell."""
    if minutes is None:
        return ""
    if minutes > 0:
        return _("%(length)s behind") % {"length": how_long(minutes)}
    if minutes < 0:
        return _("%(length)s ahead") % {"length": how_long(-minutes)}
    return _("On time")


def free(minutes):
    """'20 minutes free' before something; '' where there is no time between."""
    return _("%(length)s free") % {"length": how_long(minutes)} if minutes else ""


def what_gives(how, zone, booked=None):
    """'40 minutes behind. Lunch stays at 12:30pm. The end moves to 4:10pm.'

    `booked` is the next row that waits for a booked time.
    """
    said = [f"{words}." for words in [behind(how.now)] if words]
    if booked and how.now:
        said.append(_of_booked(booked, zone))
    if how.ends_at is None:
        said.append(_("Nobody knows yet when the day ends."))
    elif how.end:
        said.append(_("The end moves to %(time)s.") % {"time": at(how.ends_at, zone)})
    elif how.end == 0:
        said.append(_("The end stays at %(time)s.") % {"time": at(how.ends_at, zone)})
    return " ".join(said)


def _of_booked(row, zone):
    late = minutes_between(row.run.planned_start, row.start)
    about = {"title": row.row.title, "time": at(row.start, zone)}
    if late > 0:
        return _("%(title)s comes %(length)s late, at %(time)s.") % (about | {"length": how_long(late)})
    return _("%(title)s stays at %(time)s.") % about
