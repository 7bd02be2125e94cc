"""What each button does, and that every step can be taken back."""

import uuid
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from programmes.agenda.actions import publish_day
from programmes.live import actions
from programmes.live.queries import live_day
from programmes.live.steps import STEPS, NotNow
from programmes.models import DayRun, RunState, RunStep, SessionRun
from tests.factories import make_item


def facts(day):
    """Everything that a step may change."""
    rows = SessionRun.objects.filter(programme=day.programme, run__day=day).order_by("item_id")
    kept = ("item_id", "state", "slot", "position", "extra_minutes", "started_at", "ended_at")
    return list(rows.values_list(*kept)), DayRun.objects.get(day=day).ended_at


def test_a_day_follows_its_plan_while_everybody_is_in_time(started, times, day):
    assert list(times().values()) == ["9:30am", "10:00am", "10:30am", "11:30am", "12:30pm", "1:15pm"]
    assert live_day(day).what_gives == "On time. The end stays at 1:45pm."


def test_finish_now_ends_one_session_and_begins_the_next(started, clock, press, day):
    clock.is_at(10, 40)
    press("finish", started["welcome"])
    current = live_day(day).current
    assert [one.row.title for one in current.now] == ["What waiting is like"]
    assert (current.until_words, current.left) == ("11:40am", "1 hour left")
    assert [one.row.title for one in current.next] == ["Team time"]


def test_the_rest_of_the_day_moves_and_lunch_gives_what_it_can(started, clock, press, day, times):
    clock.is_at(10, 40)
    press("finish", started["welcome"])
    assert times() == {
        "Tea and hello": "9:30am",
        "Welcome": "10:00am",
        "What waiting is like": "10:40am",
        "Team time": "11:40am",
        "Lunch": "12:30pm",
        "Goodbye": "1:15pm",
    }
    assert live_day(day).what_gives == "10 minutes behind. Lunch stays at 12:30pm. The end stays at 1:45pm."
    clock.is_at(11, 50)
    press("finish", started["input"])
    said = "5 minutes behind. Lunch comes 5 minutes late, at 12:35pm. The end moves to 1:50pm."
    assert live_day(day).what_gives == said


def test_five_more_minutes_come_on_top_and_move_the_rest(started, clock, press, times, day):
    clock.is_at(10, 20)
    press("more", started["welcome"])
    assert live_day(day).current.until_words == "10:35am"
    assert times()["What waiting is like"] == "10:35am"


def test_five_more_minutes_after_the_end_are_five_from_now(started, clock, press, day):
    clock.is_at(10, 42)
    press("more", started["welcome"])
    assert live_day(day).current.until_words == "10:47am"


def test_somebody_who_says_nothing_pushes_the_rest_five_minutes_at_a_time(started, clock, times, day):
    clock.is_at(10, 32)
    assert times()["What waiting is like"] == "10:35am"
    assert live_day(day).current.left == "2 minutes over"
    clock.is_at(10, 36)
    assert times()["What waiting is like"] == "10:40am"


def test_a_lunch_that_is_booked_is_not_pulled_earlier(started, clock, press, day):
    for at, name in [((10, 10), "welcome"), ((11, 0), "input"), ((11, 30), "team")]:
        clock.is_at(*at)
        press("finish", started[name])
    current = live_day(day).current
    assert (current.state, current.begins_words) == ("waiting", "12:30pm")
    assert current.line == "Now: free time until 12:30pm"
    assert [one.row.title for one in current.next] == ["Lunch"]
    clock.is_at(12, 30, 1)
    assert live_day(day).current.line == "Now: Lunch, until 1:15pm"


def test_what_waits_can_be_begun_at_once(started, clock, press, day):
    clock.is_at(11)
    for name in ("welcome", "input", "team"):
        press("finish", started[name])
    clock.is_at(11, 45)
    press("begin", started["lunch"])
    assert live_day(day).current.line == "Now: Lunch, until 12:30pm"


def test_skipping_leaves_a_session_out_and_the_rest_moves_up(started, press, times, day):
    press("skip", started["input"])
    assert times()["Team time"] == "10:30am"
    [row] = [row for row in live_day(day).rows if row.row.title == "What waiting is like"]
    assert row.says == "Left out today"


def test_a_session_that_was_left_out_can_come_after_all(started, clock, press, times):
    press("skip", started["input"])
    clock.is_at(10, 30)
    press("finish", started["welcome"])
    press("back", started["input"])
    assert list(times()) == [
        "Tea and hello",
        "Welcome",
        "Team time",
        "What waiting is like",
        "Lunch",
        "Goodbye",
    ]
    assert times()["What waiting is like"] == "11:15am"


def test_moving_changes_places_among_those_to_come(started, press, times):
    press("down", started["input"])
    assert list(times())[2:4] == ["Team time", "What waiting is like"]
    press("up", started["input"])
    assert list(times())[2:4] == ["What waiting is like", "Team time"]
    press("up", started["input"])  # it is the first already
    assert list(times())[2:4] == ["What waiting is like", "Team time"]


