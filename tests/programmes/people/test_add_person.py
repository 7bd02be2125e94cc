"""Adding one person."""

import unicodedata

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from programmes.models import AuditEvent, Membership, User
from tests.factories import make_member


@pytest.fixture
def add(programme):
    return reverse("programmes:add_person", args=[programme.slug])


def test_a_name_alone_gives_a_place(asha, add, programme):
    response = asha.post(add, {"name": "Dilys Morgan"})
    member = programme.memberships.get(name="Dilys Morgan")
    assert response.url == member.get_absolute_url()
    assert member.person.email is None and member.role == "member" and member.team is None
    event = AuditEvent.objects.get(verb="person_added")
    assert event.object_ref == member.ref and "Dilys" not in str(event.facts)


def test_everything_asha_writes_is_kept(asha, add, programme, team):
    asha.post(
        add,
        {
            "name": "Mei-Ling Chan",
            "email": "Mei@Example.org",
            "team": team.ref,
            "called": "Mei",
            "parts": ["carer", "staff"],
            "part_in_own_words": "I sew",
            "belongs_to": "Eastmere Carers",
            "reach_by": "Through her daughter",
        },
    )
    member = programme.memberships.select_related("person").get(name="Mei-Ling Chan")
    assert member.team == team and member.called == "Mei" and member.parts == ["carer", "staff"]
    assert member.part_in_own_words == "I sew" and member.belongs_to == "Eastmere Carers"
    assert member.reach_by == "Through her daughter" and member.person.email.lower() == "mei@example.org"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("", "Enter a name"),
        (" \u00a0 ", "Enter a name"),
        ("\u200b\u200b", "Enter a name"),
        ("Ann\0Lee", "Remove the hidden character"),
        ("Z" + "\u0300" * 200, "Too many accent marks"),
        ("x" * 121, "Shorten by 1"),
    ],
)
def test_a_name_that_cannot_be_one_is_explained_and_what_was_typed_stays(asha, add, programme, name, says):
    response = asha.post(add, {"name": name, "called": "Annie", "reach_by": "By post"})
    page = response.content.decode()
    assert response.status_code == 422 and says in page
    assert "Annie" in page and "By post" in page
    assert programme.memberships.count() == 1


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("👩‍🚀 Zoe", "👩‍🚀 Zoe"),
        ("محمد علي", "محمد علي"),
        ("Ann\u202eeel", "Anneel"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("{{7*7}} {x.__class__}", "{{7*7}} {x.__class__}"),
        ("Аnn Lee", "Аnn Lee"),
        ("O'Brien-Smith, 3rd", "O'Brien-Smith, 3rd"),
    ],
)
def test_an_unusual_name_is_welcome_and_shown_as_it_is(asha, add, programme, typed, kept):
    response = asha.post(add, {"name": typed}, follow=True)
    assert programme.memberships.exclude(person=asha.person).get().name == kept
    page = response.content.decode()
    assert "<script>alert" not in page and "49" not in page.split("<h1>")[1].split("</h1>")[0]


def test_a_twin_written_with_other_code_points_is_asked_about(asha, add, programme):
    make_member(programme, unicodedata.normalize("NFC", "Siân Pritchard"))
    twin = {"name": unicodedata.normalize("NFD", "Siân Pritchard"), "reach_by": "By post"}
    response = asha.post(add, twin)
    page = response.content.decode()
    assert response.status_code == 422 and "Is this the same person?" in page and "By post" in page
    assert programme.memberships.count() == 2
    assert asha.post(add, {**twin, "somebody_else": "on"}).status_code == 302
    assert programme.memberships.count() == 3


@pytest.mark.parametrize("email", ["BEN@example.org", "ben@EXAMPLE.org "])
def test_the_same_email_in_another_case_is_already_here(asha, add, programme, ben, email):
    response = asha.post(add, {"name": "Somebody New", "email": email})
    assert response.status_code == 422 and "Already in this programme" in response.content.decode()
    assert programme.memberships.count() == 2


def test_the_email_of_somebody_who_left_is_already_here_too(asha, add, programme):
    make_member(programme, "Gone", email="gone@example.org", left_on=timezone.localdate())
    response = asha.post(add, {"name": "New", "email": "gone@example.org"})
    assert response.status_code == 422 and "Already in this programme" in response.content.decode()


@pytest.mark.parametrize(
    "email",
    ["a@example.org\r\nBcc: b@example.org", "Ann <a@example.org>", "a@example.org, b@example.org", "ann"],
)
def test_only_one_plain_address_is_taken(asha, add, programme, email):
    response = asha.post(add, {"name": "Ann", "email": email})
    assert response.status_code == 422 and "Enter one address" in response.content.decode()
    assert programme.memberships.count() == 1


def test_an_address_with_an_international_domain_is_welcome(asha, add, programme):
    assert asha.post(add, {"name": "Jörg", "email": "joerg@bücher.example"}).status_code == 302


def test_somebody_known_elsewhere_keeps_their_one_sign_in(asha, add, programme, cora):
    asha.post(add, {"name": "Cora S", "email": "CORA@example.org"})
    assert programme.memberships.get(name="Cora S").person == cora.person
    cora.person.refresh_from_db()
    assert cora.person.name == "Cora Stone"
    assert User.objects.filter(email__iexact="cora@example.org").count() == 1


def test_asha_cannot_give_a_role_or_send_an_invitation_by_adding_fields(asha, add, programme):
    asha.post(
        add,
        {"name": "Ann", "email": "ann@example.org", "role": "lead", "send_invitation": "on", "came_by": "x"},
    )
    member = programme.memberships.get(name="Ann")
    assert member.role == "member" and member.came_by == "added"
    assert not mail.outbox and not member.invitations.exists()


def test_lena_can_send_the_invitation_at_once(lena, add, programme):
    lena.post(add, {"name": "Ann Lee", "email": "ann@example.org", "send_invitation": "on"})
    assert [letter.to for letter in mail.outbox] == [["ann@example.org"]]
    page = lena.post(add, {"name": "Bob", "send_invitation": "on"})
    assert page.status_code == 422 and "Write the address to send it to" in page.content.decode()


def test_a_team_of_another_programme_is_not_a_choice(asha, add, programme, cora):
    theirs = cora.programme.teams.create(name="Theirs", programme=cora.programme)
    assert asha.post(add, {"name": "Ann", "team": theirs.ref}).status_code == 422
    assert not Membership.objects.filter(name="Ann").exists()


def test_who_may_add_people(anyone, ben, hal, ada, cora, add):
    assert anyone.get(add).status_code == 302
    for insider in (ben, hal, ada):
        assert insider.get(add).status_code == 403
        assert insider.post(add, {"name": "Ann"}).status_code == 403
    assert cora.get(add).status_code == 404
