"""Closing a day, opening it again, and who phones whom."""

from django.db import transaction
from django.utils import timezone

from programmes.models import AuditEvent, FriendCall, ProgrammeDay


@transaction.atomic
def close_day(day, *, by):
    """Say that the day's register is as it should be. What is not recorded stays not recorded."""
    day = ProgrammeDay.objects.select_for_update().get(programme=day.programme_id, pk=day.pk)
    if day.closed_at:
        return day
    day.closed_at, day.closed_by = timezone.now(), by
    day.save(update_fields=["closed_at", "closed_by"])
    AuditEvent.objects.record("day_closed", actor=by, programme=day.programme, about=day)
    return day


@transaction.atomic
def open_again(day, *, by):
    """Something is still to be put right."""
    day = ProgrammeDay.objects.select_for_update().get(programme=day.programme_id, pk=day.pk)
    if day.closed_at is None:
        return
    day.closed_at = day.closed_by = None
    day.save(update_fields=["closed_at", "closed_by"])
    AuditEvent.objects.record("day_opened_again", actor=by, programme=day.programme, about=day)


def note_call(day, membership, *, who, state):
    """Keep who phones somebody and how it went: one row a person and day."""
    FriendCall.objects.update_or_create(
        programme=day.programme,
        day=day,
        membership=membership,
        defaults={"who": who, "state": state, "changed_at": timezone.now()},
    )
