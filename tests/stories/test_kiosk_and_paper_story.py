"""The shared tablet that forgets, everyone at once, sessions, and the paper register typed back in."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import expect

from programmes.models import Attendance, AttendanceChange, Kiosk, SessionTick
from tests.stories.test_every_page import RULES, found_by_axe, sideways

HELPER, FACILITATOR, LEAD = "helper@demo.invalid", "facilitator@demo.invalid", "lead@demo.invalid"
TABLET = {"width": 820, "height": 1180}
MADONNA, RUKHSANA = "Madonna", "Rukhsana Begum"


@pytest.fixture
def day(demo):
    """Today's day of the demo, open whatever the hour is, with nobody recorded yet."""
    day = demo.days.get(number=3)
    day.starts_at, day.ends_at = timezone.now() - timedelta(hours=2), timezone.now() + timedelta(hours=4)
    day.save()
    Attendance.objects.filter(programme=demo, day=day).delete()
    AttendanceChange.objects.filter(programme=demo, day=day).delete()
    return day


@pytest.fixture
def here(demo, day):
    """How somebody stands today, or None."""

    def found(name):
        return Attendance.objects.filter(
            programme=demo, day=day, membership__name=name, presence__isnull=False
        ).first()

    return found


@pytest.fixture
def tablet(visit, at, day):
    """A device on which Pat started the tablet."""

    def started(scripts=True):
        page = visit(HELPER, scripts=scripts, **TABLET)
        page.goto(at(f"days/{day.ref}/kiosk/"))
        page.get_by_role("button", name="Sign me out and start it here").click()
        expect(page.get_by_role("heading", name="Are you here? Tell us")).to_be_visible()
        page.wait_for_load_state("load")
        return page

    return started


def ask_for(page, letters, scripts):
    page.wait_for_load_state("load")  # letters typed before the scripts are there wait for "Find me"
    page.get_by_label("Type the first two letters of your name").fill(letters)
    if not scripts:
        page.get_by_role("button", name="Find me").click()


def knows(page, name):
    """True when any part of the page or of what it keeps holds the name."""
    kept = "JSON.stringify(localStorage) + JSON.stringify(sessionStorage) + document.title + location.href"
    return name in page.content() or name in page.evaluate(kept)


def go_back(page):
    """Back; a page that answered a form is not kept, and the browser says so in a page of its own."""
    try:
        page.go_back(wait_until="commit")
    except PlaywrightError as problem:
        assert "ERR_CACHE_MISS" in str(problem)
    page.wait_for_timeout(300)


def faults(page):
    found = found_by_axe(page, runOnly={"type": "tag", "values": RULES})
    return found + ([("sideways", page.url)] if sideways(page) else [])


def test_madonna_tells_the_tablet_and_it_forgets_her(tablet, here, scripts):
    page = tablet(scripts)
    assert not knows(page, MADONNA)
    ask_for(page, "m", scripts)
    expect(page.get_by_text("One more letter, please.")).to_be_visible()
    ask_for(page, "mad", scripts)
    page.get_by_role("button", name=MADONNA).click()
    expect(page.get_by_role("heading", name=f"You are here, {MADONNA}")).to_be_visible()
    assert (here(MADONNA).presence, here(MADONNA).how) == ("in_person", "kiosk")
    if scripts:
        assert faults(page) == []

    page.get_by_role("link", name="Done").click()
    expect(page.get_by_label("Type the first two letters of your name")).to_have_value("")
    if scripts:
        assert not knows(page, MADONNA)
    for _step in range(4):  # Back, and back again, through everything that was shown
        go_back(page)
        assert MADONNA not in page.content()
    page.reload()
    assert MADONNA not in page.content()
    page.complaints[:] = [said for said in page.complaints if "ERR_CACHE_MISS" not in said]


def test_the_page_clears_itself_after_ten_seconds_and_reloading_brings_nothing_back(tablet, day):
    page = tablet()
    ask_for(page, "mad", True)
    page.get_by_role("button", name=MADONNA).click()
    expect(page.get_by_text("This page clears itself in ten seconds.")).to_be_visible()
    expect(page.get_by_role("heading", name="Are you here? Tell us")).to_be_visible(timeout=13_000)
    page.reload()
    assert not knows(page, MADONNA)
    assert AttendanceChange.objects.filter(day=day, membership__name=MADONNA).count() == 1


