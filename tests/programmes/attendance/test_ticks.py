"""Who was at which session, and what a tick says of the day."""

import pytest

from programmes.attendance.actions import ChangedSince, record_presence
from programmes.attendance.ticks import record_tick, undo_tick
from programmes.models import Attendance, AttendanceChange, SessionTick
from tests.factories import make_attendance, make_day, make_item, make_member, make_programme, new_id
from tests.programmes.attendance.desk import HTMX, at, text


@pytest.fixture
def item(today):
    return make_item(today, "Mapping the wait")


@pytest.fixture
def other_item(item, today):
    return make_item(today, "Looking ahead")


def tick(client, item, membership, button="there", htmx=False, **more):
    data = {"session": item.ref, "tap": f"{button}.{membership.ref}", "client_id": new_id(), **more}
    return client.post(at("session_ticks", item.day), data, headers=HTMX if htmx else None)


def test_hal_ticks_ben_and_the_day_is_recorded_with_it(hal, item, ben):
    answer = tick(hal, item, ben.membership)
    assert answer.status_code == 302
    assert SessionTick.objects.get(membership=ben.membership).was_there is True
    record = Attendance.objects.get(membership=ben.membership)
    assert (record.presence, record.recorded_by, record.arrived_at) == ("in_person", hal.person, None)
    page = text(hal.get(answer.url))
    assert "was there, so here in person for the day" in page
    assert "Undo" in page


def test_a_tick_leaves_what_is_recorded_for_the_day(hal, today, item, ben):
    make_attendance(today, ben.membership, "online", version=4)
    tick(hal, item, ben.membership)
    record = Attendance.objects.get(membership=ben.membership)
    assert (record.presence, record.version) == ("online", 4)


def test_not_having_been_there_says_nothing_about_the_day(hal, item, ben):
    tick(hal, item, ben.membership, "not_there")
    assert SessionTick.objects.get().was_there is False
    assert not Attendance.objects.filter(presence__isnull=False).exists()


def test_a_tick_beside_apologies_asks_to_put_the_day_right(hal, today, item, ben):
    make_attendance(today, ben.membership, "apologies")
    page = text(tick(hal, item, ben.membership, htmx=True))
    assert "The day says: Apologies. Put it right" in page
    assert Attendance.objects.get().presence == "apologies"


def test_taking_a_tick_back_takes_the_day_back_that_it_recorded(hal, item, ben):
    tick(hal, item, ben.membership)
    change = AttendanceChange.objects.get(item=item)
    hal.post(
        at("session_ticks", item.day), {"session": item.ref, "change": change.ref, "client_id": new_id()}
    )
    assert not SessionTick.objects.exists()
    assert Attendance.objects.get().presence is None
    olds = [change.old for change in AttendanceChange.objects.filter(item=item).order_by("at")]
    assert olds == [{"was_there": None}, {"was_there": True}]


def test_the_day_stays_when_another_session_says_so_too(hal, item, other_item, ben):
    first = record_tick(item, ben.membership, True, by=hal.person, client_id=new_id())
    record_tick(other_item, ben.membership, True, by=hal.person, client_id=new_id())
    undo_tick(first.change, by=hal.person)
    assert Attendance.objects.get().presence == "in_person"


def test_the_day_stays_when_somebody_recorded_it_since(hal, asha, today, item, ben):
    ticked = record_tick(item, ben.membership, True, by=hal.person, client_id=new_id())
    record_presence(today, ben.membership, "online", by=asha.person, how="desk")
    undo_tick(ticked.change, by=hal.person)
    assert not SessionTick.objects.exists()
    assert Attendance.objects.get().presence == "online"


def test_a_tick_that_was_changed_since_is_not_taken_back(hal, item, ben):
    first = record_tick(item, ben.membership, True, by=hal.person, client_id=new_id())
    record_tick(item, ben.membership, False, by=hal.person, client_id=new_id())
    with pytest.raises(ChangedSince):
        undo_tick(first.change, by=hal.person)
    assert SessionTick.objects.get().was_there is False


def test_the_same_tap_twice_is_one_change(hal, item, ben):
    again = {"client_id": new_id()}
    tick(hal, item, ben.membership, **again)
    tick(hal, item, ben.membership, **again)
    assert AttendanceChange.objects.filter(item=item).count() == 1
    assert AttendanceChange.objects.filter(item=None).count() == 1


def test_with_scripts_the_row_the_count_and_a_fresh_tap_come_back(hal, item, ben, bea):
    page = text(tick(hal, item, ben.membership, htmx=True))
    assert "<html" not in page
    assert f'there.{ben.membership.ref}" aria-pressed="true"' in page
    assert "Bea Lind" not in page
    assert '<span class="count">1</span> were there' in page
    assert 'id="tap-id"' in page and 'hx-swap-oob="outerHTML"' in page


def test_two_letters_and_a_team_narrow_the_list_and_not_the_count(hal, today, item, team, ben, bea):
    record_tick(item, bea.membership, True, by=hal.person, client_id=new_id())
    page = text(hal.get(at("session_ticks", today), {"q": "car", "session": item.ref, "team": team.ref}))
    assert "Ben Carter" in page
    assert "Bea Lind" not in page
    assert '<span class="count">1</span> were there' in page


def test_breaks_cannot_be_ticked_and_a_helper_waits_for_the_plan(hal, asha, programme, ben):
    day = make_day(programme, published_at=None)
    make_item(day, "Tea break", kind="break")
    talk = make_item(day, "A first talk")
    page = text(asha.get(at("session_ticks", day)))
    assert "A first talk" in page
    assert "Tea break" not in page
    assert "The plan of this day is not out yet" in text(hal.get(at("session_ticks", day)))
    assert tick(hal, talk, ben.membership).status_code == 422
    assert not SessionTick.objects.exists()


@pytest.mark.parametrize(
    "sent", [{"tap": "there.nobody!!"}, {"tap": ""}, {"client_id": "1"}, {"session": "xxxxxxxx"}]
)
def test_a_tap_that_makes_no_sense_is_refused_kindly(hal, item, ben, sent):
    answer = tick(hal, item, ben.membership, **sent)
    assert answer.status_code == 422
    assert "did not reach us whole" in text(answer)
    assert not SessionTick.objects.exists()


def test_nobody_of_another_programme_can_be_ticked(hal, item, cora):
    assert tick(hal, item, cora.membership).status_code == 422
    assert not SessionTick.objects.exists()
    elsewhere = make_item(make_day(make_programme("Elsewhere")))
    assert tick(hal, elsewhere, hal.membership).status_code == 404


def test_ben_and_strangers_stay_out(ben, cora, anyone, item):
    address = at("session_ticks", item.day)
    assert ben.get(address).status_code == 403
    assert cora.get(address).status_code == 404
    assert anyone.get(address).status_code == 302


def test_the_page_costs_the_same_for_three_people_and_for_forty(
    hal, programme, today, item, django_assert_max_num_queries
):
    for number in range(40):
        make_member(programme, f"Person {number:02}")
    with django_assert_max_num_queries(8):
        assert "Person 39" in text(hal.get(at("session_ticks", today)))
