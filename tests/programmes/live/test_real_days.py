"""Two days that really took place, run late: one full of times, one with hardly any."""

import uuid
from datetime import UTC, datetime, time

import pytest
from django.utils import timezone

from programmes.agenda.actions import publish_day
from programmes.live import actions
from programmes.live.queries import live_day
from tests.factories import make_day, make_item

# A learning session of improvement teams: arrivals at 8:45, breakfast after two sessions, 4:30 the end.
LEARNING = [
    ("Arrive and sign in", 15, "arrive", None),
    ("Opening", 45, "welcome", None),
    ("National update", 60, "input", None),
    ("Breakfast", 30, "break", time(10, 45)),
    ("Team presentations 1 to 4", 105, "sharing", None),
    ("Lunch", 60, "break", time(13, 0)),
    ("Two team presentations", 60, "sharing", None),
    ("Ice breaker", 15, "activity", None),
    ("Two team presentations and questions", 60, "sharing", None),
    ("Day evaluation and close", 15, "reflection", None),
]
# A workshop of which only the breaks and a shared dinner were ever written down.
BREAKS = [
    ("Morning break", 15, "break", time(9, 45)),
    ("Lunch", 60, "break", time(12, 0)),
    ("Afternoon break", 15, "break", time(15, 0)),
    ("Shared dinner", None, "social", time(17, 30)),
]


@pytest.fixture
def enter(programme, lena):
    """A published day with these sessions."""

    def entered(sessions, **when):
        day = make_day(programme, **when)
        made = [
            make_item(day, title, minutes, kind, pinned_start=pinned)
            for title, minutes, kind, pinned in sessions
        ]
        publish_day(day, by=lena.person)
        return day, made

    return entered


@pytest.fixture
def at(monkeypatch):
    def put(hour, minute=0):
        moment = datetime(2027, 1, 19, hour, minute, tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return put


@pytest.fixture
def press(asha):
    def pressed(day, what, item=None):
        sent = {"by": asha.person, "client_id": uuid.uuid4()}
        if what == "start":
            return actions.start_day(day, **sent)
        return actions.take_step(day, what, ref=item.ref, **sent)

    return pressed


def test_a_learning_session_runs_forty_minutes_late_and_its_meals_catch_up(enter, at, press):
    day, items = enter(LEARNING, start=time(8, 45), end=time(16, 30))
    at(8, 45)
    press(day, "start")
    assert live_day(day).what_gives == "On time. The end stays at 4:30pm."
    at(9, 40)
    press(day, "finish", items[0])
    said = "40 minutes behind. Breakfast comes 40 minutes late, at 11:25am. The end moves to 5:10pm."
    assert live_day(day).what_gives == said
    press(day, "skip", items[7])
    assert "The end moves to 4:55pm." in live_day(day).what_gives
    starts = {row.row.title: (row.starts, row.planned) for row in live_day(day).sessions}
    assert starts["Lunch"] == ("1:40pm", "1:00pm")
    assert starts["Day evaluation and close"] == ("4:40pm", "4:15pm")


def test_a_day_with_little_written_down_waits_from_break_to_break(enter, at, press):
    day, items = enter(BREAKS, start=None, end=None)
    at(8, 30)
    day.date = timezone.now().date()
    day.save()
    press(day, "start")
    assert live_day(day).current.line == "Now: free time until 9:45am"
    at(10, 5)
    assert live_day(day).current.left == "5 minutes over"
    press(day, "finish", items[0])
    assert live_day(day).current.line == "Now: free time until 12:00pm"
    at(17, 45)
    press(day, "finish", items[1])
    press(day, "finish", items[2])
    current = live_day(day).current
    assert (current.line, current.left) == ("Now: Shared dinner", "")
    assert live_day(day).what_gives == "15 minutes behind. Nobody knows yet when the day ends."