def test_a_device_that_kept_the_door_s_list_forgets_it_when_it_becomes_the_tablet(visit, at, day):
    page = visit(HELPER, **TABLET)
    page.goto(at(f"days/{day.ref}/check-in/"))
    page.wait_for_function("localStorage.getItem('copro-door')")
    page.wait_for_load_state("networkidle")
    page.goto(at(f"days/{day.ref}/kiosk/"))
    page.get_by_role("button", name="Sign me out and start it here").click()
    expect(page.get_by_role("heading", name="Are you here? Tell us")).to_be_visible()
    page.wait_for_function("localStorage.getItem('copro-door') === null")
    left = page.evaluate("indexedDB.databases().then(all => all.map(each => each.name))")
    assert left == []


def test_two_quiet_minutes_clear_what_was_typed(tablet):
    page = tablet()
    page.clock.install()
    page.reload()
    ask_for(page, "mad", True)
    expect(page.get_by_role("button", name=MADONNA)).to_be_visible()
    page.clock.run_for(101_000)
    expect(page.get_by_role("button", name="I am still here")).to_be_visible()
    page.get_by_role("button", name="I am still here").click()
    expect(page.get_by_role("button", name="I am still here")).to_be_hidden()
    page.clock.run_for(119_000)
    expect(page.get_by_role("button", name=MADONNA)).to_be_visible()
    page.clock.run_for(2_000)
    expect(page.get_by_label("Type the first two letters of your name")).to_have_value("")
    expect(page.get_by_role("button", name=MADONNA)).to_be_hidden()


def test_a_wrong_tap_is_taken_back_at_once(tablet, here, scripts):
    page = tablet(scripts)
    ask_for(page, "ru", scripts)
    page.get_by_role("button", name=re.compile(RUKHSANA)).click()
    page.get_by_role("button", name="That is not me. Take it back").click()
    expect(page.get_by_text("We took that back.")).to_be_visible()
    assert here(RUKHSANA) is None


def test_somebody_not_on_the_list_tells_her_name(tablet, here, scripts):
    page = tablet(scripts)
    page.get_by_role("button", name="I am not on the list").click()
    page.get_by_label("Your name").fill("Ewa from the bakery")
    page.get_by_role("button", name="Add me. I am here").click()
    expect(page.get_by_role("heading", name="You are here, Ewa")).to_be_visible()
    assert here("Ewa from the bakery").how == "kiosk"


def test_the_tablet_is_nobody_s_way_in_and_stops_when_the_lead_says_so(tablet, visit, at, day):
    page = tablet()
    page.goto(at(f"days/{day.ref}/check-in/"))
    expect(page).to_have_url(re.compile("/sign-in/"))
    lead = visit(LEAD)
    lead.goto(at(f"days/{day.ref}/kiosk/"))
    assert faults(lead) == []
    lead.get_by_role("button", name=re.compile("^Stop it")).click()
    expect(lead.get_by_text("No tablet is running.")).to_be_visible()
    page.goto("/kiosk/")
    expect(page.get_by_role("heading", name="This tablet has finished")).to_be_visible()
    assert Kiosk.objects.get().revoked_at is not None
    page.complaints[:] = [said for said in page.complaints if "404" not in said]


