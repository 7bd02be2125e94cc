"""Pages that follow a day ask with a pass, and are answered before anything is looked up."""

import html
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from programmes.agenda.actions import publish_day
from tests.conftest import sign_in
from tests.factories import make_day, make_item, make_member
from tests.programmes.attendance.desk import tap


@pytest.fixture
def today(programme, lena):
    day = make_day(programme, on=timezone.localdate(timezone=programme.tz))
    make_item(day, "Hello again")
    publish_day(day, by=lena.person)
    return day


def poll_of(client, address):
    found = re.search(r'hx-get="([^"]+)" hx-trigger="every 5s', client.get(address).text)
    return html.unescape(found.group(1))


@pytest.mark.parametrize(("who", "page"), [("lena", "board"), ("ben", "day"), ("lena", "now")])
def test_an_unchanged_poll_is_one_question_to_the_database(
    request, who, page, programme, today, django_assert_num_queries
):
    client = request.getfixturevalue(who)
    poll = poll_of(client, reverse(f"programmes:{page}", args=[programme.slug, today.ref]))
    with django_assert_num_queries(1):
        answer = client.get(poll, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.content, answer["Cache-Control"]) == (204, b"", "no-store")


def test_a_change_is_seen_by_the_next_poll(programme, today, lena, ben):
    poll = poll_of(lena, reverse("programmes:board", args=[programme.slug, today.ref]))
    tap(lena, today, ben.membership)
    answer = lena.get(poll, headers={"HX-Request": "true"})
    assert answer.status_code == 200 and "Ben Carter" in answer.text


def test_whoever_was_shut_out_learns_nothing_new(programme, today, lena):
    """While nothing changes the answer tells nothing; the first change is theirs no more."""
    member = make_member(programme, "Ted Whitlock")
    ted = sign_in(member.person, member)
    poll = poll_of(ted, reverse("programmes:day", args=[programme.slug, today.ref]))
    member.left_on = timezone.localdate()
    member.save()
    assert ted.get(poll).status_code == 204
    lena.post(reverse("programmes:run", args=[programme.slug, today.ref]), {"what": "start"})
    make_item(today, "Lunch")
    publish_day(today, by=lena.person)
    assert ted.get(poll).status_code == 404
