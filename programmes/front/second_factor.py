"""The second step for people who see other people's details."""

from functools import wraps

from allauth.mfa.signals import authenticator_added
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import PermissionDenied
from django.dispatch import receiver

from programmes.access import ask_to_sign_in
from programmes.people.sign_in import note_second_step


def for_own_second_factor(view):
    """Somebody signed in as themselves, not by a card: whoever finds a card must not lock its owner out."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return ask_to_sign_in(request)
        if request.session.get("by_card"):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    guarded.access = ("signed_in",)
    return guarded


@receiver(authenticator_added)
def only_this_session_goes_on(sender, request, user, **kwargs):
    """Sessions that began without a second step end; this one has just shown it."""
    user.end_sessions()
    update_session_auth_hash(request, user)
    note_second_step(request)
