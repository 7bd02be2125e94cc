"""Who came: everybody against every day."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from programmes.attendance.actions import record_plan
from programmes.attendance.register import Register
from programmes.models import Attendance
from tests.factories import make_attendance, make_day, make_member, make_programme, make_team


@pytest.fixture
def past(programme):
    return make_day(programme, on=timezone.localdate() - timedelta(days=30))


@pytest.fixture
def coming(programme):
    return make_day(programme, on=timezone.localdate() + timedelta(days=30))


@pytest.fixture
def address(programme):
    return reverse("programmes:register", args=[programme.slug])


def page_of(client, address, **query):
    answer = client.get(address, query)
    assert answer.status_code == 200
    return answer.content.decode()


def row_of(page, name):
    return next(row for row in page.split("<tr>") if f"<bdi>{name}</bdi>" in row)


def total_of(programme, words):
    return next(total.counts for total in Register(programme).totals() if str(total.words) == words)


def test_asha_sees_everybody_against_every_day(asha, ben, bea, past, coming, address):
    make_attendance(past, ben.membership, "online")
    page = page_of(asha, address)
    assert "Online" in row_of(page, "Ben Carter")
    assert "Not recorded" in row_of(page, "Bea Lind")
    assert "To come" in row_of(page, "Ben Carter")
    assert "absent" not in page.lower()


def test_somebody_who_runs_the_days_can_put_it_right_from_here(asha, ada, ben, past, address):
    link = reverse("programmes:person_on_day", args=[past.programme.slug, past.ref, ben.membership.ref])
    assert link in page_of(asha, address)
    assert link not in page_of(ada, address)


def test_apologies_from_before_the_day_are_apologies(asha, ben, past, address):
    record_plan(past, ben.membership, "apologies", by=ben.person)
    assert "Apologies" in row_of(page_of(asha, address), "Ben Carter")
    assert total_of(past.programme, "Apologies") == [1]


def test_totals_count_everybody_whatever_is_shown(asha, programme, ben, bea, past, address):
    make_attendance(past, ben.membership, "in_person")
    make_attendance(past, bea.membership, "in_person")
    narrowed = Register(programme, team=ben.membership.team.ref)
    assert [person.name for person in narrowed.page(1)] == ["Ben Carter"]
    assert narrowed.totals()[0].counts == [2]
    assert "The totals count everyone" in page_of(asha, address, team=ben.membership.team.ref)


def test_every_person_is_counted_once_a_day(programme, past, ben, bea, asha):
    for client, presence in ((ben, "called_away"), (bea, "part")):
        make_attendance(past, client.membership, presence)
    totals = Register(programme).totals()
    assert sum(total.counts[0] for total in totals) == 3
    assert total_of(programme, "Called away") == [1]
    assert total_of(programme, "Not recorded") == [1]


def test_a_day_to_come_has_no_totals(programme, ben, coming):
    assert total_of(programme, "Not recorded") == [None]


def test_people_who_left_stand_in_the_days_they_came(asha, programme, ben, bea, past, coming, address):
    make_attendance(past, ben.membership, "in_person")
    for client in (ben, bea):
        client.membership.left_on = timezone.localdate() - timedelta(days=10)
        client.membership.save()
    page = page_of(asha, address)
    assert "In person" in row_of(page, "Ben Carter")
    assert "has left" in page
    assert "Had left" in row_of(page, "Ben Carter")
    assert "Bea Lind" not in page


def test_today_is_not_yet_until_it_is_over(asha, programme, ben, address):
    from datetime import time

    today = make_day(
        programme, on=timezone.localdate(timezone=programme.tz), start=time(0, 1), end=time(23, 59)
    )
    assert "Not yet" in row_of(page_of(asha, address), "Ben Carter")
    type(today).objects.filter(pk=today.pk).update(ends_at=timezone.now() - timedelta(minutes=1))
    assert "Not recorded" in row_of(page_of(asha, address), "Ben Carter")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"how": "online"}, ["Ben Carter"]),
        ({"how": "not_recorded"}, ["Bea Lind", "Asha Rao"]),
        ({"how": "phone"}, []),
        ({"team": "none"}, ["Asha Rao"]),
        ({"how": "'; --", "team": "x", "day": "y"}, ["Ben Carter", "Bea Lind", "Asha Rao"]),
    ],
)
def test_the_register_narrows(asha, ben, bea, past, address, query, found):
    make_attendance(past, ben.membership, "online")
    page = page_of(asha, address, **query)
    for name in ("Ben Carter", "Bea Lind", "Asha Rao"):
        assert (f"<bdi>{name}</bdi>" in page) is (name in found)
    assert ("Nobody matches this" in page) is (not found)


def test_one_day_can_be_chosen(asha, ben, past, coming, address):
    page = page_of(asha, address, day=past.ref)
    assert "To come" not in page


def test_line_by_line_says_who_recorded_it_and_how(asha, hal, ben, past, address):
    arrived = past.starts_at + timedelta(minutes=12)
    make_attendance(
        past, ben.membership, "in_person", arrived_at=arrived, recorded_by=hal.person, how="paper"
    )
    line = row_of(page_of(asha, address, view="lines"), "Ben Carter")
    assert "9:42am" in line
    assert "Hal Green" in line
    assert "From paper" in line


def test_line_by_line_leaves_days_to_come_out(asha, ben, coming, address):
    assert "Nobody matches this" in page_of(asha, address, view="lines")


def test_a_hundred_people_a_page(asha, programme, past, address):
    for number in range(120):
        make_member(programme, f"Person {number:03}")
    page = page_of(asha, address)
    assert page.count("<tr>") - page.count('<tr><th scope="col">') >= 100
    assert "Page 1 of 2" in page
    assert "Showing 100 of 121" in page
    assert "Person 119" in page_of(asha, address, page=2)
    assert "Page 1 of 2" in page_of(asha, address, page="ninety")


def test_a_programme_without_days_says_what_to_do(asha, address):
    assert "There are no days yet" in page_of(asha, address)


def test_an_admin_of_a_programme_without_people_sees_that(ada, address, past):
    assert "There is nobody on the list yet" in page_of(ada, address)


def test_names_are_shown_as_they_are(asha, programme, past, address):
    make_member(programme, "<img src=x> {name} {{ 7*7 }}")
    make_member(programme, "فاطمة الزهراء")
    page = page_of(asha, address)
    assert "&lt;img src=x&gt; {name} {{ 7*7 }}" in page
    assert "<bdi>فاطمة الزهراء</bdi>" in page


def test_only_those_who_may_read_the_register_do(lena, ada, hal, ben, cora, anyone, otto, past, address):
    assert lena.get(address).status_code == 200
    assert ada.get(address).status_code == 200
    assert hal.get(address).status_code == 403
    assert ben.get(address).status_code == 403
    assert cora.get(address).status_code == 404
    assert otto.get(address).status_code == 404
    assert anyone.get(address).status_code == 302


def test_the_copy_is_offered_to_those_who_may_take_it(lena, asha, past, address):
    export = reverse("programmes:export", args=[past.programme.slug])
    assert export in page_of(lena, address)
    assert export not in page_of(asha, address)


@pytest.mark.parametrize("view", ["", "lines"])
def test_six_hundred_people_on_six_days_ask_as_few_questions_as_six(asha, programme, past, address, view):
    def ask():
        with CaptureQueriesContext(connection) as asked:
            asha.get(address, {"view": view})
        return len(asked)

    ask()
    make_attendance(past, asha.membership)
    few = ask()
    days = [past, *(make_day(programme, on=past.date + timedelta(days=number)) for number in range(1, 6))]
    teams = [make_team(programme) for _each in range(6)]
    for number in range(600):
        person = make_member(programme, f"Person {number}", team=teams[number % 6])
        Attendance.objects.bulk_create(
            Attendance(programme=programme, day=day, membership=person, presence="in_person") for day in days
        )
    assert ask() == few
    assert few <= 12


def test_the_register_of_another_programme_stays_its_own(asha, address, past):
    elsewhere = make_programme("Elsewhere")
    make_attendance(make_day(elsewhere), make_member(elsewhere, "Somebody Else"))
    assert "Somebody Else" not in page_of(asha, address)
