"""After the day: look at what is open, phone a friend, close."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from copro.pages import render_page
from programmes.access import Right, allow, for_facilitators
from programmes.agenda.words import when
from programmes.closing.actions import close_day, note_call, open_again
from programmes.closing.forms import CallForm
from programmes.closing.queries import after_day as everything_of
from programmes.closing.queries import callers
from programmes.models import CallState
from programmes.panels import panels_for

# Only those who lead close a day; an admin without a place on the programme runs no days.
for_those_who_close = allow(Right.GIVE_ROLES)


@for_facilitators
@require_safe
def after_day(request, seat, day):
    day = get_object_or_404(seat.programme.days.select_related("closed_by"), ref=day)
    return _page(request, seat, day)


def _page(request, seat, day, form=None):
    day.programme = seat.programme
    context = {
        "seat": seat,
        "section": "days",
        "day": day,
        "when": when(day),
        "after": everything_of(day),
        "callers": callers(seat.programme),
        "states": CallState.choices,
        "form": form,
        "panels": panels_for("after", seat, day),
    }
    return render_page(request, "programmes/closing/after.html", context, status=422 if form else 200)


@for_facilitators
@require_POST
def phone(request, seat, day):
    """Note who phones somebody, or how it went."""
    day = get_object_or_404(seat.programme.days, ref=day)
    form = CallForm(request.POST, programme=seat.programme, callers=callers(seat.programme))
    if not form.is_valid():
        return _page(request, seat, day, form)
    note_call(day, form.membership, who=form.caller, state=form.cleaned_data["state"])
    address = reverse("programmes:after_day", args=[seat.programme.slug, day.ref])
    return redirect(f"{address}#call-{form.membership.ref}")


@for_those_who_close
@require_POST
def close(request, seat, day):
    day = get_object_or_404(seat.programme.days, ref=day)
    if not seat.is_facilitator:
        raise PermissionDenied
    if request.POST.get("again"):
        open_again(day, by=seat.person)
        messages.success(request, _("The day is open again."))
    else:
        close_day(day, by=seat.person)
        messages.success(request, _("The day is closed. What was not recorded stays “not recorded”."))
    return redirect("programmes:after_day", seat.programme.slug, day.ref)
