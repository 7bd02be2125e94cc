"""Personal cards and the join poster."""

import re

import pytest
import segno
from django.urls import reverse

from programmes.models import AuditEvent, EntryCode, PersonalCard
from programmes.people.cards import find_by_token, token_of, typed_code_of
from programmes.people.letters import spaced
from programmes.people.qr import qr_of
from tests.factories import make_member


@pytest.fixture
def cards(programme):
    return reverse("programmes:cards", args=[programme.slug])


def printed(response):
    return [card.name for card in response.context["sheet"].cards]


def test_asha_prints_cards_for_people_without_email(asha, cards, programme):
    dilys = make_member(programme, "Dilys Morgan", called="Dil")
    make_member(programme, "Ann Lee", email="ann@example.org")
    response = asha.post(cards, {"who": "no_email"})
    assert printed(response) == ["Dilys Morgan"]
    card = PersonalCard.objects.get(programme=programme)
    page = response.content.decode()
    assert spaced(typed_code_of(card)) in page and "Dil</bdi>" in page and programme.name in page
    assert token_of(card) not in page  # only as the drawing of a QR code
    assert find_by_token(token_of(card)).membership == dilys
    event = AuditEvent.objects.get(verb="card_printed")
    assert event.facts == {"count": 1}


def test_the_code_that_is_printed_opens_the_card_page(asha, cards, programme, settings):
    settings.BASE_URL = "https://copro.example.org"
    make_member(programme, "Dilys Morgan")
    sheet = asha.post(cards, {"who": "everyone"}).context["sheet"]
    card = PersonalCard.objects.get(programme=programme)
    address = f"https://copro.example.org{reverse('front:card')}#{token_of(card)}"
    assert sheet.cards[0].qr == qr_of(address)


def test_the_drawing_is_the_qr_code():
    text = "https://copro.example.org/card/#" + "x" * 22
    qr = qr_of(text)
    dark = set()
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", qr.path):
        dark |= {(int(x) + step, int(y)) for step in range(int(width))}
    matrix = segno.make(text, error="m", micro=False, boost_error=False).matrix
    assert dark == {(x + 4, y + 4) for y, line in enumerate(matrix) for x, bit in enumerate(line) if bit}
    assert qr.size == len(matrix) + 8


def test_printing_again_gives_the_same_card(asha, cards, programme):
    make_member(programme, "Dilys Morgan")
    first = asha.post(cards, {"who": "everyone"}).context["sheet"].cards
    assert asha.post(cards, {"who": "everyone"}).context["sheet"].cards == first
    assert PersonalCard.objects.count() == 1


def test_looking_at_the_page_makes_and_shows_no_card(asha, cards, programme):
    make_member(programme, "Dilys Morgan")
    asha.get(cards)
    assert not PersonalCard.objects.exists()


def test_asha_prints_for_one_team_or_for_the_people_she_ticks(asha, cards, programme, team):
    one = make_member(programme, "One", team=team)
    make_member(programme, "Two", team=team)
    make_member(programme, "Three")
    assert printed(asha.post(cards, {"who": "team", "team": team.ref})) == ["One", "Two"]
    assert printed(asha.post(cards, {"who": "chosen", "people": [one.ref]})) == ["One"]


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({}, "Choose whose cards"),
        ({"who": "team"}, "Choose a team"),
        ({"who": "chosen"}, "Tick the people"),
        ({"who": "no_email"}, "Nobody to print a card for"),
        ({"who": "chosen", "people": ["346789ac"]}, "cannot have a card"),
        ({"who": "everyone", "start": "-1"}, ""),
    ],
)
def test_a_choice_that_names_nobody_is_explained(asha, cards, sent, says):
    response = asha.post(cards, sent)
    assert response.status_code == 422 and says in response.content.decode()
    assert not PersonalCard.objects.exists()


def test_no_card_is_made_for_somebody_with_an_email_of_their_own(asha, cards, ben, programme, cora):
    """Otherwise a facilitator could add anybody by email, print a card, and come in as them."""
    assert asha.post(cards, {"who": "chosen", "people": [ben.membership.ref]}).status_code == 422
    theirs = make_member(programme, "Cora S", person=cora.person)
    assert asha.post(cards, {"who": "chosen", "people": [theirs.ref]}).status_code == 422
    assert asha.post(cards, {"who": "chosen", "people": [cora.membership.ref]}).status_code == 422
    assert not PersonalCard.objects.exists()
    assert "second key" in asha.get(ben.membership.get_absolute_url()).content.decode()


def test_nobody_prints_a_card_for_an_admin_who_has_not_signed_in_yet(asha, cards, programme, ada):
    ada.person.last_login = None
    ada.person.save()
    admin = make_member(programme, "Ada", person=ada.person)
    assert asha.post(cards, {"who": "chosen", "people": [admin.ref]}).status_code == 422


def test_a_lost_card_is_stopped_and_a_new_one_is_different(asha, cards, programme):
    dilys = make_member(programme, "Dilys Morgan")
    asha.post(cards, {"who": "everyone"})
    old = PersonalCard.objects.get()
    salt = dilys.person.session_salt
    asha.post(reverse("programmes:stop_card", args=[programme.slug, dilys.ref]))
    dilys.person.refresh_from_db()
    assert find_by_token(token_of(old)) is None and dilys.person.session_salt != salt
    asha.post(cards, {"who": "everyone"})
    new = PersonalCard.objects.get(revoked_at=None)
    assert token_of(new) != token_of(old) and typed_code_of(new) != typed_code_of(old)
    assert AuditEvent.objects.filter(verb="card_stopped").count() == 1


def test_many_cards_come_in_batches_of_a_hundred(asha, cards, programme, monkeypatch):
    monkeypatch.setattr("programmes.people.printing.CARDS_AT_ONCE", 2)
    for name in ("A", "B", "C"):
        make_member(programme, name)
    first = asha.post(cards, {"who": "no_email"})
    assert printed(first) == ["A", "B"] and "Cards 1 to 2 of 3" in first.content.decode()
    assert printed(asha.post(cards, {"who": "no_email", "start": "2"})) == ["C"]


def test_the_poster_shows_the_join_code_and_makes_a_new_one(asha, programme, anyone):
    poster = reverse("programmes:join_poster", args=[programme.slug])
    assert "There is no join code yet" in asha.get(poster).content.decode()
    asha.post(poster)
    old = EntryCode.objects.live().get(programme=programme)
    assert spaced(old.symbols) in asha.get(poster).content.decode()
    asha.post(poster)
    new = EntryCode.objects.live().get(programme=programme)
    assert new.symbols != old.symbols and spaced(old.symbols) not in asha.get(poster).content.decode()
    assert new.symbols not in str(AuditEvent.objects.filter(verb="join_code_changed").values_list("facts"))


def test_only_the_people_running_the_days_print(anyone, ben, hal, ada, cora, cards, programme):
    poster = reverse("programmes:join_poster", args=[programme.slug])
    for address in (cards, poster):
        assert anyone.get(address).status_code == 302
        assert cora.get(address).status_code == 404
        for client in (ben, hal, ada):
            assert client.get(address).status_code == 403
            assert client.post(address, {"who": "everyone"}).status_code == 403
    assert not PersonalCard.objects.exists()


def test_paper_has_no_inline_style_or_script(asha, cards, programme):
    make_member(programme, "Dilys Morgan")
    page = asha.post(cards, {"who": "everyone"}).content.decode()
    assert "style=" not in page and "<style" not in page and "<script>" not in page
