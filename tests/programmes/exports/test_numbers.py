from datetime import date
from itertools import product

import pytest
from django.urls import reverse
from hypothesis import example, given
from hypothesis import strategies as st

from programmes.exports.numbers import HELD_BACK, SMALL, hold_back
from programmes.models import AuditEvent, Presence
from tests.factories import make_attendance, make_member
from tests.programmes.exports.conftest import csv_rows

counts_of_a_day = st.lists(st.integers(0, 12), min_size=2, max_size=6)


@given(counts=counts_of_a_day)
def test_no_small_number_is_shown(counts):
    shown, total = hold_back(counts, sum(counts))
    assert all(count is HELD_BACK or count == 0 or count >= SMALL for count in shown)
    assert total is HELD_BACK or total == 0 or total >= SMALL


@given(counts=counts_of_a_day)
@example(counts=[1, 1, 1, 1, 1])
def test_no_held_back_number_can_be_worked_out_from_the_total(counts):
    shown, total = hold_back(counts, sum(counts))
    hidden = [index for index, count in enumerate(shown) if count is HELD_BACK]
    if total is HELD_BACK or not hidden:
        return
    left = total - sum(count for count in shown if count is not HELD_BACK)
    ways = [way for way in product(range(1, left + 1), repeat=len(hidden)) if sum(way) == left]
    for place in range(len(hidden)):
        assert len({way[place] for way in ways}) > 1


@given(counts=st.lists(st.sampled_from([0, 5, 6, 30]), min_size=1, max_size=6))
def test_large_numbers_are_all_shown(counts):
    assert hold_back(counts, sum(counts)) == (counts, sum(counts))


@pytest.fixture
def url(programme):
    return reverse("programmes:export_numbers", args=[programme.slug])


def test_a_board_gets_counts_without_names(lena, url, programme, past_day):
    for number in range(12):
        person = make_member(programme, f"Person Zanzibar{number}")
        make_attendance(past_day, person, Presence.IN_PERSON if number < 6 else Presence.ONLINE)
    for number in range(7):
        make_member(programme, f"Person Zanzibar{number}")
    headings, line, *_rest = csv_rows(lena.post(url))
    told = dict(zip(headings, line, strict=True))
    assert (told["Day"], told["Date"]) == ("Day one", "2026-09-15")
    assert (told["Here in person"], told["Here online"], told["Apologies"]) == ("6", "6", "0")
    assert (told["Not recorded"], told["People"]) == ("8", "20")
    assert "Zanzibar" not in lena.post(url).content.decode()


def test_few_people_are_held_back_with_their_total(lena, url, programme, past_day, came):
    _headings, line, *_rest = csv_rows(lena.post(url))
    assert line[3:] == ["held back", "held back", "0", "0", "0", "0", "0", "held back", "held back"]


def test_somebody_who_left_counts_on_the_day_they_came(lena, url, programme, past_day):
    for number in range(9):
        person = make_member(programme, f"Person {number}", left_on=date(2026, 12, 1) if number > 4 else None)
        make_attendance(past_day, person)
    headings, line, *_rest = csv_rows(lena.post(url))
    told = dict(zip(headings, line, strict=True))
    assert told["People"] == "10"


def test_days_to_come_have_no_numbers_yet(lena, url, coming_day):
    assert [row[1] for row in csv_rows(lena.post(url))[1:2] if row] == []


def test_taking_numbers_is_written_down(lena, url, past_day):
    lena.post(url)
    assert AuditEvent.objects.get(verb="numbers_exported").actor == lena.person


@pytest.mark.parametrize(("who", "status"), [
    ("ada", 200), ("asha", 403), ("ben", 403), ("cora", 404), ("anyone", 302),
])  # fmt: skip
def test_numbers_are_for_lead_and_admin(request, url, past_day, who, status):
    assert request.getfixturevalue(who).post(url).status_code == status


def test_numbers_are_not_fetched_by_following_a_link(lena, url):
    assert lena.get(url).status_code == 405
