"""Writes to a day's plan. Its row is locked first: two people never leave two sessions in one place."""

from django.db import transaction
from django.utils import timezone

from programmes.agenda.changes import snapshot, unpublished_changes
from programmes.agenda.queries import plan_rows
from programmes.models import AgendaHost, AgendaItem, AuditEvent, DayPublication, ProgrammeDay


class DayHasHappened(Exception):
    """Somebody's attendance is recorded on this day: it is not taken out of the programme any more."""


def _lock(day):
    return ProgrammeDay.objects.select_for_update().get(programme=day.programme_id, pk=day.pk)


def _items(day):
    return list(AgendaItem.objects.filter(programme=day.programme_id, day=day).on_the_plan())


def _groups(items):
    """[[session, its parts …], …]: what moves, moves together with its parts."""
    groups = []
    for item in items:
        if item.part_of_id and groups:
            groups[-1].append(item)
        else:
            groups.append([item])
    return groups


def _renumber(groups):
    changed = []
    for position, item in enumerate((item for group in groups for item in group), 1):
        if item.position != position:
            item.position = position
            changed.append(item)
    AgendaItem.objects.bulk_update(changed, ["position"])


@transaction.atomic
def add_item(day, item, *, after=None):
    """Put a new session on the plan: behind `after` (and its parts), or at the end.

    A part (`item.part_of`) goes behind the last part of its session.
    """
    _lock(day)
    groups = _groups(_items(day))
    item.day, item.programme_id, item.position = day, day.programme_id, 0
    item.save()
    owner = item.part_of_id or (after and (after.part_of_id or after.pk))
    place = next((number for number, group in enumerate(groups) if group[0].pk == owner), len(groups) - 1)
    if item.part_of_id:
        groups[place].append(item)
    else:
        groups.insert(place + 1, [item])
    _renumber(groups)
    return item


@transaction.atomic
def move_item(day, item, *, by=0, to=None):
    """Move a session by so many places, or to a place among the sessions (counted from 1, parts not counted).

    A part moves among its session's parts. Past either end it stays at the end.
    """
    _lock(day)
    groups = _groups(_items(day))
    if item.part_of_id:
        line = next((group for group in groups if group[0].pk == item.part_of_id), None)
        place = next((number for number, part in enumerate(line or []) if part.pk == item.pk), None)
        if place is None:
            return
        line.insert(min(max(1, place + by), len(line) - 1), line.pop(place))
    else:
        place = next((number for number, group in enumerate(groups) if group[0].pk == item.pk), None)
        if place is None:
            return
        aim = place + by if to is None else to - 1
        groups.insert(min(max(0, aim), len(groups) - 1), groups.pop(place))
    _renumber(groups)


def place_among_sessions(day, item, row):
    """A place among all rows (as a drag counts them) as a place among sessions, for `move_item(to=…)`."""
    sessions = 0
    for number, each in enumerate((each for each in _items(day) if each.pk != item.pk), 1):
        if number >= row:
            break
        sessions += each.part_of_id is None
    return sessions + 1


@transaction.atomic
def take_out(day, item):
    """Take a session and its parts off the plan; the rows stay, so that it can be put back."""
    _lock(day)
    for group in _groups(_items(day)):
        leaving = group if group[0].pk == item.pk else [part for part in group[1:] if part.pk == item.pk]
        for each in leaving:
            each.was_at, each.position = each.position, None
        AgendaItem.objects.bulk_update(leaving, ["position", "was_at"])
    _renumber(_groups(_items(day)))


@transaction.atomic
def put_back(day, item):
    """Put a session and its parts back where they were, or as near as the plan now allows."""
    _lock(day)
    if AgendaItem.objects.get(programme=day.programme_id, pk=item.pk).position is not None:
        return
    items = _items(day)
    own = AgendaItem.objects.filter(programme=day.programme_id, day=day, position__isnull=True)
    coming = [item, *own.filter(part_of=item).order_by("was_at")]
    groups = _groups(items)
    if item.part_of_id:
        line = next((group for group in groups if group[0].pk == item.part_of_id), None)
        if line is None:
            return
        line.append(item)
    else:
        before = sum(1 for group in groups if group[0].position < (item.was_at or 0))
        groups.insert(before, coming)
    _renumber(groups)


def set_hosts(item, memberships):
    """Who hosts a session: exactly these."""
    own = AgendaHost.objects.filter(programme=item.programme_id, item=item)
    own.exclude(membership__in=memberships).delete()
    there = set(own.values_list("membership_id", flat=True))
    AgendaHost.objects.bulk_create(
        AgendaHost(programme_id=item.programme_id, item=item, membership=membership)
        for membership in memberships
        if membership.pk not in there
    )


@transaction.atomic
def publish_day(day, *, by):
    """Let members see the plan as it is now. Returns the DayPublication; the old one when nothing changed."""
    day = _lock(day)
    rows = plan_rows(day)
    changes = unpublished_changes(day, rows)
    newest = DayPublication.objects.filter(programme=day.programme_id, day=day).first()
    if newest and not changes and day.published_at:
        return newest
    publication = DayPublication.objects.create(
        programme_id=day.programme_id,
        day=day,
        number=newest.number + 1 if newest else 1,
        plan=snapshot(rows),
        changes=changes or [],
        published_by=by,
    )
    day.published_at = timezone.now()
    day.save(update_fields=["published_at"])
    AuditEvent.objects.record(
        "day_published", actor=by, programme=day.programme, about=day, number=publication.number
    )
    return publication


@transaction.atomic
def take_day_out(day, *, by):
    """Delete a day with its plan, and close the gap in the numbers. Raises DayHasHappened."""
    day = _lock(day)
    if day.attendances.filter(programme=day.programme_id, presence__isnull=False).exists():
        raise DayHasHappened
    programme = day.programme
    AuditEvent.objects.record("day_taken_out", actor=by, programme=programme, about=day, number=day.number)
    day.delete()
    for number, later in enumerate(ProgrammeDay.objects.filter(programme=programme), 1):
        if later.number != number:
            later.number = number
            later.save(update_fields=["number"])


@transaction.atomic
def move_day(day, *, by):
    """Change places with the day before (-1) or after (+1)."""
    days = list(ProgrammeDay.objects.select_for_update().filter(programme=day.programme_id))
    place = next(number for number, each in enumerate(days) if each.pk == day.pk)
    if not 0 <= place + by < len(days):
        return
    days.insert(place + by, days.pop(place))
    for number, each in enumerate(days, 1):
        each.number = number
    ProgrammeDay.objects.bulk_update(days, ["number"])
