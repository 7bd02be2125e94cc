"""Copies of sessions and of whole days, within a programme and across the organisation's programmes."""

from django.db import transaction

from programmes.access import STAFF_ROLES
from programmes.agenda.actions import add_day
from programmes.agenda.lines import add_hosts, add_lines, goes_along, line_of, on_the_plan
from programmes.models import AgendaHost, AuditEvent, Programme, ProgrammeDay, ProgrammeState

COPIED_OF_DAY = [
    "start_wall", "end_wall", "venue", "room", "directions", "online_note", "capacity", "quiet_space",
    "notes",
]  # fmt: skip


def programmes_to_set_up(seat):
    """The organisation's programmes in which this person runs days, this one first."""
    theirs = Programme.objects.filter(
        organisation=seat.programme.organisation_id,
        memberships__person=seat.person,
        memberships__role__in=STAFF_ROLES,
        memberships__left_on__isnull=True,
    ).exclude(state=ProgrammeState.CLOSED)
    return sorted(theirs, key=lambda each: (each.pk != seat.programme.pk, each.name.casefold()))


def days_to_set_up(programmes):
    """[(programme, its days that are not closed), …] in two queries at most."""
    found = {programme.pk: (programme, []) for programme in programmes}
    for day in ProgrammeDay.objects.filter(programme__in=found, closed_at__isnull=True).order_by("number"):
        found[day.programme_id][1].append(day)
    return [each for each in found.values() if each[1]]


@transaction.atomic
def copy_session(item, day):
    """Copy a session, with its parts and with what is at the same time, to a day. Returns the new session.

    On its own day the copy stands behind it; elsewhere at the end. A booked time stays behind: it was booked
    once. So do worksheets and teams. Hosts go along where they have a place. Raises TooManySessions.
    """
    here = item.day_id == day.pk
    going = goes_along(on_the_plan(item.day), item)
    lines = [line_of(each) for each in going]
    for line in lines:
        line.start = ""
    owners = {"part_of": item.part_of, "alongside": item.alongside} if here else {}
    after = (item.part_of or item.alongside or item) if here else None
    copies = add_lines(day, lines, after=after, **owners)
    add_hosts(copies, _hosts_there(going, day.programme))
    return copies[0]


@transaction.atomic
def copy_day(day, programme, title="", *, by):
    """Copy a day with its plan to the end of a programme. Returns the new day.

    Its date and its online link stay behind: the copy happens at another time, perhaps in another call.
    """
    within = programme.pk == day.programme_id
    copy = ProgrammeDay(programme=programme, title=title, zone=day.zone if within else programme.zone)
    for name in COPIED_OF_DAY:
        setattr(copy, name, getattr(day, name))
    add_day(copy)
    items = on_the_plan(day)
    copies = add_lines(copy, [line_of(item) for item in items])
    add_hosts(copies, _hosts_there(items, programme))
    AuditEvent.objects.record("day_copied", actor=by, programme=programme, about=copy, sessions=len(copies))
    return copy


def _hosts_there(items, programme):
    """For each item its hosts' memberships of the programme that the copy goes to."""
    if not items:
        return []
    hostings = AgendaHost.objects.filter(programme=items[0].programme_id, item__in=items)
    people = {}
    for item_id, person_id in hostings.values_list("item_id", "membership__person_id"):
        people.setdefault(item_id, set()).add(person_id)
    everybody = set().union(*people.values())
    there = programme.memberships.current().filter(person__in=everybody)
    places = {place.person_id: place for place in there}
    return [[places[one] for one in people.get(item.pk, ()) if one in places] for item in items]
