"""One person's day: what is recorded, how the day went, and every change that led there."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from programmes.attendance.timeline import day_in_words, steps_of
from programmes.attendance.words import how_words, kept_words, moment_words, status_words
from programmes.models import Attendance, AttendanceChange, Half, How, Membership, SessionTick

# A tap that came later than this waited on a device.
WAITED = timedelta(minutes=1)


@dataclass(frozen=True)
class ChangeRow:
    """One line of history. `by` is empty for those who may not see who recorded it.

    `session` is its title when it is about one session. `tapped` is when the tap was made, where it came
    later; `stands` is false when a later tap was here already.
    """

    at: str
    by: str
    how: str
    before: str
    after: str
    session: str = ""
    tapped: str = ""
    stands: bool = True


@dataclass(frozen=True)
class PersonDay:
    record: Attendance | None
    now: str
    changes: list
    went: str = ""
    sessions: list = ()


def person_day(seat, day, membership):
    """What is recorded for one person and day, newest change first.

    Those who run the days see every change and who made it; helpers see the last one and no names.
    """
    about = {"programme": seat.programme, "day": day, "membership": membership}
    record = Attendance.objects.filter(**about).first()
    changes = list(_changes(seat, about))
    zone = seat.programme.tz
    steps = steps_of(changes, day)
    return PersonDay(
        record,
        _now(record, day, zone),
        [_row(change, seat, day, zone) for change in (changes if seat.is_facilitator else changes[:1])],
        day_in_words(steps, record, zone) if len(steps) > 1 else "",
        _sessions(about),
    )


def _changes(seat, about):
    name_here = Membership.objects.filter(programme=seat.programme, person=OuterRef("by")).values("name")
    return (
        AttendanceChange.objects.filter(**about)
        .select_related("item")
        .annotate(by_name=Coalesce(Subquery(name_here[:1]), "by__name"))
        .order_by("-at")
    )


def _sessions(about):
    """(title, whether they were there) of each session that was ticked, in the order of the day."""
    ticks = SessionTick.objects.filter(**about).order_by("item__position")
    return list(ticks.values_list("item__title", "was_there"))


def _row(change, seat, day, zone):
    waited = change.at - change.happened_at > WAITED
    return ChangeRow(
        at=moment_words(change.at, day, zone),
        by=_who(change) if seat.is_facilitator else "",
        how=how_words(change.how),
        before=_said(change.old, day, zone),
        after=_said(change.new, day, zone),
        session=change.item.title if change.item else _("a session") if "was_there" in change.new else "",
        tapped=moment_words(change.happened_at, day, zone) if waited else "",
        stands=change.stands,
    )


def _who(change):
    if change.by_name or change.how == How.KIOSK:  # on the shared tablet everybody records themselves
        return change.by_name or ""
    return _("someone")


def _said(kept, day, zone):
    if "was_there" in kept:
        words = {True: _("Was there"), False: _("Was not there"), None: _("Not recorded")}
        return words[kept["was_there"]]
    return _with_half(kept_words(kept, day, zone), kept.get("half"))


def _with_half(words, half):
    return f"{words}, {Half(half).label.lower()}" if half else words


def _now(record, day, zone):
    if record is None:
        return status_words(None, None)
    kept = {
        "presence": record.presence,
        "plan": record.plan,
        "arrived_at": record.arrived_at and record.arrived_at.isoformat(),
        "left_at": record.left_at and record.left_at.isoformat(),
    }
    return _with_half(kept_words(kept, day, zone), record.half)
