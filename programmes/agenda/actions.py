"""Writes to a day's plan. Its row is locked first: two people never leave two sessions in one place."""

from django.db import transaction
from django.utils import timezone

from programmes.agenda.changes import newest_publication, snapshot, what_changes
from programmes.agenda.queries import plan_rows
from programmes.agenda.slots import flat, line_of, slot_with, slots_of
from programmes.models import (
    AgendaHost,
    AgendaItem,
    AgendaTeam,
    AuditEvent,
    DayPublication,
    Programme,
    ProgrammeDay,
)
from programmes.signals import day_changed, day_leaving, day_published


class DayHasHappened(Exception):
    """Somebody's attendance is recorded on this day: it is not taken out of the programme any more."""


def lock(day):
    """The day as it is now, locked until the transaction ends: who writes to its plan waits in line."""
    return ProgrammeDay.objects.select_for_update().get(programme=day.programme_id, pk=day.pk)


def _items(day):
    return list(AgendaItem.objects.filter(programme=day.programme_id, day=day).on_the_plan())


def _renumber(slots):
    changed = []
    for position, item in enumerate(flat(slots), 1):
        if item.position != position:
            item.position = position
            changed.append(item)
    AgendaItem.objects.bulk_update(changed, ["position"])


@transaction.atomic
def add_item(day, item, *, after=None):
    """Put a new session on the plan: behind the slot that `after` is in, or at the end.

    A part (`item.part_of`) goes behind the last part of its session, one that is `item.alongside` another
    behind the last of that slot.
    """
    lock(day)
    items = _items(day)
    slots = slots_of(items)
    item.day, item.programme_id, item.position = day, day.programme_id, 0
    item.save()
    if item.part_of_id or item.alongside_id:
        slots = slots_of([*items, item])
    else:
        place = slot_with(slots, after.pk) if after else None
        slots.insert(len(slots) if place is None else place + 1, [[item]])
    _renumber(slots)
    return item


@transaction.atomic
def move_item(day, item, *, by=0, to=None):
    """Move a session by so many places, or to a place among those it moves among, counted from 1.

    Its whole slot goes along; slots.line_of says what moves among what. Past either end it stays at the end.
    """
    lock(day)
    slots = slots_of(_items(day))
    if found := line_of(slots, item):
        line, place = found
        # What a slot or a session begins with stays in front.
        first = 0 if line is slots else 1
        aim = place + by if to is None else to - 1 + first
        line.insert(min(max(first, aim), len(line) - 1), line.pop(place))
    _renumber(slots)


@transaction.atomic
def move_to_row(day, item, row):
    """Move a session to a place among all rows, as somebody sees who drops it there."""
    lock(day)
    items = _items(day)
    above = [each for each in items if each.pk != item.pk][: row - 1]
    if item.part_of_id or item.alongside_id:
        beside = (item.part_of_id, item.alongside_id)
        before = sum(1 for each in above if (each.part_of_id, each.alongside_id) == beside)
    else:
        seen = {each.pk for each in above}
        firsts = [slot[0][0].pk for slot in slots_of(items)]
        before = sum(1 for first in firsts if first in seen)
    move_item(day, item, to=before + 1)


@transaction.atomic
def take_out(day, item):
    """Take a session off the plan with its parts and what is at the same time; put_back brings them back."""
    lock(day)
    leaving = _own(slots_of(_items(day)), item)
    for each in leaving:
        each.was_at, each.position = each.position, None
    AgendaItem.objects.bulk_update(leaving, ["position", "was_at"])
    _renumber(slots_of(_items(day)))


def _own(slots, item):
    """A session with all that belongs to it: the slot it begins, or its parts."""
    for slot in slots:
        if slot[0][0].pk == item.pk:
            return flat([slot])
        for line in slot:
            if line[0].pk == item.pk:
                return line
    return [each for each in flat(slots) if each.pk == item.pk]


@transaction.atomic
def put_back(day, item):
    """Put a session back where it was, or as near as the plan now allows, with all that belongs to it."""
    lock(day)
    item = AgendaItem.objects.get(programme=day.programme_id, pk=item.pk)
    items = _items(day)
    owner = item.part_of_id or item.alongside_id
    if item.position is not None or (owner and owner not in {each.pk for each in items}):
        return
    out = AgendaItem.objects.filter(programme=day.programme_id, day=day, position__isnull=True)
    coming = _own(slots_of([item, *out.exclude(pk=item.pk).order_by("was_at")]), item)
    if owner:
        slots = slots_of([*items, *coming])
    else:
        slots = slots_of(items)
        before = sum(1 for slot in slots if slot[0][0].position < (item.was_at or 0))
        slots[before:before] = slots_of(coming)
    _renumber(slots)


@transaction.atomic
def place_item(day, item, *, alongside=None, any_time=False):
    """Let a session be at the same time as another, some time on the day, or in its turn again.

    One that others are at the same time as stays in its turn.
    """
    lock(day)
    others = [each for each in _items(day) if each.pk != item.pk]
    if (alongside or any_time) and any(each.alongside_id == item.pk for each in others):
        return
    item.alongside, item.any_time = alongside, any_time
    item.save(update_fields=["alongside", "any_time"])
    _renumber(slots_of(_items(day)))


def set_hosts(item, memberships):
    """Who hosts a session: exactly these."""
    _set_exactly(AgendaHost, item, "membership", memberships)


def set_teams(item, teams):
    """Whom a session is for: exactly these teams, or everybody when there are none."""
    _set_exactly(AgendaTeam, item, "team", teams)


def _set_exactly(model, item, name, chosen):
    own = model.objects.filter(programme=item.programme_id, item=item)
    own.exclude(**{f"{name}__in": chosen}).delete()
    there = set(own.values_list(f"{name}_id", flat=True))
    model.objects.bulk_create(
        model(programme_id=item.programme_id, item=item, **{name: one})
        for one in chosen
        if one.pk not in there
    )


@transaction.atomic
def publish_day(day, *, by, name=""):
    """Let members see the plan as it is now, under a name if it has one.

    Returns the DayPublication; when nothing changed the old one, under the new name.
    """
    day = lock(day)
    plan = snapshot(plan_rows(day))
    newest = newest_publication(day)
    changes = what_changes(newest.plan, plan) if newest else []
    if newest and not changes and day.is_published:
        return _named(newest, name)
    publication = DayPublication.objects.create(
        programme_id=day.programme_id,
        day=day,
        number=newest.number + 1 if newest else 1,
        plan=plan,
        name=name,
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


def _named(publication, name):
    if name:
        publication.name = name
        publication.save(update_fields=["name"])
    return publication


def _days_in_order(programme_id):
    """The programme's days; its row stays locked, so that two people never number them at once."""
    Programme.objects.select_for_update().get(pk=programme_id)
    return list(ProgrammeDay.objects.filter(programme=programme_id))


def _number(days):
    for number, each in enumerate(days, 1):
        each.number = number
    ProgrammeDay.objects.bulk_update(days, ["number"])
    for each in days:
        day_changed.send(ProgrammeDay, day=each)


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
    day = lock(day)
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
