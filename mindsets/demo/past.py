"""What has happened on the demo's days: who came, and what people wrote."""

import random
from datetime import UTC, datetime, time, timedelta

from django.utils import timezone

from copro.crypto import seal
from mindsets.demo.cast import APOLOGIES, GUESTS, HERE_TODAY, NOT_RECORDED
from mindsets.demo.people import key
from mindsets.demo.words import WORDS
from mindsets.models import Entry, Mindset, Reflection, SharedEntry, Sharing
from programmes.models import Attendance, AttendanceChange, How, Plan, Presence

PLACES = ("gate", "path", "brambles", "bench", "clearing", "depends", "unsure")
EARLIEST = time(8, 52)


def write_attendance(days, members, recorder):
    """Rows and history of two days gone and of today until now."""
    for number, (day, _worksheet) in enumerate(days[:3], 1):
        chance = random.Random(f"attendance {number}")  # noqa: S311
        rows = [
            row
            for guest in GUESTS
            if (row := _record(number, day, guest, members[guest.name], recorder, chance))
        ]
        Attendance.objects.bulk_create(rows)
        AttendanceChange.objects.bulk_create(_change(row) for row in rows)


def _record(number, day, guest, membership, recorder, chance):
    if guest.came_by == "walk_in" and number == 1:
        return None
    row = Attendance(
        programme_id=day.programme_id, day=day, membership=membership, recorded_by=recorder, how=How.DESK
    )
    arrived = datetime.combine(day.date, EARLIEST, day.programme.tz).astimezone(UTC)
    # Before breakfast, too, nobody may have arrived later than now.
    arrived = min(arrived, timezone.now() - timedelta(hours=1))
    arrived += timedelta(minutes=chance.randrange(60))
    row.recorded_at = arrived
    if guest.name in APOLOGIES[number]:
        row.plan, row.how, row.recorded_by = Plan.APOLOGIES, How.SELF, membership.person
        row.recorded_at = arrived - timedelta(days=2)
        return row
    if guest.name in NOT_RECORDED.get(number, ()):
        return None
    if number == 3 and guest.name not in HERE_TODAY:
        row.plan = chance.choice([Plan.EXPECTED, Plan.COMING, Plan.COMING, Plan.NOT_SURE])
        row.recorded_at = arrived - timedelta(days=3)
        return row if row.plan != Plan.EXPECTED else None
    row.presence = Presence.ONLINE if guest.online else Presence.IN_PERSON
    row.plan = Plan.ONLINE if guest.online else Plan.COMING
    row.arrived_at = arrived
    if (number, guest.name) == (2, "Priya Nair"):
        row.presence, row.left_at = Presence.CALLED_AWAY, arrived + timedelta(hours=2)
    return row


def _change(row):
    return AttendanceChange(
        programme_id=row.programme_id,
        day=row.day,
        membership=row.membership,
        client_id=key("change", str(row.day_id), str(row.membership_id)),
        old={},
        new={
            "plan": row.plan,
            "presence": row.presence,
            "arrived_at": row.arrived_at.isoformat() if row.arrived_at else None,
            "left_at": row.left_at.isoformat() if row.left_at else None,
        },
        how=row.how,
        by=row.recorded_by,
        at=row.recorded_at,
    )


def write_reflections(days, members):
    """What people wrote on the two days gone, most of it for themselves alone."""
    for number, (day, worksheet) in enumerate(days[:2], 1):
        mindsets = list(
            Mindset.objects.filter(organisation=day.programme.organisation, version=worksheet.version)
        )
        chance = random.Random(f"reflections {number}")  # noqa: S311
        for guest in GUESTS:
            if guest.came_by == "walk_in" or guest.role == "helper" or chance.random() < 0.15:
                continue
            _reflect(worksheet, members[guest.name], mindsets, chance)


def _reflect(worksheet, membership, mindsets, chance):
    reflection = Reflection.objects.create(
        programme=worksheet.programme,
        worksheet=worksheet,
        membership=membership,
        count_me=chance.random() < 0.8,
    )
    for mindset in mindsets:
        if chance.random() < 0.2:
            continue
        entry = Entry(
            programme=worksheet.programme,
            reflection=reflection,
            membership=membership,
            mindset=mindset,
            place=chance.choices(PLACES, weights=(4, 8, 4, 4, 3, 3, 1))[0],
            talked_instead=chance.random() < 0.08,
        )
        if chance.random() < 0.45:
            entry.words = chance.choice(WORDS[mindset.key])
            entry.sharing = chance.choices(
                [Sharing.ME, Sharing.TEAM, Sharing.FACILITATORS, Sharing.QUOTE], weights=(12, 4, 2, 1)
            )[0]
        if entry.sharing == Sharing.TEAM and membership.team_id is None:
            entry.sharing = Sharing.ME
        entry.save()
        if entry.sharing != Sharing.ME:
            _share(entry)


def _share(entry):
    shared = SharedEntry(
        programme=entry.programme,
        entry=entry,
        membership=entry.membership,
        audience=entry.sharing,
        with_name=entry.sharing != Sharing.QUOTE,
        place="" if entry.sharing == Sharing.QUOTE else entry.place,
    )
    shared.sealed_words = seal(entry.words, shared, "sealed_words")
    shared.save()
