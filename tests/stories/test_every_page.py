"""Every page, for everybody, light and dark: axe is silent, the policy holds, nothing scrolls sideways."""

from pathlib import Path

import axe_playwright_python
import pytest
from django.urls import get_resolver

from mindsets.library.actions import draft_of
from mindsets.models import Entry, FrameworkVersion, Worksheet
from programmes.letters.actions import write_letter
from programmes.models import (
    AttendanceFile,
    DayTemplate,
    ImportDraft,
    KeptSession,
    Organisation,
    ThankYou,
    User,
    Visitor,
)
from programmes.thanks.actions import choose
from tests.access.matrix import OK, ROW_OF, ROWS
from tests.access.test_matrix import address, routes, worksheet_values

AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Who walks: the demo's people, and the column of the matrix that says where they may go.
WALKERS = {
    "nobody": (None, 0),
    "a member": ("member@demo.invalid", 1),
    "a door helper": ("helper@demo.invalid", 2),
    "a facilitator": ("facilitator@demo.invalid", 3),
    "the lead": ("lead@demo.invalid", 4),
    "an admin": ("admin@demo.invalid", 5),
}
# Everybody opens every page of theirs. axe, the dark and a narrow screen look at each of them once for the
# member and once for somebody who runs things: a role adds or leaves out a button, not a page's bones.
LOOKED_AT_BY = {"a door helper": ("the lead", "a member"), "a facilitator": ("the lead",)}
# The lead opens most pages, so several walk at once.
PARTS = 4
# Answers that are no pages: files, a plain word, a redirect by design.
NO_PAGE = {
    *("front:healthz", "front:robots", "mindsets:download", "programmes:board_news"),
    "programmes:follow",  # a part of a page
    *("calendars:feed", "programmes:day_calendar"),
}


def values_of(programme):
    """Rows of the demo for every argument that a route may have."""
    organisation = Organisation.objects.get()
    framework = organisation.frameworks.get(key="mindsets")
    draft = draft_of(framework)
    lead = User.objects.get(email="lead@demo.invalid")
    day = programme.days.get(number=3)
    letter = write_letter(programme, "other", by=lead, day=day, audience="everyone")
    brought = AttendanceFile.objects.create(
        programme=programme, day=day, source="teams", made_by=lead, fingerprint="0" * 64
    )
    pasted = ImportDraft.objects.create(programme=programme, made_by=lead, fingerprint="0" * 64)
    amara = programme.memberships.get(name="Amara Osei")
    choose(amara, "payment", by=lead)
    thank_you = ThankYou.objects.create(programme=programme, day=day, membership=amara)
    return {
        "programme": programme.slug,
        "organisation": organisation.ref,
        "thank_you": thank_you.ref,
        "day": day.ref,
        "letter": letter.ref,
        "letter_kind": "reminder",
        "item": day.agenda.get(position=1).ref,
        "team": programme.teams.first().ref,
        "person": programme.memberships.get(name="Amara Osei").ref,
        "worksheet": Worksheet.objects.get(programme=programme, day__number=2).ref,
        "framework": framework.ref,
        "mindset": draft.mindsets.first().ref,
        "draft": pasted.ref,
        "file": brought.ref,
        "merge": "346789ac",  # takes POST only
        "comment": "346789ac",  # takes POST only
        "kept": KeptSession.objects.first().ref,
        "template": DayTemplate.objects.first().ref,
        "suggestion": programme.days.get(number=3)
        .suggestions.create(programme=programme, by=programme.memberships.first(), words="Later, please")
        .ref,
        "moment": organisation.moments.first().ref,
        "team_move": "346789ac",  # takes POST only
        "note": "346789ac",  # no role opens it
        "entry": Entry.objects.filter(programme=programme).first().ref,
        "admin": organisation.admins.first().pk,
        "visitor": Visitor.objects.create(programme=programme, day=programme.days.get(number=3)).ref,
    }


def addresses_for(column, values):
    """Every page that this column of the matrix may open."""
    assert FrameworkVersion.objects.filter(published_at=None).exists()
    for name, route, _view in routes(get_resolver()):
        if name in ROW_OF and name not in NO_PAGE and ROWS[ROW_OF[name]][column] == OK:
            yield name, address(route, worksheet_values(name, values))


def sideways(page):
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1")


def found_by_axe(page, **options):
    page.evaluate(AXE)  # not add_script_tag: the page's own policy stays in force
    result = page.evaluate("options => axe.run(document, options)", options)
    return [
        (rule["id"], [" ".join(map(str, node["target"])) for node in rule["nodes"][:3]])
        for rule in result["violations"]
    ]


def faults_of(page, where, *, closely=True):
    """What is wrong with one page."""
    answer = page.request.get(where)
    if answer.status == 405 or "text/html" not in answer.headers.get("content-type", ""):
        return []
    faults = [("status", answer.status)] if answer.status != 200 else []
    if not closely:
        return faults
    page.goto(where)
    faults += found_by_axe(page, runOnly={"type": "tag", "values": RULES})
    page.emulate_media(color_scheme="dark")
    faults += [("in the dark", found) for found in found_by_axe(page, runOnly=["color-contrast"])]
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 320, "height": 640})
    faults += [("sideways at 320", True)] if sideways(page) else []
    page.set_viewport_size({"width": 1280, "height": 900})
    return faults


def already_looked_at(walker, name):
    others = [WALKERS[other][1] for other in LOOKED_AT_BY.get(walker, ())]
    return any(ROWS[ROW_OF[name]][column] == OK for column in others)


WALKS = [(walker, part) for walker in WALKERS for part in range(PARTS if walker == "the lead" else 1)]


@pytest.mark.parametrize(("walker", "part"), WALKS, ids=lambda value: str(value))
def test_every_page_can_be_used_by_everyone(walker, part, demo, visit):
    email, column = WALKERS[walker]
    page = visit(email)
    wrong = {}
    pages = list(addresses_for(column, values_of(demo)))
    for name, where in pages[part :: PARTS if walker == "the lead" else 1]:
        faults = faults_of(page, where, closely=not already_looked_at(walker, name))
        faults += [("console", text) for text in page.complaints if "405" not in text]
        page.complaints.clear()
        if faults:
            wrong[name] = faults
    assert not wrong, "\n".join(f"{name}: {faults}" for name, faults in wrong.items())
