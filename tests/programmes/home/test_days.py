"""My own days: what is written down, in words, and a confirmation of it to print."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from programmes.models import SessionTick
from tests.factories import make_attendance, make_day, make_item, make_member


def days_of(client):
    address = reverse("programmes:my_attendance", args=[client.membership.programme.slug])
    return client.get(address).content.decode()


def sheet_of(client, day=None):
    slug = client.membership.programme.slug
    if day is None:
        return client.get(reverse("programmes:my_confirmations", args=[slug])).content.decode()
    return client.get(reverse("programmes:my_confirmation", args=[slug, day.ref])).content.decode()


def past(programme, number=10, **extra):
    return make_day(programme, on=timezone.localdate() - timedelta(days=number), **extra)


def at(day, hour, minute=0):
    return datetime.combine(day.date, time(hour, minute), day.programme.tz).astimezone(UTC)


def tick(item, membership, was_there=True):
    SessionTick.objects.create(
        programme=item.programme, day=item.day, item=item, membership=membership, was_there=was_there
    )


def test_ben_reads_when_he_was_there_and_at_what(ben, bea, programme):
    day = past(programme)
    make_attendance(day, ben.membership, arrived_at=at(day, 9, 42), left_at=at(day, 12, 5), half="morning")
    tick(make_item(day, "Making tea"), ben.membership)
    tick(make_item(day, "Drawing maps"), ben.membership, was_there=False)
    tick(make_item(day, "Not his"), bea.membership)
    page = days_of(ben)
    assert "You were there" in page and "In person, Morning, 9:42am to 12:05pm" in page
    assert "Sessions you were at: <bdi>Making tea</bdi>" in page
    assert "Written down as without you: <bdi>Drawing maps</bdi>" in page
    assert "Not his" not in page


def test_a_day_that_nobody_wrote_down_is_no_absence_and_says_who_can_mend_it(ben, asha, lena, hal, programme):
    past(programme)
    page = days_of(ben)
    assert "Not recorded" in page and "It does not mean that you were away" in page
    assert "Asha Rao" in page and "Lena Fox" in page and "Hal Green" not in page
    assert "bsent" not in page


def test_my_days_cost_the_same_however_many_there_are(ben, programme, django_assert_max_num_queries):
    for number in range(1, 13):
        day = past(programme, number)
        make_attendance(day, ben.membership)
        tick(make_item(day), ben.membership)
    with django_assert_max_num_queries(11):
        days_of(ben)


@pytest.mark.parametrize("presence", ["in_person", "online", "phone", "part", "called_away"])
def test_ben_prints_a_confirmation_of_a_day_he_came_to(ben, programme, presence):
    day = past(programme, room="Garden room")
    make_attendance(day, ben.membership, presence, arrived_at=at(day, 9, 42), left_at=at(day, 15))
    sheet = sheet_of(ben, day)
    place = {"online": "Online", "phone": "By phone"}.get(presence, "Harbour Hall, Garden room")
    for words in (
        "Ben Carter",
        "Working it out together",
        "Eastmere Health",
        "Day 1",
        place,
        "9:42am to 3:00pm",
    ):
        assert words in sheet
    assert f"{day.date:%A} {day.date.day} {day.date:%B %Y}" in sheet


def test_the_sheet_holds_nothing_else(ben, team, programme):
    day = past(programme, notes="Secret lunch", directions="Bus 7", online_link="https://meet.example.org/")
    make_attendance(day, ben.membership)
    sheet = sheet_of(ben, day)
    for words in (team.name, "Takes part", "ben@example.org", "Secret lunch", "Bus 7", "meet.example"):
        assert words not in sheet
    assert "times not written down" in sheet


@pytest.mark.parametrize("presence", [None, "apologies", "not_here"])
def test_nothing_is_confirmed_where_nobody_wrote_that_ben_came(ben, programme, presence):
    day = past(programme)
    if presence:
        make_attendance(day, ben.membership, presence)
    for sheet in (sheet_of(ben, day), sheet_of(ben)):
        assert "Nothing to confirm yet" in sheet and "This confirms that" not in sheet
    assert "Confirmation to print" not in days_of(ben)


def test_all_days_stand_on_one_sheet(ben, bea, programme):
    first, second, third = past(programme, 90), past(programme, 60), past(programme, 30)
    make_attendance(first, ben.membership)
    make_attendance(second, bea.membership)
    make_attendance(third, ben.membership, "online")
    sheet = sheet_of(ben)
    assert "Day 1" in sheet and "Day 3" in sheet and "Day 2" not in sheet
    assert "All my days on one sheet" in days_of(ben) and "All my days" not in days_of(bea)


def test_bea_cannot_print_ben_s(ben, bea, programme):
    day = past(programme)
    make_attendance(day, ben.membership)
    make_attendance(day, make_member(programme, "Mei-Ling Chan"))
    sheet = sheet_of(bea, day)
    assert "Nothing to confirm yet" in sheet and "Ben Carter" not in sheet
