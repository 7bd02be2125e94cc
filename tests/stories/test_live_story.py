"""Dee runs a day forty minutes late; everybody's plan follows, and so does the big screen."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from programmes.models import DayRun, SessionRun
from tests.stories.test_door_story import tab_to
from tests.stories.test_every_page import RULES, faults_of, found_by_axe, sideways

LEAD, MEMBER, FACILITATOR = "lead@demo.invalid", "member@demo.invalid", "facilitator@demo.invalid"
SIX_SECONDS = 6_000
FIRST, SECOND, THIRD = (
    "Doors, tea and settling in",
    "Hello again, and how we treat each other",
    "What we tried since last time",
)


class Clock:
    """Half past nine on the day, and from there as fast as any clock; `is_at` puts it on."""

    def __init__(self, day):
        self.real, self.begins = timezone.now, day.starts_at
        self.is_at(0)

    def is_at(self, minutes):
        """So many minutes after the day was to begin."""
        self.ahead = self.begins + timedelta(minutes=minutes) - self.real()

    def now(self):
        return self.real() + self.ahead


@pytest.fixture
def day(demo):
    return demo.days.get(number=3)


@pytest.fixture
def clock(day, monkeypatch):
    clock = Clock(day)
    monkeypatch.setattr(timezone, "now", clock.now)
    return clock


@pytest.fixture
def run(at, day):
    return at(f"days/{day.ref}/run/")


@pytest.fixture
def start(visit, clock, run):
    """Dee's page, with the day begun."""

    def started(**how):
        page = visit(LEAD, **how)
        page.goto(run)
        page.get_by_role("button", name="Start the day").click()
        expect(page.get_by_role("heading", name=FIRST, level=2)).to_be_visible()
        page.wait_for_timeout(800)  # nobody presses twice within a moment: that would be a double tap
        return page

    return started


def on_now(page, title):
    return page.get_by_role("status").get_by_text(re.compile(f"^Now: {re.escape(title)}"))


def stays(page):
    """True as long as the page was not loaded again."""
    return page.evaluate("window.samePage === true")


def test_a_day_runs_forty_minutes_late_and_bens_open_page_follows(visit, at, day, clock, run, start):
    ben, home, screen = visit(MEMBER, width=360), visit(MEMBER), visit(FACILITATOR)
    ben.goto(at(f"days/{day.ref}/"))
    home.goto(at())
    screen.goto(at(f"days/{day.ref}/now/"))
    for page in (ben, home, screen):
        page.evaluate("window.samePage = true")
    expect(screen.get_by_role("heading", name="We begin at 9:30am")).to_be_visible()

    dee = start()
    expect(on_now(ben, FIRST)).to_be_visible(timeout=SIX_SECONDS)
    expect(on_now(home, FIRST)).to_be_visible(timeout=SIX_SECONDS)
    expect(screen.get_by_role("heading", level=1, name=FIRST)).to_be_visible(timeout=SIX_SECONDS)

    clock.is_at(60)  # 10:30; the tea was to end at 9:50
    dee.get_by_role("button", name="Finish now, go on").click()
    expect(dee.get_by_role("heading", name=SECOND, level=2)).to_be_visible()
    expect(dee.get_by_text("40 minutes behind.")).to_be_visible()
    expect(on_now(ben, SECOND)).to_contain_text("until 10:50am", timeout=SIX_SECONDS)
    third = ben.get_by_role("listitem").filter(has_text=THIRD)
    expect(third.locator("time")).to_have_text("10:50am")
    expect(third).to_contain_text("Planned for 10:10am")
    expect(on_now(home, SECOND)).to_be_visible(timeout=SIX_SECONDS)
    expect(screen.get_by_role("heading", level=1, name=SECOND)).to_be_visible(timeout=SIX_SECONDS)
    expect(screen.get_by_text("20 minutes left")).to_be_visible()
    expect(screen.get_by_role("heading", level=2, name=THIRD)).to_be_visible()

    dee.get_by_role("button", name="Five more minutes").click()
    expect(on_now(ben, SECOND)).to_contain_text("until 10:55am", timeout=SIX_SECONDS)
    dee.wait_for_timeout(800)
    dee.get_by_role("button", name="Undo").click()
    expect(on_now(ben, SECOND)).to_contain_text("until 10:50am", timeout=SIX_SECONDS)
    dee.wait_for_timeout(800)
    dee.get_by_role("button", name="Undo").click()
    expect(on_now(ben, FIRST)).to_be_visible(timeout=SIX_SECONDS)
    expect(screen.get_by_role("heading", level=1, name=FIRST)).to_be_visible(timeout=SIX_SECONDS)
    assert [stays(page) for page in (ben, home, screen)] == [True] * 3
    assert not sideways(ben)


