"""A poll that would bring nothing costs nothing; everything else is checked anew."""

import pytest
from django.test import RequestFactory

from copro import polls


@pytest.fixture
def stamp(monkeypatch):
    now = {"hall": "3-1"}
    monkeypatch.setattr(polls, "_stamps", {"hall": lambda day: now[day]})
    return now


def ask(path="/news/", given=""):
    return RequestFactory().get(path, {"pass": given})


@pytest.fixture
def given(stamp):
    return polls.pass_for("/news/", "hall", "hall", seen="3-1")


def through(request):
    return polls.Unchanged(lambda _request: "the view")(request)


def test_nothing_new_is_answered_at_once(given):
    assert through(ask(given=given)).status_code == 204


def test_what_has_changed_goes_on_to_the_view(given, stamp):
    stamp["hall"] = "4-2"
    assert through(ask(given=given)) == "the view"


def test_a_pass_is_good_for_one_address(given):
    assert through(ask(given=given, path="/elsewhere/")) == "the view"


def test_a_pass_that_was_touched_is_no_pass(given):
    for wrong in (
        "",
        "~",
        "x",
        given[:-1],
        given.replace("3-1", "3-2"),
        given + "0",
        given.replace("hall", "door"),
    ):
        assert through(ask(given=wrong)) == "the view"


def test_a_pass_ends_so_that_the_session_is_looked_at_again(stamp):
    old = polls.pass_for("/news/", "hall", "hall", seen="3-1", now=0)
    assert through(ask(given=old)) == "the view"


def test_only_looking_is_answered(given):
    assert through(RequestFactory().post(f"/news/?pass={given}")) == "the view"
