"""What stands behind the # of a link: cards, invitations and one-time links. Each is spent by a button."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from programmes.models import EntryCode, Invitation, Membership, OrganisationAdmin, Role, SignInLink
from programmes.people import cards, invitations
from programmes.people.actions import change_role
from tests.factories import make_day, make_member, make_programme
from tests.programmes.front.pages import body

CARD, INVITATION, LINK = reverse("front:card"), reverse("front:invitation"), reverse("front:link")


def who(client):
    return client.session.get("_auth_user_id")


def card_of(client):
    return cards.live_card(client.membership)


def test_bea_comes_in_with_her_card(anyone, bea, programme):
    response = anyone.post(CARD, {"token": cards.token_of(card_of(bea))})
    assert response.url == programme.get_absolute_url()
    assert who(anyone) == str(bea.person.pk)
    assert (anyone.session["kind"], anyone.session["by_card"]) == ("code", str(programme.pk))
    assert anyone.session.get_expire_at_browser_close()


def test_scanning_a_card_changes_nothing_until_somebody_presses_the_button(anyone, bea):
    card_of(bea)
    for page in (CARD, INVITATION, LINK):
        assert anyone.get(page).status_code == anyone.head(page).status_code == 200
    assert who(anyone) is None


def test_a_typed_card_works_on_a_day_of_the_programme_only(anyone, bea, programme):
    typed = cards.typed_code_of(card_of(bea))
    assert anyone.post(CARD, {"token": typed}).status_code == 422
    make_day(programme, on=timezone.localdate(timezone=programme.tz))
    assert anyone.post(CARD, {"token": typed.lower()}).status_code == 302


def test_a_lost_card_is_refused_at_once(anyone, bea):
    token = cards.token_of(card_of(bea))
    cards.revoke_cards(bea.membership)
    assert anyone.post(CARD, {"token": token}).status_code == 422
    assert who(anyone) is None


def test_the_card_of_somebody_who_has_left_opens_nothing(anyone, bea):
    token = cards.token_of(card_of(bea))
    Membership.objects.filter(pk=bea.membership.pk).update(left_on="2026-01-01")
    assert anyone.post(CARD, {"token": token}).status_code == 422


def test_a_card_gives_its_owner_s_own_pages_and_no_staff_side(anyone, lena, programme):
    anyone.post(CARD, {"token": cards.token_of(card_of(lena))})
    assert anyone.get(reverse("front:arrive")).url == programme.get_absolute_url()


def test_a_card_never_leads_to_an_organisation(anyone, programme, organisation):
    membership = make_member(programme, "Adi Both")
    OrganisationAdmin.objects.create(organisation=organisation, person=membership.person)
    anyone.post(CARD, {"token": cards.token_of(cards.live_card(membership))})
    assert anyone.get(reverse("front:arrive")).url == programme.get_absolute_url()


def test_a_card_leads_to_its_own_programme_and_names_no_other(anyone, bea, organisation, programme):
    second = make_programme("Quite another one", organisation, listener_name="Other Ear")
    make_member(second, "Bea Lind", person=bea.person)
    anyone.post(CARD, {"token": cards.token_of(card_of(bea))})
    assert anyone.get(reverse("front:arrive")).url == programme.get_absolute_url()
    assert "Quite another one" not in anyone.get(reverse("front:concern")).content.decode()


def test_with_a_card_nobody_joins_another_programme_as_its_owner(anyone, bea, organisation):
    second = make_programme("Quite another one", organisation)
    anyone.post(CARD, {"token": cards.token_of(card_of(bea))})
    anyone.post(reverse("front:join"), {"code": EntryCode.objects.make(second).symbols})
    anyone.post(reverse("front:about_you"), {"name": "Bea Lind", "agrees": "on"})
    assert second.memberships.get().person != bea.person


def test_guessing_cards_and_links_ends_at_the_tenth_try(anyone, bea):
    for number in range(10):
        page = [CARD, INVITATION, LINK][number % 3]
        assert anyone.post(page, {"token": f"guess-{number}"}).status_code == 422
    assert anyone.post(CARD, {"token": cards.token_of(card_of(bea))}).status_code == 429


def test_somebody_else_s_card_ends_the_session_that_was_open(ben, bea):
    session = ben.session
    session["something_of_bens"] = "words"
    session.save()
    ben.post(CARD, {"token": cards.token_of(card_of(bea))})
    assert who(ben) == str(bea.person.pk)
    assert "something_of_bens" not in ben.session


def invite(programme, name="Ivo New", role=Role.MEMBER, email="ivo@example.org"):
    membership = make_member(programme, name, role, email)
    return membership, invitations.make(membership, by=None)[1]


def test_ivo_comes_in_by_invitation_and_is_asked_about_himself(anyone, programme):
    membership, token = invite(programme)
    assert anyone.post(INVITATION, {"token": token}).url == reverse(
        "programmes:my_details", args=[programme.slug]
    )
    assert who(anyone) == str(membership.person.pk)
    assert anyone.session["kind"] == "member"


def test_an_invited_lead_gets_a_short_session(anyone, programme):
    _membership, token = invite(programme, role=Role.LEAD)
    anyone.post(INVITATION, {"token": token})
    assert anyone.session["kind"] == "staff"


def test_an_invitation_is_no_key_to_what_somebody_has_here_already(anyone, ben, organisation):
    second = make_programme("A second one", organisation)
    membership = make_member(second, "Ben Carter", person=ben.person)
    token = invitations.make(membership, by=None)[1]
    details = reverse("programmes:my_details", args=[second.slug])
    assert anyone.post(INVITATION, {"token": token}).url == f"{reverse('front:sign_in')}?next={details}"
    assert who(anyone) is None
    again = invitations.make(membership, by=None)[1]
    assert ben.post(INVITATION, {"token": again}).url == details


def test_an_invitation_works_once(anyone, programme):
    _membership, token = invite(programme)
    anyone.post(INVITATION, {"token": token})
    second = Client()
    assert second.post(INVITATION, {"token": token}).status_code == 422
    assert who(second) is None


def test_an_invitation_is_too_old_after_seven_days(anyone, programme):
    _membership, token = invite(programme)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert anyone.post(INVITATION, {"token": token}).status_code == 422


def test_an_invitation_that_was_taken_back_opens_nothing(anyone, programme):
    membership, token = invite(programme)
    invitations.revoke(membership)
    assert anyone.post(INVITATION, {"token": token}).status_code == 422


def test_an_invitation_never_gives_more_than_it_was_sent_with(anyone, programme, lena):
    membership, token = invite(programme)
    change_role(membership, Role.LEAD, by=lena.person)
    assert anyone.post(INVITATION, {"token": token, "role": "lead"}).status_code == 422
    assert who(anyone) is None


def test_wrong_spent_and_old_tokens_get_the_same_answer(anyone, programme):
    _membership, spent = invite(programme)
    Client().post(INVITATION, {"token": spent})
    _other, old = invite(programme, "Old One", email="old@example.org")
    Invitation.objects.filter(used_at=None).update(expires_at=timezone.now())
    assert (
        len({body(anyone.post(INVITATION, {"token": token})) for token in (spent, old, "never", "x" * 80)})
        == 1
    )


def printed_link(email):
    out = StringIO()
    call_command("sign_in_link", email, stdout=out)
    return out.getvalue().strip()


def test_the_command_prints_a_link_that_works_once(anyone, ben, settings):
    settings.BASE_URL = "https://copro.example"
    address, token = printed_link("BEN@example.org").split("#")
    assert address == f"https://copro.example{LINK}"
    assert anyone.post(LINK, {"token": token}).status_code == 302
    assert who(anyone) == str(ben.person.pk)
    assert Client().post(LINK, {"token": token}).status_code == 422


def test_only_a_link_s_hash_is_kept(ben):
    token = printed_link("ben@example.org").split("#")[1]
    assert token not in str(SignInLink.objects.values_list().get())


def test_a_link_is_too_old_after_ten_minutes_and_a_newer_one_replaces_it(anyone, ben):
    first = printed_link("ben@example.org").split("#")[1]
    second = printed_link("ben@example.org").split("#")[1]
    assert anyone.post(LINK, {"token": first}).status_code == 422
    SignInLink.objects.update(expires_at=timezone.now())
    assert anyone.post(LINK, {"token": second}).status_code == 422


def test_a_link_for_nobody_is_refused(db):
    with pytest.raises(CommandError):
        call_command("sign_in_link", "nobody@example.org")


def test_a_link_ends_the_session_that_was_open(ben, asha):
    token = printed_link("asha@example.org").split("#")[1]
    ben.post(LINK, {"token": token})
    assert who(ben) == str(asha.person.pk)
    assert ben.session["kind"] == "staff"


def test_no_secret_ever_stands_in_an_address_or_a_log(anyone, bea, programme, caplog):
    caplog.set_level("DEBUG")
    secrets = [cards.token_of(card_of(bea)), invite(programme)[1]]
    anyone.post(CARD, {"token": secrets[0]})
    Client().post(INVITATION, {"token": secrets[1]})
    Client().post(INVITATION, {"token": secrets[1]})
    logged = "\n".join(record.getMessage() for record in caplog.records)
    assert not [secret for secret in secrets if secret in logged]


def test_start_organisation_makes_a_first_admin_who_can_come_in(anyone, db):
    out = StringIO()
    call_command("start_organisation", "Harbour Trust", "Mo@Example.org", "--person", "Mo Haddad", stdout=out)
    token = out.getvalue().strip().split("#")[1]
    assert anyone.post(LINK, {"token": token}).status_code == 302
    place = OrganisationAdmin.objects.select_related("person", "organisation").get()
    assert (place.person.name, place.person.email, place.organisation.name) == (
        "Mo Haddad",
        "mo@example.org",
        "Harbour Trust",
    )
    assert place.organisation.frameworks.count() == 2


@pytest.mark.parametrize(("name", "email"), [("", "mo@example.org"), ("Harbour Trust", "not an address")])
def test_start_organisation_says_what_is_wrong(db, name, email):
    with pytest.raises(CommandError):
        call_command("start_organisation", name, email)


def test_start_organisation_does_not_make_the_same_one_twice(organisation):
    with pytest.raises(CommandError, match="already"):
        call_command("start_organisation", organisation.name.upper(), "mo@example.org")


def test_a_card_of_one_programme_and_a_place_on_another(anyone, bea, organisation):
    make_member(make_programme("Second", organisation), "Bea Lind", person=bea.person)
    assert (
        anyone.post(CARD, {"token": cards.token_of(card_of(bea))}).url
        == bea.membership.programme.get_absolute_url()
    )
