from datetime import timedelta
from unittest.mock import patch

from django.test import RequestFactory
from django.utils import timezone

from copro.limits import Limit, address_of
from copro.models import Tries

GUESSES = Limit("guesses", failures=3, minutes=10)


def test_the_third_failure_is_the_last(db):
    for _ in range(2):
        GUESSES.fail("192.0.2.1")
    assert not GUESSES.is_reached("192.0.2.1")
    GUESSES.fail("192.0.2.1")
    assert GUESSES.is_reached("192.0.2.1")


def test_one_visitor_does_not_use_up_the_tries_of_another(db):
    for _ in range(3):
        GUESSES.fail("192.0.2.1")
    assert not GUESSES.is_reached("192.0.2.2")
    assert GUESSES.is_reached("192.0.2.2", "192.0.2.1")


def test_failures_are_forgotten_after_the_limit_s_minutes(db):
    for _ in range(3):
        GUESSES.fail("192.0.2.1")
    Tries.objects.update(minute=timezone.now() - timedelta(minutes=11))
    assert not GUESSES.is_reached("192.0.2.1")


def test_a_failure_just_before_the_full_minute_still_counts_after_it(db):
    quick = Limit("quick", failures=1, minutes=1)
    quick.fail("192.0.2.1")
    now = timezone.now().replace(second=50, microsecond=0)
    Tries.objects.update(minute=now.replace(second=0))
    with patch("copro.limits.timezone.now", return_value=now + timedelta(seconds=30)):
        assert quick.is_reached("192.0.2.1")


def test_the_table_holds_no_address(db):
    GUESSES.fail("192.0.2.1")
    assert "192.0.2.1" not in str(Tries.objects.values().get())


def test_a_forged_forwarded_address_is_not_believed(settings):
    request = RequestFactory().get("/", HTTP_X_FORWARDED_FOR="203.0.113.9", REMOTE_ADDR="192.0.2.1")
    settings.PROXY_COUNT = 0
    assert address_of(request) == "192.0.2.1"


def test_behind_one_proxy_only_its_own_entry_counts(settings):
    request = RequestFactory().get(
        "/", HTTP_X_FORWARDED_FOR="203.0.113.9, 198.51.100.7", REMOTE_ADDR="10.0.0.1"
    )
    settings.PROXY_COUNT = 1
    assert address_of(request) == "198.51.100.7"
