"""People, programmes and days for tests: plain functions with believable defaults."""

import itertools
import uuid
from datetime import UTC, date, datetime, time

from django.utils import timezone

from programmes.models import (
    AgendaItem,
    Attendance,
    Organisation,
    OrganisationAdmin,
    Programme,
    ProgrammeDay,
    Role,
    Team,
    User,
)

_numbers = itertools.count(1)


def make_organisation(name="Eastmere Health"):
    return Organisation.objects.create(name=name, listener_name="Bernie", listener_contact="01632 960 001")


def make_person(name="Ben Carter", email=None, **extra):
    return User.objects.create(name=name, email=email, **extra)


def make_admin(organisation, name="Ada Admin", email="ada@example.org"):
    person = make_person(name, email)
    OrganisationAdmin.objects.create(organisation=organisation, person=person)
    return person


def make_programme(name="Working it out together", organisation=None, state="published", **extra):
    programme = Programme(
        organisation=organisation or make_organisation(), name=name, state=state, place="Eastmere", **extra
    )
    programme.choose_slug()
    programme.save()
    return programme


def make_team(programme, name=None, **extra):
    return Team.objects.create(programme=programme, name=name or f"Team {next(_numbers)}", **extra)


def make_member(programme, name="Ben Carter", role=Role.MEMBER, email=None, **extra):
    """A person with a place; returns the membership."""
    person = extra.pop("person", None) or make_person(name, email)
    return programme.memberships.create(person=person, name=name, role=role, **extra)


def make_day(programme, number=None, on=date(2027, 1, 19), start=time(9, 30), end=time(15, 30), **extra):
    """A published day from 9:30 to 3:30 in the programme's zone; pass on=None for one without a date."""
    known = on is not None and start is not None
    extra.setdefault("published_at", timezone.now())
    return ProgrammeDay.objects.create(
        programme=programme,
        number=number or programme.days.count() + 1,
        date=on,
        start_wall=start if known else None,
        end_wall=end if known else None,
        zone=programme.zone,
        starts_at=datetime.combine(on, start, programme.tz).astimezone(UTC) if known else None,
        ends_at=datetime.combine(on, end, programme.tz).astimezone(UTC) if known else None,
        venue="Harbour Hall",
        **extra,
    )


def make_item(day, title="Hello again", minutes=20, kind="welcome", **extra):
    extra.setdefault("position", day.agenda.filter(position__isnull=False).count() + 1)
    return AgendaItem.objects.create(
        programme=day.programme, day=day, title=title, minutes=minutes, kind=kind, **extra
    )


def make_attendance(day, membership, presence="in_person", **extra):
    return Attendance.objects.create(
        programme=day.programme, day=day, membership=membership, presence=presence, **extra
    )


def new_id():
    return str(uuid.uuid4())
