"""Writes that span a person and their place on a programme."""

from django.db import transaction

from programmes.models import AuditEvent, Membership, Role, User


class AlreadyHere(Exception):
    """This person has a place on the programme already; `membership` is it."""

    def __init__(self, membership):
        super().__init__()
        self.membership = membership


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
