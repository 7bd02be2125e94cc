"""Sessions at the same time, for some teams or for everybody, and sessions at some time on the day."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.agenda import actions
from programmes.agenda.plan_times import Block, Placed, end_of, listening, longest_stretch, place
from programmes.agenda.queries import minutes_of, sessions_by_day
from programmes.models import AgendaItem
from programmes.overview.actions import copy_programme
from tests.factories import make_day, make_item, make_programme, make_team
from tests.programmes.agenda.pages import HTMX, at, positions, session, titles, words_of

lengths = st.integers(5, 180)
slots = st.lists(st.lists(lengths, min_size=1, max_size=4), min_size=1, max_size=6)


def blocks_of(slots):
    return [Block(minutes, is_alongside=place > 0) for slot in slots for place, minutes in enumerate(slot)]


@given(slots, st.integers(0, 1439))
def test_what_comes_next_waits_for_the_longest_of_a_slot(slots, start):
    placed = iter(place(blocks_of(slots), start))
    reached = start
    for slot in slots:
        here = [next(placed) for _minutes in slot]
        assert {where.start for where in here} == {reached}
        assert [where.end for where in here] == [reached + minutes for minutes in slot]
        reached += max(slot)


@given(slots, st.integers(0, 1439), st.integers(0, 20))
def test_some_time_on_the_day_moves_nothing(slots, start, where):
    plan = blocks_of(slots)
    with_one = [*plan[:where], Block(30, any_time=True), *plan[where:]]
    found = place(with_one, start)
    assert found.pop(min(where, len(plan))) == Placed()
    assert found == place(plan, start)
    assert end_of(with_one, place(with_one, start)) == end_of(plan, place(plan, start))


def test_nothing_is_known_after_a_slot_with_one_of_unknown_length():
    plan = [Block(30), Block(None, is_alongside=True), Block(20)]
    assert place(plan, 570) == [Placed(570, 600), Placed(570, None), Placed()]
    assert end_of(plan[:2], place(plan[:2], 570)) is None


def test_a_quiet_room_beside_a_workshop_is_no_break_for_everybody():
    plan = [Block(60), Block(45), Block(45, is_alongside=True, is_break=True), Block(20, is_break=True)]
    assert longest_stretch(plan, place(plan, 540)).minutes == 105


def test_listening_counts_what_somebody_hears_at_most():
    plan = [Block(20, is_input=True), Block(15, is_input=True), Block(40, is_input=True, is_alongside=True)]
    plan += [Block(30), Block(10, is_input=True)]
    assert listening(plan, place(plan, 540)) == (60, 70)


@pytest.fixture
def morning(day):
    """Doors, then Talk beside Walk and Rest, then Lunch; Walk has a part."""
    doors, talk = make_item(day, "Doors", 20), make_item(day, "Talk", 30)
    make_item(day, "Lunch", 50)
    for title, minutes in (("Walk", 45), ("Rest", 15)):
        beside = AgendaItem(title=title, minutes=minutes, alongside=talk, programme=day.programme)
        actions.add_item(day, beside)
    walk = AgendaItem.objects.get(title="Walk")
    actions.add_item(day, AgendaItem(title="Boots", part_of=walk, programme=day.programme))
    return {item.title: item for item in AgendaItem.objects.filter(day=day)} | {"first": doors}


def test_asha_adds_one_at_the_same_time(asha, day):
    talk = make_item(day, "Talk", 30)
    make_item(day, "Lunch", 50)
    page = asha.get(at("plan", day), {"session": talk.ref}).content.decode()
    assert f"?alongside={talk.ref}" in page
    offered = asha.get(at("plan", day), {"alongside": talk.ref}).content.decode()
    assert 'name="minutes" value="30"' in offered
    asha.post(at("new_session", day), session("Walk", "45", alongside=talk.ref, room="Garden"))
    assert titles(day) == ["Talk", "Walk", "Lunch"]
    words = words_of(asha.get(at("plan", day)))
    assert "2 things at the same time" in words and "Garden" in words
    assert "10:15am" in words and "11:05am Ends" in words


def test_a_slot_stays_together_wherever_it_goes(day, morning):
    actions.move_item(day, morning["Talk"], by=-1)
    assert titles(day) == ["Talk", "Walk", "Boots", "Rest", "Doors", "Lunch"]
    actions.move_to_row(day, morning["Talk"], 6)
    assert titles(day) == ["Doors", "Lunch", "Talk", "Walk", "Boots", "Rest"]
    actions.move_item(day, morning["Rest"], by=-1)
    assert titles(day) == ["Doors", "Lunch", "Talk", "Rest", "Walk", "Boots"]
    actions.move_item(day, morning["Rest"], by=-1)
    assert titles(day) == ["Doors", "Lunch", "Talk", "Rest", "Walk", "Boots"]
    assert positions(day) == [1, 2, 3, 4, 5, 6]


def test_a_slot_leaves_and_comes_back_as_one(asha, day, morning):
    actions.take_out(day, morning["Talk"])
    assert titles(day) == ["Doors", "Lunch"]
    assert "1 session taken out" in words_of(asha.get(at("plan", day)))
    actions.put_back(day, morning["Talk"])
    assert titles(day) == ["Doors", "Talk", "Walk", "Boots", "Rest", "Lunch"]


def test_one_of_a_slot_leaves_with_its_parts_and_comes_back(day, morning):
    actions.take_out(day, morning["Walk"])
    assert titles(day) == ["Doors", "Talk", "Rest", "Lunch"]
    actions.put_back(day, morning["Walk"])
    assert sorted(titles(day)[1:5]) == ["Boots", "Rest", "Talk", "Walk"]
    assert titles(day)[1] == "Talk" and titles(day)[5] == "Lunch"


def test_one_of_a_slot_that_is_gone_cannot_come_back_alone(day, morning):
    actions.take_out(day, morning["Walk"])
    actions.take_out(day, morning["Talk"])
    actions.put_back(day, morning["Walk"])
    assert titles(day) == ["Doors", "Lunch"]


def test_a_session_joins_a_slot_and_leaves_it_by_the_form(asha, day, morning):
    lunch, page = morning["Lunch"], at("session", day, morning["Lunch"].ref)
    asha.post(page, session("Lunch", "50", "break", happens=morning["Talk"].ref))
    assert titles(day) == ["Doors", "Talk", "Walk", "Boots", "Rest", "Lunch"]
    lunch.refresh_from_db()
    assert lunch.alongside_id == morning["Talk"].pk
    asha.post(at("order", day), {"up": morning["Talk"].ref})
    asha.post(page, session("Lunch", "50", "break", happens=""))
    assert titles(day)[-2:] == ["Lunch", "Doors"]
    asha.post(page, session("Lunch", "50", "break", happens="any"))
    assert "Some time on the day" in words_of(asha.get(at("plan", day)))


def test_what_others_are_at_the_same_time_as_stays_in_its_turn(asha, day, morning):
    talk = morning["Talk"]
    page = asha.get(at("plan", day), {"session": talk.ref}).content.decode()
    assert 'name="happens"' not in page
    asha.post(at("session", day, talk.ref), session("Talk", "30", happens="any"))
    actions.place_item(day, talk, any_time=True)
    talk.refresh_from_db()
    assert not talk.any_time


def test_only_a_session_in_its_turn_has_a_set_time(asha, day, morning):
    response = asha.post(at("new_session", day), session("Photo", happens="any", pinned_start="12:00"))
    assert response.status_code == 422
    assert "Only a session in its turn has a set time" in words_of(response)


def test_a_slot_begins_with_a_session_in_its_turn_and_no_other(asha, day, morning):
    for owner in ("Boots", "Walk"):
        response = asha.post(at("new_session", day), session("Deep", alongside=morning[owner].ref))
        assert response.status_code == 404
    foreign = make_item(make_day(make_programme("Other")))
    assert asha.get(at("plan", day), {"alongside": foreign.ref}).status_code == 404
    response = asha.post(at("new_session", day), session("Deep", happens=foreign.ref))
    assert response.status_code == 422


def test_ben_sees_the_slot_its_rooms_and_whom_it_is_for(asha, ben, day, morning, team):
    photo = AgendaItem(title="Photo", any_time=True, programme=day.programme)
    actions.add_item(day, photo)
    actions.set_teams(morning["Walk"], [team])
    AgendaItem.objects.filter(pk=morning["Walk"].pk).update(room="Garden")
    actions.publish_day(day, by=asha.person)
    for page in ("day", "agenda_print"):
        words = words_of(ben.get(at(page, day)))
        assert "3 things at the same time" in words
        assert "At the same time For Waiting well Garden" in words
        assert "Some time on the day Photo" in words
    assert "For Waiting well" in words_of(asha.get(at("plan_print", day)))


def test_teams_are_those_of_the_programme(asha, day, team):
    stranger = make_team(make_programme("Other"))
    asha.post(at("new_session", day), session("Ours", teams=[str(team.pk)]))
    assert [place.team_id for place in AgendaItem.objects.get().for_teams.all()] == [team.pk]
    response = asha.post(at("new_session", day), session("Theirs", teams=[str(stranger.pk)]))
    assert response.status_code == 422
    assert "Choose from the list" in words_of(response)


def test_somebody_in_two_places_at_once_is_pointed_out_and_nothing_is_blocked(asha, ben, day, morning, team):
    for title in ("Talk", "Walk"):
        actions.set_hosts(morning[title], [ben.membership])
        actions.set_teams(morning[title], [team])
        AgendaItem.objects.filter(pk=morning[title].pk).update(room="Garden")
    response = asha.post(at("order", day), {"down": morning["Doors"].ref}, headers=HTMX)
    assert response.status_code == 200
    words = words_of(response)
    assert "Ben hosts two things at the same time: “Talk” and “Walk”." in words
    assert "The team Waiting well is in two things at the same time: “Talk” and “Walk”." in words
    assert "Garden is used twice at the same time: “Talk” and “Walk”." in words


def test_hosting_one_thing_after_another_is_no_reason_to_say_anything(asha, ben, day, morning):
    for title in ("Talk", "Lunch"):
        actions.set_hosts(morning[title], [ben.membership])
    assert "two things" not in words_of(asha.get(at("plan", day)))


def test_a_copy_of_the_programme_keeps_slots_and_leaves_teams_behind(lena, day, morning, team):
    actions.set_teams(morning["Walk"], [team])
    AgendaItem.objects.filter(title="Lunch").update(any_time=True, room="Kitchen", pinned_start=time(12, 0))
    copy = copy_programme(day.programme, "Again", by=lena.person)
    walk = AgendaItem.objects.get(programme=copy, title="Walk")
    assert walk.alongside.title == "Talk" and walk.alongside.programme == copy
    assert not walk.for_teams.exists()
    lunch = AgendaItem.objects.get(programme=copy, title="Lunch")
    assert (lunch.any_time, lunch.room) == (True, "Kitchen")


def test_the_overview_counts_a_slot_once_and_some_time_on_the_day_not_at_all(day, morning):
    actions.add_item(day, AgendaItem(title="Photo", minutes=300, any_time=True, programme=day.programme))
    assert minutes_of(sessions_by_day(day.programme)[day.pk]) == 20 + 45 + 50