@pytest.mark.parametrize("width", [360, 820, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_new_pages(visit, at, day, demo, width, scheme):
    page = visit(FACILITATOR, width=width, color_scheme=scheme)
    person = demo.memberships.get(name=RUKHSANA).ref
    for where in ("sessions/", "check-in/everyone/", "kiosk/", "paper/", f"check-in/{person}/", "sheet/"):
        page.goto(at(f"days/{day.ref}/{where}"))
        assert faults(page) == [], where
    page.goto(at(f"days/{day.ref}/kiosk/"))
    page.get_by_role("button", name="Sign me out and start it here").click()
    ask_for(page, "ma", True)
    expect(page.get_by_role("button", name=MADONNA)).to_be_visible()
    assert faults(page) == []
    page.get_by_role("button", name="I am not on the list").click()
    page.get_by_role("button", name="Add me. I am here").click()
    assert faults(page) == []
    page.complaints[:] = [said for said in page.complaints if "422" not in said]


def test_pat_records_the_room_at_once_and_puts_the_few_right(visit, at, demo, day, here, scripts):
    page = visit(HELPER, scripts=scripts, **TABLET)
    page.goto(at(f"days/{day.ref}/check-in/everyone/"))
    people = demo.memberships.current().count()
    expect(page.get_by_text(f"This records {people} people.")).to_be_visible()
    page.get_by_label("Who", exact=True).select_option("Kitchen table")
    if scripts:
        expect(page.get_by_text(f"This records {people} people.")).to_be_hidden()
    page.get_by_label("Who", exact=True).select_option("Everyone")
    page.get_by_role("button", name="Record them all").click()
    expect(page.get_by_text(f"{people} people recorded.")).to_be_visible()

    page.get_by_role("link", name="Put right the few who are not here").click()
    page.wait_for_load_state("load")
    page.get_by_label("Find a name").fill("rukh")
    if not scripts:
        page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_text("Showing 1 of")).to_be_visible()
    page.get_by_role("button", name=re.compile(rf"^Apologies\s?: {RUKHSANA}$")).click()
    expect(page.get_by_role("status").filter(has_text=RUKHSANA)).to_be_visible()
    assert here(RUKHSANA).presence == "apologies"

    page.goto(at(f"days/{day.ref}/check-in/everyone/"))
    page.get_by_role("button", name=f"Take these {people} back").click()
    expect(page.get_by_text(f"{people - 1} people taken back.")).to_be_visible()
    assert here(RUKHSANA).presence == "apologies"
    assert here(MADONNA) is None


def test_pat_ticks_a_session_and_takes_it_back(visit, at, day, here, scripts):
    page = visit(HELPER, scripts=scripts, **TABLET)
    page.goto(at(f"days/{day.ref}/sessions/"))
    there = page.get_by_role("button", name=re.compile(rf"^Was there\s?: {RUKHSANA}$"))
    there.click()
    expect(there).to_have_attribute("aria-pressed", "true")
    toast = page.get_by_role("status").filter(has_text=RUKHSANA)
    expect(toast).to_contain_text("so here in person for the day")
    assert SessionTick.objects.get(membership__name=RUKHSANA).was_there
    assert here(RUKHSANA).presence == "in_person"
    toast.get_by_role("button", name="Undo").click()
    expect(there).to_have_attribute("aria-pressed", "false")
    assert here(RUKHSANA) is None
    there.click()  # the same button again is another tap
    expect(there).to_have_attribute("aria-pressed", "true")


def test_the_sheet_is_typed_in_with_a_key_for_each_row(visit, at, demo, day, here):
    page = visit(FACILITATOR)
    page.goto(at(f"days/{day.ref}/paper/"))
    names = page.locator("[data-row] .name").all_inner_texts()[:6]
    for key in ("p", "o", "l", " ", "a"):  # the first row has the focus already
        page.keyboard.press(key if key != " " else "Space")
    page.keyboard.press("t")
    page.keyboard.type("930")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("p")
    page.get_by_role("button", name="Save the sheet").click()
    expect(page.get_by_text("5 rows saved.")).to_be_visible()
    found = [here(name) and here(name).presence for name in names]
    assert found == ["in_person", "online", "part", None, "apologies", "in_person"]
    last = here(names[5])
    assert last.arrived_at.astimezone(demo.tz).strftime("%H:%M") == "09:30"
    assert (last.how, last.recorded_by.email) == ("paper", FACILITATOR)
    assert timezone.now() - last.recorded_at < timedelta(minutes=1)


def test_the_sheet_is_a_plain_form_too(visit, at, day, here):
    page = visit(FACILITATOR, scripts=False, width=360)
    page.goto(at(f"days/{day.ref}/paper/"))
    row = page.get_by_role("radiogroup", name=re.compile(rf", {RUKHSANA}$"))
    row.get_by_role("radio", name=re.compile("Here for part")).check()
    page.get_by_label(f"Arrived: {RUKHSANA}").fill("10.15")
    page.get_by_label("Name 1", exact=True).fill("Ewa from the bakery")
    page.get_by_role("button", name="Save the sheet").click()
    expect(page.get_by_text("1 row saved. 1 new person added.")).to_be_visible()
    assert here(RUKHSANA).presence == "part"
    assert here("Ewa from the bakery").how == "paper"


def test_the_sheet_prints_a_page_for_seventeen_rows(visit, at, day, demo):
    page = visit(FACILITATOR)
    for query, rows in (("", 17), ("?large=1", 9)):
        page.goto(at(f"days/{day.ref}/sheet/{query}"))
        sheets = page.locator("section.paper").count()
        pdf = page.pdf(format="A4")
        assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == sheets
        assert page.locator("section.paper").first.locator("tbody tr").count() == rows
