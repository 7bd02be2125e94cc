"""Writes to the register: one row as it stands now, one line of history for each change.

The row is locked before it is read, so that two helpers never lose each other's change and "old" is what
really was. Clients may send a change again: it is recorded once.

A door without a network sends its taps later. The rule that joins two doors: **the tap that was made last
stands; an earlier one is kept in the history; the first time of arrival is kept.**
"""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from copro.prepared import A_KEY, ANOTHER_KEY, Prepared
from programmes.models import CAME, Attendance, AttendanceChange, How, Plan, Presence
from programmes.people.actions import add_person

HERE = frozenset({Presence.IN_PERSON, Presence.ONLINE, Presence.PHONE})
FACTS = ("presence", "plan", "arrived_at", "left_at", "half")


class ChangedSince(Exception):
    """Somebody changed the record after the change that was to be undone; theirs stands."""

    def __str__(self):
        return _("Changed again since then. Look at what is recorded now.")


@dataclass(frozen=True)
class Recorded:
    """What came of it. `is_repeat` is true when this change was recorded before; nothing was written then.

    `change.stands` is false when a later tap was here already.
    """

    attendance: Attendance
    change: AttendanceChange
    is_repeat: bool = False


@transaction.atomic
def record_presence(day, membership, presence, *, by, how, client_id=None, arrived_at=None, happened_at=None):
    """Record how somebody is here on the day; `None` takes it back to "not recorded".

    The first time somebody is here is when they arrived; being called away is when they left. Times are
    filled in only while the day is on: a record made later knows no time unless `arrived_at` gives it.
    `happened_at` is when the tap was made, where it was kept on a device for a while.
    """
    presence = Presence(presence) if presence else None
    tap = _tap(client_id, day, membership, presence, arrived_at)
    row = _locked(day, membership)
    if repeat := _repeated(row, tap):
        return repeat
    made = min(happened_at or timezone.now(), timezone.now())
    moment = made if is_on(day, made) else None
    facts = {"presence": presence, **_times(row, presence, moment, arrived_at)}
    if presence is None and row.plan == Plan.APOLOGIES:
        facts["plan"] = Plan.EXPECTED  # "not yet" at the door: they are awaited after all
    if happened_at and _is_older(row, made):
        return _keep_older(row, facts, moment, tap=tap, by=by, how=how, made=made)
    return _write(row, facts, tap=tap, by=by, how=how, made=made)


@transaction.atomic
def record_plan(day, membership, plan, *, by, how=How.SELF, client_id=None):
    """Record what somebody says about the day beforehand. What happened on the day stays as it is."""
    plan = Plan(plan)
    tap = _tap(client_id, day, membership, plan)
    row = _locked(day, membership)
    return _repeated(row, tap) or _write(row, {"plan": plan}, tap=tap, by=by, how=how)


@transaction.atomic
def put_right(day, membership, presence, *, by, how, arrived_at=None, left_at=None, half="", client_id=None):
    """Record exactly this, with the times as given: for corrections and what comes back on paper."""
    presence = Presence(presence) if presence else None
    tap = _tap(client_id, day, membership, presence, arrived_at, left_at, half)
    row = _locked(day, membership)
    facts = {"presence": presence, "arrived_at": arrived_at, "left_at": left_at, "half": half}
    if presence is None and row.plan == Plan.APOLOGIES:
        facts["plan"] = Plan.EXPECTED
    return _repeated(row, tap) or _write(row, facts, tap=tap, by=by, how=how)


@transaction.atomic
def undo(change, *, by, how=How.DESK, happened_at=None):
    """Give a record its old values back; that is a change too. Raises ChangedSince."""
    row = _locked_by_id(change.programme_id, change.day_id, change.membership_id)
    tap = uuid.uuid5(change.client_id, "undo")
    if repeat := _repeated(row, tap):
        return repeat
    # Both, because a clock that was put back would let an older change look like the newest.
    if _latest(row).pk != change.pk or _facts(row) != {"half": ""} | change.new:
        raise ChangedSince
    made = max(min(happened_at or timezone.now(), timezone.now()), change.happened_at)
    return _write(row, _read(change.old), tap=tap, by=by, how=how, made=made)


def tap_of(day, membership, presence, client_id):
    """The key of the change that one tap made, for a device that never heard what came of it."""
    return _tap(client_id, day, membership, Presence(presence) if presence else None, None)


def walk_in_key(programme, client_id):
    """The key of a person whom one form adds, so that sending it twice adds them once."""
    return uuid.uuid5(client_id, f"walk-in|{programme.pk}")


@transaction.atomic
def walk_in(programme, day, name, *, by, client_id, team=None, reach_by="", happened_at=None):
    """Put somebody who was not on the list on it, and record them here in person."""
    key = walk_in_key(programme, client_id)
    try:
        with transaction.atomic():
            person = add_person(
                programme, name, by=by, team=team, came_by="walk_in", reach_by=reach_by, id=key
            )
    except IntegrityError:  # the same form was sent before
        person = programme.memberships.get(pk=key)
    return record_presence(
        day,
        person,
        Presence.IN_PERSON,
        by=by,
        how=How.DESK,
        client_id=client_id,
        happened_at=happened_at,
    )


