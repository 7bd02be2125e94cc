"""What several doors share."""

from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from programmes.front.entry import day_at_the_door
from programmes.people.sign_in import enter

reads_and_posts = require_http_methods(["GET", "HEAD", "POST"])


def enter_by_card(request, found):
    """Sign the card's owner in, with what a card may do, and lead on."""
    enter(request, found.membership.person, kind="code", by_card=str(found.programme_id))
    if day_at_the_door(request):
        return redirect("front:arrive")
    return redirect("programmes:home", found.programme.slug)
