"""Letters for people without email, to print."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from copro.pages import render_page
from programmes.access import for_facilitators
from programmes.letters import actions
from programmes.letters.paper import sheets_for
from programmes.letters.reading import letter_of


@for_facilitators
@require_POST
def letter_paper(request, seat, letter):
    """The sheets. A link on each lets somebody answer for its owner, so they are made and shown to a POST."""
    letter = letter_of(seat, letter)
    with transaction.atomic():
        sheets = sheets_for(letter, again="again" in request.POST)
        if sheets.letters:
            actions.note_sheets(letter, len(sheets.letters), by=seat.person)
    if not sheets.letters:
        messages.info(
            request, _("There is nothing to print: everybody on paper has answered, or has theirs.")
        )
        return redirect("programmes:letter", seat.programme.slug, letter.ref)
    context = {"letter": letter, "sheets": sheets, "section": "days"}
    return render_page(request, "programmes/letters/paper.html", context)


@for_facilitators
@require_POST
def printed(request, seat, letter):
    letter = letter_of(seat, letter)
    count = actions.mark_printed(letter, request.POST.getlist("people")[:200])
    messages.success(request, _("Noted as printed: %(count)s.") % {"count": count})
    return redirect("programmes:letter", seat.programme.slug, letter.ref)
