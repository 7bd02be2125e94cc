"""Suggestions to a published day: everybody sees them, and what came of them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from copro.pages import posted, render_page
from programmes.access import for_members, for_participants
from programmes.agenda import suggest as writes
from programmes.agenda.seen import day_seen_by
from programmes.agenda.suggest_forms import AnswerForm, SuggestForm

BOTH = require_http_methods(["GET", "HEAD", "POST"])


def section_of(seat):
    return "days" if seat.can_set_up else "home"


def suggestion_of(seat, day, ref):
    return get_object_or_404(day.suggestions.filter(programme=seat.programme), ref=ref)


@for_members
@require_safe
def suggestions(request, seat, day):
    day = day_seen_by(seat, day)
    rows = writes.suggestion_rows(seat, day)
    context = {
        "day": day,
        "open": [row for row in rows if row.is_open],
        "answered": [row for row in rows if not row.is_open],
        "may_answer": writes.may_answer(seat),
        "section": section_of(seat),
    }
    return render_page(request, "programmes/agenda/suggestions.html", context)


@for_participants
@BOTH
def suggest(request, seat, day):
    day = day_seen_by(seat, day)
    if not day.is_published:
        raise Http404
    if day.is_closed:
        messages.info(request, _("This day is over, so nothing about it can change."))
        return redirect("programmes:suggestions", seat.programme.slug, day.ref)
    form = SuggestForm(posted(request), seat=seat, day=day, about=request.GET.get("session", ""))
    if form.is_valid() and form.save():
        messages.success(request, _("Thank you. Your suggestion is in the list."))
        return redirect("programmes:suggestions", seat.programme.slug, day.ref)
    context = {"day": day, "form": form, "section": section_of(seat)}
    return render_page(request, "programmes/agenda/suggest.html", context, status=422 if form.errors else 200)


@for_participants
@require_POST
def take_suggestion_back(request, seat, day, suggestion):
    """Only by its writer: for everybody else there is nothing here, so that trying tells nothing."""
    day = day_seen_by(seat, day)
    suggestion = suggestion_of(seat, day, suggestion)
    if seat.membership is None or suggestion.by_id != seat.membership.pk:
        raise Http404
    try:
        writes.take_back(suggestion)
        messages.success(request, _("Taken back. Nobody else sees it any more."))
    except writes.Answered:
        messages.info(request, _("It has an answer already. You find it below."))
    return redirect("programmes:suggestions", seat.programme.slug, day.ref)


@for_members
@BOTH
def answer_suggestion(request, seat, day, suggestion):
    """Yes, or not this time with a reason: the pressed button says which."""
    if not writes.may_answer(seat):
        raise PermissionDenied
    day = day_seen_by(seat, day)
    suggestion = suggestion_of(seat, day, suggestion)
    row = next((each for each in writes.suggestion_rows(seat, day) if each.ref == suggestion.ref), None)
    if row is None:
        raise Http404
    form = AnswerForm(posted(request))
    if row.is_open and form.is_valid():
        try:
            form.save(suggestion, seat)
        except writes.Answered:
            messages.info(request, _("Somebody else answered it just now. You find it below."))
        else:
            messages.success(request, _("Your answer is there for everybody to see."))
        return redirect("programmes:suggestions", seat.programme.slug, day.ref)
    context = {"day": day, "row": row, "form": form, "section": section_of(seat)}
    return render_page(
        request, "programmes/agenda/answer_suggestion.html", context, status=422 if form.errors else 200
    )
