"""A paper register is typed back in: what was touched changes, and who typed is kept apart from who came."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from programmes.attendance.actions import record_presence
from programmes.attendance.paper import read_time
from programmes.models import Attendance, AttendanceChange, Membership
from tests.factories import make_attendance, make_day, make_member, new_id
from tests.programmes.attendance.desk import at, text


def save(client, day, rows=(), **more):
    """Send the sheet: rows are (membership, choice, time, version that was seen)."""
    data = {"client_id": new_id(), **more}
    for membership, choice, typed, seen in rows:
        data[f"r-{membership.ref}"] = f"{choice}.{seen}" if choice else ""
        data[f"t-{membership.ref}"] = typed
    return client.post(at("paper_register", day), data)


def test_asha_types_the_sheet_and_it_says_so(asha, day, ben, bea):
    answer = save(asha, day, [(ben.membership, "in_person", "9:35", 0), (bea.membership, "apologies", "", 0)])
    assert answer.status_code == 302
    record = Attendance.objects.get(membership=ben.membership)
    assert (record.presence, record.how, record.recorded_by) == ("in_person", "paper", asha.person)
    assert record.arrived_at == datetime(2027, 1, 19, 9, 35, tzinfo=UTC)
    assert abs((record.recorded_at - timezone.now()).total_seconds()) < 60
    assert Attendance.objects.get(membership=bea.membership).presence == "apologies"
    page = text(asha.get(answer.url))
    assert "2 rows saved." in page
    assert "In person, 9:35am" in page


def test_the_rows_stand_in_the_order_of_the_sheet_with_its_numbers(asha, day, ben, bea):
    page = text(asha.get(at("paper_register", day)))
    assert page.index('"1, Ben Carter"') < page.index('"2, Bea Lind"') < page.index('"3, Asha Rao"')
    by_team = text(asha.get(at("paper_register", day), {"by": "team"}))
    assert by_team.index('"1, Bea Lind"') < by_team.index('"2, Ben Carter"')


def test_rows_nobody_touched_stay_as_they_are(asha, day, ben, bea):
    make_attendance(day, bea.membership, "online", version=2)
    save(asha, day, [(ben.membership, "part", "", 0), (bea.membership, "", "", 0)])
    assert Attendance.objects.get(membership=bea.membership).presence == "online"
    assert AttendanceChange.objects.get().membership == ben.membership


def test_a_touched_row_keeps_the_arrival_that_was_known(asha, day, ben):
    came = datetime(2027, 1, 19, 9, 42, tzinfo=UTC)
    make_attendance(day, ben.membership, "in_person", arrived_at=came, version=2, half="morning")
    save(asha, day, [(ben.membership, "part", "", 2)])
    record = Attendance.objects.get()
    assert (record.presence, record.arrived_at, record.half) == ("part", came, "morning")
    assert AttendanceChange.objects.get().old["presence"] == "in_person"


def test_a_time_alone_puts_the_arrival_right(asha, day, ben):
    make_attendance(day, ben.membership, "online", version=2)
    save(asha, day, [(ben.membership, "", "1005", 2)])
    record = Attendance.objects.get()
    assert (record.presence, record.arrived_at) == ("online", datetime(2027, 1, 19, 10, 5, tzinfo=UTC))


def test_what_somebody_recorded_meanwhile_is_never_overwritten_silently(asha, hal, day, ben, bea):
    record_presence(day, ben.membership, "online", by=hal.person, how="desk")
    answer = save(asha, day, [(ben.membership, "not_here", "", 0), (bea.membership, "in_person", "", 0)])
    page = text(answer)
    assert answer.status_code == 422
    assert "Somebody recorded this while you typed" in page
    assert "The other rows are saved" in page
    assert Attendance.objects.get(membership=ben.membership).presence == "online"
    assert Attendance.objects.get(membership=bea.membership).presence == "in_person"
    save(asha, day, [(ben.membership, "not_here", "", 1)])
    assert Attendance.objects.get(membership=ben.membership).presence == "not_here"


def test_the_same_sheet_sent_twice_is_written_once(asha, day, ben):
    again = {"client_id": new_id()}
    rows = [(ben.membership, "in_person", "9:30", 0)]
    assert save(asha, day, rows, **again, **{"name-0": "Ewa"}).status_code == 302
    assert save(asha, day, rows, **again, **{"name-0": "Ewa"}).status_code == 302
    assert AttendanceChange.objects.count() == 2
    assert Membership.objects.filter(name="Ewa").count() == 1


def test_names_on_the_empty_rows_go_on_the_list(asha, day):
    save(asha, day, **{"name-0": "Ewa", "time-0": "10", "name-3": "Zed Young"})
    ewa = Attendance.objects.get(membership__name="Ewa")
    assert (ewa.presence, ewa.how, ewa.membership.came_by) == ("in_person", "paper", "walk_in")
    assert ewa.arrived_at == datetime(2027, 1, 19, 10, 0, tzinfo=UTC)
    assert Attendance.objects.get(membership__name="Zed Young").arrived_at is None


def test_a_name_that_is_on_the_list_is_asked_about(asha, day, ben):
    answer = save(asha, day, **{"name-0": "ben carter"})
    assert answer.status_code == 422
    assert "Someone with this name is on the list already" in text(answer)
    save(asha, day, **{"name-0": "ben carter", "else-0": "on"})
    assert Membership.objects.filter(name__iexact="ben carter").count() == 2


@pytest.mark.parametrize(
    ("choice", "typed", "says"),
    [
        ("in_person", "soon", "Write the time like 9:30"),
        ("in_person", "25:00", "Write the time like 9:30"),
        ("apologies", "9:30", "take the time out"),
        ("", "9:30", "Choose how they were here, too"),
        ("elsewhere", "", "Choose how they were here, too"),
    ],
)
def test_one_row_that_cannot_be_keeps_everything_typed_and_saves_nothing(
    asha, day, ben, bea, choice, typed, says
):
    answer = save(asha, day, [(ben.membership, choice, typed, 0), (bea.membership, "online", "11", 0)])
    page = text(answer)
    assert answer.status_code == 422
    assert says in page
    assert 'value="online.0" data-key="o" checked' in page
    assert f'value="{typed}"' in page
    assert not Attendance.objects.exists()


@pytest.mark.parametrize(
    ("typed", "hour", "minute"),
    [("9", 9, 0), ("930", 9, 30), ("0930", 9, 30), ("9:30", 9, 30), ("9.30", 9, 30), ("14h05", 14, 5)],
)
def test_times_are_read_as_people_write_them(typed, hour, minute):
    assert (read_time(typed).hour, read_time(typed).minute) == (hour, minute)


def test_nobody_of_another_programme_can_be_typed_in(asha, day, cora):
    save(asha, day, [(cora.membership, "in_person", "", 0)])
    assert not Attendance.objects.exists()


def test_a_day_without_a_date_takes_no_times(asha, programme, ben):
    some_day = make_day(programme, on=None)
    answer = save(asha, some_day, [(ben.membership, "in_person", "9:30", 0)])
    assert "leave the time out" in text(answer)


def test_sixty_rows_cost_no_more_questions_than_three(asha, programme, day, django_assert_max_num_queries):
    for number in range(60):
        make_member(programme, f"Person {number:02}")
    with django_assert_max_num_queries(8):
        assert text(asha.get(at("paper_register", day))).count("data-row") == 61


def test_only_those_who_run_the_days_may_type_it_in(hal, ada, ben, cora, anyone, day):
    address = at("paper_register", day)
    assert [client.get(address).status_code for client in (hal, ada, ben, cora, anyone)] == [
        403,
        403,
        403,
        404,
        302,
    ]
