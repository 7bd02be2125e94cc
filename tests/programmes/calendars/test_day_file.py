"""One day as a file for a calendar: the right moment, the right words, read the same by two parsers."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.urls import reverse

from programmes.agenda.times import set_instants
from tests.factories import make_day, make_programme
from tests.programmes.calendars.reading import events, lines


def file_of(client, day):
    answer = client.get(reverse("programmes:day_calendar", args=[day.programme.slug, day.ref]))
    assert answer.status_code == 200
    return answer


def only(client, day):
    [event] = events(file_of(client, day).content)
    return event


def day_at(programme, on, start, end, zone="Europe/London", fold=0, **extra):
    """A published day with instants worked out as the form works them out."""
    day = make_day(programme, on=on, start=start, end=end, **extra)
    day.zone, day.start_fold = zone, fold
    set_instants(day)
    day.save()
    return day


def test_ben_takes_a_day_home_for_his_calendar(ben, programme, settings):
    settings.BASE_URL = "https://copro.example.org"
    day = make_day(
        programme,
        room="Garden room",
        directions="Bus 7; ring the bell, then wait\nNo steps",
        online_link="https://meet.example.org/a?b=1,2",
        online_note="Camera off is fine",
    )
    answer = file_of(ben, day)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == (
        f'attachment; filename="{programme.slug}-day-1-2027-01-19.ics"'
    )
    assert "no-store" in answer.headers["Cache-Control"]
    event = only(ben, day)
    assert event["summary"] == "Working it out together: Day 1"
    assert event["starts"] == datetime(2027, 1, 19, 9, 30, tzinfo=UTC)
    assert event["ends"] == datetime(2027, 1, 19, 15, 30, tzinfo=UTC)
    assert event["place"] == "Harbour Hall, Garden room"
    assert event["url"] == f"https://copro.example.org/p/{programme.slug}/days/{day.ref}/"
    assert (event["status"], event["transp"], event["sequence"]) == ("CONFIRMED", "OPAQUE", 0)
    for words in (
        "How to get there:\nBus 7; ring the bell, then wait\nNo steps",
        "Join online: https://meet.example.org/a?b=1,2",
        "Camera off is fine",
        event["url"],
    ):
        assert words in event["words"]


def test_the_file_says_what_outlook_apple_and_google_ask_for(ben, programme):
    found = lines(file_of(ben, make_day(programme)).content)
    assert found[0] == "BEGIN:VCALENDAR" and found[-1] == "END:VCALENDAR"
    for line in (
        "VERSION:2.0",
        "PRODID:-//Copro//Copro//EN",
        "METHOD:PUBLISH",
        "CALSCALE:GREGORIAN",
        "X-WR-CALNAME:Working it out together",
        "X-WR-TIMEZONE:Europe/London",
        "REFRESH-INTERVAL;VALUE=DURATION:PT4H",
        "DTSTART;TZID=Europe/London:20270119T093000",
        "DTEND;TZID=Europe/London:20270119T153000",
    ):
        assert line in found
    assert found.index("END:VTIMEZONE") < found.index("BEGIN:VEVENT")
    assert not [line for line in found if line.startswith(("ATTENDEE", "ORGANIZER", "BEGIN:VALARM"))]
    assert "PARTSTAT" not in "".join(found)


ZONES = [("Europe/London", date(2027, 10, 31)), ("America/New_York", date(2027, 11, 7))]


@pytest.mark.parametrize(("zone", "change"), ZONES)
def test_days_in_the_week_of_the_change_keep_their_clock_time(ben, programme, zone, change):
    for away in range(-3, 4):
        on = change + timedelta(days=away)
        day = day_at(programme, on, time(9, 30), time(15, 30), zone)
        event = only(ben, day)
        assert event["starts"].astimezone(ZoneInfo(zone)).replace(tzinfo=None) == datetime.combine(
            on, time(9, 30)
        )
        assert event["ends"] - event["starts"] == timedelta(hours=6)


@pytest.mark.parametrize(("zone", "change"), ZONES)
def test_a_night_in_which_the_clocks_go_back_is_an_hour_longer(ben, programme, zone, change):
    day = day_at(programme, change - timedelta(days=1), time(23), time(3), zone)
    event = only(ben, day)
    assert event["ends"] - event["starts"] == timedelta(hours=5)
    assert (event["starts"], event["ends"]) == (day.starts_at, day.ends_at)


@pytest.mark.parametrize(
    ("zone", "change"), [("Europe/London", date(2027, 3, 28)), ("America/New_York", date(2027, 3, 14))]
)
def test_a_night_in_which_the_clocks_go_forward_is_an_hour_shorter(ben, programme, zone, change):
    day = day_at(programme, change - timedelta(days=1), time(23), time(3, 30), zone)
    event = only(ben, day)
    assert event["ends"] - event["starts"] == timedelta(hours=3, minutes=30)
    assert (event["starts"], event["ends"]) == (day.starts_at, day.ends_at)


@pytest.mark.parametrize("fold", [0, 1])
def test_a_time_that_comes_twice_is_the_one_that_was_meant(ben, programme, fold):
    """Calendars do not agree on local time that comes twice; UTC they all read alike."""
    day = day_at(programme, date(2027, 10, 31), time(1, 15), time(4), fold=fold)
    event = only(ben, day)
    assert event["starts"] == day.starts_at == datetime(2027, 10, 31, fold, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "starts"),
    [
        ("Europe/London", ["20260329T010000", "20261025T020000"]),
        ("America/New_York", ["20260308T020000", "20261101T020000"]),
    ],
)
def test_the_zone_changes_at_the_clock_time_before_the_change(ben, programme, zone, starts):
    day = day_at(programme, date(2027, 5, 4), time(9), time(10), zone)
    calendar = icalendar.Calendar.from_ical(file_of(ben, day).content)
    part = next(part for part in calendar.timezones if part["tzid"] == zone)
    found = [f"{each['dtstart'].dt:%Y%m%dT%H%M%S}" for each in part.subcomponents]
    assert set(starts) <= set(found)


def test_without_times_it_is_a_whole_day(ben, programme):
    day = make_day(programme, start=None)
    event = only(ben, day)
    assert (event["starts"], event["ends"]) == (date(2027, 1, 19), date(2027, 1, 20))
    assert "DTSTART;VALUE=DATE:20270119" in lines(file_of(ben, day).content)


def test_when_only_the_start_is_known_it_says_so_and_makes_up_no_end(ben, programme):
    day = make_day(programme)
    day.end_wall = day.ends_at = None
    day.save()
    event = only(ben, day)
    assert event["starts"].hour == 9 and event["ends"] is None
    assert "It starts at 9:30am. The end is not known yet." in event["words"]


def test_a_place_that_is_not_known_yet_is_not_made_up(ben, programme):
    day = make_day(programme, online_link="https://meet.example.org/")
    day.venue = ""
    day.save()
    event = only(ben, day)
    assert event["place"] is None and "Join online: https://meet.example.org/" in event["words"]


@pytest.mark.parametrize("extra", [{"on": None}, {"published_at": None}])
def test_a_day_without_a_date_or_not_published_has_no_file(ben, lena, programme, extra):
    day = make_day(programme, **extra)
    for client in (ben, lena):
        address = reverse("programmes:day_calendar", args=[programme.slug, day.ref])
        assert client.get(address).status_code == 404


def test_ben_gets_no_file_while_the_programme_is_a_draft(ben, asha, programme):
    day = make_day(programme)
    programme.state = "draft"
    programme.save()
    address = reverse("programmes:day_calendar", args=[programme.slug, day.ref])
    assert ben.get(address).status_code == 404
    assert asha.get(address).status_code == 200


TITLES = [
    "يوم نعمل فيه معا على تحسين خدمات الرعاية الصحية في مدينتنا الجميلة",
    "🧠🌱👩🏽‍⚕️ " * 12,
    r"Comma, semicolon; back\slash \n and a \\ pair: “quotes” \N",
    "BEGIN:VALARM",
    "x" * 80,
    "é" * 75,
]


@pytest.mark.parametrize("title", TITLES)
def test_any_title_comes_back_as_it_was(ben, programme, title):
    day = make_day(programme, title=title[:80].strip(), directions=f"{title}\n{title}")
    event = only(ben, day)
    assert event["summary"] == f"{programme.name}: {day.title}"
    assert f"{title}\n{title}" in event["words"]


def test_the_file_survives_a_round_trip(ben, programme):
    content = file_of(ben, make_day(programme, title=TITLES[0], directions=TITLES[1])).content
    again = icalendar.Calendar.from_ical(content).to_ical()
    assert events(again) == events(content)


def test_another_programme_s_day_cannot_be_named(ben, programme):
    elsewhere = make_day(make_programme("Elsewhere"))
    address = reverse("programmes:day_calendar", args=[programme.slug, elsewhere.ref])
    assert ben.get(address).status_code == 404


def test_ben_finds_the_file_on_the_day_s_page(ben, programme):
    day = make_day(programme)
    page = ben.get(day.get_absolute_url()).content.decode()
    assert reverse("programmes:day_calendar", args=[programme.slug, day.ref]) in page
    undated = make_day(programme, on=None)
    assert "calendar.ics" not in ben.get(undated.get_absolute_url()).content.decode()