def is_on(day, now=None):
    """True while the day is on, and for a day whose date nobody wrote down."""
    now = now or timezone.now()
    if day.date is None:
        return True
    if day.starts_at and day.ends_at and day.starts_at <= now <= day.ends_at:
        return True
    return timezone.localdate(now, ZoneInfo(day.zone)) == day.date


def _times(row, presence, now, arrived_at):
    if presence in HERE:
        return {"arrived_at": arrived_at or row.arrived_at or now, "left_at": None}
    if presence == Presence.PART:
        return {"arrived_at": arrived_at or row.arrived_at or now, "left_at": row.left_at}
    if presence == Presence.CALLED_AWAY:
        return {"arrived_at": arrived_at or row.arrived_at, "left_at": row.left_at or now}
    return {"arrived_at": None, "left_at": None}


def _tap(client_id, *about):
    """One id for one tap. The same form sent with another choice or for another person is another tap."""
    if client_id is None:
        return uuid.uuid4()
    named = [str(getattr(each, "pk", each)) for each in about]
    return uuid.uuid5(uuid.UUID(str(client_id)), "|".join(named))


def _locked(day, membership):
    """The record of this person and day, made where there is none, and nobody else's until we are done."""
    if membership.programme_id != day.programme_id:
        raise ValueError("day and membership belong to different programmes")
    return _locked_by_id(day.programme_id, day.pk, membership.pk)


def _locked_by_id(programme_id, day_id, membership_id):
    about = {"programme_id": programme_id, "day_id": day_id, "membership_id": membership_id}
    rows = Attendance.objects.select_for_update().filter(**about)
    row = rows.first()
    if row is None:
        Attendance.objects.bulk_create([Attendance(**about, version=0)], ignore_conflicts=True)
        row = rows.get()
    return row


_changes_by = Prepared(
    lambda programme, tap: AttendanceChange.objects.filter(programme=programme, client_id=tap),
    programme=A_KEY,
    tap=ANOTHER_KEY,
)


def _repeated(row, tap):
    done = next(iter(_changes_by(programme=row.programme_id, tap=tap)), None)
    return Recorded(row, done, is_repeat=True) if done else None


def _standing(row):
    """Changes of the day's record that came to stand, newest first; without ticks of its sessions."""
    return AttendanceChange.objects.filter(
        programme_id=row.programme_id,
        day_id=row.day_id,
        membership_id=row.membership_id,
        item__isnull=True,
        stands=True,
    ).order_by("-at")


def _latest(row):
    return _standing(row).first()


def _is_older(row, made):
    """True when somebody tapped after this tap was made, and theirs is here already."""
    return _standing(row).filter(happened_at__gt=made).exists()


def _keep_older(row, facts, moment, *, tap, by, how, made):
    """Keep a tap that a later one overtook; of what it knew, only an earlier arrival changes the record."""
    came = moment and facts["presence"] in HERE | {Presence.PART} and row.presence in CAME
    if came and (row.arrived_at is None or moment < row.arrived_at):
        row.arrived_at = moment
        row.version += 1
        Attendance.objects.filter(programme_id=row.programme_id, pk=row.pk).update(
            arrived_at=moment, version=row.version
        )
    wanted = {**_facts(row), "presence": facts["presence"] and str(facts["presence"])}
    return Recorded(row, _append(row, _facts(row), wanted, tap=tap, by=by, how=how, made=made, stands=False))


def _write(row, facts, *, tap, by, how, made=None):
    old, now = _facts(row), timezone.now()
    for name, value in facts.items():
        setattr(row, name, value)
    written = {**facts, "version": row.version + 1}
    # What somebody says beforehand must not hide who recorded what happened.
    if "presence" in facts or row.presence is None:
        written |= {"recorded_by": by, "recorded_at": now, "how": How(how)}
    if "presence" in facts and facts["presence"] not in CAME:
        written["half"] = ""
    Attendance.objects.filter(programme_id=row.programme_id, pk=row.pk).update(**written)
    for name, value in written.items():
        setattr(row, name, value)
    return Recorded(row, _append(row, old, _facts(row), tap=tap, by=by, how=how, made=made or now, at=now))


def _append(row, old, new, *, tap, by, how, made, at=None, stands=True):
    return AttendanceChange.objects.create(
        programme_id=row.programme_id,
        day_id=row.day_id,
        membership_id=row.membership_id,
        client_id=tap,
        old=old,
        new=new,
        how=How(how),
        by=by,
        at=at or timezone.now(),
        happened_at=made,
        stands=stands,
    )


def _facts(row):
    """A record as history keeps it."""
    values = {name: getattr(row, name) for name in FACTS}
    return {
        name: value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value and str(value)
        for name, value in values.items()
    }


def _read(kept):
    """What history kept, as the values of a record."""
    moments = {
        name: datetime.fromisoformat(kept[name]) if kept.get(name) else None
        for name in ("arrived_at", "left_at")
    }
    return {
        "presence": kept.get("presence"),
        "plan": kept.get("plan") or Plan.EXPECTED,
        "half": kept.get("half") or "",
        **moments,
    }
