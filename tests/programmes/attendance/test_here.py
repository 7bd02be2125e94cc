"""Checking yourself in, and the code on the wall."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from programmes.attendance.opening import when_open
from programmes.models import Attendance, EntryCode
from tests.factories import make_attendance, make_day, make_programme, new_id

NINE = datetime(2027, 1, 19, 9, 0, tzinfo=UTC)  # the day is from 9:30 to 3:30


@pytest.fixture
def at_nine(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NINE)


@pytest.fixture
def address(programme, day):
    return reverse("programmes:self_check_in", args=[programme.slug, day.ref])


@pytest.fixture
def poster(programme, day):
    return reverse("programmes:day_code_poster", args=[programme.slug, day.ref])


def here(client, address, how="in_person", **more):
    return client.post(address, {"here": how, "client_id": new_id(), **more})


def test_ben_says_he_is_here(at_nine, ben, address):
    assert "I’m here in person" in ben.get(address).content.decode()
    assert here(ben, address).status_code == 302
    record = Attendance.objects.get(membership=ben.membership)
    assert (record.presence, record.how, record.arrived_at) == ("in_person", "self", NINE)
    page = ben.get(address).content.decode()
    assert "We have you down, Ben" in page
    assert "In person, arrived 9:00am" in page


def test_ben_can_say_online_instead(at_nine, ben, address):
    here(ben, address, "in_person")
    here(ben, address, "online")
    assert Attendance.objects.get(membership=ben.membership).presence == "online"


def test_looking_at_the_page_records_nothing(at_nine, ben, address):
    ben.get(address)
    assert not Attendance.objects.exists()


@pytest.mark.parametrize("how", ["", "not_here", "apologies", "in_person' OR 1=1--"])
def test_only_here_in_person_or_online_can_be_said(at_nine, ben, address, how):
    assert here(ben, address, how).status_code == 422
    assert not Attendance.objects.exists()


def test_nobody_checks_in_for_somebody_else(at_nine, ben, bea, address):
    here(ben, address, membership=bea.membership.ref, person=bea.person.pk)
    assert Attendance.objects.get().membership == ben.membership


@pytest.mark.parametrize(
    ("minutes", "opening"),
    [(-31, "early"), (-30, "open"), (0, "open"), (450, "open"), (451, "late")],
)
def test_the_page_is_open_from_an_hour_before_to_an_hour_after(day, minutes, opening):
    assert when_open(day, NINE + timedelta(minutes=minutes)) == opening


def test_a_day_without_times_is_open_on_its_date_in_its_zone(db):
    programme = make_programme(zone="Pacific/Auckland")
    day = make_day(programme, on=date(2027, 1, 19), start=None)
    day.programme = programme
    assert when_open(day, datetime(2027, 1, 18, 10, tzinfo=UTC)) == "early"  # 11pm on the 18th there
    assert when_open(day, datetime(2027, 1, 18, 12, tzinfo=UTC)) == "open"
    assert when_open(day, datetime(2027, 1, 19, 12, tzinfo=UTC)) == "late"


def test_a_day_without_a_date_is_not_open_yet(ben, programme):
    day = make_day(programme, on=None)
    page = ben.get(reverse("programmes:self_check_in", args=[programme.slug, day.ref])).content.decode()
    assert "This day has no date yet" in page


def test_too_early_says_when_and_records_nothing(ben, address):
    page = ben.get(address).content.decode()
    assert "It is a little early" in page
    assert "8:30am" in page
    assert here(ben, address).status_code == 422
    assert not Attendance.objects.exists()


def test_too_late_says_whom_to_ask(ben, programme):
    over = make_day(programme, on=timezone.localdate() - timedelta(days=3))
    page = ben.get(reverse("programmes:self_check_in", args=[programme.slug, over.ref])).content.decode()
    assert "This day is over" in page
    assert "Bernie" in page


def test_an_admin_without_a_place_cannot_take_part(at_nine, ada, address):
    assert ada.get(address).status_code == 403


def test_strangers_and_the_signed_out_stay_out(at_nine, cora, anyone, address, day):
    assert here(cora, address).status_code == 404
    assert anyone.get(address).status_code == 302
    assert not Attendance.objects.exists()


def test_asha_makes_the_code_for_the_wall(asha, day, poster):
    assert "There is no code for this day yet" in asha.get(poster).content.decode()
    assert not EntryCode.objects.exists()
    asha.post(poster)
    code = EntryCode.objects.get(day=day)
    page = asha.get(poster).content.decode()
    assert f"{code.symbols[:3]} {code.symbols[3:]}" in page
    assert '<path d="M' in page
    assert "style=" not in page


def test_a_new_code_stops_the_one_before(asha, day, poster):
    asha.post(poster)
    asha.post(poster)
    first, second = EntryCode.objects.filter(day=day).order_by("made_at")
    assert first.retired_at is not None
    assert second.retired_at is None


def test_only_those_who_run_the_days_see_the_code(hal, ben, cora, poster):
    assert hal.get(poster).status_code == 403
    assert ben.post(poster).status_code == 403
    assert cora.get(poster).status_code == 404
    assert not EntryCode.objects.exists()


def test_what_is_recorded_at_the_door_shows_here(at_nine, ben, day, address):
    make_attendance(day, ben.membership, "phone")
    assert "By phone" in ben.get(address).content.decode()
