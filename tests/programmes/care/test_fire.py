"""The fire list: everyone in the building now, and nothing of it kept."""

import re
import uuid
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from programmes.care.fire import fire_list
from programmes.care.times import is_over
from programmes.care.visitors import add_visitor
from programmes.models import AccessJob, Attendance, Membership, Role
from tests.factories import make_attendance, make_day, make_member, make_team, new_id


def listed(day):
    """{heading: names}"""
    fire = fire_list(day)
    found = {group.title: [line.name for line in group.lines] for group in fire.groups}
    return ({"first": [line.name for line in fire.needs_help]} if fire.needs_help else {}) | found


def text_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.fixture
def visitor(today):
    def add(kind="supporter", name="", how_many=1, **more):
        return add_visitor(
            today, client_id=uuid.UUID(new_id()), kind=kind, name=name, how_many=how_many, **more
        )

    return add


def test_everybody_who_is_in_the_building_is_on_it_by_team(today, lena, asha, hal, ben, bea, here, visitor):
    here(lena, asha, hal, ben, bea)
    visitor("interpreter", "Sol Vega", comes_with=ben.membership)
    visitor(how_many=2)
    assert listed(today) == {
        "First words": ["Bea Lind"],
        "Waiting well": ["Ben Carter"],
        "Running the day": ["Lena Fox", "Asha Rao"],
        "Helping on the day": ["Hal Green"],
        "Visitors": ["Sol Vega", "2 supporters"],
    }
    assert fire_list(today).total == 8


@pytest.mark.parametrize(
    ("presence", "is_in"),
    [
        ("in_person", True),
        ("part", True),
        ("online", False),
        ("phone", False),
        ("called_away", False),
        ("apologies", False),
        ("not_here", False),
        (None, False),
    ],
)
def test_only_those_who_are_in_the_building(today, ben, presence, is_in):
    make_attendance(today, ben.membership, presence)
    assert fire_list(today).total == is_in


def test_somebody_who_has_gone_home_is_off_the_list(today, ben, here):
    here(ben, presence="part", left_at=timezone.now())
    assert fire_list(today).total == 0


def test_a_visitor_who_is_awaited_or_gone_is_not_on_it(today, visitor):
    visitor(name="Gone", left_at=timezone.now())
    awaited = visitor(name="Awaited")
    awaited.arrived_at = None
    awaited.save()
    assert listed(today) == {}


def test_whoever_needs_help_to_leave_comes_first_and_once(today, hal, ben, bea, needs, here, visitor):
    needs(ben, leave=True)
    here(hal, ben, bea)
    visitor(name="Gran", help_to_leave=True)
    AccessJob.objects.create(
        programme=today.programme, day=today, membership=ben.membership, help="leave", who=hal.membership
    )
    fire = fire_list(today)
    assert [line.name for line in fire.needs_help] == ["Ben Carter", "Gran"]
    assert fire.needs_help[0].note == "Waiting well. Hal Green stays with them"
    assert listed(today)["First words"] == ["Bea Lind"] and "Waiting well" not in listed(today)
    assert fire.total == 4


def test_somebody_who_left_the_programme_and_is_here_all_the_same_is_counted(today, ben, here):
    here(ben)
    Membership.objects.filter(pk=ben.membership.pk).update(left_on=timezone.localdate())
    assert fire_list(today).total == 1


def test_helpers_whom_nobody_checked_in_are_looked_for_too(today, lena, asha, hal, here):
    here(lena)
    make_attendance(today, asha.membership, presence=None, plan="apologies")
    fire = fire_list(today)
    assert [line.name for line in fire.unsure] == ["Hal Green"]
    assert fire.total == 1


@pytest.mark.parametrize("who", ["hal", "asha", "lena"])
def test_the_door_and_those_who_run_the_day_see_it(request, at, who, ben, here):
    here(ben)
    shown = text_of(request.getfixturevalue(who).get(at("fire_list")))
    assert "Ben Carter" in shown and "1</b> person in the building" in shown


@pytest.mark.parametrize("who", ["ben", "ada"])
def test_nobody_else_does(request, at, who):
    assert request.getfixturevalue(who).get(at("fire_list")).status_code == 403


def test_a_closed_day_has_an_empty_list(hal, at, today, ben, here):
    here(ben)
    today.closed_at = timezone.now()
    today.save()
    shown = text_of(hal.get(at("fire_list")))
    assert "This day is over, so the list is empty" in shown and "Ben Carter" not in shown


def test_the_list_is_empty_once_the_date_has_passed_where_the_day_takes_place(programme, ben):
    programme.zone = "Pacific/Auckland"
    programme.save()
    day = make_day(programme, on=date(2027, 1, 19))
    make_attendance(day, ben.membership)
    for moment, number in (
        ("2027-01-19T10:00+13:00", 1),
        ("2027-01-19T23:59+13:00", 1),
        ("2027-01-20T00:01+13:00", 0),
    ):
        assert fire_list(day, datetime.fromisoformat(moment)).total == number, moment


def test_an_evening_that_ends_after_midnight_is_not_over_at_midnight(programme):
    day = make_day(programme, on=date(2027, 1, 19), start=time(18), end=time(23, 30))
    day.ends_at = day.starts_at + timedelta(hours=7)
    assert not is_over(day, day.starts_at + timedelta(hours=6, minutes=30))
    assert is_over(day, day.starts_at + timedelta(hours=7, minutes=1))


def test_a_day_without_a_date_is_over_when_it_is_closed(programme):
    day = make_day(programme, on=None)
    assert not is_over(day)
    day.closed_at = timezone.now()
    assert is_over(day)


def test_before_the_day_nobody_is_in_the_building(asha, at, programme):
    later = make_day(programme, on=timezone.localdate() + timedelta(days=9))
    assert "The list fills on the day" in text_of(asha.get(at("fire_list", day=later)))


def crowd(programme, day, number):
    teams = [make_team(programme) for _team in range(12)]
    people = [
        make_member(programme, f"Person {index}", Role.MEMBER, team=teams[index % 12])
        for index in range(number)
    ]
    Attendance.objects.bulk_create(
        Attendance(programme=programme, day=day, membership=member, presence="in_person") for member in people
    )


def test_five_hundred_people_cost_no_more_questions(hal, at, programme, today, django_assert_num_queries):
    crowd(programme, today, 3)
    hal.get(at("fire_list"))
    with django_assert_num_queries(8) as few:
        hal.get(at("fire_list"))
    crowd(programme, today, 497)
    with django_assert_num_queries(len(few)):
        shown = text_of(hal.get(at("fire_list")))
    assert "500</b> people in the building" in shown
    assert shown.count("data-counts") == 500


def test_the_page_sends_nothing_and_keeps_nothing():
    """Boxes without a name, in no form, and a script that asks nobody: it works after the network went."""
    page = Path("templates/programmes/care/fire.html").read_text()
    script = Path("static/js/fire-list.js").read_text()
    assert not re.search(r"<form|hx-(get|post)|\bname=", page)
    assert not re.search(r"fetch|XMLHttp|Storage|indexedDB|cookie|sendBeacon", script)
