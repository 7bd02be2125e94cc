"""What a helper does at the door, for tests."""

from django.urls import reverse

from tests.factories import new_id

HTMX = {"HX-Request": "true"}


def at(name, day):
    return reverse(f"programmes:{name}", args=[day.programme.slug, day.ref])


def tap(client, day, membership, button="in_person", htmx=False, **more):
    data = {"tap": f"{button}.{membership.ref}", "client_id": new_id(), **more}
    return client.post(at("mark", day), data, headers=HTMX if htmx else None)


def text(response):
    return response.content.decode()
