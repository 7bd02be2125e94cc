"""How a board follows what happens at other doors."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import Count, Max, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from copro.polls import stamps
from copro.prepared import A_KEY, ANOTHER_KEY, Prepared
from programmes.models import AttendanceChange, Membership, ProgrammeDay


@dataclass(frozen=True)
class Stamp:
    """How far a board has followed: cheap to ask for, different after every change."""

    changes: int
    latest: str
    people: int

    @property
    def etag(self):
        return f'"{self.changes}-{self.latest}-{self.people}"'


def _followed(programme, day):
    changes = AttendanceChange.objects.filter(programme=programme, day=day).order_by().values("day")
    people = Membership.objects.current().filter(programme=programme).order_by().values("programme")
    return ProgrammeDay.objects.filter(programme=programme, pk=day).values_list(
        Coalesce(Subquery(changes.annotate(number=Count("pk")).values("number")), 0),
        Subquery(changes.annotate(latest=Max("at")).values("latest")),
        Coalesce(Subquery(people.annotate(number=Count("pk")).values("number")), 0),
    )


_followed_by = Prepared(_followed, programme=A_KEY, day=ANOTHER_KEY)


def stamp_of(day):
    [row] = _followed_by(programme=day.programme_id, day=day.pk)
    return _stamp(*row)


def _stamp(changes, latest, people):
    # A change from before the clock was put back must not hide those that come after it.
    latest = latest and min(latest, timezone.now())
    return Stamp(changes, latest.isoformat() if latest else "", people)


@stamps("board")
def etag_of(programme, day):
    """The same as a board's address carries it. Keys as text."""
    rows = _followed_by(programme=UUID(programme), day=UUID(day))
    return _stamp(*rows[0]).etag if rows else ""


# A change is stamped before it is committed, so a board must look back a little further than it has seen.
LOOK_BACK = timedelta(seconds=15)


def changed_refs(day, since=None):
    """Refs of the people whose record changed after `since`, or ever."""
    changes = AttendanceChange.objects.filter(programme=day.programme_id, day=day)
    if since is not None:
        changes = changes.filter(at__gt=since - LOOK_BACK)
    return set(changes.values_list("membership__ref", flat=True))
