"""A day as members see it, and on paper."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programmes.agenda import actions
from programmes.panels import Panel, _slots
from tests.factories import make_day, make_item, make_member, make_programme
from tests.programmes.agenda.pages import at, words_of


@pytest.fixture
def full_day(programme, lena):
    day = make_day(
        programme,
        room="Blue room",
        directions="Ring twice",
        online_link="https://meet.example.org/x",
        online_note="Cameras off is fine",
        notes="canary-day",
    )
    item = make_item(
        day,
        "Doors",
        20,
        "arrive",
        purpose="To arrive",
        materials="canary-thing",
        facilitator_notes="canary-note",
    )
    actions.set_hosts(item, [lena.membership])
    actions.publish_day(day, by=lena.person)
    return day


def test_ben_finds_when_where_how_and_what(ben, full_day):
    response = ben.get(at("day", full_day))
    words = words_of(response)
    for fact in (
        "Tuesday 19 January 2027, 9:30am to 3:30pm", "Harbour Hall", "Blue room", "Ring twice",
        "Cameras off is fine", "Doors", "20 min", "Arriving", "To arrive", "Lena",
    ):  # fmt: skip
        assert fact in words
    assert 'href="https://meet.example.org/x"' in response.content.decode()


@pytest.mark.parametrize("page", ["day", "agenda_print"])
@pytest.mark.parametrize("who", ["ben", "hal", "ada"])
def test_what_facilitators_note_reaches_nobody_else(request, full_day, page, who):
    text = request.getfixturevalue(who).get(at(page, full_day)).content.decode()
    assert "Doors" in text and "canary" not in text


@pytest.mark.parametrize("page", ["day", "agenda_print"])
def test_asha_does_not_meet_them_on_the_page_she_shows_to_people(asha, full_day, page):
    assert "canary" not in asha.get(at(page, full_day)).content.decode()


def test_asha_prints_the_plan_with_notes_and_materials(asha, full_day):
    words = words_of(asha.get(at("plan_print", full_day)))
    for fact in (
        "canary-note",
        "canary-thing",
        "canary-day",
        "Lena Fox",
        "For the people running the day only",
    ):
        assert fact in words


def test_asha_finds_the_way_back_to_the_plan_and_ben_has_none(asha, ben, full_day):
    assert at("plan", full_day) in asha.get(at("day", full_day)).content.decode()
    assert at("plan", full_day) not in ben.get(at("day", full_day)).content.decode()


@pytest.mark.parametrize("page", ["day", "agenda_print"])
def test_a_day_that_is_not_published_is_not_there_for_members(asha, ben, programme, page):
    day = make_day(programme, published_at=None)
    assert ben.get(at(page, day)).status_code == 404
    assert asha.get(at(page, day)).status_code == 200


@pytest.mark.parametrize("page", ["day", "agenda_print"])
def test_no_day_of_a_draft_is_there_for_members(ben, ada, programme, day, page):
    programme.state = "draft"
    programme.save()
    assert ben.get(at(page, day)).status_code == 404
    assert ada.get(at(page, day)).status_code == 404


@pytest.mark.parametrize("page", ["day", "agenda_print"])
def test_strangers_are_asked_to_sign_in_and_outsiders_find_nothing(anyone, cora, day, page):
    assert anyone.get(at(page, day)).status_code == 302
    assert cora.get(at(page, day)).status_code == 404
    assert cora.get(at(page, make_day(cora.programme))).status_code == 200


def test_a_day_of_another_programme_is_not_found_under_this_one(ben, programme):
    foreign = make_day(make_programme("Other"))
    assert ben.get(f"/p/{programme.slug}/days/{foreign.ref}/").status_code == 404


def test_ben_sees_that_the_plan_is_still_being_made(ben, day):
    assert "still being made" in words_of(ben.get(at("day", day)))


def test_a_day_without_a_date_or_a_place_says_so(ben, programme):
    day = make_day(programme, on=None)
    day.venue = ""
    day.save()
    words = words_of(ben.get(at("day", day)))
    assert "Date not yet known" in words and "The place is not known yet." in words


def test_a_day_known_only_by_its_week_says_which(ben, programme):
    day = make_day(programme, on=None, window_from=date(2027, 7, 5), window_to=date(2027, 7, 9))
    assert "Some time from 5 July to 9 July 2027" in words_of(ben.get(at("day", day)))


def test_a_plan_over_midnight_shows_both_dates(ben, programme):
    day = make_day(programme, start=time(22, 0), end=time(23, 30))
    make_item(day, "Night walk", 150)
    make_item(day, "Cocoa", 20)
    actions.publish_day(day, by=None)
    words = words_of(ben.get(at("day", day)))
    assert "Wednesday 20 January" in words and "12:30am" in words


def test_words_that_look_like_code_are_shown_as_words(ben, programme):
    day = make_day(programme, title="<img src=x>", room="{{7*7}}")
    make_item(day, "<script>x</script>", purpose="<b>bold</b>")
    actions.publish_day(day, by=None)
    text = ben.get(at("day", day)).content.decode()
    assert "<script>x" not in text and "<img src" not in text and "<b>bold" not in text
    assert "{{7*7}}" in text


def test_addresses_of_days_hold_no_name(full_day, lena):
    for page in ("day", "agenda_print", "plan", "edit_day"):
        address = at(page, full_day)
        assert "lena" not in address and "fox" not in address and "doors" not in address


def test_other_apps_may_add_to_a_day(ben, day, monkeypatch):
    seen = []
    panel = Panel("ui/note.html", {})
    monkeypatch.setitem(_slots, "day", [lambda seat, day: seen.append(seat.person) or panel])
    assert ben.get(at("day", day)).status_code == 200
    assert seen == [ben.person]


@pytest.mark.parametrize("page", ["day", "agenda_print"])
def test_thirty_sessions_cost_as_many_queries_as_one(ben, day, page):
    def furnish(number):
        actions.set_hosts(make_item(day, f"Session {number}"), [make_member(day.programme, f"Host {number}")])

    furnish(1)
    actions.publish_day(day, by=None)
    ben.get(at(page, day))
    with CaptureQueriesContext(connection) as one:
        ben.get(at(page, day))
    for number in range(2, 31):
        furnish(number)
    actions.publish_day(day, by=None)
    with CaptureQueriesContext(connection) as thirty:
        ben.get(at(page, day))
    assert len(thirty) == len(one) <= 10