def test_sessions_side_by_side_go_together(day, lena, clock, press, asha):
    one = make_item(day, "Room one", 30)
    two = make_item(day, "Room two", 50, alongside=one)
    after = make_item(day, "Together again", 20)
    publish_day(day, by=lena.person)
    press("start")
    current = live_day(day).current
    assert [row.row.title for row in current.now] == ["Room one", "Room two"]
    assert current.until_words == "10:20am"
    clock.is_at(10, 10)
    press("finish", two)
    assert [row.row.title for row in live_day(day).current.now] == ["Together again"]
    states = SessionRun.objects.filter(run__day=day).values_list("item_id", "state")
    assert dict(states) == {one.pk: "done", two.pk: "done", after.pk: "on"}


def test_a_session_for_any_time_and_parts_stay_outside_the_run(day, lena, clock, press):
    whole = make_item(day, "Posters", 60)
    make_item(day, "Poster one", None, part_of=whole)
    make_item(day, "Come and talk to us", None, any_time=True)
    publish_day(day, by=lena.person)
    press("start")
    assert [row.item_id for row in SessionRun.objects.filter(run__day=day)] == [whole.pk]
    assert [row.row.title for row in live_day(day).rows] == ["Posters", "Poster one", "Come and talk to us"]


def test_ending_the_day_leaves_what_was_to_come_as_not_done(started, clock, press, day):
    clock.is_at(11)
    press("end")
    assert live_day(day).current.state == "over"
    assert SessionRun.objects.get(item=started["welcome"]).ended_at == clock.now
    assert SessionRun.objects.get(item=started["lunch"]).state == RunState.TO_COME
    with pytest.raises(NotNow):
        press("finish", started["welcome"])


def test_a_day_started_early_waits_for_the_time_people_were_told(plan, clock, press, day):
    clock.is_at(9, 10)
    press("start")
    assert live_day(day).current.line == "Now: free time until 9:30am"


def test_a_day_started_late_counts_arriving_from_its_planned_start(plan, clock, press, day):
    clock.is_at(9, 50)
    press("start")
    assert live_day(day).current.until_words == "10:00am"


def test_a_day_without_a_published_plan_is_not_started(day, clock, press):
    with pytest.raises(NotNow, match="Publish a plan"):
        press("start")


def test_a_day_is_not_started_on_another_date(plan, clock, press, day):
    clock.now = day.starts_at - timedelta(days=3)
    with pytest.raises(NotNow, match="not today"):
        press("start")


def test_a_tap_sent_twice_is_one_step(started, clock, press, day):
    clock.is_at(10, 20)
    tap = uuid.uuid4()
    for _time in range(2):
        taken = press("more", started["welcome"], client_id=tap)
    assert taken.is_repeat
    assert SessionRun.objects.get(item=started["welcome"]).extra_minutes == 5
    assert RunStep.objects.filter(what="more").count() == 1


def test_the_second_of_two_facilitators_is_told_what_is_on(started, clock, press, lena):
    clock.is_at(10, 31)
    press("finish", started["welcome"])
    with pytest.raises(NotNow, match="“Welcome” was finished already. On now: What waiting is like."):
        press("finish", started["welcome"], by=lena.person)
    assert RunStep.objects.filter(what="finish").count() == 2  # the arriving and the welcome


def test_undo_of_one_step_by_two_people_takes_back_one(started, clock, press, day, lena):
    press("more", started["welcome"])
    press("skip", started["team"])
    step = actions.last_step(live_day(day).run)
    about = {"by": lena.person}
    actions.undo_step(day, step.ref, client_id=uuid.uuid4(), **about)
    with pytest.raises(NotNow):
        actions.undo_step(day, step.ref, client_id=uuid.uuid4(), **about)
    assert SessionRun.objects.get(item=started["welcome"]).extra_minutes == 5
    assert SessionRun.objects.get(item=started["team"]).state == RunState.TO_COME


def test_undoing_the_start_gives_the_plan_back(plan, clock, press, day):
    press("start")
    press("undo")
    assert not DayRun.objects.exists()
    assert live_day(day).current.state == "before"


presses = st.lists(
    st.tuples(st.sampled_from(sorted(STEPS)), st.integers(0, 5), st.integers(0, 25)), min_size=1, max_size=8
)


@given(presses)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_undo_again_and_again_gives_the_start_back(plan, clock, press, day, taps):
    DayRun.objects.all().delete()
    clock.is_at(9, 30)
    press("start")
    history = [facts(day)]
    items = list(plan.values())
    for what, number, later in taps:
        clock.now += timedelta(minutes=later)
        try:
            press(what, items[number])
        except NotNow:
            continue
        history.append(facts(day))
        spans = [(row.start, row.end) for row in live_day(day).sessions if row.start and not row.is_skipped]
        assert all(one[1] is None or one[1] <= two[0] for one, two in zip(spans, spans[1:], strict=False))
    for before in reversed(history[:-1]):
        press("undo")
        assert facts(day) == before
