"""Turning a device into the day's shared tablet, and stopping it from anywhere."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from copro.forms import CoproForm
from copro.pages import render_page
from programmes.access import for_the_door
from programmes.attendance import kiosk
from programmes.attendance.forms import REF
from programmes.attendance.queries import day_of
from programmes.attendance.words import clock, moment_words, on_date

PAGE = "programmes/attendance/kiosk_start.html"


class StopForm(CoproForm):
    stop = forms.RegexField(rf"all|{REF}")


@for_the_door
@require_http_methods(["GET", "HEAD", "POST"])
def kiosk_start(request, seat, day):
    """What the tablet can do, the button that starts it, and those that run now."""
    day = day_of(seat, day)
    form = StopForm(request.POST)
    if request.method == "POST" and form.is_valid():
        return _stopped(request, seat, day, form.cleaned_data["stop"])
    if request.method == "POST" and "start" in request.POST and seat.programme.is_published:
        try:
            return _started(request, seat, day)
        except kiosk.DayIsOver:
            messages.warning(request, _("This day is over, so there is nothing to check in to."))
            return redirect(request.path)
    zone = seat.programme.tz
    context = {
        "seat": seat,
        "section": "days" if seat.can_set_up else "check_in",
        "day": day,
        "date": on_date(day.date),
        "is_published": seat.programme.is_published,
        "until": clock(kiosk.ends_at(day), zone),
        "tablets": [
            {"ref": each.ref, "at": moment_words(each.made_at, day, zone), "by": each.made_by}
            for each in kiosk.running(day)
        ],
    }
    return render_page(request, PAGE, context)


def _started(request, seat, day):
    """The person is signed out on this device: whoever stands before it next gets the tablet's page only."""
    made, token = kiosk.start(day, by=seat.person)
    logout(request)
    response = redirect("kiosk:home")
    response.set_cookie(
        kiosk.COOKIE,
        token,
        max_age=int((made.expires_at - timezone.now()).total_seconds()),
        path=kiosk.PATH,
        httponly=True,
        samesite="Lax",
        secure=settings.HTTPS,
    )
    response["Clear-Site-Data"] = '"cache"'
    return response


def _stopped(request, seat, day, which):
    number = kiosk.stop(day, by=seat.person, ref="" if which == "all" else which)
    words = ngettext("%(number)s tablet stopped.", "%(number)s tablets stopped.", number)
    messages.success(request, words % {"number": number})
    return redirect(request.path)
