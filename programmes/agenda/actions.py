"""Writes to a day's plan. Its row is locked first: two people never leave two sessions in one place."""

from django.db import transaction
from django.utils import timezone

from programmes.agenda.changes import newest_publication, snapshot, what_changes
from programmes.agenda.queries import plan_rows
from programmes.models import AgendaHost, AgendaItem, AuditEvent, DayPublication, Programme, ProgrammeDay
from programmes.signals import day_leaving, day_published


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
    """Move a session by so many places, or to a place among the sessions, counted from 1.

    A part moves among its session's parts. Past either end it stays at the end.
    """
    _lock(day)
    groups = _groups(_items(day))
    if item.part_of_id:
        group = next((group for group in groups if group[0].pk == item.part_of_id), [])
        parts = group[1:]
        _shift(parts, [part.pk for part in parts], item, by, to)
        group[1:] = parts
    else:
        _shift(groups, [group[0].pk for group in groups], item, by, to)
    _renumber(groups)


def _shift(line, keys, item, by, to):
    """Move the one with the item's key within a line; nothing happens when it is not there."""
    if item.pk in keys:
        place = keys.index(item.pk)
        aim = place + by if to is None else to - 1
        line.insert(min(max(0, aim), len(line) - 1), line.pop(place))


@transaction.atomic
def move_to_row(day, item, row):
    """Move a session to a place among all rows, parts counted, as somebody sees who drops it there."""
    _lock(day)
    others = [each for each in _items(day) if each.pk != item.pk]
    if item.part_of_id:
        siblings = [each for each in others[: row - 1] if each.part_of_id == item.part_of_id]
        move_item(day, item, to=len(siblings) + 1)
    else:
        own = {each.pk for each in others if each.part_of_id == item.pk}
        before = [each for each in others[: row - 1] if each.part_of_id is None and each.pk not in own]
        move_item(day, item, to=len(before) + 1)


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
    plan = snapshot(plan_rows(day))
    newest = newest_publication(day)
    changes = what_changes(newest.plan, plan) if newest else []
    if newest and not changes and day.is_published:
        return newest
    publication = DayPublication.objects.create(
        programme_id=day.programme_id,
        day=day,
        number=newest.number + 1 if newest else 1,
        plan=plan,
        changes=changes,
        published_by=by,
    )
    day.published_at = timezone.now()
    day.save(update_fields=["published_at"])
    AuditEvent.objects.record(
        "day_published", actor=by, programme=day.programme, about=day, number=publication.number
    )
    day_published.send(DayPublication, publication=publication, by=by)
    return publication


def _days_in_order(programme_id):
    """The programme's days; its row stays locked, so that two people never number them at once."""
    Programme.objects.select_for_update().get(pk=programme_id)
    return list(ProgrammeDay.objects.filter(programme=programme_id))


def _number(days):
    for number, each in enumerate(days, 1):
        each.number = number
    ProgrammeDay.objects.bulk_update(days, ["number"])


@transaction.atomic
def add_day(day):
    """Save a new day as the last one."""
    days = _days_in_order(day.programme_id)
    day.number = days[-1].number + 1 if days else 1
    day.save()
    return day


@transaction.atomic
def take_day_out(day, *, by):
    """Delete a day with its plan, and close the gap in the numbers. Raises DayHasHappened."""
    days = _days_in_order(day.programme_id)
    day = _lock(day)
    if day.attendances.filter(programme=day.programme_id, presence__isnull=False).exists():
        raise DayHasHappened
    AuditEvent.objects.record(
        "day_taken_out", actor=by, programme=day.programme, about=day, number=day.number
    )
    day_leaving.send(ProgrammeDay, day=day, by=by)
    gone = day.pk
    day.delete()
    _number([each for each in days if each.pk != gone])


@transaction.atomic
def move_day(day, *, by):
    """Change places with the day before (-1) or after (+1)."""
    days = _days_in_order(day.programme_id)
    place = next(number for number, each in enumerate(days) if each.pk == day.pk)
    if 0 <= place + by < len(days):
        days.insert(place + by, days.pop(place))
        _number(days)
