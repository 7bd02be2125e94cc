"""Pat's door loses its connection: names stay in sight, taps are kept, and all goes when it comes back."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from programmes.attendance.actions import record_presence
from programmes.models import Attendance, AttendanceChange, How, User
from tests.conftest import sign_in
from tests.factories import make_day
from tests.stories.doors import DUMP, hush, is_ready, reopen, row, tap, until

HELPER, LEAD, RUKHSANA, AMARA = "helper@demo.invalid", "lead@demo.invalid", "Rukhsana Begum", "Amara Osei"
TABLET = {"width": 820, "height": 1180}
NO_CONNECTION = "No connection, and that’s fine"
BACK = 30_000
FORTY_TAPS = """
  [...document.querySelectorAll(".board [value^='in_person.']")].slice(0, 40).forEach((each) => each.click())
"""


@pytest.fixture
def day(demo):
    """A day of today's date of which nothing is recorded yet."""
    return make_day(demo, on=timezone.localdate(timezone=demo.tz))


@pytest.fixture
def board(at, day):
    return at(f"days/{day.ref}/check-in/")


@pytest.fixture
def a_door(visit, board):
    def open_as(email=HELPER):
        page = visit(email, **TABLET)
        page.add_init_script("self.shift = 0; const real = Date.now; Date.now = () => real() + self.shift;")
        page.goto(board)
        return is_ready(page)

    return open_as


@pytest.fixture
def record(day):
    return lambda name: Attendance.objects.get(day=day, membership__name=name)


def changes(day, name):
    return AttendanceChange.objects.filter(day=day, membership__name=name)


def test_pat_taps_without_a_connection_kills_the_tab_and_loses_nothing(a_door, board, day, record):
    page = a_door()
    page.context.set_offline(True)
    tap(page, "In person", RUKHSANA)
    expect(row(page, RUKHSANA)).to_contain_text("Not sent yet: In person")
    expect(page.locator("#door")).to_contain_text("1 tap is not sent yet")

    page = reopen(page, board)
    expect(page.get_by_role("heading", name=NO_CONNECTION)).to_be_visible()
    expect(row(page, RUKHSANA)).to_contain_text("Not sent yet: In person")
    page.get_by_label("Find a name").fill("amara")
    expect(row(page, RUKHSANA)).to_have_count(0)
    tap(page, "Online", AMARA)
    expect(row(page, AMARA)).to_contain_text("Not sent yet: Online")
    assert not changes(day, RUKHSANA).exists()

    page.context.set_offline(False)
    expect(page.get_by_role("heading", name=NO_CONNECTION)).to_be_hidden(timeout=BACK)
    expect(page.get_by_label("Find a name")).to_have_value("amara")
    assert record(RUKHSANA).presence == "in_person"
    assert record(AMARA).presence == "online"
    assert changes(day, RUKHSANA).count() == 1
    hush(page)


def test_two_doors_and_ten_minutes_without_a_connection(a_door, demo, day, record):
    pat, lena = a_door(), a_door(LEAD)
    names = [name.text_content() for name in pat.locator(".board .name").all()[:40]]
    earlier, later = names[:3], names[3:6]
    lead = User.objects.get(email=LEAD)
    for name in earlier:
        person = demo.memberships.get(name=name)
        long_ago = timezone.now() - timedelta(minutes=11)
        record_presence(day, person, "online", by=lead, how=How.DESK, happened_at=long_ago)

    pat.context.set_offline(True)
    pat.evaluate("self.shift = -600000")
    pat.evaluate(FORTY_TAPS)
    expect(pat.locator("#door")).to_contain_text("40 taps are not sent yet")
    for name in later:
        tap(lena, "Online", name)
        expect(row(lena, name).locator("[value^=online]")).to_have_attribute("aria-pressed", "true")
    pat.evaluate("self.shift = 0")
    pat.context.set_offline(False)
    expect(pat.locator("#door .waits")).to_be_hidden(timeout=BACK)

    pats = AttendanceChange.objects.filter(day=day, by__email=HELPER)
    assert sorted(pats.values_list("membership__name", flat=True)) == sorted(names)
    ordered = list(pats.order_by("at").values_list("membership__name", flat=True))
    assert ordered == names
    assert all(record(name).presence == "in_person" for name in earlier + names[6:])
    assert all(record(name).presence == "online" for name in later)
    for name in earlier + later:
        assert changes(day, name).count() == 2
        assert changes(day, name).get(by__email=HELPER).stands is (name in earlier)
    made = pats.first().happened_at
    assert timedelta(minutes=9) < timezone.now() - made < timedelta(minutes=12)
    arrived = record(later[0]).arrived_at
    assert arrived == changes(day, later[0]).get(by__email=HELPER).happened_at
    expect(row(pat, later[0]).locator("[value^=online]")).to_have_attribute("aria-pressed", "true")
    hush(pat)


