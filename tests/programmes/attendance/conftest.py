import pytest
from django.utils import timezone

from tests.factories import make_day


@pytest.fixture
def today(programme):
    """A day that is today in the programme's zone."""
    return make_day(programme, on=timezone.localdate(timezone=programme.tz))
