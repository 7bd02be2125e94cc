"""What a member's own pages show, fetched before the page is drawn."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from copro.prepared import A_KEY, ANOTHER_KEY, Prepared
from programmes.access import initials
from programmes.attendance.models import CAME
from programmes.attendance.opening import is_open
from programmes.models import Attendance, Membership, Plan, Presence, ProgrammeDay, Team


@dataclass(frozen=True)
class DayRow:
    """One of our days, and how I stand for it."""

    day: ProgrammeDay
    label: str
    date: date | None
    state: str  # "done", "today", "next" or "later"
    stands: str  # in words
    plan: str
    came: bool
    url: str
    plan_url: str

    @property
    def is_to_come(self):
        return self.state != "done"

    @property
    def is_today(self):
        """Also when its planned end has passed: days run late."""
        return self.is_known and self.date == timezone.localdate()

    @property
    def is_known(self):
        """There is a published page to read about it."""
        return self.day.is_published


@dataclass(frozen=True)
class NextDay:
    """The next day, as far as it is known."""

    day: ProgrammeDay
    label: str
    date: date | None
    is_today: bool
    starts: str
    ends: str
    place: str
    plan: str
    came: bool = False
    is_open: bool = False  # for checking oneself in


@dataclass(frozen=True)
class Mate:
    name: str
    initials: str


@dataclass(frozen=True)
class MyTeam:
    team: Team
    mates: list


@dataclass(frozen=True)
class MemberHome:
    next_day: NextDay | None
    days: list
    my_team: MyTeam | None = None


def home_of(seat):
    """Everything of a member's home page, but what other apps add to it."""
    rows = day_rows(seat)
    coming = next((row for row in rows if row.state in {"today", "next"}), None)
    return MemberHome(
        next_day=_next_day(coming) if coming else None,
        days=rows,
        my_team=my_team(seat),
    )


def day_rows(seat):
    """The programme's days in order, with what was recorded for me and what I said beforehand."""
    days = _days_of(programme=seat.programme.pk)
    for day in days:
        day.programme = seat.programme
    mine = _my_attendance(seat)
    today = timezone.localdate(timezone=seat.programme.tz)
    following = _following(days, today)
    return [_row(day, mine.get(day.pk), today, following, seat.programme.slug) for day in days]


_records_of = Prepared(
    lambda programme, membership: Attendance.objects.filter(programme=programme, membership=membership),
    programme=A_KEY,
    membership=ANOTHER_KEY,
)
_days_of = Prepared(
    lambda programme: ProgrammeDay.objects.filter(programme=programme).order_by("number"), programme=A_KEY
)
_names_in = Prepared(
    lambda programme, team: (
        Membership.objects.current().filter(programme=programme, team=team).values_list("name")
    ),
    programme=A_KEY,
    team=ANOTHER_KEY,
)


def _my_attendance(seat):
    if seat.membership is None:
        return {}
    mine = _records_of(programme=seat.programme.pk, membership=seat.membership.pk)
    return {record.day_id: record for record in mine}


def _following(days, today):
    """The day that is today or comes next; where no date is known, the first one without."""
    dated = [day for day in days if day.date and day.date >= today and not _is_over(day)]
    if dated:
        return min(dated, key=lambda day: day.date)
    return next((day for day in days if day.date is None), None)


def _is_over(day):
    return bool(day.ends_at and day.ends_at < timezone.now())


def _row(day, record, today, following, slug):
    # A day that nobody has published may still move: members hear that it is coming, not when.
    known = day.date if day.is_published else None
    if day.date and (day.date < today or _is_over(day)):
        state = "done"
    elif following and day.pk == following.pk:
        state = "today" if day.date == today and day.is_published else "next"
    else:
        state = "later"
    plan = record.plan if record else Plan.EXPECTED
    route = [slug, day.ref]
    return DayRow(
        day,
        day.label,
        known,
        state,
        _in_words(state, record, plan),
        plan,
        came=bool(record and record.presence in CAME),
        url=reverse("programmes:day", args=route),
        plan_url=reverse("programmes:my_plan", args=route),
    )


def _in_words(state, record, plan):
    presence = record.presence if record else None
    if presence in CAME:
        return _("You were there") if state == "done" else _("You are here")
    if presence == Presence.APOLOGIES or (presence is None and plan == Plan.APOLOGIES):
        return _("You sent apologies")
    if presence == Presence.NOT_HERE:
        return _("You were not there")
    if state == "done":
        return _("Not recorded")
    if plan == Plan.COMING:
        return _("You are coming")
    if plan == Plan.ONLINE:
        return _("You are coming online")
    return {"today": _("Today"), "next": _("Next")}.get(state, _("To come"))


def _next_day(row):
    day = row.day
    if not day.is_published:
        return NextDay(day, row.label, None, False, "", "", "", row.plan)
    place = ", ".join(filter(None, [day.venue, day.room]))
    starts, ends = clock(day.start_wall), clock(day.end_wall)
    return NextDay(
        day,
        row.label,
        row.date,
        row.state == "today",
        starts,
        ends,
        place,
        row.plan,
        came=row.came,
        is_open=is_open(day),
    )


def clock(wall):
    """9:30am, 3pm; empty for a time that is not known."""
    if wall is None:
        return ""
    return time_format(wall, "g:i" if wall.minute else "g") + time_format(wall, "A").lower()


def my_team(seat):
    """My team and who is in it; None where I am in none."""
    team = seat.membership.team if seat.membership else None
    if team is None:
        return None
    mates = _names_in(programme=seat.programme.pk, team=team.pk)
    return MyTeam(team, [Mate(name, initials(name)) for (name,) in mates])
