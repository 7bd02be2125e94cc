"""What goes on around the demo's days is there to be tried."""

import pytest
from django.core.management import call_command

from programmes.models import DayTemplate, DraftComment, Letter, Membership, Suggestion, Visitor
from tests.conftest import sign_in


@pytest.fixture
def demo(db, settings):
    settings.DEMO = True
    call_command("load_demo", verbosity=0)
    return Letter.objects.get().programme


def test_there_is_something_to_try_on_every_page(demo):
    assert Suggestion.objects.filter(programme=demo).count() == 3
    assert Visitor.objects.filter(programme=demo).count() == 2
    assert DraftComment.objects.filter(programme=demo).exists()
    assert DayTemplate.objects.filter(organisation=demo.organisation).exists()


@pytest.mark.parametrize("page", ["letters/", "library/", "thanks/"])
def test_the_lead_s_pages_open(demo, page):
    lead = Membership.objects.get(programme=demo, name="Dee Marsh")
    assert sign_in(lead.person, lead).get(f"/p/{demo.slug}/{page}").status_code == 200
