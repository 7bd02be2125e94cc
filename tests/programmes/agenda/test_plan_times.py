"""Starts follow from the day's start and the minutes, whatever the plan."""

from datetime import time

from hypothesis import given
from hypothesis import strategies as st

from programmes.agenda.plan_times import Block, Placed, clock, longest_stretch, place, wall

lengths = st.none() | st.integers(5, 24 * 60)
clocks = st.none() | st.integers(0, 24 * 60 - 1)
blocks = st.lists(
    st.builds(Block, minutes=lengths, pinned=clocks, is_part=st.booleans(), is_break=st.booleans())
)
known = st.lists(st.builds(Block, minutes=st.integers(5, 180)))


@given(blocks, clocks)
def test_no_session_starts_before_another_one_ends(plan, start):
    reached = 0
    for where in place(plan, start):
        if where.start is not None:
            assert where.start >= reached
            reached = where.start
        if where.end is not None:
            assert where.end >= reached
            reached = where.end


@given(blocks, clocks)
def test_every_session_gets_one_place_in_order(plan, start):
    assert len(place(plan, start)) == len(plan)


@given(
    st.lists(st.builds(Block, minutes=st.integers(5, 180), pinned=clocks), min_size=1), st.integers(0, 1439)
)
def test_the_day_lasts_as_long_as_its_sessions_and_its_gaps(plan, start):
    placed = place(plan, start)
    free = sum(where.gap for where in placed)
    assert placed[-1].end - start == sum(block.minutes for block in plan) + free


@given(known, known, st.integers(0, 1439))
def test_after_a_session_of_unknown_length_nothing_is_known(before, after, start):
    placed = place([*before, Block(None), *after], start)
    assert placed[len(before)].start is not None
    assert all(where == Placed() for where in placed[len(before) + 1 :])


@given(known, st.integers(0, 1439))
def test_a_booked_start_is_known_again_after_an_unknown_length(before, pinned):
    placed = place([*before, Block(None), Block(30, pinned), Block(15)], None)
    assert placed[-2].start == pinned
    assert placed[-1].start == pinned + 30


@given(known, st.permutations(range(5)), st.integers(0, 1439))
def test_moving_sessions_changes_the_order_and_never_the_end(plan, order, start):
    moved = [plan[number] for number in order if number < len(plan)] + plan[5:]
    ends = [placed[-1].end if placed else start for placed in (place(plan, start), place(moved, start))]
    assert ends[0] == ends[1]


@given(known, st.integers(0, 1439))
def test_a_part_takes_no_time_of_its_own(plan, start):
    with_parts = [each for block in plan for each in (block, Block(is_part=True))]
    assert [where for where in place(with_parts, start) if where != Placed()] == place(plan, start)


@given(st.integers(0, 1439))
def test_a_wall_time_survives_the_sum(minutes):
    assert clock(wall(minutes)) == minutes
    assert wall(minutes + 1440) == wall(minutes)


def test_a_booked_lunch_waits_for_its_time():
    assert place([Block(60), Block(45, pinned=780)], 690) == [Placed(690, 750), Placed(780, 825, gap=30)]


def test_a_booked_lunch_says_how_late_it_comes():
    assert place([Block(80), Block(45, pinned=765)], 690)[1] == Placed(770, 815, late=5)


def test_half_past_midnight_belongs_to_the_next_date():
    late_night = place([Block(110), Block(30, pinned=30)], 22 * 60)
    assert late_night[1] == Placed(1470, 1500, gap=40)


def test_a_booking_before_what_is_known_is_late_and_not_a_step_back():
    placed = place([Block(None), Block(30, pinned=480)], 570)
    assert placed[1] == Placed(570, 600, late=90)


def test_nobody_sits_for_long_without_a_break_unseen():
    plan = [Block(50), Block(15, is_break=True), Block(70), Block(60)]
    stretch = longest_stretch(plan, place(plan, clock(time(9, 30))))
    assert (stretch.minutes, wall(stretch.begins)) == (130, time(10, 35))


def test_free_time_is_as_good_as_a_break():
    plan = [Block(60), Block(60, pinned=660)]
    assert longest_stretch(plan, place(plan, 540)).minutes == 60
