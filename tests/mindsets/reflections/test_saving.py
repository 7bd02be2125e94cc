"""Two windows, two devices, a lost answer, a lapsed sign-in: nothing is lost or lands in the wrong place."""

import threading
import uuid

import pytest
from django.db import connection

from mindsets.models import Entry, Mindset, Reflection, SharedEntry
from mindsets.reflections.actions import Answer, Stale, save_answer
from tests.mindsets.reflections.conftest import JSON


def entry_of(client):
    return Entry.objects.get(membership=client.membership)


def test_each_save_tells_the_new_version_and_the_time(ben, type_into):
    first = type_into(ben).json()
    second = type_into(ben, base_version="1", words="More").json()
    assert (first["version"], second["version"]) == (1, 2)
    assert second["saved"].startswith("Saved ")


def test_the_same_save_sent_twice_is_one_save(ben, type_into):
    save = str(uuid.uuid4())
    assert type_into(ben, client_id=save).json()["version"] == 1
    assert type_into(ben, client_id=save).json()["version"] == 1


def test_a_second_window_is_told_and_shown_both_texts(ben, type_into):
    type_into(ben, words="From the first window")
    answer = type_into(ben, words="From the second window")
    assert answer.status_code == 409
    assert answer.json()["words"] == "From the first window"
    assert answer.json()["version"] == 1
    assert entry_of(ben).words == "From the first window"


def test_without_scripts_both_texts_stand_on_one_page(ben, page, answer):
    ben.post(page(), answer(ben, words="The first"))
    conflict = ben.post(page(), answer(ben, words="The second"))
    assert conflict.status_code == 409
    assert "The first" in conflict.text and "The second" in conflict.text


@pytest.mark.parametrize(
    ("choice", "kept"),
    [("mine", "The second"), ("other", "The first"), ("both", "The first\n\nThe second")],
)
def test_the_writer_chooses_what_to_keep(ben, page, answer, choice, kept):
    ben.post(page(), answer(ben, words="The first"))
    ben.post(page(), answer(ben, words="The second", base_version="1", resolve=choice, stay="1"))
    assert entry_of(ben).words == kept


def test_a_save_whose_answer_was_lost_is_no_second_window(ben, type_into):
    lost = str(uuid.uuid4())
    type_into(ben, client_id=lost, words="One")
    answer = type_into(ben, words="One two", base_version="0", after=lost.replace("-", ""))
    assert answer.status_code == 200
    assert entry_of(ben).words == "One two"


def test_somebody_else_s_save_id_opens_no_door(ben, nia, type_into):
    known = str(uuid.uuid4())
    type_into(nia, client_id=known, words="Nia's")
    type_into(ben, words="Ben's")
    assert type_into(ben, words="Changed", after=known).status_code == 409


def test_a_lapsed_sign_in_answers_401_and_no_page(client, ben, page, answer):
    assert client.post(page(), answer(ben), headers=JSON).status_code == 401


def test_words_typed_by_ben_never_land_with_nia_who_signed_in_since(ben, nia, page, answer):
    response = nia.post(page(), answer(ben), headers=JSON)
    assert response.status_code == 409
    assert response.json()["kind"] == "somebody_else"
    plain = nia.post(page(), answer(ben))
    assert plain.status_code == 409 and "I sat back a bit." in plain.text
    assert not Entry.objects.exists()


def test_a_mistake_is_told_in_words(ben, type_into):
    answer = type_into(ben, words="a" * 20_001)
    assert answer.status_code == 422
    assert answer.json()["errors"] == ["Shorten by 1"]


@pytest.mark.django_db(transaction=True)
def test_many_windows_at_once_leave_one_entry_and_tell_the_rest(programme, worksheet, ben):
    mindset = Mindset.objects.get(version=worksheet.version, key="grey")
    saved, told = [], []

    def window(number):
        try:
            saved.append(
                save_answer(
                    worksheet,
                    ben.membership,
                    mindset,
                    Answer(words=f"Window {number}"),
                    base_version=0,
                    client_id=uuid.uuid4(),
                )
            )
        except Stale as stale:
            told.append(stale.entry.words)
        finally:
            connection.close()

    windows = [threading.Thread(target=window, args=[number]) for number in range(8)]
    for each in windows:
        each.start()
    for each in windows:
        each.join()
    assert len(saved) == 1
    assert told == [saved[0].words] * 7
    assert entry_of(ben).version == 1


def test_a_window_left_open_does_not_share_anew_what_ben_took_back(programme, ben, page, type_into):
    first = str(uuid.uuid4())
    type_into(ben, client_id=first, sharing="team")
    entry = entry_of(ben)
    ben.post(f"/p/{programme.slug}/path/entry/{entry.ref}/", {"unshare": "1"})
    late = type_into(ben, base_version="1", after=first, sharing="team", words="Typed on")
    assert late.status_code == 409
    assert late.json()["agreed"] is False, "the page then goes back to Only me"
    assert not SharedEntry.objects.exists()


def test_where_two_windows_disagree_on_who_may_see_it_nobody_else_does(ben, page, answer):
    ben.post(page(), answer(ben, sharing="me"))
    text = ben.post(page(), answer(ben, sharing="team", words="The second")).text
    assert '<input type="hidden" name="sharing" value="me">' in text
    assert "do not agree on who can see it" in text


def test_where_they_agree_it_stays_shared(ben, page, answer):
    ben.post(page(), answer(ben, sharing="team"))
    text = ben.post(page(), answer(ben, sharing="team", words="The second")).text
    assert '<input type="hidden" name="sharing" value="team">' in text


@pytest.mark.parametrize("was", ["", "on"])
def test_a_window_left_open_does_not_undo_the_answer_to_the_picture(ben, page, type_into, was):
    type_into(ben, count_me="" if was else "on", count_me_was="?")
    old_tick = {"count_me": "on"} if was else {}
    type_into(ben, key="doing", count_me_was=was, **old_tick)
    assert Reflection.objects.get(membership=ben.membership).count_me is (was == "")


def test_touching_the_tick_twice_in_one_window_ends_as_it_stands(ben, type_into):
    type_into(ben, count_me="on", count_me_was="?")
    type_into(ben, base_version="1", count_me_was="?")
    assert not Reflection.objects.get(membership=ben.membership).count_me
