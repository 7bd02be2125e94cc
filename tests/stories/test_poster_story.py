"""The poster by mouse, by keyboard, on a small phone, on paper and on the wall; with and without scripts."""

import pytest
from playwright.sync_api import expect

from mindsets.models import TeamNote
from tests.stories.test_every_page import RULES, found_by_axe, sideways

MEMBER = "member@demo.invalid"
WORDS = "Ring people the day before, in their own language"


def faults(page):
    return found_by_axe(page, runOnly={"type": "tag", "values": RULES})


def test_amara_writes_what_it_means_for_her_area_and_shows_it_and_takes_it_back(visit, at, scripts):
    page = visit(MEMBER, scripts=scripts, width=360, height=740)
    page.goto(at("mindset-poster/"))
    page.get_by_role("region", name="The same as a list").get_by_role("link").nth(1).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Practising curiosity")
    page.get_by_role("link", name="Write a note").click()
    page.get_by_label("What does this mean for our area?").fill(WORDS)
    page.get_by_role("button", name="Save the note").click()
    expect(page.get_by_text("Only our team can read this.")).to_be_visible()

    page.get_by_role("link", name="Change").click()
    page.get_by_label("Show it to everybody in the programme").check()
    page.get_by_role("button", name="Save the note").click()
    lead = visit("lead@demo.invalid", scripts=scripts)
    lead.goto(at("mindset-poster/screen/curiosity/"))
    expect(lead.get_by_text(WORDS)).to_be_visible()

    page.get_by_role("button", name="Only our team again").click()
    expect(page.get_by_text("Only your team can read it now.")).to_be_visible()
    lead.reload()
    expect(lead.get_by_text(WORDS)).to_have_count(0)


def test_an_empty_note_says_so_beside_the_box(visit, at, scripts):
    page = visit(MEMBER, scripts=scripts)
    page.goto(at("mindset-poster/grey/note/"))
    page.get_by_role("button", name="Save the note").click()
    expect(page.locator(".field").get_by_text("Write a few words first")).to_be_visible()
    page.complaints[:] = [said for said in page.complaints if "422" not in said]
    assert not TeamNote.objects.exists()


def test_every_thread_opens_by_mouse_and_every_name_by_keyboard(visit, at):
    page = visit(MEMBER)
    page.goto(at("mindset-poster/"))
    # Where nothing but the thread is: somewhere on its own line.
    spot = page.locator("svg.brain a.m-doing use.reach").evaluate(
        """use => {
            const box = use.getBoundingClientRect();
            for (let x = box.left; x < box.right; x += 4) {
                for (let y = box.top; y < box.bottom; y += 4) {
                    const hit = document.elementFromPoint(x, y);
                    if (hit && hit.closest("a.m-doing")) return [x, y];
                }
            }
            return null;
        }"""
    )
    page.mouse.click(*spot)
    expect(page.get_by_role("heading", level=1)).to_have_text("Learning through doing")
    page.goto(at("mindset-poster/"))
    names = page.locator(".thread-ends a")
    expect(names).to_have_count(6)
    names.first.focus()
    seen = []
    for _number in range(6):
        seen.append(page.evaluate("document.activeElement.innerText.trim()"))
        page.keyboard.press("Tab")
    assert len(set(seen)) == 6
    assert all(seen)
    names.nth(1).press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Practising curiosity")


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (320, "dark"), (820, "light"), (1280, "dark")])
def test_the_poster_can_be_used_at_every_width_in_both_schemes(visit, at, width, scheme):
    page = visit(MEMBER, width=width, color_scheme=scheme)
    for where in ("", "curiosity/", "curiosity/note/", "paper/?size=a3", "screen/", "screen/grey/"):
        page.goto(at(f"mindset-poster/{where}"))
        assert not sideways(page), where
        assert faults(page) == [], where


def test_targets_are_large_and_names_are_seen_on_a_small_phone(visit, at):
    page = visit(MEMBER, width=320, height=640)
    page.goto(at("mindset-poster/"))
    for link in page.locator(".thread-ends a, .poster-list a").all():
        box = link.bounding_box()
        assert box["height"] >= 44
        assert box["width"] >= 44
        assert link.inner_text().strip()


@pytest.mark.parametrize(("size", "points"), [("a4", (595, 842)), ("a3", (842, 1191))])
def test_the_poster_is_two_sheets_of_the_paper_that_was_chosen(visit, at, size, points):
    page = visit(MEMBER)
    page.goto(at(f"mindset-poster/paper/?size={size}&ink=black"))
    paper = page.pdf(prefer_css_page_size=True)
    assert paper.count(b"/Type /Page\n") == 2
    box = paper.split(b"/MediaBox [", 1)[1].split(b"]", 1)[0].split()
    assert [round(float(number)) for number in box[2:]] == pytest.approx(points, abs=1)
