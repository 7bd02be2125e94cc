"""A second board follows the first: nothing while nothing happened, only what changed when something did."""

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone

from programmes.attendance.actions import record_presence
from tests.factories import make_member

HTMX = {"HX-Request": "true"}


def news(client, day, **query):
    address = reverse("programmes:board_news", args=[day.programme.slug, day.ref])
    return client.get(address, query, headers=HTMX)


def asked_next(page):
    """What the page that came will ask with next time."""
    address = html.unescape(re.search(r'hx-get="([^"]+)"', page.content.decode())[1])
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def here(day, membership, presence="in_person"):
    return record_presence(day, membership, presence, by=None, how="desk").change


def test_nothing_happened_and_nothing_is_sent(hal, today, ben):
    first = news(hal, today)
    assert first.status_code == 200
    again = news(hal, today, **asked_next(first))
    assert again.status_code == 204
    assert again.content == b""


def test_no_name_stays_on_the_tablet(hal, today, ben):
    first = news(hal, today)
    assert first["Cache-Control"] == "no-store"
    assert "ETag" not in first


def test_a_tap_at_the_other_door_arrives_as_one_row_and_the_count(hal, today, ben, bea):
    seen = asked_next(news(hal, today))
    here(today, ben.membership)
    page = news(hal, today, **seen)
    assert page.status_code == 200
    body = page.content.decode()
    assert f'<li id="p-{ben.membership.ref}" data-version="1" hx-swap-oob="outerMorph">' in body
    assert f"p-{bea.membership.ref}" not in body
    assert '<span class="count">1</span> here in person' in body


def test_what_was_seen_long_ago_is_not_sent_again(hal, today, ben, bea, monkeypatch):
    old = here(today, ben.membership)
    earlier = timezone.now() - timezone.timedelta(minutes=5)
    type(old).objects.filter(pk=old.pk).update(at=earlier)
    newer = here(today, bea.membership)
    body = news(hal, today, since=newer.at.isoformat()).content.decode()
    assert f"p-{bea.membership.ref}" in body
    assert f"p-{ben.membership.ref}" not in body


def test_a_board_follows_even_after_the_clock_was_put_back(hal, today, ben, bea):
    early = here(today, ben.membership)
    type(early).objects.filter(pk=early.pk).update(at=timezone.now() + timezone.timedelta(hours=1))
    seen = asked_next(news(hal, today))
    here(today, bea.membership)
    body = news(hal, today, **seen).content.decode()
    assert f"p-{bea.membership.ref}" in body


@pytest.mark.parametrize("since", ["", "yesterday", "2027-01-19", "2027-13-45T00:00:00", "' OR 1=1--"])
def test_a_moment_that_makes_no_sense_means_everything(hal, today, ben, since):
    here(today, ben.membership)
    assert f"p-{ben.membership.ref}" in news(hal, today, since=since).content.decode()


def test_a_newcomer_is_announced_and_moves_nothing(hal, programme, today, ben):
    seen = asked_next(news(hal, today, people="2"))
    make_member(programme, "New Comer")
    page = news(hal, today, **seen)
    assert "Someone has been added to the list" in page.content.decode()


def test_the_poll_asks_little_when_nothing_happened(hal, today, ben, django_assert_max_num_queries):
    seen = asked_next(news(hal, today))
    with django_assert_max_num_queries(6):
        assert news(hal, today, **seen).status_code == 204
