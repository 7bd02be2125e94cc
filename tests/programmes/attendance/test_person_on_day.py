"""One person's day: what is recorded, how it came about, and putting it right."""

from datetime import UTC, date, datetime, time

import pytest
from django.urls import reverse

from programmes.attendance.actions import record_presence
from programmes.models import Attendance, AttendanceChange
from tests.factories import make_attendance, make_day, make_programme, new_id


@pytest.fixture
def address(programme, day, ben):
    return reverse("programmes:person_on_day", args=[programme.slug, day.ref, ben.membership.ref])


def put(client, address, presence, **more):
    return client.post(address, {"presence": presence, "client_id": new_id(), **more})


def record_of(ben):
    return Attendance.objects.get(membership=ben.membership)


def test_asha_sees_every_change_who_made_it_and_how(asha, hal, day, ben, address):
    record_presence(day, ben.membership, "online", by=hal.person, how="desk")
    record_presence(day, ben.membership, "in_person", by=ben.person, how="self")
    page = asha.get(address).content.decode()
    assert "Hal Green" in page
    assert "At the door" in page
    assert "By themselves" in page
    assert "Before: Not recorded" in page
    assert "Before: Online" in page
    assert page.index("By themselves") < page.index("At the door")


def test_hal_sees_the_last_change_only_and_no_names(hal, asha, day, ben, address):
    record_presence(day, ben.membership, "online", by=asha.person, how="desk")
    record_presence(day, ben.membership, "in_person", by=asha.person, how="desk")
    page = hal.get(address).content.decode()
    assert "The last change" in page
    assert page.count("Before:") == 1
    assert "Asha" not in page
    assert "Put it right" not in page


def test_hal_cannot_put_it_right(hal, address):
    assert put(hal, address, "in_person").status_code == 403
    assert not Attendance.objects.exists()


def test_asha_copies_the_sheet_from_paper_after_the_day(asha, ben, address):
    answer = put(asha, address, "part", arrived="10:15", left="12:30", from_paper="on")
    assert answer.status_code == 302
    record = record_of(ben)
    assert (record.presence, record.how, record.recorded_by) == ("part", "paper", asha.person)
    assert record.arrived_at == datetime(2027, 1, 19, 10, 15, tzinfo=UTC)
    assert record.left_at == datetime(2027, 1, 19, 12, 30, tzinfo=UTC)
    page = asha.get(address).content.decode()
    assert "Here for part, arrived 10:15am, left 12:30pm" in page
    assert 'value="10:15"' in page


def test_back_to_not_recorded_is_a_choice_too(asha, day, ben, address):
    make_attendance(day, ben.membership, "not_here")
    put(asha, address, "not_recorded")
    assert record_of(ben).presence is None
    assert AttendanceChange.objects.get().old["presence"] == "not_here"


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"presence": "in_person", "arrived": "14:00", "left": "09:30"}, "before they arrived"),
        ({"presence": "in_person", "arrived": "25:99"}, "Write the time like 09:30"),
        ({"presence": "not_recorded", "arrived": "09:30"}, "take the times out"),
        ({"arrived": "09:30"}, "Choose how they were here"),
        ({"presence": "absent"}, "another look"),
    ],
)
def test_what_cannot_be_is_refused_with_everything_still_there(asha, address, sent, says):
    answer = asha.post(address, {"client_id": new_id(), **sent})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in page
    assert 'id="errors"' in page
    assert sent.get("arrived", "") in page
    assert not Attendance.objects.exists()


def test_a_time_that_the_clocks_skip_is_explained(asha, programme, ben):
    night = make_day(programme, on=date(2027, 3, 28), start=time(0, 15), end=time(3, 0))
    address = reverse("programmes:person_on_day", args=[programme.slug, night.ref, ben.membership.ref])
    answer = put(asha, address, "in_person", arrived="01:30")
    assert answer.status_code == 422
    assert "01:30 does not exist. Try 02:30" in answer.content.decode()


def test_a_day_that_ends_after_midnight_keeps_the_order(asha, programme, ben):
    night = make_day(programme, on=date(2027, 1, 19), start=time(20), end=time(1))
    address = reverse("programmes:person_on_day", args=[programme.slug, night.ref, ben.membership.ref])
    put(asha, address, "in_person", arrived="20:05", left="00:30")
    assert record_of(ben).left_at == datetime(2027, 1, 20, 0, 30, tzinfo=UTC)


def test_a_day_without_a_date_asks_for_no_times(asha, programme, ben):
    some_day = make_day(programme, on=None)
    address = reverse("programmes:person_on_day", args=[programme.slug, some_day.ref, ben.membership.ref])
    assert 'type="time"' not in asha.get(address).content.decode()
    assert put(asha, address, "online").status_code == 302
    assert record_of(ben).presence == "online"


def test_somebody_who_left_can_still_be_put_right(asha, ben, address):
    ben.membership.left_on = date(2027, 1, 20)
    ben.membership.save()
    assert put(asha, address, "in_person").status_code == 302


def test_ben_and_strangers_stay_out(ben, cora, anyone, address):
    assert ben.get(address).status_code == 403
    assert cora.get(address).status_code == 404
    assert anyone.get(address).status_code == 302


def test_people_are_found_through_the_programme_only(asha, programme, day, cora):
    address = reverse("programmes:person_on_day", args=[programme.slug, day.ref, cora.membership.ref])
    assert asha.get(address).status_code == 404
    elsewhere = make_day(make_programme("Elsewhere too"))
    mixed = reverse("programmes:person_on_day", args=[programme.slug, elsewhere.ref, asha.membership.ref])
    assert asha.get(mixed).status_code == 404
