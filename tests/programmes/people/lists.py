"""Lists of people as files, for tests."""

import io

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from programmes.models import ImportDraft


def workbook(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def upload(client, programme, data, name="people.csv"):
    """Send a file (bytes) or a pasted list (text) as this person."""
    address = reverse("programmes:import_people", args=[programme.slug])
    if isinstance(data, str):
        return client.post(address, {"pasted": data})
    return client.post(address, {"file": SimpleUploadedFile(name, data)})


def draft_of(programme):
    return ImportDraft.objects.get(programme=programme, done_at__isnull=True)


def preview_at(programme, draft=None):
    return reverse("programmes:import_preview", args=[programme.slug, (draft or draft_of(programme)).ref])


def bring_in(client, programme, data, name="people.csv", **choices):
    """Send a list and agree to it."""
    response = upload(client, programme, data, name)
    assert response.status_code == 302, response.context and response.context["form"].errors
    return client.post(response.url, choices)


def names(programme):
    return set(programme.memberships.values_list("name", flat=True))
