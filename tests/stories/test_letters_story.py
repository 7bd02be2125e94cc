"""Letters: written, read, agreed to, sent by the worker, answered by link, and the answer seen."""

import re

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from programmes.letters.replies import live_link, typed_code_of
from programmes.models import Attendance, LetterCopy
from tests.stories.test_every_page import RULES, found_by_axe
from tests.stories.test_join_story import PHONE, forgive_422

LEAD, MEMBER = "lead@demo.invalid", "member@demo.invalid"


@pytest.fixture
def day(demo, settings):
    settings.EMAIL_BACKEND = "programmes.letters.trial.EmailBackend"
    day = demo.days.get(number=4)
    Attendance.objects.filter(day=day).delete()
    demo.letters.all().delete()
    return day


@pytest.fixture
def letters(day, at):
    return at(f"days/{day.ref}/letters/")


def invite_everybody(page, letters):
    page.goto(letters)
    page.get_by_role("link", name="Invite everybody").click()
    page.get_by_label("The letter").fill("Hello {name}\n\nCome on {date}, {tmies}.\n{reply link}")
    page.get_by_role("button", name="See the letter").click()
    expect(page.get_by_role("alert")).to_contain_text("We don't know {tmies}")
    page.get_by_label("The letter").fill("Hello {name}\n\nCome on {date}, {times}.\n{reply link}")
    page.get_by_role("button", name="See the letter").click()
    expect(page.get_by_text("38 people by email")).to_be_visible()
    expect(page.get_by_text("7 people on paper")).to_be_visible()
    expect(page.locator(".mail .words")).to_contain_text("Hello Zainab")
    page.get_by_role("button", name="Agree and send").click()
    expect(page.get_by_role("heading", name="How far it is")).to_be_visible()


def test_amara_answers_the_letter_that_dee_sent(visit, demo, day, letters, scripts):
    dee = visit(LEAD, scripts=scripts)
    invite_everybody(dee, letters)
    assert not LetterCopy.objects.exists()  # the page waits for the worker
    call_command("worker", once=True, verbosity=0)
    if not scripts:
        dee.reload()
    expect(dee.get_by_text("45 of 45 copies are done with.")).to_be_visible(timeout=30_000)

    amara = visit(scripts=scripts, **PHONE)
    amara.goto("/demo/letters/")
    mine = amara.get_by_role("article").filter(has_text=MEMBER)
    if scripts:
        asked = []
        amara.on("request", lambda request: asked.append(request.url))
        link = mine.get_by_role("link").first
        secret = link.get_attribute("href").partition("#")[2]
        link.click()
        assert not [url for url in asked if secret in url.partition("#")[0]]
    else:
        code = re.search(r"code: (\w{5} \w{5})", mine.inner_text())[1]
        mine.get_by_role("link").nth(1).click()
        amara.get_by_label("Your code").fill(code)
        amara.get_by_role("button", name="See the day").click()
    expect(amara.get_by_role("heading", name="Amara, will you come?")).to_be_visible()
    assert not Attendance.objects.filter(day=day).exists()
    amara.get_by_role("button", name="Not sure yet").click()
    expect(amara.get_by_role("status").first).to_contain_text("For Amara: Not sure yet.")
    amara.get_by_role("button", name="Yes, I am coming").click()
    expect(amara.get_by_role("status").first).to_contain_text("For Amara: Yes, I am coming.")
    if scripts:
        assert found_by_axe(amara, runOnly={"type": "tag", "values": RULES}) == []

    dee.goto(letters)
    expect(dee.get_by_role("listitem").filter(has_text=re.compile(r"^\s*1\s*coming"))).to_be_visible()
    dee.get_by_role("link", name=re.compile("^Invitation|^Come to")).first.click()
    expect(dee.get_by_role("row").filter(has_text="Amara Osei")).to_contain_text("Coming")
    forgive_422(dee)


def test_a_letter_for_ted_comes_out_of_the_printer_with_a_code_that_works(visit, demo, day, letters):
    dee = visit(LEAD)
    invite_everybody(dee, letters)
    call_command("worker", once=True, verbosity=0)
    dee.reload()
    dee.get_by_role("button", name="Show the letters to print").click()
    expect(dee.get_by_role("heading", name="Letters to print")).to_be_visible()
    assert dee.locator("section.paper").count() == 7
    assert found_by_axe(dee, runOnly={"type": "tag", "values": RULES}) == []
    assert len(re.findall(rb"/Type\s*/Page\b", dee.pdf(format="A4"))) == 7
    code = typed_code_of(live_link(day, demo.memberships.get(name="Ted Whitlock")))
    expect(dee.get_by_text(f"{code[:5]} {code[5:]}").first).to_be_attached()
    dee.get_by_role("button", name="They are printed").click()
    expect(dee.get_by_role("button", name="Print them once more")).to_be_visible()
    forgive_422(dee)


def test_dee_calls_those_without_email_and_ticks_what_they_say(visit, demo, day, letters, scripts):
    dee = visit(LEAD, scripts=scripts, **PHONE)
    dee.goto(letters)
    dee.get_by_role("link", name="Phone list").click()
    row = dee.get_by_role("listitem").filter(has_text="Ted Whitlock")
    row.get_by_role("button", name="Coming").click()
    expect(dee.get_by_text("Ted Whitlock: Coming. It is written down.")).to_be_visible()
    expect(row.get_by_role("button", name="Coming")).to_have_attribute("aria-pressed", "true")
    expect(dee.get_by_role("heading", name="6 people to call")).to_be_visible()
    assert Attendance.objects.get(day=day).plan == "coming"


def test_a_reminder_is_made_ready_for_a_week_before_and_held_back(visit, day, letters, scripts):
    dee = visit(LEAD, scripts=scripts, width=820)
    dee.goto(letters)
    dee.get_by_role("link", name="Remind those who have not answered, 7 days before").click()
    expect(dee.get_by_label("How many days?")).to_have_value("7")
    expect(dee.get_by_label("Time")).to_be_hidden()
    dee.get_by_role("button", name="See the letter").click()
    dee.get_by_role("button", name="Agree. It goes when its time comes").click()
    expect(dee.get_by_text("7 days before the day: ").first).to_be_visible()
    dee.goto(letters)
    expect(dee.get_by_role("heading", name="Ready to go")).to_be_visible()
    dee.get_by_role("link", name=re.compile("^Will you come on")).click()
    dee.get_by_role("button", name="Hold it back").click()
    dee.get_by_role("button", name="Throw it away").click()
    expect(dee.get_by_text("Thrown away. Nobody gets it.")).to_be_visible()
