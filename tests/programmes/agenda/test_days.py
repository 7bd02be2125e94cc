"""The list of days: order, and taking a day out."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from programmes.agenda import actions
from programmes.models import AuditEvent, Plan, ProgrammeDay
from tests.factories import make_attendance, make_day, make_item, make_programme
from tests.programmes.agenda.pages import at, words_of


@pytest.fixture
def page(programme):
    return f"/p/{programme.slug}/days/"


def test_asha_is_told_what_to_do_without_days(asha, page):
    assert "No days yet" in words_of(asha.get(page))


def test_asha_sees_each_day_with_its_date_and_its_sessions(asha, page, programme):
    today = timezone.localdate(timezone=programme.tz)
    make_item(make_day(programme, title="Beginning", on=today), "Doors")
    make_day(programme, on=None, published_at=None)
    words = words_of(asha.get(page))
    assert "Beginning" in words and "1 session" in words and "Today" in words
    assert "Day 2 Date not yet known, Harbour Hall No sessions yet Not published" in words


@pytest.mark.parametrize(
    ("who", "status"), [("ben", 403), ("hal", 403), ("cora", 404), ("anyone", 302), ("ada", 403)]
)
def test_nobody_else_sees_the_list(request, page, who, status):
    client = request.getfixturevalue(who)
    assert client.get(page).status_code == status
    assert client.get(f"{page}new/").status_code == status


def test_asha_moves_a_day_up_and_the_numbers_follow(asha, programme):
    first, second = make_day(programme, title="A"), make_day(programme, title="B")
    asha.post(at("move_day", second), {"up": "1"})
    assert [day.title for day in programme.days.all()] == ["B", "A"]
    asha.post(at("move_day", first), {"down": "1"})
    assert [(day.title, day.number) for day in programme.days.all()] == [("B", 1), ("A", 2)]


def test_asha_is_asked_before_a_day_is_taken_out(asha, ben, day):
    make_item(day, "Doors")
    make_attendance(day, ben.membership, presence=None, plan=Plan.COMING)
    words = words_of(asha.get(at("remove_day", day)))
    assert "Its plan with 1 session is lost." in words
    assert "1 person has said whether they are coming; that is lost too." in words
    assert "This cannot be undone." in words
    assert ProgrammeDay.objects.exists()


def test_the_numbers_close_up_when_a_day_is_taken_out(asha, programme):
    days = [make_day(programme, title=title) for title in "ABC"]
    response = asha.post(at("remove_day", days[1]), follow=True)
    assert "B is taken out." in words_of(response)
    assert [(day.title, day.number) for day in programme.days.all()] == [("A", 1), ("C", 2)]
    event = AuditEvent.objects.get(verb="day_taken_out")
    assert event.facts == {"number": 2}


def test_a_day_on_which_somebody_was_recorded_stays(asha, ben, day):
    make_attendance(day, ben.membership)
    assert "This day stays" in words_of(asha.get(at("remove_day", day)))
    response = asha.post(at("remove_day", day), follow=True)
    assert "so it stays" in words_of(response)
    assert ProgrammeDay.objects.filter(pk=day.pk).exists()


def test_asha_cannot_move_or_take_out_a_day_of_another_programme(asha, page):
    foreign = make_day(make_programme("Other"))
    for action in ("move", "remove", "edit", "plan", "publish"):
        assert asha.post(f"{page}{foreign.ref}/{action}/").status_code in {404, 405}
    assert ProgrammeDay.objects.filter(pk=foreign.pk).exists()


def test_thirty_days_cost_as_many_queries_as_one(asha, page, programme):
    def furnish(number):
        day = make_day(programme, on=timezone.localdate() + timedelta(days=number))
        actions.set_hosts(make_item(day), [asha.membership])
        actions.publish_day(day, by=asha.person)

    furnish(1)
    asha.get(page)
    with CaptureQueriesContext(connection) as one:
        asha.get(page)
    for number in range(2, 31):
        furnish(number)
    with CaptureQueriesContext(connection) as thirty:
        asha.get(page)
    assert len(thirty) == len(one) <= 12
