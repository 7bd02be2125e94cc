import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from programmes.models import AuditEvent, OrganisationAdmin, Programme, Role
from tests.conftest import sign_in
from tests.factories import make_admin, make_day, make_member, make_organisation, make_programme
from tests.programmes.exports.conftest import lines_of

PAGES = ["programmes", "new_programme", "settings", "admins", "export", "audit"]


def at(organisation, name, *more):
    return reverse(f"organisation:{name}", args=[organisation.ref, *more])


def test_ada_sees_every_programme_with_its_days_and_people(ada, organisation, programme, ben):
    make_day(programme, on=timezone.localdate())
    make_member(programme, "Gone Away", left_on=timezone.localdate())
    make_programme("Next spring", organisation, state="draft")
    make_programme("Elsewhere", make_organisation("Far away"))
    page = ada.get(at(organisation, "programmes")).content.decode()
    for words in ["Working it out together", "Published", "Next spring", "Draft"]:
        assert words in page
    assert 'data-l="People">1<' in page
    assert "Elsewhere" not in page


def test_the_list_costs_one_query_more_for_no_programme(ada, organisation, django_assert_max_num_queries):
    ada.get(at(organisation, "programmes"))

    def count(programmes):
        for number in range(programmes):
            make_day(make_programme(f"Programme {number}", organisation))
        with django_assert_max_num_queries(6) as captured:
            ada.get(at(organisation, "programmes"))
        return len(captured)

    assert count(1) == count(12)


NEW = {"name": "Next spring", "start": "two_days", "place": "", "zone": "Europe/London", "who_leads": "me"}


def test_ada_leads_what_she_starts(ada, organisation):
    response = ada.post(at(organisation, "new_programme"), NEW)
    made = Programme.objects.get()
    assert response.url == reverse("programmes:overview", args=[made.slug])
    assert made.memberships.get().person == ada.person


def test_ada_names_somebody_else_who_gets_a_way_in(ada, organisation, django_capture_on_commit_callbacks):
    data = {**NEW, "who_leads": "other", "lead_name": "Ravi Shah", "lead_email": "ravi@example.org"}
    with django_capture_on_commit_callbacks(execute=True):
        ada.post(at(organisation, "new_programme"), data)
    lead = Programme.objects.get().memberships.get()
    assert (lead.name, lead.role) == ("Ravi Shah", Role.LEAD)
    assert [letter.to for letter in mail.outbox] == [["ravi@example.org"]]


def test_a_lead_without_email_gets_no_letter(ada, organisation):
    ada.post(at(organisation, "new_programme"), {**NEW, "who_leads": "other", "lead_name": "Pat"})
    assert Programme.objects.get().memberships.get().name == "Pat"
    assert mail.outbox == []


def test_somebody_else_needs_a_name(ada, organisation):
    response = ada.post(at(organisation, "new_programme"), {**NEW, "who_leads": "other"})
    assert response.status_code == 422
    assert "Say who leads it" in response.content.decode()
    assert not Programme.objects.exists()


def test_ada_copies_a_programme_of_the_organisation(ada, organisation, programme, day):
    ada.post(at(organisation, "new_programme"), {**NEW, "start": f"copy-{programme.slug}"})
    made = Programme.objects.get(name="Next spring")
    assert [copied.venue for copied in made.days.all()] == ["Harbour Hall"]


def test_ada_changes_what_holds_for_all_programmes(ada, organisation):
    data = {
        "name": "Eastmere Health and Care",
        "listener_name": "Bernie",
        "listener_contact": "01632 960 001",
        "privacy_contact": "privacy@example.org",
        "register_years": "3",
    }
    assert ada.post(at(organisation, "settings"), data).status_code == 302
    organisation.refresh_from_db()
    assert (organisation.name, organisation.register_years) == ("Eastmere Health and Care", 3)


@pytest.mark.parametrize(("typed", "words"), [("0", "1 or more"), ("1e3", "Use digits"), ("", "Use digits")])
def test_years_that_make_no_sense_are_refused_in_words(ada, organisation, typed, words):
    response = ada.post(at(organisation, "settings"), {"name": "Eastmere", "register_years": typed})
    assert response.status_code == 422
    assert words in response.content.decode()


def test_ada_adds_an_admin_by_name_and_email(ada, organisation):
    ada.post(at(organisation, "admins"), {"name": "Dee Marsh", "email": "dee@example.org"})
    dee = OrganisationAdmin.objects.get(person__email="dee@example.org")
    assert dee.organisation == organisation
    assert sign_in(dee.person).get(at(organisation, "programmes")).status_code == 200


def test_an_admin_needs_an_email(ada, organisation):
    response = ada.post(at(organisation, "admins"), {"name": "Dee Marsh", "email": ""})
    assert response.status_code == 422
    assert 'value="Dee Marsh"' in response.content.decode()


def test_an_admin_who_is_taken_away_cannot_come_back_in(ada, organisation):
    dee = sign_in(make_admin(organisation, "Dee Marsh", "dee@example.org"))
    place = organisation.admins.get(person=dee.person)
    ada.post(at(organisation, "take_away_admin", place.pk))
    assert dee.get(at(organisation, "programmes")).status_code == 302
    dee.person.refresh_from_db()
    assert sign_in(dee.person).get(at(organisation, "programmes")).status_code == 404


def test_the_last_admin_stays_and_is_told_why(ada, organisation):
    response = ada.post(at(organisation, "take_away_admin", organisation.admins.get().pk), follow=True)
    assert "Somebody has to be an admin" in response.content.decode()
    assert organisation.admins.count() == 1


def test_an_admin_of_another_organisation_cannot_be_taken_away_from_here(ada, organisation):
    far = make_organisation("Far away")
    make_admin(far, "Fay", "fay@example.org")
    response = ada.post(at(organisation, "take_away_admin", far.admins.get().pk))
    assert response.status_code == 404
    assert far.admins.count() == 1


def test_ada_takes_one_copy_for_two_programmes(ada, organisation, programme, ben, day):
    second = make_programme("Next spring", organisation)
    make_day(second)
    make_member(second, "Nkechi Eze")
    data = {"programmes": [programme.slug, second.slug], "columns": ["programme", "last_name"], "file": "csv"}
    lines = lines_of(ada.post(at(organisation, "export"), data))
    assert [tuple(line.values()) for line in lines] == [
        ("Next spring", "Eze"),
        ("Working it out together", "Carter"),
    ]
    event = AuditEvent.objects.get(verb="attendance_exported")
    assert (event.organisation, event.programme, event.facts["programmes"]) == (organisation, None, 2)


def test_programmes_of_other_organisations_cannot_be_copied_out(ada, organisation, cora):
    data = {"programmes": [cora.programme.slug], "columns": ["last_name"], "file": "csv"}
    assert ada.post(at(organisation, "export"), data).status_code == 422


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("who", "status"), [
    ("ada", 200), ("lena", 404), ("ben", 404), ("cora", 404), ("otto", 404), ("anyone", 302),
])  # fmt: skip
def test_the_organisations_pages_are_for_its_admins(request, organisation, programme, page, who, status):
    client = request.getfixturevalue(who)
    assert client.get(at(organisation, page)).status_code == status


@pytest.mark.parametrize("page", PAGES)
def test_a_card_does_not_open_the_organisation(organisation, page):
    by_card = sign_in(make_admin(organisation), by_card=True)
    assert by_card.get(at(organisation, page)).status_code == 404
