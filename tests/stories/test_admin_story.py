"""Olu looks after the organisation: who came, in files that open right, and a trail of who took them."""

import csv

import openpyxl
import pytest
from playwright.sync_api import expect

from programmes.models import Attendance, AuditEvent

ADMIN = "admin@demo.invalid"


@pytest.fixture
def office(visit, scripts):
    return visit(ADMIN, scripts=scripts)


def take(page, words, path):
    with page.expect_download() as waiting:
        page.get_by_role("button", name=words).click()
    waiting.value.save_as(path)
    return waiting.value.suggested_filename


def test_olu_reads_who_came_by_person_and_line_by_line(office, at, demo):
    office.goto(at("overview/"))
    office.get_by_role("navigation", name="Main").get_by_role("link", name="Register").click()
    expect(office.get_by_role("heading", level=1)).to_have_text("Who came")
    matrix = office.get_by_role("table", name="Who came, by person and day")
    dee = matrix.get_by_role("row").filter(has=office.get_by_role("rowheader", name="Dee Marsh"))
    expect(dee).to_contain_text("In person")
    team = demo.teams.get(name="Kitchen table")
    office.get_by_label("Team").select_option(label="Kitchen table")
    office.get_by_role("button", name="Show").click()
    expect(matrix.get_by_role("rowheader", name="Magda Kowalska")).to_be_visible()
    expect(matrix.get_by_role("rowheader", name="Dee Marsh")).to_have_count(0)
    assert f"team={team.ref}" in office.url
    office.get_by_role("link", name="Line by line").click()
    lines = office.get_by_role("table", name="Who came, a line for each person and day")
    expect(lines.get_by_role("row").filter(has_text="Magda Kowalska").first).to_contain_text("Pat Lowry")
    expect(office.get_by_role("link", name="Put it right")).to_have_count(0)


def test_olu_takes_copies_that_open_right_and_the_trail_says_so(office, at, demo, tmp_path):
    office.goto(at("register/"))
    office.get_by_role("link", name="Choose a file").click()
    days = office.get_by_role("group", name="Which days").get_by_role("checkbox")
    for number in range(days.count()):
        days.nth(number).set_checked(number == 1)
    assert take(office, "Download CSV", tmp_path / "lines.csv").endswith(".csv")
    with open(tmp_path / "lines.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["Day"] for row in rows} == {"Day two"}
    here = Attendance.objects.filter(programme=demo, day__number=2, presence="in_person").count()
    assert sum(row["Status"] == "Here in person" for row in rows) == here > 20
    salma = next(row for row in rows if row["Name used"] == "Salma")
    assert salma["Last name"] == "الحداد"
    assert not {"Email", "Words", "Place"} & set(rows[0])

    office.get_by_label("A grid").check()
    assert take(office, "Download Excel", tmp_path / "grid.xlsx").endswith(".xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "grid.xlsx").worksheets[0]
    cells = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    magda = next(row for row in cells if "Kowalska" in row)
    assert "P" in magda

    exports = AuditEvent.objects.filter(programme=demo, verb="attendance_exported")
    assert exports.count() == 2
    office.goto(at("audit/"))
    expect(office.get_by_text("Olu Adeyinka took a copy of who came").first).to_be_visible()
    expect(office.get_by_text("Olu Adeyinka took a copy of who came")).to_have_count(2)


def test_olu_never_sees_what_people_wrote(office, at):
    for page in ("reflections/", "path/", "path/copy/", "reflections/shared/"):
        assert office.request.get(at(page), max_redirects=0).status == 403
