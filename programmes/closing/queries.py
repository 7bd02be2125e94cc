"""After a day: who came, whom nobody heard from, and what is still open. Counts and words, no percentages."""

from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programmes.exports.numbers import HELD_BACK, SMALL, hold_back
from programmes.models import (
    CAME,
    Attendance,
    CallState,
    FriendCall,
    Membership,
    Part,
    Plan,
    Presence,
)


@dataclass(frozen=True)
class Count:
    """How many of one team or one way of taking part came; `number` is None where it is held back."""

    label: str
    number: int | None


@dataclass(frozen=True)
class Silence:
    """Somebody we heard nothing from, and who will phone them."""

    ref: str
    name: str
    team: str
    reach_by: str
    who: str  # a membership's reference, or ''
    state: str
    state_says: str
    days_before: int  # how many of the days before this one they were silent too


@dataclass(frozen=True)
class Unrecorded:
    ref: str
    name: str
    team: str


@dataclass(frozen=True)
class AfterDay:
    came: int
    people: int
    kept_word: str  # who came or sent word, in a sentence
    teams: list = field(default_factory=list)
    parts: list = field(default_factory=list)
    not_recorded: list = field(default_factory=list)
    silent: list = field(default_factory=list)


def after_day(day):
    """Everything the page shows of who came; four queries whatever the number of people."""
    people = list(
        Membership.objects.current()
        .filter(programme=day.programme_id)
        .select_related("team")
        .order_by("sort_name", "pk")
    )
    stood = {row.membership_id: row for row in Attendance.objects.filter(programme=day.programme_id, day=day)}
    came = [person for person in people if _presence(stood, person) in CAME]
    sent_word = [person for person in people if _sent_word(stood.get(person.pk))]
    left_out = [person for person in people if _presence(stood, person) is None]
    return AfterDay(
        came=len(came),
        people=len(people),
        kept_word=_kept_word(len(came) + len(sent_word), len(people)),
        teams=_by_team(came),
        parts=_by_part(came),
        not_recorded=[Unrecorded(each.ref, each.name, _team(each)) for each in left_out],
        silent=_silent(day, people, stood),
    )


def _presence(stood, person):
    row = stood.get(person.pk)
    return row.presence if row else None


def _sent_word(row):
    """Apologies, before the day or on it; somebody who came after all counts as having come."""
    if row is None:
        return False
    return row.presence == Presence.APOLOGIES or (row.presence is None and row.plan == Plan.APOLOGIES)


def _team(person):
    return person.team.name if person.team else ""


def _kept_word(number, people):
    text = ngettext(
        "%(number)s of %(people)s person came or sent word.",
        "%(number)s of %(people)s people came or sent word.",
        people,
    )
    return text % {"number": number, "people": people}


def _by_team(came):
    counts = Counter(_team(person) or _("No team yet") for person in came)
    numbers, total = hold_back(list(counts.values()), len(came))
    if total is HELD_BACK and came:
        return []  # how many came stands on the page: with it, a number held back could be worked out
    return [Count(label, number) for label, number in sorted(zip(counts, numbers, strict=True))]


def _by_part(came):
    """People may take part in several ways, so these do not add up; a rest of one to four tells as much."""
    counts = Counter(part for person in came for part in person.parts)
    return [
        Count(Part(part).label, HELD_BACK if _is_small(counts[part], len(came)) else counts[part])
        for part in Part.values
        if counts[part]
    ]


def _is_small(count, total):
    return count < SMALL or 0 < total - count < SMALL


def _is_silent(row):
    """Nothing recorded and no word, or noted as not here without word."""
    if row is None:
        return True
    return row.presence == Presence.NOT_HERE or (row.presence is None and row.plan != Plan.APOLOGIES)


def _silent(day, people, stood):
    calls = {call.membership_id: call for call in _calls(day)}
    silent = [person for person in people if _is_silent(stood.get(person.pk)) or person.pk in calls]
    before = _silent_before(day, silent)
    return [_silence(person, calls.get(person.pk), before[person.pk]) for person in silent]


def _calls(day):
    return FriendCall.objects.filter(programme=day.programme_id, day=day).select_related("who")


def _silence(person, call, before):
    state = CallState(call.state) if call else CallState.TO_DO
    return Silence(
        ref=person.ref,
        name=person.name,
        team=_team(person),
        reach_by=person.reach_by,
        who=call.who.ref if call and call.who else "",
        state=state.value,
        state_says=str(state.label),
        days_before=before,
    )


def _silent_before(day, people):
    """{membership id: how many earlier days with a register they are missing from}."""
    heard = {}
    registers = set()
    earlier = Attendance.objects.filter(programme=day.programme_id, day__number__lt=day.number)
    for row in earlier.only("day_id", "membership_id", "presence", "plan"):
        if row.presence:
            registers.add(row.day_id)
        if not _is_silent(row):
            heard.setdefault(row.membership_id, set()).add(row.day_id)
    return Counter({person.pk: len(registers - heard.get(person.pk, set())) for person in people})


def callers(programme):
    """(reference, name) of those who may phone: the people running the days."""
    return list(
        Membership.objects.current()
        .running_days()
        .filter(programme=programme)
        .order_by("sort_name", "pk")
        .values_list("ref", "name")
    )
