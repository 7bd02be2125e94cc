"""The facilitator's page while the day runs."""

import uuid

import pytest
from django.urls import reverse

from programmes.models import DayRun, RunStep, SessionRun


@pytest.fixture
def address(programme, day):
    return reverse("programmes:run", args=[programme.slug, day.ref])


@pytest.fixture
def send(address, asha):
    def sent(button, client=None, **more):
        data = {"press": button, "client_id": str(uuid.uuid4())}
        return (client or asha).post(address, data, **more)

    return sent


def text(response):
    return response.content.decode()


def test_asha_starts_the_day_with_one_button(plan, clock, address, asha, send):
    assert "Start the day" in text(asha.get(address))
    assert send("start").status_code == 302
    shown = text(asha.get(address))
    assert "Finish now, go on" in shown
    assert "until <b>10:00am</b>" in shown
    assert "30 minutes left" in shown


def test_without_a_published_plan_the_page_says_what_to_do(day, clock, address, asha):
    shown = text(asha.get(address))
    assert "Publish a plan" in shown
    assert 'value="start"' not in shown


def test_a_day_of_another_date_is_not_offered_to_start(plan, address, asha):
    assert 'value="start"' not in text(asha.get(address))


def test_new_times_stand_beside_the_planned_ones(started, clock, address, asha, send):
    clock.is_at(10, 40)
    send(f"finish.{started['welcome'].ref}")
    shown = text(asha.get(address))
    assert "<time>11:40am</time>" in shown
    assert "Planned for 11:30am" in shown
    assert "10 minutes behind. Lunch stays at 12:30pm. The end stays at 1:45pm." in shown
    assert "Booked for 12:30pm" in shown


def test_every_button_says_which_session_it_is_about(started, address, asha):
    shown = text(asha.get(address))
    for button in ("up", "down", "skip"):
        assert f'value="{button}.{started["team"].ref}"' in shown
    assert '>Skip<span class="vh">: Team time</span>' in shown


def test_htmx_gets_the_changing_part_alone(started, clock, address, asha, send):
    clock.is_at(10, 20)
    response = send(f"more.{started['welcome'].ref}", headers={"HX-Request": "true"})
    shown = text(response)
    assert response.status_code == 200
    assert shown.strip().startswith('<div id="live"')
    assert "until <b>10:35am</b>" in shown
    assert "More minutes for: Welcome, at 10:20am" in shown


def test_the_second_to_press_is_told_kindly(started, clock, address, lena, send):
    clock.is_at(10, 31)
    send(f"finish.{started['welcome'].ref}")
    told = "“Welcome” was finished already. On now: What waiting is like."
    assert told in text(send(f"finish.{started['welcome'].ref}", lena, follow=True))
    assert told in text(send(f"finish.{started['welcome'].ref}", lena, headers={"HX-Request": "true"}))
    assert SessionRun.objects.get(item=started["input"]).state == "on"


def test_undo_names_the_step_and_takes_it_back(started, clock, address, asha, send):
    clock.is_at(10, 20)
    send(f"skip.{started['team'].ref}")
    assert "Left out: Team time, at 10:20am" in text(asha.get(address))
    step = RunStep.objects.get(what="skip")
    send(f"undo.{step.ref}")
    assert SessionRun.objects.get(item=started["team"]).state == "to_come"
    assert "Finished: Tea and hello" in text(asha.get(address))


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"press": "finish"},
        {"press": "dance.a3c4d6e7", "client_id": str(uuid.uuid4())},
        {"press": "finish.NOPE", "client_id": str(uuid.uuid4())},
        {"press": "finish.a3c4d6e7", "client_id": "x"},
        {"press": "x" * 5000, "client_id": "\x00"},
    ],
)
def test_a_form_that_is_not_whole_changes_nothing(started, address, asha, data):
    before = list(SessionRun.objects.values_list("state", flat=True))
    assert asha.post(address, data).status_code == 422
    assert list(SessionRun.objects.values_list("state", flat=True)) == before


def test_a_session_of_another_day_is_not_touched(started, send, programme, address):
    from tests.factories import make_day, make_item

    other = make_item(make_day(programme), "Elsewhere")
    assert "not on today’s plan" in text(send(f"finish.{other.ref}", follow=True))


def test_steps_before_the_start_say_so(plan, clock, send):
    assert "has not been started" in text(send(f"finish.{plan['welcome'].ref}", follow=True))


def test_looking_never_starts_anything(plan, clock, address, asha):
    asha.get(address)
    assert not DayRun.objects.exists()


def test_a_poll_of_the_page_is_empty_until_something_changes(started, clock, programme, day, asha, send):
    news = reverse("programmes:run_news", args=[programme.slug, day.ref])
    stamp = asha.get(reverse("programmes:run", args=[programme.slug, day.ref])).context["stamp"]
    headers = {"HX-Request": "true"}
    assert asha.get(news, {"seen": stamp}, headers=headers).status_code == 204
    send(f"skip.{started['team'].ref}")
    assert "Put back" in text(asha.get(news, {"seen": stamp}, headers=headers))


def test_the_page_costs_the_same_for_three_sessions_and_for_thirty(
    started, day, address, asha, lena, django_assert_max_num_queries
):
    from programmes.agenda.actions import publish_day
    from tests.factories import make_item

    for number in range(24):
        make_item(day, f"Another {number}", 5)
    publish_day(day, by=lena.person)
    with django_assert_max_num_queries(14):
        asha.get(address)
