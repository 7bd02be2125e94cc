"""A published plan as the run needs it: which sessions go together, and for which instants."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from programmes.agenda.plan_times import A_DAY, clock, wall
from programmes.agenda.times import NoSuchTime, instant
from programmes.live.clockwork import MINUTE
from programmes.models import AgendaItem


@dataclass(frozen=True)
class Planned:
    """One session that has a place in the day's run of times."""

    item: AgendaItem
    slot: int
    start: datetime | None
    end: datetime | None
    minutes: int | None
    is_pinned: bool


def is_any_time(row, item):
    return row.get("any_time", item is not None and item.any_time)


def planned_sessions(day, plan):
    """The sessions of a published plan in order; parts and those for any time have no place of their own."""
    items = AgendaItem.objects.filter(programme=day.programme_id, day=day).select_related("alongside")
    by_ref = {item.ref: item for item in items}
    found, reached = [], None
    for row in plan:
        item = by_ref.get(row["ref"])
        if item is None or row["is_part"] or is_any_time(row, item):
            continue
        beside = _beside(row, item, found)
        is_pinned = beside is None and item.pinned_start is not None and row["start"] is not None
        start = beside.start if beside else _start(day, row, reached, is_pinned=is_pinned)
        end = start + row["minutes"] * MINUTE if start and row["minutes"] is not None else None
        slot = beside.slot if beside else len({each.slot for each in found}) + 1
        found.append(Planned(item, slot, start, end, row["minutes"], is_pinned))
        reached = _last_end(found, slot)
    return found


def _beside(row, item, found):
    """The session that this one begins with, where that is on the plan."""
    owner = row.get("alongside", item.alongside and item.alongside.ref)
    return next((each for each in found if each.item.ref == owner), None) if owner else None


def _last_end(found, slot):
    ends = [each.end for each in found if each.slot == slot]
    return None if None in ends else max(ends)


def _start(day, row, reached, *, is_pinned):
    """Minutes are minutes, also while the clocks change; only the first and what is booked go by the wall."""
    if row["start"] is None:
        return None
    if reached is not None and not is_pinned:
        return reached
    return at_clock(day, row["start"], not_before=reached)


def at_clock(day, minutes, *, not_before=None):
    """The instant of a plan's clock time; where that comes twice, the one that is not before something."""
    date = (day.date or timezone.localdate(timezone=ZoneInfo(day.zone))) + timedelta(days=minutes // A_DAY)
    found = _instant(date, wall(minutes), day, day.start_fold if not_before is None else 0)
    if not_before is not None and found < not_before:
        found = _instant(date, wall(minutes), day, 1)
    return found if not_before is None else max(found, not_before)


def _instant(date, at, day, fold):
    try:
        return instant(date, at, day.zone, fold)
    except NoSuchTime as problem:
        return instant(date, problem.instead, day.zone)


def local_clock(moment, zone):
    """A plan's clock time of an instant."""
    return None if moment is None else clock(moment.astimezone(ZoneInfo(zone)))
