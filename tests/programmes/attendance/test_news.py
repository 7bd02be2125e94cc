"""A second board follows the first: 304 while nothing happened, only what changed when something did."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone

from programmes.attendance.actions import record_presence
from tests.factories import make_member

HTMX = {"HX-Request": "true"}


def news(client, day, etag="", **query):
    headers = {**HTMX, **({"If-None-Match": etag} if etag else {})}
    return client.get(
        reverse("programmes:board_news", args=[day.programme.slug, day.ref]), query, headers=headers
    )


def here(day, membership, presence="in_person"):
    return record_presence(day, membership, presence, by=None, how="desk").change


def test_nothing_happened_and_nothing_is_sent(hal, today, ben):
    first = news(hal, today)
    assert first.status_code == 200
    again = news(hal, today, etag=first["ETag"])
    assert again.status_code == 304
    assert again.content == b""
    assert "no-store" not in again["Cache-Control"]


def test_a_tap_at_the_other_door_arrives_as_one_row_and_the_count(hal, today, ben, bea):
    etag = news(hal, today)["ETag"]
    here(today, ben.membership)
    page = news(hal, today, etag=etag)
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
    since = parse_qs(urlsplit(re.search(r'hx-get="([^"]+)"', news(hal, today).content.decode())[1]).query)
    here(today, bea.membership)
    body = news(hal, today, since=since["since"][0]).content.decode()
    assert f"p-{bea.membership.ref}" in body


@pytest.mark.parametrize("since", ["", "yesterday", "2027-01-19", "2027-13-45T00:00:00", "' OR 1=1--"])
def test_a_moment_that_makes_no_sense_means_everything(hal, today, ben, since):
    here(today, ben.membership)
    assert f"p-{ben.membership.ref}" in news(hal, today, since=since).content.decode()


def test_a_newcomer_is_announced_and_moves_nothing(hal, programme, today, ben):
    etag = news(hal, today, people="2")["ETag"]
    make_member(programme, "New Comer")
    page = news(hal, today, etag=etag, people="2")
    assert "Someone has been added to the list" in page.content.decode()


def test_the_poll_asks_little_when_nothing_happened(hal, today, ben, django_assert_max_num_queries):
    etag = news(hal, today)["ETag"]
    with django_assert_max_num_queries(6):
        assert news(hal, today, etag=etag).status_code == 304
