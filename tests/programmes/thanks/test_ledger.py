"""The ledger of those who lead: offered from attendance, answered, paid; every step kept, nothing lost."""

import pytest

from programmes.models import AttendanceChange, AuditEvent, RecognitionChoice, ThankYou, ThankYouChange
from programmes.thanks.actions import NoSuchStep, change
from tests.factories import make_attendance, make_day, make_member
from tests.programmes.thanks.pages import my_page, offered, page, wants


def somebody(day, name, choice="payment", presence="in_person", **extra):
    person = make_member(day.programme, name)
    if choice:
        wants(person, choice)
    if presence:
        make_attendance(day, person, presence, **extra)
    return person


def ticked(*people):
    return {"people": [person.ref for person in people], "offer": "1"}


def test_lena_offers_to_those_who_came_and_want_something(lena, day):
    paid, costs = somebody(day, "Pia Paid"), somebody(day, "Cas Costs", "expenses")
    others = [
        somebody(day, "Nia Neither", "declines"),
        somebody(day, "Uma Undecided", "undecided"),
        somebody(day, "Noa Notasked", None),
        somebody(day, "Abe Away", presence="apologies"),
        somebody(day, "Una Unknown", presence=None),
    ]
    shown = lena.get(page("thanks_of_day", day)).content.decode()
    assert "Pia Paid" in shown and "Cas Costs" in shown
    assert not [person.name for person in others if person.name in shown]
    lena.post(page("thanks_of_day", day), ticked(paid, costs, *others))
    assert {each.membership for each in ThankYou.objects.all()} == {paid, costs}
    assert ThankYouChange.objects.filter(by=lena.person, old={}).count() == 2


def test_only_those_ticked_are_offered_one_and_only_once(lena, day):
    pia, cas = somebody(day, "Pia Paid"), somebody(day, "Cas Costs", "expenses")
    for _press in range(2):
        lena.post(page("thanks_of_day", day), ticked(pia))
    assert [each.membership for each in ThankYou.objects.all()] == [pia]
    assert ThankYouChange.objects.count() == 1 and "Not offered yet" in page_of(lena, day)
    assert cas.name in page_of(lena, day)


def page_of(client, day):
    return client.get(page("thanks_of_day", day)).content.decode()


@pytest.mark.parametrize(
    ("presence", "half", "portion", "travel"),
    [
        ("in_person", "", "whole", True),
        ("in_person", "morning", "half", True),
        ("online", "", "whole", False),
        ("online", "afternoon", "half", False),
        ("phone", "", "whole", False),
        ("part", "", "half", True),
        ("called_away", "", "half", True),
    ],
)
def test_how_much_is_suggested_comes_from_attendance(lena, day, presence, half, portion, travel):
    pia = somebody(day, "Pia Paid", presence=presence, half=half)
    lena.post(page("thanks_of_day", day), ticked(pia))
    thank_you = ThankYou.objects.get()
    assert (thank_you.portion, thank_you.travel, thank_you.state) == (portion, travel, "offered")


def save(client, thank_you, **more):
    about = {"portion": thank_you.portion, "state": thank_you.state, "version": thank_you.version} | more
    if thank_you.travel and "travel" not in more:
        about["travel"] = "on"
    return client.post(page("thank_you", thank_you.day, thank_you.membership.ref), about)


def test_lena_accepts_for_somebody_and_it_is_noted_that_she_did(lena, day):
    thank_you = offered(day, somebody(day, "Pia Paid"))
    assert save(lena, thank_you, state="accepted").status_code == 302
    shown = lena.get(page("thank_you", day, thank_you.membership.ref)).content.decode()
    assert "Lena Fox" in shown and "for <bdi>Pia Paid</bdi>" in shown
    assert "written down by" in page_of(lena, day)


def test_what_was_accepted_is_offered_again_when_it_changes(lena, day):
    thank_you = offered(day, somebody(day, "Pia Paid"), state="accepted")
    save(lena, thank_you, portion="half")
    thank_you.refresh_from_db()
    assert (thank_you.portion, thank_you.state) == ("half", "offered")


def test_all_that_was_accepted_is_paid_with_one_press(lena, day, programme):
    accepted = offered(day, somebody(day, "Pia Paid"), state="accepted")
    waiting = offered(day, somebody(day, "Cas Costs"))
    elsewhere = offered(make_day(programme), somebody(day, "Eli Elsewhere"), state="accepted")
    lena.post(page("thanks_of_day", day), {"paid": "1"})
    for thank_you, state in ((accepted, "paid"), (waiting, "offered"), (elsewhere, "accepted")):
        thank_you.refresh_from_db()
        assert thank_you.state == state


def test_what_is_paid_is_not_changed_by_the_way_but_can_be_taken_back(lena, day):
    thank_you = offered(day, somebody(day, "Pia Paid"), state="paid")
    answer = save(lena, thank_you, portion="half")
    assert answer.status_code == 422 and "Take that back first" in answer.content.decode()
    save(lena, thank_you, state="accepted")
    thank_you.refresh_from_db()
    assert (thank_you.portion, thank_you.state) == ("whole", "accepted")


