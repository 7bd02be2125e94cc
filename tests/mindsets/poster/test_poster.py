"""The poster: six links, an equal list, and notes that only a team opens."""

import re

import pytest
from django.urls import reverse

from mindsets.library.shipped import ship_frameworks
from mindsets.models import TeamNote
from tests.conftest import sign_in
from tests.factories import make_member

CANARY = "Keep the lights low in the waiting room 7f3a"


@pytest.fixture(autouse=True)
def six(programme):
    return ship_frameworks(programme.organisation)["mindsets"]


@pytest.fixture
def to(programme):
    return lambda route, *args: reverse(f"mindsets:{route}", args=[programme.slug, *args])


@pytest.fixture
def bob(programme, team):
    """Somebody else in Ben's team."""
    place = make_member(programme, "Bob Hale", team=team)
    return sign_in(place.person, place)


def write(client, to, words=CANARY, **more):
    client.post(to("new_note", "grey"), {"words": words, **more})
    return TeamNote.objects.latest("pk")


def change(client, to, note, words, version, **more):
    where = to("note", "grey", note.ref)
    return client.post(where, {"words": words, "base_version": version, **more})


def all_pages(client, to):
    """Everything that the poster shows to this person, as one text."""
    pages = [
        *("poster", "poster_paper", "poster_screen"),
        *[(route, "grey") for route in ("poster_mindset", "poster_screen_mindset", "new_note")],
    ]
    found = [client.get(to(page) if isinstance(page, str) else to(*page)) for page in pages]
    return "".join(answer.content.decode() for answer in found)


def test_ben_finds_every_mindset_in_the_drawing_and_in_the_list(ben, to, six):
    page = ben.get(to("poster")).content.decode()
    drawn, listed = page.split('id="listed"')
    for mindset in six.mindsets.all():
        link = f'href="{to("poster_mindset", mindset.key)}"'
        named = re.compile(re.escape(link) + r">(?:(?!</a>).)*" + re.escape(mindset.name), re.S)
        assert named.search(drawn), mindset.key
        assert named.search(listed), mindset.key
        assert mindset.gloss in listed


def test_ben_reads_all_the_words_of_a_mindset_with_its_credit(ben, to, six):
    page = ben.get(to("poster_mindset", "curiosity")).content.decode()
    mindset = six.mindsets.get(key="curiosity")
    texts = [mindset.gloss, mindset.easy_gloss, mindset.strong, mindset.pulls_away, "McKercher"]
    texts += [prompt.text for prompt in mindset.prompts.all()]
    assert [text for text in texts if text not in page] == []


def test_a_mindset_that_is_not_there_is_not_found(ben, to):
    assert ben.get(to("poster_mindset", "no-such")).status_code == 404
    assert ben.get(to("poster_screen_mindset", "no-such")).status_code == 404
    assert ben.post(to("new_note", "no-such"), {"words": "Hello"}).status_code == 404


@pytest.mark.parametrize("size", ["a4", "a3"])
@pytest.mark.parametrize("ink", ["colour", "black"])
def test_the_poster_prints_in_two_sizes_and_two_inks(ben, to, size, ink):
    page = ben.get(to("poster_paper"), {"size": size, "ink": ink}).content.decode()
    assert f'class="paper poster flow {size} {ink}"' in page


def test_a_paper_that_nobody_has_is_a4_in_colour(ben, to):
    page = ben.get(to("poster_paper"), {"size": "a0", "ink": "gold"}).content.decode()
    assert 'class="paper poster flow a4 colour"' in page


def test_a_team_reads_its_note_and_nobody_else_does(ben, bob, bea, hal, asha, lena, ada, to):
    write(ben, to)
    assert CANARY in all_pages(bob, to)
    for stranger in (bea, hal, asha, lena, ada):
        assert CANARY not in all_pages(stranger, to)


def test_a_note_is_not_legible_in_the_database(ben, to):
    assert CANARY.encode() not in bytes(write(ben, to).sealed_words)


def test_everybody_reads_a_note_that_the_team_shows_and_its_writer_stays_unnamed(ben, bea, lena, ada, to):
    write(ben, to, is_open="on")
    for reader in (bea, lena, ada):
        page = all_pages(reader, to)
        assert CANARY in page
        assert "Ben" not in page.replace(reader.person.name, "")


def test_the_room_sees_only_what_is_shown_and_no_team(ben, bob, to, team):
    write(ben, to, is_open="on")
    write(ben, to, words="For us alone")
    screen = bob.get(to("poster_screen_mindset", "grey")).content.decode()
    assert CANARY in screen
    assert "For us alone" not in screen
    assert team.name not in screen


