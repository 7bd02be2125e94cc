"""Somebody suggests a change and reads the answer; an agenda goes out as a file and comes in again."""

import pytest
from django.urls import reverse

from programmes.models import AgendaItem

FACILITATOR, WORKING_GROUP = "facilitator@demo.invalid", "member@demo.invalid"
LEON, MAGDA = "leon.baptiste@demo.invalid", "magda.kowalska@demo.invalid"
WORDS = "Could we begin at ten? The first bus gets in at quarter to."
REASON = "The hall is ours until three only. We will keep the first half hour for arriving."


@pytest.fixture
def day(demo):
    return demo.days.get(number=4)


def of_day(name, day):
    return reverse(f"programmes:{name}", args=[day.programme.slug, day.ref])


def press(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def refused(page, name):
    """Press, and be asked to put something right; the browser notes such an answer, which is no complaint."""
    press(page, name)
    page.complaints[:] = [said for said in page.complaints if "422" not in said]


def test_leon_suggests_a_change_and_everybody_reads_the_answer(visit, scripts, day):
    leon = visit(LEON, scripts=scripts, width=360)
    leon.goto(of_day("day", day))
    leon.get_by_role("link", name="Suggest a change").click()
    refused(leon, "Send the suggestion")
    assert "Write what you would change" in leon.locator("main").inner_text()
    leon.get_by_label("What would you change?").fill(WORDS)
    press(leon, "Send the suggestion")
    assert WORDS in leon.locator("main").inner_text()

    amara = visit(WORKING_GROUP, scripts=scripts)
    amara.goto(of_day("suggestions", day))
    seen = amara.locator("main").inner_text()
    assert "From somebody in the programme." in seen and "Leon" not in seen
    amara.get_by_role("link", name="Answer it : Could we begin").click()
    refused(amara, "Not this time")
    assert "Say why, so that people understand the no" in amara.locator("main").inner_text()
    amara.get_by_label("Why?").fill(REASON)
    press(amara, "Not this time")

    for email in (LEON, MAGDA, FACILITATOR):
        page = visit(email, scripts=scripts)
        page.goto(of_day("suggestions", day))
        seen = page.locator("main").inner_text()
        assert WORDS in seen and REASON in seen and "Not this time" in seen
        assert "Leon" not in seen


def test_hannah_takes_an_agenda_out_and_brings_it_into_another_day(visit, scripts, demo, day, tmp_path):
    page = visit(FACILITATOR, scripts=scripts, accept_downloads=True)
    page.goto(of_day("plan", demo.days.get(number=3)))
    page.get_by_role("link", name="Files").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Markdown with our notes").click()
    kept = tmp_path / "agenda.md"
    download.value.save_as(kept)
    assert kept.read_text().startswith("<!-- Copro agenda: facilitators -->")

    page.goto(of_day("agenda_files", day))
    page.get_by_label("Or choose a file").set_input_files(kept)
    page.get_by_label("In place of them").check()
    press(page, "Look at it")
    before = plan_of(day)
    assert "Nothing is written yet." in page.locator("main").inner_text()
    press(page, "Bring in")
    assert plan_of(day) == plan_of(demo.days.get(number=3)) != before
    assert "Brought in" in page.locator("main").inner_text()


def plan_of(day):
    rows = AgendaItem.objects.filter(programme=day.programme, day=day).on_the_plan()
    return list(rows.values_list("title", "minutes", "kind", "pinned_start", "purpose", "facilitator_notes"))


def test_hannah_keeps_a_day_and_uses_it_again(visit, scripts, demo, day):
    page = visit(FACILITATOR, scripts=scripts)
    page.goto(of_day("plan", day))
    page.get_by_role("link", name="Keep as a template").click()
    page.get_by_label("What is it called?").fill("The last day")
    press(page, "Keep it")
    page.get_by_label("Where should the copy go?").select_option(label="A new day at the end")
    press(page, "Copy it there")
    assert "the template stays as it is" in page.locator("main").inner_text()
    assert plan_of(demo.days.get(number=5))[0][0] == plan_of(day)[0][0]
