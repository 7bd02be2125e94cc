"""What can go wrong between a door and the server: each tap is taken once, or somebody is told why not."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from programmes.models import Attendance, AttendanceChange
from tests.factories import make_day
from tests.stories.doors import hush, is_ready, reopen, row, tap, until

HELPER, RUKHSANA, AMARA = "helper@demo.invalid", "Rukhsana Begum", "Amara Osei"
BACK = 30_000


@pytest.fixture
def day(demo):
    return make_day(demo, on=timezone.localdate(timezone=demo.tz))


@pytest.fixture
def board(at, day):
    return at(f"days/{day.ref}/check-in/")


@pytest.fixture
def door(visit, board):
    page = visit(HELPER, width=820, height=1180)
    page.goto(board)
    return is_ready(page)


def changes(day, name=RUKHSANA):
    return AttendanceChange.objects.filter(day=day, membership__name=name)


def test_a_server_that_rests_gets_the_same_tap_again_and_counts_it_once(door, day):
    answers = iter(["rest", "take it and lose the answer", "rest"])

    def between(route):
        what = next(answers, None)
        if what == "take it and lose the answer":
            route.fetch()
            route.abort()
        elif what:
            route.fulfill(status=503, body="resting")
        else:
            route.continue_()

    door.route("**/mark/", between)
    tap(door, "In person", RUKHSANA)
    expect(row(door, RUKHSANA)).to_contain_text("Not sent yet: In person")
    expect(row(door, RUKHSANA)).to_contain_text("Arrived", timeout=60_000)
    expect(row(door, RUKHSANA)).not_to_contain_text("Not sent yet", timeout=BACK)
    assert changes(day).count() == 1
    door.complaints[:] = [said for said in door.complaints if "503" not in said]
    hush(door)


def test_a_token_that_went_stale_is_renewed_without_a_word(door, day):
    door.context.clear_cookies(name="csrf")
    tap(door, "In person", RUKHSANA)
    expect(row(door, RUKHSANA)).to_contain_text("Arrived")
    assert changes(day).count() == 1
    door.complaints[:] = [said for said in door.complaints if "403" not in said]


def test_a_tap_that_can_never_be_taken_says_why_until_it_was_read(door, demo, board, day):
    door.context.set_offline(True)
    tap(door, "In person", RUKHSANA)
    tap(door, "Online", AMARA)
    expect(row(door, AMARA)).to_contain_text("Not sent yet: Online")
    demo.memberships.filter(name=RUKHSANA).update(left_on=timezone.localdate())
    door.context.set_offline(False)
    told = door.locator("#door-problems")
    expect(told).to_contain_text(
        f"{RUKHSANA}: In person. This person is not on the list any more", timeout=BACK
    )
    expect(row(door, AMARA)).to_contain_text("Joined")
    door.reload()
    expect(told).to_contain_text(RUKHSANA)
    told.get_by_role("button", name="I have read this").click()
    expect(told).to_be_empty()
    assert not changes(day).exists()
    assert changes(day, AMARA).count() == 1
    door.complaints[:] = [said for said in door.complaints if "422" not in said]
    hush(door)


def test_the_form_for_a_newcomer_survives_the_connection(door, demo, day):
    door.get_by_role("link", name="Someone not on the list").click()
    door.get_by_label("Their name").fill("Ewa from the bakery")
    door.get_by_label("How to reach them").fill("Through her sister")
    until(door, "self.door && door.flush")
    door.context.set_offline(True)
    door.get_by_role("button", name="Add them, here in person").click()
    expect(row(door, "Ewa from the bakery")).to_contain_text("Not sent yet: In person")
    door.context.set_offline(False)
    expect(row(door, "Ewa from the bakery")).to_contain_text("Arrived", timeout=BACK)
    ewa = demo.memberships.get(name="Ewa from the bakery")
    assert ewa.reach_by == "Through her sister"
    assert Attendance.objects.get(day=day, membership=ewa).presence == "in_person"
    hush(door)


def test_after_the_day_the_list_goes_and_what_waits_stays(door, board, day):
    door.context.set_offline(True)
    tap(door, "In person", RUKHSANA)
    expect(row(door, RUKHSANA)).to_contain_text("Not sent yet")
    door.evaluate("""new Promise((done) => door.read("lists", door.page.dataset.board).then((kept) => {
      kept.until = Date.now() - 1;
      return door.write("lists", kept, door.page.dataset.board);
    }).then(done))""")
    page = reopen(door, board)
    expect(page.get_by_text("There is no list on this device now")).to_be_visible()
    expect(page.get_by_text(RUKHSANA)).to_have_count(0)
    until(page, "door.run('lists', 'readonly', (lists) => lists.count()).then((number) => number === 0)")
    page.context.set_offline(False)
    expect(page.locator(".door-shell")).to_have_count(0, timeout=BACK)
    assert changes(day).count() == 1
    hush(page)
