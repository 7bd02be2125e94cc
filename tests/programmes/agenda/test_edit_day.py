"""When and where a day is: every odd date and time gets an answer that helps."""

from datetime import UTC, date, datetime, time

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from programmes.models import Plan, ProgrammeDay
from tests.factories import make_attendance, make_day, make_member
from tests.programmes.agenda.pages import at, words_of


def sent(**more):
    """What the day form sends for a day that is fine."""
    return {
        "title": "Day one",
        "date": "2027-01-19",
        "start_wall": "09:30",
        "end_wall": "15:30",
        "zone": "Europe/London",
        "venue": "Harbour Hall",
        **more,
    }


@pytest.fixture
def new(programme):
    return f"/p/{programme.slug}/days/new/"


def test_asha_adds_a_day_and_goes_on_to_its_plan(asha, new):
    everything = sent(
        room="Blue room",
        directions="Ring twice",
        online_link="https://meet.example.org/x",
        online_note="Cameras off is fine",
        capacity="40",
        notes="Key is with Pat",
    )
    response = asha.post(new, everything, follow=True)
    day = ProgrammeDay.objects.get()
    assert response.redirect_chain[-1][0] == at("plan", day)
    assert (day.number, day.date, day.start_wall, day.end_wall) == (
        1,
        date(2027, 1, 19),
        time(9, 30),
        time(15, 30),
    )
    assert day.starts_at == datetime(2027, 1, 19, 9, 30, tzinfo=UTC)
    assert (day.room, day.directions, day.capacity, day.notes) == (
        "Blue room",
        "Ring twice",
        40,
        "Key is with Pat",
    )
    assert not day.is_published


def test_a_day_may_wait_for_its_date(asha, new):
    asha.post(new, {"zone": "Europe/London"})
    day = ProgrammeDay.objects.get()
    assert (day.date, day.starts_at, str(day.label)) == (None, None, "Day 1")


def test_the_form_offers_the_zone_of_the_programme(asha, new, programme):
    programme.zone = "Asia/Kolkata"
    programme.save()
    assert '<option value="Asia/Kolkata" selected>' in asha.get(new).content.decode()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"date": "2027-02-31"}, "February has 28 days in 2027"),
        ({"date": "31/02/2028"}, "February has 29 days in 2028"),
        ({"date": "0026-01-19"}, "Check the year"),
        ({"date": "tomorrow"}, "Write the date like 19/01/2027"),
        ({"date": "2027-13-01"}, "Write the date like 19/01/2027"),
        ({"start_wall": "noon"}, "Write the time like 9:30"),
        ({"end_wall": "09:00"}, "End must be after start"),
        ({"end_wall": "09:30"}, "End must be after start"),
        ({"zone": "Mars/Olympus"}, "Choose a listed time zone"),
        ({"zone": ""}, "Fill this in"),
        ({"online_link": "javascript:alert(1)"}, "Start with https://"),
        ({"online_link": "http://meet.example.org"}, "Start with https://"),
        ({"capacity": "-1"}, "0 or more"),
        ({"capacity": "1000000000"}, "At most 10,000"),
        ({"capacity": "1e3"}, "Use digits"),
        ({"title": "a\x00"}, "Remove the hidden character"),
        ({"venue": "x" * 201}, "Shorten by 1"),
    ],
)
def test_a_wrong_box_keeps_every_word_and_says_what_to_do(asha, new, typed, says):
    response = asha.post(new, sent(notes="Pat has the key", **typed))
    assert response.status_code == 422
    assert says in words_of(response)
    assert "Pat has the key" in response.content.decode()
    assert not ProgrammeDay.objects.exists()


def test_a_date_typed_the_british_way_is_echoed_in_words(asha, new):
    response = asha.post(new, sent(date="03/04/2027"), follow=True)
    assert "Saturday 3 April 2027" in words_of(response)


def test_digits_of_any_script_count(asha, new):
    asha.post(new, sent(capacity="٣"))
    assert ProgrammeDay.objects.get().capacity == 3


def test_a_date_that_has_passed_is_asked_about_once(asha, new):
    response = asha.post(new, sent(date="2020-01-19"))
    assert response.status_code == 422
    assert "This date has passed. Is that right?" in words_of(response)
    assert asha.post(new, sent(date="2020-01-19", past_is_right="on")).status_code == 302


