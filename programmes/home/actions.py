"""What members change about their own place."""

from django.db import transaction
from django.utils import timezone

from programmes.care.need_forms import needs_in
from programmes.care.needs import write_need

OWN = ("name", "called", "parts", "part_in_own_words", "reach_by", "photos_ok")


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
    write_need(membership, **needs_in(about))
