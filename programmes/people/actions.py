"""Writes that span a person and their place on a programme."""

from django.db import transaction
from django.utils import timezone

from programmes.models import AuditEvent, Membership, Role, User


class AlreadyHere(Exception):
    """This person has a place on the programme already; `membership` is it."""

    def __init__(self, membership):
        super().__init__()
        self.membership = membership


class LastLead(Exception):
    """The programme would be left without anybody who leads it."""


@transaction.atomic
def add_person(
    programme, name, *, by, email=None, team=None, role=Role.MEMBER, came_by="added", person=None, **details
):
    """Give a person a place and return the membership. A name is enough.

    Somebody whose email is known already keeps their one `User`; the programme uses the name written here.
    Raises AlreadyHere when that person has a place, also a past one.
    """
    person = person or User.objects.with_email(email)
    if person is None:
        person = User.objects.create(name=name, email=email or None)
    elif seated := Membership.objects.filter(programme=programme, person=person).first():
        raise AlreadyHere(seated)
    membership = Membership.objects.create(
        programme=programme, person=person, name=name, team=team, role=role, came_by=came_by, **details
    )
    AuditEvent.objects.record(
        "person_added", actor=by, programme=programme, about=membership, role=role, came_by=came_by
    )
    return membership


def may_set_email(membership):
    """Staff may write somebody's email only while it cannot open anything that is that person's own.

    Afterwards an email is a key to what they wrote here and elsewhere, so only they can change it.
    """
    person = membership.person
    return person.last_login is None and not _has_a_place_elsewhere(membership)


def may_have_card(membership):
    """A card signs its owner in, so it must not be a second way to somebody who has their own email."""
    person = membership.person
    if person.email is None:
        return True
    return person.last_login is None and not _has_a_place_elsewhere(membership)


def _has_a_place_elsewhere(membership):
    person = membership.person
    return (
        person.is_operator
        or person.administers.exists()
        or Membership.objects.exclude(programme=membership.programme_id).filter(person=person).exists()
    )


def _leads_remaining(programme, without):
    """How many others lead; their rows stay locked, so that two leads cannot step down at once."""
    leads = Membership.objects.select_for_update().filter(programme=programme, role=Role.LEAD)
    return len([lead for lead in leads if lead.pk != without.pk and lead.left_on is None])


@transaction.atomic
def change_role(membership, role, *, by):
    """Give a role, end their sessions, and take back invitations for another role. Raises LastLead."""
    programme, old = membership.programme, membership.role
    if old == role:
        return
    if old == Role.LEAD and membership.left_on is None and not _leads_remaining(programme, membership):
        raise LastLead
    membership.role = role
    membership.save(update_fields=["role"])
    membership.person.end_sessions()
    membership.invitations.usable().filter(programme=programme).update(revoked_at=timezone.now())
    AuditEvent.objects.record(
        "role_given", actor=by, programme=programme, about=membership, was=old, now=str(role)
    )


@transaction.atomic
def mark_left(membership, *, by):
    """They no longer take part; the register keeps the days they came. Raises LastLead."""
    programme = membership.programme
    if membership.role == Role.LEAD and not _leads_remaining(programme, membership):
        raise LastLead
    membership.left_on = timezone.localdate(timezone=programme.tz)
    membership.save(update_fields=["left_on"])
    membership.invitations.usable().filter(programme=programme).update(revoked_at=timezone.now())
    AuditEvent.objects.record("person_left", actor=by, programme=programme, about=membership)


@transaction.atomic
def bring_back(membership, *, by):
    membership.left_on = None
    membership.save(update_fields=["left_on"])
    AuditEvent.objects.record("person_came_back", actor=by, programme=membership.programme, about=membership)


def move_to_team(programme, memberships, team):
    """Put these people of the programme in one team, or in none; returns how many."""
    return Membership.objects.filter(programme=programme, pk__in=[m.pk for m in memberships]).update(
        team=team
    )
