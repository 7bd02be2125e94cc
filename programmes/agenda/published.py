"""What members see: the newest published plan of a day, and the facilitators' list of days."""

from dataclasses import dataclass
from datetime import date

from programmes.agenda.changes import newest_publication, unpublished_days
from programmes.agenda.plan_times import A_DAY
from programmes.agenda.queries import Host, date_name
from programmes.agenda.words import iso, kind_picture, twelve_hours, when
from programmes.models import AgendaItem, ItemKind, Membership, ProgrammeDay


@dataclass(frozen=True)
class PublishedRow:
    """One session as members see it."""

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


def published_rows(day):
    """The last published plan of a day; nothing of a later draft. Two queries."""
    newest = newest_publication(day)
    if newest is None:
        return []
    # A plan keeps references, so that hosts appear under the name they use now, and not at all once erased.
    refs = {ref for row in newest.plan for ref in row["hosts"]}
    people = Membership.objects.filter(programme=day.programme_id, ref__in=refs)
    hosts = {person.ref: Host(person.ref, person.says, person.name) for person in people}
    return [_published(day, row, hosts) for row in newest.plan]


def _published(day, row, hosts):
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