def test_the_big_screen_goes_on_without_a_network_and_says_so(visit, at, day, clock, start):
    start()
    screen = visit(MEMBER)
    screen.goto(at(f"days/{day.ref}/now/"))
    expect(screen.get_by_text("20 minutes left")).to_be_visible()
    screen.context.set_offline(True)
    expect(screen.get_by_role("status").filter(has_text="No connection just now")).to_be_visible(
        timeout=SIX_SECONDS
    )
    # The screen's own clock goes on: three minutes later its words and its bar say so.
    screen.evaluate("var real = Date.now; Date.now = function () { return real() + 3 * 60e3; }")
    expect(screen.get_by_text(re.compile("1[67] minutes left"))).to_be_visible()
    expect(screen.locator("[data-clock]")).to_have_text(re.compile("9:3[34]am"))
    screen.context.set_offline(False)
    expect(screen.get_by_role("status").filter(has_text="No connection")).to_be_hidden(timeout=SIX_SECONDS)
    screen.complaints[:] = [
        said for said in screen.complaints if not re.search("DISCONNECTED|Failed to fetch", said)
    ]


def test_two_who_finish_at_once_finish_one_session(visit, run, clock, start, demo):
    dee, fay = start(), visit(FACILITATOR)
    fay.goto(run)
    fay.route("**/run/news/*", lambda route: route.abort())  # her page has not heard yet
    clock.is_at(20)
    dee.get_by_role("button", name="Finish now, go on").dblclick()
    expect(dee.get_by_role("heading", name=SECOND, level=2)).to_be_visible()
    fay.get_by_role("button", name="Finish now, go on").click()
    expect(fay.get_by_text(f"“{FIRST}” was finished already. On now: {SECOND}.")).to_be_visible()
    assert SessionRun.objects.filter(programme=demo, state="done").count() == 1
    fay.complaints[:] = [said for said in fay.complaints if not re.search("ERR_FAILED|Failed to fetch", said)]


def test_the_whole_day_can_be_run_with_and_without_scripts(visit, at, day, clock, start, run, scripts, demo):
    dee, ben = start(scripts=scripts), visit(MEMBER, scripts=False)
    rest = 800 if scripts else 0
    clock.is_at(20)
    dee.get_by_role("button", name="Finish now, go on").click()
    expect(dee.get_by_role("heading", name=SECOND, level=2)).to_be_visible()
    dee.wait_for_timeout(rest)
    dee.get_by_role("button", name=f"Skip : {THIRD}").click()
    expect(dee.get_by_role("listitem").filter(has_text=THIRD)).to_contain_text("Left out today")
    dee.wait_for_timeout(rest)
    dee.get_by_role("button", name="Later : Tea, toast and a stretch").click()
    expect(dee.get_by_text("Moved: Tea, toast and a stretch")).to_be_visible()
    dee.wait_for_timeout(rest)

    ben.goto(at(f"days/{day.ref}/"))
    expect(ben.get_by_text(f"Now: {SECOND}, until 10:10am")).to_be_visible()
    expect(ben.get_by_role("listitem").filter(has_text=THIRD)).to_contain_text("Left out today")

    dee.get_by_role("button", name="End the day").click()
    expect(dee.get_by_role("heading", name="The day is over")).to_be_visible()
    dee.get_by_role("link", name="What was planned, and what happened").first.click()
    row = dee.get_by_role("row").filter(has_text=THIRD)
    expect(row).to_contain_text("10:10am to 10:55am")
    expect(row).to_contain_text("Left out")
    ben.goto(at(f"days/{day.ref}/now/"))
    expect(ben.get_by_role("heading", name="Thank you")).to_be_visible()
    ben.goto(at(f"days/{day.ref}/record/"))
    expect(ben.get_by_role("row").filter(has_text=THIRD)).to_contain_text("Left out")

    dee.goto(run)
    for _step in range(5):  # the end, the move, the skip, the finish, the start
        dee.get_by_role("button", name="Undo").click()
        dee.wait_for_timeout(rest or 300)
    expect(dee.get_by_role("heading", name="The day has not begun yet")).to_be_visible()
    assert not DayRun.objects.filter(programme=demo).exists()


def test_dee_needs_no_mouse(visit, run, clock, scripts):
    page = visit(LEAD, scripts=scripts)
    page.goto(run)
    tab_to(page, page.get_by_role("button", name="Start the day"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=FIRST, level=2)).to_be_visible()
    page.wait_for_timeout(800)
    tab_to(page, page.get_by_role("button", name="Five more minutes"))
    page.keyboard.press("Space")
    expect(page.get_by_text("until 9:55am")).to_be_visible()
    if scripts:
        expect(page.get_by_role("button", name="Five more minutes")).to_be_focused()


@pytest.mark.parametrize("minutes", [10, 27], ids=["in-time", "over"])
def test_a_day_that_runs_can_be_used_by_everyone(visit, at, day, clock, start, minutes):
    dee = start()
    clock.is_at(minutes)
    wrong = {}
    for rest in (
        f"days/{day.ref}/run/",
        f"days/{day.ref}/now/",
        f"days/{day.ref}/",
        "",
        f"days/{day.ref}/record/",
    ):
        if faults := faults_of(dee, at(rest)):
            wrong[rest] = faults
        dee.set_viewport_size({"width": 360, "height": 740})
        dee.goto(at(rest))
        small = found_by_axe(dee, runOnly={"type": "tag", "values": RULES})
        wrong |= {f"{rest} on a phone": small} if small or sideways(dee) else {}
        dee.set_viewport_size({"width": 1280, "height": 900})
    assert not wrong
