"""Amara sorts moves without dragging, keeps a note for herself and chooses one move with her team."""

import pytest
from playwright.sync_api import expect

from mindsets.models import MoveNote, TeamMove
from tests.stories.test_every_page import RULES, found_by_axe, sideways

MEMBER = "member@demo.invalid"


@pytest.fixture
def moment(demo):
    return demo.organisation.moments.get(key="plan-is-drawn")


def test_amara_sorts_writes_and_her_team_sees_only_the_move(visit, at, moment, scripts):
    page = visit(MEMBER, scripts=scripts, width=360, height=740)
    page.goto(at("moves/"))
    page.get_by_role("link", name="Sort the moves").filter(has_text="The plan is drawn").click()
    groups = page.get_by_role("group")
    groups.nth(0).get_by_text("Way A").click()
    groups.nth(1).get_by_text("It depends").click()
    page.get_by_label("When were you a bit like this?").fill("I was in a hurry.")
    page.get_by_role("button", name="Keep it, and choose a move to try").click()
    page.get_by_label("Something else").check()
    page.get_by_label("Our own move").fill("Bring the plan to the playground")
    page.get_by_role("button", name="We will try this").click()
    expect(page.get_by_text("Bring the plan to the playground").first).to_be_visible()
    page.get_by_role("button", name="We did it").click()
    expect(page.get_by_text("Well tried.")).to_be_visible()
    assert TeamMove.objects.get().is_done
    assert MoveNote.objects.get().words == "I was in a hurry."

    lead = visit("lead@demo.invalid", scripts=scripts)
    lead.goto(at("moves/"))
    expect(lead.get_by_text("Bring the plan to the playground")).to_have_count(0)


def test_the_moves_can_be_sorted_by_keyboard_alone(visit, at, moment):
    page = visit(MEMBER)
    page.goto(at(f"moves/{moment.ref}/"))
    page.get_by_role("radio", name="Way A").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    for _number in range(12):
        if page.evaluate("document.activeElement.textContent.trim()") == "Keep it":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("It is kept, for you alone.")).to_be_visible()
    assert "depends" in MoveNote.objects.get().sorted


def test_a_facilitator_writes_a_moment_and_shows_it(visit, at, scripts):
    page = visit("facilitator@demo.invalid", scripts=scripts)
    page.goto(at("moves/set-up/"))
    page.get_by_role("link", name="Write a moment").click()
    page.get_by_label("What is the moment called?").fill("The bus is late")
    page.get_by_label("What happens?").fill("Three people are still on the bus.")
    page.get_by_label("Move 1", exact=False).first.fill("Wait with a cup of tea")
    page.get_by_label("Move 2", exact=False).first.fill("Begin, and tell them later")
    page.get_by_role("button", name="Save as a draft").click()
    page.get_by_role("button", name="Show it to everybody").click()
    member = visit(MEMBER, scripts=scripts)
    member.goto(at("moves/"))
    expect(member.get_by_role("heading", name="The bus is late")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (320, "dark"), (1280, "dark")])
def test_the_moves_can_be_used_at_every_width_in_both_schemes(visit, at, moment, width, scheme):
    page = visit("lead@demo.invalid", width=width, color_scheme=scheme)
    for where in ("", f"{moment.ref}/", "mine/", "cards/", "set-up/", "set-up/new/", f"set-up/{moment.ref}/"):
        page.goto(at(f"moves/{where}"))
        assert not sideways(page), where
        assert found_by_axe(page, runOnly={"type": "tag", "values": RULES}) == [], where
    member = visit(MEMBER, width=width, color_scheme=scheme)
    member.goto(at(f"moves/{moment.ref}/try/"))
    assert not sideways(member)
    assert found_by_axe(member, runOnly={"type": "tag", "values": RULES}) == []


def test_the_cards_are_two_sheets_of_a4(visit, at):
    page = visit(MEMBER)
    page.goto(at("moves/cards/"))
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 2


def test_back_after_signing_out_shows_no_note(visit, at, moment):
    page = visit(MEMBER)
    page.goto(at(f"moves/{moment.ref}/"))
    page.get_by_label("When were you a bit like this?").fill("Only mine")
    page.get_by_role("button", name="Keep it", exact=True).click()
    expect(page.get_by_text("It is kept, for you alone.")).to_be_visible()
    page.get_by_role("button", name="Finish and sign out").click()
    page.go_back()
    expect(page.get_by_text("Only mine")).to_have_count(0)
