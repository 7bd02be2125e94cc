"""What is on, what comes next, and how a day really goes beside its plan."""

from django.utils import timezone

from programmes.agenda.published import PublishedRow, published_rows
from programmes.agenda.words import kind_picture
from programmes.live import clockwork, words
from programmes.live.clockwork import Leg
from programmes.live.rows import ALL_DONE, BEFORE, LEFT, OVER, RUNNING, WAITING, LiveDay, LiveRow, NowAndNext
from programmes.models import DayRun, ItemKind, RunState, SessionRun


def run_of(day):
    return DayRun.objects.filter(programme=day.programme_id, day=day).first()


def sessions_of(run):
    """The run's sessions in order, with the session of the plan each stands for."""
    own = SessionRun.objects.filter(programme=run.programme_id, run=run)
    return list(own.select_related("item").order_by("position"))


def live_day(day, now=None, *, has_run=True):
    """The whole day as it goes, in a few queries however long it is.

    `has_run` False: somebody knows already that the day was not started.
    """
    now = now or timezone.now()
    published = published_rows(day)
    run = run_of(day) if has_run else None
    if run is None:
        rows = tuple(LiveRow(row, day.zone) for row in published)
        first = next((row for row in rows if not row.row.is_part and not row.row.any_time), None)
        coming = NowAndNext(BEFORE, day.zone, now, next=(first,) if first else (), begins=day.starts_at)
        return LiveDay(None, coming, rows, published)
    sessions = sessions_of(run)
    slots = slots_of(sessions)
    legs = [leg_of(slot) for slot in slots]
    spans = clockwork.follow(legs, now)
    rows = _rows(day, published, slots, legs, spans, now)
    current = _current(day, run, rows, slots, legs, now)
    how = clockwork.how_behind(legs, spans)
    return LiveDay(run, current, rows, published, how, words.what_gives(how, day.zone, _booked(rows)))


def slots_of(sessions):
    """[[sessions that go together], …] in the order of the run."""
    slots = {}
    for session in sessions:
        slots.setdefault(session.slot, []).append(session)
    return list(slots.values())


def leg_of(slot):
    """What a slot is to the clock: as long as the longest of its sessions that was not left out."""
    there = [each for each in slot if each.state != RunState.SKIPPED] or slot
    lasts = [None if each.minutes is None else each.minutes + each.extra_minutes for each in there]
    return Leg(
        state=str(there[0].state),
        minutes=None if None in lasts else max(lasts),
        planned_start=min((each.planned_start for each in there if each.planned_start), default=None),
        planned_end=max((each.planned_end for each in there if each.planned_end), default=None),
        is_pinned=any(each.is_pinned for each in there),
        started_at=min((each.started_at for each in there if each.started_at), default=None),
        ended_at=max((each.ended_at for each in there if each.ended_at), default=None),
    )


def _rows(day, published, slots, legs, spans, now):
    """Each session with its parts behind it; what has no place in the run of times comes last."""
    by_ref = {row.ref: row for row in published}
    parts = _parts(published)
    can_move = _movable(legs)
    following = next((number for number, leg in enumerate(legs) if _is_to_come(leg, now)), None)
    found = []
    free = clockwork.free_before(legs, spans)
    for number, (slot, leg, span) in enumerate(zip(slots, legs, spans, strict=True)):
        up, down = can_move[number]
        for session in slot:
            row = by_ref.get(session.item.ref) or _as_it_was(session.item)
            one = _one(session, leg, span)
            found.append(
                LiveRow(
                    row,
                    day.zone,
                    session,
                    *one,
                    is_next=number == following and session.state != RunState.SKIPPED,
                    is_waiting=session.state == RunState.ON and session.started_at > now,
                    free_before=words.free(free[number]) if session is slot[0] else "",
                    can_go_up=up,
                    can_go_down=down,
                )
            )
            found += [LiveRow(part, day.zone) for part in parts.get(row.ref, [])]
    found += [LiveRow(row, day.zone) for row in published if row.any_time]
    return tuple(found)


def _one(session, leg, span):
    """(start, end) of one session of a slot: the shorter ones end before it does."""
    if session.state == RunState.SKIPPED:
        return None, None
    if session.state == RunState.DONE:
        return session.started_at, session.ended_at
    if span.end is None or session.minutes is None or leg.minutes is None:
        return span.start, None
    shorter = leg.minutes - session.minutes - session.extra_minutes
    return span.start, span.end - shorter * clockwork.MINUTE


def _booked(rows):
    """The next session that waits for a booked time, or None."""
    return next((row for row in rows if row.is_to_come and row.run.is_pinned and row.start), None)


def _is_to_come(leg, now):
    return leg.state == RunState.TO_COME or (leg.state == RunState.ON and leg.started_at > now)


def _movable(legs):
    """(can go up, can go down) of each leg, among those that are to come."""
    coming = [number for number, leg in enumerate(legs) if leg.state == RunState.TO_COME]
    return [
        (number in coming and number != coming[0], number in coming and number != coming[-1])
        for number in range(len(legs))
    ]


def _parts(published):
    """{session's reference: its parts}."""
    found, owner = {}, ""
    for row in published:
        if row.is_part:
            found.setdefault(owner, []).append(row)
        else:
            owner = row.ref
    return found


def _as_it_was(item):
    """A session that was on when a newer plan left it out."""
    return PublishedRow(
        ref=item.ref,
        title=item.title,
        kind=ItemKind(item.kind).label,
        kind_key=item.kind,
        picture=kind_picture(item.kind),
        starts="",
        starts_iso="",
        ends="",
        minutes=item.minutes,
        hosts=(),
        purpose="",
        is_break=item.is_break,
        is_part=False,
    )


def _current(day, run, rows, slots, legs, now):
    on = next((leg for leg in legs if leg.state == RunState.ON), None)
    following = tuple(row for row in rows if row.run and row.is_next)
    later = tuple(row for row in rows if row.run and row.is_to_come and not row.is_next)
    about = {"zone": day.zone, "at": now, "next": following, "later": later}
    if run.ended_at:
        return NowAndNext(OVER, zone=day.zone, at=now)
    if on is None:
        return NowAndNext(ALL_DONE, **about)
    if clockwork.is_forgotten(on.due, on.started_at, now):
        return NowAndNext(LEFT, zone=day.zone, at=now)
    if on.started_at > now:
        return NowAndNext(WAITING, begins=on.started_at, **about)
    showing = tuple(row for row in rows if row.is_on)
    return NowAndNext(RUNNING, now=showing, started=on.started_at, until=on.due, **about)
