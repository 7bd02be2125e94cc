"""Two facilitators press at the same moment."""

import threading
import uuid
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.utils import timezone

from programmes.agenda.actions import publish_day
from programmes.live import actions
from programmes.live.steps import NotNow
from programmes.models import DayRun, RunStep, SessionRun
from tests.factories import make_day, make_item, make_person, make_programme

NOON = datetime(2027, 1, 19, 12, tzinfo=UTC)


@pytest.fixture
def day(transactional_db, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    day = make_day(make_programme())
    for number in range(5):
        make_item(day, f"Session {number}", 30)
    publish_day(day, by=make_person("Lena Fox"))
    return day


def all_at_once(*jobs):
    """Run the jobs in threads that begin together; returns what each raised, or None."""
    ready, raised = threading.Barrier(len(jobs)), [None] * len(jobs)

    def run(number, job):
        ready.wait()
        try:
            job()
        except NotNow as problem:
            raised[number] = problem
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def test_six_who_start_the_day_start_it_once(day):
    people = [make_person(f"Person {number}") for number in range(6)]
    told = all_at_once(
        *(lambda by=by: actions.start_day(day, by=by, client_id=uuid.uuid4()) for by in people)
    )
    assert sum(problem is None for problem in told) == 1
    assert DayRun.objects.count() == 1
    assert SessionRun.objects.filter(state="on").count() == 1


def test_eight_who_finish_the_same_session_finish_one(day):
    actions.start_day(day, by=make_person(), client_id=uuid.uuid4())
    first = SessionRun.objects.get(state="on").item
    people = [make_person(f"Person {number}") for number in range(8)]
    told = all_at_once(
        *(
            lambda by=by: actions.take_step(day, "finish", ref=first.ref, by=by, client_id=uuid.uuid4())
            for by in people
        )
    )
    assert sum(problem is None for problem in told) == 1
    assert SessionRun.objects.filter(state="done").count() == 1
    assert SessionRun.objects.filter(state="on").count() == 1
    assert RunStep.objects.filter(what="finish").count() == 1


def test_the_same_tap_sent_five_times_at_once_is_one_step(day):
    by, tap = make_person(), uuid.uuid4()
    actions.start_day(day, by=by, client_id=uuid.uuid4())
    on = SessionRun.objects.get(state="on")
    job = lambda: actions.take_step(day, "more", ref=on.item.ref, by=by, client_id=tap)  # noqa: E731
    assert all_at_once(*[job] * 5) == [None] * 5
    on.refresh_from_db()
    assert on.extra_minutes == 5


def test_a_plan_published_during_a_step_loses_neither(day):
    by = make_person()
    actions.start_day(day, by=by, client_id=uuid.uuid4())
    first = SessionRun.objects.get(state="on").item
    make_item(day, "A song", 10)
    all_at_once(
        lambda: publish_day(day, by=by),
        lambda: actions.take_step(day, "finish", ref=first.ref, by=by, client_id=uuid.uuid4()),
    )
    assert SessionRun.objects.filter(state="done").count() == 1
    assert SessionRun.objects.count() == 6
    positions = list(SessionRun.objects.order_by("position").values_list("position", flat=True))
    assert positions == [1, 2, 3, 4, 5, 6]
