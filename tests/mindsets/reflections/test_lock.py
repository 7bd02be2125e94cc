"""Three pictures: what a copied card does not open."""

import pytest
from django.urls import reverse

from copro.models import Tries
from mindsets.models import Entry
from tests.conftest import sign_in
from tests.factories import make_member

MINE = {"picture_1": "p-gate", "picture_2": "heart", "picture_3": "p-gate"}
WRONG = MINE | {"picture_3": "clock"}


@pytest.fixture
def at(programme):
    return lambda name: reverse(f"mindsets:{name}", args=[programme.slug])


@pytest.fixture
def card(programme, team):
    """Somebody without an email, in a session that their card opened."""
    membership = make_member(programme, "Ted Whitlock", team=team)
    return sign_in(membership.person, membership, kind="code", by_card=True)


def again(client):
    """The same person's card, scanned on another day by whoever holds it."""
    return sign_in(client.person, client.membership, kind="code", by_card=True)


def test_a_card_asks_for_pictures_before_the_first_reflection(card, page, at):
    assert card.get(page()).url.startswith(at("lock"))
    assert card.get(at("lock")).url.startswith(at("choose_pictures"))


def test_pictures_chosen_open_this_session_and_must_be_shown_in_the_next(card, page, answer, at):
    card.post(at("choose_pictures"), MINE)
    assert card.post(page(), answer(card)).status_code == 302
    copied = again(card)
    for name in ("path", "download", "worksheets"):
        assert copied.get(at(name)).status_code == 302
        assert "I sat back" not in copied.get(at(name), follow=True).text
    assert "I sat back" not in copied.get(page(), follow=True).text


def test_wrong_pictures_stay_outside_and_right_ones_open(card, page, answer, at):
    card.post(at("choose_pictures"), MINE)
    card.post(page(), answer(card))
    copied = again(card)
    assert copied.post(at("lock"), WRONG).status_code == 422
    assert copied.get(page()).status_code == 302
    assert copied.post(at("lock"), MINE).status_code == 302
    assert "I sat back" in copied.get(page()).text


def test_the_order_matters(card, at):
    card.post(at("choose_pictures"), MINE | {"picture_1": "heart", "picture_2": "p-gate"})
    assert again(card).post(at("lock"), MINE).status_code == 422


def test_five_wrong_tries_close_the_door_for_an_hour_even_to_the_right_pictures(card, at):
    card.post(at("choose_pictures"), MINE)
    copied = again(card)
    for _ in range(5):
        copied.post(at("lock"), WRONG)
    refused = copied.post(at("lock"), MINE)
    assert refused.status_code == 422
    assert "too many tries" in refused.text


def test_ten_wrong_tries_close_the_door_for_the_day(card, at):
    card.post(at("choose_pictures"), MINE)
    copied = again(card)
    for _ in range(2):
        for _ in range(5):
            copied.post(at("lock"), WRONG)
        Tries.objects.filter(name="pictures").delete()  # an hour goes by
    assert copied.post(at("lock"), MINE).status_code == 422


def test_a_card_cannot_choose_pictures_for_words_that_are_there_already(ben, page, answer, at):
    ben.post(page(), answer(ben, words="Written at home"))
    copied = again(ben)
    assert copied.get(at("choose_pictures")).url == at("start_again")
    assert copied.post(at("choose_pictures"), MINE).url == at("start_again")
    ben.person.refresh_from_db()
    assert ben.person.picture_lock == ""
    assert "Written at home" not in copied.get(page(), follow=True).text


def test_a_card_cannot_change_or_remove_pictures_it_does_not_know(card, at):
    card.post(at("choose_pictures"), MINE)
    card.person.refresh_from_db()
    lock = card.person.picture_lock
    copied = again(card)
    copied.post(at("choose_pictures"), WRONG)
    copied.post(at("choose_pictures"), {"remove": "1"})
    card.person.refresh_from_db()
    assert card.person.picture_lock == lock


def test_somebody_without_an_email_chooses_pictures_on_any_device(programme, page, at):
    membership = make_member(programme, "Ida Noor")
    assert sign_in(membership.person, membership).get(page()).url.startswith(at("lock"))


def test_somebody_with_an_email_may_do_without(ben, page):
    assert ben.get(page()).status_code == 200


def test_a_card_opens_no_words_that_were_shared_with_a_team_alone(ben, page, answer, at):
    ben.post(page(), answer(ben, words="For my team", sharing="team"))
    copied = again(ben)
    assert copied.post(at("choose_pictures"), MINE).url == at("start_again")
    assert "For my team" not in copied.get(at("path"), follow=True).text


def test_forgotten_pictures_delete_what_staff_may_not_read_and_keep_the_rest(card, page, answer, at):
    card.post(at("choose_pictures"), MINE)
    card.post(page("grey"), answer(card, words="Private"))
    card.post(page("curiosity"), answer(card, words="For my team", sharing="team"))
    card.post(page("doing"), answer(card, words="Shared", sharing="facilitators"))
    lost = again(card)
    assert lost.post(at("start_again"), {}).status_code == 422
    assert Entry.objects.count() == 3
    lost.post(at("start_again"), {"understood": "on"})
    assert [entry.words for entry in Entry.objects.all()] == ["Shared"]


def test_pictures_are_stored_as_nothing_that_tells_them(card, at):
    card.post(at("choose_pictures"), MINE)
    card.person.refresh_from_db()
    assert "gate" not in card.person.picture_lock


def test_a_page_that_saves_by_itself_waits_for_the_pictures_with_401(card, page, answer):
    saved = card.post(page(), answer(card), headers={"HX-Request": "true", "Accept": "application/json"})
    assert saved.status_code == 401


def test_after_showing_the_pictures_nobody_is_sent_off_the_site(card, at):
    card.post(at("choose_pictures"), MINE)
    assert again(card).post(at("lock"), MINE | {"next": "https://evil.example/p/"}).url == at("path")
