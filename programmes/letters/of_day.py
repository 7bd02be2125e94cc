"""The letters page of one day: what people said so far, and what one might write next."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from programmes.letters.going import is_over, on_a_morning
from programmes.models import Attendance, Audience, LetterKind, Membership, Plan


@dataclass(frozen=True)
class Answers:
    """How many said what about a day."""

    coming: int
    online: int
    not_sure: int
    apologies: int
    silent: int


def answers_of(day):
    """Answers of the people with a place now, in two queries."""
    people = Membership.objects.current().filter(programme=day.programme_id)
    rows = Attendance.objects.filter(programme=day.programme_id, day=day, membership__left_on__isnull=True)
    said = dict(rows.order_by().values_list("plan").annotate(number=Count("pk")))
    counted = [said.get(plan, 0) for plan in (Plan.COMING, Plan.ONLINE, Plan.NOT_SURE, Plan.APOLOGIES)]
    silent = people.exclude(
        pk__in=rows.exclude(plan=Plan.EXPECTED, presence__isnull=True).values("membership")
    ).count()
    return Answers(*counted, silent)


@dataclass(frozen=True)
class Suggestion:
    """A letter that only waits for somebody to want it: what the button says, and the form's address."""

    says: str
    query: str


def suggestions_for(day):
    """What makes sense to write for this day, now."""
    return [_suggestion(day, *each) for each in _OFFERS if _fits(day, *each)]


_OFFERS = [
    # kind, audience, days from the day (None: at once)
    (LetterKind.INVITATION, Audience.EVERYONE, None),
    (LetterKind.REMINDER, Audience.UNANSWERED, -7),
    (LetterKind.REMINDER, Audience.UNANSWERED, -2),
    (LetterKind.OTHER, Audience.COMING, -1),
    (LetterKind.CHANGE, Audience.AFFECTED, None),
    (LetterKind.THANKS, Audience.CAME, 1),
    (LetterKind.OTHER, Audience.MISSED, 2),
]


def _fits(day, kind, audience, days):
    after = days is not None and days > 0
    if is_over(day):
        return after
    if day.date is None or days is None:
        return True
    return on_a_morning(day, days) > timezone.now()


def _suggestion(day, kind, audience, days):
    words = {
        (LetterKind.INVITATION, None): _("Invite everybody"),
        (LetterKind.REMINDER, -7): _("Remind those who have not answered, 7 days before"),
        (LetterKind.REMINDER, -2): _("Remind those who have not answered, 2 days before"),
        (LetterKind.OTHER, -1): _("A word to those who are coming, the day before"),
        (LetterKind.CHANGE, None): _("Say that the date or the place has changed"),
        (LetterKind.THANKS, 1): _("Thank those who came, the day after"),
        (LetterKind.OTHER, 2): _("Ask after those we did not see, 2 days after"),
    }
    asked = {"kind": kind, "day": day.ref, "audience": audience}
    if days is not None and is_to_come(day, days):
        asked |= {"goes": "before" if days < 0 else "after", "days": abs(days)}
    return Suggestion(words[kind, days], urlencode(asked))


def is_to_come(day, days):
    """Whether that many days from the day is still to come (or nobody knows the date)."""
    return day.date is None or on_a_morning(day, days) > timezone.now()
