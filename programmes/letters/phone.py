"""The phone list of a day: who has not answered and is reached by a call, and what they said when called."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from programmes.letters.audience import unanswered
from programmes.models import Attendance, CopyState, How, LetterCopy, Membership, Plan


@dataclass(frozen=True)
class CallRow:
    """One person to call, or who was called."""

    ref: str
    name: str
    called: str
    team: str
    reach_by: str
    email_failed: bool
    plan: str


@dataclass(frozen=True)
class PhoneList:
    to_call: list
    called: list


def _reached_by_a_call(day):
    """Those with a way to reach them written down, without an email, or whose email could not be sent."""
    failed = LetterCopy.objects.filter(
        programme=day.programme_id, letter__day=day, membership=OuterRef("pk"), state=CopyState.FAILED
    )
    return (
        Membership.objects.current()
        .filter(programme=day.programme_id)
        .annotate(email_failed=Exists(failed))
        .filter(~Q(reach_by="") | Q(person__email__isnull=True) | Q(email_failed=True))
    )


def phone_list(day):
    """Two queries: who is still to be called, and who of the others said something to one of us."""
    people = _reached_by_a_call(day).order_by("sort_name", "id")
    by_us = Attendance.objects.filter(
        programme=day.programme_id,
        day=day,
        how=How.DESK,
        presence__isnull=True,
        plan__in=[Plan.COMING, Plan.ONLINE, Plan.NOT_SURE, Plan.APOLOGIES],
    )
    said = dict(by_us.values_list("membership", "plan"))
    quiet = people.filter(unanswered(day.programme_id, day.pk)).exclude(pk__in=said)
    heard = people.filter(pk__in=said)
    return PhoneList([_row(each) for each in _read(quiet)], [_row(each, said) for each in _read(heard)])


def _read(people):
    return people.values("pk", "ref", "name", "called", "team__name", "reach_by", "email_failed")


def _row(person, said=None):
    return CallRow(
        ref=person["ref"],
        name=person["name"],
        called=person["called"],
        team=person["team__name"] or "",
        reach_by=person["reach_by"],
        email_failed=person["email_failed"],
        plan=(said or {}).get(person["pk"], ""),
    )
