import pytest
from django.urls import reverse
from django.utils import timezone

from programmes.models import AuditEvent, Programme, Role
from tests.factories import make_day, make_member, make_organisation, make_programme, make_team


def at(programme, name):
    return reverse(f"programmes:{name}", args=[programme.slug])


SETTINGS = {
    "name": "Working it out",
    "place": "Eastmere",
    "purpose": "",
    "zone": "Europe/London",
    "agreement": "Everyone speaks",
    "listener_name": "Bernie",
    "listener_contact": "01632 960 001",
}


def test_asha_changes_the_name_and_the_address_stays(asha, programme):
    slug = programme.slug
    assert asha.post(at(programme, "settings"), SETTINGS).status_code == 302
    programme.refresh_from_db()
    assert (programme.name, programme.agreement, programme.slug) == (
        "Working it out",
        "Everyone speaks",
        slug,
    )


def test_settings_without_a_name_keep_every_typed_word(asha, programme):
    response = asha.post(at(programme, "settings"), {**SETTINGS, "name": " ", "purpose": "To wait less"})
    assert response.status_code == 422
    page = response.content.decode()
    assert "Give it a name" in page
    assert "To wait less" in page
    programme.refresh_from_db()
    assert programme.purpose == ""


def test_an_unlisted_zone_is_refused_in_words(asha, programme):
    response = asha.post(at(programme, "settings"), {**SETTINGS, "zone": "Europe/Nowhere"})
    assert response.status_code == 422
    assert "Choose a listed time zone" in response.content.decode()


def test_settings_change_nothing_that_is_not_on_the_page(asha, programme):
    asha.post(at(programme, "settings"), {**SETTINGS, "state": "closed", "slug": "mine", "organisation": "x"})
    programme.refresh_from_db()
    assert (programme.state, programme.slug) == ("published", "working-it-out-together")


@pytest.fixture
def draft(programme):
    programme.state = "draft"
    programme.save()
    return programme


def test_the_publish_page_says_who_will_see_what_and_what_could_wait(asha, draft):
    make_day(draft, on=None, published_at=None)
    page = asha.get(at(draft, "publish")).content.decode()
    for words in [
        "Nobody else sees anything",
        "0 of 1 days have a date",
        "There are no teams yet",
        "Nobody takes part yet",
        "Nobody has been invited",
    ]:
        assert words in page
    draft.refresh_from_db()
    assert draft.is_draft


def test_the_publish_page_says_what_is_ready(asha, draft):
    make_day(draft)
    make_member(draft, "Nkechi Eze", team=make_team(draft))
    page = asha.get(at(draft, "publish")).content.decode()
    for words in [
        "Every day has a date",
        "Every day is published",
        "There is 1 team",
        "2 people have a place",
    ]:
        assert words in page


def test_asha_publishes_the_programme(asha, draft):
    assert asha.post(at(draft, "publish")).status_code == 302
    draft.refresh_from_db()
    assert draft.is_published
    assert AuditEvent.objects.get(verb="programme_published").actor == asha.person


def test_lena_starts_another_programme_and_leads_it(lena, programme):
    data = {"name": "Next spring", "start": "four_days", "place": "", "zone": "Europe/London"}
    response = lena.post(at(programme, "new_programme"), data)
    made = Programme.objects.get(name="Next spring")
    assert response.url == at(made, "overview")
    assert (made.organisation, made.days.count()) == (programme.organisation, 4)
    assert made.memberships.get().person == lena.person
    assert lena.get(response.url).status_code == 200


def test_lena_is_offered_copies_of_what_she_leads_and_of_nothing_else(lena, programme, organisation):
    make_programme("Led before", organisation).memberships.create(
        person=lena.person, name="Lena Fox", role=Role.LEAD
    )
    make_programme("Only a member", organisation).memberships.create(person=lena.person, name="Lena Fox")
    make_programme("Left", organisation).memberships.create(
        person=lena.person, name="Lena Fox", role=Role.LEAD, left_on=timezone.localdate()
    )
    make_programme("Not hers", organisation)
    make_programme("Elsewhere", make_organisation("Far away"))
    page = lena.get(at(programme, "new_programme")).content.decode()
    assert "A copy of Led before" in page
    for name in ["Only a member", "A copy of Left:", "Not hers", "Elsewhere"]:
        assert name not in page


def test_lena_cannot_start_from_a_copy_she_was_not_offered(lena, programme, organisation):
    other = make_programme("Not hers", organisation)
    data = {"name": "Mine", "start": f"copy-{other.slug}", "zone": "Europe/London"}
    assert lena.post(at(programme, "new_programme"), data).status_code == 422


def test_a_new_programme_without_a_name_keeps_what_was_chosen(lena, programme):
    data = {"name": "", "start": "four_days", "place": "Harbour", "zone": "Europe/London"}
    response = lena.post(at(programme, "new_programme"), data)
    assert response.status_code == 422
    page = response.content.decode()
    assert "Give it a name" in page
    assert 'value="Harbour"' in page


def test_lena_does_her_programme_again(lena, programme, day):
    response = lena.post(at(programme, "copy"), {"name": "Once more"})
    made = Programme.objects.get(name="Once more")
    assert response.url == at(made, "overview")
    assert made.days.get().date is None


@pytest.mark.parametrize("page", ["settings", "publish", "new_programme", "copy"])
@pytest.mark.parametrize(("who", "status"), [
    ("lena", 200), ("ada", 200), ("hal", 403), ("ben", 403), ("cora", 404), ("otto", 404), ("anyone", 302),
])  # fmt: skip
def test_members_and_outsiders_do_not_get_in(request, programme, page, who, status):
    assert request.getfixturevalue(who).get(at(programme, page)).status_code == status


@pytest.mark.parametrize(("page", "status"), [
    ("settings", 200), ("publish", 200), ("new_programme", 403), ("copy", 403),
])  # fmt: skip
def test_asha_sets_up_but_starting_programmes_is_for_leads(asha, programme, page, status):
    assert asha.get(at(programme, page)).status_code == status


@pytest.mark.parametrize("page", ["settings", "publish", "new_programme", "copy"])
def test_looking_changes_nothing(lena, draft, page):
    lena.get(at(draft, page))
    draft.refresh_from_db()
    assert draft.is_draft
    assert Programme.objects.count() == 1
    assert not AuditEvent.objects.exists()
