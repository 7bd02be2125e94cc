"""A door without a network: what it may keep, what it sends later, and what the server makes of that."""

import json
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from programmes.attendance.offline import kept_until
from programmes.models import AccessNeed, Attendance, AttendanceChange
from tests.conftest import sign_in
from tests.factories import make_attendance, make_day, make_member, new_id
from tests.programmes.attendance.desk import HTMX, at, tap, text


def minutes_ago(number):
    return (timezone.now() - timedelta(minutes=number)).isoformat()


def kept(client, day, **asked):
    return client.get(at("board_kept", day), asked).json()


def needs(membership, words, please_greet=False):
    about = {"programme": membership.programme, "agreed_at": timezone.now(), "please_greet": please_greet}
    need = AccessNeed(membership=membership, **about)
    need.words = words
    need.save()


# What a device may keep ------------------------------------------------------------------------


def test_the_door_keeps_what_it_needs_and_nothing_else(hal, today, ben):
    needs(ben.membership, "Cannot manage stairs", please_greet=True)
    make_attendance(today, ben.membership, "not_here")
    answer = hal.get(at("board_kept", today))
    [line] = [line for line in answer.json()["people"] if line[1] == "Ben Carter"]
    assert line == [ben.membership.ref, "Ben Carter", "Waiting well", ". Not here", "not_here", True]
    assert "stairs" not in text(answer)
    assert ben.person.email not in text(answer)
    assert answer["Cache-Control"] == "no-store"


def test_a_device_that_has_this_list_is_sent_no_names_again(hal, today, ben):
    known = kept(hal, today)["stamp"]
    assert kept(hal, today, seen=known)["people"] is None
    tap(hal, today, ben.membership)
    assert kept(hal, today, seen=known)["people"]


@pytest.mark.parametrize("days", [-1, 9])
def test_no_names_are_given_for_a_day_that_is_over_or_far_away(hal, programme, ben, days):
    other = make_day(programme, on=timezone.localdate(timezone=programme.tz) + timedelta(days=days))
    assert kept(hal, other)["people"] == []


def test_a_list_may_be_fetched_the_evening_before(hal, programme, ben):
    tomorrow = make_day(programme, on=timezone.localdate(timezone=programme.tz) + timedelta(days=1))
    assert kept(hal, tomorrow)["people"]


def test_the_list_goes_at_midnight_where_the_day_is_also_when_clocks_change(programme):
    day = make_day(programme, on=datetime(2027, 10, 31).date())
    day.starts_at = day.ends_at = None
    assert kept_until(day) == datetime(2027, 11, 1, tzinfo=ZoneInfo(day.zone))


def test_a_day_that_ends_after_midnight_keeps_its_list_two_hours_longer(programme):
    day = make_day(programme, on=datetime(2027, 6, 1).date(), start=time(20))
    day.ends_at = datetime(2027, 6, 2, 1, tzinfo=UTC)
    assert kept_until(day) == day.ends_at + timedelta(hours=2)


def test_the_kept_page_holds_no_name_no_token_and_no_mark_of_a_person(hal, today, ben):
    page = text(hal.get(at("board_shell", today)))
    for word in ("Ben Carter", hal.membership.name, 'name="reader"', ben.membership.ref):
        assert word not in page
    assert page == text(sign_in(hal.person, hal.membership).get(at("board_shell", today)))


def test_the_worker_serves_its_own_board_only_and_changes_with_the_page(hal, today):
    answer = hal.get(at("board_worker", today))
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    kit = json.loads(text(answer).split("self.DOOR = ")[1].split(";\n")[0])
    assert (kit["board"], kit["shell"]) == (at("board", today), at("board_shell", today))
    assert all(name.startswith("/static/") for name in kit["files"])
    today.title = "Another name"
    today.save()
    assert kit["version"] not in text(hal.get(at("board_worker", today)))


def test_the_board_can_be_installed(hal, today):
    answer = hal.get(at("board_manifest", today))
    about = answer.json()
    assert answer["Content-Type"] == "application/manifest+json"
    assert about["start_url"] == about["scope"] == about["id"] == at("board", today)
    assert {icon["sizes"] for icon in about["icons"]} == {"192x192", "512x512"}
    assert f'href="{at("board_manifest", today)}"' in text(hal.get(at("board", today)))


def test_pages_with_names_are_still_kept_by_nobody(hal, today, ben):
    assert hal.get(at("board", today))["Cache-Control"] == "no-store"
    assert "please-greet" not in text(hal.get(at("board", today)))


def test_the_door_is_told_to_greet_somebody_and_never_why(hal, today, ben, bea):
    needs(ben.membership, "Cannot manage stairs", please_greet=True)
    needs(bea.membership, "Needs a quiet corner")
    page = text(hal.get(at("board", today)))
    assert page.count("Please greet") == 1
    assert "stairs" not in page
    assert "quiet corner" not in page


def test_somebody_called_away_can_come_back(hal, today, ben, bea):
    tap(hal, today, ben.membership)
    page = text(tap(hal, today, ben.membership, "called_away", htmx=True))
    assert "Back again" in page
    assert "Back again" not in text(tap(hal, today, ben.membership, htmx=True))
    record = Attendance.objects.get(membership=ben.membership)
    assert (record.presence, record.left_at) == ("in_person", None)


# Whose taps ------------------------------------------------------------------------------------


@pytest.mark.parametrize("route", ["mark", "undo", "walk_in"])
def test_what_hal_tapped_is_never_recorded_in_asha_s_name(hal, asha, today, ben, route):
    made_by = kept(hal, today)["reader"]
    about = {"tap": f"in_person.{ben.membership.ref}", "client_id": new_id(), "name": "Nadia"}
    answer = asha.post(at(route, today), about, headers=HTMX | {"X-Reader": made_by})
    assert (answer.status_code, answer["X-Stale-Page"]) == (403, "1")
    assert not AttendanceChange.objects.exists()
    own = hal.post(at(route, today), about, headers=HTMX | {"X-Reader": made_by})
    assert own.status_code in {200, 422}


def test_a_fresh_token_can_be_had_when_the_page_s_is_stale(hal, today, ben):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = hal.cookies
    about = {"tap": f"in_person.{ben.membership.ref}", "client_id": new_id()}
    stale = strict.post(at("mark", today), about, headers=HTMX | {"X-CSRFToken": "0" * 32})
    assert (stale.status_code, stale["X-Stale-Page"]) == (403, "1")
    token = kept(strict, today)["token"]
    again = strict.post(at("mark", today), about, headers=HTMX | {"X-CSRFToken": token})
    assert again.status_code == 200


@pytest.mark.parametrize("number", [6, 60])
def test_the_list_costs_the_same_queries_however_many_come(
    hal, programme, today, number, django_assert_max_num_queries
):
    for each in range(number):
        make_member(programme, f"Person {each}")
    kept(hal, today)
    with django_assert_max_num_queries(6):
        assert len(kept(hal, today)["people"]) == number + 1
