"""Getting ready for a day: for those who run it, and nobody else."""

import uuid

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from copro.pages import posted, render_page, wants_fragment
from programmes.access import for_facilitators
from programmes.attendance.queries import day_of
from programmes.attendance.words import on_date
from programmes.care import needs, ready_actions
from programmes.care.forms import ForAllForm, JobForm
from programmes.care.need_forms import StillRightForm
from programmes.care.ready import people_who_help, ready_for

PAGE = "programmes/care/ready.html"


def _page(request, seat, day, form=None, status=200, problem=""):
    context = {
        "seat": seat,
        "section": "days",
        "day": day,
        "date": on_date(day.date),
        "ready": ready_for(day),
        "helpers": people_who_help(seat.programme),
        "form": form or ForAllForm(initial={"client_id": uuid.uuid4()}),
        "problem": problem,
    }
    return render_page(request, PAGE, context, fragment="lists", status=status)


@for_facilitators
@require_http_methods(["GET", "HEAD", "POST"])
def getting_ready(request, seat, day):
    """What helps those who are coming, as a checklist; and one more job for everybody."""
    day = day_of(seat, day)
    form = ForAllForm(posted(request), initial={"client_id": uuid.uuid4()})
    if form.is_valid():
        given = form.cleaned_data
        ready_actions.add_job_for_all(day, given["words"], client_id=given["client_id"])
        return redirect("programmes:getting_ready", seat.programme.slug, day.ref)
    return _page(request, seat, day, form, status=422 if form.errors else 200)


@for_facilitators
@require_POST
def ready_job(request, seat, day):
    """One tick, or who does it."""
    day = day_of(seat, day)
    form = JobForm(request.POST, programme=seat.programme)
    if not form.is_valid():
        return _page(request, seat, day, status=422, problem=_("That did not reach us whole. Try again."))
    try:
        ready_actions.write_job(day, by=seat.membership, **form.asked())
    except ready_actions.NoSuchJob:
        return _page(request, seat, day, status=422, problem=_("That is not needed any more."))
    if wants_fragment(request):
        return _page(request, seat, day)
    return redirect("programmes:getting_ready", seat.programme.slug, day.ref)


@for_facilitators
@require_POST
def need_reviewed(request, seat, person):
    """Somebody asked them again, and what we know is still right."""
    membership = get_object_or_404(seat.programme.memberships, ref=person)
    form = StillRightForm(request.POST)
    if form.is_valid():
        needs.still_right(membership, form.cleaned_data["until"])
        messages.success(
            request, _("Thank you. What helps %(name)s is still right.") % {"name": membership.says}
        )
    day = seat.programme.days.filter(ref=request.POST.get("day", "")).first()
    if day:
        return redirect("programmes:getting_ready", seat.programme.slug, day.ref)
    return redirect(membership)
