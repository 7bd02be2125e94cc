"""Visitors at the door, and the fire list."""

import uuid

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from copro.pages import posted, render_page
from programmes.access import for_the_door
from programmes.attendance.queries import day_of
from programmes.attendance.words import on_date
from programmes.care import visitors as actions
from programmes.care.fire import fire_list as fire_list_of
from programmes.care.forms import AwaitedForm, StepForm, VisitorForm
from programmes.models import Visitor

VISITORS = "programmes/care/visitors.html"


def _about(seat, day, **more):
    section = "days" if seat.can_set_up else "check_in"
    return {"seat": seat, "day": day, "date": on_date(day.date), "section": section, **more}


@for_the_door
@require_safe
def fire_list(request, seat, day):
    """Everyone in the building now, to read out and tick outside. Nothing of it is kept."""
    day = day_of(seat, day)
    context = _about(seat, day, fire=fire_list_of(day))
    return render_page(request, "programmes/care/fire.html", context)


@for_the_door
@require_http_methods(["GET", "HEAD", "POST"])
def visitors(request, seat, day):
    """Supporters, interpreters, speakers and observers of the day."""
    day = day_of(seat, day)
    page = actions.visitors_page(day)
    data = None if page.is_over else posted(request)
    form = VisitorForm(
        data, programme=seat.programme, initial={"client_id": uuid.uuid4(), "kind": "supporter"}
    )
    if form.is_valid():
        visitor = actions.add_visitor(day, **form.cleaned_data)
        messages.success(request, _("%(who)s: on the list.") % {"who": actions.said(visitor)})
        return redirect("programmes:visitors", seat.programme.slug, day.ref)
    context = _about(seat, day, page=page, form=form)
    wrong = form.errors or (request.method == "POST" and page.is_over)
    return render_page(request, VISITORS, context, fragment="visitors", status=422 if wrong else 200)


@for_the_door
@require_POST
def awaited(request, seat, day):
    """A supporter whom somebody told us of is here."""
    day = day_of(seat, day)
    form = AwaitedForm(request.POST, programme=seat.programme)
    if form.is_valid() and not actions.is_over(day):
        actions.add_awaited(day, form.cleaned_data["person"])
    return _list(request, seat, day)


@for_the_door
@require_POST
def visitor(request, seat, day, visitor):
    """Here, left, and back again."""
    day = day_of(seat, day)
    one = get_object_or_404(Visitor, programme=seat.programme, day=day, ref=visitor)
    form = StepForm(request.POST)
    if form.is_valid() and not actions.is_over(day):
        actions.move_visitor(one, form.cleaned_data["step"])
    return _list(request, seat, day)


def _list(request, seat, day):
    """To htmx the list as it stands now; to a plain form the page."""
    if not getattr(request, "htmx", None):
        return redirect("programmes:visitors", seat.programme.slug, day.ref)
    context = _about(seat, day, page=actions.visitors_page(day))
    return render_page(request, VISITORS, context, fragment="visitors")
