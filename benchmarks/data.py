"""Programmes of a size, made in a few statements, and people who are signed in to them."""

from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.utils import timezone

from mindsets.library.shipped import ship_frameworks
from mindsets.models import Worksheet
from programmes.agenda.actions import publish_day
from programmes.agenda.times import set_instants
from programmes.models import Attendance, Membership, Organisation, OrganisationAdmin, Role, Team, User
from programmes.overview.actions import create_programme

TEAMS = 6


@dataclass(frozen=True)
class Made:
    """A programme of a size: its days, its people, one lead and one worksheet."""

    organisation: Organisation
    programme: object
    days: list
    people: list
    lead: Membership
    worksheet: Worksheet


def make(people, name):
    """A published four-day programme, one day of it today, with attendance for the days gone by."""
    organisation = Organisation.objects.create(name=name)
    lead = User.objects.create(name=f"Lead of {name}", email=f"lead-{people}@bench.invalid")
    OrganisationAdmin.objects.create(organisation=organisation, person=lead)
    programme = create_programme(organisation, name, by=lead, template="four_days")
    programme.state = "published"
    programme.save()
    days = _dated(programme, lead)
    teams = [Team(programme=programme, name=f"Team {number}", area="Waiting") for number in range(TEAMS)]
    Team.objects.bulk_create(teams)
    members = _members(programme, people, teams)
    version = ship_frameworks(organisation)["mindsets"]
    worksheet = Worksheet.objects.create(
        programme=programme, version=version, day=days[2], title="The six mindsets"
    )
    _attendance(programme, days[:3], members)
    seat = Membership.objects.get(programme=programme, person=lead)
    return Made(organisation, programme, days, members, seat, worksheet)


def _dated(programme, lead):
    days = list(programme.days.all())
    today = timezone.localdate(timezone=programme.tz)
    for day, away in zip(days, (-60, -30, 0, 60), strict=True):
        day.date = today + timedelta(days=away)
        set_instants(day)
        day.save()
        publish_day(day, by=lead)
    return days


def _members(programme, people, teams):
    users = [
        User(name=f"Person Number{number:04}", email=f"person-{people}-{number}@bench.invalid")
        for number in range(people - 1)
    ]
    User.objects.bulk_create(users)
    members = [
        Membership(
            programme=programme,
            person=user,
            name=user.name,
            sort_name=user.name.lower(),
            team=teams[number % TEAMS],
            role=Role.MEMBER,
            agreed_at=timezone.now(),
        )
        for number, user in enumerate(users)
    ]
    return Membership.objects.bulk_create(members)


def _attendance(programme, days, members):
    Attendance.objects.bulk_create(
        (
            Attendance(
                programme=programme,
                day=day,
                membership=member,
                presence="in_person",
                arrived_at=day.starts_at,
                left_at=day.ends_at,
                recorded_by=member.person,
            )
            for day in days
            for member in members
        ),
        batch_size=2000,
    )


def settle():
    """Let Postgres learn what is in the tables, as it would overnight."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def session_for(person, kind):
    """The key of a fresh session of this person."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    now = timezone.now().isoformat()
    store.update(
        {
            SESSION_KEY: str(person.pk),
            BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
            HASH_SESSION_KEY: person.get_session_auth_hash(),
            "kind": kind,
            "began": now,
            "seen": now,
        }
    )
    store.create()
    return store.session_key
