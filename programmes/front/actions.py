"""Joining: a place, what helps, and what somebody agreed to, in one step."""

from django.db import transaction
from django.utils import timezone

from programmes.care.need_forms import needs_in
from programmes.care.needs import write_need
from programmes.models import User
from programmes.people.actions import AlreadyHere, add_person

DETAILS = ("called", "parts", "part_in_own_words", "photos_ok")


class HadAPlace(Exception):
    """This person left or was taken off the programme; only the people running it give a place back."""


@transaction.atomic
def join(programme, about, *, person=None, email=None):
    """Give somebody a place and return it. `about` is what the form says, `email` an address they proved.

    Somebody who is on the programme already keeps the place they have. Raises HadAPlace.
    """
    person = person or User.objects.with_email(email)
    details = {name: about[name] for name in DETAILS}
    try:
        membership = add_person(
            programme,
            about["name"],
            by=person,
            person=person,
            email=email,
            came_by="joined",
            agreed_at=timezone.now(),
            **details,
        )
    except AlreadyHere as found:
        if found.membership.left_on:
            raise HadAPlace from found
        membership = found.membership
        if membership.agreed_at is None:
            membership.agreed_at = timezone.now()
            membership.save(update_fields=["agreed_at"])
        if not any(needs_in(about).values()):
            return membership  # what they said before still stands
    write_need(membership, **needs_in(about))
    return membership


def settle_address(person, email):
    """Give this person an address they have just proved to read. False when it is somebody else's."""
    holder = User.objects.with_email(email)
    if holder and holder.pk != person.pk:
        return False
    person.email = email
    person.save(update_fields=["email"])
    return True
