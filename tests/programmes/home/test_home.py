"""A member's home page: the next day, our days, my team."""

from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from programmes.attendance.actions import record_plan
from programmes.models import How, Membership, Plan, Presence
from programmes.panels import Panel, _slots
from tests.factories import make_attendance, make_day, make_member


def home(programme):
    return reverse("programmes:home", args=[programme.slug])


def shown(client, programme):
    return client.get(home(programme)).content.decode()


def in_days(programme, number, **extra):
    return make_day(programme, on=timezone.localdate(timezone=programme.tz) + timedelta(days=number), **extra)


def test_ben_sees_when_and_where_the_next_day_is(ben, programme):
    in_days(programme, -30)
    day = in_days(programme, 30, room="Garden room", directions="By the number 7 bus", online_note="Ask Sol")
    in_days(programme, 60)
    page = shown(ben, programme)
    assert "Our next day is <bdi>Day 2</bdi>" in page
    assert f"{day.date:%A} {day.date.day} {day.date:%B}" in page
    for words in ("9:30am to 3:30pm", "Harbour Hall, Garden room", "By the number 7 bus", "Ask Sol"):
        assert words in page


def test_times_are_those_of_the_programme_s_zone(ben, programme):
    programme.zone = "Pacific/Auckland"
    programme.save()
    make_day(programme, on=timezone.localdate(timezone=programme.tz) + timedelta(days=3), start=time(9, 0))
    assert "9am to 3:30pm" in shown(ben, programme)


def test_on_the_day_itself_the_page_says_today(ben, programme):
    in_days(programme, 0, end=time(23, 59))
    assert "Today is <bdi>Day 1</bdi>" in shown(ben, programme)


def test_while_the_door_is_open_ben_says_that_he_is_here_with_one_button(ben, programme):
    day = in_days(programme, 0, start=None)
    here = reverse("programmes:self_check_in", args=[programme.slug, day.ref])
    assert here in shown(ben, programme)
    make_attendance(day, ben.membership, Presence.IN_PERSON)
    page = shown(ben, programme)
    assert "You are here. We have noted it." in page and here not in page and "Will you be there?" not in page


def test_hal_finds_the_door_s_list_on_the_day_and_ben_does_not(hal, ben, programme):
    board = reverse("programmes:board", args=[programme.slug, in_days(programme, 0, start=None).ref])
    assert board in shown(hal, programme)
    assert board not in shown(ben, programme)


def test_before_the_door_opens_there_is_no_such_button(ben, programme):
    day = in_days(programme, 2)
    assert reverse("programmes:self_check_in", args=[programme.slug, day.ref]) not in shown(ben, programme)


def test_ben_s_days_say_how_he_stands_in_words(ben, bea, programme):
    came, away, unknown = (in_days(programme, -number) for number in (90, 60, 30))
    in_days(programme, 30)
    in_days(programme, 60)
    make_attendance(came, ben.membership, Presence.IN_PERSON)
    make_attendance(away, ben.membership, Presence.APOLOGIES)
    make_attendance(unknown, bea.membership, Presence.IN_PERSON)
    page = shown(ben, programme)
    for words in ("You were there", "You sent apologies", "Not recorded", "Next", "To come"):
        assert f">{words}</span>" in page
    assert "bsent" not in page


def test_what_ben_said_beforehand_is_shown_and_chosen(ben, programme):
    day = in_days(programme, 5)
    record_plan(day, ben.membership, Plan.ONLINE, by=ben.person, how=How.SELF)
    page = shown(ben, programme)
    assert "You are coming online" in page
    assert (
        'value="online" class="" id="id_plan_1" checked' in page
        or 'value="online" id="id_plan_1" checked' in page
    )


def test_a_day_that_is_not_published_keeps_its_date_to_itself(ben, programme):
    hidden = in_days(programme, 9, published_at=None, directions="Nobody knows yet")
    page = shown(ben, programme)
    assert "Date to come" in page and "The date is not known yet" in page
    assert "Nobody knows yet" not in page and f"{hidden.date.day} {hidden.date:%B}" not in page


