"""What is kept when somebody is recorded, and when two helpers tap at once."""

import threading
import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from programmes.attendance.actions import ChangedSince, put_right, record_plan, record_presence, undo
from programmes.models import Attendance, AttendanceChange, How, Plan, Presence
from tests.factories import make_day, make_member, make_person, make_programme

NOW = datetime(2027, 1, 19, 9, 42, tzinfo=UTC)


@pytest.fixture
def clock(monkeypatch):
    """The time is 9:42 on the day; `clock(minutes)` moves it on."""
    moment = [NOW]
    monkeypatch.setattr(timezone, "now", lambda: moment[0])

    def move(minutes):
        moment[0] += timedelta(minutes=minutes)

    return move


@pytest.fixture
def hal_himself(programme):
    return make_member(programme, "Hal Green", "helper").person


@pytest.fixture
def ben_at(programme, day):
    return make_member(programme, "Ben Carter")


def tap(day, membership, presence, by=None, **more):
    return record_presence(day, membership, presence, by=by, how=How.DESK, **more)


def record_of(day, membership):
    return Attendance.objects.get(programme=day.programme, day=day, membership=membership)


def test_ben_arrives_and_the_time_is_kept(clock, day, ben_at, hal_himself):
    recorded = tap(day, ben_at, Presence.IN_PERSON, hal_himself)
    row = record_of(day, ben_at)
    assert (row.presence, row.arrived_at, row.left_at, row.version) == ("in_person", NOW, None, 1)
    assert (row.recorded_by, row.recorded_at, row.how) == (hal_himself, NOW, "desk")
    assert recorded.change.old == {
        "presence": None,
        "plan": "expected",
        "arrived_at": None,
        "left_at": None,
        "half": "",
    }
    assert recorded.change.new == {
        "presence": "in_person",
        "plan": "expected",
        "arrived_at": NOW.isoformat(),
        "left_at": None,
        "half": "",
    }


def test_ben_who_goes_online_at_lunch_keeps_the_time_he_arrived(clock, day, ben_at):
    tap(day, ben_at, Presence.IN_PERSON)
    clock(180)
    tap(day, ben_at, Presence.ONLINE)
    row = record_of(day, ben_at)
    assert (row.presence, row.arrived_at, row.version) == ("online", NOW, 2)


def test_ben_is_called_away_and_comes_back(clock, day, ben_at):
    tap(day, ben_at, Presence.IN_PERSON)
    clock(60)
    tap(day, ben_at, Presence.CALLED_AWAY)
    assert record_of(day, ben_at).left_at == NOW + timedelta(minutes=60)
    clock(60)
    tap(day, ben_at, Presence.IN_PERSON)
    row = record_of(day, ben_at)
    assert (row.arrived_at, row.left_at) == (NOW, None)


def test_someone_called_away_before_anybody_saw_them_arrive_has_no_guessed_arrival(clock, day, ben_at):
    tap(day, ben_at, Presence.CALLED_AWAY)
    row = record_of(day, ben_at)
    assert (row.arrived_at, row.left_at) == (None, NOW)


@pytest.mark.parametrize("presence", [None, Presence.APOLOGIES, Presence.NOT_HERE])
def test_someone_who_is_not_here_after_all_has_no_times(clock, day, ben_at, presence):
    tap(day, ben_at, Presence.IN_PERSON)
    tap(day, ben_at, presence)
    row = record_of(day, ben_at)
    assert (row.presence, row.arrived_at, row.left_at) == (presence, None, None)


def test_a_record_made_a_week_later_invents_no_time_of_arrival(clock, day, ben_at):
    clock(7 * 24 * 60)
    tap(day, ben_at, Presence.IN_PERSON)
    assert record_of(day, ben_at).arrived_at is None


def test_the_day_is_the_date_in_its_own_zone(clock, db):
    programme = make_programme(zone="Pacific/Auckland")  # 9:42 in London is 22:42 there
    day, ana = make_day(programme, on=date(2027, 1, 19)), make_member(programme, "Ana")
    tap(day, ana, Presence.IN_PERSON)
    assert record_of(day, ana).arrived_at == NOW
    other_day = make_day(programme, on=date(2027, 1, 20))
    tap(other_day, ana, Presence.IN_PERSON)
    assert record_of(other_day, ana).arrived_at is None


def test_not_yet_at_the_door_means_awaited_even_after_apologies(clock, day, ben_at):
    record_plan(day, ben_at, Plan.APOLOGIES, by=ben_at.person)
    tap(day, ben_at, None)
    assert record_of(day, ben_at).plan == "expected"


def test_apologies_beforehand_do_not_touch_what_happened(clock, day, ben_at, hal_himself):
    tap(day, ben_at, Presence.IN_PERSON, hal_himself)
    clock(5)
    record_plan(day, ben_at, Plan.APOLOGIES, by=ben_at.person)
    row = record_of(day, ben_at)
    assert (row.presence, row.plan, row.version) == ("in_person", "apologies", 2)
    assert (row.recorded_by, row.recorded_at) == (hal_himself, NOW)


