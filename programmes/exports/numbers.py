"""Numbers only, for a board or a funder: how many came, day by day, with small numbers held back.

A count of one to four could tell who it is. It is held back, and so are as many others of the same day as it
takes that nobody can work it out from the total.
"""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from programmes.exports.cells import safe
from programmes.exports.writers import BYTE_ORDER_MARK, csv_lines, one_instant
from programmes.models import Attendance, Membership, Plan, Presence

SMALL = 5
HELD_BACK = None


@dataclass(frozen=True)
class DayNumbers:
    """One day's counts by status (Presence values, then not recorded), and how many people there are."""

    day: object
    counts: list
    people: int

    def held_back(self):
        """(counts, people) as they may leave; HELD_BACK where a number must not."""
        return hold_back(self.counts, self.people)


def hold_back(counts, total):
    """Counts below five are held back, with others beside them until the total gives nothing away."""
    hidden = {index for index, count in enumerate(counts) if 0 < count < SMALL}
    by_size = sorted((count, index) for index, count in enumerate(counts) if count and index not in hidden)
    while hidden and (len(hidden) < 2 or sum(counts[index] for index in hidden) < SMALL) and by_size:
        hidden.add(by_size.pop(0)[1])
    shown = [HELD_BACK if index in hidden else count for index, count in enumerate(counts)]
    # Every other count is nought, so the total would be the one that is held back, or next to it. And what is
    # held back is one at least: as many people as places would say one for each.
    kept = sum(counts[index] for index in hidden)
    told = len(hidden) == 1 or kept < SMALL or kept == len(hidden)
    return shown, HELD_BACK if hidden and told else total


def numbers_of(programme, days):
    """One DayNumbers for each day that is over, in three queries."""
    today, now = timezone.localdate(timezone=programme.tz), timezone.now()
    days = [day for day in days if day.date and (day.date < today or day.ends_at and day.ends_at <= now)]
    current = Membership.objects.filter(programme=programme, left_on__isnull=True).count()
    recorded = (
        Attendance.objects.filter(programme=programme, day__in=days)
        .filter(Q(membership__left_on__isnull=True) | Q(presence__isnull=False))
        .values("day")
        .annotate(
            leavers=Count("id", filter=Q(membership__left_on__isnull=False)),
            **{presence: Count("id", filter=_stands_as(presence)) for presence in Presence.values},
        )
    )
    by_day = {row["day"]: row for row in recorded}
    return [_of_day(day, by_day.get(day.pk, {}), current) for day in days]


def _stands_as(presence):
    is_so = Q(presence=presence)
    return is_so | Q(presence=None, plan=Plan.APOLOGIES) if presence == Presence.APOLOGIES else is_so


def _of_day(day, row, current):
    counts = [row.get(presence, 0) for presence in Presence.values]
    people = current + row.get("leavers", 0)
    return DayNumbers(day, [*counts, people - sum(counts)], people)


def numbers_file(programme, days):
    """The whole small CSV file, from one instant."""
    with one_instant():
        lines = [_line(numbers) for numbers in numbers_of(programme, days)]
    headings = [_("Programme"), _("Day"), _("Date"), *(str(label) for label in Presence.labels)]
    headings += [_("Not recorded"), _("People")]
    note = _("Numbers from 1 to 4 are held back, and some beside them, so that nobody can be worked out.")
    return BYTE_ORDER_MARK + csv_lines([headings, *lines, [], [note]])


def _line(numbers):
    counts, people = numbers.held_back()
    cells = [_("held back") if count is HELD_BACK else str(count) for count in [*counts, people]]
    day = numbers.day
    return [safe(day.programme.name), safe(str(day.label)), day.date.isoformat(), *cells]
