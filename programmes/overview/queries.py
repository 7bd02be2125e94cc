"""Where a programme is: what the overview of the people running it shows, in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from programmes.agenda.changes import unpublished_changes, with_published_plan
from programmes.agenda.queries import minutes_of, rows_from, sessions_by_day
from programmes.agenda.who import who_of
from programmes.models import (
    CAME,
    Attendance,
    EntryCode,
    Membership,
    Plan,
    Presence,
    Role,
)
from programmes.teams.queries import team_rows


@dataclass(frozen=True)
class Place:
    """Somebody who runs the days."""

    ref: str
    says: str
    name: str


@dataclass
class DayCounts:
    """How many people stand where for one day."""

    came: int = 0
    yes: int = 0
    sorry: int = 0
    recorded: int = 0
    leavers: int = 0


@dataclass(frozen=True)
class DayFacts:
    """One day with what the overview tells of it. `people` are those with a place, and leavers who came."""

    day: object
    counts: DayCounts
    people: int
    is_past: bool
    days_off: int | None
    planned_minutes: int

    @property
    def ref(self):
        return self.day.ref

    @property
    def not_recorded(self):
        return self.people - self.counts.recorded

    @property
    def not_said(self):
        return self.people - self.counts.yes - self.counts.sorry

    @property
    def plan_ends(self):
        """The wall time at which the sessions end, as far as their minutes are known."""
        return self._wall_after(self.planned_minutes).time()

    @property
    def minutes_over(self):
        """How far the sessions run past the day's end."""
        if not (self.day.start_wall and self.day.end_wall and self.planned_minutes):
            return 0
        closes = datetime.combine(datetime.min, self.day.end_wall)
        if self.day.end_wall <= self.day.start_wall:
            closes += timedelta(days=1)
        return max(0, int((self._wall_after(self.planned_minutes) - closes).total_seconds()) // 60)

    def _wall_after(self, minutes):
        return datetime.combine(datetime.min, self.day.start_wall) + timedelta(minutes=minutes)


@dataclass(frozen=True)
class Overview:
    days: list
    teams: list
    running: list
    people: int
    without_team: int
    code: str
    missing: dict
    changes: list

    @property
    def done(self):
        return sum(facts.is_past for facts in self.days)

    @property
    def next(self):
        return next_of(self.days)


def overview_of(seat):
    """Everything the overview shows; nine queries, whatever the number of people, days and teams."""
    programme = seat.programme
    people = list(
        Membership.objects.current()
        .filter(programme=programme)
        .order_by("sort_name", "id")
        .only("ref", "name", "called", "role", "team_id")
    )
    sessions = sessions_by_day(programme)
    days = _days(programme, len(people), sessions)
    coming = next_of(days)
    code = EntryCode.objects.live().filter(programme=programme, day=None).first()
    return Overview(
        days=days,
        teams=team_rows(seat),
        running=[Place(place.ref, place.says, place.name) for place in people if place.runs_days],
        people=len(people),
        without_team=sum(place.team_id is None and place.role == Role.MEMBER for place in people),
        code=code.symbols if code else "",
        missing=_missing_names(programme, days),
        changes=_unpublished_changes(coming, sessions.get(coming.day.pk, [])) if coming else [],
    )


def next_of(days):
    """The first day that is not over, dated days before those whose date is not known."""
    coming = [facts for facts in days if not facts.is_past]
    return min(coming, key=lambda facts: (facts.days_off is None, facts.days_off or 0), default=None)


def _unpublished_changes(coming, sessions):
    """What the next day's draft changes of what people see, in sentences."""
    if coming.day.published_plan is None:
        return []
    return unpublished_changes(coming.day, rows_from(coming.day, sessions, *who_of(coming.day)))


def _days(programme, people, sessions):
    counts = _counts(programme)
    found = with_published_plan(programme.days)
    today, now = timezone.localdate(timezone=programme.tz), timezone.now()
    return [
        DayFacts(
            day=day,
            counts=counts[day.pk],
            people=people + counts[day.pk].leavers,
            is_past=bool(day.date and (day.date < today or day.ends_at and day.ends_at <= now)),
            days_off=(day.date - today).days if day.date else None,
            planned_minutes=minutes_of(sessions.get(day.pk, [])),
        )
        for day in found.order_by("number")
    ]


def _counts(programme):
    rows = (
        Attendance.objects.filter(programme=programme)
        .filter(Q(membership__left_on=None) | Q(presence__isnull=False))
        .values("day", "presence", "plan")
        .annotate(people=Count("id"), leavers=Count("id", filter=Q(membership__left_on__isnull=False)))
    )
    counts = defaultdict(DayCounts)
    for row in rows:
        day, people = counts[row["day"]], row["people"]
        presence, plan = row["presence"], row["plan"]
        is_sorry = presence == Presence.APOLOGIES or not presence and plan == Plan.APOLOGIES
        day.came += people if presence in CAME else 0
        day.yes += people if plan in (Plan.COMING, Plan.ONLINE) else 0
        day.sorry += people if is_sorry else 0
        day.recorded += people if presence or is_sorry else 0
        day.leavers += row["leavers"]
    return counts


def _missing_names(programme, days):
    """{day's pk: name} for the last past day on which one single person was not recorded."""
    lonely = next((facts.day for facts in reversed(days) if facts.is_past and facts.not_recorded == 1), None)
    if lonely is None:
        return {}
    recorded = Attendance.objects.filter(
        Q(presence__isnull=False) | Q(plan=Plan.APOLOGIES), programme=programme, day=lonely
    )
    person = (
        Membership.objects.current()
        .filter(programme=programme)
        .exclude(pk__in=recorded.values("membership"))
        .first()
    )
    return {lonely.pk: person} if person else {}
