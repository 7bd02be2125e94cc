"""A changed plan that is published while the day runs."""

import pytest

from programmes.agenda.actions import move_item, publish_day, take_out
from programmes.live.queries import live_day
from programmes.models import DayRun, SessionRun
from tests.factories import make_item


@pytest.fixture
def publish(day, lena):
    return lambda: publish_day(day, by=lena.person)


def titles(day):
    return [row.row.title for row in live_day(day).sessions]


def test_what_has_begun_stays_and_the_rest_follows_the_new_plan(started, day, publish, clock, times):
    take_out(day, started["input"])
    extra = make_item(day, "A song", 15)
    move_item(day, extra, to=3)
    publish()
    assert titles(day) == ["Tea and hello", "Welcome", "A song", "Team time", "Lunch", "Goodbye"]
    assert times()["A song"] == "10:30am"
    assert not SessionRun.objects.filter(item=started["input"]).exists()


def test_what_is_on_stays_on_even_when_the_new_plan_leaves_it_out(started, day, publish, clock):
    take_out(day, started["welcome"])
    publish()
    assert live_day(day).current.line == "Now: Welcome, until 10:30am"


def test_a_session_that_was_left_out_stays_out(started, day, publish, press):
    press("skip", started["input"])
    make_item(day, "A song", 15)
    publish()
    assert SessionRun.objects.get(item=started["input"]).state == "skipped"


def test_the_new_minutes_count(started, day, publish, times):
    started["input"].minutes = 30
    started["input"].save()
    publish()
    assert times()["Team time"] == "11:00am"


def test_screens_hear_of_it(started, day, publish):
    before = DayRun.objects.get().version
    make_item(day, "A song", 15)
    publish()
    assert DayRun.objects.get().version == before + 1


def test_undoing_an_older_move_leaves_the_new_order_and_every_step_can_still_be_undone(
    started, day, publish, press
):
    press("down", started["input"])
    extra = make_item(day, "A song", 15)
    move_item(day, extra, to=3)
    publish()
    order = ["A song", "What waiting is like", "Team time", "Lunch", "Goodbye"]
    assert titles(day)[2:] == order
    press("undo")
    assert titles(day)[2:] == order
    press("undo")
    assert live_day(day).current.line == "Now: Tea and hello, until 10:00am"
    assert titles(day)[2:] == order
    press("undo")
    assert not DayRun.objects.exists()


def test_a_day_that_has_ended_stays_as_it_was(started, day, publish, press):
    press("end")
    before = titles(day)
    make_item(day, "A song", 15)
    publish()
    assert titles(day) == before


def test_a_draft_changes_nothing_until_it_is_published(started, day):
    before = titles(day)
    make_item(day, "A song", 15)
    started["team"].title = "Another name"
    started["team"].save()
    assert titles(day) == before
