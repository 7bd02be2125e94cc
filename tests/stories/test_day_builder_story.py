"""A facilitator plans a day, with scripts and without; people see what is published."""

import pytest
from django.urls import reverse

FACILITATOR, MEMBER = "facilitator@demo.invalid", "member@demo.invalid"


@pytest.fixture
def day(demo):
    return demo.days.get(number=3)


@pytest.fixture
def plan(day):
    return reverse("programmes:plan", args=[day.programme.slug, day.ref])


def titles(page):
    return page.locator(".agenda .what > a").all_inner_texts()


def press(page, button):
    """Press, and wait for what the server says: a new page, or a part of one."""
    with page.expect_response(lambda response: response.request.method == "POST"):
        button.click()
    page.wait_for_load_state()


def test_hannah_rearranges_a_day(visit, scripts, plan):
    page = visit(FACILITATOR, scripts=scripts)
    page.goto(plan)
    first, second = titles(page)[:2]
    press(page, page.locator("button[name=down]").first)
    page.locator(".agenda > li:nth-child(2) .what > a", has_text=first).wait_for()
    assert titles(page)[:2] == [second, first]
    box = page.locator("input.minutes").first
    box.fill("35")
    with page.expect_response(lambda response: response.request.method == "POST"):
        box.press("Enter")
    page.locator("time", has_text="10:05am").wait_for()


def test_hannah_takes_a_session_out_and_back(visit, scripts, plan):
    page = visit(FACILITATOR, scripts=scripts)
    page.goto(plan)
    before = titles(page)
    page.locator(".agenda .what > a").first.click()
    page.locator("#ins", has_text=before[0]).wait_for()
    press(page, page.get_by_role("button", name="Take it out"))
    page.locator(".toast").wait_for()
    assert titles(page) == before[1:]
    press(page, page.locator(".toast button"))
    page.locator(".toast").wait_for(state="detached")
    assert titles(page) == before


def test_amara_sees_a_new_session_once_it_is_published(visit, scripts, plan, day):
    page = visit(FACILITATOR, scripts=scripts)
    page.goto(plan)
    page.get_by_label("What is it called?").fill("A song before we go")
    page.locator("#inspector").get_by_label("How many minutes?").fill("10")
    press(page, page.get_by_role("button", name="Add it"))
    page.locator(".agenda .what > a", has_text="A song before we go").wait_for()
    member = visit(MEMBER)
    member.goto(day.get_absolute_url())
    assert "A song before we go" not in member.locator("main").inner_text()
    assert "New: A song before we go" in page.locator("main").inner_text()
    press(page, page.get_by_role("button", name="Publish the changes"))
    member.reload()
    assert "A song before we go" in member.locator("main").inner_text()


def test_half_a_sentence_survives_a_move_elsewhere_in_the_plan(visit, plan):
    page = visit(FACILITATOR)
    page.goto(plan)
    page.locator(".agenda .what > a").nth(4).click()
    page.locator(".agenda .sel").wait_for()
    words = page.locator("#inspector textarea").first
    words.fill("Half a sent")
    first = titles(page)[0]
    press(page, page.locator("button[name=down]").first)
    page.locator(".agenda > li:nth-child(2) .what > a", has_text=first).wait_for()
    assert words.input_value() == "Half a sent"
    assert page.evaluate("document.activeElement.name") == "down"
    answers, asked = [False, True], []
    page.on(
        "dialog", lambda box: (asked.append(box.message), box.accept() if answers.pop(0) else box.dismiss())
    )
    sixth = page.locator(".agenda .what > a").nth(6)
    sixth.click()
    assert asked == ["What you typed here is not saved yet. Leave it?"]
    assert words.input_value() == "Half a sent"
    sixth.click()
    page.locator(".agenda .sel", has_text=sixth.inner_text()).wait_for()
    assert "Half a sent" not in [box.input_value() for box in page.locator("#inspector textarea").all()]


def test_dropping_a_row_moves_its_session(visit, plan):
    page = visit(FACILITATOR)
    page.goto(plan)
    before = titles(page)
    grip = page.locator("[data-drag-handle]").nth(1).bounding_box()
    top = page.locator("[data-drag-item]").first.bounding_box()
    page.mouse.move(grip["x"] + 5, grip["y"] + 5)
    page.mouse.down()
    with page.expect_response(lambda response: response.request.method == "POST"):
        page.mouse.move(top["x"] + 60, top["y"] + 4, steps=6)
        page.mouse.up()
    page.reload()
    assert titles(page) == [before[1], before[0], *before[2:]]
