"""The outbox: letters are written, read, agreed to or thrown away, and followed."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from programmes.letters import actions, sending
from programmes.models import Audience, AuditEvent, Letter, LetterKind, LetterState, LetterTemplate
from tests.factories import make_day, make_member
from tests.programmes.letters.letters import agreed, states, wait

pytestmark = pytest.mark.django_db


@pytest.fixture
def day(programme):
    return make_day(programme, on=timezone.localdate() + timedelta(days=20))


@pytest.fixture
def at(programme):
    return lambda rest="": f"/p/{programme.slug}/{rest}"


def words(about, **other):
    return {
        "kind": "invitation",
        "day": about.ref,
        "audience": "everyone",
        "subject": "Come on {date}",
        "body": "Hello {name}\n\n{reply link}",
        "goes": "now",
        **other,
    }


def test_asha_writes_a_letter_and_it_waits(asha, day, at):
    answer = asha.post(at("letters/new/"), words(day))
    letter = Letter.objects.get()
    assert answer.url == at(f"letters/{letter.ref}/")
    assert (letter.state, letter.made_by, letter.day) == (LetterState.WAITING, asha.person, day)
    assert b"Come on {date}" not in asha.get(answer.url).content


def test_the_preview_says_who_gets_it_how_and_makes_no_link(asha, ben, bea, day, at, programme):
    make_member(programme, "Gus Gone", email="gus@example.org", left_on="2026-01-01")
    letter = wait(programme, day=day, by=asha.person)
    page = asha.get(at(f"letters/{letter.ref}/")).content.decode()
    assert "2 people by email" in page and "1 person on paper" in page and "0 people get none" in page
    assert "Gus" not in page
    assert "#a-link-of-their-own" in page
    as_bea = asha.get(at(f"letters/{letter.ref}/?as={bea.membership.ref}")).content.decode()
    assert "Hello Bea," in as_bea and "Scan the square" in as_bea
    assert not day.reply_links.exists()


def test_an_unknown_placeholder_is_said_beside_its_box_and_every_word_stays(asha, day, at):
    answer = asha.post(at("letters/new/"), words(day, body="Dear {nmae}, come"))
    assert answer.status_code == 422
    assert b"We don&#x27;t know {nmae}" in answer.content
    assert b"Dear {nmae}, come" in answer.content
    assert not Letter.objects.exists()


def test_a_letter_without_a_day_cannot_speak_of_one(asha, day, at):
    answer = asha.post(at("letters/new/"), words(day, day="", body="Come on {date}"))
    assert b"{date} needs a day" in answer.content


def test_those_who_have_not_answered_need_a_day_to_be_asked_about(asha, day, at):
    plain = {"subject": "News", "body": "Hello"}
    answer = asha.post(at("letters/new/"), words(day, day="", audience="unanswered", **plain))
    assert answer.status_code == 422
    assert b"Choose the day" in answer.content


def test_a_reply_link_stays_out_of_the_subject(asha, day, at):
    answer = asha.post(at("letters/new/"), words(day, subject="Here: {reply link}"))
    assert answer.status_code == 422


def test_seven_days_before_is_nine_in_the_morning_there(asha, day, at):
    asha.post(at("letters/new/"), words(day, goes="before", days="7"))
    letter = Letter.objects.get()
    assert (letter.days_from_day, letter.send_at) == (-7, None)
    page = asha.get(at(f"letters/{letter.ref}/")).content.decode()
    assert "7 days before the day" in page and "9:00am" in page


def test_a_date_and_a_time_are_meant_in_the_programme_s_zone(asha, day, at, programme):
    on = timezone.localdate() + timedelta(days=3)
    asha.post(at("letters/new/"), words(day, goes="at", date=on.isoformat(), time="18:30"))
    assert Letter.objects.get().send_at == datetime.combine(on, time(18, 30), programme.tz)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"goes": "before", "days": "30"}, "That has passed"),
        ({"goes": "before", "days": ""}, "Write how many days"),
        ({"goes": "before", "days": "soon"}, "Use digits"),
        ({"goes": "at", "date": "", "time": "10:00"}, "Choose a date"),
        ({"goes": "at", "date": "2020-01-01", "time": "10:00"}, "That has passed"),
        ({"goes": "whenever"}, "Choose one"),
    ],
)
def test_a_time_that_makes_no_sense_is_said(asha, day, at, wrong, says):
    answer = asha.post(at("letters/new/"), words(day, **wrong))
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_boxes_that_do_not_belong_to_the_choice_count_for_nothing(asha, day, at):
    assert asha.post(at("letters/new/"), words(day, days="many", date="never")).status_code == 302


def test_lena_agrees_and_it_is_written_down_with_counts(lena, ben, bea, day, at, programme):
    letter = wait(programme, day=day, by=lena.person)
    lena.post(at(f"letters/{letter.ref}/agree/"), {"mark": actions.mark_of(letter)})
    letter.refresh_from_db()
    assert (letter.state, letter.agreed_by) == (LetterState.AGREED, lena.person)
    event = AuditEvent.objects.get(verb="letter_agreed")
    assert event.facts == {"kind": "invitation", "people": 3, "by_email": 2, "on_paper": 1}


def test_nobody_agrees_to_words_that_changed_since_they_read_them(lena, day, at, programme):
    letter = wait(programme, day=day, by=lena.person)
    read = actions.mark_of(letter)
    actions.change(letter, body="Something else")
    answer = lena.post(at(f"letters/{letter.ref}/agree/"), {"mark": read})
    assert answer.status_code == 422
    assert "changed since you read it" in answer.content.decode()
    letter.refresh_from_db()
    assert letter.state == LetterState.WAITING


def test_a_letter_about_a_day_that_nobody_may_see_yet_does_not_go(lena, programme, at):
    day = make_day(programme, published_at=None)
    letter = wait(programme, day=day, by=lena.person)
    answer = lena.post(at(f"letters/{letter.ref}/agree/"), {"mark": actions.mark_of(letter)})
    assert "not published yet" in answer.content.decode()


def test_a_letter_to_nobody_stays(lena, programme, at, day):
    letter = wait(programme, LetterKind.THANKS, Audience.CAME, day=day, by=lena.person)
    answer = lena.post(at(f"letters/{letter.ref}/agree/"), {"mark": actions.mark_of(letter)})
    assert "Nobody would get it" in answer.content.decode()


def test_a_letter_is_thrown_away_once(lena, programme, at, day):
    letter = wait(programme, day=day, by=lena.person)
    lena.post(at(f"letters/{letter.ref}/throw-away/"))
    again = lena.post(at(f"letters/{letter.ref}/throw-away/"))
    letter.refresh_from_db()
    assert letter.state == LetterState.THROWN_AWAY
    assert again.status_code == 422
    assert AuditEvent.objects.filter(verb="letter_thrown_away").count() == 1


def test_a_letter_that_was_agreed_to_cannot_be_changed_until_it_is_held_back(lena, programme, at, day):
    letter = agreed(programme, lena.person, day=day)
    lena.post(at(f"letters/{letter.ref}/edit/"), words(day, subject="Other"))
    letter.refresh_from_db()
    assert letter.subject != "Other"
    lena.post(at(f"letters/{letter.ref}/stop/"))
    lena.post(at(f"letters/{letter.ref}/edit/"), words(day, subject="Other"))
    letter.refresh_from_db()
    assert (letter.subject, letter.state, letter.agreed_by) == ("Other", LetterState.WAITING, None)


def test_the_programme_s_own_words_begin_the_next_letter(asha, at, day, programme):
    own = {"subject": "Ours on {date}", "body": "Hello {name}, from us"}
    asha.post(at("letters/words/invitation/"), own)
    page = asha.get(at(f"letters/new/?kind=invitation&day={day.ref}")).content.decode()
    assert "Hello {name}, from us" in page
    asha.post(at("letters/words/invitation/"), {"ours": "1"})
    assert not LetterTemplate.objects.exists()


def test_every_kind_has_words_of_ours_that_are_right(asha, at, day):
    for kind in LetterKind:
        page = asha.get(at(f"letters/new/?kind={kind}&day={day.ref}"))
        initial = page.context["form"].initial
        answer = asha.post(at("letters/new/"), {**initial, "days": "", "body": initial["body"]})
        assert answer.status_code == 302, kind


def test_the_day_s_page_counts_what_people_said_and_offers_what_makes_sense(lena, ben, bea, day, at):
    page = lena.get(at(f"days/{day.ref}/letters/"))
    assert page.context["answers"].silent == 3
    says = [offer.says for offer in page.context["suggestions"]]
    assert "Remind those who have not answered, 7 days before" in says
    day.date = timezone.localdate() - timedelta(days=3)
    day.ends_at = timezone.now() - timedelta(days=3)
    day.save()
    says = [offer.says for offer in lena.get(at(f"days/{day.ref}/letters/")).context["suggestions"]]
    assert says == ["Thank those who came, the day after", "Ask after those we did not see, 2 days after"]


def test_a_letter_that_should_have_gone_says_whom_to_ask(lena, day, at, programme):
    letter = agreed(programme, lena.person, day=day)
    assert b"It should have gone" not in lena.get(at(f"letters/{letter.ref}/")).content
    Letter.objects.update(agreed_at=timezone.now() - timedelta(minutes=10))
    assert b"It should have gone" in lena.get(at(f"letters/{letter.ref}/")).content


def test_members_and_helpers_see_nothing_of_letters(ben, hal, programme, day, at):
    letter = wait(programme, day=day)
    for client in (ben, hal):
        for page in ("letters/", f"letters/{letter.ref}/", f"days/{day.ref}/letters/"):
            assert client.get(at(page)).status_code == 403


def test_a_letter_s_page_asks_as_little_for_forty_people_as_for_four(
    lena, programme, day, at, django_assert_max_num_queries
):
    letter = agreed(programme, lena.person, day=day)
    for number in range(40):
        make_member(programme, f"Person {number}")
    sending.send_letter(letter.pk)
    assert len(states(letter)) == 41
    with django_assert_max_num_queries(14):
        lena.get(at(f"letters/{letter.ref}/"))
