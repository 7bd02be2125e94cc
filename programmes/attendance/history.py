"""One person's day: what is recorded, and every change that led there."""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from programmes.attendance.words import how_words, kept_words, moment_words, status_words
from programmes.models import Attendance, AttendanceChange, Membership


@dataclass(frozen=True)
class ChangeRow:
    """One line of history. `by` is empty for those who may not see who recorded it."""

    at: str
    by: str
    how: str
    before: str
    after: str


@dataclass(frozen=True)
class PersonDay:
    record: Attendance | None
    now: str
    changes: list


def person_day(seat, day, membership):
    """What is recorded for one person and day, newest change first.

    Those who run the days see every change and who made it; helpers see the last one and no names.
    """
    about = {"programme": seat.programme, "day": day, "membership": membership}
    record = Attendance.objects.filter(**about).first()
    changes = _changes(seat, about)
    if not seat.is_facilitator:
        changes = changes[:1]
    zone = seat.programme.tz
    return PersonDay(record, _now(record, day, zone), [_row(change, seat, day, zone) for change in changes])


def _changes(seat, about):
    name_here = Membership.objects.filter(programme=seat.programme, person=OuterRef("by")).values("name")
    return (
        AttendanceChange.objects.filter(**about)
        .annotate(by_name=Coalesce(Subquery(name_here[:1]), "by__name"))
        .order_by("-at")
    )


def _row(change, seat, day, zone):
    return ChangeRow(
        at=moment_words(change.at, day, zone),
        by=(change.by_name or _("someone")) if seat.is_facilitator else "",
        how=how_words(change.how),
        before=kept_words(change.old, day, zone),
        after=kept_words(change.new, day, zone),
    )


def _now(record, day, zone):
    if record is None:
        return status_words(None, None)
    kept = {
        "presence": record.presence,
        "plan": record.plan,
        "arrived_at": record.arrived_at and record.arrived_at.isoformat(),
        "left_at": record.left_at and record.left_at.isoformat(),
    }
    return kept_words(kept, day, zone)
