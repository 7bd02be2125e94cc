"""What stands beside a plan about a fair room: words and ideas, and nothing that blocks or judges."""

from datetime import date

import pytest

from programmes.agenda import actions
from programmes.agenda.fair import Facts, fair_room, working_days
from programmes.agenda.plan_times import Block, place
from programmes.models import ItemKind, ProgrammeDay
from tests.factories import make_item, make_member
from tests.programmes.agenda.pages import at, words_of


def lines(blocks=(), day=None, **facts):
    blocks = list(blocks)
    found = fair_room(day or ProgrammeDay(), blocks, place(blocks, 570), Facts(**facts))
    return {str(line.title): f"{line.sees} {line.idea}".strip() for line in found}


def test_a_long_stretch_is_named_with_an_idea():
    said = lines([Block(60), Block(70)])["Longest time without a break"]
    assert said.startswith("2 hours 10 minutes from 9:30am.") and "Ten minutes in the middle" in said


def test_an_empty_plan_is_no_reproach():
    said = lines()
    assert said["Longest time without a break"].startswith("No session has a length yet.")
    assert said["Who hosts"].startswith("Nobody yet.")


def test_listening_is_counted_in_one_go_and_in_all():
    plan = [Block(40, is_input=True), Block(20), Block(10, is_input=True)]
    said = lines(plan)["Being talked at"]
    assert (
        said == "40 minutes in one go at most, 50 minutes in all. Could people talk in twos half way through?"
    )
    assert "twos" not in lines([Block(30, is_input=True)])["Being talked at"]


@pytest.mark.parametrize(
    ("people", "minutes", "idea"),
    [(20, 15, ""), (20, 10, "15 minutes"), (50, 20, "30 minutes"), (50, 30, "")],
)
def test_there_is_time_to_arrive(people, minutes, idea):
    said = lines([Block(minutes, is_arrival=True), Block(30)], people=people)["Time to arrive"]
    assert said.startswith(f"{minutes} minutes before the first session.")
    assert ("Put" in said) == bool(idea) and idea in said


def test_arriving_in_the_middle_of_the_day_is_no_arrival():
    said = lines([Block(30), Block(20, is_arrival=True)])["Time to arrive"]
    assert said.startswith("None before the first session.")


def test_who_hosts_is_counted_and_never_named(asha, ben, day):
    ben.membership.parts = ["lived_experience"]
    ben.membership.save()
    for number, parts in enumerate((["lived_experience"], ["staff"], [])):
        host = make_member(day.programme, f"Host {number}", parts=parts)
        actions.set_hosts(make_item(day, f"Session {number}"), [host, ben.membership])
    page = words_of(asha.get(at("plan", day)))
    fair = page[page.index("A fair room") : page.index("What people see")]
    assert "2 people have lived experience or care for someone. 1 person works in health or care." in fair
    assert "1 person says something else, or nothing." in fair
    assert "Ben" not in fair and "Host 1" not in fair


@pytest.mark.parametrize(
    ("parts", "idea"),
    [
        ((["carer"], ["staff"]), "Do they host something together?"),
        ((["carer"],), "Could somebody who works in health or care host beside them?"),
        ((["staff"], ["community"]), "Could somebody with lived experience host a session"),
    ],
)
def test_an_idea_follows_from_who_hosts(parts, idea):
    assert idea in lines(host_parts=parts)["Who hosts"]


def test_somebody_who_says_both_counts_as_both():
    said = lines(host_parts=(["lived_experience", "staff"],))["Who hosts"]
    assert "1 person has lived experience" in said and "1 person works in health or care" in said


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        (None, "Nobody has written down when they are sent."),
        (date(2027, 1, 12), "Sent on 12 January, 5 working days before."),
        (date(2027, 1, 13), "Sent on 13 January, 4 working days before. Some people need a week"),
        (date(2027, 1, 20), "Sent on 20 January, after the day."),
    ],
)
def test_things_to_read_are_sent_in_time(sent, says):
    day = ProgrammeDay(date=date(2027, 1, 19), papers_sent_on=sent)
    assert says in lines(day=day)["Things to read"]


def test_working_days_leave_out_weekends():
    assert working_days(date(2027, 1, 15), date(2027, 1, 18)) == 1
    assert working_days(date(2027, 1, 16), date(2027, 1, 18)) == 0
    assert working_days(date(2027, 1, 1), date(2027, 1, 29)) == 20


def test_asha_writes_down_the_quiet_space_and_reads_it_beside_the_plan(asha, ben, day):
    form = {"zone": "Europe/London", "quiet_space": "The green room", "papers_sent_on": "2027-01-11"}
    asha.post(at("edit_day", day), form | {"window_from": "2027-01-18", "window_to": "2027-01-22"})
    words = words_of(asha.get(at("plan", day)))
    assert "A quiet space The green room" in words and "Sent on 11 January." in words
    assert "Some time from 18 January to 22 January 2027" in words
    assert "The green room" in words_of(ben.get(at("agenda_print", day)))


@pytest.mark.parametrize(
    ("first", "last", "says"),
    [
        ("2027-01-18", "", "Enter both dates"),
        ("", "2027-01-18", "Enter both dates"),
        ("2027-01-18", "2027-01-17", "The last date must be after the first"),
    ],
)
def test_a_window_has_two_ends_in_order(asha, day, first, last, says):
    sent = {"zone": "Europe/London", "window_from": first, "window_to": last}
    response = asha.post(at("edit_day", day), sent)
    assert response.status_code == 422
    assert says in words_of(response)


def test_nothing_here_keeps_asha_from_publishing(asha, day):
    make_item(day, "Long talk", 300, ItemKind.INPUT)
    assert asha.post(at("publish_day", day)).status_code == 302
