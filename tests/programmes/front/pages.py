"""Addresses and a way to compare pages, for the tests of the front door."""

import re

from django.urls import reverse

JOIN, ABOUT, MAIL = reverse("front:join"), reverse("front:about_you"), reverse("front:join_email")


def body(response):
    """The page without what differs every time: the CSRF token and what was typed."""
    text = re.sub(
        r"csrfmiddlewaretoken\" value=\"[^\"]*|X-CSRFToken\": \"[^\"]*", "", response.content.decode()
    )
    return re.sub(r'value="[^"]*"', "", text)
