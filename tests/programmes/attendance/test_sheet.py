"""The sheet on the table at the door."""

import pytest
from django.urls import reverse
from django.utils import timezone

from programmes.attendance.sheets import paper_order, sheets_of
from tests.factories import make_member


@pytest.fixture
def address(programme, day):
    return reverse("programmes:sign_in_sheet", args=[programme.slug, day.ref])


def test_asha_prints_everybody_by_last_name(asha, programme, ben, bea, address):
    page = asha.get(address).content.decode()
    assert page.index("Ben Carter") < page.index("Bea Lind") < page.index("Asha Rao")
    assert "Harbour Hall" in page
    assert "Tuesday 19 January" in page
    assert "Page 1 of 1." in page
    assert "Printed " in page


def test_each_row_has_a_number_that_holds_when_somebody_turns_up(asha, programme, day, ben, bea, address):
    before = {row.name: row.number for row in paper_order(programme, day) if row.name}
    make_member(programme, "Aaron Aardvark", came_by="walk_in", joined_on=day.date)
    after = {row.name: row.number for row in paper_order(programme, day)}
    assert after == before | {"Aaron Aardvark": 4}
    assert '<td class="no">1</td><th scope="row"><bdi>Ben Carter</bdi>' in asha.get(address).content.decode()


def test_there_is_room_for_those_who_just_turn_up(programme, ben):
    (sheet,) = sheets_of(programme)
    assert len(sheet.names) == 17
    assert sheet.names.count("") == 16


def test_a_full_page_is_followed_by_one_of_empty_rows(programme):
    for number in range(17):
        make_member(programme, f"Person {number:02}")
    sheets = sheets_of(programme)
    assert [len(sheet.names) for sheet in sheets] == [17, 17]
    assert sheets[1].names == [""] * 17
    assert [(sheet.number, sheet.of) for sheet in sheets] == [(1, 2), (2, 2)]


def test_large_print_has_fewer_names_on_a_page(asha, programme, address):
    assert len(sheets_of(programme, large=True)[0].names) == 9
    assert 'class="paper large"' in asha.get(address, {"large": "1"}).content.decode()


def test_each_team_can_have_its_own_sheet(asha, programme, ben, bea, address):
    teams = [(sheet.team, sheet.names[0]) for sheet in sheets_of(programme, by_team=True)]
    assert teams == [("First words", "Bea Lind"), ("Waiting well", "Ben Carter"), ("", "Asha Rao")]
    assert "First words" in asha.get(address, {"by": "team"}).content.decode()


def test_a_programme_without_people_prints_empty_rows(programme):
    assert sheets_of(programme)[0].names == [""] * 17
    assert sheets_of(programme, by_team=True)[0].names == [""] * 17


def test_people_who_left_are_not_printed(asha, ben, address):
    ben.membership.left_on = timezone.localdate()
    ben.membership.save()
    assert "Ben Carter" not in asha.get(address).content.decode()


def test_those_at_the_door_may_print_it_and_nobody_else(hal, ada, ben, cora, anyone, address):
    assert hal.get(address).status_code == 200
    assert ada.get(address).status_code == 403
    assert ben.get(address).status_code == 403
    assert cora.get(address).status_code == 404
    assert anyone.get(address).status_code == 302
