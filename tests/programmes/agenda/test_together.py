"""Two facilitators who edit the same session or day at once: nothing that either wrote is lost."""

import html
import re
import threading

import pytest
from django.db import connection

from programmes.agenda import actions
from programmes.agenda.together import ChangedMeanwhile, save_version
from programmes.models import AgendaItem, ProgrammeDay, Role
from tests.conftest import sign_in
from tests.factories import make_day, make_item, make_member, make_programme
from tests.programmes.agenda.pages import HTMX, at, words_of

TAG = re.compile(r"<(input|textarea|select)\b([^>]*)>(?:(.*?)</\1>)?", re.S)


def sent_by(response, form_id):
    """What a browser would send of a form as it stands on the page."""
    page = response.content.decode()
    inside = re.search(rf"<form[^>]*{form_id}[^>]*>(.*?)</form>", page, re.S)[1]
    found = {}
    for kind, attributes, text in TAG.findall(inside):
        named = dict(re.findall(r'([\w-]+)="([^"]*)"', attributes))
        name, value = named.get("name"), html.unescape(named.get("value", ""))
        if not name or name == "csrfmiddlewaretoken":
            continue
        if named.get("type") in {"checkbox", "radio"}:
            if " checked" in attributes:
                found.setdefault(name, []).append(value)
        elif kind == "select":
            chosen = re.search(r'<option value="([^"]*)" selected', text)
            found[name] = chosen[1] if chosen else ""
        else:
            found[name] = html.unescape(text).removeprefix("\n") if kind == "textarea" else value
    return found


@pytest.fixture
def talk(day):
    return make_item(day, "Talk", 30, purpose="To listen", materials="Chairs")


def opened(client, day, item):
    return sent_by(client.get(at("plan", day), {"session": item.ref}), f'id="form-{item.ref}"')


def opened_day(client, day):
    return sent_by(client.get(at("edit_day", day)), 'class="flow gap-6"')


def test_a_form_sends_back_what_it_showed_and_changes_nothing(asha, day, talk, team):
    actions.set_hosts(talk, [asha.membership])
    actions.set_teams(talk, [team])
    asha.post(at("session", day, talk.ref), opened(asha, day, talk))
    now = AgendaItem.objects.get()
    assert (now.title, now.minutes, now.purpose, now.materials) == ("Talk", 30, "To listen", "Chairs")
    assert [now.hostings.count(), now.for_teams.count(), now.version] == [1, 1, 2]


def test_what_only_one_of_them_changed_is_kept_from_both(asha, lena, day, talk):
    first, second = opened(asha, day, talk), opened(lena, day, talk)
    asha.post(at("session", day, talk.ref), first | {"purpose": "To hear each other"})
    response = lena.post(at("session", day, talk.ref), second | {"materials": "Cushions"}, follow=True)
    talk.refresh_from_db()
    assert (talk.purpose, talk.materials) == ("To hear each other", "Cushions")
    assert "Changed elsewhere meanwhile, and kept too: “What is it for?”" in words_of(response)


def test_hosts_and_minutes_that_somebody_else_set_stay(asha, lena, ben, day, talk):
    theirs = opened(lena, day, talk)
    asha.post(at("session", day, talk.ref), opened(asha, day, talk) | {"hosts": [str(ben.membership.pk)]})
    asha.post(at("minutes", day, talk.ref), {"minutes": "45"})
    lena.post(at("session", day, talk.ref), theirs | {"title": "A talk"})
    talk.refresh_from_db()
    assert (talk.title, talk.minutes) == ("A talk", 45)
    assert talk.hostings.get().membership_id == ben.membership.pk


@pytest.mark.parametrize("headers", [None, HTMX], ids=["a page", "htmx"])
def test_where_both_changed_the_same_words_both_texts_are_shown(asha, lena, day, talk, headers):
    first, second = opened(asha, day, talk), opened(lena, day, talk)
    asha.post(at("session", day, talk.ref), first | {"purpose": "To hear each other"})
    page = at("session", day, talk.ref)
    response = lena.post(page, second | {"purpose": "To be heard", "title": "Hello"}, headers=headers)
    assert response.status_code == 422
    words = words_of(response)
    assert "Somebody else changed this at the same time" in words
    assert "To hear each other" in words and "To be heard" in words
    talk.refresh_from_db()
    assert (talk.purpose, talk.title) == ("To hear each other", "Talk")


@pytest.mark.parametrize(("keep", "purpose"), [("theirs", "To hear each other"), ("mine", "To be heard")])
def test_lena_chooses_which_of_two_texts_to_keep(asha, lena, day, talk, keep, purpose):
    first, second = opened(asha, day, talk), opened(lena, day, talk)
    page = at("session", day, talk.ref)
    asha.post(page, first | {"purpose": "To hear each other"})
    conflict = lena.post(page, second | {"purpose": "To be heard", "title": "Hello"})
    again = sent_by(conflict, f'id="form-{talk.ref}"')
    assert (again["title"], again["purpose"]) == ("Hello", "To be heard")
    undecided = lena.post(page, again)
    assert undecided.status_code == 422
    assert lena.post(page, again | {"keep-purpose": keep}).status_code == 302
    talk.refresh_from_db()
    assert (talk.purpose, talk.title) == (purpose, "Hello")


def test_a_third_change_is_asked_about_again(asha, lena, day, talk):
    page = at("session", day, talk.ref)
    first, second = opened(asha, day, talk), opened(lena, day, talk)
    asha.post(page, first | {"purpose": "One"})
    again = sent_by(lena.post(page, second | {"purpose": "Two"}), f'id="form-{talk.ref}"')
    asha.post(page, opened(asha, day, talk) | {"purpose": "Three"})
    response = lena.post(page, again | {"keep-purpose": "mine"})
    assert response.status_code == 422
    assert "Three" in words_of(response) and "Two" in words_of(response)
    talk.refresh_from_db()
    assert talk.purpose == "Three"