@pytest.mark.parametrize(("now", "then"), [("offered", "paid"), ("declined", "paid"), ("paid", "declined")])
def test_a_step_that_does_not_exist_is_not_taken(lena, day, now, then):
    thank_you = offered(day, somebody(day, "Pia Paid"), state=now)
    assert save(lena, thank_you, state=then).status_code == 422
    with pytest.raises(NoSuchStep):
        change(thank_you, version=1, by=lena.person, state=then)


def test_two_who_lead_do_not_overwrite_each_other(lena, day):
    thank_you = offered(day, somebody(day, "Pia Paid"), travel=True)
    stale = thank_you.version
    change(thank_you, version=stale, by=lena.person, state="accepted")
    answer = save(lena, thank_you, state="declined", portion="half", version=stale)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "Somebody changed this a moment ago" in shown and 'name="version" value="2"' in shown
    thank_you.refresh_from_db()
    assert (thank_you.state, thank_you.portion) == ("accepted", "whole")
    assert save(lena, thank_you, state="declined", version=2).status_code == 302


def test_saving_without_a_change_is_no_step(lena, day):
    thank_you = offered(day, somebody(day, "Pia Paid"))
    save(lena, thank_you)
    assert not ThankYouChange.objects.exists()


@pytest.mark.parametrize("field", ["portion", "state", "version"])
def test_odd_values_are_refused_with_words(lena, day, field):
    thank_you = offered(day, somebody(day, "Pia Paid"))
    for odd in ("", "£50", "-1x"):
        assert save(lena, thank_you, **{field: odd}).status_code == 422


@pytest.mark.parametrize("who", ["ben", "hal", "asha"])
def test_without_the_lead_s_right_there_is_no_ledger(request, who, day):
    client = request.getfixturevalue(who)
    thank_you = offered(day, somebody(day, "Pia Paid"))
    for address in (
        page("thank_yous", day.programme),
        page("thanks_export", day.programme),
        page("thanks_of_day", day),
        page("thank_you", day, thank_you.membership.ref),
    ):
        assert client.get(address).status_code == 403
        assert client.post(address, {"paid": "1"}).status_code == 403


def test_the_ledger_counts_each_day_and_costs_the_same_however_many_people(
    lena, day, django_assert_max_num_queries
):
    for number in range(30):
        person = somebody(day, f"Person {number}")
        if number > 4:
            offered(day, person, state="accepted" if number % 2 else "offered")
    with django_assert_max_num_queries(10):
        shown = lena.get(page("thank_yous", day.programme)).content.decode()
    assert 'data-l="Not offered yet">5<' in shown and 'data-l="Accepted">13<' in shown
    with django_assert_max_num_queries(10):
        lena.get(page("thanks_of_day", day))


def test_nothing_of_it_stands_in_the_audit_or_the_register_s_history(lena, day):
    pia = somebody(day, "Pia Paid")
    lena.post(page("thanks_of_day", day), ticked(pia))
    save(lena, ThankYou.objects.get(), state="accepted")
    lena.post(page("thanks_of_day", day), {"paid": "1"})
    assert not AuditEvent.objects.filter(verb__contains="thank").exists()
    assert not AttendanceChange.objects.exists()


def test_who_changed_their_mind_stays_in_view_with_their_answer(lena, day):
    pia = somebody(day, "Pia Paid", "declines")
    offered(day, pia, state="declined")
    shown = page_of(lena, day)
    assert "Pia Paid" in shown and ">Neither<" in shown


def test_lena_writes_down_what_somebody_without_a_phone_told_her(lena, ben, day):
    address = page("thanks_told", day.programme)
    shown = lena.get(address).content.decode()
    assert ben.membership.ref in shown
    lena.post(address, {"person": ben.membership.ref, "choice": "expenses"})
    kept = RecognitionChoice.objects.get(membership=ben.membership)
    assert (kept.choice, kept.changed_by) == ("expenses", lena.person)
    mine = ben.get(my_page(ben)).content.decode()
    assert "Written down for you by <bdi>Lena Fox</bdi>" in mine
    ben.post(my_page(ben), {"choice": "expenses"})
    assert "Written down for you" not in ben.get(my_page(ben)).content.decode()


@pytest.mark.parametrize("typed", [{}, {"person": "zzzzzzzz", "choice": "payment"}, {"choice": "payment"}])
def test_nothing_is_written_down_for_nobody(lena, ben, day, typed):
    answer = lena.post(page("thanks_told", day.programme), typed)
    assert answer.status_code == 422 and not RecognitionChoice.objects.exists()


def test_the_ledger_says_when_everybody_has_been_asked(lena, programme):
    assert "1 person has not said" in lena.get(page("thank_yous", programme)).content.decode()
    wants(lena.membership, "declines")
    assert "Everybody has said" in lena.get(page("thank_yous", programme)).content.decode()
