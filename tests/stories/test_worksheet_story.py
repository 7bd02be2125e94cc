"""Amara writes: with and without scripts, offline, signed out, in two windows. Nothing she typed is lost."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from mindsets.models import Entry, Worksheet
from programmes.models import Membership, User
from tests.conftest import sign_in

MEMBER = "member@demo.invalid"


@pytest.fixture
def sheet(demo):
    return Worksheet.objects.get(programme=demo, day__number=3)


@pytest.fixture
def grey(at, sheet):
    return at(f"reflections/{sheet.ref}/grey/")


@pytest.fixture
def entry(sheet):
    """What is saved for her now, or None."""

    def found():
        return Entry.objects.filter(
            programme=sheet.programme_id,
            membership__person__email=MEMBER,
            reflection__worksheet=sheet,
            mindset__key="grey",
        ).first()

    return found


def words(page):
    return page.get_by_label("My words", exact=True)


def expect_saved(page):
    expect(page.locator("[data-saved]")).to_contain_text("Saved")


def forgive_the_network(page):
    """The browser itself complains of every answer that is no 200; those here are meant to be."""
    page.complaints[:] = [said for said in page.complaints if "Failed to load resource" not in said]


def test_amara_reflects_one_mindset_and_goes_on(visit, grey, entry, scripts):
    page = visit(MEMBER, scripts=scripts, width=360, height=740)
    page.goto(grey)
    page.locator("label[for=place-bench]").click()
    words(page).fill("I sat back a bit.")
    page.get_by_label("The people running the days").check()
    page.get_by_role("button", name="Next: Doing").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Learning through doing")
    kept = entry()
    assert (kept.place, kept.words, kept.sharing) == ("bench", "I sat back a bit.", "facilitators")
    page.goto(grey)
    expect(words(page)).to_have_value("I sat back a bit.")


def test_two_windows_without_scripts_show_both_texts(visit, grey, entry):
    first = visit(MEMBER, scripts=False)
    second = first.context.new_page()
    first.goto(grey)
    second.goto(grey)
    words(first).fill("From the kitchen.")
    first.get_by_role("button", name="Save", exact=True).click()
    words(second).fill("From the bus.")
    second.get_by_role("button", name="Save", exact=True).click()
    expect(second.get_by_role("heading", level=1)).to_contain_text("another window")
    second.get_by_role("button", name="Keep both").click()
    expect(words(second)).to_have_value("From the kitchen.\n\nFrom the bus.")
    assert entry().words == "From the kitchen.\n\nFrom the bus."


def test_it_saves_while_she_types_and_leaves_her_text_alone(visit, grey, entry):
    page = visit(MEMBER)
    page.goto(grey)
    words(page).press_sequentially("Slowly now", delay=30)
    expect_saved(page)
    with page.expect_response(lambda answer: answer.request.method == "POST" and answer.ok):
        words(page).press_sequentially(", and on", delay=30)
    expect(words(page)).to_have_value("Slowly now, and on")
    assert entry().words == "Slowly now, and on"


def test_offline_her_words_stay_and_go_out_later(visit, grey, entry):
    page = visit(MEMBER)
    page.goto(grey)
    page.context.set_offline(True)
    words(page).fill("Written in the tunnel.")
    expect(page.get_by_text("You’re offline, and that’s fine")).to_be_visible()
    assert entry() is None
    page.context.set_offline(False)
    expect_saved(page)
    expect(page.get_by_text("You’re offline, and that’s fine")).to_be_hidden()
    assert entry().words == "Written in the tunnel."
    forgive_the_network(page)


def test_leaving_with_words_on_the_way_asks_first_and_still_sends_them(visit, grey, entry):
    page = visit(MEMBER)
    page.goto(grey)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    words(page).press_sequentially("Last words")
    page.goto("/help/")
    assert asked == ["beforeunload"]
    for _moment in range(50):  # it travels while the next page loads
        if entry():
            break
        page.wait_for_timeout(100)
    page.goto(grey)
    expect(words(page)).to_have_value("Last words")
    assert entry().words == "Last words"


def test_signed_out_while_writing_she_signs_in_again_and_goes_on(visit, grey, entry, live_server):
    page = visit(MEMBER)
    page.goto(grey)
    page.context.clear_cookies(name="session")
    words(page).fill("Written after the session ended.")
    expect(page.get_by_text("You have been signed out.")).to_be_visible()
    expect(words(page)).to_have_value("Written after the session ended.")
    assert entry() is None
    again(page, User.objects.get(email=MEMBER), live_server)
    expect_saved(page)
    assert entry().words == "Written after the session ended."
    forgive_the_network(page)


def test_what_she_typed_is_never_saved_for_the_person_who_signs_in_next(visit, grey, demo, live_server):
    page = visit(MEMBER)
    page.goto(grey)
    page.context.clear_cookies(name="session")
    words(page).fill("Only Amara's.")
    expect(page.get_by_text("You have been signed out.")).to_be_visible()
    other = Membership.objects.get(programme=demo, person__email="helper@demo.invalid")
    again(page, other.person, live_server)
    expect(page.get_by_text("Somebody else is signed in here now")).to_be_visible()
    expect(words(page)).to_have_value("Only Amara's.")
    assert not Entry.objects.filter(programme=demo, membership=other).exists()
    forgive_the_network(page)


def again(page, person, live_server):
    """Sign in in another window of the same browser."""
    cookie = sign_in(person).cookies["session"].value
    page.context.add_cookies([{"name": "session", "value": cookie, "url": live_server.url}])


@pytest.mark.parametrize(
    ("choice", "kept"),
    [
        ("Keep both", "From the kitchen.\n\nFrom the bus."),
        ("Keep what is on this page", "From the bus."),
        ("Keep the other", "From the kitchen."),
    ],
)
def test_two_windows_ask_her_what_to_keep(visit, grey, entry, choice, kept):
    first = visit(MEMBER)
    second = first.context.new_page()
    first.goto(grey)
    second.goto(grey)
    words(first).fill("From the kitchen.")
    expect_saved(first)
    words(second).fill("From the bus.")
    expect(second.get_by_text("You wrote here in another window too")).to_be_visible()
    expect(words(second)).to_have_value("From the bus.")
    second.get_by_role("button", name=choice).click()
    expect_saved(second)
    expect(words(second)).to_have_value(kept)
    assert entry().words == kept
    forgive_the_network(first)


def test_too_long_a_text_is_told_while_she_types_and_stays_whole(visit, grey, entry):
    page = visit(MEMBER)
    page.goto(grey)
    long = "a" * 20_003
    words(page).fill(long)
    expect(page.get_by_text("Shorten by 3")).to_be_visible()
    expect(words(page)).to_have_value(long)
    words(page).fill("Short.")
    expect_saved(page)
    assert entry().words == "Short."
    forgive_the_network(page)


def test_a_server_that_rests_is_asked_again(visit, grey, entry):
    page = visit(MEMBER)
    page.goto(grey)
    rests = [503, 503]

    def sometimes(route):
        if route.request.method == "POST" and rests:
            return route.fulfill(status=rests.pop(), headers={"Retry-After": "1"}, body="")
        return route.continue_()

    page.route("**/grey/", sometimes)
    words(page).fill("Kept through it.")
    expect(page.get_by_text("we will try again")).to_be_visible()
    expect(page.locator("[data-saved]")).to_contain_text("Saved", timeout=15_000)
    assert entry().words == "Kept through it."
    forgive_the_network(page)


def test_a_worksheet_that_closed_while_she_wrote_says_so(visit, grey, sheet):
    page = visit(MEMBER)
    page.goto(grey)
    sheet.closes_at = timezone.now()
    sheet.save()
    words(page).fill("A minute late.")
    expect(page.get_by_text("This worksheet is closed.")).to_be_visible()
    expect(words(page)).to_have_value("A minute late.")
    forgive_the_network(page)


def test_three_pictures_are_chosen_and_shown_by_keyboard_alone(visit, at, grey, scripts):
    page = visit(MEMBER, scripts=scripts, width=360, height=740)
    page.goto(at("path/pictures/choose/"))
    point_at(page, ["Heart", "Bench", "Heart"])
    page.get_by_role("button", name="These are my pictures").press("Enter")
    page.goto(grey)
    expect(page.get_by_role("heading", level=1)).to_have_text("Being in the grey")
    later = visit(MEMBER, scripts=scripts)
    later.goto(grey)
    expect(later.get_by_role("heading", level=1)).to_have_text("Show your three pictures")
    point_at(later, ["Bench", "Heart", "Heart"])
    later.get_by_role("button", name="Open my reflections").press("Enter")
    expect(later.get_by_text("Those are not your pictures").first).to_be_visible()
    point_at(later, ["Heart", "Bench", "Heart"])
    later.get_by_role("button", name="Open my reflections").press("Enter")
    expect(later.get_by_role("heading", level=1)).to_have_text("Being in the grey")
    forgive_the_network(page)


def point_at(page, names):
    for number, name in enumerate(names, 1):
        group = page.get_by_role("group", name=f"Picture {number}")
        group.get_by_role("radio", name=name).press("Space")
