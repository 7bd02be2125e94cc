"""Comments on the draft, between the people who run the days and nobody else."""

import pytest

from programmes.access import Seat
from programmes.agenda import actions
from programmes.agenda.talk import say
from programmes.models import DayPublication, DraftComment
from tests.factories import make_day, make_item, make_member, make_programme
from tests.programmes.agenda.pages import HTMX, at, words_of

WORDS = "canary: is this too long after lunch?"


@pytest.fixture
def talk(day):
    return make_item(day, "Talk")


def comment(client, day, words=WORDS, item=None, **more):
    return client.post(at("comment", day), {"words": words, "about": item.ref if item else ""}, **more)


def test_asha_says_something_about_a_session_and_lena_reads_it(asha, lena, day, talk):
    response = comment(asha, day, item=talk, follow=True)
    assert WORDS in words_of(response)
    words = words_of(lena.get(at("plan", day)))
    assert "1 comment" in words and WORDS not in words
    assert WORDS in words_of(lena.get(at("plan", day), {"session": talk.ref}))


def test_what_is_said_about_the_day_is_there_for_every_session(asha, lena, day):
    comment(asha, day)
    assert WORDS in words_of(lena.get(at("plan", day)))


def test_the_newest_stands_first(asha, day):
    for words in ("first thought", "second thought"):
        comment(asha, day, words)
    words = words_of(asha.get(at("plan", day)))
    assert words.index("second thought") < words.index("first thought")


def test_lena_ticks_it_off_and_opens_it_again(asha, lena, day, talk):
    comment(asha, day, item=talk)
    row = DraftComment.objects.get()
    lena.post(at("comment_done", day, row.ref))
    page = asha.get(at("plan", day), {"session": talk.ref})
    words = words_of(page)
    assert "1 comment that is done" in words and "Done by Lena" in words
    assert page.content.decode().count(f'<p dir="auto">{WORDS}') == 1 and words.count("1 comment") == 1
    lena.post(at("comment_done", day, row.ref), {"again": "1"})
    row.refresh_from_db()
    assert (row.done_at, row.done_by) == (None, None)


def test_htmx_gets_the_comments_alone_so_that_an_open_session_keeps_its_words(asha, day, talk):
    good = comment(asha, day, item=talk, headers=HTMX)
    bad = comment(asha, day, "  ", item=talk, headers=HTMX)
    done = asha.post(at("comment_done", day, DraftComment.objects.get().ref), headers=HTMX)
    assert [good.status_code, bad.status_code, done.status_code] == [200, 422, 200]
    for response in (good, bad, done):
        text = response.content.decode()
        assert 'id="talk-session"' in text and "inspector" not in text and "<html" not in text
    assert "Write a few words first" in words_of(bad)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "Write a few words first"),
        ("x" * 1001, "Shorten by 1"),
        ("a\x00b", "Remove the hidden character"),
    ],
)
def test_a_wrong_comment_keeps_what_was_typed(asha, day, talk, words, says):
    response = comment(asha, day, words, item=talk)
    assert response.status_code == 422
    assert says in words_of(response)
    assert not DraftComment.objects.exists()


def test_what_is_typed_is_shown_as_it_was_typed(asha, day):
    comment(asha, day, "<img src=x onerror=alert(1)>")
    assert "<img src=x" not in asha.get(at("plan", day)).content.decode()


@pytest.mark.parametrize("who", ["ben", "hal", "ada"])
def test_nobody_else_meets_a_comment_anywhere(request, asha, day, talk, who):
    comment(asha, day, item=talk)
    comment(asha, day)
    actions.publish_day(day, by=asha.person)
    client = request.getfixturevalue(who)
    for page in ("day", "agenda_print"):
        assert "canary" not in client.get(at(page, day)).content.decode()
    assert comment(client, day).status_code == 403
    assert client.post(at("comment_done", day, DraftComment.objects.first().ref)).status_code == 403
    assert "canary" not in str(DayPublication.objects.get().plan)


def test_not_even_the_facilitators_paper_shows_it(asha, day, talk):
    comment(asha, day, item=talk)
    assert "canary" not in asha.get(at("plan_print", day)).content.decode()


@pytest.mark.parametrize("about", ["%d", "\x00", "x" * 9, "<b>"])
def test_a_comment_on_nothing_is_kept_nowhere(asha, day, about):
    sent = {"words": "Hello", "about": about}
    assert asha.post(at("comment", day), sent).status_code == 404
    assert not DraftComment.objects.exists()


def test_nobody_reaches_a_comment_of_another_day_or_programme(asha, cora, day, talk):
    other = make_day(make_programme("Other"))
    stranger = make_member(other.programme, "Zed Other")
    seat = Seat(other.programme, stranger.person, stranger, "lead", False, frozenset())
    foreign = say(seat, other, "theirs")
    assert asha.post(at("comment_done", day, foreign.ref)).status_code == 404
    assert comment(asha, day, item=make_item(other)).status_code == 404
    assert comment(cora, day).status_code == 404
    elsewhere = make_day(day.programme)
    comment(asha, elsewhere)
    own = DraftComment.objects.get(day=elsewhere)
    assert asha.post(at("comment_done", day, own.ref)).status_code == 404
