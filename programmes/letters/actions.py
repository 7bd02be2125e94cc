"""Writes to the outbox. Nothing here sends anything: what was agreed is sent by the worker (sending)."""

import hashlib

from django.db import transaction
from django.utils import timezone

from programmes.letters import tasks
from programmes.letters.audience import recipients
from programmes.letters.going import is_due
from programmes.letters.words import words_for
from programmes.models import AuditEvent, CopyState, Letter, LetterCopy, LetterState, LetterTemplate


class CannotGo(Exception):
    """Why a letter cannot be agreed to; `reason` is a key of `forms.CANNOT_GO`."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


def write_letter(
    programme,
    kind,
    *,
    by,
    day=None,
    audience,
    subject="",
    body="",
    send_at=None,
    publication=None,
    days_from_day=None,
    since=None,
):
    """Put a letter in the outbox, where it waits until somebody has read it, and return it.

    Without words of its own it gets the programme's, or ours. `send_at` is a moment, `days_from_day` a number
    of days after the day (before it, when negative); with neither it goes as soon as somebody agrees.
    """
    words = words_for(programme, kind, audience)
    return Letter.objects.create(
        programme=programme,
        kind=kind,
        day=day,
        audience=audience,
        subject=subject or words.subject,
        body=body or words.body,
        send_at=send_at,
        days_from_day=days_from_day,
        publication=publication,
        since=since,
        made_by=by,
    )


def mark_of(letter):
    """A mark of everything somebody reads before they agree: words, audience, time, and what changed."""
    read = [
        letter.kind, letter.audience, letter.subject, letter.body, letter.send_at, letter.days_from_day,
        letter.day_id, letter.publication_id, letter.since,
    ]  # fmt: skip
    return hashlib.sha256(repr([str(each) for each in read]).encode()).hexdigest()[:16]


def _locked(letter):
    return (
        Letter.objects.select_for_update(of=("self",))
        .select_related("day", "publication", "programme")
        .get(programme=letter.programme_id, pk=letter.pk)
    )


@transaction.atomic
def agree(letter, *, by, mark):
    """Somebody has read it: it may go. Raises CannotGo.

    `mark` is of the words that were read (mark_of), so that nobody agrees to others.
    """
    letter = _locked(letter)
    if letter.state != LetterState.WAITING:
        raise CannotGo("done")
    if mark != mark_of(letter):
        raise CannotGo("changed")
    if letter.programme.is_draft or (letter.day and not letter.day.is_published):
        raise CannotGo("not_published")
    to = recipients(letter)
    if is_due(letter) and not to.total:
        raise CannotGo("nobody")
    letter.state, letter.agreed_by, letter.agreed_at = LetterState.AGREED, by, timezone.now()
    letter.save(update_fields=["state", "agreed_by", "agreed_at"])
    _note("letter_agreed", letter, by, people=to.total, by_email=len(to.by_email), on_paper=len(to.on_paper))
    if is_due(letter):
        tasks.send_soon(letter)
    return letter


@transaction.atomic
def stop(letter, *, by):
    """Let nothing more of it go. One that has not begun waits again; of one that has, the rest stays here.

    Returns how many copies stay here, or None where none had gone. Raises CannotGo.
    """
    letter = _locked(letter)
    if letter.state == LetterState.AGREED:
        letter.state, letter.agreed_by, letter.agreed_at = LetterState.WAITING, None, None
        letter.save(update_fields=["state", "agreed_by", "agreed_at"])
        _note("letter_stopped", letter, by, people=0)
        return None
    if letter.state != LetterState.GONE:
        raise CannotGo("done")
    # One that is on its way at this moment is locked by the worker, and cannot be called back.
    mine = LetterCopy.objects.filter(programme=letter.programme_id, letter=letter, state=CopyState.WAITING)
    held = list(mine.select_for_update(skip_locked=True).values_list("pk", flat=True))
    stopped = mine.filter(pk__in=held).update(state=CopyState.NOT_NEEDED, next_try_at=None)
    _note("letter_stopped", letter, by, people=stopped)
    return stopped


@transaction.atomic
def throw_away(letter, *, by):
    """It will not go. Raises CannotGo for one that is agreed to, or gone."""
    letter = _locked(letter)
    if letter.state != LetterState.WAITING:
        raise CannotGo("done")
    letter.state = LetterState.THROWN_AWAY
    letter.save(update_fields=["state"])
    _note("letter_thrown_away", letter, by, people=recipients(letter).total)


@transaction.atomic
def change(letter, **facts):
    """Change a waiting letter. Raises CannotGo when it waits no more."""
    letter = _locked(letter)
    if letter.state != LetterState.WAITING:
        raise CannotGo("done")
    for name, value in facts.items():
        setattr(letter, name, value)
    letter.save(update_fields=list(facts))
    return letter


def try_again(letter, copies, *, by):
    """Put copies that could not be sent back in the queue; returns how many."""
    with transaction.atomic():
        failed = copies.filter(programme=letter.programme_id, letter=letter, state=CopyState.FAILED)
        count = failed.update(state=CopyState.WAITING, tries=0, next_try_at=None, trouble="")
        if count:
            _note("letter_again", letter, by, people=count)
            tasks.send_soon(letter)
    return count


@transaction.atomic
def put_on_paper(letter, copies, *, by):
    """Print copies that email could not carry; returns how many."""
    failed = copies.filter(programme=letter.programme_id, letter=letter, state=CopyState.FAILED)
    count = failed.update(state=CopyState.ON_PAPER, next_try_at=None)
    if count:
        _note("letter_again", letter, by, people=count)
    return count


def note_sheets(letter, count, *, by):
    """Write down that letters with people's own links were shown to be printed."""
    _note("letter_printed", letter, by, people=count)


def mark_printed(letter, refs):
    """Note that these people's copies are on paper now; returns how many were not before."""
    return LetterCopy.objects.filter(
        programme=letter.programme_id,
        letter=letter,
        state=CopyState.ON_PAPER,
        printed_at=None,
        membership__ref__in=refs,
    ).update(printed_at=timezone.now())


def keep_words(programme, kind, *, subject, body, by):
    """The programme's own words for one kind of letter from now on."""
    LetterTemplate.objects.update_or_create(
        programme=programme, kind=kind, defaults={"subject": subject, "body": body, "changed_by": by}
    )


def use_our_words(programme, kind):
    LetterTemplate.objects.filter(programme=programme, kind=kind).delete()


def _note(verb, letter, by, **facts):
    AuditEvent.objects.record(
        verb, actor=by, programme=letter.programme, about=letter.day, kind=letter.kind, **facts
    )
