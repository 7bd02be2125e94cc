"""What is written down about my own days, and what can be confirmed of it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from programmes.attendance.models import CAME, Half, Presence
from programmes.attendance.words import SHORT, clock
from programmes.home.queries import DayRow, day_rows
from programmes.models import Attendance, Membership, SessionTick


@dataclass(frozen=True)
class MyDay:
    """One of our days, with everything that was recorded of me."""

    row: DayRow
    how: str = ""
    times: str = ""
    half: str = ""
    there: tuple = ()  # titles of sessions
    not_there: tuple = ()
    confirmation: str = ""  # its address


@dataclass(frozen=True)
class Confirmed:
    """A day as a confirmation says it: nothing but the day, the place and the times."""

    label: str
    date: object
    place: str
    times: str


def my_days(seat):
    """Every day, in three queries more than the home page asks."""
    rows, records, ticks = day_rows(seat), _records(seat), _ticks(seat)
    return [_my_day(seat, row, records.get(row.day.pk), ticks.get(row.day.pk, ())) for row in rows]


def _records(seat):
    mine = Attendance.objects.filter(programme=seat.programme, membership=seat.membership)
    return {record.day_id: record for record in mine}


def _ticks(seat):
    found = {}
    mine = SessionTick.objects.filter(programme=seat.programme, membership=seat.membership)
    for tick in mine.select_related("item").order_by("item__position"):
        found.setdefault(tick.day_id, []).append(tick)
    return found


def _my_day(seat, row, record, ticks):
    there = tuple(tick.item.title for tick in ticks if tick.was_there)
    not_there = tuple(tick.item.title for tick in ticks if not tick.was_there)
    if record is None or record.presence not in CAME:
        return MyDay(row, there=there, not_there=not_there)
    return MyDay(
        row,
        how=str(SHORT[Presence(record.presence)]),
        times=_times(record, seat.programme.tz),
        half=Half(record.half).label if record.half else "",
        there=there,
        not_there=not_there,
        confirmation=reverse("programmes:my_confirmation", args=[seat.programme.slug, row.day.ref]),
    )


def _times(record, zone):
    """From and to as far as they were recorded; '' when nothing was."""
    arrived = clock(record.arrived_at, zone) if record.arrived_at else ""
    left = clock(record.left_at, zone) if record.left_at else ""
    if arrived and left:
        return _("%(start)s to %(end)s") % {"start": arrived, "end": left}
    if arrived:
        return _("from %(start)s") % {"start": arrived}
    return _("until %(end)s") % {"end": left} if left else ""


def confirmed_days(seat, day=None):
    """What can be confirmed: the days on which it is recorded that I was there, or only this one of them."""
    mine = Attendance.objects.filter(
        programme=seat.programme, membership=seat.membership, presence__in=CAME
    ).select_related("day")
    records = mine.filter(day=day) if day else mine.order_by("day__number")
    return [_confirmed(record, seat.programme.tz) for record in records]


def _confirmed(record, zone):
    day = record.day
    away = {Presence.ONLINE: _("Online"), Presence.PHONE: _("By phone")}
    words = [_times(record, zone) or _("times not written down")]
    if record.half:
        words.append(str(Half(record.half).label).lower())
    elif record.presence == Presence.PART:
        words.append(_("part of the day"))
    return Confirmed(
        label=str(day.label),
        date=day.date,
        place=away.get(record.presence) or ", ".join(filter(None, [day.venue, day.room])),
        times=", ".join(words),
    )


def who_can_put_it_right(programme):
    """Names of the people who run the days."""
    people = Membership.objects.current().running_days().filter(programme=programme)
    return list(people.values_list("name", flat=True)[:4])
