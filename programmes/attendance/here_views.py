"""Checking yourself in, and the code on the wall that leads there."""

import uuid

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from copro.pages import posted, render_page
from programmes.access import for_facilitators, for_participants
from programmes.attendance import actions
from programmes.attendance.forms import HereForm
from programmes.attendance.history import person_day
from programmes.attendance.opening import EITHER_SIDE, when_open
from programmes.attendance.person_forms import WHOLE_DAY, HalfForm
from programmes.attendance.words import on_date
from programmes.models import CAME, EntryCode, Half, How
from programmes.people.letters import link_to, spaced
from programmes.people.qr import qr_of


@for_participants
@require_http_methods(["GET", "HEAD", "POST"])
def self_check_in(request, seat, day):
    """Two big buttons: here in person, here online. Afterwards: only for half of the day."""
    day = get_object_or_404(seat.programme.days, ref=day)
    if not seat.programme.is_published:
        raise Http404
    opening = when_open(day)
    shown = person_day(seat, day, seat.membership)
    form = HalfForm(posted(request) if opening == "open" and "half" in request.POST else None)
    if not form.is_bound:
        form = HereForm(posted(request) if opening == "open" else None)
    if form.is_valid():
        _write(request, seat, day, shown.record, form.cleaned_data)
        return redirect(request.path)
    context = {
        "seat": seat,
        "day": day,
        "date": on_date(day.date),
        "opening": opening,
        "opens_at": day.starts_at and day.starts_at - EITHER_SIDE,
        "open_day": _open_instead(seat, day) if opening != "open" else None,
        "form": form,
        "shown": shown,
        "is_here": bool(shown.record and shown.record.presence in CAME),
        "halves": Half.choices,
        "client_id": uuid.uuid4(),
        "listener": seat.programme.listener(),
    }
    status = 422 if form.errors or (request.method == "POST" and opening != "open") else 200
    return render_page(request, "programmes/attendance/self_check_in.html", context, status=status)


def _write(request, seat, day, record, said):
    about = {"by": seat.person, "how": How.SELF, "client_id": said["client_id"]}
    if "here" in said:
        actions.record_presence(day, seat.membership, said["here"], **about)
        messages.success(request, _("Thank you. We know you are here."))
    elif record and record.presence in CAME:
        half = "" if said["half"] == WHOLE_DAY else said["half"]
        times = {"arrived_at": record.arrived_at, "left_at": record.left_at}
        actions.put_right(day, seat.membership, record.presence, half=half, **times, **about)
        messages.success(request, _("Thank you. We wrote it down."))


def _open_instead(seat, day):
    """Another day of the programme whose check-in is open now: an old code on the wall leads to it."""
    for other in seat.programme.days.exclude(pk=day.pk):
        other.programme = seat.programme
        if when_open(other) == "open":
            return other
    return None


@for_facilitators
@require_http_methods(["GET", "HEAD", "POST"])
def day_code_poster(request, seat, day):
    """The day's code, big enough to read across a room. Making a new one ends the one before."""
    day = get_object_or_404(seat.programme.days, ref=day)
    if request.method == "POST":
        EntryCode.objects.make(seat.programme, day)
        messages.success(request, _("Here is the new code. The one before it has stopped working."))
        return redirect(request.path)
    code = EntryCode.objects.live().filter(programme=seat.programme, day=day).first()
    context = {
        "seat": seat,
        "day": day,
        "date": on_date(day.date),
        "code": code,
        "spaced": spaced(code.symbols) if code else "",
        "qr": qr_of(link_to("front:join", fragment=code.symbols)) if code else None,
        "address": link_to("front:join"),
    }
    return render_page(request, "programmes/attendance/day_code_poster.html", context)
