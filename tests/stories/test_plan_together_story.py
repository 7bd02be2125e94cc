"""Two facilitators plan a day: what is at the same time, what both of them change, what makes it fair."""

import pytest
from django.urls import reverse

from programmes.models import AgendaItem

HANNAH, DEE, MEMBER = "facilitator@demo.invalid", "lead@demo.invalid", "member@demo.invalid"


@pytest.fixture
def day(demo):
    return demo.days.get(number=3)


@pytest.fixture
def plan(day):
    return reverse("programmes:plan", args=[day.programme.slug, day.ref])


def press(page, button):
    """Press, and wait for what the server says: a new page, or a part of one."""
    with page.expect_response(lambda response: response.request.method == "POST"):
        button.press("Enter")
    page.wait_for_load_state()


def open_session(page, plan, title):
    page.goto(plan)
    page.locator(".agenda .what > a", has_text=title).press("Enter")
    page.locator("#ins", has_text=title).wait_for()


def test_hannah_puts_two_things_into_one_slot_by_keyboard(visit, scripts, plan, day):
    page = visit(HANNAH, scripts=scripts)
    open_session(page, plan, "Team time: plan the next small change")
    page.get_by_role("link", name="Add one at the same time").press("Enter")
    page.locator("#ins", has_text="Add one at the same time as").wait_for()
    form = page.locator("#inspector")
    form.get_by_label("What is it called?").fill("A walk by the water")
    form.get_by_label("How many minutes?").fill("60")
    form.get_by_label("Which room?").fill("Harbour side")
    form.get_by_label("First words").check()
    press(page, form.get_by_role("button", name="Add it"))
    page.locator(".slot-head", has_text="2 things at the same time").wait_for()
    row = page.locator(".agenda .beside", has_text="A walk by the water")
    assert "Harbour side" in row.inner_text() and "First words" in row.inner_text()
    assert row.locator("time").inner_text() == "12:05pm"
    assert page.locator(".agenda > li", has_text="Lunch").locator("time").first.inner_text() == "1:05pm"
    press(page, page.get_by_role("button", name="Publish the changes"))
    member = visit(MEMBER)
    member.goto(day.get_absolute_url())
    assert "2 things at the same time" in member.locator("main").inner_text()


def test_two_facilitators_change_the_same_session(visit, scripts, plan, day):
    title = "Tea, toast and a stretch"
    hannah, dee = visit(HANNAH, scripts=scripts), visit(DEE, scripts=scripts)
    for page in (hannah, dee):
        open_session(page, plan, title)
    hannah.get_by_label("What do we need?").fill("Fruit for everyone")
    press(hannah, hannah.get_by_role("button", name="Save", exact=True).last)
    hannah.locator("main", has_text="Saved.").wait_for()
    dee.get_by_label("What do we need?").fill("Bread without gluten")
    press(dee, dee.get_by_role("button", name="Save", exact=True).last)
    dee.locator(".clash").wait_for()
    said = dee.locator(".clash").inner_text()
    assert "Fruit for everyone" in said and "Bread without gluten" in said
    dee.get_by_label("Keep yours, as it stands in the box below").check()
    dee.get_by_label("What do we need?").fill("Fruit for everyone, and bread without gluten")
    press(dee, dee.get_by_role("button", name="Save", exact=True).last)
    dee.locator("main", has_text="Saved.").wait_for()
    item = AgendaItem.objects.get(day=day, title=title)
    assert item.materials == "Fruit for everyone, and bread without gluten"
    # The browser itself notes the answer that asked; there is nothing else to complain of.
    assert all("422" in each for each in dee.complaints)
    dee.complaints.clear()


def test_hannah_reads_what_makes_a_room_fair_and_asks_dee(visit, scripts, plan):
    page = visit(HANNAH, scripts=scripts)
    page.goto(plan)
    fair = page.locator(".fair").inner_text()
    for line in ("Longest time without a break", "Who hosts", "Time to arrive", "Things to read"):
        assert line in fair
    open_session(page, plan, "Lunch")
    page.get_by_label("What do we need?").fill("Half a sent")
    talk = page.locator("#talk-session")
    talk.get_by_label("Say something to the others").fill("Could lunch be longer?")
    press(page, talk.get_by_role("button", name="Say it"))
    page.locator("#talk-session li", has_text="Could lunch be longer?").wait_for()
    if scripts:
        assert page.get_by_label("What do we need?").input_value() == "Half a sent"
    other = visit(DEE, scripts=scripts)
    open_session(other, plan, "Lunch")
    press(other, other.locator("#talk-session").get_by_role("button", name="Done"))
    other.locator("#talk-session summary", has_text="1 comment that is done").wait_for()