def test_a_day_without_a_date_is_still_a_day(ben, programme):
    make_day(programme, on=None)
    assert "The date is not known yet" in shown(ben, programme)


def test_after_the_last_day_the_page_looks_back(ben, programme):
    in_days(programme, -1)
    assert "No more days are planned" in shown(ben, programme)


def test_before_any_day_the_page_says_what_will_come(ben, programme):
    assert "The days are not set yet" in shown(ben, programme)


def test_ben_sees_his_team_and_no_other(ben, bea, programme, team):
    make_member(programme, "Mei-Ling Chan", team=team)
    Membership.objects.filter(pk=make_member(programme, "Gone Away", team=team).pk).update(
        left_on="2026-01-01"
    )
    page = shown(ben, programme)
    assert "Waiting well" in page and "Mei-Ling Chan" in page
    assert "Bea Lind" not in page and "Gone Away" not in page and "First words" not in page


def test_without_a_team_there_is_no_empty_box(hal, programme):
    assert "My team." not in shown(hal, programme)


def test_names_are_shown_as_written(programme, team):
    from tests.conftest import sign_in

    member = make_member(programme, "Ann Bell", team=team, called="<b>Ann</b> {{7*7}}")
    page = shown(sign_in(member.person, member), programme)
    assert "&lt;b&gt;Ann&lt;/b&gt; {{7*7}}" in page


def test_while_it_is_being_planned_members_are_told_so_and_see_no_day(ben, asha, programme):
    in_days(programme, 5)
    programme.state = "draft"
    programme.save()
    page = shown(ben, programme)
    assert "We are still planning this" in page and "Harbour Hall" not in page
    assert "Harbour Hall" in shown(asha, programme)


def test_other_apps_add_their_own_part(ben, programme, monkeypatch):
    monkeypatch.setitem(_slots, "member_home", [lambda seat: Panel("401.html", {"sign_in": "/"})])
    assert "note look" in shown(ben, programme)


def test_an_admin_without_a_place_goes_on_to_the_overview(ada, programme):
    assert ada.get(home(programme)).url == reverse("programmes:overview", args=[programme.slug])


@pytest.mark.parametrize("route", ["home", "my_details", "my_attendance", "my_email", "leave"])
def test_outsiders_strangers_and_those_who_left(route, cora, anyone, ben, programme):
    page = reverse(f"programmes:{route}", args=[programme.slug])
    assert cora.get(page).status_code == 404
    assert anyone.get(page).url == f"{reverse('front:sign_in')}?next={page}"
    assert anyone.get(page, HTTP_HX_REQUEST="true").status_code == 401
    Membership.objects.filter(pk=ben.membership.pk).update(left_on="2026-01-01")
    assert ben.get(page).status_code == 404


@pytest.mark.parametrize("route", ["my_details", "my_attendance", "my_email", "leave"])
def test_an_admin_without_a_place_has_no_pages_of_a_member(ada, programme, route):
    assert ada.get(reverse(f"programmes:{route}", args=[programme.slug])).status_code == 403


def test_the_page_costs_the_same_with_many_people_and_days(
    ben, programme, team, django_assert_num_queries, django_assert_max_num_queries
):
    in_days(programme, -10)
    in_days(programme, 0)  # on the day itself it asks whether the day runs
    with django_assert_max_num_queries(12) as first:
        ben.get(home(programme))
    assert not [query["sql"] for query in first if not query["sql"].startswith("SELECT")]
    for number in range(30):
        make_member(programme, f"Person {number}", team=team)
    for number in range(8):
        make_attendance(in_days(programme, number - 4), ben.membership)
    with django_assert_num_queries(len(first)):
        ben.get(home(programme))


def test_my_days_lists_every_day_and_asks_about_those_to_come(ben, programme):
    past, coming = in_days(programme, -5), in_days(programme, 5)
    page = ben.get(reverse("programmes:my_attendance", args=[programme.slug])).content.decode()
    assert reverse("programmes:my_plan", args=[programme.slug, coming.ref]) in page
    assert reverse("programmes:my_plan", args=[programme.slug, past.ref]) not in page
