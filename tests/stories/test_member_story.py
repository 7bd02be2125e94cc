"""Amara on her phone: coming, not coming, writing, seeing all she wrote, taking it back, keeping a copy."""

import html
import re

import pytest
from playwright.sync_api import expect

from mindsets.models import Entry, SharedEntry, Worksheet
from programmes.models import Attendance

MEMBER = "member@demo.invalid"
PHONE = {"width": 360, "height": 740}


@pytest.fixture
def phone(visit, scripts):
    return visit(MEMBER, scripts=scripts, **PHONE)


def plan(demo, number):
    found = Attendance.objects.filter(
        programme=demo, day__number=number, membership__person__email=MEMBER
    ).first()
    return found and found.plan


def say(page, words):
    page.get_by_role("radio", name=words, exact=True).check(force=True)
    page.get_by_role("button", name="Save my answer").click()


def test_amara_says_she_comes_and_later_that_she_cannot(phone, demo, at):
    phone.goto(at())
    expect(phone.get_by_role("heading", level=1)).to_have_text("Hello Amara")
    expect(phone.get_by_role("heading", name="Our four days")).to_be_visible()
    phone.get_by_role("link", name="My days, and which I can come to").click()
    phone.get_by_role("link", name="Will you be there? Day four").click()
    say(phone, "Yes, in person")
    assert plan(demo, 4) == "coming"
    phone.goto(at(f"days/{demo.days.get(number=4).ref}/coming/"))
    expect(phone.get_by_role("radio", name="Yes, in person", exact=True)).to_be_checked()
    say(phone, "I can't make it")
    assert plan(demo, 4) == "apologies"
    assert demo.attendances.get(day__number=4, membership__person__email=MEMBER).presence is None


def test_amara_writes_shares_sees_it_on_her_path_and_takes_it_back(phone, demo, at):
    phone.goto(at())
    phone.get_by_role("navigation", name="Main").get_by_role("link", name="Reflections").click()
    title = Worksheet.objects.get(programme=demo, day__number=3).title
    phone.get_by_role("link", name=re.compile(rf"^Begin\s?: {re.escape(title)}$")).first.click()
    mindset = phone.get_by_role("heading", level=1).inner_text()
    phone.get_by_role("radio", name=re.compile("On the bench")).check(force=True)
    phone.get_by_label("My words", exact=True).fill("Nobody hurried me today.")
    phone.get_by_label("The people running the days").check()
    phone.get_by_role("button", name="Stop here").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Hello Amara")
    phone.get_by_role("navigation", name="Main").get_by_role("link", name="My path").click()
    written = phone.get_by_role("article", name=f"{mindset}, Day three")
    expect(written).to_contain_text("Nobody hurried me today.")
    mine = Entry.objects.get(
        programme=demo, reflection__worksheet__day__number=3, membership__person__email=MEMBER
    )
    assert (mine.words, mine.place) == ("Nobody hurried me today.", "bench")
    assert SharedEntry.objects.filter(programme=demo, entry=mine).exists()

    written.get_by_text("Take back or delete").click()
    written.get_by_role("button", name="Take it back").click()
    expect(phone.get_by_role("article", name=f"{mindset}, Day three")).to_contain_text(
        "Nobody hurried me today."
    )
    assert not SharedEntry.objects.filter(programme=demo, entry=mine).exists()
    mine.refresh_from_db()
    assert (mine.sharing, mine.words) == ("me", "Nobody hurried me today.")


def test_amara_keeps_a_copy_of_all_she_wrote(phone, demo, at, tmp_path):
    phone.goto(at("path/"))
    with phone.expect_download() as waiting:
        phone.get_by_role("link", name="Keep a copy").click()
    saved = tmp_path / "copy.html"
    waiting.value.save_as(saved)
    copy = html.unescape(saved.read_text())
    hers = Entry.objects.filter(programme=demo, membership__person__email=MEMBER)
    words = [entry.words for entry in hers if entry.words]
    assert words
    assert waiting.value.suggested_filename.endswith(".html")
    for text in words:
        assert text in copy


def test_amara_reflects_without_a_mouse(phone, demo, at):
    sheet = Worksheet.objects.get(programme=demo, day__number=3)
    phone.goto(at(f"reflections/{sheet.ref}/grey/"))
    none = phone.get_by_role("radio", name="No place just now")
    none.focus()
    phone.keyboard.press("ArrowUp")
    place = phone.locator("input[name=place]:checked")
    expect(place).to_be_focused()
    chosen = place.get_attribute("value")
    ring = "node => getComputedStyle(node).outlineStyle + getComputedStyle(node.labels[0]).outlineStyle"
    assert "solid" in place.evaluate(ring)
    tab_to(phone, phone.get_by_label("My words", exact=True))
    phone.keyboard.type("With my keys.")
    tab_to(phone, phone.get_by_role("button", name="Stop here"))
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Hello Amara")
    mine = Entry.objects.get(
        programme=demo, reflection__worksheet=sheet, mindset__key="grey", membership__person__email=MEMBER
    )
    assert (mine.place, mine.words) == (chosen, "With my keys.")


def tab_to(page, target):
    for _step in range(40):
        if target.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab never reaches {target}")
