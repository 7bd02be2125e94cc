"""A day of six sessions with a booked lunch, and a clock that stands where a test puts it."""

import uuid
from datetime import time, timedelta

import pytest
from django.utils import timezone

from programmes.agenda.actions import publish_day
from programmes.live import actions
from programmes.live.queries import live_day
from tests.factories import make_item, make_person


@pytest.fixture
def plan(day):
    """9:30 arriving, 10:00 welcome, 10:30 input, 11:30 team time, lunch booked for 12:30, 1:15 goodbye."""
    made = {
        "arrive": make_item(day, "Tea and hello", 30, "arrive"),
        "welcome": make_item(day, "Welcome", 30, "welcome"),
        "input": make_item(day, "What waiting is like", 60, "input"),
        "team": make_item(day, "Team time", 45, "team_time"),
        "lunch": make_item(day, "Lunch", 45, "break", pinned_start=time(12, 30)),
        "goodbye": make_item(day, "Goodbye", 30, "other"),
    }
    publish_day(day, by=make_person("Lena Fox"))
    return made


class Clock:
    """`clock.is_at(10, 5)` puts everybody's clock to 10:05 on the day."""

    def __init__(self, day):
        self.midnight = day.starts_at - timedelta(hours=9, minutes=30)
        self.now = day.starts_at

    def is_at(self, hour, minute=0, second=0):
        self.now = self.midnight + timedelta(hours=hour, minutes=minute, seconds=second)
        return self.now


@pytest.fixture
def clock(day, monkeypatch):
    clock = Clock(day)
    monkeypatch.setattr(timezone, "now", lambda: clock.now)
    return clock


@pytest.fixture
def press(day, asha):
    """press("finish", item): one step by Asha."""

    def pressed(what, item=None, *, by=None, client_id=None):
        about = {"by": by or asha.person, "client_id": client_id or uuid.uuid4()}
        if what == "start":
            return actions.start_day(day, **about)
        if what == "undo":
            step = actions.last_step(live_day(day).run)
            return actions.undo_step(day, step.ref, **about)
        return actions.take_step(day, what, ref=item.ref if item else "", **about)

    return pressed


@pytest.fixture
def started(plan, clock, press):
    """The day was started in time, and the welcome began at 10:00."""
    press("start")
    clock.is_at(10)
    press("finish", plan["arrive"])
    return plan


@pytest.fixture
def times(day):
    """{title: '10:00am'} as everybody sees them now."""
    return lambda: {row.row.title: row.starts for row in live_day(day).sessions}
