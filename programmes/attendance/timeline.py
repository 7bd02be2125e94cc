"""One person's day as it went: "In person from 9:30am. Called away 11am. Back 1:15pm. Online from 2pm."

Worked out from the history. What was taken back is left out; a correction with times of its own says how the
day went and replaces what stood before it.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from programmes.attendance.actions import HERE, is_on
from programmes.attendance.words import SHORT, clock
from programmes.models import Presence

A_MOMENT = timedelta(minutes=2)


@dataclass(frozen=True)
class Step:
    """From `at` on somebody was here in this way; `at` is None where nobody knows."""

    presence: str
    at: datetime | None


def steps_of(changes, day):
    """What happened, in the order it happened, of the day's changes in any order."""
    kept = _not_taken_back([change for change in changes if change.item_id is None])
    steps = []
    for change in sorted(kept, key=lambda one: (one.happened_at, one.at)):
        presence, old = change.new.get("presence"), change.old.get("presence")
        if presence is None:
            steps = []
        elif _is_correction(change):
            steps = _as_corrected(change)
        elif not steps or steps[-1].presence != presence or old is None:
            at = change.happened_at if is_on(day, change.happened_at) else _moment(change.new, "arrived_at")
            steps = [step for step in steps if step.at != at]
            steps.append(Step(presence, at))
    return steps


def day_in_words(steps, record, zone):
    """The steps as short sentences; the half of a day, and when somebody left, at the end."""
    said, before, away = [], "", False
    for number, step in enumerate(steps):
        said.append(_sentence(step, zone, is_first=number == 0, is_back=away and step.presence == before))
        away = step.presence == Presence.CALLED_AWAY
        before = before if away else step.presence
    if record and record.left_at and record.presence != Presence.CALLED_AWAY:
        said.append(_("Left %(time)s.") % {"time": clock(record.left_at, zone)})
    if record and record.half:
        said.append(_("Half a day: %(half)s.") % {"half": record.get_half_display().lower()})
    return " ".join(said)


def _sentence(step, zone, *, is_first, is_back):
    facts = {"how": SHORT[Presence(step.presence)], "time": step.at and clock(step.at, zone)}
    if is_back:
        return _("Back %(time)s.") % facts if step.at else _("Back.")
    if step.at is None:
        return _("%(how)s.") % facts
    if step.presence in HERE or step.presence == Presence.PART:
        return _("%(how)s from %(time)s.") % facts
    return _("%(how)s %(time)s.") % facts


def _not_taken_back(changes):
    """Without changes that were undone, and without their undoing."""
    undone = {uuid.uuid5(change.client_id, "undo"): change for change in changes}
    undoing = {change.client_id for change in changes} & set(undone)
    gone = {undone[key].pk for key in undoing}
    return [change for change in changes if change.pk not in gone and change.client_id not in undoing]


def _is_correction(change):
    """True when it gives a time of its own: it was written down later, not tapped as it happened."""
    return change.stands and any(
        change.new.get(name) != change.old.get(name)
        and (moment := _moment(change.new, name))
        and abs(moment - change.happened_at) > A_MOMENT
        for name in ("arrived_at", "left_at")
    )


def _as_corrected(change):
    arrived, left = _moment(change.new, "arrived_at"), _moment(change.new, "left_at")
    if change.new["presence"] != Presence.CALLED_AWAY:
        return [Step(change.new["presence"], arrived)]
    first = [Step(Presence.IN_PERSON, arrived)] if arrived else []
    return [*first, Step(Presence.CALLED_AWAY, left)]


def _moment(kept, name):
    return datetime.fromisoformat(kept[name]) if kept.get(name) else None
