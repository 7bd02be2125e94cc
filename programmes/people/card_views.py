"""Personal cards and the poster with the join code."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from copro.pages import posted
from programmes.access import for_facilitators
from programmes.models import AuditEvent, EntryCode
from programmes.panels import panels_for
from programmes.people.card_forms import CardsForm
from programmes.people.letters import link_to, spaced
from programmes.people.pages import people_page
from programmes.people.printing import print_cards, stop_card
from programmes.people.qr import qr_of


@for_facilitators
@require_http_methods(["GET", "HEAD", "POST"])
def cards(request, seat):
    """Choose whose cards to print; the answer to the choice is the paper itself.

    Cards let people in, so they are shown only to a POST, which can be written down.
    """
    form = CardsForm(posted(request), programme=seat.programme)
    if form.is_valid():
        start = form.cleaned_data["start"] or 0
        sheet = print_cards(seat.programme, form.chosen(), start, by=seat.person)
        return people_page(request, "cards_paper", {"sheet": sheet, "again": _asked(request)}, form=form)
    context = {
        "everyone": form.everyone,
        "ticked": set(request.POST.getlist("people")),
        "panels": panels_for("card_pages", seat),
    }
    return people_page(request, "cards", context, form=form)


def _asked(request):
    """What was asked for, to ask again for the next cards."""
    return [(name, value) for name in ("who", "team", "people") for value in request.POST.getlist(name)]


@for_facilitators
@require_POST
def stop(request, seat, person):
    membership = get_object_or_404(seat.programme.memberships.select_related("person"), ref=person)
    stop_card(membership, by=seat.person)
    messages.success(
        request,
        _("%(name)s's old card no longer works. Print a new one when you like.") % {"name": membership.name},
    )
    return redirect(membership)


@for_facilitators
@require_http_methods(["GET", "HEAD", "POST"])
def join_poster(request, seat):
    """The join code, big, with its QR code. POST makes a fresh code, and the old one stops working."""
    programme = seat.programme
    if request.method == "POST":
        EntryCode.objects.make(programme)
        AuditEvent.objects.record("join_code_changed", actor=seat.person, programme=programme)
        messages.success(request, _("There is a new code. Posters with the old one no longer work."))
        return redirect("programmes:join_poster", programme.slug)
    code = EntryCode.objects.live().filter(programme=programme, day=None).first()
    context = {
        "code": spaced(code.symbols) if code else "",
        "qr": qr_of(link_to("front:join", fragment=code.symbols)) if code else None,
        "where": link_to("front:join").split("://", 1)[-1],
    }
    return people_page(request, "join_poster", context)
