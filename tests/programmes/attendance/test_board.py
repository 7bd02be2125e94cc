"""The board at the door: find a name, tap once, see it said back."""

import pytest
from django.urls import reverse
from django.utils import timezone

from programmes.attendance.actions import record_plan
from programmes.models import Attendance, AttendanceChange
from tests.factories import make_attendance, make_day, make_programme, new_id
from tests.programmes.attendance.desk import HTMX, at, tap, text


def test_hal_sees_everybody_with_their_team_and_the_count(hal, programme, today, ben, bea):
    make_attendance(today, ben.membership, "online")
    page = text(hal.get(at("board", today)))
    assert "Who is here?" in page
    assert "Ben Carter" in page
    assert "Waiting well" in page
    assert '<span class="count">1</span> here online' in page
    assert '<span class="count">2</span> not yet' in page


def test_hal_taps_and_comes_back_to_the_same_place(hal, today, ben):
    answer = tap(hal, today, ben.membership, q="ca", state="not_yet")
    assert answer.status_code == 302
    assert f"#p-{ben.membership.ref}" in answer.url
    assert "q=ca" in answer.url
    assert "state=not_yet" in answer.url
    record = Attendance.objects.get(membership=ben.membership)
    assert (record.presence, record.how, record.recorded_by) == ("in_person", "desk", hal.person)
    page = text(hal.get(answer.url))
    assert "here in person" in page
    assert "Undo" in page


def test_with_scripts_only_the_row_the_count_and_the_toast_come_back(hal, today, ben, bea):
    page = text(tap(hal, today, ben.membership, htmx=True))
    assert "<html" not in page
    assert f'<li id="p-{ben.membership.ref}" data-version="1" hx-swap-oob="outerMorph">' in page
    assert f'in_person.{ben.membership.ref}" aria-pressed="true"' in page
    assert "Bea Lind" not in page
    assert '<span class="count">1</span> here in person' in page
    assert "Undo" in page


def test_the_toast_says_what_was_there_before(hal, today, ben):
    tap(hal, today, ben.membership, "online")
    page = text(tap(hal, today, ben.membership, "apologies", htmx=True))
    assert "<bdi>Ben Carter</bdi>: apologies" in page
    assert "Before: Online" in page


@pytest.mark.parametrize("button", ["phone", "part", "called_away", "not_here", "apologies"])
def test_hal_can_record_every_way_of_being_here(hal, today, ben, button):
    tap(hal, today, ben.membership, button)
    assert Attendance.objects.get(membership=ben.membership).presence == button


def test_not_yet_takes_it_back_to_not_recorded(hal, today, ben):
    tap(hal, today, ben.membership)
    tap(hal, today, ben.membership, "not_yet")
    assert Attendance.objects.get(membership=ben.membership).presence is None


def test_the_same_tap_sent_twice_counts_once(hal, today, ben):
    same = new_id()
    first = tap(hal, today, ben.membership, client_id=same)
    again = tap(hal, today, ben.membership, client_id=same)
    assert first.url == again.url
    assert AttendanceChange.objects.count() == 1


def test_two_helpers_on_one_person_are_both_in_the_history_and_the_last_one_stands(hal, asha, today, ben):
    tap(hal, today, ben.membership, "online")
    tap(asha, today, ben.membership, "in_person")
    assert Attendance.objects.get(membership=ben.membership).presence == "in_person"
    assert [change.by for change in AttendanceChange.objects.order_by("at")] == [hal.person, asha.person]


@pytest.mark.parametrize("sent", ["", "in_person", "dancing.k7acdefg", "in_person.' OR 1=1--"])
def test_a_tap_that_makes_no_sense_is_refused_and_changes_nothing(hal, today, sent):
    answer = hal.post(at("mark", today), {"tap": sent, "client_id": new_id()})
    assert answer.status_code == 422
    assert "tap again" in text(answer)
    assert not Attendance.objects.exists()


def test_somebody_of_another_programme_cannot_be_recorded_here(hal, today, cora):
    answer = tap(hal, today, cora.membership)
    assert answer.status_code == 422
    assert "not on the list any more" in text(answer)
    assert not Attendance.objects.exists()


