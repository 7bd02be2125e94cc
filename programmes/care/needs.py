"""What helps one person take part: kept as they agreed, asked again before a day, deleted when we said.

The date that we promise is shown in the box that somebody ticks. It may move closer when the days do, and
never further away: for that we ask again, and show the new date.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Coalesce
from django.utils import timezone

from programmes.models import AccessJob, AccessNeed

KEPT_AFTER = timedelta(days=30)
# Where no day has a date yet we promise something all the same.
AT_THE_LATEST = timedelta(days=365)
ASKED_BEFORE = timedelta(days=14)
GREET, LEAVE, WORDS, ASKED = "greet", "leave", "words", "asked"


def today_in(programme):
    return timezone.localdate(timezone=programme.tz)


def promise_for(programme):
    """The date on which we delete what somebody tells us today: 30 days after the last day known now."""
    last = last_day(programme)
    today = today_in(programme)
    if last is None:
        return today + AT_THE_LATEST
    return max(last, today) + KEPT_AFTER


def deleted_on(need, programme):
    """The date that a form about this need names: what was promised already, or what we promise today."""
    promised = promise_for(programme)
    return min(promised, need.delete_on) if need and need.delete_on else promised


def last_day(programme):
    """The latest date on which a day of the programme may be; None where none is known."""
    return programme.days.order_by().aggregate(last=Max(Coalesce("date", "window_to")))["last"]


def need_of(membership):
    """What we know helps this person, or None."""
    return AccessNeed.objects.filter(programme=membership.programme_id, membership=membership).first()


@transaction.atomic
def write_need(membership, *, helps, words, please_greet=False, help_to_leave=False):
    """Keep what helps somebody take part, as they agreed; with nothing to keep, the row goes.

    The same again changes nothing: sending a form with other changes is no new yes.
    """
    if not (helps or words or please_greet or help_to_leave):
        forget_need(membership)
        return
    mine = AccessNeed.objects.select_for_update().filter(
        programme=membership.programme_id, membership=membership
    )
    need = mine.first() or AccessNeed(programme_id=membership.programme_id, membership=membership)
    held = (need.helps, need.words, need.please_greet, need.help_to_leave)
    if not need._state.adding and held == (helps, words, please_greet, help_to_leave):
        return
    promised = deleted_on(need, membership.programme)
    need.helps, need.words = helps, words
    need.please_greet, need.help_to_leave = please_greet, help_to_leave
    need.agreed_at = timezone.now()
    need.delete_on = promised
    need.save()
    _jobs_of(membership).exclude(help__in=kinds_of(need)).delete()


def kinds_of(need):
    """The kinds of jobs that a need makes, the door first."""
    more = [(GREET, need.please_greet), (LEAVE, need.help_to_leave), (WORDS, bool(need.sealed_words))]
    return [*need.helps, *(kind for kind, is_so in more if is_so)]


def _jobs_of(membership):
    return AccessJob.objects.filter(programme=membership.programme_id, membership=membership)


@transaction.atomic
def forget_need(membership):
    """Delete what helps somebody, and what was to be got ready because of it. At once, for good."""
    _jobs_of(membership).delete()
    AccessNeed.objects.filter(programme=membership.programme_id, membership=membership).delete()


@transaction.atomic
def still_right(membership, until):
    """They looked at it again. `until` is the date that the page showed them: it counts as agreed."""
    need = (
        AccessNeed.objects.select_for_update()
        .filter(programme=membership.programme_id, membership=membership)
        .first()
    )
    if need is None:
        return
    need.reviewed_at = timezone.now()
    if until == promise_for(membership.programme):
        need.delete_on = until
    need.save(update_fields=["reviewed_at", "delete_on"])


def is_checked_for(need, day):
    """True when somebody said, or said again, what helps within the two weeks before this day."""
    last = max(filter(None, [need.agreed_at, need.reviewed_at]))
    if day.date is None:
        return True
    return timezone.localdate(last, day.programme.tz) >= day.date - ASKED_BEFORE
