"""Wall time, zone and instant. What was typed is kept; the instant is worked out from it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _


class NoSuchTime(ValueError):
    """The clocks go forward over this time. `instead` is the first wall time after the gap."""

    def __init__(self, wall, instead):
        super().__init__(
            _("Clocks go forward; %(wall)s does not exist. Try %(instead)s")
            % {"wall": wall.strftime("%H:%M"), "instead": instead.strftime("%H:%M")}
        )
        self.instead = instead


def instant(date, wall, zone, fold=0):
    """The UTC instant of a wall time on a date in a zone (IANA name).

    `fold` says which one is meant when the clocks go back and the time comes twice. Raises NoSuchTime when
    they go forward and it does not come at all.
    """
    local = datetime.combine(date, wall, ZoneInfo(zone)).replace(fold=fold)
    utc = local.astimezone(UTC)
    back = utc.astimezone(ZoneInfo(zone))
    if back.replace(tzinfo=None, fold=0) != local.replace(tzinfo=None, fold=0):
        raise NoSuchTime(wall, max(back, _other_side(local, zone), key=lambda moment: moment.time()).time())
    return utc


def _other_side(local, zone):
    return local.replace(fold=1 - local.fold).astimezone(UTC).astimezone(ZoneInfo(zone))


def comes_twice(date, wall, zone):
    """True when the clocks go back over this wall time."""
    first = datetime.combine(date, wall, ZoneInfo(zone))
    if first.utcoffset() == first.replace(fold=1).utcoffset():
        return False
    back = first.astimezone(UTC).astimezone(ZoneInfo(zone))
    return back.replace(tzinfo=None, fold=0) == first.replace(tzinfo=None)


def set_instants(day):
    """Work out a day's `starts_at` and `ends_at` from what was typed; null where something is not known.

    An end before its start falls on the next date. Raises NoSuchTime.
    """
    day.starts_at = day.ends_at = None
    if day.date and day.start_wall:
        day.starts_at = instant(day.date, day.start_wall, day.zone, day.start_fold)
    if day.date and day.end_wall:
        later = bool(day.start_wall and day.end_wall <= day.start_wall)
        day.ends_at = instant(day.date + timedelta(days=later), day.end_wall, day.zone, day.start_fold)
