from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from programmes.agenda.actions import publish_day
from programmes.models import EntryCode, Plan, Presence, Role
from programmes.overview.words import until
from tests.factories import make_attendance, make_day, make_item, make_member, make_team


@pytest.fixture
def url(programme):
    return reverse("programmes:overview", args=[programme.slug])


@pytest.fixture
def past(programme):
    return make_day(programme, title="Day one", on=timezone.localdate() - timedelta(days=30))


@pytest.fixture
def coming(programme):
    return make_day(programme, title="Day two", on=timezone.localdate() + timedelta(days=56))


def text_of(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_asha_reads_where_the_programme_is(asha, url, past, coming):
    assert "One of two days done. Day two is in eight weeks." in text_of(asha, url)


def test_a_day_that_is_over_says_how_many_came(asha, url, past, ben, bea):
    make_attendance(past, ben.membership)
    make_attendance(past, bea.membership, Presence.APOLOGIES)
    assert "1 of 3 came" in text_of(asha, url)


def test_a_day_to_come_says_what_people_said(asha, url, coming, ben, bea, hal):
    make_attendance(coming, ben.membership, presence=None, plan=Plan.COMING)
    make_attendance(coming, bea.membership, presence=None, plan=Plan.APOLOGIES)
    assert "1 say yes, 1 can’t, 2 not said" in text_of(asha, url)


def test_one_person_who_was_not_ticked_is_named_with_the_way_to_put_it_right(asha, url, past, ben):
    make_attendance(past, asha.membership)
    page = text_of(asha, url)
    assert "Ben was not ticked on Day one" in page
    assert (
        reverse("programmes:person_on_day", args=[past.programme.slug, past.ref, ben.membership.ref]) in page
    )


def test_several_people_who_were_not_ticked_are_counted_and_not_named(asha, url, past, ben, bea):
    page = text_of(asha, url)
    assert "3 people were not ticked on Day one" in page
    assert "how=not_recorded" in page


def test_a_plan_that_runs_over_is_worth_a_look(asha, url, coming):
    make_item(coming, minutes=375)
    assert "Day two runs 15 minutes over" in text_of(asha, url)


def test_parts_of_a_session_take_no_time_of_their_own(asha, url, coming):
    session = make_item(coming, minutes=360)
    make_item(coming, "In pairs", 30, part_of=session)
    assert "minutes over" not in text_of(asha, url)


def test_days_without_a_date_teams_without_people_and_people_without_a_team_are_worth_a_look(
    asha, url, programme, ben
):
    make_day(programme, title="Day four", on=None)
    make_team(programme, "Steady feet")
    make_member(programme, "Nkechi Eze")
    page = text_of(asha, url)
    for words in ["Day four has no date yet", "Nobody is in Steady feet yet", "1 person has no team yet"]:
        assert words in page


def test_the_next_day_is_worth_a_look_while_it_is_not_published(asha, url, coming):
    coming.published_at = None
    coming.save()
    assert "Day two is not published yet" in text_of(asha, url)


def test_changes_that_people_do_not_see_yet_are_worth_a_look(asha, url, coming):
    item = make_item(coming)
    publish_day(coming, by=asha.person)
    assert "do not see yet" not in text_of(asha, url)
    item.minutes = 45
    item.save()
    assert "Day two has 1 change that people do not see yet" in text_of(asha, url)


def test_an_empty_programme_says_what_to_do_next(asha, url, programme):
    page = text_of(asha, url)
    for words in ["No days yet.", "There are no teams yet", "Nobody takes part yet"]:
        assert words in page


def test_the_join_code_is_on_the_overview_for_those_who_run_days(asha, ada, url, programme):
    code = EntryCode.objects.make(programme)
    assert code.symbols in text_of(asha, url)
    assert code.symbols not in text_of(ada, url)


def test_leavers_do_not_run_the_programme_any_more(lena, url, programme):
    make_member(programme, "Gone Away", Role.FACILITATOR, left_on=timezone.localdate())
    page = text_of(lena, url)
    assert "Lena Fox" in page
    assert "Gone Away" not in page


def test_a_draft_says_that_only_those_running_it_see_it(asha, url, programme):
    programme.state = "draft"
    programme.save()
    assert "Only the people running this see it" in text_of(asha, url)


def test_a_name_is_shown_as_it_was_typed(asha, url, programme, past):
    make_team(programme, "<script>alert(1)</script>")
    page = text_of(asha, url)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


@pytest.mark.parametrize(("who", "status"), [
    ("lena", 200), ("asha", 200), ("ada", 200), ("hal", 403), ("ben", 403), ("cora", 404), ("otto", 404),
    ("anyone", 302),
])  # fmt: skip
def test_the_overview_is_for_those_who_run_the_programme(request, url, who, status):
    assert request.getfixturevalue(who).get(url).status_code == status


def test_the_overview_costs_as_many_queries_with_many_people_as_with_few(
    lena, url, programme, past, coming, django_assert_max_num_queries
):
    lena.get(url)

    def count(people):
        for number in range(people):
            team = make_team(programme)
            person = make_member(programme, f"Person Number{number}", team=team)
            make_attendance(past, person)
            make_attendance(coming, person, presence=None, plan=Plan.COMING)
        with django_assert_max_num_queries(12) as captured:
            lena.get(url)
        return len(captured)

    assert count(2) == count(30)


@pytest.mark.parametrize(("days", "words"), [
    (0, "today"), (1, "tomorrow"), (5, "in five days"), (14, "in two weeks"), (56, "in eight weeks"),
    (120, "in four months"),
])  # fmt: skip
def test_distances_are_said_as_people_say_them(days, words):
    assert until(days) == words
