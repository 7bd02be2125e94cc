"""What members see: the newest published plan of a day, and the facilitators' list of days."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from programmes.agenda.changes import newest_publication, unpublished_days
from programmes.agenda.plan_times import A_DAY
from programmes.agenda.queries import date_name
from programmes.agenda.rows import Host
from programmes.agenda.words import iso, kind_picture, things_at_once, twelve_hours, when
from programmes.models import AgendaItem, ItemKind, Membership, ProgrammeDay, Team


@dataclass(frozen=True)
class PublishedRow:
    """One session as members see it.

    `ref` and `alongside` are references of sessions: the second is that of the one it is at the same time as.
    `teams` are names; none means everybody.
    """

    title: str
    kind: str
    picture: str
    starts: str
    starts_iso: str
    ends: str
    minutes: int | None
    hosts: tuple
    purpose: str
    is_break: bool
    is_part: bool
    date_changes: str = ""
    ref: str = ""
    kind_key: str = ItemKind.OTHER
    any_time: bool = False
    alongside: str = ""
    room: str = ""
    teams: tuple = ()
    slot_size: int = 1

    @property
    def slot_words(self):
        """Said above the first of several that are at the same time; '' elsewhere."""
        return (
            things_at_once(self.slot_size)
            if self.slot_size > 1 and not self.alongside and not self.is_part
            else ""
        )

    @property
    def css(self):
        names = (
            (f"k-{self.kind_key}", True),
            ("pause", self.is_break),
            ("part", self.is_part),
            ("slot", self.slot_size > 1),
            ("beside", bool(self.alongside)),
        )
        return " ".join(name for name, holds in names if holds)


def published_rows(day):
    """The last published plan of a day; nothing of a later draft. Three queries."""
    newest = newest_publication(day)
    if newest is None:
        return []
    # A plan keeps references, so that hosts appear under the name they use now, and not at all once erased.
    refs = {ref for row in newest.plan for ref in row["hosts"]}
    people = Membership.objects.filter(programme=day.programme_id, ref__in=refs)
    hosts = {person.ref: Host(person.ref, person.says, person.name) for person in people}
    for_teams = {ref for row in newest.plan for ref in row.get("teams", [])}
    teams = dict(
        Team.objects.filter(programme=day.programme_id, ref__in=for_teams).values_list("ref", "name")
    )
    sizes = slot_sizes(newest.plan)
    return [_published(day, row, hosts, teams, sizes) for row in newest.plan]


def slot_sizes(plan):
    """{reference of a session or part: how many sessions are at that time} of a published plan."""
    slot, own = "", {}
    for row in plan:
        if not row["is_part"]:
            slot = row.get("alongside") or row["ref"]
        own[row["ref"]] = slot
    sizes = Counter(own[row["ref"]] for row in plan if not row["is_part"])
    return {ref: sizes[slot] for ref, slot in own.items()}


def _published(day, row, hosts, teams, sizes):
    start = row["start"]
    return PublishedRow(
        title=row["title"],
        kind=ItemKind(row["kind"]).label,
        picture=kind_picture(row["kind"]),
        starts=twelve_hours(start),
        starts_iso=iso(start),
        ends=twelve_hours(row["end"]),
        minutes=row["minutes"],
        hosts=tuple(hosts[ref] for ref in row["hosts"] if ref in hosts),
        purpose=row["purpose"],
        is_break=row["kind"] == ItemKind.BREAK,
        is_part=row["is_part"],
        date_changes=date_name(day, start // A_DAY) if row["new_date"] else "",
        ref=row["ref"],
        kind_key=row["kind"],
        any_time=row.get("any_time", False),
        alongside=row.get("alongside", ""),
        room=row.get("room", ""),
        teams=tuple(sorted(teams[ref] for ref in row.get("teams", []) if ref in teams)),
        slot_size=sizes.get(row["ref"], 1),
    )


@dataclass(frozen=True)
class DayRow:
    """One day in the facilitators' list."""

    day: ProgrammeDay
    when: str
    session_count: int
    is_today: bool
    has_changes: bool


def day_rows(programme, today: date):
    """The facilitators' list of days, in five queries however many there are."""
    waiting = unpublished_days(programme)
    counts = {}
    on_plans = AgendaItem.objects.filter(programme=programme).on_the_plan()
    for day_id in on_plans.values_list("day_id", flat=True):
        counts[day_id] = counts.get(day_id, 0) + 1
    return [
        DayRow(day, when(day), counts.get(day.pk, 0), day.date == today, day.pk in waiting)
        for day in programme.days.all()
    ]
