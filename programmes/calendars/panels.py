"""The way from a day into one's own calendar."""

from django.urls import reverse

from programmes.calendars.queries import entry_of
from programmes.panels import Panel, fills


@fills("day")
def this_day(seat, day):
    if entry_of(day) is None:
        return None
    slug = seat.programme.slug
    context = {"file": reverse("programmes:day_calendar", args=[slug, day.ref])}
    if seat.can_take_part:
        context["feed"] = reverse("programmes:my_calendar", args=[slug])
    return Panel("programmes/calendars/day_panel.html", context)
