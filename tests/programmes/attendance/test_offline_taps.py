"""Taps that waited on a device: when they count as made, what stands, and that each counts once."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from programmes.attendance.actions import record_presence
from programmes.attendance.moments import moment_of_tap
from programmes.models import Attendance, AttendanceChange, How, Membership
from tests.factories import make_day, new_id
from tests.programmes.attendance.desk import HTMX, at, tap, text


def minutes_ago(number):
    return (timezone.now() - timedelta(minutes=number)).isoformat()


def test_a_tap_that_waited_is_recorded_at_the_time_it_was_made(hal, today, ben):
    made = minutes_ago(10)
    answer = tap(hal, today, ben.membership, htmx=True, happened_at=made)
    change = AttendanceChange.objects.get()
    assert change.happened_at == datetime.fromisoformat(made) == datetime.fromisoformat(answer["X-Tapped-At"])
    assert change.at - change.happened_at > timedelta(minutes=9)


def test_a_later_tap_of_another_helper_stands_and_both_are_kept(hal, asha, today, ben):
    tap(asha, today, ben.membership, "online")
    page = text(tap(hal, today, ben.membership, htmx=True, happened_at=minutes_ago(10)))
    assert "Somebody tapped later: theirs stands, yours is kept in the history" in page
    record = Attendance.objects.get(membership=ben.membership)
    assert record.presence == "online"
    assert timezone.now() - record.arrived_at > timedelta(minutes=9)
    assert sorted(AttendanceChange.objects.values_list("new__presence", "stands")) == [
        ("in_person", False),
        ("online", True),
    ]


def test_an_earlier_tap_of_another_helper_gives_way(hal, asha, today, ben):
    record_presence(
        today,
        ben.membership,
        "online",
        by=asha.person,
        how=How.DESK,
        happened_at=datetime.fromisoformat(minutes_ago(20)),
    )
    tap(hal, today, ben.membership, happened_at=minutes_ago(10))
    assert Attendance.objects.get(membership=ben.membership).presence == "in_person"


@pytest.mark.parametrize("order", [[0, 1, 2], [2, 1, 0], [1, 2, 0], [2, 0, 1]])
def test_in_whatever_order_doors_come_back_the_tap_made_last_stands(hal, asha, lena, today, ben, order):
    taps = [(hal, "in_person", 30), (asha, "online", 20), (lena, "called_away", 10)]
    for index in order:
        client, button, ago = taps[index]
        tap(client, today, ben.membership, button, happened_at=minutes_ago(ago))
    record = Attendance.objects.get(membership=ben.membership)
    assert record.presence == "called_away"
    assert AttendanceChange.objects.count() == 3
    assert timezone.now() - record.arrived_at > timedelta(minutes=29)


@pytest.mark.parametrize("times", [2, 5])
def test_a_tap_that_is_sent_again_and_again_counts_once(hal, today, ben, times):
    same = {"client_id": new_id(), "happened_at": minutes_ago(3)}
    answers = [text(tap(hal, today, ben.membership, htmx=True, **same)) for _ in range(times)]
    assert AttendanceChange.objects.count() == 1
    assert len({answer.split("<form")[0] for answer in answers}) == 1


@pytest.mark.parametrize(
    "said",
    ["", "yesterday", "2026-13-45T00:00:00Z", "2026-01-01T10:00", "0001-01-01T00:00:00+14:00", "9" * 99],
)
def test_a_device_that_lost_its_clock_loses_no_tap(hal, today, ben, said):
    assert moment_of_tap(said) is None
    tap(hal, today, ben.membership, happened_at=said)
    assert timezone.now() - AttendanceChange.objects.get().happened_at < timedelta(minutes=1)


def test_a_device_whose_clock_is_fast_makes_no_tap_in_the_future(hal, today, ben):
    tap(hal, today, ben.membership, happened_at=(timezone.now() + timedelta(hours=3)).isoformat())
    assert AttendanceChange.objects.get().happened_at <= timezone.now()
    tap(hal, today, ben.membership, "online")
    assert Attendance.objects.get(membership=ben.membership).presence == "online"


# Undo and newcomers ----------------------------------------------------------------------------


def test_a_tap_and_its_undo_wait_together_and_both_are_in_the_history(hal, today, ben):
    about = {"tap": f"in_person.{ben.membership.ref}", "client_id": new_id()}
    hal.post(at("mark", today), about | {"happened_at": minutes_ago(10)}, headers=HTMX)
    undone = about | {"happened_at": minutes_ago(9)}
    first = hal.post(at("undo", today), undone, headers=HTMX)
    assert text(first) == text(hal.post(at("undo", today), undone, headers=HTMX))
    assert Attendance.objects.get(membership=ben.membership).presence is None
    assert AttendanceChange.objects.count() == 2
    assert timezone.now() - AttendanceChange.objects.latest("at").happened_at > timedelta(minutes=8)


def test_an_undo_that_waited_leaves_a_later_tap_of_another_helper_alone(hal, asha, today, ben):
    about = {"tap": f"in_person.{ben.membership.ref}", "client_id": new_id()}
    hal.post(at("mark", today), about | {"happened_at": minutes_ago(10)}, headers=HTMX)
    tap(asha, today, ben.membership, "online")
    answer = hal.post(at("undo", today), about | {"happened_at": minutes_ago(9)}, headers=HTMX)
    assert answer.status_code == 409
    assert "Changed again since then" in text(answer)
    assert Attendance.objects.get(membership=ben.membership).presence == "online"


def test_a_tap_made_after_an_undo_elsewhere_still_stands(hal, asha, today, ben):
    """The undo counts from when it was made, not from when it came here."""
    about = {"tap": f"in_person.{ben.membership.ref}", "client_id": new_id()}
    hal.post(at("mark", today), about | {"happened_at": minutes_ago(10)}, headers=HTMX)
    hal.post(at("undo", today), about | {"happened_at": minutes_ago(9)}, headers=HTMX)
    tap(asha, today, ben.membership, "online", happened_at=minutes_ago(5))
    assert Attendance.objects.get(membership=ben.membership).presence == "online"


def test_there_is_nothing_to_undo_of_a_tap_that_never_came(hal, today, ben):
    about = {"tap": f"in_person.{ben.membership.ref}", "client_id": new_id()}
    assert hal.post(at("undo", today), about, headers=HTMX).status_code == 422


def test_somebody_added_without_a_connection_can_be_tapped_before_they_have_a_ref(hal, today):
    newcomer = new_id()
    about = {"name": "Nadia", "client_id": newcomer, "happened_at": minutes_ago(10)}
    for _again in range(3):
        answer = hal.post(at("walk_in", today), about, headers=HTMX)
        assert answer.status_code == 200
        assert "<bdi>Nadia</bdi>: here in person" in text(answer)
    nadia = Membership.objects.get(name="Nadia")
    hal.post(at("mark", today), {"tap": f"online.{newcomer}", "client_id": new_id()}, headers=HTMX)
    record = Attendance.objects.get(membership=nadia)
    assert record.presence == "online"
    assert timezone.now() - record.arrived_at > timedelta(minutes=9)
    assert AttendanceChange.objects.count() == 2


def test_a_newcomer_of_a_known_name_is_asked_about_in_words_a_device_can_show(hal, today, ben):
    answer = hal.post(at("walk_in", today), {"name": "ben carter", "client_id": new_id()}, headers=HTMX)
    assert answer.status_code == 422
    assert 'id="toast"' in text(answer)
    assert "Someone with this name is on the list already" in text(answer)


def test_a_newcomer_of_another_programme_cannot_be_tapped_here(hal, today, cora):
    newcomer = new_id()
    theirs = make_day(cora.programme)
    cora.post(at("walk_in", theirs), {"name": "Nadia", "client_id": newcomer}, headers=HTMX)
    answer = hal.post(at("mark", today), {"tap": f"online.{newcomer}", "client_id": new_id()}, headers=HTMX)
    assert answer.status_code == 422
    assert "not on the list any more" in text(answer)


def test_somebody_who_left_meanwhile_is_told_in_words(hal, today, ben):
    ben.membership.left_on = timezone.localdate()
    ben.membership.save()
    answer = tap(hal, today, ben.membership, htmx=True, happened_at=minutes_ago(5))
    assert answer.status_code == 422
    assert "This person is not on the list any more" in text(answer)
