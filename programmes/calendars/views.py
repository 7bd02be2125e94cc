"""Days for calendars: one to keep, a private address to ask, and the page that makes it."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from copro.limits import Limit, address_of
from copro.pages import render_page
from programmes.access import for_members, for_participants, public
from programmes.calendars import actions, queries
from programmes.exports.actions import as_download, file_name

CALENDAR = "text/calendar; charset=utf-8"
# Wrong ones count against the address, so that a stopped feed does not stop the others of the same company.
WRONG_ADDRESSES = Limit("calendar addresses", failures=60, minutes=10)
READS = Limit("calendar reads", failures=60, minutes=10)


@public
@require_safe
def feed(request, token):
    """What one person's calendar asks for. The address is the key, and opens nothing else."""
    found = queries.find_feed(token)
    limit, subject = (READS, str(found.pk)) if found else (WRONG_ADDRESSES, address_of(request))
    if limit.is_reached(subject):
        return HttpResponse(status=429, headers={"Retry-After": "600"})
    limit.fail(subject)
    if found is None:
        raise Http404
    content = HttpResponse(queries.file_of_feed(found), content_type=CALENDAR)
    content.headers["X-Robots-Tag"] = "noindex"
    return as_download(content, f"{found.programme.slug}.ics")


@for_members
@require_safe
def day_calendar(request, seat, day):
    """One published day, to put into any calendar."""
    day = get_object_or_404(seat.programme.days, ref=day)
    entry = queries.entry_of(day)
    if entry is None or not (seat.programme.is_published or seat.can_set_up):
        raise Http404
    content = HttpResponse(queries.file_of_day(seat.programme, entry), content_type=CALENDAR)
    return as_download(content, f"{file_name(seat.programme, [day])}.ics")


@for_participants
@require_http_methods(["GET", "HEAD", "POST"])
def my_calendar(request, seat):
    """Make, replace or stop my private address. It is shown once, in the answer to making it."""
    address = ""
    if request.method == "POST":
        token = actions.make_feed(seat.membership)
        address = settings.BASE_URL + reverse("calendars:feed", args=[token])
    context = {
        "section": "home",
        "feed": queries.feed_of(seat.membership),
        "address": address,
        "opens": "webcal://" + address.split("://", 1)[-1] if address else "",
        "days": queries.days_in_calendars(seat.programme) if seat.programme.is_published else [],
    }
    return render_page(request, "programmes/calendars/my_calendar.html", context)


@for_participants
@require_POST
def stop_my_calendar(request, seat):
    if actions.stop_feed(seat.membership):
        messages.success(request, _("The address is stopped. Nobody can open it any more."))
    return redirect("programmes:my_calendar", seat.programme.slug)
