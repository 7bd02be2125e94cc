"""Addresses and small reads that the agenda's tests share."""

import html
import re

from django.urls import reverse

from programmes.models import AgendaItem

HTMX = {"HX-Request": "true"}


def at(name, day, *more):
    """The address of a page of this day."""
    return reverse(f"programmes:{name}", args=[day.programme.slug, day.ref, *more])


def session(title="Hello again", minutes="20", kind="welcome", **more):
    """What the session form sends."""
    return {"title": title, "minutes": minutes, "kind": kind, **more}


def titles(day):
    """The plan's titles in order."""
    found = AgendaItem.objects.filter(programme=day.programme, day=day).on_the_plan()
    return [item.title for item in found]


def positions(day):
    return list(
        AgendaItem.objects.filter(programme=day.programme, day=day)
        .on_the_plan()
        .values_list("position", flat=True)
    )


def words_of(response):
    """The page's text as somebody reads it."""
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(html.unescape(text).split())
