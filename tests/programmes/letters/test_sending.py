"""What the worker does with letters: who gets one, once, and what happens when it cannot be sent."""

import smtplib
import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from programmes.attendance.actions import record_plan, record_presence
from programmes.letters import actions, jobs, sending
from programmes.models import Audience, Letter, LetterCopy, LetterKind, LetterState, TrialLetter
from tests.factories import make_day, make_member
from tests.programmes.letters.letters import agreed, states, wait

pytestmark = pytest.mark.django_db
SOON = timezone.localdate() + timedelta(days=20)


@pytest.fixture
def day(programme):
    return make_day(programme, on=SOON)


def test_a_letter_that_nobody_has_read_never_goes(programme, day, ben):
    letter = wait(programme, day=day)
    assert sending.send_letter(letter.pk) == 0
    assert jobs.send_due_letters() == 0
    assert (mail.outbox, states(letter)) == ([], {})


def test_ben_gets_his_letter_with_his_own_link_and_bea_gets_hers_on_paper(programme, day, lena, ben, bea):
    letter = agreed(programme, lena.person, day=day)
    sending.send_letter(letter.pk)
    sent = {each.to[0]: each for each in mail.outbox}
    assert set(sent) == {"ben@example.org", "lena@example.org"}
    assert sent["ben@example.org"].subject == f"Come to Working it out together on {_says(SOON)}"
    body = sent["ben@example.org"].body
    assert "Hello Ben," in body and "Harbour Hall" in body and "/reply/#" in body
    assert "Online" not in body.split("Will you come")[0]  # there is no link, so no line about it
    assert states(letter) == {"Ben Carter": "sent", "Lena Fox": "sent", "Bea Lind": "on_paper"}


def _says(on):
    return f"{on:%A} {on.day} {on:%B %Y}"


def test_a_letter_that_was_sent_is_not_sent_again(programme, day, lena, ben):
    letter = agreed(programme, lena.person, day=day)
    sending.send_letter(letter.pk)
    count = len(mail.outbox)
    sending.send_letter(letter.pk)
    jobs.send_due_letters()
    assert len(mail.outbox) == count == 2


def test_a_letter_waits_for_its_time(programme, day, lena, ben):
    letter = agreed(programme, lena.person, day=day, days_from_day=-7)
    assert jobs.send_due_letters() == 0
    day.date = timezone.localdate() + timedelta(days=6)
    day.save()
    assert jobs.send_due_letters() == 2
    letter.refresh_from_db()
    assert letter.state == LetterState.GONE


def test_a_letter_counted_from_a_day_without_a_date_waits(programme, lena, ben):
    agreed(programme, lena.person, day=make_day(programme, on=None), days_from_day=-7)
    assert jobs.send_due_letters() == 0


def test_a_reminder_goes_only_to_those_who_have_not_answered(programme, day, lena, asha, ben, bea):
    record_plan(day, ben.membership, "coming", by=ben.person)
    record_plan(day, asha.membership, "not_sure", by=asha.person)
    letter = agreed(programme, lena.person, LetterKind.REMINDER, Audience.UNANSWERED, day=day)
    sending.send_letter(letter.pk)
    assert states(letter) == {"Lena Fox": "sent", "Asha Rao": "sent", "Bea Lind": "on_paper"}


def test_an_answer_that_comes_while_letters_go_out_makes_a_reminder_needless(programme, day, lena, ben):
    letter = agreed(programme, lena.person, LetterKind.REMINDER, Audience.UNANSWERED, day=day)
    sending.open_letter(letter.pk)
    record_plan(day, ben.membership, "apologies", by=ben.person)
    sending.send_letter(letter.pk)
    assert states(letter) == {"Ben Carter": "not_needed", "Lena Fox": "sent"}


def test_somebody_who_left_gets_nothing_more(programme, day, lena, ben):
    letter = agreed(programme, lena.person, day=day)
    sending.open_letter(letter.pk)
    ben.membership.left_on = timezone.localdate()
    ben.membership.save()
    sending.send_letter(letter.pk)
    assert states(letter)["Ben Carter"] == "not_needed"


def test_thanks_go_to_those_who_came_and_a_word_to_those_who_did_not(programme, lena, ben, bea, asha):
    day = make_day(programme, on=timezone.localdate() - timedelta(days=1))
    record_presence(day, ben.membership, "in_person", by=lena.person, how="desk")
    record_plan(day, bea.membership, "apologies", by=bea.person)
    thanks = agreed(programme, lena.person, LetterKind.THANKS, Audience.CAME, day=day)
    missed = agreed(programme, lena.person, LetterKind.OTHER, Audience.MISSED, day=day)
    for letter in (thanks, missed):
        sending.send_letter(letter.pk)
    assert states(thanks) == {"Ben Carter": "sent"}
    assert set(states(missed)) == {"Lena Fox", "Asha Rao"}
    assert _says(day.date) in mail.outbox[-1].body  # a word about absence names the day


def test_an_invitation_that_comes_after_the_day_goes_to_nobody(programme, lena, ben):
    day = make_day(programme, on=timezone.localdate() + timedelta(days=2))
    letter = agreed(programme, lena.person, day=day)
    day.date = timezone.localdate() - timedelta(days=2)
    day.ends_at = timezone.now() - timedelta(days=2)
    day.save()
    sending.send_letter(letter.pk)
    assert (mail.outbox, states(letter)) == ([], {})


class _Server:
    """Stands in for the email server: fails as often as it is told to."""

    def __init__(self, *answers):
        self.answers = list(answers)

    def __call__(self, message):
        answer = self.answers.pop(0) if self.answers else None
        if answer:
            raise answer
        return 1


