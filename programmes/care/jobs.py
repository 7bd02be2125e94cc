"""Promises that keep themselves: what helps people goes on its date, names of visitors go after the day."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from copro.jobs import regularly
from programmes.care.needs import KEPT_AFTER, last_day, promise_for, today_in
from programmes.care.times import is_over
from programmes.models import AccessJob, AccessNeed, AuditEvent, Programme, Visitor


@regularly(every=timedelta(hours=1))
def delete_needs_in_time():
    """Delete what helps people on the date that was promised; a promise moves closer when the days do."""
    with_needs = Programme.objects.filter(pk__in=AccessNeed.objects.values("programme"))
    return sum(_keep_promises(programme) for programme in with_needs)


@transaction.atomic
def _keep_promises(programme):
    needs = AccessNeed.objects.filter(programme=programme)
    needs.filter(delete_on__gt=promise_for(programme)).update(delete_on=promise_for(programme))
    today = today_in(programme)
    due = Q(delete_on__lte=today) | Q(membership__left_on__lte=today - KEPT_AFTER)
    if _has_ended(programme, today):
        due |= Q(delete_on__isnull=True)
    people = list(needs.filter(due).values_list("membership", flat=True))
    if not people:
        return 0
    AccessJob.objects.filter(programme=programme, membership__in=people).delete()
    needs.filter(membership__in=people).delete()
    AuditEvent.objects.record("needs_deleted", actor=None, programme=programme, count=len(people))
    return len(people)


def _has_ended(programme, today):
    """Those who were promised "until the programme ends" before we promised a date."""
    if programme.is_closed:
        return True
    last = last_day(programme)
    is_open_ended = programme.days.filter(date__isnull=True, window_to__isnull=True).exists()
    return last is not None and last < today and not is_open_ended


@regularly(every=timedelta(hours=6))
def forget_old_jobs():
    """A month after a day nobody needs to know what was got ready for it, nor for whom."""
    with_jobs = Programme.objects.filter(pk__in=AccessJob.objects.values("programme"))
    return sum(_forget_old_jobs_of(programme) for programme in with_jobs)


def _forget_old_jobs_of(programme):
    long_ago = today_in(programme) - KEPT_AFTER
    return AccessJob.objects.filter(programme=programme, day__date__lte=long_ago).delete()[0]


@regularly(every=timedelta(hours=1))
def forget_visitors():
    """The day after, names of visitors go, and with whom they came; how many of each kind stays."""
    told = ~Q(name="") | Q(comes_with__isnull=False) | Q(help_to_leave=True)
    programmes = Programme.objects.filter(pk__in=Visitor.objects.filter(told).values("programme"))
    return sum(_forget_visitors_of(programme, told) for programme in programmes)


@transaction.atomic
def _forget_visitors_of(programme, told):
    visitors = Visitor.objects.filter(programme=programme).filter(told).select_related("day")
    long_ago = timezone.now() - timedelta(days=1)
    gone = [
        visitor.pk
        for visitor in visitors
        if is_over(visitor.day) or (visitor.day.date is None and visitor.made_at < long_ago)
    ]
    if not gone:
        return 0
    Visitor.objects.filter(programme=programme, pk__in=gone).update(
        name="", comes_with=None, help_to_leave=False
    )
    AuditEvent.objects.record("visitors_forgotten", actor=None, programme=programme, count=len(gone))
    return len(gone)
