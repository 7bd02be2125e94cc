"""Published programmes and timetables become drafts, with nothing made up and nothing lost."""

from datetime import date, time
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from programmes.imports.from_csv import read_csv, split_parts
from programmes.imports.from_yaml import read_yaml
from programmes.imports.writing import check_times
from programmes.models import Programme
from tests.factories import make_admin

CASES = Path(__file__).resolve().parents[4] / "shared" / "real-cases"
real = pytest.mark.skipif(not CASES.is_dir(), reason="the real cases are not beside this checkout")


@pytest.fixture
def host(organisation):
    make_admin(organisation)
    return organisation


def imported(file, **options):
    call_command("import_programme", str(file), stdout=StringIO(), **options)
    return Programme.objects.latest("created_at")


def plan(day):
    return list(day.agenda.on_the_plan())


@real
def test_what_nobody_published_stays_unknown(host):
    programme = imported(CASES / "01-solent-coproduction-programme-2023.yaml")
    one, two = programme.days.all()
    assert programme.is_draft
    assert (one.title, one.date, one.starts_at, one.ends_at) == ("Day one", None, None, None)
    assert [item.minutes for item in plan(one)] == [None, None, None]
    assert [item.kind for item in plan(one)] == ["input", "reflection", "team_time"]
    assert (two.window_from, two.window_to, plan(two)) == (date(2023, 7, 3), date(2023, 7, 7), [])
    assert any("6" in note and "7" in note and "not known" in note for note in programme.imported_notes)


@real
def test_a_timetable_keeps_its_times_its_parts_and_its_oddities(host):
    programme = imported(CASES / "02-sierra-leone-qi-learning-session-2025.csv", zone="Africa/Freetown")
    one, two = programme.days.all()
    items = plan(one)
    opening = next(item for item in items if item.title == "Opening")
    assert [item.title for item in items if item.part_of_id == opening.pk] == [
        "introductions",
        "pre-test",
        "welcomes",
        "objectives",
        "roll call",
        "expectations",
        "house rules",
        "questions",
    ]
    assert opening.minutes == 45
    assert all(item.minutes is None for item in items if item.part_of_id)
    assert not any(item.pinned_start for item in items), "one follows the other, so no start is pinned"
    assert (one.date, one.start_wall, one.end_wall, one.zone) == (
        date(2025, 4, 9),
        time(8, 45),
        time(16, 30),
        "Africa/Freetown",
    )
    slip = next(item for item in items if item.title.startswith("Team presentations"))
    assert slip.minutes == 105 and "11.15 pm" in slip.facilitator_notes
    assert two.start_wall == time(8, 30)


@real
def test_gaps_between_sessions_are_kept(host):
    programme = imported(CASES / "04-six-team-hybrid-and-online-days.yaml")
    days = list(programme.days.all())
    pinned = [(item.title, item.pinned_start, item.minutes) for item in plan(days[0])]
    assert pinned == [
        ("Morning break", time(9, 45), 15),
        ("Lunch", time(12), 60),
        ("Afternoon break", time(15), 15),
        ("Shared dinner", time(17, 30), None),
    ]
    assert days[1].zone == "America/New_York" and "speak only in the last" in days[1].online_note
    assert [item.minutes for item in plan(days[2])] == [None] * 4
    assert days[2].capacity == 25
    assert "group photo" in days[0].notes


GOOD = "day_no,date,start,end,title_short,kind\n1,2027-01-19,09:00,09:30,Hello,welcome\n"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("1,2027-01-19,9 o'clock,10:00,Talk,input", "line 3: “9 o'clock” is not a time"),
        ("1,19/01/2027,09:30,10:00,Talk,input", "line 3: “19/01/2027” is not a date"),
        ("1,0026-01-19,09:30,10:00,Talk,input", "line 3: Check the year"),
        ("1,2027-01-20,09:30,10:00,Talk,input", "line 3: Day 1 has two dates"),
        ("1,2027-01-19,09:30,10:00,Talk,séance", "line 3: “séance” is not a kind"),
        ("1,2027-01-19,09:30,10:00,,input", "line 3: Enter a name"),
        ("1,2027-01-19,09:10,10:00,Talk,input", "line 3: “Talk” starts before"),
        ("1,2027-01-19,09:30,09:00,Talk,input", "line 3: End must be after start"),
        ("1,2027-01-19,09:30,10:00,Talk", "line 3: This line has 5 values, expected 6"),
        ('1,2027-01-19,09:30,10:00,"Talk,input', "line 3: Quotation mark not closed"),
    ],
)
def test_a_line_that_cannot_be_understood_is_named_and_nothing_is_written(host, tmp_path, line, said):
    file = tmp_path / "plan.csv"
    file.write_text(f"{GOOD}{line}\n")
    with pytest.raises(CommandError, match="Nothing was written") as refused:
        call_command("import_programme", str(file))
    assert said in str(refused.value)
    assert not Programme.objects.exists()


def test_every_bad_line_is_listed_at_once(host, tmp_path):
    file = tmp_path / "plan.yaml"
    file.write_text(
        "days:\n  - label: One\n    date: soon\n  - label: Two\n    start: late\n    sessions: none\n"
    )
    with pytest.raises(CommandError) as refused:
        call_command("import_programme", str(file))
    assert [word for word in ("soon", "late", "not a list") if word in str(refused.value)] == [
        "soon",
        "late",
        "not a list",
    ]


def test_checking_a_file_writes_nothing(host, tmp_path):
    file = tmp_path / "plan.csv"
    file.write_text(GOOD)
    said = StringIO()
    call_command("import_programme", str(file), check=True, stdout=said)
    assert "1 days could be written" in said.getvalue()
    assert not Programme.objects.exists()


def test_a_small_file_cannot_grow_to_a_huge_one():
    bomb = "a: &a [x]\nb: &b [*a,*a]\ndays: [*b]\n"
    assert read_yaml(bomb).problems


@given(st.text(max_size=400))
@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_either_read_or_refused_by_line(text):
    for reader in (read_csv, read_yaml):
        draft = reader(text)
        check_times(draft)
        assert draft.days or draft.problems
        assert all(problem.line >= 0 for problem in draft.problems)


def test_a_colon_alone_makes_no_parts():
    assert split_parts("Lunch: soup") == ("Lunch: soup", [])
    assert split_parts("Opening: hello; rules") == ("Opening", ["hello", "rules"])
