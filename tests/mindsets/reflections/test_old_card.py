"""Words that wait at a place which was joined to another."""

import pytest
from django.urls import reverse

from mindsets.models import Reflection
from programmes.people.cards import live_card, typed_code_of
from programmes.people.merging import join
from tests.conftest import sign_in
from tests.factories import make_member

MINE = {"picture_1": "p-gate", "picture_2": "heart", "picture_3": "p-gate"}


@pytest.fixture
def at(programme):
    return reverse("mindsets:old_card", args=[programme.slug])


@pytest.fixture
def ted(programme, page, answer):
    """Ted wrote with his first card, as somebody without an email."""
    membership = make_member(programme, "Ted Whitlock")
    client = sign_in(membership.person, membership, kind="code", by_card=True)
    client.post(reverse("mindsets:choose_pictures", args=[programme.slug]), MINE)
    client.post(page(), answer(client))
    client.code = typed_code_of(live_card(membership))
    return client


@pytest.fixture
def ted_again(programme, ted, lena):
    """He joined a second time with his email; Lena made one place of the two."""
    membership = make_member(programme, "Ted Whitlock", email="ted@example.org")
    join(membership, ted.membership, by=lena.person)
    return sign_in(membership.person, membership)


def whose(programme):
    return Reflection.objects.get(programme=programme).membership


def test_ted_brings_his_words_over_with_his_old_card_and_pictures(programme, ted, ted_again, page, at):
    assert "I sat back" not in ted_again.get(page()).text
    response = ted_again.post(at, {"code": ted.code, **MINE}, follow=True)
    assert "One worksheet came over" in response.text
    assert "I sat back" in ted_again.get(page()).text


@pytest.mark.parametrize(
    "wrong", [{"picture_2": "clock"}, {"code": "AAAAA AAAAA"}, {"code": ""}, {"picture_1": ""}]
)
def test_a_wrong_card_or_picture_moves_nothing(programme, ted, ted_again, at, wrong):
    response = ted_again.post(at, {"code": ted.code, **MINE, **wrong})
    assert response.status_code == 422
    assert whose(programme) == ted.membership


def test_whoever_joins_a_place_to_their_own_cannot_read_what_it_wrote(programme, ted, lena, page, at):
    """Lena may print Ted's card; she does not know his pictures, and five guesses are all she has."""
    join(lena.membership, ted.membership, by=lena.person)
    for _guess in range(6):
        lena.post(at, {"code": ted.code, **MINE, "picture_3": "clock"})
    assert "too many tries" in lena.post(at, {"code": ted.code, **MINE}).text
    assert whose(programme) == ted.membership


def test_a_card_that_was_never_joined_opens_nothing(programme, ted, nia, at):
    assert nia.post(at, {"code": ted.code, **MINE}).status_code == 422
    assert whose(programme) == ted.membership


def test_what_both_answered_stays_apart(programme, ted, ted_again, page, answer, at):
    ted_again.post(page(), answer(ted_again, words="Mine here."))
    response = ted_again.post(at, {"code": ted.code, **MINE}, follow=True)
    assert "One stays with the old card" in response.text
    assert "Mine here." in ted_again.get(page()).text
