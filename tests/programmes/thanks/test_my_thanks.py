"""What somebody would like for their time is theirs to say, to change and to keep to themselves."""

import re

import pytest

from programmes.models import RecognitionChoice, ThankYou, ThankYouChange
from programmes.thanks.actions import change
from tests.access.test_matrix import OURS, address, worksheet_values
from tests.access.world import furnish
from tests.factories import make_attendance, make_day, make_team
from tests.programmes.thanks.pages import answer, my_page, offered, wants


def test_ben_says_what_he_would_like_and_changes_his_mind(ben):
    assert "checked" not in ben.get(my_page(ben)).content.decode()
    for choice in ("payment", "expenses", "undecided", "declines"):
        assert ben.post(my_page(ben), {"choice": choice}).status_code == 302
        kept = RecognitionChoice.objects.get()
        assert (kept.choice, kept.membership, kept.changed_by) == (choice, ben.membership, ben.person)
        assert f'value="{choice}"' in ben.get(my_page(ben)).content.decode()


@pytest.mark.parametrize("typed", [{}, {"choice": ""}, {"choice": "£50"}])
def test_no_answer_is_said_kindly_and_keeps_nothing(ben, typed):
    answer = ben.post(my_page(ben), typed)
    assert answer.status_code == 422 and b"one" in answer.content
    assert not RecognitionChoice.objects.exists()


def test_the_page_warns_gently_and_sends_elsewhere_for_advice(ben):
    page = ben.get(my_page(ben)).content.decode()
    assert "can affect benefits" in page and "Citizens Advice" in page and "We cannot advise you" in page
    assert "Saying no is fine" in page


@pytest.mark.parametrize(("said", "state"), [("yes", "accepted"), ("no", "declined")])
def test_ben_answers_what_is_offered(ben, day, said, state):
    wants(ben.membership)
    thank_you = offered(day, ben.membership)
    assert b"We have noted your answer" in answer(ben, thank_you, said).content
    thank_you.refresh_from_db()
    assert (thank_you.state, thank_you.version) == (state, 2)
    [step] = ThankYouChange.objects.filter(thank_you=thank_you)
    assert (step.old["state"], step.new["state"], step.by) == ("offered", state, ben.person)


def test_ben_may_change_his_answer_until_it_is_paid(ben, day):
    thank_you = offered(day, ben.membership)
    answer(ben, thank_you, "no")
    answer(ben, thank_you, "yes", version=2)
    thank_you.refresh_from_db()
    assert thank_you.state == "accepted"
    ThankYou.objects.update(state="paid")
    assert b"changed a moment ago" in answer(ben, thank_you, "no", version=3).content
    thank_you.refresh_from_db()
    assert thank_you.state == "paid"


@pytest.mark.parametrize("typed", [{"version": 9}, {"said": "maybe"}])
def test_an_answer_to_what_is_no_longer_offered_changes_nothing(ben, day, typed):
    thank_you = offered(day, ben.membership)
    assert b"changed a moment ago" in answer(ben, thank_you, **typed).content
    thank_you.refresh_from_db()
    assert (thank_you.state, thank_you.changes.count()) == ("offered", 0)


def test_bea_cannot_answer_for_ben_or_read_of_it(ben, bea, day):
    thank_you = offered(day, ben.membership)
    assert answer(bea, thank_you).status_code == 404
    assert "Offered" not in bea.get(my_page(bea)).content.decode()


def test_declining_declines_what_is_open_and_leaves_what_is_settled(ben, programme, day):
    wants(ben.membership)
    open_one = offered(day, ben.membership)
    paid = offered(make_day(programme), ben.membership, state="paid")
    ben.post(my_page(ben), {"choice": "declines"})
    open_one.refresh_from_db()
    paid.refresh_from_db()
    assert (open_one.state, paid.state) == ("declined", "paid")


def test_an_answer_that_lena_wrote_down_says_so_on_ben_s_page(ben, lena, day):
    wants(ben.membership)
    make_attendance(day, ben.membership)
    thank_you = offered(day, ben.membership)
    change(thank_you, version=1, by=lena.person, state="accepted")
    page = ben.get(my_page(ben)).content.decode()
    assert "Written down for you by <bdi>Lena Fox</bdi>" in page
    answer(ben, thank_you, "no", version=2)
    assert "Written down for you" not in ben.get(my_page(ben)).content.decode()


# Tokens, keys of taps, what is sealed for the door's device, and clocks.
CHANGES = re.compile(rb"[\w+/=-]{24,}|\d+")


def pages_of(client, values):
    """{route: content} of every page this person can open, without what changes at every look."""
    found = {}
    for name, route, _view in OURS:
        if "<slug:programme>" in route:
            answer = client.get(address(route, worksheet_values(name, values)))
            if answer.status_code == 200 and not answer.streaming:
                found[name] = CHANGES.sub(b"", answer.content)
    return found


@pytest.mark.parametrize("who", ["bea", "hal", "asha"])
def test_no_page_of_anybody_without_the_lead_s_right_tells_of_ben_s_wish(request, who, ben, programme, day):
    client = request.getfixturevalue(who)
    mates = make_team(programme)
    for membership in (ben.membership, client.membership):
        membership.team = mates
        membership.save()
    make_attendance(day, ben.membership)
    values = furnish(programme) | {"team": mates.ref, "person": ben.membership.ref, "day": day.ref}
    before = pages_of(client, values)
    wants(ben.membership)
    change(offered(day, ben.membership), version=1, by=ben.person, state="accepted")
    after = pages_of(client, values)
    assert len(before) > 15
    assert [name for name in before if before[name] != after[name]] == []
