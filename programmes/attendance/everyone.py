"""Everybody at once, then correct the few: one transaction, a line of history each, and a way back.

People who have anything recorded for the day and people who sent apologies are left alone; so is, on the way
back, whoever was recorded anew since.
"""

import uuid
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, F, FilteredRelation, Max, Q
from django.utils import timezone

from programmes.attendance.queries import NO_TEAM
from programmes.models import Attendance, AttendanceChange, How, Membership, Plan, Presence

SHOWN = 5


@dataclass(frozen=True)
class Batch:
    """People recorded at once. `ref` is one of its changes, and stands for all."""

    ref: str
    presence: str
    people: int
    at: object
    by: str


@dataclass(frozen=True)
class Choice:
    """Whom it would record, and how many it leaves alone and why."""

    people: list
    recorded: int
    apologies: int

    @property
    def names(self):
        return [name for _pk, name in self.people]


def choice_of(day, team=""):
    """Everybody of a team ('' for all) who could be recorded now."""
    programme = day.programme_id
    rows = Membership.objects.current().filter(programme=programme).order_by("sort_name", "id")
    if team:
        rows = rows.filter(team__isnull=True) if team == NO_TEAM else rows.filter(team__ref=team)
    mark = FilteredRelation(
        "attendances", condition=Q(attendances__day=day, attendances__programme=programme)
    )
    people, recorded, apologies = [], 0, 0
    lines = rows.annotate(mark=mark).values_list("pk", "name", "mark__presence", "mark__plan")
    for pk, name, presence, plan in lines:
        if presence:
            recorded += 1
        elif plan == Plan.APOLOGIES:
            apologies += 1
        else:
            people.append((pk, name))
    return Choice(people, recorded, apologies)


@transaction.atomic
def record_everyone(day, presence, *, by, client_id, team="", arrived_at=None):
    """Record everybody who can be; returns the changes made now, or those this form made before."""
    presence = Presence(presence)
    # Always in one order, so that two people doing this at once wait for each other and do not block.
    people = sorted(pk for pk, _name in choice_of(day, team).people)
    if before := _made_by(day, client_id):
        return before
    about = {"programme_id": day.programme_id, "day_id": day.pk}
    Attendance.objects.bulk_create(
        [Attendance(**about, membership_id=pk, version=0) for pk in people], ignore_conflicts=True
    )
    rows = list(_free(day, people))
    now = timezone.now()
    if before := _made_by(day, client_id):  # the same form, sent twice at once, waited for its twin
        return before
    Attendance.objects.filter(programme=day.programme_id, pk__in=[row.pk for row in rows]).update(
        presence=presence,
        arrived_at=arrived_at,
        left_at=None,
        half="",
        how=How.DESK,
        recorded_by=by,
        recorded_at=now,
        version=F("version") + 1,
    )
    arrived = arrived_at and arrived_at.isoformat()
    return AttendanceChange.objects.bulk_create(
        AttendanceChange(
            **about,
            membership_id=row.membership_id,
            client_id=_tap(client_id, row.membership_id),
            old=_facts(row.plan),
            new=_facts(row.plan, presence, arrived),
            how=How.DESK,
            by=by,
            at=now,
            happened_at=now,
        )
        for row in rows
    )


@transaction.atomic
def take_back(change, *, by):
    """Take a batch back, but for those whose record was changed since; returns (taken back, left alone)."""
    batch = {each.membership_id: each for each in _batch_of(change)}
    rows = Attendance.objects.filter(
        programme=change.programme_id, day=change.day_id, membership__in=batch
    ).order_by("membership_id")
    rows = {row.membership_id: row for row in rows.select_for_update()}
    latest = _latest(change, batch)
    mine = [
        rows[person] for person, each in batch.items() if latest.get(person) == each.pk and person in rows
    ]
    now = timezone.now()
    Attendance.objects.filter(programme=change.programme_id, pk__in=[row.pk for row in mine]).update(
        presence=None,
        arrived_at=None,
        left_at=None,
        recorded_by=by,
        recorded_at=now,
        version=F("version") + 1,
    )
    AttendanceChange.objects.bulk_create(
        AttendanceChange(
            programme_id=change.programme_id,
            day_id=change.day_id,
            membership_id=row.membership_id,
            client_id=uuid.uuid5(batch[row.membership_id].client_id, "undo"),
            old=batch[row.membership_id].new,
            new=batch[row.membership_id].old,
            how=How.DESK,
            by=by,
            at=now,
            happened_at=now,
        )
        for row in mine
    )
    return len(mine), len(batch) - len(mine)


def batches_of(day):
    """Batches of the day that stand, newest first: who recorded how many at once, and when."""
    found = (
        _from_nothing(day.programme_id, day.pk)
        .values("at", "by__name", "new__presence")
        .annotate(people=Count("pk"), ref=Max("ref"))
        .filter(people__gt=1)
        .order_by("-at")[:SHOWN]
    )
    standing = _standing(day)
    return [
        Batch(row["ref"], row["new__presence"], row["people"], row["at"], row["by__name"] or "")
        for row in found
        if (row["at"], row["by__name"], row["new__presence"]) in standing
    ]


def _standing(day):
    """What tells a batch from others, for each that anybody's record still stands by."""
    rows = AttendanceChange.objects.filter(
        programme=day.programme_id, day=day, item__isnull=True, stands=True
    )
    newest = rows.order_by("membership_id", "-at").distinct("membership_id").values("pk")
    still = _from_nothing(day.programme_id, day.pk).filter(pk__in=newest)
    return set(still.values_list("at", "by__name", "new__presence"))


def _from_nothing(programme, day):
    """Changes at the door from "not recorded" to something."""
    return AttendanceChange.objects.filter(
        programme=programme, day=day, how=How.DESK, item__isnull=True, old__presence=None
    ).exclude(new__presence=None)


def _batch_of(change):
    """Everything that was recorded in the same instant by the same person in the same way."""
    return _from_nothing(change.programme_id, change.day_id).filter(
        at=change.at, by=change.by_id, new__presence=change.new.get("presence")
    )


def _latest(change, people):
    """{person: the change of their record that stands}."""
    rows = AttendanceChange.objects.filter(
        programme=change.programme_id,
        day=change.day_id,
        membership__in=people,
        item__isnull=True,
        stands=True,
    )
    newest = rows.order_by("membership_id", "-at").distinct("membership_id")
    return dict(newest.values_list("membership_id", "pk"))


def _free(day, people):
    """The records of these people that say nothing yet, and nobody else's until we are done."""
    return (
        Attendance.objects.select_for_update()
        .filter(programme=day.programme_id, day=day, membership__in=people, presence__isnull=True)
        .exclude(plan=Plan.APOLOGIES)
        .order_by("membership_id")
    )


def _made_by(day, client_id):
    """What a form recorded when it was sent before."""
    people = Membership.objects.filter(programme=day.programme_id).values_list("pk", flat=True)
    taps = [_tap(client_id, pk) for pk in people]
    return list(AttendanceChange.objects.filter(programme=day.programme_id, client_id__in=taps))


def _tap(client_id, membership):
    return uuid.uuid5(uuid.UUID(str(client_id)), f"everyone|{membership}")


def _facts(plan, presence=None, arrived=None):
    return {
        "presence": presence and str(presence),
        "plan": str(plan),
        "arrived_at": arrived,
        "left_at": None,
        "half": "",
    }
