"""My details, my address, and leaving."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from programmes.models import AccessNeed, AuditEvent, Membership, Role, User
from programmes.people import cards
from tests.conftest import sign_in
from tests.factories import make_day, make_member


def page(client, route="my_details"):
    return reverse(f"programmes:{route}", args=[client.membership.programme.slug])


def agreed(client):
    Membership.objects.filter(pk=client.membership.pk).update(agreed_at="2026-01-01T00:00Z")
    return client


def saved(client, **extra):
    return client.post(page(client), {"name": "Ben Carter", **extra})


def test_somebody_who_was_invited_says_yes_once(ben):
    assert "Tick the box to say you are happy to take part" in saved(ben).content.decode()
    assert saved(ben, agrees="on").url == ben.membership.programme.get_absolute_url()
    ben.membership.refresh_from_db()
    assert ben.membership.agreed_at
    assert 'name="agrees"' not in ben.get(page(ben)).content.decode()


def test_ben_changes_what_we_know_about_him(ben):
    saved(
        agreed(ben),
        called="Benji",
        parts=["lived_experience", "other"],
        part_in_own_words="dad",
        reach_by="01632 960 123",
        helps=["loop"],
        help_words="front row",
        keep_needs="on",
        photos_ok="on",
    )
    ben.membership.refresh_from_db()
    mine = ben.membership
    assert (mine.called, mine.parts, mine.part_in_own_words) == (
        "Benji",
        ["lived_experience", "other"],
        "dad",
    )
    assert (mine.reach_by, mine.photos_ok) == ("01632 960 123", True)
    assert AccessNeed.objects.get(programme=mine.programme, membership=mine).words == "front row"
    shown = ben.get(page(ben)).content.decode()
    assert "front row</textarea>" in shown and 'value="Benji"' in shown


def test_what_helped_once_can_be_taken_out_again(ben):
    saved(agreed(ben), helps=["loop"], keep_needs="on")
    saved(ben)
    assert not AccessNeed.objects.exists()


def test_bad_details_keep_every_word(ben):
    response = saved(agreed(ben), name="", called="Benji", reach_by="through Sol")
    text = response.content.decode()
    assert response.status_code == 422
    assert "Tell us your name" in text and 'value="Benji"' in text and 'value="through Sol"' in text


@pytest.mark.parametrize("field", ["name", "called", "part_in_own_words", "reach_by", "help_words"])
def test_hidden_characters_get_into_no_box(ben, field):
    response = saved(agreed(ben), **{field: "Ben\x00Carter"})
    assert response.status_code == 422
    assert "Remove the hidden character" in response.content.decode()


@pytest.mark.parametrize(
    ("field", "most"), [("name", 120), ("called", 80), ("reach_by", 200), ("help_words", 1000)]
)
def test_too_many_words_say_by_how_much_and_stay(ben, field, most):
    response = saved(agreed(ben), **{field: "x" * (most + 3)})
    assert response.status_code == 422
    assert "Shorten by 3" in response.content.decode() and "x" * (most + 3) in response.content.decode()


def test_nobody_makes_themselves_lead(ben, other_team):
    saved(agreed(ben), role="lead", team=other_team.ref, left_on="2020-01-01", is_operator="on")
    ben.membership.refresh_from_db()
    assert (ben.membership.role, ben.membership.team.name) == (Role.MEMBER, "Waiting well")
    assert ben.membership.left_on is None


def test_reading_my_details_writes_nothing(ben, django_assert_max_num_queries):
    with django_assert_max_num_queries(12) as seen:
        ben.get(page(ben))
    assert not [query["sql"] for query in seen if not query["sql"].startswith("SELECT")]


def code_in(letter):
    return re.search(r"your code is: (\w{3} \w{3})", letter.body).group(1)


def test_bea_gives_an_address_and_proves_it(bea):
    assert bea.post(page(bea, "my_email"), {"email": "Bea@Example.org"}).url == page(bea, "my_email_code")
    bea.person.refresh_from_db()
    assert bea.person.email is None
    bea.post(page(bea, "my_email_code"), {"code": code_in(mail.outbox[0])})
    bea.person.refresh_from_db()
    assert bea.person.email == "bea@example.org"


def test_a_wrong_code_changes_no_address(ben):
    ben.post(page(ben, "my_email"), {"email": "new@example.org"})
    assert ben.post(page(ben, "my_email_code"), {"code": "QQQQQQ"}).status_code == 422
    ben.person.refresh_from_db()
    assert ben.person.email == "ben@example.org"


def test_an_address_that_is_somebody_else_s_stays_theirs(bea, ben):
    bea.post(page(bea, "my_email"), {"email": "ben@example.org"})
    shown = bea.get(page(bea, "my_email_code")).content.decode()
    assert "We sent a code to" in shown
    bea.post(page(bea, "my_email_code"), {"code": code_in(mail.outbox[0])})
    assert User.objects.get(email="ben@example.org") == ben.person


def test_a_code_from_one_browser_is_worth_nothing_in_another(bea):
    bea.post(page(bea, "my_email"), {"email": "bea@example.org"})
    other = sign_in(bea.person, bea.membership)
    assert other.post(page(bea, "my_email_code"), {"code": code_in(mail.outbox[0])}).url == page(
        bea, "my_email"
    )


def test_an_address_gets_five_letters_in_ten_minutes(bea):
    statuses = [
        bea.post(page(bea, "my_email"), {"email": "a@example.org"}).status_code for _letter in range(6)
    ]
    assert statuses == [302] * 5 + [429]


def test_whoever_copied_a_card_cannot_change_its_owner_s_address(ben, lena):
    for client in (ben, lena):
        by_card = sign_in(client.person, client.membership, kind="code", by_card=True)
        assert by_card.get(page(client, "my_email")).url == page(client)
        assert by_card.post(page(client, "my_email"), {"email": "thief@example.org"}).url == page(client)
        assert "sign in with it first" in agreed(by_card).get(page(client)).content.decode()
    assert mail.outbox == []


def test_whoever_copied_a_facilitator_s_card_cannot_give_it_an_address(programme):
    facilitator = make_member(programme, "No Mail", Role.FACILITATOR)
    by_card = sign_in(facilitator.person, facilitator, kind="code", by_card=True)
    assert by_card.post(page(by_card, "my_email"), {"email": "thief@example.org"}).url == page(by_card)
    assert mail.outbox == []


def test_bea_who_has_only_a_card_may_give_an_address(bea):
    by_card = sign_in(bea.person, bea.membership, kind="code", by_card=True)
    assert by_card.post(page(bea, "my_email"), {"email": "bea@example.org"}).status_code == 302


def test_leaving_asks_first_and_says_what_stays(ben):
    text = ben.get(page(ben, "leave")).content.decode()
    assert "Your name stays on the list for the days you came" in text
    ben.membership.refresh_from_db()
    assert ben.membership.left_on is None


def test_ben_leaves_and_the_programme_is_closed_to_him(ben, programme):
    token = cards.token_of(cards.live_card(ben.membership))
    make_day(programme)
    assert ben.post(page(ben, "leave")).url == reverse("front:arrive")
    ben.membership.refresh_from_db()
    assert ben.membership.left_on
    assert ben.get(programme.get_absolute_url()).status_code == 404
    assert Client().post(reverse("front:card"), {"token": token}).status_code == 422
    assert AuditEvent.objects.filter(programme=programme, verb="person_left").count() == 1


def test_the_only_lead_stays_until_somebody_else_leads(lena, programme):
    response = lena.post(page(lena, "leave"))
    assert response.status_code == 422
    assert "You are the only one who leads it" in response.content.decode()
    make_member(programme, "Second Lead", Role.LEAD)
    assert lena.post(page(lena, "leave")).status_code == 302


@pytest.mark.parametrize("route", ["my_details", "my_email", "leave"])
def test_a_form_from_another_site_changes_nothing(ben, route):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = ben.cookies
    assert strict.post(page(ben, route), {"name": "X", "agrees": "on"}).status_code == 403
