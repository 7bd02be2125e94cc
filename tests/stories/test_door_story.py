"""Pat at the door with a tablet: search, tap, undo, somebody who just turned up, a second pair of hands."""

import re

import pytest
from playwright.sync_api import expect

from programmes.models import Attendance, AttendanceChange, Membership

HELPER, RUKHSANA = "helper@demo.invalid", "Rukhsana Begum"
TABLET = {"width": 820, "height": 1180}


@pytest.fixture
def board(at, demo):
    return at(f"days/{demo.days.get(number=3).ref}/check-in/")


@pytest.fixture
def record(demo):
    """What the database holds for somebody today, or None."""

    def found(name=RUKHSANA):
        return Attendance.objects.filter(
            programme=demo, day__number=3, membership__name=name, presence__isnull=False
        ).first()

    return found


def button(page, words, name=RUKHSANA):
    return page.get_by_role("button", name=re.compile(rf"^{words}\s?: {name}$"))


def find(page, words, scripts):
    page.get_by_label("Find a name").fill(words)
    if not scripts:
        page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_text("Showing 2 of")).to_be_visible()


def here(page, number):
    return page.get_by_role("status").get_by_text(re.compile(rf"^\s*{number}\s+here in person$"))


def test_pat_finds_rukhsana_by_two_letters_taps_and_takes_it_back(visit, at, demo, board, record, scripts):
    page = visit(HELPER, scripts=scripts, **TABLET)
    page.goto(at("check-in/"))
    expect(page).to_have_url(re.compile(re.escape(board)))
    before = Attendance.objects.filter(
        programme__slug=at().split("/")[2], presence="in_person", day__number=3
    )
    number = before.count()
    expect(here(page, number)).to_be_visible()

    find(page, "ru", scripts)
    expect(button(page, "In person", "Ruby Tanner")).to_be_visible()
    expect(button(page, "In person", "Kwame Boateng")).to_be_hidden()
    button(page, "In person").click()
    expect(here(page, number + 1)).to_be_visible()
    expect(button(page, "In person")).to_have_attribute("aria-pressed", "true")
    kept = record()
    assert (kept.presence, kept.recorded_by.email, kept.how) == ("in_person", HELPER, "desk")
    assert kept.arrived_at is not None

    button(page, "Online").click()
    toast = page.get_by_role("status").filter(has_text=RUKHSANA)
    expect(toast).to_contain_text("Before: ")
    assert record().presence == "online"
    toast.get_by_role("button", name="Undo").click()
    expect(button(page, "In person")).to_have_attribute("aria-pressed", "true")
    expect(here(page, number + 1)).to_be_visible()
    assert record().presence == "in_person"

    button(page, "Not yet").click()
    expect(here(page, number)).to_be_visible()
    assert record() is None


def test_every_way_of_being_here_is_two_taps_away_at_most(visit, board, record, scripts):
    page = visit(HELPER, scripts=scripts, **TABLET)
    page.goto(f"{board}?q=rukhsana")
    for words, presence in [
        ("By phone", "phone"),
        ("Here for part", "part"),
        ("Called away", "called_away"),
        ("Not here", "not_here"),
    ]:
        page.get_by_text(re.compile("^More")).click()
        page.get_by_role("button", name=words, exact=True).click()
        expect(page.get_by_role("status").filter(has_text=RUKHSANA)).to_contain_text(
            re.compile(f"{RUKHSANA}: (here )?{words.removeprefix('Here ')}", re.IGNORECASE)
        )
        assert record().presence == presence
    button(page, "Apologies").click()
    expect(button(page, "Apologies")).to_have_attribute("aria-pressed", "true")
    assert record().presence == "apologies"


def test_somebody_who_just_turns_up_is_in_by_name_alone(visit, board, demo, record, scripts):
    page = visit(HELPER, scripts=scripts, **TABLET)
    page.goto(board)
    page.get_by_role("link", name="Someone not on the list").click()
    page.get_by_role("button", name="Add them, here in person").click()
    expect(page.get_by_label("Their name")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Their name").fill("Ewa from the bakery")
    page.get_by_role("button", name="Add them, here in person").click()
    expect(button(page, "In person", "Ewa from the bakery")).to_have_attribute("aria-pressed", "true")
    assert record("Ewa from the bakery").presence == "in_person"
    assert Membership.objects.get(programme=demo, name="Ewa from the bakery").came_by == "walk_in"

    page.get_by_role("link", name="Someone not on the list").click()
    page.get_by_label("Their name").fill("ewa from the bakery")
    page.get_by_role("button", name="Add them, here in person").click()
    expect(page.get_by_role("heading", name="Is it one of these?")).to_be_visible()
    page.get_by_role("link", name="Ewa from the bakery").click()
    expect(button(page, "In person", "Ewa from the bakery")).to_be_visible()
    assert Membership.objects.filter(programme=demo, name__iexact="ewa from the bakery").count() == 1
    page.complaints[:] = [said for said in page.complaints if "422" not in said]


def test_a_double_tap_leaves_one_record_and_one_line_of_history(visit, board, demo, record, scripts):
    page = visit(HELPER, scripts=scripts, **TABLET)
    page.goto(board)
    button(page, "In person").dblclick()
    expect(button(page, "In person")).to_have_attribute("aria-pressed", "true")
    page.wait_for_load_state("networkidle")
    about = {"programme": demo, "day__number": 3, "membership__name": RUKHSANA}
    assert Attendance.objects.filter(**about, presence="in_person").count() == 1
    assert AttendanceChange.objects.filter(**about, new__presence="in_person").count() == 1


def test_a_second_helper_sees_the_tap_within_six_seconds(visit, board, record):
    mine, hers = visit(HELPER, **TABLET), visit("lead@demo.invalid", **TABLET)
    mine.goto(board)
    hers.goto(board)
    hers.evaluate("window.samePage = true")
    button(mine, "In person").click()
    expect(button(mine, "In person")).to_have_attribute("aria-pressed", "true")
    expect(button(hers, "In person")).to_have_attribute("aria-pressed", "true", timeout=6_000)
    count = record().programme.attendances.filter(day__number=3, presence="in_person").count()
    expect(here(hers, count)).to_be_visible()
    assert hers.evaluate("window.samePage") is True


def test_pat_needs_no_mouse(visit, board, record, scripts):
    page = visit(HELPER, scripts=scripts, **TABLET)
    page.goto(board)
    tab_to(page, page.get_by_label("Find a name"))
    page.keyboard.type("rukh")
    if not scripts:
        page.keyboard.press("Enter")
    expect(page.get_by_text("Showing 1 of")).to_be_visible()
    tab_to(page, button(page, "Online"))
    page.keyboard.press("Space")
    expect(button(page, "Online")).to_have_attribute("aria-pressed", "true")
    if scripts:
        expect(button(page, "Online")).to_be_focused()
    assert record().presence == "online"
    tab_to(page, page.get_by_role("button", name="Undo"))
    page.keyboard.press("Enter")
    expect(button(page, "Online")).to_have_attribute("aria-pressed", "false")
    assert record() is None


def tab_to(page, target):
    """Tab until the target has the focus, which must be seen."""
    for _step in range(60):
        page.keyboard.press("Tab")
        if target.evaluate("node => node === document.activeElement"):
            ring = target.evaluate("node => getComputedStyle(node).outlineStyle")
            assert ring not in ("none", "auto")
            return
    pytest.fail(f"Tab never reaches {target}")
