"""A day across the end of summer time: 25 October 2026, when 2am becomes 1am again."""

import uuid
from datetime import UTC, date, datetime, time

import pytest
from django.utils import timezone

from programmes.agenda.actions import publish_day
from programmes.live import actions
from programmes.live.queries import live_day
from tests.factories import make_day, make_item


@pytest.fixture
def night(programme, lena):
    day = make_day(programme, on=date(2026, 10, 25), start=time(0, 30), end=time(5, 0))
    made = [make_item(day, title, 60) for title in ("Walk", "Soup", "Stories")]
    made.append(make_item(day, "Breakfast", 30, "break", pinned_start=time(4, 0)))
    publish_day(day, by=lena.person)
    return day, made


@pytest.fixture
def at(monkeypatch):
    def put(hour, minute):
        moment = datetime(2026, 10, 24 if hour > 12 else 25, hour, minute, tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return put


def test_an_hour_is_an_hour_and_breakfast_keeps_its_time_on_the_wall(night, at, asha):
    day, items = night
    at(23, 30)  # half past midnight in summer time
    actions.start_day(day, by=asha.person, client_id=uuid.uuid4())
    rows = live_day(day).sessions
    assert [row.starts for row in rows] == ["12:30am", "1:30am", "1:30am", "4:00am"]
    assert [row.start.hour for row in rows] == [23, 0, 1, 4]
    assert live_day(day).what_gives == "On time. The end stays at 4:30am."

    at(0, 40)
    actions.take_step(day, "finish", ref=items[0].ref, by=asha.person, client_id=uuid.uuid4())
    assert live_day(day).current.left == "1 hour left"
    assert [row.starts for row in live_day(day).sessions][2:] == ["1:40am", "4:00am"]
    behind = "10 minutes behind. Breakfast stays at 4:00am. The end stays at 4:30am."
    assert live_day(day).what_gives == behind


def test_the_day_after_the_change_runs_by_the_new_time(programme, lena, asha, at):
    day = make_day(programme, on=date(2026, 10, 25))
    item = make_item(day, "Welcome", 60)
    publish_day(day, by=lena.person)
    at(9, 30)
    actions.start_day(day, by=asha.person, client_id=uuid.uuid4())
    current = live_day(day).current
    assert (current.until_words, current.left) == ("10:30am", "1 hour left")
    at(9, 50)
    actions.take_step(day, "more", ref=item.ref, by=asha.person, client_id=uuid.uuid4())
    assert live_day(day).current.until_words == "10:35am"


def test_in_spring_a_time_that_does_not_come_is_an_hour_later_on_the_wall(programme, lena, asha, at):
    day = make_day(programme, on=date(2026, 3, 29), start=time(0, 30), end=time(5, 0))
    make_item(day, "Walk", 30)
    make_item(day, "Soup", 30, pinned_start=time(1, 30))
    publish_day(day, by=lena.person)
    planned = actions.planned_sessions(day, day.publications.first().plan)
    assert [each.start.strftime("%H:%M") for each in planned] == ["00:30", "01:30"]  # half past two
