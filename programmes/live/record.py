"""The day's own record: what was planned and what happened, without saying who pressed what."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from programmes.agenda.words import from_to, how_long
from programmes.live.clockwork import minutes_between
from programmes.live.planned import local_clock
from programmes.live.queries import live_day
from programmes.live.rows import BEFORE
from programmes.live.words import at
from programmes.models import RunStep, Step


@dataclass(frozen=True)
class RecordRow:
    """One session: its planned and its actual times, and what was different, all in words."""

    title: str
    kind: str
    planned: str
    actual: str
    different: list


@dataclass(frozen=True)
class Record:
    rows: list
    is_open: bool  # whether whoever asks may read it yet
    summary: str = ""


def record_of(seat, day):
    """Members read it once the day is over, facilitators at any time. Six queries."""
    live = live_day(day)
    state = live.current.state
    if state == BEFORE or (live.current.is_running and not seat.can_set_up):
        return Record([], is_open=seat.can_set_up)
    moved = _moved(live.run)
    rows = [_row(row, row.run.item_id in moved, live.current.is_running) for row in live.sessions]
    return Record(rows, is_open=True, summary=_summary(live))


def _moved(run):
    own = RunStep.objects.filter(programme=run.programme_id, run=run, what=Step.MOVE)
    return set(own.filter(undone_by__isnull=True).values_list("item_id", flat=True))


def _times(start, end, zone):
    return from_to(local_clock(start, zone), local_clock(end, zone))


def _row(row, was_moved, is_running):
    session = row.run
    ended = session.ended_at if row.is_done else None
    began = session.started_at if row.is_done or row.is_on else None  # not of one that waits for its time
    return RecordRow(
        title=row.row.title,
        kind=row.row.kind,
        planned=_times(session.planned_start, session.planned_end, row.zone),
        actual=_times(began, ended, row.zone),
        different=list(_different(row, was_moved, is_running)),
    )


def _different(row, was_moved, is_running):
    session = row.run
    if row.is_skipped:
        yield _("Left out")
    elif row.is_on:
        yield _("On now")
    elif not row.is_done:
        yield _("To come") if is_running else _("Did not happen")
    elif session.planned_start and (late := minutes_between(session.planned_start, session.started_at)):
        words = _("Began %(length)s late") if late > 0 else _("Began %(length)s early")
        yield words % {"length": how_long(abs(late))}
    if was_moved:
        yield _("Moved")
    if session.extra_minutes:
        yield _("%(length)s more were given") % {"length": how_long(session.extra_minutes)}


def _summary(live):
    """'Began at 9:41am, planned for 9:30am. Ended at …'"""
    sessions = [row.run for row in live.sessions]
    begun = [each.started_at for each in sessions if each.started_at]
    planned = [each.planned_start for each in sessions if each.planned_start]
    plan_ends = [each.planned_end for each in sessions if each.planned_end]
    zone = live.current.zone
    said = []
    if begun:
        said.append(_both(_("Began at %(time)s"), min(begun), min(planned, default=None), zone))
    if live.run.ended_at:
        said.append(_both(_("Ended at %(time)s"), live.run.ended_at, max(plan_ends, default=None), zone))
    return " ".join(said)


def _both(words, actual, planned, zone):
    said = words % {"time": at(actual, zone)}
    if planned is None or at(planned, zone) == at(actual, zone):
        return f"{said}."
    return _("%(said)s, planned for %(time)s.") % {"said": said, "time": at(planned, zone)}
