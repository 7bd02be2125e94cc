"""How a day's published plan came to be: each version with what it changed."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.formats import date_format

from programmes.agenda.plan_times import clock
from programmes.agenda.words import twelve_hours
from programmes.models import DayPublication, SuggestionState


@dataclass(frozen=True)
class Version:
    number: int
    name: str
    published_at: datetime
    when: str
    changes: list
    is_first: bool
    is_newest: bool


def versions_of(day):
    """Every version that was published, the newest first. One query, without the plans themselves."""
    found = DayPublication.objects.filter(programme=day.programme_id, day=day).order_by("-number")
    rows = list(found.values_list("number", "name", "published_at", "changes"))
    return [
        Version(number, name, at, _in_words(at), changes, place == len(rows) - 1, place == 0)
        for place, (number, name, at, changes) in enumerate(rows)
    ]


def _in_words(moment):
    """'Tuesday 19 January 2027, 9:30am', in the programme's zone."""
    here = timezone.localtime(moment)
    return f"{date_format(here, 'l j F Y')}, {twelve_hours(clock(here))}"


def newest_version(day):
    """The newest version's number and changes, and how many suggestions wait; or None. One query."""
    is_open = Q(day__suggestions__state=SuggestionState.OPEN)
    found = DayPublication.objects.filter(programme=day.programme_id, day=day).order_by("-number")
    return (
        found.values("number", "changes").annotate(waiting=Count("day__suggestions", filter=is_open)).first()
    )