def test_the_same_change_twice_is_no_disagreement(asha, lena, day, talk):
    first, second = opened(asha, day, talk), opened(lena, day, talk)
    for client, sent in ((asha, first), (lena, second)):
        page = at("session", day, talk.ref)
        assert client.post(page, sent | {"purpose": "To hear each other"}).status_code == 302


def test_a_session_that_was_moved_meanwhile_is_no_disagreement(asha, lena, day, talk):
    make_item(day, "Lunch")
    mine = opened(lena, day, talk)
    actions.move_item(day, talk, by=1)
    assert lena.post(at("session", day, talk.ref), mine | {"purpose": "Why"}).status_code == 302


def test_what_both_chose_from_a_list_is_shown_in_words(asha, lena, ben, day, talk):
    page = at("session", day, talk.ref)
    first, second = opened(asha, day, talk), opened(lena, day, talk)
    asha.post(page, first | {"kind": "break", "hosts": [str(ben.membership.pk)]})
    words = words_of(lena.post(page, second | {"kind": "input", "hosts": [str(lena.membership.pk)]}))
    assert "Theirs Break" in words and "Yours Input" in words
    assert "Theirs Ben Carter" in words and "Yours Lena Fox" in words


def test_a_day_takes_the_date_of_one_and_the_place_of_the_other(asha, lena, day):
    first, second = opened_day(asha, day), opened_day(lena, day)
    asha.post(at("edit_day", day), first | {"date": "2027-02-02"})
    assert lena.post(at("edit_day", day), second | {"venue": "Library"}).status_code == 302
    day.refresh_from_db()
    assert (str(day.date), day.venue, day.version) == ("2027-02-02", "Library", 3)
    assert f"{day.starts_at:%Y-%m-%d}" == "2027-02-02"


def test_what_fits_neither_together_is_said_and_not_kept(asha, lena, day):
    first, second = opened_day(asha, day), opened_day(lena, day)
    asha.post(at("edit_day", day), first | {"end_wall": "11:00"})
    response = lena.post(at("edit_day", day), second | {"start_wall": "12:00"})
    assert response.status_code == 422
    assert "End must be after start" in words_of(response)


def test_two_places_for_one_day_are_asked_about(asha, lena, day):
    first, second = opened_day(asha, day), opened_day(lena, day)
    asha.post(at("edit_day", day), first | {"venue": "Library"})
    response = lena.post(at("edit_day", day), second | {"venue": "Town hall"})
    assert response.status_code == 422
    assert "Theirs Library" in words_of(response) and "Yours Town hall" in words_of(response)
    again = sent_by(response, 'class="flow gap-6"')
    lena.post(at("edit_day", day), again | {"keep-venue": "mine"})
    day.refresh_from_db()
    assert day.venue == "Town hall"


@pytest.mark.parametrize("was", ["", "title", "=", "title=x purpose=", "\x00=\x00", "x" * 5000])
def test_marks_that_make_no_sense_overwrite_nothing(asha, lena, day, talk, was):
    mine = opened(lena, day, talk)
    asha.post(at("session", day, talk.ref), opened(asha, day, talk) | {"purpose": "Kept"})
    response = lena.post(at("session", day, talk.ref), mine | {"was": was, "purpose": "Lost?"})
    assert response.status_code == 422
    assert AgendaItem.objects.get().purpose == "Kept"


def test_the_database_refuses_an_older_version(day, talk):
    stale = AgendaItem.objects.get(pk=talk.pk)
    save_version(AgendaItem.objects.all(), talk, {"title": "First"})
    with pytest.raises(ChangedMeanwhile):
        save_version(AgendaItem.objects.all(), stale, {"title": "Second"})
    assert AgendaItem.objects.get().title == "First"


@pytest.mark.django_db(transaction=True)
def test_five_people_who_save_in_the_same_moment_lose_nothing(transactional_db):
    """Each changes another box of the same session, from the same page."""
    day = make_day(make_programme())
    talk = make_item(day, "Talk", 30)
    words = {
        name: f"{name} is changed" for name in ("title", "purpose", "materials", "room", "facilitator_notes")
    }
    people = [make_member(day.programme, f"Person {number}", Role.FACILITATOR) for number in range(5)]
    clients = [sign_in(one.person, one) for one in people]
    forms = [opened(client, day, talk) for client in clients]
    answers = []
    start = threading.Barrier(len(words))

    def save(client, form, name):
        try:
            start.wait()
            answers.append(client.post(at("session", day, talk.ref), form | {name: words[name]}).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=each) for each in zip(clients, forms, words, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    talk.refresh_from_db()
    assert answers == [302] * 5
    assert {name: getattr(talk, name) for name in words} == words


@pytest.mark.django_db(transaction=True)
def test_of_five_who_change_the_same_words_one_is_kept_and_four_are_asked(transactional_db):
    day = make_day(make_programme())
    people = [make_member(day.programme, f"Person {number}", Role.FACILITATOR) for number in range(5)]
    clients = [sign_in(one.person, one) for one in people]
    forms = [opened_day(client, day) for client in clients]
    answers = []
    start = threading.Barrier(5)

    def save(number):
        try:
            start.wait()
            response = clients[number].post(at("edit_day", day), forms[number] | {"venue": f"Hall {number}"})
            answers.append(response.status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=[number]) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [302, 422, 422, 422, 422]
    assert ProgrammeDay.objects.get().version == 2
