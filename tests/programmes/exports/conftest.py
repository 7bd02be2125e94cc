import csv
import io
from datetime import date, timedelta

import pytest
from django.utils import timezone

from programmes.models import Plan, Presence
from tests.factories import make_attendance, make_day, make_member


@pytest.fixture
def past_day(programme):
    return make_day(programme, title="Day one", on=date(2026, 9, 15))


@pytest.fixture
def coming_day(programme):
    return make_day(programme, title="Day two", on=timezone.localdate() + timedelta(days=60))


@pytest.fixture
def came(past_day, ben, bea, team):
    """Ben was in the room from 9:35 to 3:00; Bea was not recorded; Ivo has left since, but came."""
    arrived = past_day.starts_at + timedelta(minutes=5)
    make_attendance(
        past_day,
        ben.membership,
        plan=Plan.COMING,
        arrived_at=arrived,
        left_at=arrived + timedelta(minutes=325),
        recorded_by=bea.person,
        recorded_at=arrived,
    )
    ivo = make_member(past_day.programme, "Ivo Novak", team=team, left_on=date(2026, 10, 1))
    make_attendance(past_day, ivo, Presence.ONLINE)


def body_of(response):
    return b"".join(response.streaming_content)


def csv_rows(response):
    """The file's lines as lists."""
    content = response.content if not response.streaming else body_of(response)
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def lines_of(response):
    """The file's lines as dicts, by heading."""
    headings, *rows = csv_rows(response)
    return [dict(zip(headings, row, strict=True)) for row in rows]
