"""Writes to a day that runs. Its row is locked first: two facilitators never take the same step twice.

Every step leaves a RunStep with what it changed, as it was before, so that it can be undone, again and again
back to the start. A form sent twice is one step.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from programmes.agenda.changes import newest_publication
from programmes.live.clockwork import TO_COME
from programmes.live.planned import planned_sessions
from programmes.live.queries import sessions_of, slots_of
from programmes.live.steps import STEPS, NotNow, begin
from programmes.models import DayRun, ItemKind, ProgrammeDay, RunStep, SessionRun, Step

KEPT = ("state", "slot", "position", "extra_minutes", "started_at", "ended_at")
ORDER = ("slot", "position")
MOMENTS = ("started_at", "ended_at")


@dataclass(frozen=True)
class Taken:
    """What came of it. `is_repeat`: this step was taken before, and nothing was written now."""

    step: RunStep
    is_repeat: bool = False


def may_start(day, now=None):
    """On its own date, so that a wrong day is not started by mistake; any time where no date is known."""
    now = now or timezone.now()
    if day.date is None or (day.starts_at and day.ends_at and day.starts_at <= now <= day.ends_at):
        return True
    return timezone.localdate(now, ZoneInfo(day.zone)) == day.date


@transaction.atomic
def start_day(day, *, by, client_id):
    """Start a day from its newest published plan. Raises NotNow."""
    tap = _tap(client_id, "start", day.ref)
    ProgrammeDay.objects.select_for_update().get(programme=day.programme_id, pk=day.pk)
    if repeat := _repeated(day, tap):
        return repeat
    if _locked(day):
        raise NotNow(_("The day was started already."))
    newest = newest_publication(day)
    sessions = planned_sessions(day, newest.plan) if newest else []
    if not sessions:
        raise NotNow(_("Publish a plan with sessions first: it is what people follow."))
    now = timezone.now()
    if not may_start(day, now):
        raise NotNow(_("This day is not today, so it is not started yet."))
    run = DayRun.objects.create(
        programme_id=day.programme_id, day=day, started_at=now, plan_number=newest.number
    )
    rows = [session_run(run, planned, position) for position, planned in enumerate(sessions, 1)]
    _begin_first(slots_of(rows)[0], now)
    SessionRun.objects.bulk_create(rows)
    return Taken(_note(run, tap, Step.START, by=by, before={}))


def session_run(run, planned, position):
    return SessionRun(
        programme_id=run.programme_id,
        run=run,
        item=planned.item,
        position=position,
        slot=planned.slot,
        state=TO_COME,
        planned_start=planned.start,
        planned_end=planned.end,
        is_pinned=planned.is_pinned,
        minutes=planned.minutes,
    )


def _begin_first(slot, now):
    """Nobody is hurried: a day begins at the time people were told; and they arrive without being told to."""
    begin(slot, now)
    planned = slot[0].planned_start
    arriving = any(each.item.kind == ItemKind.ARRIVE for each in slot)
    if planned and (planned > now or arriving):
        for each in slot:
            each.started_at = planned


@transaction.atomic
def take_step(day, what, *, ref="", by, client_id):
    """One button of the facilitator's page, about the session it names. Raises NotNow."""
    tap = _tap(client_id, what, ref)
    run = _running(day)
    if repeat := _repeated(day, tap):
        return repeat
    if run.ended_at:
        raise NotNow(_("The day has ended. Undo that first."))
    sessions = sessions_of(run)
    was = {each.item.ref: _facts(each) for each in sessions}
    step, change = STEPS[what]
    now = timezone.now()
    change(sessions, ref, now)
    if step == Step.END:
        run.ended_at = now
    before = _save(sessions, was)
    item = next((each.item for each in sessions if each.item.ref == ref), None)
    return Taken(_note(run, tap, step, by=by, before=before, item=item))


@transaction.atomic
def undo_step(day, step_ref, *, by, client_id):
    """Take the last step back. Raises NotNow when it is not the last one any more.

    Before the first step there is no run: the plan stands as if nobody had started the day.
    """
    tap = _tap(client_id, "undo", step_ref)
    run = _running(day)
    if repeat := _repeated(day, tap):
        return repeat
    last = last_step(run)
    if last is None or last.ref != step_ref:
        raise NotNow(_("Something else was done since. Look at what is on now."))
    if last.what == Step.START:
        run.delete()
        return Taken(last)
    _restore(run, last)
    if last.what == Step.END:
        run.ended_at = None
    return Taken(_note(run, tap, Step.UNDO, by=by, before={}, item=last.item, undoes=last))


