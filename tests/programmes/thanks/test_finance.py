"""The file for finance: only people who want something, only what finance needs, safe to open."""

import csv
import io

import openpyxl
import pytest
from django.urls import reverse

from programmes.models import AuditEvent, Membership
from tests.factories import make_attendance, make_day, make_member
from tests.programmes.thanks.pages import offered, page, wants

HEADINGS = ["Name", "Date", "Day", "How much of the day", "Travel", "Wants", "State"]


@pytest.fixture
def thanked(day, team):
    """Two who want something and one who does not, each with a thank-you."""
    for name, choice, more in (
        ("Pia Paid", "payment", {"travel": True, "state": "accepted"}),
        ("Cas Costs", "expenses", {"portion": "half"}),
        ("Nia Neither", "declines", {"state": "declined"}),
        ("Uma Undecided", "undecided", {}),
        ("Noa Notasked", None, {}),
    ):
        person = make_member(day.programme, name, team=team)
        make_attendance(day, person)
        offered(day, person, **more)
        if choice:
            wants(person, choice)
    return day


def taken(client, day, file="csv", days=None):
    answer = client.post(page("thanks_export", day.programme), {"days": days or [day.ref], "file": file})
    assert answer.status_code == 200, answer.content
    return answer, b"".join(answer.streaming_content)


def lines(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_finance_gets_those_who_want_something_and_nobody_else(lena, thanked):
    answer, content = taken(lena, thanked)
    assert lines(content) == [
        HEADINGS,
        ["Cas Costs", "2027-01-19", "Day 1", "Half day", "No", "Expenses only", "Offered"],
        ["Pia Paid", "2027-01-19", "Day 1", "Whole day", "Yes", "Payment", "Accepted"],
    ]
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_the_workbook_says_the_same(lena, thanked):
    _answer, content = taken(lena, thanked, "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    rows = [
        [str(cell).removesuffix(" 00:00:00") for cell in row] for row in sheet.iter_rows(values_only=True)
    ]
    assert sheet.title == "Thank-yous"
    assert rows == lines(taken(lena, thanked)[1])


def test_no_team_no_role_no_amount(lena, thanked, team):
    text = taken(lena, thanked)[1].decode()
    for words in (team.name, "Takes part", "£", "member", "email"):
        assert words not in text


def test_only_the_chosen_days_are_in_it(lena, thanked):
    other = make_day(thanked.programme)
    person = Membership.objects.get(name="Pia Paid")
    make_attendance(other, person)
    offered(other, person)
    assert len(lines(taken(lena, thanked, days=[other.ref])[1])) == 2
    assert len(lines(taken(lena, thanked, days=[thanked.ref, other.ref])[1])) == 4


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "\uff1dcmd", "  =1"])
def test_a_name_that_looks_like_a_formula_is_text(lena, thanked, name):
    Membership.objects.filter(name="Pia Paid").update(name=name)
    cells = [row[0] for row in lines(taken(lena, thanked)[1])]
    assert f"'{name}" in cells
    sheet = openpyxl.load_workbook(io.BytesIO(taken(lena, thanked, "xlsx")[1])).active
    assert (name, "s") in [(row[0].value, row[0].data_type) for row in sheet.iter_rows()]


def test_taking_it_is_written_down_with_counts_only(lena, ada, thanked):
    taken(lena, thanked)
    event = AuditEvent.objects.get(verb="thanks_exported")
    assert event.actor == lena.person
    assert event.facts == {"days": 1, "rows": 2, "file": "csv"}
    shown = ada.get(page("audit", thanked.programme)).content.decode()
    assert "took a copy of thank-yous for finance: 2 lines" in shown


def test_lena_proves_again_who_she_is(lena, thanked, settings, monkeypatch):
    settings.SECOND_FACTOR_FOR_STAFF = True
    monkeypatch.setattr("programmes.access.lacks_second_factor", lambda request: False)
    monkeypatch.setattr("programmes.exports.step_up.did_recently_reauthenticate", lambda request: False)
    answer = lena.post(page("thanks_export", thanked.programme), {"days": [thanked.ref], "file": "csv"})
    assert answer.status_code == 302 and answer.url.startswith(reverse("mfa_reauthenticate"))
    assert thanked.ref in answer.url
    assert not AuditEvent.objects.filter(verb="thanks_exported").exists()


@pytest.mark.parametrize(
    "typed", [{}, {"days": ["zzzzzzzz"], "file": "csv"}, {"file": "csv"}, {"file": "pdf"}]
)
def test_a_choice_that_cannot_be_is_said_kindly(lena, thanked, typed):
    answer = lena.post(page("thanks_export", thanked.programme), typed)
    assert answer.status_code == 422 and b"error" in answer.content


def test_the_attendance_file_knows_nothing_of_it(lena, thanked):
    answer = lena.post(
        page("export", thanked.programme),
        {"days": [thanked.ref], "shape": "lines", "columns": ["last_name", "status"], "file": "csv"},
    )
    text = b"".join(answer.streaming_content).decode()
    for words in ("Payment", "Expenses", "Accepted", "Offered"):
        assert words not in text
