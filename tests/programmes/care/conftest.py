"""A day that is today, people with needs, and where the pages are."""

import pytest
from django.urls import reverse
from django.utils import timezone

from programmes.care.needs import write_need
from tests.factories import make_attendance, make_day


@pytest.fixture
def today(programme):
    return make_day(programme, on=timezone.localdate(timezone=programme.tz))


@pytest.fixture
def at(today):
    """at("fire_list") → the address of that page of today."""

    def address(name, *more, day=None):
        day = day or today
        return reverse(f"programmes:{name}", args=[day.programme.slug, day.ref, *more])

    return address


@pytest.fixture
def needs():
    """needs(ben, "loop", words=…) writes down what helps Ben."""

    def write(client, *helps, words="", greet=False, leave=False):
        write_need(client.membership, helps=list(helps), words=words, please_greet=greet, help_to_leave=leave)
        return client.membership.access_need

    return write


@pytest.fixture
def here(today):
    """here(ben) checks Ben in, in person."""

    def check_in(*clients, presence="in_person", **more):
        for client in clients:
            make_attendance(today, client.membership, presence, arrived_at=timezone.now(), **more)

    return check_in