def last_step(run):
    """The last step that still stands, or None."""
    own = RunStep.objects.filter(programme=run.programme_id, run=run).exclude(what=Step.UNDO)
    return own.filter(undone_by__isnull=True).select_related("item").order_by("-number").first()


def _restore(run, step):
    """A newer plan has put what is to come in its own order; undoing an older move does not touch that."""
    names = KEPT if step.before["plan"] == run.plan_number else [name for name in KEPT if name not in ORDER]
    sessions = sessions_of(run)
    for each in sessions:
        for name, value in step.before["sessions"].get(each.item.ref, {}).items():
            if name in names:
                setattr(each, name, _read(name, value))
    SessionRun.objects.bulk_update(sessions, KEPT)


def _running(day):
    run = _locked(day)
    if run is None:
        raise NotNow(_("The day has not been started."))
    return run


def _locked(day):
    own = DayRun.objects.filter(programme=day.programme_id, day=day)
    return own.select_for_update().first()


def _tap(client_id, *about):
    """One id for one press of one button on one page."""
    return uuid.uuid5(client_id, "|".join(about))


def _repeated(day, tap):
    step = RunStep.objects.filter(programme=day.programme_id, client_id=tap).select_related("item").first()
    return Taken(step, is_repeat=True) if step else None


def _facts(session):
    return {name: getattr(session, name) for name in KEPT}


def _save(sessions, was):
    """Write what a step changed; returns how that was before."""
    before, changed = {}, []
    for each in sessions:
        old = was[each.item.ref]
        differing = {name: value for name, value in old.items() if getattr(each, name) != value}
        if differing:
            before[each.item.ref] = {name: _written(value) for name, value in differing.items()}
            changed.append(each)
    SessionRun.objects.bulk_update(changed, KEPT)
    return before


def _written(value):
    return value.isoformat() if isinstance(value, datetime) else value


def _read(name, value):
    return datetime.fromisoformat(value) if value and name in MOMENTS else value


def _note(run, tap, what, *, by, before, item=None, undoes=None):
    if what != Step.START:
        run.version += 1
        run.save(update_fields=["version", "ended_at"])
    return RunStep.objects.create(
        programme_id=run.programme_id,
        run=run,
        number=run.version,
        client_id=tap,
        what=what,
        item=item,
        before={"plan": run.plan_number, "sessions": before},
        undoes=undoes,
        by=by,
        at=timezone.now(),
    )


@transaction.atomic
def follow_plan(publication):
    """A changed plan while the day runs: what is not begun follows it, what has begun stays."""
    run = _locked(publication.day)
    if run is None or run.ended_at:
        return
    sessions = sessions_of(run)
    begun = [each for each in sessions if each.started_at]
    waiting = {each.item_id: each for each in sessions if not each.started_at}
    started = {each.item_id for each in begun}
    kept, fresh = [], []
    taken = max((each.slot for each in begun), default=0)
    for planned in planned_sessions(publication.day, publication.plan):
        if planned.item.pk in started:
            continue
        row = session_run(run, planned, 0)
        row.slot = taken + planned.slot
        if old := waiting.pop(planned.item.pk, None):
            row.pk, row.ref, row.state = old.pk, old.ref, old.state
            kept.append(row)
        else:
            fresh.append(row)
        begun.append(row)
    gone = [each.pk for each in waiting.values()]
    SessionRun.objects.filter(programme=run.programme_id, pk__in=gone).delete()
    for position, each in enumerate(begun, 1):
        each.position = position
    SessionRun.objects.bulk_create(fresh)
    fields = [*KEPT, "planned_start", "planned_end", "is_pinned", "minutes"]
    SessionRun.objects.bulk_update([each for each in begun if each not in fresh], fields)
    run.plan_number, run.version = publication.number, run.version + 1
    run.save(update_fields=["plan_number", "version"])
