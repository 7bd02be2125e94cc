"""Copy a session, copy a day: a plain form each."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from copro.pages import posted, render_page
from programmes.access import for_facilitators
from programmes.agenda.copy_forms import CopyDayForm, CopySessionForm

BOTH = require_http_methods(["GET", "HEAD", "POST"])


@for_facilitators
@BOTH
def copy_session(request, seat, day, item):
    day = get_object_or_404(seat.programme.days, ref=day)
    sessions = day.agenda.filter(programme=seat.programme, position__isnull=False)
    item = get_object_or_404(sessions.select_related("day", "part_of", "alongside"), ref=item)
    form = CopySessionForm(posted(request), seat=seat, item=item)
    if form.is_valid() and (copy := form.save()):
        where = copy.day
        messages.success(
            request, _("Copied. Here is the plan of %(day)s with the copy in it.") % {"day": where.label}
        )
        plan = reverse("programmes:plan", args=[where.programme.slug, where.ref])
        return redirect(f"{plan}?session={copy.ref}#s-{copy.ref}")
    context = {"form": form, "day": day, "item": item, "section": "days"}
    return render_page(
        request, "programmes/agenda/copy_session.html", context, status=422 if form.errors else 200
    )


@for_facilitators
@BOTH
def copy_day(request, seat, day):
    day = get_object_or_404(seat.programme.days, ref=day)
    form = CopyDayForm(posted(request), seat=seat, day=day)
    if form.is_valid():
        copy = form.save()
        messages.success(request, _("Copied. Now its date and place."))
        return redirect("programmes:edit_day", copy.programme.slug, copy.ref)
    context = {"form": form, "day": day, "section": "days"}
    return render_page(
        request, "programmes/agenda/copy_day.html", context, status=422 if form.errors else 200
    )
