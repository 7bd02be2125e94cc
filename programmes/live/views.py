"""The day as it goes: the facilitator's page, the big screen, what members follow, the day's record."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from copro.pages import render_page, wants_fragment
from programmes.access import for_facilitators, for_members
from programmes.agenda.seen import day_seen_by
from programmes.agenda.words import when
from programmes.live import actions
from programmes.live.following import followed
from programmes.live.forms import PressForm
from programmes.live.pages import SCREENS, big_screen, drawn, run_page
from programmes.live.record import record_of
from programmes.live.steps import NotNow

RUN = "programmes/live/run.html"
NOW = "programmes/live/now.html"


def day_of(seat, ref):
    return get_object_or_404(seat.programme.days, ref=ref)


def _may_see(seat, is_published):
    """Members see a day once it is published, as they see its plan."""
    return seat.can_set_up or (is_published and seat.programme.is_published)


@for_facilitators
@require_http_methods(["GET", "HEAD", "POST"])
def run(request, seat, day):
    """Run the day: every button is one step, about the session it names."""
    day = day_of(seat, day)
    if request.method != "POST":
        return _run_page(request, seat, day)
    form = PressForm(request.POST)
    if not form.is_valid():
        return _run_page(request, seat, day, status=422)
    told = _press(day, form, by=seat.person)
    if wants_fragment(request):
        return _run_page(request, seat, day, told=told)
    if told:
        messages.warning(request, told)
    return redirect("programmes:run", seat.programme.slug, day.ref)


def _press(day, form, *, by):
    """Take the step; returns what to tell somebody who was second, or ''."""
    sent = {"by": by, "client_id": form.cleaned_data["client_id"]}
    try:
        if form.verb == "start":
            actions.start_day(day, **sent)
        elif form.verb == "undo":
            actions.undo_step(day, form.ref, **sent)
        else:
            actions.take_step(day, form.verb, ref=form.ref, **sent)
    except NotNow as problem:
        return str(problem)
    return ""


def _run_page(request, seat, day, *, told="", status=200):
    context = run_page(seat, day) | {
        "when": when(day),
        "client_id": uuid.uuid4(),
        "told": told,
        "section": "days",
    }
    return render_page(request, RUN, context, fragment="live", status=status)


@for_facilitators
@require_GET
def run_news(request, seat, day):
    """What another facilitator did meanwhile; 204 when nothing changed."""
    where = followed(seat.programme, day)
    if where and request.GET.get("seen") == where.stamp:
        return HttpResponse(status=204)
    return _run_page(request, seat, day_of(seat, day))


@for_members
@require_safe
def now(request, seat, day):
    """Now and next for the back of a hall."""
    if wants_fragment(request):
        where = followed(seat.programme, day)
        if where and _may_see(seat, where.is_published) and request.GET.get("seen") == where.stamp:
            return HttpResponse(status=204)
    context = big_screen(seat, day_seen_by(seat, day)) | {"is_answer": wants_fragment(request)}
    return render_page(request, NOW, context, fragment="screen")


@for_members
@require_GET
def follow(request, seat, day):
    """A member's page asks what is new: 204 when nothing is, before anything is worked out.

    The stamp travels in the address and not as an ETag, so that no answer has to be kept on the device.
    """
    where = followed(seat.programme, day)
    screen = request.GET.get("screen", "day")
    if where is None or screen not in SCREENS or not _may_see(seat, where.is_published):
        raise Http404
    if request.GET.get("seen") == where.stamp:
        return HttpResponse(status=204)
    return HttpResponse(drawn(seat, where, screen))


@for_members
@require_safe
def day_record(request, seat, day):
    """What was planned and what happened, side by side; nobody's name."""
    day = day_seen_by(seat, day)
    context = {"day": day, "when": when(day), "record": record_of(seat, day), "section": "days"}
    return render_page(request, "programmes/live/record.html", context)
