"""Joining a programme: who is asked what, what is kept, and what nobody learns."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from programmes.models import AccessNeed, EntryCode, Membership, Role, User
from programmes.people import cards
from tests.factories import make_organisation, make_programme
from tests.programmes.front.pages import ABOUT, JOIN, MAIL, body


@pytest.fixture
def code(programme):
    return EntryCode.objects.make(programme).symbols


@pytest.fixture
def joining(anyone, code):
    """A stranger who has typed the programme's code."""
    anyone.post(JOIN, {"code": code})
    return anyone


def about(**extra):
    return {"name": "Nia Moss", "agrees": "on", **extra}


def test_a_code_leads_to_a_few_questions(anyone, code, programme):
    response = anyone.post(JOIN, {"code": code}, follow=True)
    assert response.redirect_chain == [(ABOUT, 302)]
    assert programme.name in response.content.decode()


def test_a_code_may_be_typed_in_small_letters_with_spaces_and_dashes(anyone, code):
    typed = f" {code[:3].lower()} - {code[3:].lower()} "
    assert anyone.post(JOIN, {"code": typed}).url == ABOUT


def test_nia_joins_with_a_name_alone(joining, programme):
    response = joining.post(ABOUT, about())
    assert response.url == reverse("front:joined", args=[programme.slug])
    nia = programme.memberships.get(name="Nia Moss")
    assert (nia.role, nia.came_by, nia.person.email) == (Role.MEMBER, "joined", None)
    assert nia.agreed_at and not nia.photos_ok
    assert joining.session["kind"] == "member"


def test_everything_nia_says_about_herself_is_kept(joining, programme):
    joining.post(
        ABOUT,
        about(
            called="Nia (say “nee-a”)",
            parts=["carer", "staff"],
            part_in_own_words="mum of two",
            helps=["quiet", "loop"],
            help_words="near the door",
            keep_needs="on",
            photos_ok="on",
        ),
    )
    nia = programme.memberships.get(name="Nia Moss")
    assert (nia.called, nia.parts, nia.part_in_own_words) == (
        "Nia (say “nee-a”)",
        ["carer", "staff"],
        "mum of two",
    )
    need = AccessNeed.objects.get(programme=programme, membership=nia)
    assert (need.helps, need.words) == (["quiet", "loop"], "near the door")
    assert b"near the door" not in bytes(need.sealed_words)
    assert nia.photos_ok


def test_on_a_shared_device_nia_s_session_is_a_short_one(joining):
    joining.post(ABOUT, about(shared_device="on"))
    assert joining.session["kind"] == "code"
    assert joining.session.get_expire_at_browser_close()


def test_nia_is_shown_her_card_once(joining, programme):
    page = joining.get(joining.post(ABOUT, about()).url)
    nia = programme.memberships.get(name="Nia Moss")
    typed = cards.typed_code_of(cards.live_card(nia))
    assert f"{typed[:5]} {typed[5:]}" in page.content.decode()
    home = reverse("programmes:home", args=[programme.slug])
    assert joining.post(reverse("front:joined", args=[programme.slug])).url == home
    assert joining.get(reverse("front:joined", args=[programme.slug])).url == home


def test_without_a_name_or_a_yes_nothing_happens_and_every_word_is_kept(joining, programme):
    response = joining.post(ABOUT, {"called": "Nia", "help_words": "near the door", "helps": ["quiet"]})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Tell us your name" in page and "Tick the box to say you are happy to join" in page
    assert 'value="Nia"' in page and "near the door</textarea>" in page
    assert not programme.memberships.exists()


@pytest.mark.parametrize("name", ["", "   ", "\u200b\u200b", "\u00a0"])
def test_a_name_that_cannot_be_seen_is_no_name(joining, name):
    assert "Tell us your name" in joining.post(ABOUT, about(name=name)).content.decode()


def test_nobody_chooses_their_own_role_or_programme(joining, programme, cora):
    joining.post(
        ABOUT, about(role="lead", programme=cora.programme.pk, person=cora.person.pk, is_operator="1")
    )
    nia = Membership.objects.get(name="Nia Moss")
    assert (nia.role, nia.programme) == (Role.MEMBER, programme)
    assert not nia.person.is_operator


def test_an_address_is_proved_before_it_counts(joining, programme):
    assert joining.post(ABOUT, about(email="Nia@Example.org")).url == MAIL
    assert not programme.memberships.exists()
    sent = re.search(r"your code is: (\w{3} \w{3})", mail.outbox[0].body).group(1)
    response = joining.post(MAIL, {"code": sent.lower()})
    assert response.status_code == 302
    assert programme.memberships.get(name="Nia Moss").person.email == "nia@example.org"
    assert int(joining.session["_auth_user_id"].replace("-", ""), 16)


