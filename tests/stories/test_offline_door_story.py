"""Pat's door loses its connection: names stay in sight, taps are kept, and all goes when it comes back."""

import re

import pytest
from playwright.sync_api import expect

from programmes.models import Attendance, AttendanceChange

HELPER, LEAD, RUKHSANA = "helper@demo.invalid", "lead@demo.invalid", "Rukhsana Begum"
TABLET = {"width": 820, "height": 1180}


@pytest.fixture
def day(demo):
    return demo.days.get(number=3)


@pytest.fixture
def board(at, day):
    return at(f"days/{day.ref}/check-in/")


@pytest.fixture
def a_door(visit, board):
    """a_door(HELPER) → a board that has kept all it needs, so that the connection may go."""

    def open_as(email=HELPER):
        page = visit(email, **TABLET)
        page.goto(board)
        until(page, "navigator.serviceWorker.controller && door.list")
        return page

    return open_as


def until(page, js):
    """Wait in small steps: the page's policy lets nobody evaluate a string in it while waiting."""
    for _attempt in range(100):
        if page.evaluate(f"Boolean({js})"):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"never came true: {js}")


def tap(page, words, name):
    page.get_by_role("button", name=re.compile(rf"^{words}\s?: {name}$")).click()


def row(page, name):
    return page.locator(".board > li").filter(has=page.get_by_role("heading", name=name, exact=True))


def hush(page):
    """A connection that is gone is told to the console by the browser itself."""
    page.complaints[:] = [said for said in page.complaints if "ERR_INTERNET_DISCONNECTED" not in said]


def test_pat_taps_without_a_connection_kills_the_tab_and_loses_nothing(a_door, board, day):
    page = a_door()
    page.context.set_offline(True)
    tap(page, "In person", RUKHSANA)
    expect(row(page, RUKHSANA)).to_contain_text("Not sent yet: In person")
    expect(page.locator("#door")).to_contain_text("1 tap is not sent yet")
    context = page.context
    page.close()

    again = context.new_page()
    again.complaints = page.complaints
    again.on("pageerror", lambda error: page.complaints.append(f"{error}\n{error.stack}"))
    again.goto(board)
    expect(again.get_by_role("heading", name="No connection, and that’s fine")).to_be_visible()
    expect(row(again, RUKHSANA)).to_contain_text("Not sent yet: In person")
    tap(again, "Online", "Amara Osei")
    expect(row(again, "Amara Osei")).to_contain_text("Not sent yet: Online")
    assert not Attendance.objects.filter(day=day, membership__name=RUKHSANA, presence="in_person").exists()

    context.set_offline(False)
    expect(again.get_by_role("heading", name="No connection, and that’s fine")).to_be_hidden(timeout=20_000)
    assert Attendance.objects.get(day=day, membership__name=RUKHSANA).presence == "in_person"
    assert Attendance.objects.get(day=day, membership__name="Amara Osei").presence == "online"
    made = AttendanceChange.objects.filter(day=day, membership__name=RUKHSANA, new__presence="in_person")
    assert made.count() == 1
    hush(again)
