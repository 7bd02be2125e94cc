"""The second step for people who see other people's details."""

from functools import wraps

from django.core.exceptions import PermissionDenied

from programmes.access import ask_to_sign_in


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