def test_nobody_can_tell_from_joining_who_is_here_already(anyone, code, ben, programme):
    pages = []
    for email in ("ben@example.org", "nobody@example.org"):
        anyone.post(JOIN, {"code": code})
        asked = anyone.post(ABOUT, about(name="Mallory", email=email))
        shown = anyone.get(asked.url)
        pages.append((asked.status_code, shown.status_code, body(shown).replace(email, "")))
    assert pages[0] == pages[1]
    assert [letter.subject for letter in mail.outbox] == [mail.outbox[0].subject] * 2
    assert not programme.memberships.filter(name="Mallory").exists()


def test_ben_who_forgot_that_he_is_here_gets_his_own_place_back(anyone, code, ben, programme):
    anyone.post(JOIN, {"code": code})
    anyone.post(ABOUT, about(name="Benny", email="ben@example.org"))
    sent = re.search(r"your code is: (\w{3} \w{3})", mail.outbox[0].body).group(1)
    anyone.post(MAIL, {"code": sent})
    assert anyone.session["_auth_user_id"] == str(ben.person.pk)
    assert programme.memberships.filter(person=ben.person).count() == programme.memberships.count() == 1


def test_three_wrong_codes_from_a_letter_and_it_is_gone(joining, programme):
    joining.post(ABOUT, about(email="nia@example.org"))
    sent = re.search(r"your code is: (\w{3} \w{3})", mail.outbox[0].body).group(1)
    for _try in range(3):
        joining.post(MAIL, {"code": "QQQQQQ"})
    assert joining.post(MAIL, {"code": sent}).status_code == 302
    assert not programme.memberships.exists()


def test_a_letter_s_code_is_too_old_after_ten_minutes(joining, programme, monkeypatch):
    joining.post(ABOUT, about(email="nia@example.org"))
    sent = re.search(r"your code is: (\w{3} \w{3})", mail.outbox[0].body).group(1)
    later = timezone.now() + timedelta(minutes=11)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    joining.post(MAIL, {"code": sent})
    assert not programme.memberships.exists()


def test_nia_can_still_join_when_no_email_comes(joining, programme):
    joining.post(ABOUT, about(email="nia@example.org"))
    joining.post(MAIL, {"without": "yes"})
    assert programme.memberships.get(name="Nia Moss").person.email is None


def test_what_waits_for_an_address_is_sealed(joining):
    joining.post(ABOUT, about(email="nia@example.org", help_words="a very private need"))
    assert "private need" not in str(dict(joining.session.items()))


@pytest.mark.parametrize(
    ("state", "says"), [("draft", "We are still getting ready"), ("closed", "This programme has finished")]
)
def test_a_programme_that_is_not_open_says_so_kindly(anyone, organisation, state, says):
    programme = make_programme("Not yet", organisation, state=state)
    code = EntryCode.objects.make(programme).symbols
    assert says in anyone.post(JOIN, {"code": code}, follow=True).content.decode()
    assert anyone.post(ABOUT, about()).status_code == 200
    assert not programme.memberships.exists()


def test_somebody_who_has_left_asks_for_their_place_back(anyone, ben, code, programme):
    Membership.objects.filter(pk=ben.membership.pk).update(left_on="2026-01-01")
    anyone.post(JOIN, {"code": code})
    anyone.post(ABOUT, about(email="ben@example.org"))
    sent = re.search(r"your code is: (\w{3} \w{3})", mail.outbox[0].body).group(1)
    assert "You had a place here before" in anyone.post(MAIL, {"code": sent}).content.decode()
    assert "_auth_user_id" not in anyone.session


def test_ben_joins_a_second_programme_as_himself(ben, organisation):
    second = make_programme("A second one", organisation)
    ben.post(JOIN, {"code": EntryCode.objects.make(second).symbols})
    ben.post(ABOUT, about(name="Ben Carter"))
    assert second.memberships.get().person == ben.person
    assert User.objects.filter(name="Ben Carter").count() == 1


def test_the_next_person_on_a_tablet_can_say_that_this_is_not_them(ben, code, organisation):
    second = make_programme("A second one", organisation)
    ben.post(JOIN, {"code": EntryCode.objects.make(second).symbols})
    assert "You are signed in as Ben Carter" in ben.get(ABOUT).content.decode()
    assert ben.post(reverse("front:not_me")).url == ABOUT
    ben.post(ABOUT, about())
    assert second.memberships.get().person != ben.person


def test_somebody_who_is_here_already_is_simply_led_home(ben, code, programme):
    assert ben.post(JOIN, {"code": code}, follow=True).redirect_chain[-1][0] == programme.get_absolute_url()


def test_the_code_of_another_organisation_joins_only_there(anyone, programme):
    other = make_programme("Over there", make_organisation("Far away"))
    anyone.post(JOIN, {"code": EntryCode.objects.make(other).symbols})
    anyone.post(ABOUT, about())
    assert not programme.memberships.exists() and other.memberships.count() == 1