def test_the_same_tap_again_changes_nothing_and_answers_the_same(clock, day, ben_at):
    client_id = uuid.uuid4()
    first = tap(day, ben_at, Presence.IN_PERSON, client_id=client_id)
    tap(day, ben_at, Presence.ONLINE)
    again = tap(day, ben_at, Presence.IN_PERSON, client_id=str(client_id))
    assert again.is_repeat
    assert again.change == first.change
    assert record_of(day, ben_at).presence == "online"
    assert AttendanceChange.objects.count() == 2


def test_one_page_without_scripts_can_record_several_people_and_choices(clock, programme, day, ben_at):
    printed = uuid.uuid4()
    bea_at = make_member(programme, "Bea Lind")
    tap(day, ben_at, Presence.IN_PERSON, client_id=printed)
    tap(day, bea_at, Presence.IN_PERSON, client_id=printed)
    tap(day, ben_at, Presence.ONLINE, client_id=printed)
    assert record_of(day, ben_at).presence == "online"
    assert record_of(day, bea_at).presence == "in_person"


def test_undo_gives_the_old_values_back_and_is_a_change_itself(clock, day, ben_at, hal_himself):
    tap(day, ben_at, Presence.ONLINE)
    clock(30)
    mistake = tap(day, ben_at, Presence.APOLOGIES).change
    undone = undo(mistake, by=hal_himself)
    row = record_of(day, ben_at)
    assert (row.presence, row.arrived_at, row.version) == ("online", NOW, 3)
    assert (undone.change.old, undone.change.new) == (mistake.new, mistake.old)
    assert undone.change.by == hal_himself


def test_undo_tapped_twice_is_one_undo(clock, day, ben_at):
    change = tap(day, ben_at, Presence.IN_PERSON).change
    undo(change, by=None)
    assert undo(change, by=None).is_repeat
    assert record_of(day, ben_at).presence is None
    assert AttendanceChange.objects.count() == 2


def test_undo_refuses_when_something_newer_happened(clock, day, ben_at):
    change = tap(day, ben_at, Presence.IN_PERSON).change
    clock(1)
    tap(day, ben_at, Presence.ONLINE)
    with pytest.raises(ChangedSince, match="Changed again since then"):
        undo(change, by=None)
    assert record_of(day, ben_at).presence == "online"


def test_undo_refuses_although_the_clock_was_put_back(clock, day, ben_at):
    change = tap(day, ben_at, Presence.IN_PERSON).change
    clock(-10)
    tap(day, ben_at, Presence.ONLINE)
    with pytest.raises(ChangedSince):
        undo(change, by=None)


def test_put_right_records_exactly_what_is_said(clock, day, ben_at, hal_himself):
    tap(day, ben_at, Presence.IN_PERSON)
    ten = datetime(2027, 1, 19, 10, tzinfo=UTC)
    put_right(day, ben_at, "part", by=hal_himself, how=How.PAPER, left_at=ten)
    row = record_of(day, ben_at)
    assert (row.presence, row.arrived_at, row.left_at, row.how) == ("part", None, ten, "paper")


def test_nobody_is_recorded_on_a_day_of_another_programme(day, db):
    stranger = make_member(make_programme("Elsewhere"), "Cora")
    with pytest.raises(ValueError, match="different programmes"):
        tap(day, stranger, Presence.IN_PERSON)
    assert not Attendance.objects.exists()


def _all_at_once(jobs):
    """Run every job in a thread of its own with its own connection, all starting together."""
    start, failures = threading.Barrier(len(jobs)), []

    def run(job):
        try:
            start.wait()
            job()
        except Exception as problem:  # noqa: BLE001
            failures.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[job]) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures


@pytest.mark.django_db(transaction=True)
def test_twenty_double_taps_from_two_helpers_leave_one_record_and_one_line_each():
    programme = make_programme()
    day, ben = make_day(programme), make_member(programme)
    helpers = [make_person("Hal"), make_person("Hana")]
    taps = [(uuid.uuid4(), list(Presence)[number % 5], helpers[number % 2]) for number in range(20)]
    jobs = [
        lambda tapped=tapped: tap(day, ben, tapped[1], tapped[2], client_id=tapped[0])
        for tapped in taps
        for _twice in range(2)
    ]
    assert _all_at_once(jobs) == []
    row = record_of(day, ben)
    changes = list(AttendanceChange.objects.filter(day=day, membership=ben))
    assert len(changes) == 20
    assert row.version == 20
    _follow_on_from_each_other(changes)


def _follow_on_from_each_other(changes):
    """What each change found is what the one before it left."""
    newest_first = sorted(changes, key=lambda change: change.at, reverse=True)
    for later, earlier in zip(newest_first, newest_first[1:], strict=False):
        assert later.old == earlier.new
