"""What comes round by itself: letters whose time has come, and copies to try again."""

import logging
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from copro.jobs import regularly
from programmes.letters.going import is_due
from programmes.letters.sending import send_letter
from programmes.models import CopyState, Letter, LetterCopy, LetterState

log = logging.getLogger(__name__)


@regularly(every=timedelta(minutes=1))
def send_due_letters():
    """Send what is due, of every programme; returns how many copies are done with."""
    done = 0
    for key in [*_due_letters(), *_with_due_copies()]:
        try:
            done += send_letter(key)
        except Exception as error:  # one letter that breaks must not keep the others here
            log.error("letter %s could not be worked on: %s", key, type(error).__name__)
    return done


def _due_letters():
    agreed = Letter.objects.filter(state=LetterState.AGREED).select_related("day")
    return [letter.pk for letter in agreed if is_due(letter)]


def _with_due_copies():
    now = timezone.now()
    due = LetterCopy.objects.filter(
        Q(next_try_at=None) | Q(next_try_at__lte=now), state=CopyState.WAITING, letter__state=LetterState.GONE
    )
    return list(due.values_list("letter", flat=True).distinct())