def test_a_newcomer_and_taking_a_tap_back_need_no_connection(a_door, board, demo, day, record):
    page = a_door()
    page.context.set_offline(True)
    page.get_by_role("link", name="Someone not on the list").click()
    expect(page.get_by_role("heading", name=NO_CONNECTION)).to_be_visible()
    page.get_by_label("Their name").fill("Ewa from the bakery")
    page.get_by_role("button", name="Add them, here in person").click()
    expect(row(page, "Ewa from the bakery")).to_contain_text("Not sent yet: In person")
    tap(page, "Online", "Ewa from the bakery")
    page.get_by_label("Find a name").fill("")
    tap(page, "In person", RUKHSANA)
    toast = page.locator("#toast")
    expect(toast).to_contain_text(f"{RUKHSANA}: In person. Not sent yet")
    toast.get_by_role("button", name="Undo").click()
    expect(row(page, RUKHSANA)).to_contain_text("Not sent yet: Undo")
    expect(row(page, RUKHSANA).locator("[value^=not_yet]")).to_have_attribute("aria-pressed", "true")

    page = reopen(page, board)
    expect(row(page, "Ewa from the bakery").locator("[value^=online]")).to_have_attribute(
        "aria-pressed", "true"
    )
    page.context.set_offline(False)
    expect(page.get_by_role("heading", name=NO_CONNECTION)).to_be_hidden(timeout=BACK)
    assert demo.memberships.filter(name="Ewa from the bakery").count() == 1
    assert record("Ewa from the bakery").presence == "online"
    assert record(RUKHSANA).presence is None
    assert [change.new["presence"] for change in changes(day, RUKHSANA).order_by("at")] == ["in_person", None]
    hush(page)


def test_what_is_kept_holds_no_name_and_goes_at_sign_out(a_door, board, demo):
    page = a_door()
    page.context.set_offline(True)
    tap(page, "In person", RUKHSANA)
    expect(row(page, RUKHSANA)).to_contain_text("Not sent yet")
    page = reopen(page, board)
    expect(row(page, RUKHSANA)).to_contain_text("Not sent yet")
    kept = page.evaluate(DUMP)
    assert kept["rows"] >= 4
    assert kept["caches"] == 1
    for name, email in demo.memberships.values_list("name", "person__email"):
        assert name not in kept["text"]
        assert not email or email not in kept["text"]

    page.context.set_offline(False)
    expect(page.get_by_role("heading", name=NO_CONNECTION)).to_be_hidden(timeout=BACK)
    is_ready(page)
    page.get_by_role("button", name="Finish and sign out").click()
    expect(page.get_by_role("heading", name="You are signed out")).to_be_visible()
    after = page.evaluate(DUMP)
    assert (after["rows"], after["caches"]) == (0, 0)
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    hush(page)


def test_somebody_else_on_the_same_tablet_sees_no_list_and_sends_nothing_of_pat_s(
    a_door, at, board, day, live_server
):
    page = a_door()
    page.context.set_offline(True)
    tap(page, "In person", RUKHSANA)
    expect(row(page, RUKHSANA)).to_contain_text("Not sent yet")
    cookie = sign_in(User.objects.get(email=LEAD)).cookies["session"].value
    page.context.add_cookies([{"name": "session", "value": cookie, "url": live_server.url}])
    page.context.set_offline(False)
    page = reopen(page, at("days/"))
    expect(page.get_by_role("heading", name="Days", exact=True)).to_be_visible()
    page.goto(board)
    is_ready(page)
    expect(page.locator("#door")).to_contain_text("Taps of somebody else wait on this device")
    page.wait_for_timeout(1_000)
    assert not changes(day, RUKHSANA).exists()

    cookie = sign_in(User.objects.get(email=HELPER)).cookies["session"].value
    page.context.add_cookies([{"name": "session", "value": cookie, "url": live_server.url}])
    page.goto(board)
    expect(row(page, RUKHSANA)).to_contain_text("Arrived", timeout=BACK)
    assert changes(day, RUKHSANA).get().by.email == HELPER
    hush(page)


def test_a_session_that_ended_hides_the_names_and_keeps_the_taps(a_door, board, day, live_server):
    page = a_door()
    page.context.set_offline(True)
    tap(page, "In person", RUKHSANA)
    expect(row(page, RUKHSANA)).to_contain_text("Not sent yet")
    page = reopen(page, board)
    expect(row(page, RUKHSANA)).to_contain_text("Not sent yet")
    Session.objects.all().delete()
    page.context.set_offline(False)
    expect(page.get_by_text("The list is hidden until you sign in again")).to_be_visible(timeout=BACK)
    expect(row(page, RUKHSANA)).to_be_hidden()
    assert not changes(day, RUKHSANA).exists()

    cookie = sign_in(User.objects.get(email=HELPER)).cookies["session"].value
    page.context.add_cookies([{"name": "session", "value": cookie, "url": live_server.url}])
    expect(page.get_by_role("heading", name=NO_CONNECTION)).to_be_hidden(timeout=BACK)
    until(page, "document.querySelector('#door .waits').hidden")
    assert changes(day, RUKHSANA).count() == 1
    page.complaints[:] = [said for said in page.complaints if "401" not in said]
    hush(page)
