"""What each button does to the sessions of a run, in memory. Sessions that share a slot go together."""

from django.utils.translation import gettext as _

from programmes.live.clockwork import more_minutes
from programmes.live.queries import leg_of, slots_of
from programmes.models import RunState, Step


class NotNow(Exception):
    """The step does not fit what is on by now: somebody else was quicker. Says so in words."""


def _find(sessions, ref):
    found = next((each for each in sessions if each.item.ref == ref), None)
    if found is None:
        raise NotNow(_("That session is not on today’s plan any more."))
    return found


def _slot(sessions, session):
    return [each for each in sessions if each.slot == session.slot]


def _in_state(sessions, state):
    return [each for each in sessions if each.state == state]


def _is_waiting(session, now):
    return session.state == RunState.ON and session.started_at > now


def what_is_on(sessions):
    """'On now: Team time.' to tell somebody who was second."""
    titles = " / ".join(each.item.title for each in _in_state(sessions, RunState.ON))
    return _("On now: %(title)s.") % {"title": titles} if titles else _("Nothing is on just now.")


def _refuse(sessions, words, session):
    raise NotNow(f"{words % {'title': session.item.title}} {what_is_on(sessions)}")


def begin(slot, now):
    """A booked session waits for its time; people were told."""
    for each in slot:
        if each.state == RunState.TO_COME:
            each.state = RunState.ON
            waits = each.is_pinned and each.planned_start and each.planned_start > now
            each.started_at = each.planned_start if waits else now
    starts = max(each.started_at for each in slot if each.started_at)
    for each in _in_state(slot, RunState.ON):
        each.started_at = starts


def _go_on(sessions, now):
    coming = _in_state(sessions, RunState.TO_COME)
    if coming:
        begin(_slot(sessions, coming[0]), now)


def finish(sessions, ref, now):
    """What is on ends, and the next one begins."""
    session = _find(sessions, ref)
    if session.state != RunState.ON or _is_waiting(session, now):
        _refuse(sessions, _("“%(title)s” was finished already."), session)
    for each in _in_state(_slot(sessions, session), RunState.ON):
        each.state, each.ended_at = RunState.DONE, now
    _go_on(sessions, now)


def start_now(sessions, ref, now):
    """What waits for its time begins at once; so does the first one to come when nothing is on."""
    session = _find(sessions, ref)
    is_first = _in_state(sessions, RunState.TO_COME)[:1] == [session]
    is_free = not _in_state(sessions, RunState.ON)
    if not _is_waiting(session, now) and not (is_first and is_free):
        _refuse(sessions, _("“%(title)s” cannot begin just now."), session)
    for each in _slot(sessions, session):
        if each.state != RunState.SKIPPED:
            each.state, each.started_at = RunState.ON, now


def more(sessions, ref, now):
    """Five more minutes: from now on, where it is over its time already."""
    session = _find(sessions, ref)
    slot = _slot(sessions, session)
    due = leg_of(slot).due
    if session.state != RunState.ON or _is_waiting(session, now) or due is None:
        _refuse(sessions, _("“%(title)s” was finished already."), session)
    extra = more_minutes(due, now)
    for each in slot:
        if each.minutes is not None:
            each.extra_minutes += extra


def skip(sessions, ref, now):
    session = _find(sessions, ref)
    if session.state != RunState.TO_COME and not _is_waiting(session, now):
        _refuse(sessions, _("“%(title)s” is not among those to come."), session)
    session.state, session.started_at = RunState.SKIPPED, None
    if not _in_state(sessions, RunState.ON) and _in_state(sessions, RunState.DONE):
        _go_on(sessions, now)


def put_back(sessions, ref, now):
    """A session that was left out comes after all: where it was, or next when the day has gone past that."""
    session = _find(sessions, ref)
    if session.state != RunState.SKIPPED:
        _refuse(sessions, _("“%(title)s” is on the plan."), session)
    session.state = RunState.TO_COME
    slots = slots_of(sessions)
    own = next(slot for slot in slots if session in slot)
    begun = [slot for slot in slots if any(each.started_at for each in slot)]
    if begun and slots.index(own) < slots.index(begun[-1]):
        # Those beside it were on in their time; it comes on its own.
        if len(own) > 1:
            own.remove(session)
        else:
            slots.remove(own)
        slots.insert(slots.index(begun[-1]) + 1, [session])
    renumber(slots)


def move(sessions, ref, by):
    """One place earlier or later among those to come."""
    session = _find(sessions, ref)
    if session.state != RunState.TO_COME:
        _refuse(sessions, _("“%(title)s” is not among those to come."), session)
    slots = slots_of(sessions)
    coming = [number for number, slot in enumerate(slots) if _in_state(slot, RunState.TO_COME)]
    place = next(number for number in coming if session in slots[number])
    aim = coming.index(place) + by
    if 0 <= aim < len(coming):
        other = coming[aim]
        slots[place], slots[other] = slots[other], slots[place]
        renumber(slots)


def renumber(slots):
    position = 0
    for number, slot in enumerate(slots, 1):
        for each in slot:
            position += 1
            each.slot, each.position = number, position


def end(sessions, now):
    """What is on ends; what is still to come did not happen."""
    for each in _in_state(sessions, RunState.ON):
        if _is_waiting(each, now):
            each.state, each.started_at = RunState.TO_COME, None
        else:
            each.state, each.ended_at = RunState.DONE, now


STEPS = {
    "finish": (Step.FINISH, finish),
    "more": (Step.MORE, more),
    "begin": (Step.NEXT, start_now),
    "skip": (Step.SKIP, skip),
    "back": (Step.BACK, put_back),
    "up": (Step.MOVE, lambda sessions, ref, now: move(sessions, ref, -1)),
    "down": (Step.MOVE, lambda sessions, ref, now: move(sessions, ref, 1)),
    "end": (Step.END, lambda sessions, ref, now: end(sessions, now)),
}
