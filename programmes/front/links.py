"""One-time links for somebody whose letters do not arrive, printed on the server's command line."""

import secrets
from datetime import timedelta

from django.utils import timezone

from programmes.models import SignInLink
from programmes.people.letters import link_to
from programmes.people.models import hash_token

MINUTES = 10


def make(person):
    """The address of a fresh link; the ones before it stop working. Only its hash is kept."""
    token = secrets.token_urlsafe(16)
    now = timezone.now()
    SignInLink.objects.usable().filter(person=person).update(revoked_at=now)
    SignInLink.objects.create(
        person=person, token_hash=hash_token(token), expires_at=now + timedelta(minutes=MINUTES)
    )
    return link_to("front:link", fragment=token)


def spend(token):
    """The person this link lets in, once; None when it was used, is too old or is not one of ours."""
    mine = SignInLink.objects.usable().filter(token_hash=hash_token(token), person__is_active=True)
    found = mine.select_related("person").first()
    # Two presses at the same moment: only one of them changes the row.
    if found is None or not SignInLink.objects.usable().filter(pk=found.pk).update(used_at=timezone.now()):
        return None
    return found.person
