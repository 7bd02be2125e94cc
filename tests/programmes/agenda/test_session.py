"""Adding a session and editing one beside the plan."""

import pytest
from django import forms
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from programmes import panels
from programmes.agenda import actions
from programmes.models import AgendaItem
from tests.factories import make_day, make_item, make_member, make_programme
from tests.programmes.agenda.pages import HTMX, at, positions, session, titles, words_of

EVERYTHING = {
    "purpose": "To arrive",
    "materials": "Six pens",
    "facilitator_notes": "Start late",
    "pinned_start": "09:45",
}


def test_asha_adds_a_session_and_the_next_form_waits_behind_it(asha, day):
    response = asha.post(at("new_session", day), session("Doors", "20", **EVERYTHING), follow=True)
    item = AgendaItem.objects.get()
    assert (item.title, item.minutes, item.kind) == ("Doors", 20, "welcome")
    assert (item.purpose, item.materials, item.facilitator_notes) == ("To arrive", "Six pens", "Start late")
    assert f"{item.pinned_start:%H:%M}" == "09:45"
    words = words_of(response)
    assert "Added: Doors" in words and "It comes after “Doors”." in words


def test_htmx_gets_the_plan_and_an_empty_form_for_the_next_one(asha, day):
    response = asha.post(at("new_session", day), session("Doors"), headers=HTMX)
    text = response.content.decode()
    assert response.status_code == 200 and "<html" not in text
    assert "Added: Doors" in words_of(response)
    assert f'name="after" value="{AgendaItem.objects.get().ref}"' in text


def test_a_session_can_go_between_two_others(asha, day):
    first = make_item(day, "First")
    make_item(day, "Last")
    asha.post(at("new_session", day), session("Middle", after=first.ref))
    assert titles(day) == ["First", "Middle", "Last"]


def test_a_part_stands_behind_the_last_part_of_its_session(asha, day):
    talk = make_item(day, "Talk")
    make_item(day, "Lunch")
    for title in ("One", "Two"):
        asha.post(at("new_session", day), {"title": title, "kind": "other", "part_of": talk.ref})
    assert titles(day) == ["Talk", "One", "Two", "Lunch"]
    assert AgendaItem.objects.get(title="Two").minutes is None


def test_a_part_has_no_parts_and_needs_a_session_on_the_plan(asha, day):
    talk = make_item(day, "Talk")
    part = actions.add_item(day, AgendaItem(title="Part", part_of=talk, programme=day.programme))
    gone = make_item(day, "Gone")
    actions.take_out(day, gone)
    for owner in (part, gone):
        response = asha.post(at("new_session", day), session("Deep", part_of=owner.ref))
        assert response.status_code == 404
    assert titles(day) == ["Talk", "Part"]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"title": ""}, "Enter a name"),
        ({"title": "\u00a0 "}, "Enter a name"),
        ({"title": "\u200b"}, "Enter a name"),
        ({"title": "a\x00b"}, "Remove the hidden character"),
        ({"title": "x" * 201}, "Shorten by 1"),
        ({"title": "o" + "\u0301" * 200}, "Too many accent marks"),
        ({"minutes": "-5"}, "Must be at least 5 minutes"),
        ({"minutes": "0"}, "Must be at least 5 minutes"),
        ({"minutes": "100000"}, "At most 24 hours"),
        ({"minutes": "1e3"}, "Use digits"),
        ({"minutes": "1,000"}, "Use digits"),
        ({"minutes": "NaN"}, "Use digits"),
        ({"kind": "party"}, "Choose one from the list"),
        ({"pinned_start": "25:00"}, "Write the time like 9:30"),
        ({"hosts": "not-a-person"}, "Choose from the list"),
    ],
)
def test_a_wrong_box_keeps_every_word_and_says_what_to_do(asha, day, typed, says):
    response = asha.post(at("new_session", day), session(**{"materials": "Six pens", **typed}))
    assert response.status_code == 422
    assert says in words_of(response)
    assert "Six pens" in response.content.decode()
    assert not AgendaItem.objects.exists()


def test_htmx_gets_the_same_error_in_a_smaller_answer(asha, day):
    response = asha.post(at("new_session", day), session("", materials="Six pens"), headers=HTMX)
    assert response.status_code == 422
    text = response.content.decode()
    assert "<html" not in text and "Six pens" in text and "Enter a name" in text


