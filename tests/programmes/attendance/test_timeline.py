"""How somebody's day went: halves, called away and back, another room after lunch, taps that came late."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from programmes.attendance.actions import put_right, record_presence, undo
from programmes.attendance.history import person_day
from programmes.attendance.ticks import record_tick
from programmes.models import Attendance, AttendanceChange
from tests.factories import make_item, new_id


def moment(hour, minute=0):
    return datetime(2027, 1, 19, hour, minute, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """Say what time it is. It is nine on the day when people sign in."""

    def strikes(hour, minute=0):
        monkeypatch.setattr(timezone, "now", lambda: moment(hour, minute))

    strikes(9)
    return strikes


@pytest.fixture
def address(programme, day, ben):
    return reverse("programmes:person_on_day", args=[programme.slug, day.ref, ben.membership.ref])


@pytest.fixture
def tap(clock, asha, day, ben):
    def made(presence, hour, minute=0, **more):
        clock(hour, minute)
        return record_presence(day, ben.membership, presence, by=asha.person, how="desk", **more).change

    return made


@pytest.fixture
def went(asha, day, ben, programme):
    def words():
        from programmes.access import RIGHTS, Seat

        rights = RIGHTS["facilitator"]
        seat = Seat(programme, asha.person, asha.membership, "facilitator", is_admin=False, rights=rights)
        return person_day(seat, day, ben.membership).went

    return words


def then(client, address, what, at):
    return client.post(address, {"then-what": what, "then-at": at, "then-client_id": new_id()})


def test_a_day_in_and_out_reads_as_it_went(tap, went):
    tap("in_person", 9, 30)
    tap("called_away", 11)
    tap("in_person", 13, 15)
    tap("online", 14)
    assert went() == "In person from 9:30am. Called away 11:00am. Back 1:15pm. Online from 2:00pm."


def test_a_tap_that_was_taken_back_is_no_part_of_the_day(tap, went, asha):
    tap("in_person", 9, 30)
    wrong = tap("called_away", 11)
    undo(wrong, by=asha.person)
    tap("online", 13)
    assert went() == "In person from 9:30am. Online from 1:00pm."


def test_a_correction_says_how_it_was(tap, went, asha, day, ben, clock):
    tap("online", 9, 30)
    clock(16)
    about = {"by": asha.person, "how": "desk"}
    put_right(day, ben.membership, "in_person", arrived_at=moment(9, 10), left_at=moment(15), **about)
    record = Attendance.objects.get()
    assert (record.presence, record.arrived_at) == ("in_person", moment(9, 10))
    assert went() == ""  # "In person, arrived 9:10am, left 3pm" says it all


def test_asha_writes_down_afterwards_what_happened(tap, clock, asha, address, ben):
    tap("in_person", 9, 30)
    clock(16)
    then(asha, address, "called_away", "11:00")
    then(asha, address, "in_person", "13:15")
    then(asha, address, "online", "14:00")
    page = asha.get(address).content.decode()
    assert "In person from 9:30am. Called away 11:00am. Back 1:15pm. Online from 2:00pm." in page
    assert "Happened 11:00am, came here 4:00pm" in page
    record = Attendance.objects.get()
    assert (record.presence, record.arrived_at) == ("online", moment(9, 30))


def test_what_happened_before_something_later_is_kept_and_stands_aside(tap, clock, asha, address):
    tap("in_person", 9, 30)
    tap("online", 14)
    clock(16)
    answer = asha.post(
        address,
        {"then-what": "called_away", "then-at": "11:00", "then-client_id": new_id()},
        follow=True,
    )
    page = answer.content.decode()
    assert Attendance.objects.get().presence == "online"
    assert AttendanceChange.objects.filter(stands=False).count() == 1
    assert "Kept. A later tap stands" in page
    assert "Called away 11:00am." in page


@pytest.mark.parametrize(
    ("what", "at"), [("", "11:00"), ("called_away", ""), ("not_here", "11:00"), ("online", "x")]
)
def test_half_of_an_answer_is_asked_for_again(asha, address, what, at):
    assert then(asha, address, what, at).status_code == 422
    assert not Attendance.objects.exists()


def test_a_helper_cannot_write_the_day(hal, address):
    assert then(hal, address, "online", "11:00").status_code == 403


def test_half_a_day_is_kept_shown_and_undone_with_the_rest(asha, address, day, ben):
    asha.post(address, {"presence": "in_person", "half": "morning", "client_id": new_id()})
    record = Attendance.objects.get()
    assert (record.presence, record.half) == ("in_person", "morning")
    page = asha.get(address).content.decode()
    assert "In person, morning" in page
    asha.post(address, {"presence": "not_here", "half": "", "client_id": new_id()})
    assert Attendance.objects.get().half == ""


def test_nobody_is_half_a_day_not_here(asha, address):
    answer = asha.post(address, {"presence": "not_here", "half": "morning", "client_id": new_id()})
    assert answer.status_code == 422
    assert "They did not come" in answer.content.decode()


def test_sessions_stand_on_the_page_and_in_the_history(asha, hal, day, ben, address):
    item = make_item(day, "Mapping the wait")
    record_tick(item, ben.membership, True, by=hal.person, client_id=new_id())
    page = asha.get(address).content.decode()
    assert "Mapping the wait</bdi>: was there" in page
    assert "Mapping the wait</bdi>: Was there" in page
    assert "Before: Not recorded" in page
