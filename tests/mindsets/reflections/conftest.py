import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from mindsets.library.shipped import ship_frameworks
from mindsets.models import Worksheet
from tests.conftest import sign_in
from tests.factories import make_member


@pytest.fixture
def worksheet(programme, day):
    version = ship_frameworks(programme.organisation)["mindsets"]
    return Worksheet.objects.create(
        programme=programme, day=day, version=version, title="Just now", opens_at=timezone.now()
    )


@pytest.fixture
def nia(programme, other_team):
    """Somebody with an email in another team: bea, who has none, would have to choose pictures first."""
    membership = make_member(programme, "Nia Page", email="nia@example.org", team=other_team)
    return sign_in(membership.person, membership)


@pytest.fixture
def page(programme, worksheet):
    """The address of a mindset's page."""

    def at(key="grey", of=None):
        return reverse("mindsets:worksheet", args=[programme.slug, (of or worksheet).ref, key])

    return at


@pytest.fixture
def answer():
    """What the page's form sends, as this person; keywords change it."""

    def fill(client, **changes):
        return {
            "membership": client.membership.ref,
            "client_id": str(uuid.uuid4()),
            "base_version": "0",
            "place": "bench",
            "words": "I sat back a bit.",
            "sharing": "me",
        } | changes

    return fill


JSON = {"Accept": "application/json", "HX-Request": "true"}


@pytest.fixture
def type_into(answer, page):
    """Save as the page does by itself while somebody types."""

    def save(client, key="grey", **changes):
        return client.post(page(key), answer(client, **changes), headers=JSON)

    return save
