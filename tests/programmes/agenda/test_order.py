"""Whatever people do to a plan, also at once, every session keeps exactly one place."""

import threading

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from programmes.agenda import actions
from programmes.models import AgendaItem
from tests.factories import make_day, make_item, make_programme
from tests.programmes.agenda.pages import positions, titles

moves = st.lists(
    st.tuples(st.sampled_from(["move", "row", "out", "back", "part"]), st.integers(0, 6), st.integers(-3, 8)),
    max_size=12,
)


def one_step(day, items, what, which, number):
    item = items[which % len(items)]
    item.refresh_from_db()
    if what == "move":
        actions.move_item(day, item, by=number)
    elif what == "row":
        actions.move_to_row(day, item, max(1, number))
    elif what == "out":
        actions.take_out(day, item)
    elif what == "back":
        actions.put_back(day, item)
    elif item.part_of_id is None and item.position is not None:
        part = AgendaItem(title=f"Part {len(items)}", part_of=item, programme=day.programme)
        items.append(actions.add_item(day, part))


def follows_its_session(items):
    owner = None
    for item in items:
        if item.part_of_id is None:
            owner = item.pk
        elif item.part_of_id != owner:
            return False
    return True


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps=moves)
def test_no_step_loses_a_session_or_doubles_a_place(programme, steps):
    day = make_day(programme)
    items = [make_item(day, title) for title in "abcd"]
    for step in steps:
        one_step(day, items, *step)
        on_the_plan = list(AgendaItem.objects.filter(programme=programme, day=day).on_the_plan())
        assert positions(day) == list(range(1, len(on_the_plan) + 1))
        assert follows_its_session(on_the_plan)
        assert AgendaItem.objects.filter(programme=programme, day=day).count() == len(items)


def test_a_day_added_while_others_move_gets_the_next_number(programme):
    first, second = make_day(programme), make_day(programme)
    actions.move_day(second, by=-1)
    assert [day.pk for day in programme.days.all()] == [second.pk, first.pk]
    actions.move_day(second, by=-1)
    assert [day.number for day in programme.days.all()] == [1, 2]


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_two_people_who_move_sessions_at_once_leave_a_whole_plan():
    day = make_day(make_programme())
    items = [make_item(day, title) for title in "abcdef"]
    failures = []

    def shuffle(item, by):
        try:
            for _time in range(15):
                actions.move_item(day, item, by=by)
        except Exception as error:  # noqa: BLE001 - whatever it is, the test must say so
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=shuffle, args=each) for each in ((items[0], 1), (items[5], -1))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert sorted(titles(day)) == list("abcdef")
    assert positions(day) == [1, 2, 3, 4, 5, 6]
