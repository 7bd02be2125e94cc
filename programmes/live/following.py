"""How a screen follows a day that runs: one cheap question, answered differently after every change."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import DurationField, ExpressionWrapper, F, Max, Min, Subquery
from django.utils import timezone

from copro.polls import stamps
from copro.prepared import A_KEY, Prepared
from programmes.live.clockwork import fives_over, is_forgotten
from programmes.models import DayPublication, DayRun, Programme, ProgrammeDay, RunState, SessionRun

A_REF = "-day-ref"


@dataclass(frozen=True)
class Followed:
    """How far a screen has followed. `number` is that of the newest published plan, 0 without one."""

    day_id: UUID
    is_published: bool
    date: date | None
    number: int
    version: int
    ended_at: datetime | None
    due: datetime | None
    begins: datetime | None
    now: datetime

    @property
    def is_running(self):
        return self.version > 0 and not self.ended_at and not is_forgotten(self.due, self.begins, self.now)

    @property
    def is_worth_following(self):
        """Something can still change today."""
        if self.version:
            return self.is_running
        return self.date is None or self.date == timezone.localdate(self.now)

    @property
    def stamp(self):
        """Also different when time alone changes what is said: over the time, or no longer waiting."""
        waits = "w" if self.begins and self.begins > self.now else ""
        left = "" if self.is_running or not self.version or self.ended_at else "l"
        return f"{self.version}-{self.number}-{fives_over(self.due, self.now)}{waits}{left}"


def _followed(programme, day):
    days = ProgrammeDay.objects.filter(programme=programme, ref=day).order_by()
    own = {"programme": programme, "day__ref": day}
    runs = DayRun.objects.filter(**own).order_by()
    plans = DayPublication.objects.filter(**own).order_by().values("programme")
    on = SessionRun.objects.filter(
        programme=programme, run__day__ref=day, run__programme=programme, state=RunState.ON
    )
    on = on.order_by().values("programme")
    lasts = ExpressionWrapper(
        (F("minutes") + F("extra_minutes")) * timedelta(minutes=1), output_field=DurationField()
    )
    return days.values_list(
        "pk",
        "published_at",
        "date",
        Subquery(plans.annotate(newest=Max("number")).values("newest")),
        Subquery(runs.values("version")),
        Subquery(runs.values("ended_at")),
        Subquery(on.annotate(due=Max(F("started_at") + lasts)).values("due")),
        Subquery(on.annotate(begins=Min("started_at")).values("begins")),
    )


_followed_day = Prepared(_followed, programme=A_KEY, day=A_REF)


@stamps("day")
def stamp_of(programme, ref):
    """What a screen would have seen by now; '' where there is no such day. Keys as text."""
    where = followed(Programme(pk=UUID(programme)), ref)
    return where.stamp if where else ""


def followed(programme, ref, now=None):
    """How a day stands, in one query; None where the programme has no such day."""
    rows = _followed_day(programme=programme.pk, day=ref)
    if not rows:
        return None
    [(day, published_at, date, number, version, ended_at, due, begins)] = rows
    return Followed(
        day_id=day,
        is_published=published_at is not None,
        date=date,
        number=number or 0,
        version=version or 0,
        ended_at=ended_at,
        due=due,
        begins=begins,
        now=now or timezone.now(),
    )
