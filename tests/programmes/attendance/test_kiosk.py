"""The shared tablet: one thing, few names, nothing left behind."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from programmes.attendance import kiosk as tablets
from programmes.models import Attendance, AttendanceChange, AuditEvent, Kiosk, Membership
from tests.factories import make_day, make_member, new_id
from tests.programmes.attendance.desk import HTMX, at, text


@pytest.fixture
def today(programme):
    """A day without times, so that it is open from midnight to midnight."""
    return make_day(programme, on=timezone.localdate(timezone=programme.tz), start=None)


@pytest.fixture
def tablet(today, hal):
    """A tablet that Hal has started: his browser, in which nobody is signed in any more."""
    assert hal.post(at("kiosk_start", today), {"start": "1"}).url == "/kiosk/"
    return hal


def turn_of(client):
    client.get("/kiosk/")
    return client.cookies[tablets.TURN].value


def find(client, letters, htmx=False):
    data = {"letters": letters, "turn": turn_of(client)}
    return client.post("/kiosk/find/", data, headers=HTMX if htmx else None)


def arrive(client, membership, **more):
    data = {"person": membership.ref, "client_id": new_id(), "turn": turn_of(client), **more}
    return client.post("/kiosk/here/", data)


def change_in(answer):
    return text(answer).split('name="change" value="')[1][:8]


def test_starting_it_signs_hal_out_and_leaves_a_cookie_for_one_path(today, hal):
    answer = hal.post(at("kiosk_start", today), {"start": "1"})
    cookie = answer.cookies[tablets.COOKIE]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/kiosk/", True, "Lax")
    assert len(cookie.value) >= 22
    assert Kiosk.objects.get().token_hash != cookie.value
    assert hal.get(at("board", today)).status_code == 302
    assert answer["Clear-Site-Data"] == '"cache"'
    assert AuditEvent.objects.filter(verb="kiosk_started", actor=hal.person).exists()


def test_it_shows_nobody_before_two_letters_are_typed(tablet, ben, bea):
    for page in (tablet.get("/kiosk/"), find(tablet, "b"), find(tablet, " "), find(tablet, "")):
        assert "Ben" not in text(page)
        assert "Bea" not in text(page)
    page = find(tablet, "be")
    assert "Ben Carter" in text(page) and "Bea Lind" in text(page)
    assert "no-store" in page["Cache-Control"]


def test_only_the_beginning_of_a_name_finds_it(tablet, ben):
    assert "Ben Carter" in text(find(tablet, "CAR"))
    assert "Ben Carter" not in text(find(tablet, "arter"))


@pytest.mark.parametrize("typed", ["sian", "Siân", "pri", "ann", "o'k"])
def test_accents_and_double_names_are_found(tablet, programme, typed):
    make_member(programme, "Siân Mary-Ann O’Keefe Pritchard")
    assert "Pritchard" in text(find(tablet, typed))


def test_at_most_eight_people_are_shown(tablet, programme):
    for number in range(12):
        make_member(programme, f"Mo Test{number:02}")
    page = text(find(tablet, "mo"))
    assert page.count('name="person"') == 8
    assert "Type another letter" in page


def test_with_scripts_only_the_names_come_back(tablet, ben):
    page = text(find(tablet, "ben", htmx=True))
    assert "<html" not in page
    assert "Ben Carter" in page


def test_ben_taps_his_name_and_is_here(tablet, ben):
    page = text(arrive(tablet, ben.membership))
    assert "You are here, Ben" in page
    record = Attendance.objects.get()
    assert (record.presence, record.how, record.recorded_by) == ("in_person", "kiosk", None)
    assert record.arrived_at is not None


def test_the_next_page_knows_nothing_of_ben(tablet, ben):
    arrive(tablet, ben.membership)
    assert "Ben" not in text(tablet.get("/kiosk/"))


def test_sending_the_last_page_again_shows_a_clean_one(tablet, ben):
    """What Back and reload do: the form of a turn that is over."""
    old = {"person": ben.membership.ref, "client_id": new_id(), "turn": turn_of(tablet)}
    tablet.post("/kiosk/here/", old)
    for address, data in (("/kiosk/here/", old), ("/kiosk/find/", {**old, "letters": "ben"})):
        answer = tablet.post(address, data)
        assert (answer.status_code, answer.url) == (302, "/kiosk/")
    for address in ("find", "here", "undo", "new"):
        assert tablet.get(f"/kiosk/{address}/").url == "/kiosk/"
    assert AttendanceChange.objects.count() == 1


def test_that_was_not_me_takes_it_back_once(tablet, ben):
    page = arrive(tablet, ben.membership)
    sent = {"change": change_in(page), "turn": tablet.cookies[tablets.TURN].value}
    assert tablet.post("/kiosk/undo/", sent).url == "/kiosk/?said=back"
    assert Attendance.objects.get().presence is None
    assert tablet.post("/kiosk/undo/", sent).url == "/kiosk/?said=back"  # a tap that shook
    assert "We took that back" in text(tablet.get("/kiosk/?said=back"))
    assert tablet.post("/kiosk/undo/", sent).url == "/kiosk/"
    assert AttendanceChange.objects.count() == 2


def test_what_the_door_recorded_cannot_be_undone_here(tablet, asha, today, ben):
    from programmes.attendance.actions import record_presence

    change = record_presence(today, ben.membership, "online", by=asha.person, how="desk").change
    sent = {"change": change.ref, "turn": turn_of(tablet)}
    assert tablet.post("/kiosk/undo/", sent).url == "/kiosk/?said=not"
    assert Attendance.objects.get().presence == "online"


def test_somebody_who_is_here_already_is_only_greeted(tablet, ben):
    arrive(tablet, ben.membership)
    page = text(arrive(tablet, ben.membership))
    assert "We knew already" in page
    assert 'name="change"' not in page
    assert AttendanceChange.objects.count() == 1


def test_somebody_not_on_the_list_is_in_by_name(tablet, hal, today):
    data = {"name": "Ewa", "client_id": new_id(), "turn": turn_of(tablet)}
    assert "You are here, Ewa" in text(tablet.post("/kiosk/new/", data))
    record = Attendance.objects.get()
    assert (record.membership.name, record.membership.came_by, record.how) == ("Ewa", "walk_in", "kiosk")
    assert AuditEvent.objects.get(verb="person_added").actor == hal.person


def test_a_name_that_is_on_the_list_asks_whether_it_is_them(tablet, ben):
    data = {"name": "ben carter", "client_id": new_id(), "turn": turn_of(tablet)}
    answer = tablet.post("/kiosk/new/", data)
    assert answer.status_code == 422
    assert "Is this you?" in text(answer)
    assert Membership.objects.filter(name__iexact="ben carter").count() == 1
    assert "You are here" in text(tablet.post("/kiosk/new/", {**data, "someone_else": "1"}))
    assert Membership.objects.filter(name__iexact="ben carter").count() == 2


def test_an_empty_name_is_asked_for_again(tablet):
    data = {"name": " ", "client_id": new_id(), "turn": turn_of(tablet)}
    answer = tablet.post("/kiosk/new/", data)
    assert answer.status_code == 422
    assert "Enter a name" in text(answer)


def test_looking_up_names_without_end_is_stopped(tablet, ben, monkeypatch):
    monkeypatch.setattr(tablets, "LOOK_UPS", tablets.Limit("kiosk look-ups", failures=3, minutes=10))
    for _time in range(3):
        assert find(tablet, "ben").status_code == 200
    answer = find(tablet, "ben")
    assert answer.status_code == 429
    assert "Ben Carter" not in text(answer)


def test_new_names_without_end_are_stopped(tablet, monkeypatch):
    monkeypatch.setattr(tablets, "NEWCOMERS", tablets.Limit("kiosk newcomers", failures=1, minutes=10))
    for number, status in ((1, 200), (2, 429)):
        data = {"name": f"New {number}", "client_id": new_id(), "turn": turn_of(tablet)}
        assert tablet.post("/kiosk/new/", data).status_code == status
    assert Membership.objects.filter(came_by="walk_in").count() == 1


def test_without_its_cookie_there_is_no_such_page(anyone, lena, tablet):
    for client in (anyone, lena):
        for address in ("", "find/", "here/", "undo/", "new/"):
            assert client.get(f"/kiosk/{address}").status_code == 404
            assert client.post(f"/kiosk/{address}", {"letters": "ben", "turn": "x"}).status_code == 404
    forger = Client()
    forger.cookies[tablets.COOKIE] = "a" * 22
    assert forger.get("/kiosk/").status_code == 404


def test_asha_stops_every_tablet_and_the_next_tap_is_refused(tablet, asha, today, ben):
    turn = turn_of(tablet)
    assert "Hal Green" in text(asha.get(at("kiosk_start", today)))
    asha.post(at("kiosk_start", today), {"stop": "all"})
    answer = tablet.post("/kiosk/find/", {"letters": "ben", "turn": turn})
    assert answer.status_code == 404
    assert "This tablet has finished" in text(answer)
    assert "Ben Carter" not in text(answer)
    assert answer.cookies[tablets.COOKIE]["max-age"] == 0


def test_it_ends_with_the_day(tablet, ben, monkeypatch):
    tomorrow = timezone.now() + timedelta(hours=25)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    assert tablet.get("/kiosk/").status_code == 404


def test_a_day_that_is_over_starts_no_tablet(hal, programme):
    over = make_day(programme, on=timezone.localdate() - timedelta(days=2))
    hal.post(at("kiosk_start", over), {"start": "1"})
    assert not Kiosk.objects.exists()
    assert hal.get(at("board", over)).status_code == 200


def test_a_tablet_that_was_set_up_early_waits(hal, programme, ben):
    soon = make_day(programme, on=timezone.localdate(timezone=programme.tz) + timedelta(days=1))
    hal.post(at("kiosk_start", soon), {"start": "1"})
    assert "It is a little early" in text(hal.get("/kiosk/"))
    assert find(hal, "ben").url == "/kiosk/"
    assert arrive(hal, ben.membership).url == "/kiosk/"
    assert not Attendance.objects.exists()


def test_nobody_of_another_programme_can_be_found_or_recorded(tablet, cora):
    assert "Cora" not in text(find(tablet, "cor"))
    assert arrive(tablet, cora.membership).url == "/kiosk/"
    assert not Attendance.objects.exists()


def test_ben_and_strangers_cannot_start_one(ben, cora, anyone, today):
    address = at("kiosk_start", today)
    assert ben.post(address, {"start": "1"}).status_code == 403
    assert cora.post(address, {"start": "1"}).status_code == 404
    assert anyone.post(address, {"start": "1"}).status_code == 302
    assert not Kiosk.objects.exists()


def test_a_tablet_of_another_day_is_not_stopped_by_mistake(tablet, asha, programme):
    other = make_day(programme, on=timezone.localdate() + timedelta(days=3))
    asha.post(at("kiosk_start", other), {"stop": Kiosk.objects.get().ref})
    assert tablet.get("/kiosk/").status_code == 200
