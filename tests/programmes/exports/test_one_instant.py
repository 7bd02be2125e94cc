"""A file shows one instant, while the door goes on checking people in."""

import threading

import pytest
from django.db import connection, transaction

from programmes.exports.queries import Choice, table_for
from programmes.exports.writers import csv_file, one_instant
from programmes.models import Attendance
from tests.factories import make_day, make_member, make_programme

PEOPLE, DAYS = 120, 12


def _elsewhere(work):
    """Run `work` to its end on a connection of its own."""

    def run():
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


@pytest.fixture
def big(transactional_db, monkeypatch):
    monkeypatch.setattr("programmes.exports.writers.CHUNK", 500)
    programme = make_programme()
    for number in range(PEOPLE):
        make_member(programme, f"Person Number{number}")
    days = [make_day(programme, number=number) for number in range(1, DAYS + 1)]
    return programme, days


def test_check_ins_during_the_export_are_not_half_in_it(big):
    programme, days = big

    def everybody_comes():
        people = list(programme.memberships.all())
        with transaction.atomic():
            Attendance.objects.bulk_create(
                Attendance(programme=programme, day=day, membership=person, presence="in_person")
                for day in days
                for person in people
            )

    table = table_for(Choice(tuple(days), ("number", "status")), defused=True)
    chunks = csv_file(table)
    content = next(chunks) + next(chunks)
    _elsewhere(everybody_comes)
    content += b"".join(chunks)
    assert Attendance.objects.filter(programme=programme).count() == PEOPLE * DAYS
    lines = content.decode().splitlines()[1:]
    assert len(lines) == table.rows == PEOPLE * DAYS
    assert not any("Here" in line for line in lines)


def test_an_export_can_write_nothing(transactional_db):
    from django.db.utils import InternalError

    with pytest.raises(InternalError, match="read-only"), one_instant() as cursor:
        cursor.execute("DELETE FROM programmes_attendance")


def test_a_download_that_is_broken_off_leaves_the_connection_usable(big):
    programme, days = big
    chunks = csv_file(table_for(Choice(tuple(days), ("number", "status")), defused=True))
    next(chunks), next(chunks)
    chunks.close()
    assert not connection.in_atomic_block
    assert programme.memberships.count() == PEOPLE
