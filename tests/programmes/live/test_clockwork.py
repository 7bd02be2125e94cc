"""The arithmetic of a day that runs, with any day that somebody could plan."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from programmes.live import clockwork
from programmes.live.clockwork import Leg, fives_over, follow, how_behind, minutes_between, more_minutes

NINE = datetime(2027, 1, 19, 9, tzinfo=UTC)
minutes = st.one_of(st.none(), st.integers(5, 180))


def at(number):
    return NINE + timedelta(minutes=number)


@st.composite
def days(draw):
    """Some legs that are over, one that is on, and some to come, a few of them booked or left out."""
    legs, moment = [], 0
    for lasted in draw(st.lists(st.integers(0, 90), max_size=4)):
        legs.append(Leg("done", 30, started_at=at(moment), ended_at=at(moment + lasted)))
        moment += lasted
    legs.append(Leg("on", draw(minutes), started_at=at(moment)))
    for _number in range(draw(st.integers(0, 6))):
        booked = draw(st.one_of(st.none(), st.integers(0, 600)))
        legs.append(
            Leg(
                draw(st.sampled_from(["to_come", "to_come", "skipped"])),
                draw(minutes),
                planned_start=None if booked is None else at(booked),
                is_pinned=booked is not None,
            )
        )
    return legs, at(moment + draw(st.integers(0, 200)))


@given(days())
def test_nothing_overlaps_and_the_order_is_kept(day):
    legs, now = day
    reached = None
    for leg, span in zip(legs, follow(legs, now), strict=True):
        if leg.state == "skipped":
            assert span == clockwork.Span()
            continue
        if span.start and reached:
            assert span.start >= reached
        if span.start and span.end:
            assert span.end >= span.start
        reached = span.end or span.start or reached


@given(days())
def test_a_booked_time_is_never_pulled_earlier(day):
    legs, now = day
    for leg, span in zip(legs, follow(legs, now), strict=True):
        if leg.state == "to_come" and leg.is_pinned:
            assert span.start >= leg.planned_start


@given(days())
def test_what_is_to_come_lasts_as_long_as_it_was_planned(day):
    legs, now = day
    for leg, span in zip(legs, follow(legs, now), strict=True):
        if leg.state == "to_come" and span.end:
            assert span.end - span.start == timedelta(minutes=leg.minutes)


@given(days())
def test_what_is_on_is_never_said_to_have_ended_already(day):
    legs, now = day
    for leg, span in zip(legs, follow(legs, now), strict=True):
        if leg.state == "on" and span.end:
            assert span.end >= now or span.end == leg.due


@given(st.integers(-300, 300))
def test_five_more_minutes_are_five_more_from_now_or_from_the_end(late):
    due, now = at(100), at(100) + timedelta(minutes=late, seconds=17)
    ends = due + timedelta(minutes=more_minutes(due, now))
    assert timedelta(minutes=5) <= ends - max(due, now) < timedelta(minutes=6)


def test_running_over_is_counted_in_fives():
    assert [fives_over(at(10), at(10 + late)) for late in (-1, 0, 1, 5, 6, 12)] == [0, 0, 1, 1, 2, 3]
    assert fives_over(None, at(3)) == 0


def test_minutes_are_those_of_two_clocks_on_a_wall():
    assert minutes_between(at(0) + timedelta(seconds=59), at(1)) == 1
    assert minutes_between(at(5), at(0)) == -5


def test_behind_says_how_late_things_are_and_when_the_day_ends():
    legs = [
        Leg("on", 30, at(0), at(30), started_at=at(40)),
        Leg("to_come", 30, at(30), at(60)),
        Leg("to_come", 45, at(90), at(135), is_pinned=True),
        Leg("to_come", 15, at(135), at(150)),
    ]
    behind = how_behind(legs, follow(legs, at(45)))
    assert (behind.now, behind.end, behind.ends_at) == (40, 10, at(160))
