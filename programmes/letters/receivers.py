"""A plan that was published anew: one letter about it waits until somebody has read it."""

from django.dispatch import receiver

from programmes.letters.actions import write_letter
from programmes.letters.changes import what_people_missed
from programmes.letters.filling import placeholders_in
from programmes.letters.going import is_over
from programmes.letters.words import words_for
from programmes.models import Audience, Letter, LetterKind, LetterState
from programmes.signals import day_published


@receiver(day_published)
def tell_those_concerned(sender, publication, by, **kwargs):
    """Write the letter, or bring the one that still waits up to date.

    It tells of everything since the plan that people know: a second change before the first letter went goes
    into the same letter, and when the plan is back to what people know there is nothing to tell.
    """
    if publication.number < 2 or publication.programme.is_draft or is_over(publication.day):
        return
    waiting = _waiting(publication)
    since = waiting.since if waiting else publication.number - 1
    if not what_people_missed(publication, since):
        if waiting:
            waiting.state = LetterState.THROWN_AWAY
            waiting.save(update_fields=["state"])
        return
    if waiting is None:
        write_letter(
            publication.programme,
            LetterKind.CHANGE,
            by=by,
            day=publication.day,
            audience=Audience.AFFECTED,
            publication=publication,
            since=since,
        )
        return
    waiting.publication = publication
    if "changes" not in placeholders_in(waiting.body):  # somebody wrote out what had changed until then
        words = words_for(publication.programme, LetterKind.CHANGE)
        waiting.subject, waiting.body = words.subject, words.body
    waiting.save(update_fields=["publication", "subject", "body"])


def _waiting(publication):
    return (
        Letter.objects.select_for_update()
        .filter(
            programme=publication.programme_id,
            day=publication.day_id,
            kind=LetterKind.CHANGE,
            state=LetterState.WAITING,
            since__isnull=False,
        )
        .order_by("made_at")
        .first()
    )
