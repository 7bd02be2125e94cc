"""The way to thank-yous: everybody's own from the home page, the ledger from the overview."""

from django.urls import reverse

from programmes.panels import Panel, fills


@fills("member_home")
def my_thanks(seat):
    # No query: this page is asked for more often than any other.
    if not seat.can_take_part:
        return None
    url = reverse("programmes:my_thanks", args=[seat.programme.slug])
    return Panel("programmes/thanks/home_panel.html", {"url": url})


@fills("overview")
def the_ledger(seat):
    if not seat.can_give_roles:
        return None
    url = reverse("programmes:thank_yous", args=[seat.programme.slug])
    return Panel("programmes/thanks/overview_panel.html", {"url": url})
