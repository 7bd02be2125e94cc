"""When what is still to come begins, worked out from what happened. Pure arithmetic with instants."""

from dataclasses import dataclass
from datetime import datetime, timedelta

MINUTE = timedelta(minutes=1)
# Nobody says "three more minutes" each three minutes: what runs over is expected to end at the next five.
STEP = 5 * MINUTE
# After so long without a word the day was left running, and its times say nothing any more.
FORGOTTEN = timedelta(hours=3)
AT_MOST = timedelta(hours=10)  # for what is on and has no known end

TO_COME, ON, DONE, SKIPPED = "to_come", "on", "done", "skipped"


@dataclass(frozen=True)
class Leg:
    """Sessions that go together. `minutes` with what was given on top; None while nobody knows."""

    state: str = TO_COME
    minutes: int | None = None
    planned_start: datetime | None = None
    planned_end: datetime | None = None
    is_pinned: bool = False
    started_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def due(self):
        """When what is on should end, or None."""
        if self.started_at is None or self.minutes is None:
            return None
        return self.started_at + self.minutes * MINUTE


@dataclass(frozen=True)
class Span:
    """When it was on, or will be as far as that is known."""

    start: datetime | None = None
    end: datetime | None = None


def fives_over(due, now):
    """How many steps of five minutes, begun ones counted, somebody has run over."""
    return 0 if due is None or now <= due else -(-(now - due) // STEP)


def is_forgotten(due, started, now):
    """True when what is on can hardly be on any more."""
    if due is None:
        return started is not None and now - started > AT_MOST
    return now - due > FORGOTTEN


def follow(legs, now):
    """A Span for every Leg, in order: what is over as it was, the rest one behind the other.

    A pinned leg waits for its time. Behind one of unknown length nothing is known until the next pinned one.
    """
    reached = known = None
    spans = []
    for leg in legs:
        span = _span(leg, now, reached, known)
        spans.append(span)
        if leg.state == SKIPPED:
            continue
        reached = span.end
        known = next((moment for moment in (span.end, span.start, known) if moment is not None), None)
    return spans


def _span(leg, now, reached, known):
    if leg.state == SKIPPED:
        return Span()
    if leg.state == DONE:
        return Span(leg.started_at, leg.ended_at)
    if leg.state == ON:
        due = leg.due
        return Span(leg.started_at, due and due + fives_over(due, now) * STEP)
    start = reached
    if leg.is_pinned and leg.planned_start:
        start = max(known, leg.planned_start) if known else leg.planned_start
    return Span(start, start + leg.minutes * MINUTE if start and leg.minutes is not None else None)


def free_before(legs, spans):
    """Whole minutes that nothing is on before each leg that waits for its booked time."""
    free, reached = [], None
    for leg, span in zip(legs, spans, strict=True):
        waits = leg.state in {ON, TO_COME} and reached is not None and span.start is not None
        free.append(max(0, minutes_between(reached, span.start)) if waits else 0)
        reached = span.end if leg.state != SKIPPED else reached
    return free


def minutes_between(earlier, later):
    """Whole minutes as two clocks on a wall show them; negative when `later` comes first."""
    return (_floor(later) - _floor(earlier)) // MINUTE


def _floor(moment):
    return moment.replace(second=0, microsecond=0)


@dataclass(frozen=True)
class Behind:
    """How the day stands against its plan, in minutes; negative is ahead. None where nobody can tell."""

    now: int | None = None
    end: int | None = None
    ends_at: datetime | None = None


def how_behind(legs, spans):
    """The next leg tells how late things are now, the last one how late the day ends."""
    timed = [(leg, span) for leg, span in zip(legs, spans, strict=True) if leg.state in {ON, TO_COME}]
    if not timed:
        return Behind()
    last, ending = timed[-1]
    plan_ends = max((leg.planned_end for leg in legs if leg.planned_end), default=None)
    late = [_late(leg.planned_start, span.start) for leg, span in timed if leg.state == TO_COME]
    late += [_late(last.planned_end, ending.end), _late(last.planned_start, ending.start)]
    return Behind(
        now=next((minutes for minutes in late if minutes is not None), None),
        end=_late(plan_ends, ending.end),
        ends_at=ending.end,
    )


def _late(planned, expected):
    return None if planned is None or expected is None else minutes_between(planned, expected)


def more_minutes(due, now, minutes=5):
    """How many to add so that there are five more from now, or from the end when that is still to come."""
    return -(-(max(due, now) + minutes * MINUTE - due) // MINUTE)