@pytest.fixture
def server(monkeypatch):
    def stand_in(*answers):
        each = _Server(*answers)
        monkeypatch.setattr("django.core.mail.EmailMessage.send", lambda message, *args: each(message))

    return stand_in


def test_a_server_that_is_away_is_asked_again_after_longer_pauses(programme, day, lena, server, caplog):
    server(*[ConnectionRefusedError("lena@example.org")] * 6)
    letter = agreed(programme, lena.person, day=day)
    waits = []
    for _again in range(6):
        sending.send_letter(letter.pk)
        copy = LetterCopy.objects.get(programme=programme, letter=letter)
        assert sending.send_letter(letter.pk) == 0 or copy.state == "failed"
        waits.append(copy.next_try_at and round((copy.next_try_at - timezone.now()).total_seconds() / 60))
        LetterCopy.objects.filter(pk=copy.pk).update(next_try_at=timezone.now())
    assert waits == [1, 5, 15, 60, 240, None]
    assert (copy.state, copy.trouble, copy.tries) == ("failed", "no_server", 6)
    assert "lena@example.org" not in caplog.text


def test_an_address_that_does_not_work_is_said_at_once(programme, day, lena, server):
    server(smtplib.SMTPRecipientsRefused({"lena@example.org": (550, b"no such user")}))
    letter = agreed(programme, lena.person, day=day)
    sending.send_letter(letter.pk)
    copy = LetterCopy.objects.get(programme=programme, letter=letter)
    assert (copy.state, copy.trouble) == ("failed", "address")
    page = lena.get(f"/p/{programme.slug}/letters/{letter.ref}/").content.decode()
    assert "this address does not work" in page
    assert "no such user" not in page


def test_one_bad_address_keeps_nobody_else_from_getting_theirs(programme, day, lena, ben, server):
    server(smtplib.SMTPRecipientsRefused({"ben@example.org": (550, b"")}))
    letter = agreed(programme, lena.person, day=day)
    sending.send_letter(letter.pk)
    assert states(letter) == {"Ben Carter": "failed", "Lena Fox": "sent"}


def test_lena_tries_again_and_then_it_goes(programme, day, lena, server):
    server(smtplib.SMTPRecipientsRefused({"x": (550, b"")}))
    letter = agreed(programme, lena.person, day=day)
    sending.send_letter(letter.pk)
    lena.post(f"/p/{programme.slug}/letters/{letter.ref}/again/")
    sending.send_letter(letter.pk)
    assert states(letter) == {"Lena Fox": "sent"}


def test_every_copy_keeps_its_message_id_and_no_two_share_one(programme, day, lena, ben):
    letter = agreed(programme, lena.person, day=day)
    sending.send_letter(letter.pk)
    LetterCopy.objects.update(state="waiting")  # as after a worker that died before it could write "sent"
    sending.send_letter(letter.pk)
    ids = [each.extra_headers["Message-ID"] for each in mail.outbox]
    assert len(ids) == 4
    assert len(set(ids)) == 2


def test_the_worker_sends_what_was_agreed(transactional_db, programme, day, lena, ben):
    letter = agreed(programme, lena.person, day=day)
    call_command("worker", once=True)
    letter.refresh_from_db()
    assert (letter.state, len(mail.outbox)) == (LetterState.GONE, 2)


def test_two_workers_at_once_send_nothing_twice(transactional_db, settings, programme, lena):
    settings.EMAIL_BACKEND = "programmes.letters.trial.EmailBackend"
    day = make_day(programme, on=SOON)
    for number in range(20):
        make_member(programme, f"Person {number}", email=f"p{number}@example.org")
    letter = agreed(programme, lena.person, day=day)
    start = threading.Barrier(3)

    def work():
        start.wait()
        try:
            sending.send_letter(letter.pk)
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _each in range(3)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    sent = list(TrialLetter.objects.values_list("to", flat=True))
    assert sorted(sent) == sorted({f"p{number}@example.org" for number in range(20)} | {"lena@example.org"})


def test_a_worker_that_dies_loses_no_copy(transactional_db, programme, day, lena, ben, monkeypatch):
    class Killed(BaseException):
        pass

    letter = agreed(programme, lena.person, day=day)

    def die(*_about):
        raise Killed

    monkeypatch.setattr(sending, "_email", die)
    with pytest.raises(Killed):
        sending.send_letter(letter.pk)
    assert set(states(letter).values()) == {"waiting"}
    monkeypatch.undo()
    jobs.send_due_letters()
    assert set(states(letter).values()) == {"sent"}


def test_a_letter_that_was_held_back_does_not_go(programme, day, lena, ben):
    letter = agreed(programme, lena.person, day=day)
    actions.stop(letter, by=lena.person)
    sending.send_letter(letter.pk)
    assert mail.outbox == []
    assert Letter.objects.get(pk=letter.pk).state == LetterState.WAITING


def test_the_rest_of_a_letter_can_be_stopped(programme, day, lena, ben):
    letter = agreed(programme, lena.person, day=day)
    sending.open_letter(letter.pk)
    assert actions.stop(letter, by=lena.person) == 2
    sending.send_letter(letter.pk)
    assert mail.outbox == []
    assert set(states(letter).values()) == {"not_needed"}


def test_a_name_full_of_braces_is_put_in_as_it_is(programme, day, lena):
    lena.membership.called = "{reply link}"
    lena.membership.save()
    programme.name = "Work {from} %s"
    programme.save()
    sending.send_letter(agreed(programme, lena.person, day=day).pk)
    assert "Hello {reply link}," in mail.outbox[0].body
    assert "Work {from} %s" in mail.outbox[0].subject
