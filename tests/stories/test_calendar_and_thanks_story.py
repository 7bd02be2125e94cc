"""Amara puts the days into her calendar, prints what she came to, and is thanked the way she chose."""

import csv
import io
import re
from datetime import timedelta

import icalendar
import pytest
import vobject
from django.test import Client
from playwright.sync_api import expect

from programmes.models import CalendarFeed, ThankYou

MEMBER, LEAD = "member@demo.invalid", "lead@demo.invalid"
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def next_day(demo):
    return demo.days.get(number=4)


def events(content):
    """{uid: event}, once both parsers have read the same days."""
    found = {str(event["uid"]): event for event in icalendar.Calendar.from_ical(content).events}
    assert set(found) == {event.uid.value for event in vobject.readOne(content.decode()).vevent_list}
    return found


def asked(address):
    """What a calendar gets, which is no browser and not signed in."""
    answer = Client().get("/" + address.split("/", 3)[-1])
    return answer.status_code, answer.content


def test_amara_s_calendar_follows_a_day_that_moves(visit, at, demo, next_day, scripts):
    page = visit(MEMBER, scripts=scripts, **PHONE)
    page.goto(at())
    page.get_by_role("link", name="Put our days into my calendar").click()
    expect(page.get_by_text("Whoever has the address sees the days")).to_be_visible()
    page.get_by_role("button", name="Make my address").click()
    address = page.locator("#feed-address").inner_text()
    expect(page.get_by_role("link", name="Open in my calendar")).to_have_attribute(
        "href", re.compile("^webcal:")
    )
    expect(page.get_by_role("button", name="Copy the address")).to_have_count(int(scripts))
    status, before = asked(address)
    told = events(before)[str(next_day.pk)]
    assert status == 200 and told["sequence"] == 0

    lead = visit(LEAD, scripts=scripts)
    lead.goto(at(f"days/{next_day.ref}/edit/"))
    moved = next_day.date + timedelta(days=7)
    lead.locator("#id_date").fill(moved.isoformat())
    lead.get_by_role("button", name="Save the day").click()
    expect(lead.get_by_text("Saved.")).to_be_visible()
    now = events(asked(address)[1])[str(next_day.pk)]
    assert now["dtstart"].dt.date() == moved and now["sequence"] > told["sequence"]

    page.goto(at("me/calendar/"))
    expect(page.locator("#feed-address")).to_have_count(0)
    page.get_by_role("button", name="Stop the address").click()
    expect(page.get_by_text("The address is stopped")).to_be_visible()
    assert asked(address)[0] == 404
    assert not CalendarFeed.objects.filter(revoked_at=None).exists()


def test_amara_takes_one_day_along_as_a_file(visit, at, next_day, scripts):
    page = visit(MEMBER, scripts=scripts, **PHONE)
    page.goto(at(f"days/{next_day.ref}/"))
    with page.expect_download() as saved:
        page.get_by_role("link", name="Add to my calendar").click()
    assert saved.value.suggested_filename.endswith(f"{next_day.date.isoformat()}.ics")
    [event] = events(saved.value.path().read_bytes()).values()
    assert event["dtstart"].dt == next_day.starts_at


def test_amara_prints_what_she_came_to(visit, at, demo, scripts):
    page = visit(MEMBER, scripts=scripts, **PHONE)
    page.goto(at("me/days/"))
    page.get_by_role("link", name=re.compile(r"^Confirmation to print\s?: Day one")).click()
    sheet = page.locator(".confirmation")
    for words in ("Amara Osei", demo.name, demo.organisation.name, "Day one"):
        expect(sheet.get_by_text(words).first).to_be_visible()
    expect(sheet.get_by_text("Day two")).to_have_count(0)
    page.get_by_role("link", name="Back").click()
    page.get_by_role("link", name="All my days on one sheet").click()
    expect(sheet.get_by_text("Day two")).to_be_visible()
    pages = page.pdf(prefer_css_page_size=True) if scripts else b""
    assert len(re.findall(rb"/Type\s*/Page[^s]", pages)) in (0, 1)


def test_amara_chooses_lena_offers_amara_accepts_finance_gets_a_line(visit, at, demo, scripts):
    page = visit(MEMBER, scripts=scripts, **PHONE)
    page.goto(at())
    page.get_by_role("link", name="Payment or costs").click()
    page.get_by_label("Only what it costs me").check()
    page.get_by_role("button", name="Save my answer").click()
    expect(page.get_by_text("We have noted it")).to_be_visible()

    lead = visit(LEAD, scripts=scripts)
    lead.goto(at("overview/"))
    lead.get_by_role("link", name="Thank-yous").click()
    lead.get_by_role("link", name="Day one").click()
    lead.get_by_role("button", name="Offer to those ticked").click()
    expect(lead.get_by_role("row", name=re.compile("Amara Osei.*Offered"))).to_be_visible()

    page.goto(at("me/thanks/"))
    page.get_by_role("button", name="Yes, thank you").click()
    expect(page.get_by_text("We have noted your answer")).to_be_visible()
    thank_you = ThankYou.objects.get(membership__name="Amara Osei")
    assert thank_you.state == "accepted"

    lead.reload()
    lead.get_by_role("button", name="Mark the one accepted as paid").click()
    expect(lead.get_by_role("row", name=re.compile("Amara Osei.*Paid"))).to_be_visible()
    lead.goto(at("thanks/copy/"))
    with lead.expect_download() as saved:
        lead.get_by_role("button", name="Download CSV").click()
    rows = list(csv.reader(io.StringIO(saved.value.path().read_text("utf-8-sig"))))
    assert ["Amara Osei", "Expenses only", "Paid"] in [[row[0], row[5], row[6]] for row in rows]

    page.reload()
    expect(page.get_by_text("Paid", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Yes, thank you")).to_have_count(0)
