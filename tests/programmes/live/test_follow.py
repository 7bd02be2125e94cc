"""What members' pages follow while a day runs, and what that costs."""

import pytest
from django.urls import reverse

HX = {"HX-Request": "true"}


@pytest.fixture
def poll(programme, day, ben):
    def polled(seen="", screen="day", client=None):
        address = reverse("programmes:follow", args=[programme.slug, day.ref])
        return (client or ben).get(address, {"seen": seen, "screen": screen}, headers=HX)

    return polled


@pytest.fixture
def day_page(programme, day):
    return reverse("programmes:day", args=[programme.slug, day.ref])


def text(response):
    return response.content.decode()


def test_ben_sees_on_load_what_is_on_and_the_new_times(started, clock, press, day_page, ben):
    clock.is_at(10, 40)
    press("finish", started["welcome"])
    shown = text(ben.get(day_page))
    assert "Now: What waiting is like, until 11:40am" in shown
    assert "On now, until 11:40am" in shown
    assert "Done at 10:40am" in shown
    assert "Planned for 10:30am" in shown
    assert shown.count('role="status"') == shown.count('id="live-line"') + shown.count('id="net"')


def test_an_unchanged_poll_is_answered_with_nothing_and_kept_nowhere(started, poll, day_page, ben):
    stamp = ben.get(day_page).context["stamp"]
    answer = poll(stamp)
    assert (answer.status_code, answer.content) == (204, b"")
    assert "no-store" in answer.headers["Cache-Control"]


def test_each_step_and_each_undo_is_news(started, clock, press, poll, day_page, ben):
    stamp = ben.get(day_page).context["stamp"]
    press("skip", started["input"])
    answer = poll(stamp)
    assert "Left out today" in text(answer)
    assert "<h1" not in text(answer)
    press("undo")
    assert "Left out today" not in text(poll(stamp))


def test_the_start_of_the_day_is_news(plan, clock, press, poll, day_page, ben):
    page = ben.get(day_page)
    assert "every 5s" in text(page)
    press("start")
    assert "On now, until 10:00am" in text(poll(page.context["stamp"]))


def test_time_alone_is_news_when_something_runs_over(started, clock, poll, day_page, ben):
    clock.is_at(10, 29)
    stamp = ben.get(day_page).context["stamp"]
    clock.is_at(10, 31)
    answer = poll(stamp)
    assert answer.status_code == 200
    clock.is_at(10, 34)
    assert poll(ben.get(day_page).context["stamp"]).status_code == 204


def test_polls_stop_once_the_day_is_over(started, press, poll, day_page, ben):
    press("end")
    assert "every 5s" not in text(poll("old"))
    assert "every 5s" not in text(ben.get(day_page))


def test_a_day_of_another_date_is_not_polled(plan, day_page, ben):
    assert "every 5s" not in text(ben.get(day_page))


def test_a_day_left_running_says_nothing_is_on_any_more(started, clock, day_page, ben):
    clock.is_at(15)
    shown = text(ben.get(day_page))
    assert "Now:" not in shown
    assert "every 5s" not in shown


def test_bens_home_page_says_what_is_on(started, programme, poll, ben):
    home = reverse("programmes:home", args=[programme.slug])
    shown = text(ben.get(home))
    assert "Now: Welcome, until 10:30am" in shown
    assert "What waiting is like" in shown
    assert "screen=home" in shown
    assert '<h2 id="live-now">Now and next</h2>' in shown
    assert "Now: Welcome, until 10:30am" in text(poll(screen="home"))


def test_the_home_page_asks_nothing_more_on_other_days(plan, programme, ben, django_assert_max_num_queries):
    home = reverse("programmes:home", args=[programme.slug])
    with django_assert_max_num_queries(12) as asked:
        ben.get(home)
    assert not [query for query in asked.captured_queries if "dayrun" in query["sql"]]


def test_strangers_and_unpublished_days_are_hidden(started, poll, cora, day, ben):
    assert poll(client=cora).status_code == 404
    assert poll(screen="nonsense").status_code == 404
    type(day).objects.update(published_at=None)
    assert poll().status_code == 404


def test_an_unchanged_poll_asks_one_thing_of_the_day(started, poll, day_page, ben, django_assert_num_queries):
    stamp = ben.get(day_page).context["stamp"]
    poll(stamp)
    with django_assert_num_queries(4) as asked:  # the session, the person, the place, the day
        poll(stamp)
    assert sum("dayrun" in query["sql"] for query in asked.captured_queries) == 1


def test_a_hundred_people_who_ask_after_a_step_cost_one_drawing(
    started, press, poll, bea, django_assert_num_queries
):
    press("skip", started["input"])
    first = text(poll("old"))
    with django_assert_num_queries(4):
        assert text(poll("old", client=bea)) == first


def test_another_programmes_people_never_get_what_was_drawn_for_these(started, poll, cora):
    poll("old")
    assert poll("old", client=cora).status_code == 404


def test_two_hundred_home_pages_on_a_running_day_cost_one_question_more(
    started, programme, ben, bea, django_assert_max_num_queries
):
    home = reverse("programmes:home", args=[programme.slug])
    ben.get(home)
    with django_assert_max_num_queries(12) as asked:
        assert "Now: Welcome" in text(bea.get(home))
    assert sum("dayrun" in query["sql"] for query in asked.captured_queries) == 1
