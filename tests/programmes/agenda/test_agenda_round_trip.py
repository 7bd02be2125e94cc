"""Every plan comes back from its files as it was; timetables of others come in, too."""

from datetime import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copro.text import tidy
from programmes.agenda.files_cells import cell, markdown, read_cell, read_markdown
from programmes.agenda.files_formats import read_agenda
from programmes.agenda.files_in import lines_for
from programmes.agenda.files_out import FileRow, as_csv, as_markdown
from programmes.agenda.lines import Line
from programmes.models import AgendaItem, ItemKind, ProgrammeDay
from tests.factories import make_day
from tests.programmes.agenda.pages import titles, words_of
from tests.programmes.agenda.test_agenda_files import bring_in

CASES = Path(__file__).resolve().parents[4] / "shared" / "real-cases"


plain = st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"])


def tidied(multiline, most):
    alphabet = st.one_of(plain, st.sampled_from("=+-@'\"#>*_`\\|<&~![]{};,:\t ")) | (
        st.just("\n") if multiline else st.nothing()
    )

    def safe_tidy(text):
        try:
            return tidy(text, multiline=multiline)[:most].strip()
        except Exception:
            return ""

    return st.text(alphabet, max_size=40).map(safe_tidy).map(safe_tidy)


@st.composite
def lines(draw, first=False):
    part = not first and draw(st.booleans())
    return Line(
        title=draw(tidied(False, 200)) or "Song",
        kind=draw(st.sampled_from([str(kind) for kind in ItemKind])),
        minutes=None if part else draw(st.none() | st.integers(1, 1440)),
        start="" if part else draw(st.just("") | st.times().map(lambda at: at.strftime("%H:%M"))),
        any_time=not part and draw(st.booleans()),
        room=draw(tidied(False, 120)),
        purpose=draw(tidied(True, 2000)),
        materials=draw(tidied(True, 2000)),
        facilitator_notes=draw(tidied(True, 4000)),
        part=part,
        alongside=not part and not first and draw(st.booleans()),
    )


plans = st.builds(lambda first, more: [first, *more], lines(first=True), st.lists(lines(), max_size=5))


@settings(max_examples=150)
@given(plans)
def test_every_plan_comes_back_from_csv_and_from_markdown(plan):
    day = ProgrammeDay(title="Day #1 *", number=1, zone="Europe/London")
    rows = [FileRow(line, start="09:30", end="10:00") for line in plan]
    # A length that is not known is not made up from the times that a file shows.
    rows = [FileRow(row.line) if row.line.minutes is None else row for row in rows]
    for text in (
        as_csv(rows, for_facilitators=True).decode(),
        as_markdown(day, rows, for_facilitators=True),
    ):
        read = read_agenda(text)
        assert read.problems == []
        assert lines_for(read, read.days[0], day) == plan


@given(st.text())
def test_cells_and_markdown_lose_nothing(text):
    assert read_cell(cell(text)) == text
    assert read_markdown(markdown(text)) == text


@given(st.text(max_size=400))
def test_no_text_makes_reading_fail(text):
    for each in (text, f"## {text}", f"title,minutes,part\n{text}", f"days:\n{text}"):
        read_agenda(each)


# timetables of others


@pytest.mark.skipif(not CASES.exists(), reason="the real cases are not in this copy")
def test_a_published_timetable_comes_in_day_by_day(asha, programme):
    text = next(CASES.glob("02-*.csv")).read_text()
    day = make_day(programme, start=time(8, 45))
    page = words_of(bring_in(asha, day, text))
    assert "Which day of the file?" in page and "Arrive and sign in" in page
    bring_in(asha, day, text, which="2", confirm=True)
    assert titles(day)[0] == "Arrive and sign in" and "Two team presentations" in titles(day)
    first = AgendaItem.objects.get(day=day, position=1)
    assert (first.minutes, first.pinned_start, first.kind) == (15, time(8, 30), "arrive")


@pytest.mark.skipif(not CASES.exists(), reason="the real cases are not in this copy")
def test_days_with_gaps_keep_their_set_times(asha, programme):
    text = next(CASES.glob("04-*.yaml")).read_text()
    day = make_day(programme)
    bring_in(asha, day, text, which="1", confirm=True)
    found = AgendaItem.objects.filter(day=day).on_the_plan().values_list("title", "minutes", "pinned_start")
    assert list(found) == [
        ("Morning break", 15, time(9, 45)),
        ("Lunch", 60, time(12, 0)),
        ("Afternoon break", 15, time(15, 0)),
        ("Shared dinner", None, time(17, 30)),
    ]