def test_digits_of_any_script_count(asha, day):
    asha.post(at("new_session", day), session(minutes="٤٥"))
    assert AgendaItem.objects.get().minutes == 45


def test_asha_changes_a_session_and_its_place_stays(asha, day):
    first = make_item(day, "First")
    make_item(day, "Second")
    actions.move_item(day, first, by=1)
    response = asha.post(at("session", day, first.ref), session("Renamed", ""), follow=True)
    assert titles(day) == ["Second", "Renamed"]
    assert AgendaItem.objects.get(title="Renamed").minutes is None
    assert "Saved." in words_of(response)


def test_a_wrong_change_is_not_kept_and_the_typed_words_are(asha, day):
    item = make_item(day, "First")
    page = at("session", day, item.ref)
    for extra in ({}, {"headers": HTMX}):
        response = asha.post(page, session("Renamed", "2"), **extra)
        assert response.status_code == 422
        assert "Renamed" in response.content.decode()
    item.refresh_from_db()
    assert item.title == "First"


def test_boxes_that_are_not_on_the_form_change_nothing(asha, day):
    item = make_item(day, "First")
    other = make_day(make_programme("Other"))
    sent = session(
        "First", position="9", day=str(other.pk), programme=str(other.programme_id), ref="aaaaaaaa"
    )
    asha.post(at("session", day, item.ref), sent)
    item.refresh_from_db()
    assert (item.position, item.day_id, item.programme_id) == (1, day.pk, day.programme_id)


def test_hosts_are_people_of_the_programme(asha, day, ben):
    asha.post(
        at("new_session", day),
        session(hosts=[str(asha.membership.pk)], other_host=str(ben.membership.pk)),
    )
    item = AgendaItem.objects.get()
    assert {host.membership_id for host in item.hostings.all()} == {asha.membership.pk, ben.membership.pk}
    words = words_of(asha.get(at("plan", day)))
    assert "AR Asha" in words and "BC Ben" in words


def test_a_host_is_taken_off_by_taking_the_tick_away(asha, day):
    item = make_item(day)
    actions.set_hosts(item, [asha.membership])
    asha.post(at("session", day, item.ref), session())
    assert not item.hostings.exists()


def test_nobody_from_another_programme_can_host(asha, day):
    stranger = make_member(make_programme("Other"), "Zed Other")
    response = asha.post(at("new_session", day), session(other_host=str(stranger.pk)))
    assert response.status_code == 422
    assert not AgendaItem.objects.exists()


def test_somebody_who_left_is_no_longer_offered(asha, day):
    make_member(day.programme, "Gone Girl", left_on="2026-01-01")
    assert "Gone Girl" not in words_of(asha.get(at("plan", day)))


def test_everyone_can_be_chosen_among_five_hundred_people(asha, day):
    for number in range(500):
        last = make_member(day.programme, f"Person {number}")
    page = asha.get(at("plan", day))
    assert page.status_code == 200 and "Person 499" in page.content.decode()
    asha.post(at("new_session", day), session(other_host=str(last.pk)))
    assert AgendaItem.objects.get().hostings.get().membership_id == last.pk


class Snack(panels.SessionExtra):
    name = "snack"
    saved = None

    def field(self, seat, day, item):
        return forms.ChoiceField(choices=[("tea", "Tea"), ("cake", "Cake")], label="Snack")

    def save(self, seat, day, item, value):
        Snack.saved = (item.title, value)

    def notes(self, seat, day):
        return {item.pk: "With cake" for item in day.agenda.filter(programme=seat.programme)}


def test_other_apps_add_a_choice_to_a_session_and_a_note_to_the_plan(asha, day, monkeypatch):
    monkeypatch.setattr(panels, "session_extras", panels.session_extras)
    panels.session_extras.append(Snack())
    try:
        asha.post(at("new_session", day), session("Doors", snack="cake"))
        words = words_of(asha.get(at("plan", day)))
    finally:
        panels.session_extras.pop()
    assert Snack.saved == ("Doors", "cake")
    assert "With cake" in words and "Snack" in words


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(max_size=220))
def test_no_title_breaks_the_page(asha, day, text):
    response = asha.post(at("new_session", day), session(text))
    assert response.status_code in {302, 422}
    assert positions(day) == list(range(1, len(positions(day)) + 1))
