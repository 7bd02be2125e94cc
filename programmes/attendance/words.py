"""What the register says of a record, in words."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.models import How, Plan, Presence

# Short enough for a button or a cell.
SHORT = {
    Presence.IN_PERSON: gettext_lazy("In person"),
    Presence.ONLINE: gettext_lazy("Online"),
    Presence.PHONE: gettext_lazy("By phone"),
    Presence.PART: gettext_lazy("Here for part"),
    Presence.CALLED_AWAY: gettext_lazy("Called away"),
    Presence.APOLOGIES: gettext_lazy("Apologies"),
    Presence.NOT_HERE: gettext_lazy("Not here"),
}


def clock(moment, zone):
    """'9:42am', in the programme's zone."""
    local = moment.astimezone(zone)
    half = _("am") if local.hour < 12 else _("pm")
    return f"{local.hour % 12 or 12}:{local.minute:02}{half}"


def on_date(date):
    """'Tuesday 19 January'; with the year when it is not this one."""
    if date is None:
        return _("Date not known yet")
    pattern = "l j F" if date.year == timezone.localdate().year else "l j F Y"
    return date_format(date, pattern)


def moment_words(moment, day, zone):
    """'9:42am' on the day itself; with the date on any other."""
    local = moment.astimezone(zone)
    if local.date() == day.date:
        return clock(moment, zone)
    return _("%(time)s on %(date)s") % {"time": clock(moment, zone), "date": date_format(local, "j F")}


def status_words(presence, plan):
    """What a record says, in one or two words; apologies sent beforehand are apologies."""
    if presence:
        return str(SHORT[Presence(presence)])
    return {
        Plan.EXPECTED: _("Not recorded"),
        Plan.COMING: _("Said they are coming"),
        Plan.ONLINE: _("Said they are coming online"),
        Plan.NOT_SURE: _("Not sure yet"),
        Plan.APOLOGIES: _("Sent apologies"),
    }[Plan(plan or Plan.EXPECTED)]


def kept_words(kept, day, zone):
    """What a line of history says: the status and its times."""
    words = [status_words(kept.get("presence"), kept.get("plan"))]
    for name, pattern in (("arrived_at", _("arrived %(time)s")), ("left_at", _("left %(time)s"))):
        if kept.get(name):
            words.append(pattern % {"time": moment_words(datetime.fromisoformat(kept[name]), day, zone)})
    return ", ".join(words)


def how_words(how):
    return How(how).label


def short_date(date):
    """'19 Jan'; nothing for a date that nobody knows yet."""
    return date_format(date, "j M") if date else _("Date to come")
