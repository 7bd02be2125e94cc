"""What members change about their own place."""

from django.db import transaction
from django.utils import timezone

from programmes.front.actions import keep_what_helps
from programmes.models import AuditEvent, Role
from programmes.people import cards

OWN = ("name", "called", "parts", "part_in_own_words", "reach_by", "photos_ok")


class OnlyLead(Exception):
    """A programme needs somebody who leads it."""


@transaction.atomic
def save_details(membership, about):
    """Keep what the member wrote about themselves, and their yes where they had not given it."""
    changed = [name for name in OWN if getattr(membership, name) != about[name]]
    for name in changed:
        setattr(membership, name, about[name])
    if membership.agreed_at is None:
        membership.agreed_at = timezone.now()
        changed.append("agreed_at")
    if changed:
        membership.save(update_fields=changed)
    keep_what_helps(membership, about["helps"], about["help_words"])


@transaction.atomic
def leave(membership):
    """End one's own place. The register keeps the days one came. Raises OnlyLead."""
    leads = (
        membership.programme.memberships.current().filter(role=Role.LEAD).select_for_update().order_by("id")
    )
    if membership.role == Role.LEAD and len(leads) < 2:
        raise OnlyLead
    membership.left_on = timezone.localdate(timezone=membership.programme.tz)
    membership.team = None
    membership.save(update_fields=["left_on", "team"])
    cards.revoke_cards(membership)
    AuditEvent.objects.record(
        "person_left", actor=membership.person, programme=membership.programme, about=membership
    )
