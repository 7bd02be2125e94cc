"""Dee sets up a programme from nothing to the first published day, and the first member sees it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from programmes.models import AgendaItem, Membership, Programme
from programmes.people.cards import live_card, token_of, typed_code_of
from tests.conftest import sign_in

LEAD = "lead@demo.invalid"
NEW = "Better mornings"
LIST = "Name\nAda Quill\nBen Orchard\nCleo Marsh\nDan Fell\nEsme Lark"


@pytest.fixture
def dee(visit, at, scripts):
    """Dee, in front of a fresh programme that only she sees."""
    page = visit(LEAD, scripts=scripts)
    page.goto(at("overview/"))
    page.get_by_role("link", name="Start a different programme").click()
    page.get_by_role("button", name="Start it").click()
    expect(page.get_by_label("What is it called?")).to_have_attribute("aria-invalid", "true")
    page.complaints.clear()
    page.get_by_label("What is it called?").fill(NEW)
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Start it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(NEW)
    return page


@pytest.fixture
def made(dee):
    return Programme.objects.get(name=NEW)


def starts(page, title):
    row = page.get_by_role("listitem").filter(has=page.get_by_role("link", name=title, exact=True))
    return row.locator("time")


def titles(made):
    day = made.days.get(number=1)
    return list(
        AgendaItem.objects.filter(day=day, position__isnull=False)
        .order_by("position")
        .values_list("title", flat=True)
    )


def open_plan(page, made):
    page.goto(f"/p/{made.slug}/days/{made.days.get(number=1).ref}/plan/")


def test_dee_gives_the_first_day_a_date_and_publishes_it_for_ada(dee, made, visit, scripts):
    dee.get_by_role("navigation", name="Main").get_by_role("link", name="Days").click()
    dee.get_by_role("link", name=re.compile("^Date and place")).first.click()
    date = timezone.localdate() + timedelta(days=10)
    dee.get_by_label(re.compile("^Date")).fill(date.isoformat())
    dee.get_by_label("Starts at").fill("09:30")
    dee.get_by_label(re.compile("^Place")).fill("Lantern House")
    dee.get_by_role("button", name="Save the day").click()
    expect(dee.get_by_text("Lantern House").first).to_be_visible()
    day = made.days.get(number=1)
    assert (day.date, day.venue) == (date, "Lantern House")

    dee.get_by_role("navigation", name="Main").get_by_role("link", name="People").click()
    dee.get_by_role("link", name="Add a person").first.click()
    dee.get_by_label("Name", exact=True).fill("Ada Quill")
    dee.get_by_role("button", name="Add this person").click()
    expect(dee.get_by_text("Ada Quill").first).to_be_visible()
    ada = Membership.objects.get(programme=made, name="Ada Quill")
    phone = visit(scripts=scripts, width=360, height=740)
    come_in(phone, ada, scripts)
    expect(phone.get_by_text("We are still planning this")).to_be_visible()

    dee.goto(f"/p/{made.slug}/publish/")
    dee.get_by_role("button", name="Publish now").click()
    phone.goto(f"/p/{made.slug}/")
    expect(phone.get_by_text("Lantern House")).to_have_count(0)
    open_plan(dee, made)
    dee.get_by_role("button", name="Publish this day").click()
    expect(dee.get_by_text("The plan is published as it is.")).to_be_visible()

    phone.goto(f"/p/{made.slug}/")
    expect(phone.get_by_text("Lantern House").first).to_be_visible()
    phone.get_by_role("link", name="What we will do that day").click()
    expect(phone.get_by_text(titles(made)[0]).first).to_be_visible()


def come_in(page, member, scripts):
    """By the square on the card. A typed code works on the days only: without scripts she is in already."""
    if scripts:
        page.goto(f"/card/#{token_of(live_card(member))}")
        page.get_by_role("button", name="Come in").click()
        page.wait_for_url("**/p/**")
        return
    cookie = sign_in(member.person).cookies["session"].value
    page.goto("/help/")
    page.context.add_cookies([{"name": "session", "value": cookie, "url": page.url.removesuffix("help/")}])
    page.goto(f"/p/{member.programme.slug}/")


def test_dee_builds_the_plan_and_the_times_follow(dee, made, scripts):
    day = made.days.get(number=1)
    dee.goto(f"/p/{made.slug}/days/{day.ref}/edit/")
    dee.get_by_label("Starts at").fill("09:30")
    dee.get_by_role("button", name="Save the day").click()
    open_plan(dee, made)
    first, second, third = titles(made)[:3]
    expect(starts(dee, first)).to_have_text("9:30am")

    minutes = dee.get_by_label(f"Minutes: {first}")
    minutes.fill("45")
    minutes.press("Enter")
    expect(starts(dee, second)).to_have_text("10:15am")

    dee.get_by_role("button", name=re.compile(rf"^Move up\s?: {re.escape(third)}$")).click()
    expect(starts(dee, third)).to_have_text("10:15am")
    assert titles(made)[:3] == [first, third, second]

    dee.get_by_role("link", name="Add a session", exact=True).click()
    dee.get_by_label("What is it called?").fill("A walk in the garden")
    dee.get_by_label("How many minutes?").fill("25")
    dee.get_by_role("button", name="Add it").click()
    expect(starts(dee, "A walk in the garden")).to_be_visible()
    assert titles(made)[-1] == "A walk in the garden"

    dee.get_by_role("link", name=third, exact=True).click()
    dee.get_by_role("button", name="Take it out").click()
    expect(starts(dee, second)).to_have_text("10:15am")
    assert third not in titles(made)
    dee.get_by_role("button", name="Undo").click()
    expect(starts(dee, third)).to_have_text("10:15am")
    assert titles(made)[:3] == [first, third, second]
    if scripts:
        drag(dee, second, third)
        expect(starts(dee, second)).to_have_text("10:15am")
        assert titles(made)[:3] == [first, second, third]


def drag(page, title, onto):
    def handle(name):
        row = page.locator("[data-drag-item]").filter(has=page.get_by_role("link", name=name, exact=True))
        return row.locator("[data-drag-handle]")

    handle(title).hover()
    page.mouse.down()
    target = handle(onto).bounding_box()
    page.mouse.move(target["x"] + 5, target["y"] - 10, steps=6)
    page.mouse.up()


def test_dee_brings_in_a_team_a_list_and_cards(dee, made):
    dee.get_by_role("navigation", name="Main").get_by_role("link", name="Teams").click()
    dee.get_by_role("link", name="Add a team").first.click()
    dee.get_by_label("Name of the team").fill("Early birds")
    dee.get_by_label("The area they work on").fill("Mornings on the ward")
    dee.get_by_role("button", name="Save the team").click()
    expect(dee.get_by_role("heading", name="Early birds")).to_be_visible()

    dee.get_by_role("navigation", name="Main").get_by_role("link", name="People").click()
    dee.get_by_role("link", name="Bring in a list").click()
    dee.get_by_label("Paste a list").fill(LIST)
    dee.get_by_role("button", name="Look at the list").click()
    expect(dee.get_by_text("Nothing is written yet.")).to_be_visible()
    assert made.memberships.count() == 1
    dee.get_by_role("button", name="Bring in 5 people").click()
    expect(dee.get_by_text("Esme Lark").first).to_be_visible()
    assert made.memberships.count() == 6

    dee.goto(f"/p/{made.slug}/people/import/")
    dee.get_by_label("Paste a list").fill(LIST)
    dee.get_by_role("button", name="Look at the list").click()
    expect(dee.get_by_role("alert")).to_contain_text("Already imported")
    dee.complaints.clear()
    assert made.memberships.count() == 6

    dee.goto(f"/p/{made.slug}/cards/")
    dee.get_by_role("button", name="Show the cards to print").click()
    expect(dee.get_by_role("img", name="QR code that lets you in")).to_have_count(5)
    ada = dee.get_by_role("article").filter(has_text="Ada Quill")
    shown = re.sub(r"\W", "", ada.inner_text())
    assert typed_code_of(live_card(made.memberships.get(name="Ada Quill"))) in shown
