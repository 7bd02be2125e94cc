"""Checking yourself in, when it is not as simple as it should be: too early, an old code, half a day."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from programmes.models import Attendance, AttendanceChange
from tests.factories import make_attendance, make_day, new_id

NINE = datetime(2027, 1, 19, 9, 0, tzinfo=UTC)


@pytest.fixture
def at_nine(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NINE)


def address_of(day):
    return reverse("programmes:self_check_in", args=[day.programme.slug, day.ref])


def half(client, day, which):
    return client.post(address_of(day), {"half": which, "client_id": new_id()})


def test_ben_says_that_he_is_here_for_the_morning_and_then_for_all_of_it(at_nine, ben, day):
    ben.post(address_of(day), {"here": "online", "client_id": new_id()})
    assert "Here for only half of the day?" in ben.get(address_of(day)).content.decode()
    half(ben, day, "morning")
    record = Attendance.objects.get()
    assert (record.presence, record.half, record.how, record.arrived_at) == (
        "online",
        "morning",
        "self",
        NINE,
    )
    assert "Online, arrived 9:00am, morning" in ben.get(address_of(day)).content.decode()
    half(ben, day, "whole")
    assert Attendance.objects.get().half == ""


def test_half_a_day_records_nobody_who_is_not_here(at_nine, ben, day):
    half(ben, day, "morning")
    make_attendance(day, ben.membership, "not_here")
    half(ben, day, "afternoon")
    assert Attendance.objects.get().presence == "not_here"
    assert not AttendanceChange.objects.exists()


def test_nonsense_in_place_of_a_half_is_refused(at_nine, ben, day):
    assert half(ben, day, "evening").status_code == 422


@pytest.fixture
def too_early(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2027, 1, 19, 8, 28, tzinfo=UTC))


def test_an_early_scan_can_be_tried_again_and_then_works(too_early, monkeypatch, ben, day):
    page = ben.get(address_of(day)).content.decode()
    assert "Try again" in page
    assert "8:30am" in page
    monkeypatch.setattr(timezone, "now", lambda: NINE)
    assert "I’m here in person" in ben.get(address_of(day)).content.decode()


def test_an_old_code_on_the_wall_leads_to_today(at_nine, ben, programme, day):
    before = make_day(programme, on=date(2027, 1, 5))
    page = ben.get(address_of(before)).content.decode()
    assert "This day is over" in page
    assert f'href="{address_of(day)}"' in page


def test_after_a_scan_no_other_day_can_be_marked(at_nine, ben, programme, day):
    ben.post(address_of(day), {"here": "in_person", "client_id": new_id()})
    for other in (make_day(programme, on=date(2027, 1, 20)), make_day(programme, on=None)):
        assert ben.post(address_of(other), {"here": "in_person", "client_id": new_id()}).status_code == 422
        assert half(ben, other, "morning").status_code == 422
    assert Attendance.objects.get().day == day
