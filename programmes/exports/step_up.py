"""Taking everybody's attendance out needs a fresh proof of who asks: a session may have been left open."""

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode


def ask_again(request):
    """The way to the second factor, or None when it was just used. What was chosen comes back with it."""
    if not settings.SECOND_FACTOR_FOR_STAFF or did_recently_reauthenticate(request):
        return None
    chosen = request.POST.copy()
    chosen.pop("csrfmiddlewaretoken", None)
    back = f"{request.path}?{chosen.urlencode()}" if chosen else request.get_full_path()
    return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': back})}")
