"""From a file to the register, by way of a preview."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from programmes.elsewhere import jobs
from programmes.elsewhere.matching import People
from programmes.elsewhere.sources import Seen
from programmes.models import Attendance, AttendanceFile, AuditEvent, Membership
from tests.factories import make_attendance, make_member
from tests.programmes.elsewhere import samples


def send(client, day, text, name="report.csv"):
    address = reverse("programmes:attendance_file", args=[day.programme.slug, day.ref])
    return client.post(address, {"file": SimpleUploadedFile(name, text.encode("utf-16"))})


def agree(client, page, **answers):
    return client.post(page.url, {"meaning": "online", **answers})


def presences(day):
    rows = Attendance.objects.filter(programme=day.programme, day=day)
    return dict(rows.values_list("membership__name", "presence"))


def test_a_call_s_report_becomes_attendance_with_its_times(day, lena, ben, bea):
    page = send(lena, day, samples.TEAMS)
    assert not Attendance.objects.filter(programme=day.programme).exists()
    shown = lena.get(page.url).content.decode()
    assert "Nobody We Know" in shown and "We do not know one of them" in shown
    agree(lena, page)
    assert presences(day) == {"Ben Carter": "online", "Bea Lind": "online"}
    row = Attendance.objects.get(programme=day.programme, membership=ben.membership)
    assert (row.arrived_at, row.left_at) == (
        datetime(2027, 1, 19, 9, 28, 1, tzinfo=UTC),
        datetime(2027, 1, 19, 15, 30, tzinfo=UTC),
    )
    assert (row.how, row.recorded_by) == ("import", lena.person)


def test_the_unmatched_can_be_named_added_or_left_out(day, lena, ben, bea, programme):
    hana = make_member(programme, "Hana Sato")
    page = send(lena, day, samples.TEAMS)
    agree(lena, page, **{"who-3": hana.ref})
    assert presences(day)["Hana Sato"] == "online"


def test_somebody_new_gets_a_place(day, lena, ben, bea, programme):
    agree(lena, send(lena, day, samples.TEAMS), **{"who-3": "new"})
    assert presences(day)["Nobody We Know"] == "online"
    assert Membership.objects.get(programme=programme, name="Nobody We Know").came_by == "imported"


def test_what_is_recorded_stays_unless_lena_says_otherwise(day, lena, ben, bea):
    make_attendance(day, ben.membership, "in_person")
    page = send(lena, day, samples.TEAMS)
    assert "Here in person" in lena.get(page.url).content.decode()
    agree(lena, page)
    assert presences(day)["Ben Carter"] == "in_person"


def test_lena_may_let_the_file_change_what_is_recorded(day, lena, ben, bea):
    make_attendance(day, ben.membership, "in_person")
    agree(lena, send(lena, day, samples.TEAMS), replace="on")
    assert presences(day)["Ben Carter"] == "online"


def test_checked_in_people_were_there_and_the_others_said_they_would_come(day, lena, ben, bea):
    agree(lena, send(lena, day, samples.EVENTBRITE), meaning="checked_in")
    rows = {row.membership.name: row for row in Attendance.objects.filter(programme=day.programme)}
    assert rows["Ben Carter"].presence == "in_person"
    assert (rows["Bea Lind"].presence, rows["Bea Lind"].plan) == (None, "coming")


def test_a_file_of_another_date_needs_a_tick_and_brings_no_times(day, lena, ben, bea):
    page = send(lena, day, samples.TEAMS.replace("1/19/27", "2/20/27"))
    refused = agree(lena, page)
    assert refused.status_code == 422 and "Is this the right file" in refused.content.decode()
    agree(lena, page, other_date="on")
    assert Attendance.objects.get(programme=day.programme, membership=ben.membership).arrived_at is None


def test_the_same_file_twice_changes_nothing(day, lena, ben, bea):
    agree(lena, send(lena, day, samples.TEAMS))
    again = send(lena, day, samples.TEAMS)
    assert again.status_code == 422 and "Nothing was changed" in again.content.decode()


def test_two_presses_record_once(day, lena, ben, bea):
    page = send(lena, day, samples.TEAMS)
    agree(lena, page)
    agree(lena, page)
    assert AuditEvent.objects.filter(programme=day.programme, verb="attendance_brought_in").count() == 1


def test_names_are_not_kept_when_it_is_done_or_thrown_away_or_old(day, lena, ben, bea):
    agree(lena, send(lena, day, samples.TEAMS))
    assert AttendanceFile.objects.get(programme=day.programme).rows_text == ""
    page = send(lena, day, samples.ZOOM)
    lena.post(f"{page.url}forget/")
    assert AttendanceFile.objects.filter(programme=day.programme, done_at=None).count() == 0
    send(lena, day, samples.ZOOM)
    AttendanceFile.objects.filter(programme=day.programme, done_at=None).update(
        created_at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    assert jobs.forget_old_files() == 1


def test_nobody_else_sees_what_lena_chose(day, lena, asha, ben, bea):
    page = send(lena, day, samples.TEAMS)
    assert asha.get(page.url).status_code == 404


@pytest.mark.parametrize("text", ["", "Pet,Colour\ncat,red\n"])
def test_a_file_that_cannot_be_read_says_so_beside_the_box(day, lena, text):
    response = send(lena, day, text)
    assert response.status_code == 422
    assert "id_file_error" in response.content.decode()


def test_no_file_at_all(day, lena):
    address = reverse("programmes:attendance_file", args=[day.programme.slug, day.ref])
    response = lena.post(address)
    assert response.status_code == 422 and "Choose a file" in response.text


@pytest.mark.parametrize(
    "written",
    [
        "Siân Pritchard",
        "sian pritchard",
        "Pritchard, Sian",
        "Sian (Siân Pritchard)",
        "PRITCHARD Siân [she/her]",
    ],
)
def test_a_name_is_known_however_it_is_written(programme, written):
    make_member(programme, "Siân Pritchard")
    assert People(programme).match(1, Seen(written)).found.name == "Siân Pritchard"


def test_two_people_of_one_name_are_asked_about(programme):
    make_member(programme, "Ann Lee")
    make_member(programme, "Ann Lee")
    match = People(programme).match(1, Seen("Ann Lee"))
    assert match.found is None and len(match.likely) == 2


def test_a_name_that_is_nearly_right_is_offered_and_not_taken(programme):
    make_member(programme, "Mei-Ling Chan")
    match = People(programme).match(1, Seen("Meiling Chan"))
    assert match.found is None and match.likely[0].name == "Mei-Ling Chan"


def test_the_preview_costs_the_same_for_many(day, lena, programme, django_assert_max_num_queries):
    for number in range(30):
        make_member(programme, f"Person{number} Name{number}")
    lines = [
        f"Person{number} Name{number}\t1/19/27, 9:28:01 AM\t1/19/27, 3:30:00 PM\t5h\t\t\tAttendee"
        for number in range(30)
    ]
    text = samples.TEAMS.split("Ben Carter")[0] + "\n".join(lines) + "\n"
    page = send(lena, day, text)
    with django_assert_max_num_queries(10):
        assert lena.get(page.url).status_code == 200
