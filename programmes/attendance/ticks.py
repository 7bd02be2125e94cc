"""Who was at which session. A tick that somebody was there implies the day, when nothing is recorded for it.

As for the day: one row as it stands now, one line of history for each change, and a tap counts once.
"""

import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from programmes.attendance import actions
from programmes.attendance.actions import ChangedSince
from programmes.models import Attendance, AttendanceChange, How, Membership, Presence, SessionTick


@dataclass(frozen=True)
class Ticked:
    """What came of a tick. `implied` is true when it recorded the day too."""

    change: AttendanceChange
    implied: bool = False
    is_repeat: bool = False


@transaction.atomic
def record_tick(item, membership, was_there, *, by, client_id, how=How.DESK):
    """Record whether somebody was at a session; `None` takes it back to "not recorded"."""
    if membership.programme_id != item.programme_id:
        raise ValueError("session and membership belong to different programmes")
    _wait_for(membership)
    tap = uuid.uuid5(uuid.UUID(str(client_id)), f"tick|{item.pk}|{membership.pk}|{was_there}")
    if done := _changes(item, membership).filter(client_id=tap).first():
        return Ticked(done, bool(done.new.get("day")), is_repeat=True)
    old = _standing(item, membership)
    new = {"was_there": was_there}
    if was_there and (implied := _imply_the_day(item.day, membership, tap, by=by, how=how)):
        new["day"] = implied.ref
    _write(item, membership, was_there, by=by)
    change = _append(item, membership, tap, {"was_there": old}, new, by=by, how=how)
    return Ticked(change, "day" in new)


@transaction.atomic
def undo_tick(change, *, by):
    """Give the tick its old value back, and the day too if this tick had recorded it. Raises ChangedSince."""
    item, membership = change.item, change.membership
    _wait_for(membership)
    tap = uuid.uuid5(change.client_id, "undo")
    if done := _changes(item, membership).filter(client_id=tap).first():
        return Ticked(done, is_repeat=True)
    latest = _changes(item, membership).order_by("-at").first()
    now = _standing(item, membership)
    if latest.pk != change.pk or now != change.new["was_there"]:
        raise ChangedSince
    old = change.old["was_there"]
    _write(item, membership, old, by=by)
    undone = _append(item, membership, tap, {"was_there": now}, {"was_there": old}, by=by, how=change.how)
    if "day" in change.new and not _was_at_another(item, membership):
        _take_the_day_back(change, by=by)
    return Ticked(undone)


def _wait_for(membership):
    """Ticks of one person are written one after the other; what refers to the person goes on meanwhile."""
    rows = Membership.objects.select_for_update(no_key=True).filter(programme=membership.programme_id)
    rows.values_list("pk").get(pk=membership.pk)


def _changes(item, membership):
    return AttendanceChange.objects.filter(
        programme=item.programme_id, day=item.day_id, membership=membership, item=item
    )


def _ticks(item, membership):
    return SessionTick.objects.filter(programme=item.programme_id, item=item, membership=membership)


def _standing(item, membership):
    return _ticks(item, membership).values_list("was_there", flat=True).first()


def _was_at_another(item, membership):
    return (
        SessionTick.objects.filter(
            programme=item.programme_id, day=item.day_id, membership=membership, was_there=True
        )
        .exclude(item=item)
        .exists()
    )


def _imply_the_day(day, membership, tap, *, by, how):
    """Record the day where nothing stands for it. When they arrived is not known from a tick."""
    about = {"programme_id": day.programme_id, "day_id": day.pk, "membership_id": membership.pk}
    Attendance.objects.bulk_create([Attendance(**about, version=0)], ignore_conflicts=True)
    row = Attendance.objects.select_for_update().get(**about)
    if row.presence is not None:
        return None
    client_id = uuid.uuid5(tap, "day")
    return actions.put_right(day, membership, Presence.IN_PERSON, by=by, how=how, client_id=client_id).change


def _take_the_day_back(change, *, by):
    implied = AttendanceChange.objects.filter(programme=change.programme_id, ref=change.new["day"]).first()
    if implied is None:
        return
    try:
        with transaction.atomic():
            actions.undo(implied, by=by, how=change.how)
    except ChangedSince:  # somebody recorded the day since; theirs stands
        pass


def _write(item, membership, was_there, *, by):
    if was_there is None:
        _ticks(item, membership).delete()
        return
    SessionTick.objects.update_or_create(
        programme_id=item.programme_id,
        item=item,
        membership=membership,
        defaults={
            "day_id": item.day_id,
            "was_there": was_there,
            "recorded_by": by,
            "recorded_at": timezone.now(),
        },
    )


def _append(item, membership, tap, old, new, *, by, how):
    return AttendanceChange.objects.create(
        programme_id=item.programme_id,
        day_id=item.day_id,
        membership=membership,
        item=item,
        client_id=tap,
        old=old,
        new=new,
        how=How(how),
        by=by,
    )
