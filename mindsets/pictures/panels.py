"""The way to the programme's picture from the pages of those who run the days."""

from django.urls import reverse

from programmes.panels import Panel, fills


@fills("overview")
def our_picture(seat):
    """A door only: whether there is a picture yet says the page itself."""
    address = reverse("mindsets:picture", args=[seat.programme.slug])
    return Panel("mindsets/pictures/overview_panel.html", {"address": address})