def test_undo_puts_back_what_was_there(hal, today, ben):
    tap(hal, today, ben.membership, "online")
    tap(hal, today, ben.membership, "apologies")
    change = AttendanceChange.objects.latest("at")
    answer = hal.post(at("undo", today), {"change": change.ref}, headers=HTMX)
    assert "back to here online" in text(answer)
    assert Attendance.objects.get(membership=ben.membership).presence == "online"


def test_undo_without_scripts_goes_back_to_the_board(hal, today, ben):
    tap(hal, today, ben.membership)
    answer = hal.post(at("undo", today), {"change": AttendanceChange.objects.get().ref})
    assert f"#p-{ben.membership.ref}" in answer.url


def test_undo_refuses_kindly_when_somebody_else_was_quicker(hal, asha, today, ben):
    tap(hal, today, ben.membership, "online")
    change = AttendanceChange.objects.get()
    tap(asha, today, ben.membership, "in_person")
    for headers in (HTMX, None):
        answer = hal.post(at("undo", today), {"change": change.ref}, headers=headers)
        assert answer.status_code == 409
        assert "Changed again since then" in text(answer)
        assert "Asha" not in text(answer).split("Changed again")[1][:200]
    assert Attendance.objects.get(membership=ben.membership).presence == "in_person"


def test_cora_cannot_undo_a_change_of_another_programme(cora, today, ben, hal):
    tap(hal, today, ben.membership)
    change = AttendanceChange.objects.get()
    their_day = make_day(cora.programme)
    assert cora.post(at("undo", their_day), {"change": change.ref}).status_code == 422
    assert Attendance.objects.get(membership=ben.membership).presence == "in_person"


def test_check_in_goes_to_the_board_of_today(hal, programme, today, day):
    answer = hal.get(reverse("programmes:check_in", args=[programme.slug]))
    assert answer.url == at("board", today)


def test_check_in_offers_the_days_when_none_is_today(hal, programme, day):
    page = text(hal.get(reverse("programmes:check_in", args=[programme.slug])))
    assert at("board", day) in page


def test_check_in_without_days_says_what_to_do(hal, programme):
    page = text(hal.get(reverse("programmes:check_in", args=[programme.slug])))
    assert "There are no days yet" in page


def test_people_who_left_are_not_on_the_board(hal, today, ben):
    ben.membership.left_on = timezone.localdate()
    ben.membership.save()
    assert "Ben Carter" not in text(hal.get(at("board", today)))


def test_apologies_from_before_are_pressed_and_counted(hal, today, ben):
    record_plan(today, ben.membership, "apologies", by=ben.person)
    page = text(hal.get(at("board", today)))
    assert f'apologies.{ben.membership.ref}" aria-pressed="true"' in page
    assert '<span class="count">1</span> apologies' in page
    assert "Sent apologies" in page


def test_reading_the_board_writes_nothing(hal, today, ben):
    hal.get(at("board", today))
    assert not Attendance.objects.exists()
    assert not AttendanceChange.objects.exists()


def test_the_programme_of_somebody_else_cannot_be_told_to_exist(cora, today):
    for name in ("board", "board_news", "walk_in"):
        assert cora.get(at(name, today)).status_code == 404
    for name in ("mark", "undo"):
        assert cora.post(at(name, today)).status_code == 404


def test_a_day_of_another_programme_is_not_found_through_this_one(hal, programme):
    elsewhere = make_day(make_programme("Elsewhere"))
    address = reverse("programmes:board", args=[programme.slug, elsewhere.ref])
    assert hal.get(address).status_code == 404


def test_ben_cannot_open_the_board(ben, today):
    for name in ("board", "board_news", "walk_in"):
        assert ben.get(at(name, today)).status_code == 403
    for name in ("mark", "undo"):
        assert ben.post(at(name, today)).status_code == 403


def test_a_lapsed_session_is_asked_to_sign_in_and_the_board_stays(anyone, today, ben):
    assert anyone.get(at("board", today)).status_code == 302
    assert tap(anyone, today, ben.membership, htmx=True).status_code == 401
    assert not Attendance.objects.exists()
