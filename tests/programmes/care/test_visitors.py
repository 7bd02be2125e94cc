"""Visitors: in the building, in no count of who took part, and forgotten the day after."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from programmes.attendance.actions import record_plan
from programmes.care.jobs import forget_visitors
from programmes.care.visitors import visitors_page
from programmes.models import Attendance, AuditEvent, ProgrammeDay, Visitor
from tests.factories import make_day, new_id


def text_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


def sent(**more):
    return {"kind": "supporter", "client_id": new_id(), **more}


@pytest.fixture
def add(hal, at):
    return lambda **more: hal.post(at("visitors"), sent(**more))


@pytest.fixture
def step(hal, at):
    return lambda visitor, step, **more: hal.post(at("visitor", visitor.ref), {"step": step}, **more)


def yesterday(day):
    date = timezone.localdate(timezone=day.programme.tz) - timedelta(days=1)
    ProgrammeDay.objects.filter(pk=day.pk).update(date=date, ends_at=timezone.now() - timedelta(hours=9))


def test_hal_adds_an_interpreter_by_name(add, hal, at, today, ben):
    add(kind="interpreter", name="Sol Vega", comes_with=ben.membership.ref, help_to_leave="on")
    visitor = Visitor.objects.get(programme=today.programme)
    assert (visitor.name, visitor.comes_with, visitor.help_to_leave) == ("Sol Vega", ben.membership, True)
    assert visitor.arrived_at and not visitor.left_at
    shown = text_of(hal.get(at("visitors")))
    assert "Sol Vega" in shown and "Interpreter. With <bdi>Ben Carter</bdi>" in shown
    assert "Needs help to leave" in shown


def test_hal_only_counts_two_supporters(add, hal, at):
    add(how_many="2")
    assert "2 supporters" in text_of(hal.get(at("visitors")))


def test_the_same_form_twice_is_one_visitor(hal, at):
    form = sent(name="Sol")
    hal.post(at("visitors"), form)
    hal.post(at("visitors"), form)
    assert Visitor.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"kind": ""}, "Choose one"),
        ({"kind": "king"}, "Choose one from the list"),
        ({"name": "Sol", "how_many": "2"}, "Add each person with a name by themselves"),
        ({"how_many": "0"}, "1 or more"),
        ({"how_many": "201"}, "At most 200"),
        ({"how_many": "two"}, "Use digits"),
        ({"name": "Sol\x00"}, "Remove the hidden character"),
        ({"name": "x" * 121}, "Shorten by 1"),
    ],
)
def test_what_makes_no_sense_is_said_and_kept(add, wrong, says):
    response = add(**{"comes_with": "", **wrong})
    assert response.status_code == 422 and says in text_of(response)
    assert not Visitor.objects.exists()


def test_somebody_of_another_programme_cannot_be_named(add, cora):
    assert add(comes_with=cora.membership.ref).status_code == 422
    assert not Visitor.objects.exists()


def test_coming_going_and_back(add, step, today):
    add(name="Sol")
    visitor = Visitor.objects.get()
    states = []
    for done in ("left", "left", "back", "not_here", "here", "here"):
        step(visitor, done)
        visitor.refresh_from_db()
        states.append((bool(visitor.arrived_at), bool(visitor.left_at)))
    here, gone, awaited = (True, False), (True, True), (False, False)
    assert states == [gone, gone, here, awaited, here, here]
    step(visitor, "remove")
    assert not Visitor.objects.exists()


def test_a_step_that_is_none_changes_nothing(add, step):
    add(name="Sol")
    visitor = Visitor.objects.get()
    assert step(visitor, "fly").status_code == 302
    visitor.refresh_from_db()
    assert visitor.arrived_at and not visitor.left_at


def test_htmx_gets_the_list_only(add, step):
    add(name="Sol")
    answer = step(Visitor.objects.get(), "left", headers={"HX-Request": "true"})
    assert text_of(answer).strip().startswith('<section id="visitors"') and "Still here" in text_of(answer)


def test_before_the_day_they_are_awaited(asha, at, programme):
    later = make_day(programme, on=timezone.localdate() + timedelta(days=9))
    asha.post(at("visitors", day=later), sent(kind="speaker", name="Sol"))
    assert Visitor.objects.get().arrived_at is None


def test_someone_comes_with_ben_and_the_door_expects_them(hal, at, ben, bea, today, needs):
    needs(ben, "companion", "loop", words="front row")
    needs(bea, "loop")
    shown = text_of(hal.get(at("visitors")))
    assert "Supporter of <bdi>Ben Carter</bdi>" in shown and "Supporter of <bdi>Bea" not in shown
    assert "hearing loop" not in shown and "front row" not in shown
    for _twice in range(2):
        hal.post(at("awaited_visitor"), {"person": ben.membership.ref})
    assert Visitor.objects.get().comes_with == ben.membership
    assert visitors_page(today).awaited == [] and visitors_page(today).here == 1


@pytest.mark.parametrize("plan", ["online", "apologies"])
def test_nobody_comes_with_somebody_who_does_not_come(today, ben, needs, plan):
    needs(ben, "companion")
    record_plan(today, ben.membership, plan, by=ben.person)
    assert visitors_page(today).awaited == []


def test_visitors_are_in_no_count_of_who_took_part(add, lena, at, today, programme):
    add(kind="speaker", name="Sol Vega")
    assert not Attendance.objects.exists() and programme.memberships.filter(name="Sol Vega").count() == 0
    for name in ("register", "people"):
        assert "Sol Vega" not in text_of(lena.get(f"/p/{programme.slug}/{name}/"))
    assert "Sol Vega" not in text_of(lena.get(at("board")))


def test_after_the_day_names_go_and_counts_stay(add, step, hal, at, today, ben):
    add(kind="interpreter", name="Sol Vega", comes_with=ben.membership.ref, help_to_leave="on")
    add(how_many="3")
    add(name="Nobody came")
    step(Visitor.objects.get(name="Nobody came"), "not_here")
    assert forget_visitors() == 0 and "Sol Vega" in text_of(hal.get(at("visitors")))
    yesterday(today)
    shown = text_of(hal.get(at("visitors")))
    assert "Sol Vega" not in shown and "1 interpreter" in shown and "3 supporters" in shown
    assert forget_visitors() == 2
    for visitor in Visitor.objects.all():
        assert (visitor.name, visitor.comes_with, visitor.help_to_leave) == ("", None, False)
    assert AuditEvent.objects.get(verb="visitors_forgotten").facts == {"count": 2}
    assert forget_visitors() == 0


def test_after_the_day_nothing_can_be_added_or_changed(add, step, today):
    add(name="Sol")
    visitor = Visitor.objects.get()
    yesterday(today)
    assert add(name="Late").status_code == 422
    step(visitor, "remove")
    assert [one.name for one in Visitor.objects.all()] == ["Sol"]


@pytest.mark.parametrize("who", ["ben", "ada"])
def test_members_and_admins_do_not_see_visitors(request, at, who):
    client = request.getfixturevalue(who)
    assert client.get(at("visitors")).status_code == 403
    assert client.post(at("visitors"), sent(name="Sol")).status_code == 403
