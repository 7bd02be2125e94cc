"""Finding people on the board: by any part of a name, by team, by who is not here yet."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from programmes.attendance.actions import record_plan
from programmes.models import AccessNeed
from tests.factories import make_attendance, make_member, make_team
from tests.programmes.attendance.desk import HTMX, at, tap, text


@pytest.mark.parametrize(
    ("typed", "found"),
    [("ben", True), ("ART", True), ("ca be", True), ("pritch", False), ("b", True), ("' OR 1=1--", False)],
)
def test_any_part_of_a_name_finds_it(hal, today, ben, typed, found):
    page = text(hal.get(at("board", today), {"q": typed}))
    assert ("Ben Carter" in page) is found
    assert ("No matches" in page) is not found


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Siân Pritchard", "sian"),
        ("Tomasz Zieliński", "zielin"),
        ("Łukasz Błach", "lukasz bl"),
        ("فاطمة الزهراء", "فاطمة"),
    ],
)
def test_accents_do_not_matter_and_every_script_is_found(hal, programme, today, name, typed):
    make_member(programme, name)
    page = text(hal.get(at("board", today), {"q": typed}))
    assert f"<bdi>{name}</bdi>" in page
    assert "Hal Green" not in page.split('id="people"')[1]


def test_the_name_somebody_goes_by_finds_them_too(hal, programme, today):
    make_member(programme, "Margaret Hill", called="Peggy")
    assert "Margaret Hill" in text(hal.get(at("board", today), {"q": "pegg"}))


def test_one_letter_does_not_make_the_list_jump(hal, today, ben):
    assert "Ben Carter" in text(hal.get(at("board", today), {"q": "z"}))


def test_a_name_of_eighty_letters_and_one_that_is_markup_are_shown_as_they_are(hal, programme, today):
    make_member(programme, "M" * 80)
    make_member(programme, "<script>alert(1)</script> {ref} {{ 7*7 }}")
    page = text(hal.get(at("board", today)))
    assert "M" * 80 in page
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {ref} {{ 7*7 }}" in page


def test_the_list_narrows_to_a_team_and_to_a_state(hal, today, ben, bea):
    make_attendance(today, ben.membership, "in_person")
    record_plan(today, bea.membership, "apologies", by=bea.person)

    def listed(**query):
        return text(hal.get(at("board", today), query)).split('id="people"')[1]

    assert "Bea Lind" not in listed(team=ben.membership.team.ref)
    assert "Ben Carter" in listed(state="here")
    assert "Ben Carter" not in listed(state="not_yet")
    assert "Bea Lind" in listed(state="apologies")
    assert "Hal Green" in listed(team="none")
    assert "Ben Carter" not in listed(team="none")


def test_a_filter_that_makes_no_sense_narrows_nothing(hal, today, ben):
    page = hal.get(at("board", today), {"team": "'); DROP TABLE", "state": "rich", "q": "\x00"})
    assert page.status_code == 200
    assert "Ben Carter" in text(page)


def test_searching_with_scripts_brings_only_the_list(hal, today, ben):
    page = text(hal.get(at("board", today), {"q": "ben"}, headers=HTMX))
    assert page.strip().startswith('<div id="people">')


def test_helpers_see_nothing_of_what_helps_people_take_part(hal, today, ben):
    AccessNeed.objects.create(
        programme=today.programme, membership=ben.membership, helps=["loop"], agreed_at=timezone.now()
    )
    page = text(hal.get(at("board", today)))
    assert "loop" not in page


def test_facilitators_see_who_recorded_helpers_do_not(hal, asha, today, ben):
    tap(hal, today, ben.membership)
    assert "by Hal Green" in text(asha.get(at("board", today)))
    assert "by Hal Green" not in text(hal.get(at("board", today)))


def test_a_board_of_another_day_says_so(hal, programme, day):
    assert "Today is" in text(hal.get(at("board", day)))


def test_an_empty_board_says_what_to_do(lena, programme, today):
    lena.membership.left_on = None
    page = text(lena.get(at("board", today), {"team": "none", "q": "nobody at all"}))
    assert "add someone who is not on the list" in page


def test_long_lists_show_the_first_and_offer_the_rest(hal, programme, today):
    for number in range(125):
        make_member(programme, f"Person {number:03}")
    page = text(hal.get(at("board", today)))
    assert "Showing 120 of 126." in page
    assert text(hal.get(at("board", today), {"everyone": "1"})).count('<li id="p-') == 126


def test_a_board_of_six_hundred_asks_as_few_questions_as_one_of_six(
    hal, programme, today, django_assert_num_queries, bulk_of_people
):
    def ask():
        with CaptureQueriesContext(connection) as asked:
            hal.get(at("board", today))
        return len(asked)

    ask()
    few = ask()
    bulk_of_people(programme, 600, day=today)
    assert ask() == few
    assert few <= 12


@pytest.fixture
def bulk_of_people():
    def fill(programme, number, day):
        teams = [make_team(programme) for _each in range(5)]
        for index in range(number):
            person = make_member(programme, f"Person {index}", team=teams[index % 5])
            make_attendance(day, person, "in_person")

    return fill
