"""Small ways on from the home page to what is one's own."""

from django.urls import reverse

from programmes.panels import Panel, fills


@fills("member_home")
def also_mine(seat):
    # No query: this page is asked for more often than any other.
    if not seat.can_take_part:
        return None
    slug = [seat.programme.slug]
    return Panel(
        "programmes/home/also_panel.html",
        {
            "calendar": reverse("programmes:my_calendar", args=slug),
            "thanks": reverse("programmes:my_thanks", args=slug),
        },
    )
