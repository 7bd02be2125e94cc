"""Writes to a day's checklist."""

import uuid

from django.db import transaction
from django.utils import timezone

from programmes.care.needs import ASKED, kinds_of
from programmes.models import AccessJob, AccessNeed, Membership


class NoSuchJob(Exception):
    """What it came from has gone: the need was taken back, or the job was removed."""


@transaction.atomic
def write_job(day, *, kind, person, do, who, by):
    """Tick a job, take the tick back, or say who does it. Raises NoSuchJob."""
    row = _locked(day, kind, person) if person else _for_all(day, kind)
    if do == "remove" and not person:
        row.delete()
        return
    if do == "done":
        row.done_at, row.done_by = row.done_at or timezone.now(), row.done_by or by
    elif do == "undo":
        row.done_at = row.done_by = None
    if do != "undo":
        row.who = who
    row.save(update_fields=["done_at", "done_by", "who"])


def _locked(day, kind, person):
    """The row of somebody's job, made when it is touched for the first time."""
    membership = Membership.objects.current().filter(programme=day.programme_id, ref=person).first()
    if membership is None or not _is_wanted(day, membership, kind):
        raise NoSuchJob
    about = {"programme_id": day.programme_id, "day": day, "membership": membership, "help": kind}
    rows = AccessJob.objects.select_for_update().filter(**about)
    row = rows.first()
    if row is None:
        AccessJob.objects.bulk_create([AccessJob(**about)], ignore_conflicts=True)
        row = rows.get()
    return row


def _is_wanted(day, membership, kind):
    need = AccessNeed.objects.filter(programme=day.programme_id, membership=membership).first()
    return kind == ASKED if need is None else kind in kinds_of(need)


def _for_all(day, ref):
    row = (
        AccessJob.objects.select_for_update()
        .filter(programme=day.programme_id, day=day, membership__isnull=True, ref=ref)
        .first()
    )
    if row is None:
        raise NoSuchJob
    return row


def add_job_for_all(day, words, *, client_id):
    """One more thing to get ready, once for each form."""
    job = AccessJob(id=uuid.uuid5(client_id, str(day.pk)), programme=day.programme, day=day)
    if AccessJob.objects.filter(programme=day.programme_id, pk=job.pk).exists():
        return
    job.words = words
    AccessJob.objects.bulk_create([job], ignore_conflicts=True)
