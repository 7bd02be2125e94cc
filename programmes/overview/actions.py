"""Writes that begin a programme: from a shape, as a copy, and publishing it."""

from dataclasses import dataclass

from django.db import transaction

from programmes.models import (
    AgendaItem,
    AuditEvent,
    EntryCode,
    Programme,
    ProgrammeDay,
    ProgrammeState,
    Role,
    Team,
    User,
)
from programmes.overview.templates import SHAPES
from programmes.panels import programme_extras
from programmes.people.actions import add_person

COPIED_OF_PROGRAMME = ["place", "purpose", "zone", "agreement", "listener_name", "listener_contact"]
COPIED_OF_DAY = [
    "number", "title", "start_wall", "end_wall", "zone", "venue", "room", "directions", "online_note",
    "capacity", "quiet_space", "notes",
]  # fmt: skip
COPIED_OF_SESSION = [
    "position", "title", "kind", "minutes", "pinned_start", "any_time", "room", "purpose", "materials",
    "facilitator_notes",
]  # fmt: skip


@dataclass(frozen=True)
class NamedLead:
    """Somebody else who will lead the programme: a name is enough."""

    name: str
    email: str = ""


@transaction.atomic
def create_programme(
    organisation, name, *, by, template="two_days", zone="Europe/London", place="", purpose="", lead=None
):
    """A draft programme with the days of a shape (overview.templates), a join code and somebody who leads it.

    `by` leads it, unless `lead` (a NamedLead) says who else will. `by` may be None on the command line.
    """
    programme = Programme(organisation=organisation, name=name, zone=zone, place=place, purpose=purpose)
    _begin(programme, by=by, lead=lead, template=template)
    _add_days(programme, SHAPES[template].days)
    for extra in programme_extras:
        extra.began(programme)
    return programme


@transaction.atomic
def copy_programme(programme, name, *, by, lead=None):
    """A draft with the days, sessions and teams of an earlier programme.

    People, hosts and dates stay behind: who comes, and when, is for the new programme to find out. So do the
    teams that a session was for; the teams' aims, which its people will word; and the online links, which may
    still open the old room.
    """
    copy = Programme(
        organisation=programme.organisation, name=name, **_values(programme, COPIED_OF_PROGRAMME)
    )
    _begin(copy, by=by, lead=lead, copied_from=programme.slug)
    days, sessions = _copy_days(programme, copy)
    for extra in programme_extras:
        extra.copied(programme, copy, days, sessions)
    Team.objects.bulk_create(
        Team(programme=copy, name=team.name, area=team.area)
        for team in Team.objects.filter(programme=programme)
    )
    return copy


@transaction.atomic
def publish_programme(programme, *, by):
    """Members may see the programme from now on. Publishing twice is publishing once."""
    changed = Programme.objects.filter(pk=programme.pk, state=ProgrammeState.DRAFT).update(
        state=ProgrammeState.PUBLISHED
    )
    if changed:
        programme.state = ProgrammeState.PUBLISHED
        AuditEvent.objects.record("programme_published", actor=by, programme=programme, about=programme)


@transaction.atomic
def add_admin(organisation, name, email, *, by):
    """Let somebody look after every programme of the organisation. Returns whether they did not already."""
    person = User.objects.with_email(email) or User.objects.create(name=name, email=email)
    _place, is_new = organisation.admins.get_or_create(person=person)
    if is_new:
        AuditEvent.objects.record("admin_added", actor=by, organisation=organisation, about=person)
    return is_new


class LastAdmin(Exception):
    """An organisation without an admin could not be looked after by anybody."""


@transaction.atomic
def take_away_admin(place, *, by):
    """End somebody's admin place and their open sessions. Raises LastAdmin for the only one."""
    # Locked, so that two admins who take each other away at once do not leave none.
    places = list(place.organisation.admins.select_for_update().order_by("id"))
    if len(places) < 2:
        raise LastAdmin
    place.delete()
    place.person.end_sessions()
    AuditEvent.objects.record(
        "admin_taken_away", actor=by, organisation=place.organisation, about=place.person
    )


def _begin(programme, *, by, lead, **facts):
    programme.choose_slug()
    programme.save()
    AuditEvent.objects.record("programme_created", actor=by, programme=programme, about=programme, **facts)
    EntryCode.objects.make(programme)
    if lead:
        add_person(programme, lead.name, by=by, email=lead.email, role=Role.LEAD, came_by="set_up")
    elif by:
        add_person(programme, by.name, by=by, person=by, role=Role.LEAD, came_by="set_up")


def _add_days(programme, shapes):
    for number, shape in enumerate(shapes, start=1):
        day = ProgrammeDay.objects.create(
            programme=programme,
            number=number,
            title=str(shape.title),
            start_wall=shape.start,
            end_wall=shape.end,
            zone=programme.zone,
        )
        AgendaItem.objects.bulk_create(
            AgendaItem(
                programme=programme,
                day=day,
                position=position,
                title=str(session.title),
                kind=session.kind,
                minutes=session.minutes,
                purpose=str(session.purpose),
            )
            for position, session in enumerate(shape.sessions, start=1)
        )


def _copy_days(programme, copy):
    """Copy days and sessions; returns both as {key of the original's row: the copy's row}."""
    days = {
        day.pk: ProgrammeDay(programme=copy, **_values(day, COPIED_OF_DAY))
        for day in ProgrammeDay.objects.filter(programme=programme)
    }
    ProgrammeDay.objects.bulk_create(days.values())
    sessions = list(AgendaItem.objects.filter(programme=programme).on_the_plan().order_by("day", "position"))
    copies = {
        session.pk: AgendaItem(
            programme=copy, day=days[session.day_id], **_values(session, COPIED_OF_SESSION)
        )
        for session in sessions
    }
    for session in sessions:
        copies[session.pk].part_of = copies.get(session.part_of_id)
        copies[session.pk].alongside = copies.get(session.alongside_id)
    # What others point at comes first: sessions, those at the same time as one of them, parts.
    AgendaItem.objects.bulk_create(sorted(copies.values(), key=_depth))
    return days, copies


def _depth(item):
    return 2 if item.part_of else 1 if item.alongside else 0


def _values(row, fields):
    return {field: getattr(row, field) for field in fields}
