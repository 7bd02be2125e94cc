"""A register that was filled in on paper, typed back in.

Who typed it and when is kept apart from when people came. What was recorded before changes only where a row
was touched, and not at all where somebody else recorded it while the sheet was being typed.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import time

from django.db import transaction
from django.db.models import FilteredRelation, Q

from programmes.attendance import actions
from programmes.attendance.newcomers import add_newcomer
from programmes.attendance.sheets import paper_order
from programmes.models import CAME, Attendance, How, Membership, Plan, Presence

# One keystroke a row.
KEYS = {
    "p": Presence.IN_PERSON,
    "o": Presence.ONLINE,
    "l": Presence.PART,
    "a": Presence.APOLOGIES,
    "n": Presence.NOT_HERE,
}
TIME = re.compile(r"(\d{1,2})(?:[:.h ]?(\d{2}))?")


@dataclass(frozen=True)
class PaperRow:
    """One row of the sheet with what is recorded now. `chosen` and `typed` come from the form."""

    number: int
    ref: str
    name: str
    team: str
    presence: str
    plan: str
    arrived_at: object
    left_at: object
    half: str
    version: int
    chosen: str = ""
    typed: str = ""
    wrong: str = ""


@dataclass(frozen=True)
class Entry:
    """What somebody typed of one row. `seen` is the version of the record that they saw."""

    row: PaperRow
    presence: str
    arrived_at: object
    seen: int

    @property
    def is_recorded(self):
        """True when the record says so already: the same sheet, sent twice."""
        same_time = self.arrived_at is None or self.arrived_at == self.row.arrived_at
        return self.row.presence == self.presence and same_time


@dataclass
class Saved:
    rows: int = 0
    newcomers: int = 0
    meanwhile: list = field(default_factory=list)


def paper_rows(programme, day, *, by_team=False):
    """The rows of the sheet in its order, in two queries."""
    marks = {line[0]: line[1:] for line in _marks(programme, day)}
    return [
        PaperRow(row.number, row.ref, row.name, row.team, *marks[row.ref])
        for row in paper_order(programme, day, by_team=by_team)
        if row.ref in marks
    ]


def _marks(programme, day):
    mark = FilteredRelation(
        "attendances", condition=Q(attendances__day=day, attendances__programme=programme)
    )
    columns = ("presence", "plan", "arrived_at", "left_at", "half", "version")
    rows = programme.memberships.current().annotate(mark=mark).order_by()
    for line in rows.values_list("ref", *(f"mark__{name}" for name in columns)):
        ref, presence, plan, arrived, left, half, version = line
        yield ref, presence or "", plan or Plan.EXPECTED, arrived, left, half or "", version or 0


def read_time(typed):
    """The wall time of '930', '9:30' or '9'. Raises ValueError."""
    found = TIME.fullmatch(typed.strip())
    if not found:
        raise ValueError
    return time(int(found[1]), int(found[2] or 0))


@transaction.atomic
def save_sheet(day, entries, newcomers, *, by, client_id):
    """Record what was typed; rows that somebody else recorded meanwhile are given back untouched."""
    saved = Saved()
    people = _people(day, entries)
    now = _locked(day, people)
    for entry in entries:
        person = people[entry.row.ref]
        record = now[person.pk]
        standing = replace(entry, row=_as_recorded(entry.row, record))
        if record.version != entry.seen:
            if not standing.is_recorded:
                saved.meanwhile.append(standing.row)
            continue
        _record(day, person, standing, by=by, client_id=client_id)
        saved.rows += 1
    for newcomer in newcomers:
        add_newcomer(day, by=by, how=How.PAPER, **newcomer)
        saved.newcomers += 1
    return saved


def _people(day, entries):
    refs = [entry.row.ref for entry in entries]
    rows = Membership.objects.filter(programme=day.programme_id, ref__in=refs)
    return {person.ref: person for person in rows}


def _locked(day, people):
    """Their records, made where there are none, and nobody else's until we are done; always in one order."""
    about = {"programme_id": day.programme_id, "day_id": day.pk}
    keys = sorted(person.pk for person in people.values())
    Attendance.objects.bulk_create(
        [Attendance(**about, membership_id=key, version=0) for key in keys], ignore_conflicts=True
    )
    rows = Attendance.objects.select_for_update().filter(**about, membership__in=keys)
    return {row.membership_id: row for row in rows.order_by("membership_id")}


def _as_recorded(row, record):
    return replace(
        row,
        presence=record.presence or "",
        plan=record.plan,
        arrived_at=record.arrived_at,
        left_at=record.left_at,
        half=record.half,
        version=record.version,
    )


def _record(day, person, entry, *, by, client_id):
    came = entry.presence in CAME
    actions.put_right(
        day,
        person,
        entry.presence,
        by=by,
        how=How.PAPER,
        arrived_at=(entry.arrived_at or entry.row.arrived_at) if came else None,
        left_at=entry.row.left_at if came else None,
        half=entry.row.half if came else "",
        client_id=client_id,
    )
