"""Codes from a wall: what they open, when, and how guessing ends."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from programmes.models import EntryCode
from programmes.people import cards
from tests.factories import make_day, make_member, make_programme
from tests.programmes.front.pages import ABOUT, JOIN, MAIL, body


@pytest.fixture
def code(programme):
    return EntryCode.objects.make(programme).symbols


def today(programme, **extra):
    return make_day(programme, on=timezone.localdate(timezone=programme.tz), start=None, **extra)


def test_wrong_retired_and_foreign_codes_get_the_very_same_answer(anyone, programme, code):
    EntryCode.objects.make(programme)
    yesterday = make_day(programme, on=timezone.localdate() - timedelta(days=3))
    over = EntryCode.objects.make(programme, yesterday).symbols
    lost = make_member(programme, "Lost Card")
    card = cards.typed_code_of(cards.live_card(lost))
    answers = {
        body(anyone.post(JOIN, {"code": typed})) for typed in ["QQQQQQ", code, over, card, "?", "É" * 12]
    }
    assert len(answers) == 1
    assert "We don&#x27;t know that code. Check it, or ask anyone running the day" in answers.pop()


def test_guessing_ends_at_the_tenth_wrong_code(anyone, code):
    statuses = [anyone.post(JOIN, {"code": f"QQQQ{number:03d}"[:6]}).status_code for number in range(200)]
    assert statuses[:10] == [422] * 10
    assert set(statuses[10:]) == {429}
    assert anyone.post(JOIN, {"code": code}).status_code == 429


def test_guessing_with_a_fresh_browser_each_time_ends_too(anyone, client, code):
    for _try in range(10):
        anyone.cookies.clear()
        anyone.post(JOIN, {"code": "QQQQQQ"})
    assert client.post(JOIN, {"code": code}).status_code == 429


def test_guessing_from_many_addresses_ends_for_the_whole_site(anyone, code):
    for number in range(60):
        anyone.cookies.clear()
        anyone.post(JOIN, {"code": "QQQQQQ"}, REMOTE_ADDR=f"10.0.{number}.1")
    assert anyone.post(JOIN, {"code": code}, REMOTE_ADDR="10.9.9.9").status_code == 429


def test_a_whole_hospital_joins_from_one_address(client, code):
    for _person in range(30):
        client.cookies.clear()
        assert client.post(JOIN, {"code": code}).url == ABOUT


def test_a_forged_forwarded_address_changes_nothing(anyone, code):
    for number in range(10):
        anyone.cookies.clear()
        anyone.post(JOIN, {"code": "QQQQQQ"}, HTTP_X_FORWARDED_FOR=f"10.0.0.{number}")
    assert anyone.post(JOIN, {"code": code}, HTTP_X_FORWARDED_FOR="10.1.1.1").status_code == 429


def test_a_day_s_code_shows_the_day_and_never_a_name(anyone, programme, ben):
    day = today(programme)
    response = anyone.post(JOIN, {"code": EntryCode.objects.make(programme, day).symbols}, follow=True)
    assert response.redirect_chain == [(reverse("front:here"), 302)]
    page = response.content.decode()
    assert day.label in page and "Ben" not in page and programme.name not in page


def test_with_a_day_s_code_ben_goes_straight_to_checking_in(ben, programme):
    day = today(programme)
    response = ben.post(JOIN, {"code": EntryCode.objects.make(programme, day).symbols})
    assert ben.get(response.url).url == reverse("programmes:self_check_in", args=[programme.slug, day.ref])


def test_at_the_door_a_typed_card_leads_to_checking_in(anyone, programme, bea):
    day = today(programme)
    anyone.post(JOIN, {"code": EntryCode.objects.make(programme, day).symbols})
    response = anyone.post(JOIN, {"code": cards.typed_code_of(cards.live_card(bea.membership))})
    assert anyone.get(response.url).url == reverse("programmes:self_check_in", args=[programme.slug, day.ref])


@pytest.mark.parametrize(
    ("minutes", "opens"), [(-61, False), (-59, True), (0, True), (6 * 60 + 59, True), (6 * 60 + 61, False)]
)
def test_a_day_s_code_works_from_an_hour_before_to_an_hour_after(
    anyone, programme, monkeypatch, minutes, opens
):
    day = make_day(programme)
    code = EntryCode.objects.make(programme, day).symbols
    moment = day.starts_at + timedelta(minutes=minutes)
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    assert (anyone.post(JOIN, {"code": code}).status_code == 302) is opens


def test_a_day_of_a_draft_programme_opens_to_nobody(anyone, organisation):
    draft = make_programme("Draft", organisation, state="draft")
    assert anyone.post(JOIN, {"code": EntryCode.objects.make(draft, today(draft)).symbols}).status_code == 422


def test_without_a_code_there_is_nothing_to_fill_in(anyone):
    for page in (ABOUT, MAIL, reverse("front:here")):
        assert anyone.get(page).url == JOIN
