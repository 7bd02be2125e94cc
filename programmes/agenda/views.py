"""Days: the list, one day's facts, and what members see of it."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from copro.pages import posted, render_page
from programmes.access import for_facilitators, for_members
from programmes.agenda import actions
from programmes.agenda.forms import DayForm
from programmes.agenda.published import day_rows, published_rows
from programmes.agenda.together import both_are_kept, until_saved
from programmes.agenda.words import when
from programmes.live.pages import following
from programmes.panels import panels_for

SECTION = "days"
BOTH = require_http_methods(["GET", "HEAD", "POST"])


def day_of(seat, ref):
    return get_object_or_404(seat.programme.days, ref=ref)


def visible_day(seat, ref):
    """A day that this seat may look at. Raises Http404 for members while it is not published."""
    day = day_of(seat, ref)
    if not seat.can_set_up and not (day.is_published and seat.programme.is_published):
        raise Http404
    return day


@for_facilitators
@require_safe
def days(request, seat):
    rows = day_rows(seat.programme, timezone.localdate())
    return render_page(request, "programmes/agenda/days.html", {"rows": rows, "section": SECTION})


@for_facilitators
@BOTH
def new_day(request, seat):
    form = DayForm(posted(request), programme=seat.programme)
    if form.is_valid():
        day = form.save()
        messages.success(request, _("The day is there. Now its plan."))
        return redirect("programmes:plan", seat.programme.slug, day.ref)
    context = {"form": form, "section": SECTION}
    return render_page(
        request, "programmes/agenda/edit_day.html", context, status=422 if form.errors else 200
    )


@for_facilitators
@BOTH
def edit_day(request, seat, day):
    day = day_of(seat, day)
    if request.method == "POST":
        form = until_saved(lambda: save_day(request.POST, seat, day))
    else:
        form = DayForm(programme=seat.programme, instance=day)
    if form.is_valid():
        messages.success(request, _("Saved. %(when)s.") % {"when": when(form.instance)})
        if form.taken_over:
            messages.info(request, both_are_kept(form))
        return redirect("programmes:plan", seat.programme.slug, day.ref)
    context = {"form": form, "day": day, "section": SECTION}
    return render_page(
        request, "programmes/agenda/edit_day.html", context, status=422 if form.is_bound else 200
    )


def save_day(data, seat, day):
    """The form, saved if it is right; while it is read and written, nobody else writes to this day."""
    with transaction.atomic():
        form = DayForm(data, programme=seat.programme, instance=actions.lock(day))
        if form.is_valid():
            form.save()
    return form


@for_facilitators
@BOTH
def remove_day(request, seat, day):
    """Asks first, and says what would be lost."""
    day = day_of(seat, day)
    if request.method == "POST":
        try:
            actions.take_day_out(day, by=seat.person)
        except actions.DayHasHappened:
            messages.error(request, _("It is recorded who took part on this day, so it stays."))
            return redirect("programmes:plan", seat.programme.slug, day.ref)
        messages.success(request, _("%(day)s is taken out.") % {"day": day.label})
        return redirect("programmes:days", seat.programme.slug)
    answers = day.attendances.filter(programme=seat.programme)
    lost = {
        "sessions": day.agenda.filter(programme=seat.programme).on_the_plan().count(),
        "answers": answers.count(),
        "came": answers.filter(presence__isnull=False).count(),
    }
    context = {"day": day, "lost": lost, "section": SECTION}
    return render_page(request, "programmes/agenda/remove_day.html", context)


@for_facilitators
@require_POST
def move_day(request, seat, day):
    actions.move_day(day_of(seat, day), by=-1 if "up" in request.POST else 1)
    return redirect("programmes:days", seat.programme.slug)


@for_members
@require_safe
def day(request, seat, day):
    """A day as members see it."""
    day = visible_day(seat, day)
    context = {
        **following(seat, day),
        "when": when(day),
        "panels": panels_for("day", seat, day),
        "section": SECTION if seat.can_set_up else "home",
    }
    return render_page(request, "programmes/agenda/day.html", context)


@for_members
@require_safe
def agenda_print(request, seat, day):
    day = visible_day(seat, day)
    context = {"day": day, "when": when(day), "rows": published_rows(day)}
    return render_page(request, "programmes/agenda/print.html", context)
