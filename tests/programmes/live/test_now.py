"""The page for the big screen, and the day's record."""

import pytest
from django.urls import reverse

from programmes.models import EntryCode


@pytest.fixture
def screen(programme, day):
    return reverse("programmes:now", args=[programme.slug, day.ref])


@pytest.fixture
def record(programme, day):
    return reverse("programmes:day_record", args=[programme.slug, day.ref])


def text(response):
    return response.content.decode()


def test_before_the_start_it_says_when_it_begins(plan, clock, screen, ben):
    clock.is_at(9)
    shown = text(ben.get(screen))
    assert "We begin at 9:30am" in shown
    assert "Tea and hello" in shown


def test_it_says_now_next_and_what_is_left(started, clock, screen, ben):
    clock.is_at(10, 6)
    shown = text(ben.get(screen))
    for words in (
        "<bdi>Welcome</bdi>",
        "24 minutes left",
        "Next, at 10:30am",
        "<bdi>What waiting is like</bdi>",
    ):
        assert words in shown
    assert "12:30pm</b> &ensp;<bdi>Lunch</bdi>" in shown
    assert "<progress" in shown
    assert ">10:06am</time>" in shown


def test_after_the_end_it_says_thank_you(started, press, screen, ben):
    press("end")
    shown = text(ben.get(screen))
    assert "Thank you" in shown
    assert "every 5s" not in shown


def test_the_quiet_room_is_said_and_the_code_only_to_those_at_the_door(started, day, screen, ben, hal):
    type(day).objects.update(quiet_space="up the ramp, first door")
    code = EntryCode.objects.make(day.programme)
    assert "up the ramp, first door" in text(ben.get(screen))
    assert code.symbols not in text(ben.get(screen))
    assert code.symbols in text(hal.get(screen))


def test_a_poll_of_the_screen_is_empty_until_something_changes(started, press, screen, ben):
    headers = {"HX-Request": "true"}
    stamp = ben.get(screen).context["stamp"]
    assert ben.get(screen, {"seen": stamp}, headers=headers).status_code == 204
    press("skip", started["input"])
    answer = text(ben.get(screen, {"seen": stamp}, headers=headers))
    assert "Team time" in answer
    assert 'hx-swap-oob="outerMorph"' in answer
    assert "<html" not in answer


def test_without_scripts_the_screen_loads_itself_again(started, screen, ben):
    assert '<noscript><meta http-equiv="refresh" content="20"></noscript>' in text(ben.get(screen))


def test_the_record_shows_plan_and_actual_and_what_was_different(started, clock, press, record, ben, asha):
    clock.is_at(10, 20)
    press("more", started["welcome"])
    press("skip", started["input"])
    press("down", started["team"])
    clock.is_at(10, 40)
    press("finish", started["welcome"])
    clock.is_at(14)
    assert "once it is over" in text(ben.get(record))
    assert "10:00am to 10:40am" in text(asha.get(record))
    press("end")
    shown = text(ben.get(record))
    for words in (
        "10:00am to 10:30am",
        "10:00am to 10:40am",
        "5 minutes more were given",
        "Left out",
        "Moved",
        "Did not happen",
        "Ended at 2:00pm, planned for 1:45pm.",
    ):
        assert words in shown
    assert "Asha" not in shown


def test_the_record_says_in_words_what_began_late(started, clock, press, record, asha):
    clock.is_at(10, 40)
    press("finish", started["welcome"])
    assert "Began 10 minutes late" not in text(asha.get(record))  # it is on now
    clock.is_at(11, 5)
    press("finish", started["input"])
    clock.is_at(11, 20)
    press("finish", started["team"])
    shown = text(asha.get(record))
    assert "Began 10 minutes late" in shown
    assert "Began 25 minutes early" in shown


def test_a_move_that_was_undone_is_not_in_the_record(started, press, record, asha):
    press("down", started["input"])
    assert "Moved" in text(asha.get(record))
    press("undo")
    assert "Moved" not in text(asha.get(record))


def test_the_record_of_a_day_that_never_began_says_so(plan, record, asha, ben):
    assert "not started yet" in text(asha.get(record))
    assert "once it is over" in text(ben.get(record))
