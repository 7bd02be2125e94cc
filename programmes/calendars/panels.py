"""The way to one's calendar, from the home page and from a day."""

from django.urls import reverse

from programmes.calendars.queries import entry_of
from programmes.panels import Panel, fills


@fills("member_home")
def my_calendar(seat):
    # No query: this page is asked for more often than any other.
    if not seat.can_take_part:
        return None
    url = reverse("programmes:my_calendar", args=[seat.programme.slug])
    return Panel("programmes/calendars/home_panel.html", {"url": url})


@fills("day")
def this_day(seat, day):
    if entry_of(day) is None:
        return None
    slug = seat.programme.slug
    context = {"file": reverse("programmes:day_calendar", args=[slug, day.ref])}
    if seat.can_take_part:
        context["feed"] = reverse("programmes:my_calendar", args=[slug])
    return Panel("programmes/calendars/day_panel.html", context)
