"""Sessions of a day as plain lines: what copies, kept sessions, templates and files have in common.

A line that is a `part` belongs to the last line before it that is none. One that is `alongside` is at the
same time as the last line that is neither. So a list of lines needs no references, and can be kept as JSON.
"""

from dataclasses import asdict, dataclass, fields
from datetime import time

from django.db import transaction

from programmes.agenda.slots import flat, slots_of
from programmes.models import AgendaHost, AgendaItem, ItemKind, ProgrammeDay

MOST_SESSIONS = 300


@dataclass
class Line:
    """One session; `start` is the time it is booked for as "09:30", or ""."""

    title: str
    kind: str = ItemKind.OTHER
    minutes: int | None = None
    start: str = ""
    any_time: bool = False
    room: str = ""
    purpose: str = ""
    materials: str = ""
    facilitator_notes: str = ""
    part: bool = False
    alongside: bool = False

    @property
    def as_data(self):
        return asdict(self) | {"kind": str(self.kind)}

    @classmethod
    def from_data(cls, data):
        """A line that was kept; what it does not say is as for a new one."""
        names = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in data.items() if name in names})


class TooManySessions(Exception):
    """A day holds at most MOST_SESSIONS."""


def on_the_plan(day):
    return list(AgendaItem.objects.filter(programme=day.programme_id, day=day).on_the_plan())


def line_of(item):
    return Line(
        title=item.title,
        kind=item.kind,
        minutes=item.minutes,
        start=item.pinned_start.strftime("%H:%M") if item.pinned_start else "",
        any_time=item.any_time,
        room=item.room,
        purpose=item.purpose,
        materials=item.materials,
        facilitator_notes=item.facilitator_notes,
        part=item.part_of_id is not None,
        alongside=item.alongside_id is not None,
    )


def goes_along(items, item):
    """What moves with a session: its parts, the sessions at the same time as it, and theirs; in order.

    With one that is at the same time as another, and with a part, no other session goes.
    """
    for slot in slots_of(items):
        if slot[0][0].pk == item.pk:
            return flat([slot])
        for line in slot:
            if line[0].pk == item.pk:
                return line
    return [item]


@transaction.atomic
def add_lines(day, lines, *, after=None, part_of=None, alongside=None):
    """Add sessions to a day: behind the session `after` and what goes along with it, or at the end.

    `part_of` and `alongside` say where a first line belongs that is a part, or at the same time as another.
    Returns the AgendaItems in the order of the lines. Raises TooManySessions.
    """
    ProgrammeDay.objects.select_for_update().get(programme=day.programme_id, pk=day.pk)
    there = on_the_plan(day)
    if len(there) + len(lines) > MOST_SESSIONS:
        raise TooManySessions
    new = _items(day, lines, part_of, alongside)
    place = _behind_parts(there, part_of) if part_of else _behind(there, after)
    for position, item in enumerate([*there[:place], *new, *there[place:]], 1):
        item.position = position
    AgendaItem.objects.bulk_update(there[place:], ["position"])
    # A row that points at another comes after it.
    AgendaItem.objects.bulk_create(item for item in new if not (item.part_of_id or item.alongside_id))
    AgendaItem.objects.bulk_create(item for item in new if item.alongside_id)
    AgendaItem.objects.bulk_create(item for item in new if item.part_of_id)
    return new


def _items(day, lines, part_of, alongside):
    items, owner, first = [], part_of, alongside
    for line in lines:
        item = AgendaItem(
            programme_id=day.programme_id,
            day=day,
            title=line.title,
            kind=line.kind,
            minutes=line.minutes,
            pinned_start=time.fromisoformat(line.start) if line.start else None,
            any_time=line.any_time,
            room=line.room,
            purpose=line.purpose,
            materials=line.materials,
            facilitator_notes=line.facilitator_notes,
        )
        if line.part and owner:
            item.part_of = owner
        else:
            owner = item
            if line.alongside and first:
                item.alongside = first
            else:
                first = item
        items.append(item)
    return items


def _behind(there, session):
    """The place behind a session and what goes along with it; the end when it is not there."""
    if session is None:
        return len(there)
    along = {each.pk for each in goes_along(there, session)}
    return max((place for place, each in enumerate(there, 1) if each.pk in along), default=len(there))


def _behind_parts(there, session):
    own = [place for place, each in enumerate(there, 1) if session.pk in (each.pk, each.part_of_id)]
    return max(own, default=len(there))


def add_hosts(items, hosts):
    """`hosts` has a list of memberships for each item."""
    AgendaHost.objects.bulk_create(
        AgendaHost(programme_id=item.programme_id, item=item, membership=membership)
        for item, memberships in zip(items, hosts, strict=True)
        for membership in memberships
    )