def test_a_day_that_has_passed_can_be_edited_without_being_asked(asha, programme):
    day = make_day(programme, on=date(2020, 1, 19))
    assert "passed" not in words_of(asha.get(at("edit_day", day)))
    assert asha.post(at("edit_day", day), sent(date="2020-01-19")).status_code == 302


def test_a_time_that_the_clocks_skip_is_refused_with_the_next_one(asha, new):
    response = asha.post(new, sent(date="2027-03-28", start_wall="01:30"))
    assert response.status_code == 422
    assert "Clocks go forward; 01:30 does not exist. Try 02:30" in words_of(response)
    late = asha.post(new, sent(date="2027-03-28", start_wall="00:30", end_wall="01:30"))
    assert 'href="#id_end_wall"' in late.content.decode()


def test_a_time_that_comes_twice_is_asked_about(asha, new):
    night = {"date": "2027-10-31", "start_wall": "01:30", "end_wall": "04:00"}
    assert "start_fold" not in asha.get(new).content.decode()
    response = asha.post(new, sent(**night))
    assert response.status_code == 422
    assert "First or second 01:30?" in words_of(response)
    asha.post(new, sent(**night, start_fold="1"))
    assert ProgrammeDay.objects.get().starts_at == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)


def test_the_second_time_is_forgotten_with_its_date(asha, new):
    asha.post(new, sent(date="2027-10-31", start_wall="01:30", end_wall="04:00", start_fold="1"))
    day = ProgrammeDay.objects.get()
    second = next(
        line
        for line in asha.get(at("edit_day", day)).content.decode().split("<input")
        if 'value="1"' in line and "version" not in line
    )
    assert 'name="start_fold"' in second and "checked" in second
    asha.post(at("edit_day", day), sent())
    assert ProgrammeDay.objects.get().start_fold == 0


def test_two_days_at_the_same_time_are_asked_about(asha, new, programme):
    make_day(programme, title="Day with us")
    response = asha.post(new, sent(start_wall="15:00", end_wall="17:00"))
    assert response.status_code == 422
    assert "Day with us is at the same time. Is that right?" in words_of(response)
    assert asha.post(new, sent(start_wall="15:00", end_wall="17:00", clash_is_right="on")).status_code == 302
    assert asha.post(new, sent(start_wall="18:00", end_wall="19:00")).status_code == 302


def test_the_room_cannot_be_smaller_than_the_people_who_are_coming(asha, day):
    for number in range(12):
        member = make_member(day.programme, f"Person {number}")
        make_attendance(day, member, presence=None, plan=Plan.COMING)
    response = asha.post(at("edit_day", day), sent(capacity="11"))
    assert response.status_code == 422
    assert "12 already have a place" in words_of(response)
    assert asha.post(at("edit_day", day), sent(capacity="12")).status_code == 302


def test_a_new_time_moves_the_plan_and_keeps_the_number(asha, programme):
    make_day(programme, on=None)
    day = make_day(programme)
    asha.post(at("edit_day", day), sent(start_wall="10:00", number="1", programme="x", published_at=""))
    day.refresh_from_db()
    assert (day.number, day.start_wall, day.programme_id) == (2, time(10), programme.pk)
    assert day.starts_at == datetime(2027, 1, 19, 10, tzinfo=UTC)
    assert day.is_published


def test_the_heading_keeps_the_stored_name_while_the_form_is_wrong(asha, day):
    response = asha.post(at("edit_day", day), sent(title="Brand new", date="2027-02-31"))
    text = response.content.decode()
    assert '<h1 dir="auto">Day 1</h1>' in text and 'value="Brand new"' in text


def test_the_local_date_of_the_programme_decides_what_has_passed(asha, new, programme, monkeypatch):
    programme.zone = "Pacific/Kiritimati"
    programme.save()
    evening = timezone.now().replace(hour=18)  # the next day has begun there
    monkeypatch.setattr(timezone, "now", lambda: evening)
    response = asha.post(new, sent(date=evening.date().isoformat(), zone="Pacific/Kiritimati"))
    assert "This date has passed" in words_of(response)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    typed=st.dictionaries(
        st.sampled_from(["date", "start_wall", "end_wall", "zone", "capacity", "online_link", "start_fold"]),
        st.text(max_size=20)
        | st.sampled_from(["2027-10-31", "2027-03-28", "01:30", "23:59", "UTC", "9999-99-99"]),
    )
)
def test_nothing_typed_breaks_the_form(asha, new, typed):
    assert asha.post(new, sent(**typed)).status_code in {302, 422}
