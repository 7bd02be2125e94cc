"""A file of another tool becomes attendance, once somebody has looked at it and agreed."""

import hashlib
import json
import uuid
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from programmes.attendance.actions import put_right, record_plan
from programmes.elsewhere.matching import People
from programmes.elsewhere.sources import Report, Seen
from programmes.models import Attendance, AttendanceFile, AuditEvent, How, Membership, ProgrammeDay
from programmes.people.actions import add_person

FILES_LAST = timedelta(days=1)
NEW_PERSON = "new"


class BroughtBefore(Exception):
    """This very file was brought in for this day before; `done_at` is when."""

    def __init__(self, done_at):
        super().__init__()
        self.done_at = done_at


@dataclass(frozen=True)
class Brought:
    """How many records were made, how many stayed as they were, how many people are new."""

    recorded: int = 0
    kept: int = 0
    new: int = 0


def keep_file(day, report, *, by):
    """Keep what was read until its sender agrees to it. Raises BroughtBefore."""
    rows = [_as_data(seen) for seen in report.seen]
    fingerprint = _fingerprint(day, rows)
    files = AttendanceFile.objects.filter(programme=day.programme_id, day=day)
    if done := files.filter(fingerprint=fingerprint, done_at__isnull=False).first():
        raise BroughtBefore(done.done_at)
    with transaction.atomic():
        files.filter(done_at__isnull=True, made_by=by).delete()
        file = AttendanceFile(
            programme_id=day.programme_id, day=day, source=report.source, made_by=by, fingerprint=fingerprint
        )
        file.rows_text = json.dumps(rows)
        file.save()
    return file


def _fingerprint(day, rows):
    told = hashlib.sha256(json.dumps(rows).encode()).hexdigest()
    return salted_hmac("copro.attendance.file", f"{day.pk}{told}", algorithm="sha256").hexdigest()


def _as_data(seen):
    data = asdict(seen)
    data["joined"] = seen.joined and seen.joined.isoformat()
    data["left"] = seen.left and seen.left.isoformat()
    data["stayed"] = seen.stayed and seen.stayed.total_seconds()
    return data


def report_of(file):
    """What was read, as it was read."""
    return Report(file.source, [_as_seen(data) for data in json.loads(file.rows_text or "[]")])


def _as_seen(data):
    moments = {
        name: datetime.fromisoformat(data[name]) if data[name] else None  # wall times, without a zone
        for name in ("joined", "left")
    }
    stayed = None if data["stayed"] is None else timedelta(seconds=data["stayed"])
    return Seen(**data | moments | {"stayed": stayed})


@transaction.atomic
def bring_in(file, meaning, answers, *, by, replace=False):
    """Record what the file says. Raises BroughtBefore.

    `meaning` tells what being in the file means (forms.Meaning). `answers` says who the unmatched are:
    {line: membership ref, NEW_PERSON, or '' to leave out}. What is recorded stays, unless `replace`.
    """
    day = (
        ProgrammeDay.objects.select_for_update()
        .select_related("programme")
        .get(programme=file.programme_id, pk=file.day_id)
    )
    file = AttendanceFile.objects.select_for_update().get(programme=day.programme_id, pk=file.pk)
    if file.done_at:
        raise BroughtBefore(file.done_at)
    people, new = _people(day.programme, report_of(file), answers, by=by)
    known = set(
        Attendance.objects.filter(programme=day.programme_id, day=day, presence__isnull=False).values_list(
            "membership_id", flat=True
        )
    )
    kept = 0
    for membership, seen in people.values():
        if membership.pk in known and not replace:
            kept += 1
            continue
        _record(day, membership, seen, meaning, tap=uuid.uuid5(file.pk, str(membership.pk)), by=by)
    brought = Brought(len(people) - kept, kept, new)
    file.done_at = timezone.now()
    file.rows_text = ""
    file.save(update_fields=["done_at", "sealed_rows"])
    AuditEvent.objects.record(
        "attendance_brought_in",
        actor=by,
        programme=day.programme,
        about=day,
        source=file.source,
        people=brought.recorded,
    )
    return brought


def _people(programme, report, answers, *, by):
    """({membership id: (membership, Seen)}, how many are new): each person once, whatever the file says."""
    chosen, new = {}, 0
    for match in matches_of(People(programme), report):
        ref = match.found.ref if match.found else answers.get(match.number, "")
        if ref == NEW_PERSON:
            person = add_person(programme, match.seen.name[:120], by=by, came_by="imported")
            chosen[person.ref] = match.seen
            new += 1
        elif ref:
            chosen.setdefault(ref, match.seen)
    found = Membership.objects.filter(programme=programme, ref__in=chosen)
    return {each.pk: (each, chosen[each.ref]) for each in found}, new


def matches_of(people, report):
    """A Match for every line of the file."""
    return [people.match(number, seen) for number, seen in enumerate(report.seen, 1)]


def _record(day, membership, seen, meaning, *, tap, by):
    is_here = seen.checked_in if meaning.presence_if_checked_in and seen.checked_in is not None else True
    if meaning.presence and is_here:
        put_right(
            day,
            membership,
            meaning.presence,
            by=by,
            how=How.IMPORT,
            arrived_at=_instant(seen.joined, day) if meaning.has_times else None,
            left_at=_instant(seen.left, day) if meaning.has_times else None,
            client_id=tap,
        )
    else:
        record_plan(day, membership, meaning.plan, by=by, how=How.IMPORT, client_id=tap)


def _instant(wall, day):
    """The moment that a report's wall time means in the day's zone; only of the day's own date."""
    if wall is None or (day.date and wall.date() != day.date):
        return None
    return wall.replace(tzinfo=ZoneInfo(day.zone)).astimezone(UTC)
