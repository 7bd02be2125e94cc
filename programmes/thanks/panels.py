"""The way to the ledger, for those who lead."""

from django.urls import reverse

from programmes.panels import Panel, fills


@fills("overview")
def the_ledger(seat):
    if not seat.can_give_roles:
        return None
    url = reverse("programmes:thank_yous", args=[seat.programme.slug])
    return Panel("programmes/thanks/overview_panel.html", {"url": url})
