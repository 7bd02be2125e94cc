"""What the plan's pages show: the draft for facilitators, the last published plan for everybody."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from programmes.agenda.fair import Facts, fair_room
from programmes.agenda.hints import Hints, hints_for
from programmes.agenda.plan_times import A_DAY, Block, clock, end_of, place
from programmes.agenda.rows import PlanRow
from programmes.agenda.who import who_of
from programmes.agenda.words import iso, twelve_hours
from programmes.models import AgendaItem, ItemKind
from programmes.panels import session_extras


@dataclass(frozen=True)
class Plan:
    """A day's draft: rows, where it ends, and what is worth a look."""

    rows: list
    ends: int | None
    hints: Hints | None = None
    taken_out: list = field(default_factory=list)
    fair: list = field(default_factory=list)

    @property
    def ends_at(self):
        return twelve_hours(self.ends)

    @property
    def ends_iso(self):
        return iso(self.ends)

    def row_of(self, item):
        """The row of a session, or None when it is not on the plan."""
        return next((row for row in self.rows if item and row.item.pk == item.pk), None)


def blocks_of(items):
    there = {item.pk for item in items}
    return [
        Block(
            minutes=item.minutes,
            pinned=clock(item.pinned_start),
            is_part=item.part_of_id is not None,
            is_break=item.is_break,
            is_alongside=item.alongside_id in there,
            any_time=item.any_time,
            is_input=item.kind == ItemKind.INPUT,
            is_arrival=item.kind == ItemKind.ARRIVE,
        )
        for item in items
    ]


def plan_rows(day):
    """The draft's rows in order, in two queries however many there are."""
    items = list(AgendaItem.objects.filter(programme=day.programme_id, day=day).on_the_plan())
    return rows_from(day, items, *who_of(day))


def sessions_by_day(programme):
    """{day id: its sessions in order}, in one query."""
    found = {}
    for item in AgendaItem.objects.filter(programme=programme).on_the_plan():
        found.setdefault(item.day_id, []).append(item)
    return found


def minutes_of(items):
    """How many minutes the sessions of a plan take; of a slot its longest counts."""
    longest = {}
    for item in items:
        if item.part_of_id is None and not item.any_time:
            slot = item.alongside_id or item.pk
            longest[slot] = max(longest.get(slot, 0), item.minutes or 0)
    return sum(longest.values())


def rows_from(day, items, hosts, teams, notes=None, talk=None):
    """Rows of sessions that were read already; `notes` of other apps and open comments by session id."""
    notes, talk = notes or {}, talk or {}
    refs = {item.pk: item.ref for item in items}
    sizes = Counter(item.alongside_id or item.pk for item in items if not item.part_of_id)
    in_slot = {item.pk: item.alongside_id or item.pk for item in items if not item.part_of_id}
    closes = clock(day.end_wall)
    placed = place(blocks_of(items), clock(day.start_wall))
    movable = _movable(items)
    dates = _new_dates(day, placed)
    return [
        PlanRow(
            item=item,
            start=where.start,
            end=where.end,
            gap_before=where.gap,
            late_by=where.late,
            hosts=tuple(hosts.get(item.pk, ())),
            note=notes.get(item.pk, ""),
            is_over=closes is not None and where.end is not None and where.end > closes,
            can_go_up=up,
            can_go_down=down,
            date_changes=date,
            teams=tuple(teams.get(item.pk, ())),
            alongside=refs.get(item.alongside_id, ""),
            slot_size=sizes[in_slot.get(item.part_of_id or item.pk)],
            comments=talk.get(item.pk, 0),
        )
        for item, where, (up, down), date in zip(items, placed, movable, dates, strict=True)
    ]


def _movable(items):
    """(can go up, can go down) of each: a session among sessions, a part among the parts of its session.

    One that is at the same time as another moves among those.
    """
    lines = [item.part_of_id or item.alongside_id for item in items]
    lines = [(line, item.part_of_id is None) for line, item in zip(lines, items, strict=True)]
    first = {line: number for number, line in reversed(list(enumerate(lines)))}
    last = {line: number for number, line in enumerate(lines)}
    return [(first[line] < number, number < last[line]) for number, line in enumerate(lines)]


def _new_dates(day, placed):
    """'Wednesday 20 January' where a session is the first of another date, '' elsewhere."""
    found, reached = [], 0
    for where in placed:
        begins = 0 if where.start is None else where.start // A_DAY
        found.append(date_name(day, begins) if begins > reached else "")
        reached = max(reached, begins)
    return found


def date_name(day, later):
    """The date so many days after a day's own."""
    return date_format(day.date + timedelta(days=later), "l j F") if day.date else _("After midnight")


def every_session(day):
    """A day's sessions in order, then those that were taken out."""
    return list(AgendaItem.objects.filter(programme=day.programme_id, day=day).order_by("position", "was_at"))


def plan_of(seat, day, talk=None, *, every=None, people=None):
    """Everything the builder shows of a day; `talk` counts the open comments by session id.

    `every` and `people` are the day's sessions and how many take part, where they are known already.
    """
    every = every_session(day) if every is None else every
    items = [item for item in every if item.position is not None]
    notes = {}
    for extra in session_extras:
        notes |= extra.notes(seat, day)
    rows = rows_from(day, items, *who_of(day), notes, talk)
    timed = [row for row in rows if not row.is_part]
    blocks = blocks_of(items)
    placed = place(blocks, clock(day.start_wall))
    ends = end_of(blocks, placed)
    hints = hints_for(day, blocks, placed, timed, ends)
    there = {item.pk for item in items} | {None}
    taken_out = [
        item
        for item in every
        if item.position is None and item.part_of_id in there and item.alongside_id in there
    ]
    if people is None:
        people = seat.programme.memberships.current().count()
    hosts = {host.ref: host.parts for row in rows for host in row.hosts}
    facts = Facts(tuple(hosts.values()), people)
    return Plan(rows, ends, hints, taken_out, fair_room(day, blocks, placed, facts))
