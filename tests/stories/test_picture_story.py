"""The programme looks at its picture together: on a phone, by keyboard, on the wall of the hall, on paper."""

import pytest
from playwright.sync_api import expect

from tests.stories.test_every_page import RULES, found_by_axe, sideways


@pytest.fixture
def dee(visit, scripts):
    return visit("lead@demo.invalid", scripts=scripts)


def test_amara_finds_the_picture_from_her_path(visit, at, scripts):
    page = visit("member@demo.invalid", scripts=scripts, width=360, height=740)
    page.goto(at("picture/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Where we were, and where we are")
    expect(page.locator("main")).to_contain_text("people put a dot.")
    expect(page.get_by_role("table", name="Being in the grey")).to_be_visible()
    expect(page.get_by_role("heading", name="Something to talk about")).to_have_count(6)
    expect(page.get_by_role("heading", name="This picture is folded up for now")).to_be_visible()
    expect(page.get_by_role("link", name="Numbers for outside")).to_have_count(0)


def test_dee_shows_it_in_the_hall_one_mindset_after_the_other_by_keyboard(dee, at):
    dee.goto(at("overview/"))
    dee.get_by_role("link", name="The mindset picture").click()
    dee.get_by_role("link", name="Show it on the big screen").focus()
    dee.keyboard.press("Enter")
    mindsets = dee.get_by_role("navigation", name="The mindsets").get_by_role("link")
    expect(mindsets).to_have_count(6)
    mindsets.nth(3).focus()
    dee.keyboard.press("Enter")
    expect(dee.get_by_role("heading", level=1)).to_have_text("Being in the grey")
    expect(dee.get_by_role("table", name="Being in the grey")).to_be_visible()
    expect(mindsets.nth(3)).to_have_attribute("aria-current", "page")


def test_dee_takes_rounded_numbers_outside(dee, at):
    dee.goto(at("picture/"))
    dee.get_by_role("link", name="Numbers for outside").click()
    expect(dee.locator("main")).to_contain_text("rounded to the nearest five")
    numbers = dee.locator("td.n").all_text_contents()
    assert numbers
    assert all(int(number) % 5 == 0 for number in numbers)


def test_it_prints_with_every_dot_and_no_buttons(dee, at):
    dee.goto(at("picture/"))
    dee.emulate_media(media="print")
    expect(dee.get_by_role("link", name="Show it on the big screen")).to_be_hidden()
    dot = dee.locator(".dots .full circle").first
    assert dot.evaluate("dot => getComputedStyle(dot).fill") == "rgb(0, 0, 0)"
    assert dee.locator(".dots .ring").first.evaluate("ring => getComputedStyle(ring).fill") == "none"


def test_axe_is_silent_in_both_schemes_and_nothing_moves_sideways_at_320(visit, at):
    """The rules of axe are a script themselves, so there is no telling without."""
    dee = visit("lead@demo.invalid")
    for page in ("picture/", "picture/screen/", "picture/outside/"):
        for scheme in ("light", "dark"):
            dee.emulate_media(color_scheme=scheme)
            dee.set_viewport_size({"width": 1280, "height": 900})
            dee.goto(at(page))
            assert found_by_axe(dee, runOnly={"type": "tag", "values": RULES}) == [], (page, scheme)
            dee.set_viewport_size({"width": 320, "height": 640})
            assert not sideways(dee), page
