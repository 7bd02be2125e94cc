"""Somebody who is not on the list: a name, one button, and they are here."""

import pytest
from django.urls import reverse

from programmes.models import Attendance, Membership
from tests.factories import new_id


@pytest.fixture
def address(programme, today):
    return reverse("programmes:walk_in", args=[programme.slug, today.ref])


def walk_in(client, address, name, **more):
    return client.post(address, {"name": name, "client_id": new_id(), **more})


def test_hal_sees_a_form_that_asks_for_a_name_only(hal, address):
    page = hal.get(address).content.decode()
    assert "Someone not on the list" in page
    assert "A name is enough" in page


def test_a_name_is_enough_and_they_are_here(hal, address, today):
    answer = walk_in(hal, address, "Nadia")
    nadia = Membership.objects.get(name="Nadia")
    record = Attendance.objects.get(membership=nadia)
    assert (nadia.role, nadia.came_by, nadia.team, nadia.person.email) == ("member", "walk_in", None, None)
    assert (record.day, record.presence, record.recorded_by) == (today, "in_person", hal.person)
    assert f"#p-{nadia.ref}" in answer.url
    page = hal.get(answer.url).content.decode()
    assert "<bdi>Nadia</bdi>: here in person" in page
    assert "Undo" in page


def test_team_and_how_to_reach_them_are_kept_if_they_wish(hal, address, team):
    walk_in(hal, address, "Nadia Noor", team=team.ref, reach_by="Through her sister")
    nadia = Membership.objects.get(name="Nadia Noor")
    assert (nadia.team, nadia.reach_by) == (team, "Through her sister")


@pytest.mark.parametrize("name", ["", "   ", "\u200b"])
def test_no_name_is_refused_and_the_rest_stays(hal, address, name):
    answer = walk_in(hal, address, name, reach_by="01632 960 123")
    assert answer.status_code == 422
    assert "Enter a name" in answer.content.decode()
    assert "01632 960 123" in answer.content.decode()


@pytest.mark.parametrize("name", ["Ben Carter", "ben carter", "BÉN  Carter"])
def test_the_same_name_is_asked_about_first(hal, address, ben, name):
    answer = walk_in(hal, address, name, reach_by="by post")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Is it one of these?" in page
    assert f"#p-{ben.membership.ref}" in page
    assert "Waiting well" in page
    assert "by post" in page
    assert Membership.objects.count() == 2  # Hal and Ben


def test_somebody_else_of_the_same_name_can_be_added(hal, address, ben):
    assert walk_in(hal, address, "Ben Carter", is_someone_else="1").status_code == 302
    assert Membership.objects.filter(name="Ben Carter").count() == 2


def test_the_same_form_sent_twice_adds_one_person(hal, address):
    same = new_id()
    first = walk_in(hal, address, "Nadia", client_id=same)
    again = walk_in(hal, address, "Nadia", client_id=same)
    assert first.url == again.url
    assert Membership.objects.filter(name="Nadia").count() == 1


def test_the_role_comes_from_nobody_but_us(hal, address):
    walk_in(hal, address, "Nadia", role="lead", came_by="added", email="x@example.org")
    nadia = Membership.objects.get(name="Nadia")
    assert (nadia.role, nadia.person.email) == ("member", None)


def test_a_team_of_another_programme_cannot_be_chosen(hal, address, cora):
    from tests.factories import make_team

    elsewhere = make_team(cora.programme)
    assert walk_in(hal, address, "Nadia", team=elsewhere.ref).status_code == 422