def test_a_team_mate_takes_a_shown_note_back_at_once(ben, bob, lena, to):
    note = write(ben, to, is_open="on")
    bob.post(to("note", "grey", note.ref), {"keep_to_us": "1"})
    assert CANARY not in all_pages(lena, to)
    assert CANARY in all_pages(ben, to)


def test_only_the_team_changes_deletes_or_takes_back_a_note(ben, bea, asha, lena, ada, to):
    note = write(ben, to, is_open="on")
    for other in (bea, asha, lena, ada):
        for sent in ({"words": "Mine now", "base_version": 1}, {"keep_to_us": 1}, {"delete": 1}):
            other.post(to("note", "grey", note.ref), sent | {"base_version": 1})
        assert other.get(to("note", "grey", note.ref)).status_code in {403, 404}
    note.refresh_from_db()
    assert (note.words, note.is_open) == (CANARY, True)


def test_cora_cannot_reach_a_note_through_her_own_programme(ben, cora, to):
    note = write(ben, to, is_open="on")
    theirs = reverse("mindsets:note", args=[cora.programme.slug, "grey", note.ref])
    assert cora.get(theirs).status_code == 404
    assert cora.get(to("poster_mindset", "grey")).status_code == 404


def test_lena_is_in_no_team_so_she_writes_nothing(lena, to):
    assert "no team yet" in lena.get(to("new_note", "grey")).content.decode()
    assert lena.post(to("new_note", "grey"), {"words": "For them"}).status_code == 403


def test_an_empty_note_is_refused_with_its_reason(ben, to):
    answer = ben.post(to("new_note", "grey"), {"words": "  "})
    assert answer.status_code == 422
    assert "Write a few words first" in answer.content.decode()


def test_two_team_mates_change_one_note_and_neither_loses_words(ben, bob, to):
    note = write(ben, to)
    change(bob, to, note, "Bob was quicker", 1)
    answer = change(ben, to, note, "Ben has typed this", 1, is_open="on")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Bob was quicker" in page
    assert "Ben has typed this" in page
    change(ben, to, note, "Ben has typed this", 2)
    note.refresh_from_db()
    assert (note.words, note.is_open) == ("Ben has typed this", False)


def test_what_was_taken_back_is_not_shown_again_by_an_old_window(ben, bob, to):
    note = write(ben, to, is_open="on")
    bob.post(to("note", "grey", note.ref), {"keep_to_us": "1"})
    answer = change(ben, to, note, "Ben goes on", 1, is_open="on")
    assert answer.status_code == 409
    assert 'name="is_open"' not in answer.content.decode()


def test_words_outlive_a_note_that_a_team_mate_deleted(ben, bob, to):
    note = write(ben, to)
    bob.post(to("note", "grey", note.ref), {"delete": "1", "base_version": "1"})
    answer = change(ben, to, note, "Ben has typed this", 1)
    assert answer.status_code == 409
    assert "Ben has typed this" in answer.content.decode()
    assert not TeamNote.objects.exists()


def test_a_note_that_has_just_changed_is_read_before_it_is_deleted(ben, bob, to):
    note = write(ben, to)
    change(bob, to, note, "Bob was quicker", 1)
    ben.post(to("note", "grey", note.ref), {"delete": "1", "base_version": "1"})
    assert TeamNote.objects.filter(pk=note.pk).exists()


def test_a_team_has_room_for_twenty_notes_at_a_mindset(ben, to):
    for number in range(20):
        write(ben, to, words=f"Note {number}")
    assert ben.post(to("new_note", "grey"), {"words": "One more"}).status_code == 422
    assert TeamNote.objects.count() == 20


def test_pages_ask_the_same_however_many_notes_there_are(ben, to, django_assert_max_num_queries):
    for number in range(12):
        write(ben, to, words=f"Note {number}", is_open="on")
    for where in (to("poster"), to("poster_mindset", "grey"), to("poster_screen_mindset", "grey")):
        with django_assert_max_num_queries(12):
            ben.get(where)


def test_the_page_about_the_mindsets_leads_ben_to_his_poster_and_a_stranger_nowhere(ben, anyone, to):
    about = reverse("front:mindsets")
    assert to("poster") in ben.get(about).content.decode()
    assert "mindset-poster" not in anyone.get(about).content.decode()


def test_ben_finds_the_poster_at_home_and_asha_where_the_words_are(ben, asha, programme, to):
    assert to("poster") in ben.get(reverse("programmes:home", args=[programme.slug])).content.decode()
    assert to("poster") in asha.get(to("frameworks")).content.decode()
