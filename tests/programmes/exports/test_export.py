import io
from datetime import timedelta

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from programmes.exports.tables import COLUMNS
from programmes.models import AuditEvent, Plan
from tests.factories import make_attendance, make_day, make_member, make_team
from tests.programmes.exports.conftest import body_of, csv_rows, lines_of

USUAL = [column.key for column in COLUMNS if column.on]


@pytest.fixture
def url(programme):
    return reverse("programmes:export", args=[programme.slug])


def ask(client, url, days, file="csv", shape="lines", columns=USUAL):
    data = {"days": [day.ref for day in days], "file": file, "shape": shape, "columns": columns}
    return client.post(url, data)


def test_lena_takes_a_line_for_everyone_on_a_past_day(lena, url, past_day, came):
    lines = lines_of(ask(lena, url, [past_day]))
    assert [(line["Last name"], line["First name"], line["Status"]) for line in lines] == [
        ("Carter", "Ben", "Here in person"),
        ("Fox", "Lena", "Not recorded"),
        ("Lind", "Bea", "Not recorded"),
        ("Novak", "Ivo", "Here online"),
    ]


def test_a_line_says_when_and_how_somebody_came_in_the_days_zone(lena, url, past_day, came, ben):
    line = lines_of(ask(lena, url, [past_day]))[0]
    assert list(line) == [str(column.label) for column in COLUMNS if column.on]
    assert line == {
        "Programme": "Working it out together",
        "Day": "Day one",
        "Date": "2026-09-15",
        "Start": "09:30",
        "End": "15:30",
        "Time zone": "Europe/London",
        "Person number": ben.membership.ref,
        "Last name": "Carter",
        "First name": "Ben",
        "Name used": "Ben",
        "Team": "Waiting well",
        "Role": "Takes part",
        "Status": "Here in person",
        "Said beforehand": "Coming",
        "Joined": "Room",
        "In": "09:35",
        "Out": "15:00",
        "Minutes": "325",
        "How recorded": "At the door",
        "Recorded by": "Bea Lind",
        "Recorded at": "2026-09-15 09:35",
    }


def test_before_a_day_the_status_is_what_people_said(lena, url, coming_day, ben, bea):
    make_attendance(coming_day, bea.membership, presence=None, plan=Plan.ONLINE)
    statuses = {line["First name"]: line["Status"] for line in lines_of(ask(lena, url, [coming_day]))}
    assert statuses == {"Ben": "Expected", "Bea": "Coming online", "Lena": "Expected"}


def test_apologies_sent_beforehand_hold_when_nobody_recorded_more(lena, url, past_day, ben):
    make_attendance(past_day, ben.membership, presence=None, plan=Plan.APOLOGIES)
    assert lines_of(ask(lena, url, [past_day]))[0]["Status"] == "Apologies"


def test_somebody_who_left_is_only_in_the_days_they_came(lena, url, past_day, coming_day, came):
    lines = lines_of(ask(lena, url, [past_day, coming_day]))
    assert [line["Day"] for line in lines if line["Last name"] == "Novak"] == ["Day one"]


def test_one_word_names_are_first_names(lena, url, past_day, programme):
    make_member(programme, "Madonna", called="Maddy")
    line = next(line for line in lines_of(ask(lena, url, [past_day])) if line["First name"] == "Madonna")
    assert (line["Last name"], line["Name used"]) == ("", "Maddy")


def test_only_the_chosen_columns_are_in_the_file(lena, url, past_day, came):
    headings, *_rows = csv_rows(ask(lena, url, [past_day], columns=["last_name", "email", "takes_part"]))
    assert headings == ["Last name", "Email", "How they take part"]


def test_how_people_take_part_is_in_words(lena, url, past_day, ben):
    ben.membership.parts, ben.membership.part_in_own_words = ["carer", "staff"], "and a brother"
    ben.membership.save()
    line = lines_of(ask(lena, url, [past_day], columns=["last_name", "takes_part"]))[0]
    assert line["How they take part"] == "I care for someone; I work in health or care; and a brother"


def test_the_grid_has_people_down_and_days_across(lena, url, past_day, coming_day, came):
    make_attendance(coming_day, lena.membership, presence=None, plan=Plan.APOLOGIES)
    rows = csv_rows(
        ask(lena, url, [past_day, coming_day], shape="grid", columns=["last_name", "team", "status"])
    )
    assert rows[:5] == [
        ["Last name", "Team", "Day one 2026-09-15", f"Day two {coming_day.date}", "Attended",
         "Attended or apologised"],
        ["Carter", "Waiting well", "P", "", "1", "1"],
        ["Fox", "", "?", "A", "0", "1"],
        ["Lind", "First words", "?", "", "0", "0"],
        ["Novak", "Waiting well", "O", "", "1", "1"],
    ]  # fmt: skip
    assert rows[5] == []
    assert rows[6][0].startswith("Key: P Here in person; O Here online")


