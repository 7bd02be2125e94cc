"""Somebody says what helps them; Hannah gets the day ready; Pat reads the fire list out on the lawn."""

import re

import pytest
from playwright.sync_api import expect

from programmes.care.needs import write_need
from programmes.models import AccessJob, AccessNeed, Visitor
from tests.stories.test_door_story import tab_to

MEMBER, HELPER, FACILITATOR = "member@demo.invalid", "helper@demo.invalid", "facilitator@demo.invalid"
PHONE = {"width": 360, "height": 740}


def says(words, about):
    """A button's name: what it does, and for whom."""
    return re.compile(rf"^{words}\s?: {about}$")


@pytest.fixture
def day(demo):
    return demo.days.get(number=3)


@pytest.fixture
def amara(demo):
    return demo.memberships.get(person__email=MEMBER)


def test_amara_says_what_helps_and_hannah_gets_it_ready(visit, at, demo, day, amara, scripts):
    AccessNeed.objects.filter(programme=demo).delete()
    mine = visit(MEMBER, scripts=scripts, **PHONE)
    mine.goto(at("me/"))
    mine.get_by_label("A hearing loop", exact=True).check()
    mine.get_by_label("Please greet me at the door").check()
    mine.get_by_label("Anything else?").fill("A seat by the window")
    mine.get_by_role("button", name="Save").click()
    expect(mine.get_by_text("Tick this so that we may keep it").first).to_be_visible()
    expect(mine.get_by_label("Anything else?")).to_have_value("A seat by the window")
    mine.complaints[:] = [said for said in mine.complaints if "422" not in said]
    mine.get_by_label(re.compile("^Keep this for the people running the days, and delete it on")).check()
    mine.get_by_role("button", name="Save").click()
    need = AccessNeed.objects.get(programme=demo, membership=amara)
    assert need.please_greet and need.delete_on

    hers = visit(FACILITATOR, scripts=scripts)
    hers.goto(at(f"days/{day.ref}/ready/"))
    expect(hers.get_by_text("A hearing loop, for one person")).to_be_visible()
    expect(hers.get_by_text("A seat by the window")).to_be_visible()
    hers.get_by_label("Who does it? A hearing loop, Amara Osei").select_option(label="Pat Lowry")
    if not scripts:
        hers.get_by_role("button", name=says("Save the name", "A hearing loop, Amara Osei")).click()
    expect(hers.get_by_label("Who does it? A hearing loop, Amara Osei")).to_have_value(
        demo.memberships.get(name="Pat Lowry").ref
    )
    hers.get_by_role("button", name=says("Done", "A hearing loop, Amara Osei")).click()
    expect(hers.get_by_text("1 of 3 jobs done")).to_be_visible()
    expect(hers.get_by_text("Done, says Hannah")).to_be_visible()
    job = AccessJob.objects.get(programme=demo)
    assert (job.who.name, job.help) == ("Pat Lowry", "loop") and job.done_at
    hers.get_by_role("button", name=says("Not done yet", "A hearing loop, Amara Osei")).click()
    expect(hers.get_by_text("0 of 3 jobs done")).to_be_visible()
    hers.get_by_label(re.compile("Something for everybody")).fill("Water on the tables")
    hers.get_by_role("button", name="Add it").click()
    expect(hers.get_by_text("0 of 4 jobs done")).to_be_visible()

    mine.goto(at("me/helps/take-back/"))
    mine.get_by_role("button", name="Delete it now").click()
    assert not AccessNeed.objects.filter(programme=demo).exists()
    hers.reload()
    expect(hers.get_by_text("0 of 1 job done")).to_be_visible()


def test_the_list_is_ticked_by_keys_alone(visit, at, demo, day, amara):
    write_need(amara, helps=["loop"], words="", please_greet=True)
    page = visit(FACILITATOR)
    page.goto(at(f"days/{day.ref}/ready/"))
    tab_to(page, page.get_by_role("button", name=says("Done", "A hearing loop, Amara Osei")))
    page.keyboard.press("Enter")
    undo = page.get_by_role("button", name=says("Not done yet", "A hearing loop, Amara Osei"))
    expect(undo).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=says("Done", "A hearing loop, Amara Osei"))).to_be_focused()


def test_pat_writes_down_who_comes_along(visit, at, day, scripts):
    page = visit(HELPER, scripts=scripts, **PHONE)
    page.goto(at(f"days/{day.ref}/visitors/"))
    page.get_by_label("Interpreter").check()
    page.get_by_label(re.compile("^Their name")).fill("Sol Vega")
    page.get_by_role("button", name="Add them, here now").click()
    row = page.get_by_role("listitem").filter(has_text="Sol Vega")
    expect(row).to_contain_text("Here since")
    row.get_by_role("button", name=says("Has left", "Sol Vega")).click()
    expect(row).to_contain_text("Left at")
    row.get_by_role("button", name=says("Still here", "Sol Vega")).click()
    expect(row).to_contain_text("Here since")
    assert Visitor.objects.get(name="Sol Vega").left_at is None


def outside(page, words):
    expect(page.get_by_role("status").filter(has_text="outside")).to_have_text(words)


def test_pat_counts_people_outside_after_the_network_went(visit, at, day, demo, amara):
    write_need(amara, helps=[], words="", help_to_leave=True)
    page = visit(HELPER, **PHONE)
    page.goto(at(f"days/{day.ref}/fire/"))
    total = int(page.locator(".count").inner_text())
    outside(page, f"0 outside, {total} not seen yet")
    first = page.get_by_role("region", name=re.compile("Need help to leave"))
    hers = first.get_by_role("checkbox", name="Amara Osei Needs help to leave")
    expect(hers).to_be_visible()

    page.context.set_offline(True)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    first.get_by_text("Amara Osei").click()
    outside(page, f"1 outside, {total - 1} not seen yet")
    page.get_by_label("Show only those not seen yet").check()
    expect(first.get_by_text("Amara Osei")).to_be_hidden()
    page.get_by_label("Show only those not seen yet").uncheck()
    hers.uncheck()
    outside(page, f"0 outside, {total} not seen yet")
    box = page.get_by_role("checkbox", name="Kwame Boateng")
    tab_to(page, box)
    page.keyboard.press("Space")
    expect(box).to_be_checked()
    outside(page, f"1 outside, {total - 1} not seen yet")
    page.keyboard.press("Space")
    assert not asked
    page.context.set_offline(False)


def test_the_boxes_can_be_ticked_without_scripts(visit, at, day):
    page = visit(HELPER, scripts=False)
    page.goto(at(f"days/{day.ref}/fire/"))
    page.get_by_text("Kwame Boateng").click()
    expect(page.get_by_role("checkbox", name="Kwame Boateng")).to_be_checked()
    page.get_by_label("Show only those not seen yet").check()
    expect(page.get_by_text("Kwame Boateng")).to_be_hidden()


def test_one_tap_prints_the_list_with_empty_boxes(visit, at, day):
    page = visit(HELPER)
    page.goto(at(f"days/{day.ref}/fire/"))
    page.evaluate("window.print = () => { window.printed = true }")
    page.get_by_text("Kwame Boateng").click()
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed") is True
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    box = page.get_by_role("checkbox", name="Kwame Boateng")
    expect(box).to_be_visible()
    assert box.evaluate("node => getComputedStyle(node).backgroundColor") == "rgb(255, 255, 255)"
    page.get_by_text("Kwame Boateng").click()
