"""Everyone at once, then correct the few, and the way back."""

from datetime import UTC, date, datetime, time

import pytest

from programmes.attendance.actions import record_plan, record_presence
from programmes.attendance.everyone import record_everyone
from programmes.models import Attendance, AttendanceChange
from tests.factories import make_attendance, make_day, make_member, new_id
from tests.programmes.attendance.desk import at, text


def everyone(client, day, **more):
    data = {"team": "all", "how": "in_person", "client_id": new_id(), "sure": "1", **more}
    return client.post(at("everyone_here", day), data)


def here(day):
    return set(
        Attendance.objects.filter(day=day, presence="in_person").values_list("membership__name", flat=True)
    )


def test_hal_records_the_room_and_leaves_alone_who_is_recorded_or_sent_apologies(hal, lena, today, ben, bea):
    make_attendance(today, bea.membership, "online", version=3)
    record_plan(today, lena.membership, "apologies", by=lena.person)
    page = text(hal.get(at("everyone_here", today)))
    assert "This records 2 people." in page
    assert "1 person has something recorded already" in page
    assert "1 person sent apologies" in page
    assert everyone(hal, today).status_code == 302
    assert here(today) == {"Hal Green", "Ben Carter"}
    assert Attendance.objects.get(membership=bea.membership).version == 3
    changes = AttendanceChange.objects.filter(new__presence="in_person")
    assert {change.by for change in changes} == {hal.person}
    assert len({change.client_id for change in changes}) == 2


def test_asking_records_nothing_before_somebody_is_sure(hal, today, ben):
    hal.get(at("everyone_here", today), {"team": "none"})
    hal.post(at("everyone_here", today), {"team": "all", "how": "in_person", "client_id": new_id()})
    assert not Attendance.objects.exists()


def test_only_one_team_and_online(hal, today, team, ben, bea):
    everyone(hal, today, team=team.ref, how="online")
    record = Attendance.objects.get()
    assert (record.membership, record.presence, record.arrived_at) == (ben.membership, "online", None)


def test_the_time_is_what_somebody_says_and_never_a_guess(hal, programme, ben):
    day = make_day(programme, on=date(2027, 1, 19))
    everyone(hal, day, arrived="09:30")
    assert Attendance.objects.filter(arrived_at=datetime(2027, 1, 19, 9, 30, tzinfo=UTC)).count() == 2


def test_a_time_that_the_clocks_skip_is_explained(hal, programme, ben):
    night = make_day(programme, on=date(2027, 3, 28), start=time(0, 15), end=time(3, 0))
    answer = everyone(hal, night, arrived="01:30")
    assert answer.status_code == 422
    assert "01:30 does not exist. Try 02:30" in text(answer)
    assert not Attendance.objects.exists()


def test_the_same_form_sent_twice_records_once(hal, today, ben, bea):
    again = {"client_id": new_id()}
    everyone(hal, today, **again)
    everyone(hal, today, **again)
    assert AttendanceChange.objects.count() == 3


def test_all_of_them_are_taken_back_but_whom_somebody_recorded_since(hal, asha, today, ben, bea):
    everyone(hal, today)
    record_presence(today, bea.membership, "not_here", by=asha.person, how="desk")
    page = text(hal.get(at("everyone_here", today)))
    assert "Take these 4 back" in page
    ref = page.split('name="batch" value="')[1][:8]
    after = hal.post(at("everyone_here", today), {"batch": ref}, follow=True)
    assert "3 people taken back." in text(after)
    assert "1 was recorded anew since then" in text(after)
    assert "Take these" not in text(after)
    assert Attendance.objects.get(presence__isnull=False).membership == bea.membership
    assert AttendanceChange.objects.filter(old__presence="in_person", new__presence=None).count() == 3


def test_taking_back_twice_changes_nothing_more(hal, today, ben):
    made = record_everyone(today, "in_person", by=hal.person, client_id=new_id())
    for _time in range(2):
        hal.post(at("everyone_here", today), {"batch": made[0].ref})
    assert AttendanceChange.objects.count() == 4
    assert not Attendance.objects.filter(presence__isnull=False).exists()


def test_one_of_them_can_be_undone_on_the_board_too(hal, today, ben):
    made = record_everyone(today, "in_person", by=hal.person, client_id=new_id())
    # Whichever of them it is, the others can still be taken back together.
    for count, change in enumerate(made[:-1], 1):
        hal.post(at("undo", today), {"change": change.ref})
        assert Attendance.objects.filter(presence="in_person").count() == len(made) - count
        assert "Take these" in text(hal.get(at("everyone_here", today)))


def test_five_hundred_people_cost_no_more_questions_than_five(hal, today, django_assert_max_num_queries):
    for number in range(60):
        make_member(today.programme, f"Person {number:02}")
    with django_assert_max_num_queries(12):
        assert len(record_everyone(today, "in_person", by=hal.person, client_id=new_id())) == 61


@pytest.mark.parametrize(
    "sent", [{"how": "not_here"}, {"team": "zzzzzzzz"}, {"client_id": "x"}, {"arrived": "soon"}]
)
def test_what_makes_no_sense_is_refused(hal, today, ben, sent):
    assert everyone(hal, today, **sent).status_code == 422
    assert not Attendance.objects.exists()


def test_a_batch_of_another_programme_cannot_be_taken_back(hal, cora, today):
    elsewhere = make_day(cora.programme)
    made = record_everyone(elsewhere, "in_person", by=cora.person, client_id=new_id())
    hal.post(at("everyone_here", today), {"batch": made[0].ref})
    assert Attendance.objects.get().presence == "in_person"


def test_ben_and_strangers_stay_out(ben, cora, anyone, today):
    address = at("everyone_here", today)
    assert ben.post(address).status_code == 403
    assert cora.get(address).status_code == 404
    assert anyone.get(address).status_code == 302
