"""Whom a letter is for. Asked when it is read and again when it goes, so that a late answer counts."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from programmes.letters.changes import concerned
from programmes.models import CAME, Attendance, Audience, Membership, Plan, Presence

ABOUT_A_DAY = frozenset(Audience) - {Audience.EVERYONE}
SAID = {Plan.COMING, Plan.ONLINE, Plan.APOLOGIES}


def people_for(letter):
    """The places on the programme that this letter is for just now, by name."""
    people = (
        Membership.objects.current()
        .filter(programme=letter.programme_id)
        .select_related("person")
        .order_by("sort_name", "id")
    )
    if letter.day_id is None:
        return people if letter.audience == Audience.EVERYONE else people.none()
    return _NARROWED[Audience(letter.audience)](people, letter)


def unanswered(programme_id, day_id):
    """A condition on memberships: nothing said about the day, and nothing recorded on it.

    "Not sure yet" may be asked again; no record is no answer.
    """
    return ~_has(programme_id, day_id, Q(plan__in=SAID) | Q(presence__isnull=False))


def _has(programme_id, day_id, about):
    return Q(
        Exists(
            Attendance.objects.filter(about, programme=programme_id, day=day_id, membership=OuterRef("pk"))
        )
    )


def _here(letter, about):
    return _has(letter.programme_id, letter.day_id, about)


def _missed(people, letter):
    known = Q(presence__in=[*CAME, Presence.APOLOGIES]) | Q(presence__isnull=True, plan=Plan.APOLOGIES)
    return people.exclude(_here(letter, known))


def _affected(people, letter):
    people = people.exclude(_here(letter, Q(plan=Plan.APOLOGIES) | Q(presence=Presence.APOLOGIES)))
    about = concerned(letter)
    if about is None:
        return people
    teams, hosts = about
    return people.filter(Q(team__ref__in=teams) | Q(ref__in=hosts))


_NARROWED = {
    Audience.EVERYONE: lambda people, letter: people,
    Audience.UNANSWERED: lambda people, letter: people.filter(unanswered(letter.programme_id, letter.day_id)),
    Audience.COMING: lambda people, letter: people.filter(
        _here(letter, Q(plan__in=[Plan.COMING, Plan.ONLINE]) | Q(presence__in=CAME))
    ),
    Audience.CAME: lambda people, letter: people.filter(_here(letter, Q(presence__in=CAME))),
    Audience.MISSED: _missed,
    Audience.AFFECTED: _affected,
}


@dataclass(frozen=True)
class Recipients:
    """Who would get a letter now: by email, on paper."""

    by_email: list
    on_paper: list

    @property
    def total(self):
        return len(self.by_email) + len(self.on_paper)

    @property
    def first(self):
        return next(iter([*self.by_email, *self.on_paper]), None)


def recipients(letter):
    people = list(people_for(letter))
    return Recipients(
        [each for each in people if has_address(each)], [each for each in people if not has_address(each)]
    )


def has_address(membership):
    return bool(membership.person.email) and membership.person.is_active
