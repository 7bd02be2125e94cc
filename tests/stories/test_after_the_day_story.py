"""Dee puts a day away: a call's report, somebody who is there twice, a friend to phone, the day closed."""

import re

import pytest
from playwright.sync_api import expect

from programmes.models import Attendance, FriendCall
from tests.factories import make_attendance, make_member

LEAD = "lead@demo.invalid"
REPORT = """2. Participants
Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole
Ferreira, Ines (Guest)\t10/27/26, 9:31:00 AM\t10/27/26, 3:02:00 PM\t5h 31m\t\t\tAttendee
Somebody Else\t10/27/26, 9:40:00 AM\t10/27/26, 9:41:00 AM\t1m\t\t\tAttendee
"""


@pytest.fixture
def day_two(demo):
    """Something is still to be put right, so it is open again."""
    demo.days.filter(number=2).update(closed_at=None, closed_by=None)
    return demo.days.get(number=2)


@pytest.fixture
def dee(visit, scripts):
    return visit(LEAD, scripts=scripts)


def test_dee_brings_in_the_report_of_the_call(dee, at, day_two, tmp_path):
    when = day_two.date.strftime("%m/%d/%y").lstrip("0")
    file = tmp_path / "report.csv"
    file.write_text(REPORT.replace("10/27/26", when), encoding="utf-16")
    dee.goto(at(f"days/{day_two.ref}/after/"))
    dee.get_by_role("link", name="Bring in a file").click()
    dee.get_by_label("The file").set_input_files(file)
    dee.get_by_role("button", name="Look at the file").click()
    expect(dee.get_by_role("heading", level=1)).to_have_text("Look at the file")
    expect(dee.get_by_role("row").filter(has_text="Ines Ferreira")).to_contain_text("09:31")
    expect(dee.get_by_label("Somebody Else")).to_have_value("")
    dee.get_by_role("button", name="Record this").click()
    expect(dee.locator("main")).to_contain_text("One person is recorded.")
    row = Attendance.objects.get(programme=day_two.programme, day=day_two, membership__name="Ines Ferreira")
    assert (row.presence, row.how) == ("online", "import")


def test_dee_phones_a_friend_and_closes_the_day(dee, at, day_two):
    dee.goto(at(f"days/{day_two.ref}/after/"))
    expect(dee.get_by_role("heading", name="Phone a friend")).to_be_visible()
    line = dee.get_by_role("listitem").filter(has=dee.get_by_role("heading", name="Ines Ferreira"))
    line.get_by_label("How did it go?").select_option(label="We spoke")
    line.get_by_role("button", name="Keep").click()
    expect(line.get_by_label("How did it go?")).to_have_value("spoke")
    call = FriendCall.objects.get(programme=day_two.programme, day=day_two)
    assert (call.state, call.who.name) == ("spoke", "Bernie Callaghan")
    dee.get_by_role("button", name="Close the day").click()
    expect(dee.get_by_text(re.compile("Dee Marsh closed it"))).to_be_visible()
    dee.get_by_role("button", name="Open it again").click()
    expect(dee.get_by_role("button", name="Close the day")).to_be_visible()


def test_dee_makes_one_of_two_and_takes_them_apart(dee, at, demo, day_two):
    twin = make_member(demo, "Ines Ferreira", came_by="walk_in")
    make_attendance(day_two, twin, "in_person")
    dee.goto(at("people/"))
    dee.get_by_role("link", name="Twice on the list").click()
    dee.get_by_role("link", name=re.compile("Look at both.*Ines Ferreira")).click()
    dee.get_by_label("I know that they are one person").check()
    dee.get_by_role("button", name="Make one of them").click()
    expect(dee.get_by_role("heading", name="Made one")).to_be_visible()
    here = Attendance.objects.filter(programme=demo, day=day_two, membership__name="Ines Ferreira")
    assert [row.presence for row in here] == ["in_person"]
    dee.get_by_role("button", name=re.compile("Take apart.*Ines Ferreira")).click()
    expect(dee.get_by_role("link", name=re.compile("Look at both.*Ines Ferreira"))).to_be_visible()
