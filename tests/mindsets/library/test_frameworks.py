"""Facilitators change the words; what people answered keeps its words."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mindsets.library.actions import draft_of, publish
from mindsets.library.shipped import ship_frameworks
from mindsets.models import FrameworkVersion, Reflection, Worksheet
from tests.factories import make_organisation, make_programme


@pytest.fixture
def six(organisation):
    return ship_frameworks(organisation)["mindsets"]


def at(name, programme, *refs):
    return reverse(f"mindsets:{name}", args=[programme.slug, *refs])


WORDS = {
    "name": "Being in the fog",
    "short_name": "In the fog",
    "gloss": "We keep going together when we cannot see far.",
    "easy_gloss": "",
    "strong": "",
    "pulls_away": "",
    "look": "grey",
    "me": "What can you not see yet?\n\nWho walks with you?",
    "us": "",
}


def test_asha_changes_a_mindset_and_publishes_it_while_old_worksheets_keep_their_words(
    asha, programme, six, day
):
    worksheet = Worksheet.objects.create(programme=programme, day=day, version=six, title="Just now")
    framework = six.framework
    asha.post(at("draft", programme, framework.ref))
    draft = FrameworkVersion.objects.get(framework=framework, published_at=None)
    grey = draft.mindsets.get(key="grey")
    saved = asha.post(at("mindset", programme, framework.ref, grey.ref), WORDS)
    assert saved.status_code == 302
    asha.post(at("draft", programme, framework.ref), {"publish": "1"})
    draft.refresh_from_db()
    assert draft.is_published and draft.number == 2
    assert draft.mindsets.get(key="grey").name == "Being in the fog"
    assert [p.text for p in draft.prompts.filter(mindset__key="grey")] == [
        "What can you not see yet?",
        "Who walks with you?",
    ]
    assert worksheet.version.mindsets.get(key="grey").name == "Being in the grey"


def test_a_published_version_cannot_be_changed_through_its_address(asha, programme, six):
    grey = six.mindsets.get(key="grey")
    assert asha.get(at("mindset", programme, six.framework.ref, grey.ref)).status_code == 404
    assert asha.post(at("mindset", programme, six.framework.ref, grey.ref), WORDS).status_code == 404


def test_a_mistake_keeps_every_typed_word(asha, programme, six):
    draft = draft_of(six.framework)
    grey = draft.mindsets.get(key="grey")
    answer = asha.post(at("mindset", programme, six.framework.ref, grey.ref), WORDS | {"name": " "})
    assert answer.status_code == 422
    assert "Enter a name" in answer.text
    assert "What can you not see yet?" in answer.text
    assert "We keep going together when we cannot see far." in answer.text


def test_throwing_a_draft_away_leaves_what_is_published(asha, programme, six):
    draft_of(six.framework)
    asha.post(at("draft", programme, six.framework.ref), {"throw_away": "1"})
    assert list(six.framework.versions.values_list("number", flat=True)) == [1]
    assert six.mindsets.count() == 6


def test_asha_adds_a_framework_of_her_own_and_cannot_publish_it_empty(asha, programme, six):
    asha.post(at("new_framework", programme), {"name": "Ways we listen", "credit": "", "like": ""})
    own = programme.organisation.frameworks.get(name="Ways we listen")
    asha.post(at("draft", programme, own.ref), {"publish": "1"})
    assert not own.versions.filter(published_at__isnull=False).exists()
    asha.post(at("new_mindset", programme, own.ref), WORDS)
    asha.post(at("draft", programme, own.ref), {"publish": "1"})
    assert own.versions.get().is_published


def test_two_who_start_a_draft_at_once_get_the_same_one(six):
    assert draft_of(six.framework) == draft_of(six.framework)


def test_places_can_be_worded_anew_in_a_draft(asha, programme, six):
    draft = draft_of(six.framework)
    data = {
        f"{place.key}-{name}": getattr(place, name)
        for place in draft.places.all()
        for name in ("name", "literal", "sentence")
    }
    asha.post(at("places", programme, six.framework.ref), data | {"clearing-name": "By the pond"})
    assert draft.places.get(key="clearing").name == "By the pond"
    assert six.places.get(key="clearing").name == "In the clearing"


def test_another_organisation_s_framework_cannot_be_found(asha, programme, six):
    elsewhere = ship_frameworks(make_organisation("Far away"))["mindsets"]
    for name in ("framework", "new_mindset", "places"):
        assert asha.get(at(name, programme, elsewhere.framework.ref)).status_code == 404
    assert asha.post(at("draft", programme, elsewhere.framework.ref)).status_code == 404


def test_ben_may_not_change_the_words(ben, programme, six):
    assert ben.get(at("frameworks", programme)).status_code == 403
    assert ben.post(at("draft", programme, six.framework.ref)).status_code == 403
    assert six.framework.versions.count() == 1


def test_a_day_gets_a_worksheet_and_loses_it_only_while_nobody_has_begun(asha, ben, programme, day, six):
    page = at("set_worksheets", programme, day.ref)
    asha.post(page, {"version": str(six.pk), "title": "Where I am just now", "agenda_item": ""})
    worksheet = programme.worksheets.get(day=day)
    Reflection.objects.create(programme=programme, worksheet=worksheet, membership=ben.membership)
    asha.post(page, {"take_away": worksheet.ref})
    assert programme.worksheets.filter(day=day).exists()
    worksheet.reflections.all().delete()
    asha.post(page, {"take_away": worksheet.ref})
    assert not programme.worksheets.filter(day=day).exists()


def test_a_session_of_another_day_or_a_foreign_version_is_refused(asha, programme, day, six):
    elsewhere = make_programme("Elsewhere", make_organisation("Far away"))
    foreign = ship_frameworks(elsewhere.organisation)["mindsets"]
    answer = asha.post(
        at("set_worksheets", programme, day.ref),
        {"version": str(foreign.pk), "title": "Mine", "agenda_item": ""},
    )
    assert answer.status_code == 422
    assert "Mine" in answer.text
    assert not programme.worksheets.exists()


def test_the_list_costs_the_same_with_many_frameworks(asha, programme, six):
    with CaptureQueriesContext(connection) as few:
        asha.get(at("frameworks", programme))
    for number in range(12):
        publish_one(programme, f"Own {number}")
    with CaptureQueriesContext(connection) as many:
        assert "Own 11" in asha.get(at("frameworks", programme)).text
    assert len(many) == len(few) <= 12


def publish_one(programme, name):
    from mindsets.library.actions import new_framework

    like = ship_frameworks(programme.organisation)["values"]
    framework = new_framework(programme.organisation, name, "", like=like)
    publish(draft_of(framework), by=None, programme=programme)