def test_a_workbook_holds_the_same_lines_as_text_dates_and_numbers(lena, url, past_day, came):
    file = io.BytesIO(body_of(ask(lena, url, [past_day], file="xlsx")))
    sheet = openpyxl.load_workbook(file).active
    headings = [cell.value for cell in sheet[1]]
    ben = dict(zip(headings, sheet[2], strict=True))
    assert ben["Date"].value.date() == past_day.date
    assert ben["Date"].number_format == "yyyy-mm-dd"
    assert (ben["Minutes"].value, ben["In"].value) == (325, "09:35")
    assert sheet.max_row == 5


def test_the_file_is_a_download_that_nothing_keeps(lena, url, past_day, came):
    response = ask(lena, url, [past_day])
    name = "working-it-out-together-day-one-2026-09-15.csv"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response.headers["Cache-Control"] == "no-store"
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert body_of(response).startswith(b"\xef\xbb\xbf")


def test_a_copy_is_written_down_before_it_leaves_and_again_when_it_has_left(lena, url, past_day, came):
    response = ask(lena, url, [past_day])
    asked = AuditEvent.objects.get(verb="attendance_exported")
    assert (asked.actor, asked.facts["days"], asked.facts["shape"]) == (lena.person, [past_day.ref], "lines")
    assert asked.facts["columns"] == USUAL
    assert not AuditEvent.objects.filter(verb="attendance_sent").exists()
    body_of(response)
    sent = AuditEvent.objects.get(verb="attendance_sent")
    assert (sent.facts["rows"], sent.facts["asked"]) == (4, str(asked.pk))


def test_asking_for_nothing_says_what_is_missing_and_writes_nothing_down(lena, url, past_day):
    response = lena.post(url, {"file": "csv", "shape": "lines"})
    assert response.status_code == 422
    for words in ["Choose at least one day", "Choose at least one column"]:
        assert words in response.content.decode()
    assert not AuditEvent.objects.exists()


def test_a_grid_without_a_column_about_people_is_not_made(lena, url, past_day):
    assert ask(lena, url, [past_day], shape="grid", columns=["status"]).status_code == 422


def test_days_of_another_programme_cannot_be_chosen(lena, url, past_day, cora):
    assert ask(lena, url, [make_day(cora.programme)]).status_code == 422


def test_looking_at_the_page_exports_nothing(lena, url, past_day):
    page = lena.get(url)
    assert page.status_code == 200
    assert "It never has reflections" in page.content.decode()
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize(("who", "status"), [
    ("lena", 200), ("ada", 200), ("asha", 403), ("hal", 403), ("ben", 403), ("cora", 404), ("otto", 404),
    ("anyone", 302),
])  # fmt: skip
def test_only_lead_and_admin_may_take_a_copy(request, url, past_day, who, status):
    client = request.getfixturevalue(who)
    assert client.get(url).status_code == status
    assert ask(client, url, [past_day]).status_code == status


def test_lena_must_prove_herself_again_and_keeps_her_choices(lena, url, past_day, settings, monkeypatch):
    settings.SECOND_FACTOR_FOR_STAFF = True
    monkeypatch.setattr("programmes.access.lacks_second_factor", lambda request: False)
    monkeypatch.setattr("programmes.exports.step_up.did_recently_reauthenticate", lambda request: False)
    response = ask(lena, url, [past_day], shape="grid")
    assert response.status_code == 302
    assert response.url.startswith(reverse("mfa_reauthenticate"))
    assert past_day.ref in response.url
    assert "shape%3Dgrid" in response.url
    assert not AuditEvent.objects.exists()


def test_choices_in_the_address_are_ticked(lena, url, past_day, coming_day):
    page = lena.get(url, {"days": past_day.ref, "shape": "grid"}).content.decode()
    assert page.count("checked") == 1 + 1 + len(USUAL)


@pytest.fixture
def count_of_queries(lena, url, past_day, programme, django_assert_max_num_queries):
    lena.get(url)  # a session's first page writes down when it began

    def count(size):
        team = make_team(programme)
        for number in range(size):
            make_member(programme, f"Person Number{number}", team=team)
        with django_assert_max_num_queries(12) as captured:
            assert lena.get(url).status_code == 200
        return len(captured)

    return count


def test_the_page_costs_as_many_queries_for_many_people_as_for_few(count_of_queries):
    assert count_of_queries(1) == count_of_queries(30)


def test_a_day_without_a_date_is_expected_until_somebody_came(lena, url, programme, ben):
    day = make_day(programme, on=None)
    assert lines_of(ask(lena, url, [day]))[0]["Status"] == "Expected"
    make_attendance(day, lena.membership)
    assert [line["Status"] for line in lines_of(ask(lena, url, [day]))] == ["Not recorded", "Here in person"]


def test_a_day_that_is_still_going_on_leaves_people_expected(lena, url, programme, ben):
    now = timezone.now()
    day = make_day(programme, on=timezone.localdate(timezone=programme.tz))
    day.starts_at, day.ends_at = now - timedelta(hours=1), now + timedelta(hours=1)
    day.save()
    assert lines_of(ask(lena, url, [day]))[0]["Status"] == "Expected"
