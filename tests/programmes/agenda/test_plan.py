"""The day builder: the list, its times, moving, taking out and putting back."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programmes.agenda import actions
from programmes.models import AgendaItem, DraftComment
from programmes.panels import Panel, _slots
from tests.factories import make_day, make_item, make_member, make_programme, make_team
from tests.programmes.agenda.pages import HTMX, at, positions, titles, words_of


@pytest.fixture
def three(day):
    """Doors, Talk, Lunch."""
    return [make_item(day, title, minutes) for title, minutes in (("Doors", 20), ("Talk", 45), ("Lunch", 50))]


def test_asha_sees_when_each_session_starts_and_when_the_day_ends(asha, day, three):
    words = words_of(asha.get(at("plan", day)))
    for time_and_title in ("9:30am", "9:50am", "10:35am", "11:25am Ends"):
        assert time_and_title in words


def test_asha_is_told_what_to_do_with_an_empty_plan(asha, day):
    assert "Nothing planned yet" in words_of(asha.get(at("plan", day)))


def test_a_later_session_moves_when_an_earlier_one_gets_longer(asha, day, three):
    asha.post(at("minutes", day, three[0].ref), {"minutes": "35"})
    words = words_of(asha.get(at("plan", day)))
    assert "10:05am" in words and "10:50am" in words


def test_the_row_keeps_wrong_minutes_and_says_what_is_wrong(asha, day, three):
    response = asha.post(at("minutes", day, three[0].ref), {"minutes": "100000"})
    assert response.status_code == 422
    assert 'value="100000"' in response.content.decode()
    assert "At most 24 hours" in words_of(response)
    assert AgendaItem.objects.get(pk=three[0].pk).minutes == 20


def test_htmx_gets_the_list_alone_so_that_an_open_session_keeps_its_words(asha, day, three):
    page = at("minutes", day, three[0].ref)
    good = asha.post(page, {"minutes": "25", "session": three[1].ref}, headers=HTMX)
    bad = asha.post(page, {"minutes": "soon", "session": three[1].ref}, headers=HTMX)
    assert (good.status_code, bad.status_code) == (200, 422)
    for response in (good, bad):
        text = response.content.decode()
        assert 'id="plan-part"' in text and 'id="inspector"' not in text and "<html" not in text
        assert 'aria-current="true"' in text
    assert "Use digits" in words_of(bad)


def test_asha_moves_a_session_down_and_up_with_plain_buttons(asha, day, three):
    response = asha.post(at("order", day), {"down": three[0].ref})
    assert response.status_code == 302
    assert titles(day) == ["Talk", "Doors", "Lunch"]
    asha.post(at("order", day), {"up": three[2].ref})
    assert titles(day) == ["Talk", "Lunch", "Doors"]


def test_the_first_session_stays_first_when_it_is_moved_up(asha, day, three):
    asha.post(at("order", day), {"up": three[0].ref})
    assert titles(day) == ["Doors", "Talk", "Lunch"]


def test_dropping_a_row_does_what_the_buttons_do(asha, day, three):
    response = asha.post(at("order", day), {"item": three[2].ref, "to": "1"}, headers=HTMX)
    assert titles(day) == ["Lunch", "Doors", "Talk"]
    assert "Lunch now starts at 9:30am." in words_of(response)


def test_a_session_takes_its_parts_along(asha, day, three):
    for title in ("First half", "Second half"):
        actions.add_item(day, AgendaItem(title=title, part_of=three[0], programme=day.programme))
    asha.post(at("order", day), {"item": three[0].ref, "to": "5"})
    assert titles(day) == ["Talk", "Lunch", "Doors", "First half", "Second half"]
    part = AgendaItem.objects.get(title="Second half")
    asha.post(at("order", day), {"up": part.ref})
    asha.post(at("order", day), {"up": part.ref})
    assert titles(day) == ["Talk", "Lunch", "Doors", "Second half", "First half"]


@pytest.mark.parametrize("what", [{}, {"up": "\x00"}, {"item": "34678acd"}, {"up": "34678acd", "to": "x"}])
def test_a_move_that_makes_no_sense_changes_nothing(asha, day, three, what):
    assert asha.post(at("order", day), what).status_code in {404, 422}
    assert titles(day) == ["Doors", "Talk", "Lunch"]


def test_a_session_that_was_taken_out_can_be_put_back_where_it_was(asha, day, three):
    response = asha.post(at("session", day, three[1].ref), {"drop": "1"}, follow=True)
    assert titles(day) == ["Doors", "Lunch"]
    assert "“Talk” is taken out" in words_of(response)
    asha.post(at("put_back", day, three[1].ref))
    assert titles(day) == ["Doors", "Talk", "Lunch"]
    assert positions(day) == [1, 2, 3]


def test_putting_back_twice_is_the_same_as_once(asha, day, three):
    actions.take_out(day, three[0])
    for _tap in range(2):
        assert asha.post(at("put_back", day, three[0].ref)).status_code == 302
    assert titles(day) == ["Doors", "Talk", "Lunch"]


def test_the_list_of_what_was_taken_out_stays_without_the_toast(asha, day, three):
    actions.take_out(day, three[2])
    assert "1 session taken out" in words_of(asha.get(at("plan", day)))


def test_a_part_that_was_taken_out_alone_can_come_back(asha, day, three):
    part = actions.add_item(day, AgendaItem(title="Half", part_of=three[0], programme=day.programme))
    actions.take_out(day, part)
    assert "1 session taken out" in words_of(asha.get(at("plan", day)))
    asha.post(at("put_back", day, part.ref))
    assert titles(day) == ["Doors", "Half", "Talk", "Lunch"]


def test_the_plan_says_when_it_runs_over_and_what_to_do(asha, day):
    make_item(day, "Long talk", 375)
    words = words_of(asha.get(at("plan", day)))
    assert "This plan ends at 3:45pm. The place is ours until 3:30pm." in words
    assert "Take 15 minutes out, or change when we finish" in words
    assert "There are 6 hours 15 minutes without a break from 9:30am." in words


def test_a_booked_lunch_says_that_it_comes_late(asha, day):
    make_item(day, "Talk", 200)
    make_item(day, "Lunch", 50, "break", pinned_start=time(12, 45))
    words = words_of(asha.get(at("plan", day)))
    assert "Booked for 12:45pm. 5 minutes late" in words
    assert "Lunch is booked for 12:45pm and the plan gets there at 12:50pm." in words


def test_free_time_before_a_booked_session_is_shown(asha, day):
    make_item(day, "Talk", 170)
    make_item(day, "Lunch", 50, "break", pinned_start=time(12, 45))
    assert "25 minutes free" in words_of(asha.get(at("plan", day)))


def test_nothing_is_guessed_after_a_session_of_unknown_length(asha, day):
    make_item(day, "Talk", None)
    make_item(day, "Questions", 20)
    words = words_of(asha.get(at("plan", day)))
    assert "No time yet" in words and "The end is not known yet" in words


def test_a_plan_without_a_start_still_lists_its_sessions(asha, programme):
    day = make_day(programme, on=None)
    make_item(day, "Talk", 30)
    words = words_of(asha.get(at("plan", day)))
    assert "Talk" in words and "Date not yet known" in words


def test_a_session_that_crosses_midnight_shows_both_dates(asha, programme):
    day = make_day(programme, on=date(2027, 1, 19), start=time(22, 0), end=time(23, 30))
    make_item(day, "Night walk", 150)
    make_item(day, "Cocoa", 30)
    words = words_of(asha.get(at("plan", day)))
    assert "Tuesday 19 January 2027" in words and "Wednesday 20 January" in words and "12:30am" in words


def test_what_people_type_is_shown_as_they_typed_it(asha, day):
    make_item(day, "<script>alert(1)</script> {{7*7}}", 20)
    text = asha.get(at("plan", day)).content.decode()
    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{7*7}}" in text


def test_other_apps_may_add_to_the_builder(asha, day, monkeypatch):
    panel = Panel("ui/note.html", {"content": "x", "kind": "", "picture": "info"})
    seen = []
    monkeypatch.setitem(_slots, "plan", [lambda seat, day: seen.append(day.ref) or panel])
    assert asha.get(at("plan", day)).status_code == 200
    assert seen == [day.ref]


PAGES = ["plan", "plan_print", "edit_day", "remove_day"]
POSTS = ["order", "new_session", "publish_day", "move_day", "remove_day"]


@pytest.mark.parametrize("page", PAGES)
def test_cora_cannot_tell_that_there_is_a_plan(cora, day, page):
    assert cora.get(at(page, day)).status_code == 404


@pytest.mark.parametrize("who", ["ben", "hal"])
@pytest.mark.parametrize("page", PAGES)
def test_ben_and_hal_may_not_open_it(request, day, who, page):
    assert request.getfixturevalue(who).get(at(page, day)).status_code == 403


@pytest.mark.parametrize("page", POSTS)
def test_nobody_but_the_people_running_days_may_change_it(anyone, cora, ben, day, page):
    assert anyone.post(at(page, day)).status_code == 302
    assert cora.post(at(page, day)).status_code == 404
    assert ben.post(at(page, day)).status_code == 403


@pytest.mark.parametrize("page", ["order", "new_session", "publish_day", "move_day"])
def test_looking_at_an_address_changes_nothing(asha, day, page):
    assert asha.get(at(page, day)).status_code == 405


def test_asha_cannot_reach_into_another_programme(asha, day, three):
    other = make_day(make_programme("Other"))
    foreign = make_item(other, "Theirs")
    assert asha.get(at("plan", day), {"session": foreign.ref}).status_code == 404
    assert asha.post(at("session", day, foreign.ref), {"drop": "1"}).status_code == 404
    assert asha.post(at("minutes", day, foreign.ref), {"minutes": "5"}).status_code == 404
    assert asha.post(at("put_back", day, foreign.ref)).status_code == 404
    assert asha.post(at("order", day), {"up": foreign.ref}).status_code == 404
    assert asha.get(at("plan", day), {"after": "\x00"}).status_code == 404
    assert titles(other) == ["Theirs"]


def test_thirty_sessions_cost_as_many_queries_as_one(asha, ben, day):
    def furnish(number):
        item = make_item(day, f"Session {number}")
        member = make_member(day.programme, f"Host {number}")
        actions.set_hosts(item, [member])
        beside = AgendaItem(title=f"Beside {number}", alongside=item, programme=day.programme)
        actions.add_item(day, beside)
        actions.set_teams(beside, [make_team(day.programme)])
        for about in (item, None):
            DraftComment.objects.create(
                programme=day.programme, day=day, item=about, words="Why?", by=asha.membership
            )
        return item

    first = furnish(1)
    asha.get(at("plan", day))
    with CaptureQueriesContext(connection) as one:
        asha.get(at("plan", day), {"session": first.ref})
    for number in range(2, 31):
        furnish(number)
    with CaptureQueriesContext(connection) as thirty:
        asha.get(at("plan", day), {"session": first.ref})
    assert len(thirty) == len(one) <= 26
