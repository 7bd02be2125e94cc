import pytest
from django.urls import reverse

from programmes.audit.words import SENTENCES
from programmes.models import AuditEvent
from programmes.people.actions import add_person


@pytest.fixture
def url(programme):
    return reverse("programmes:audit", args=[programme.slug])


def record(client, programme, verb="programme_published", **facts):
    return AuditEvent.objects.record(verb, actor=client.person, programme=programme, **facts)


def test_lena_reads_what_was_done_in_plain_sentences_newest_first(lena, url, programme, day):
    add_person(programme, "Nkechi Eze", by=lena.person)
    record(lena, programme, "day_published", about=day)
    page = lena.get(url).content.decode()
    assert "Lena Fox gave Nkechi Eze a place." in page
    assert "Lena Fox published Day 1." in page
    assert page.index("published Day 1") < page.index("gave Nkechi")


def test_a_role_is_said_in_words(lena, url, programme, ben):
    record(lena, programme, "role_given", about=ben.membership, was="member", now="facilitator")
    page = lena.get(url).content.decode()
    assert "changed what Ben Carter may do: from “Takes part” to “Runs the days”." in page


def test_a_copy_says_how_much_was_in_it(lena, url, programme):
    record(lena, programme, "attendance_exported", days=["a", "b"], columns=["email", "team"], file="xlsx")
    assert "2 days, 2 columns, Excel, with email addresses." in lena.get(url).content.decode()


def test_what_the_server_did_itself_has_no_name(lena, url, programme):
    AuditEvent.objects.record("programme_imported", actor=None, programme=programme, days=2, sessions=9)
    assert "The server’s owner brought in a programme: 2 days, 9 sessions." in lena.get(url).content.decode()


def test_an_event_of_a_newer_version_is_shown_all_the_same(lena, url, programme):
    record(lena, programme, "moon_landed")
    assert "Lena Fox: moon landed" in lena.get(url).content.decode()


def test_an_event_with_facts_missing_is_shown_all_the_same(lena, url, programme):
    record(lena, programme, "role_given")
    assert "Lena Fox: role given" in lena.get(url).content.decode()


def test_lena_looks_at_copies_only(lena, url, programme):
    record(lena, programme, "numbers_exported")
    record(lena, programme, "programme_published")
    page = lena.get(url, {"kind": "copies"}).content.decode()
    assert "took numbers" in page
    assert "published the programme" not in page


def test_a_kind_that_nobody_knows_shows_everything(lena, url, programme):
    record(lena, programme)
    assert "published the programme" in lena.get(url, {"kind": "zzz"}).content.decode()


def test_many_events_come_in_pages_at_the_same_cost(lena, url, programme, ben, django_assert_max_num_queries):
    lena.get(url)

    def count(events):
        for _number in range(events):
            record(lena, programme, "invited", about=ben.membership)
        with django_assert_max_num_queries(10) as captured:
            lena.get(url)
        return len(captured)

    assert count(2) == count(70)
    assert "Page 1 of 2" in lena.get(url).content.decode()
    assert "Page 2 of 2" in lena.get(url, {"page": 2}).content.decode()


def test_events_of_another_programme_are_not_shown(lena, url, programme, cora):
    record(cora, cora.programme)
    assert "Cora Stone" not in lena.get(url).content.decode()


def test_ada_reads_all_programmes_of_her_organisation(ada, lena, programme, organisation, cora):
    record(lena, programme)
    record(cora, cora.programme)
    page = ada.get(reverse("organisation:audit", args=[organisation.ref])).content.decode()
    assert "Lena Fox published the programme." in page
    assert "Working it out together" in page
    assert "Cora Stone" not in page


def test_every_sentence_is_of_a_kind_that_can_be_chosen():
    from programmes.audit.words import KINDS

    assert {kind for kind, _sentence in SENTENCES.values()} == {kind for kind, _label in KINDS}


@pytest.mark.parametrize(("who", "status"), [
    ("lena", 200), ("ada", 200), ("asha", 403), ("hal", 403), ("ben", 403), ("cora", 404), ("otto", 404),
    ("anyone", 302),
])  # fmt: skip
def test_the_audit_trail_is_for_lead_and_admin(request, url, who, status):
    assert request.getfixturevalue(who).get(url).status_code == status
