"""A newcomer joins with the code on the wall; cards come in, and what is written stays behind pictures."""

import re

import pytest
from playwright.sync_api import expect

from mindsets.models import Entry
from programmes.models import EntryCode, Membership
from programmes.people.cards import live_card, token_of, typed_code_of

PHONE = {"width": 360, "height": 740}


@pytest.fixture
def wall(demo):
    """The code on the poster."""
    return EntryCode.objects.live().get(programme=demo, day=None).symbols


@pytest.fixture
def ted(demo):
    return Membership.objects.get(programme=demo, name="Ted Whitlock")


def type_code(page, code):
    page.get_by_label("Your code").fill(code)
    page.get_by_role("button", name="Join", exact=True).click()


def test_mina_joins_with_the_code_on_the_wall_and_comes_back_with_her_card(visit, demo, at, wall, scripts):
    page = visit(scripts=scripts, **PHONE)
    page.goto("/")
    type_code(page, "ZZZZZZ")
    expect(page.get_by_label("Your code")).to_have_value("ZZZZZZ")
    expect(page.get_by_role("alert")).to_contain_text("We don't know that code")
    type_code(page, f"{wall[:3].lower()} {wall[3:].lower()}")

    expect(page.get_by_role("heading", level=1)).to_have_text("Tell us about you")
    expect(page.get_by_text(f"You are joining {demo.name}")).to_be_visible()
    page.get_by_label("What should we call you?").fill("Mina")
    page.get_by_role("button", name="Join the programme").click()
    expect(page.get_by_label("What should we call you?")).to_have_value("Mina")
    page.get_by_label("Your name").fill("Mina Farrow")
    page.get_by_label("I have read this").check()
    page.get_by_role("button", name="Join the programme").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("You are in")
    code = page.get_by_text("Your code is").locator("..").locator("b").inner_text()
    page.get_by_role("button", name="I have kept it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hello Mina")
    mina = Membership.objects.get(programme=demo, name="Mina Farrow")
    assert (mina.came_by, mina.role, mina.person.email) == ("joined", "member", None)

    page.get_by_role("button", name="Finish and sign out").click()
    page.goto(at())
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Hello Mina")
    page.goto("/join/")
    type_code(page, code)
    expect(page.get_by_role("heading", level=1)).to_have_text("Hello Mina")
    forgive_422(page)


def test_ted_comes_in_with_the_code_typed_from_his_card(visit, ted, scripts):
    page = visit(scripts=scripts, **PHONE)
    page.goto("/")
    page.get_by_role("link", name="I have a card instead").click()
    page.get_by_label("Your code").fill(typed_code_of(live_card(ted)))
    page.get_by_role("button", name="Come in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hello Ted")


def test_ted_scans_his_card_and_no_address_keeps_its_secret(visit, ted):
    page, asked = visit(**PHONE), []
    page.on("request", lambda request: asked.append(request.url))
    token = token_of(live_card(ted))
    page.goto(f"/card/#{token}")
    expect(page.get_by_label("Your code")).to_be_hidden()
    assert token not in page.url
    page.get_by_role("button", name="Come in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hello Ted")
    assert not [url for url in asked if token in url.split("#")[0]]


def test_a_stopped_card_opens_nothing(visit, ted, scripts):
    page = visit(scripts=scripts, **PHONE)
    card = live_card(ted)
    code = typed_code_of(card)
    type(card).objects.filter(pk=card.pk).update(revoked_at=card.made_at)
    page.goto("/card/")
    page.get_by_label("Your code").fill(code)
    page.get_by_role("button", name="Come in").click()
    expect(page.get_by_role("button", name="Come in")).to_be_visible()
    expect(page.get_by_role("alert")).to_be_visible()
    forgive_422(page)


def test_what_ruby_writes_stays_behind_her_three_pictures(visit, demo, at, scripts):
    ruby = demo.memberships.get(name="Ruby Tanner")
    Entry.objects.filter(programme=demo, membership=ruby).delete()
    code = typed_code_of(live_card(ruby))
    first = visit(scripts=scripts, **PHONE)
    come_in(first, code)
    first.goto(at("reflections/"))
    expect(first.get_by_role("heading", level=1)).to_have_text("Choose three pictures")
    choose(first, [0, 1, 2])
    first.get_by_role("button", name="These are my pictures").click()
    expect(first.get_by_role("heading", level=1)).to_have_text("My reflections")

    stranger = visit(scripts=scripts, **PHONE)
    come_in(stranger, code)
    stranger.goto(at("path/"))
    choose(stranger, [2, 1, 0])
    stranger.locator("form.sheet").get_by_role("button").first.click()
    expect(stranger.get_by_text("Those are not your pictures").first).to_be_visible()
    choose(stranger, [0, 1, 2])
    stranger.locator("form.sheet").get_by_role("button").first.click()
    expect(stranger.get_by_role("heading", level=1)).to_have_text("My path")
    forgive_422(stranger)


def come_in(page, code):
    page.goto("/card/")
    page.get_by_label("Your code").fill(code)
    page.get_by_role("button", name="Come in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Hello"))


def choose(page, which):
    groups = page.locator("form.sheet").get_by_role("group")
    for group, number in enumerate(which):
        groups.nth(group).get_by_role("radio").nth(number).check(force=True)


def forgive_422(page):
    """The browser itself complains of every answer that is no 200; those here are meant to be."""
    page.complaints[:] = [said for said in page.complaints if "422" not in said]
