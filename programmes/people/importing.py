"""Bringing in a list of people: every row is checked, and all of them come in at once or none."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac

from programmes.models import AuditEvent, ImportDraft, Membership, Programme, Team, User
from programmes.people.columns import guess_columns
from programmes.people.names import sort_key
from programmes.people.reading import understood
from programmes.people.rows import NEW, SAME_NAME, check_rows

AT_A_TIME = 1000
DRAFTS_LAST = timedelta(days=1)


class AlreadyImported(Exception):
    """This very list was brought in before; `done_at` is when."""

    def __init__(self, done_at):
        super().__init__()
        self.done_at = done_at


@dataclass
class Choices:
    """What the person who brought the list decided after seeing the preview."""

    make_teams: bool = False
    others: set = field(default_factory=set)  # numbers of rows that are somebody else with the same name


@dataclass
class Brought:
    people: int
    teams: int


def _fingerprint(programme, rows):
    cells = json.dumps([cells for _number, cells in rows], ensure_ascii=True)
    return salted_hmac(
        "copro.people.list", f"{programme.pk}{hashlib.sha256(cells.encode()).hexdigest()}", algorithm="sha256"
    ).hexdigest()


def keep_draft(programme, listed, *, by):
    """Keep what was read until its sender agrees to it. Raises AlreadyImported."""
    fingerprint = _fingerprint(programme, listed.rows)
    drafts = ImportDraft.objects.filter(programme=programme)
    done = drafts.filter(fingerprint=fingerprint, done_at__isnull=False).first()
    if done:
        raise AlreadyImported(done.done_at)
    guess = guess_columns(understood(listed.rows[:50], listed.encoding))
    with transaction.atomic():
        # Names in lists that nobody agreed to are not kept.
        drafts.filter(done_at__isnull=True, created_at__lt=timezone.now() - DRAFTS_LAST).delete()
        drafts.filter(done_at__isnull=True, made_by=by).delete()
        draft = ImportDraft(
            programme=programme,
            made_by=by,
            encoding=listed.encoding,
            columns=guess.columns,
            has_headings=guess.has_headings,
            fingerprint=fingerprint,
        )
        draft.rows_text = json.dumps(listed.rows, ensure_ascii=True)
        draft.save()
    return draft


def raw_rows_of(draft):
    return json.loads(draft.rows_text or "[]")


def rows_of(draft):
    """The list's rows as [number, cells], in the encoding chosen."""
    return understood(raw_rows_of(draft), draft.encoding)


def checked(draft):
    """The list's people, each with what stands in the way."""
    rows = rows_of(draft)
    return check_rows(draft.programme, rows[1:] if draft.has_headings else rows, draft.columns)


def bring_in(draft, choices, *, by):
    """Give everybody on the list a place. Raises AlreadyImported; returns how many came."""
    with transaction.atomic():
        # One list at a time: two people may press the button at once.
        programme = Programme.objects.select_for_update(of=("self",)).get(pk=draft.programme_id)
        draft = ImportDraft.objects.select_for_update().get(programme=programme, pk=draft.pk)
        if draft.done_at:
            raise AlreadyImported(draft.done_at)
        rows = [row for row in checked(draft) if _wanted(row, choices)]
        teams, made = _teams(programme, rows, make=choices.make_teams)
        _seat_everybody(programme, rows, teams)
        draft.done_at = timezone.now()
        draft.rows_text = ""
        draft.columns = []
        draft.save(update_fields=["done_at", "sealed_rows", "columns"])
        AuditEvent.objects.record(
            "people_imported", actor=by, programme=programme, about=draft, people=len(rows), teams=made
        )
    return Brought(len(rows), made)


def _wanted(row, choices):
    return row.standing == NEW or (row.standing == SAME_NAME and row.number in choices.others)


def _teams(programme, rows, *, make):
    """({lower-case name: team}, how many were made)."""
    teams = {team.name.lower(): team for team in Team.objects.filter(programme=programme)}
    missing = {row.team.lower(): row.team for row in rows if row.team and row.team.lower() not in teams}
    if make and missing:
        made = Team.objects.bulk_create([Team(programme=programme, name=name) for name in missing.values()])
        teams |= {team.name.lower(): team for team in made}
        return teams, len(made)
    return teams, 0


def _seat_everybody(programme, rows, teams):
    emails = [row.email.lower() for row in rows if row.email]
    known = {
        person.lowered: person
        for person in User.objects.annotate(lowered=Lower("email")).filter(lowered__in=emails)
    }
    people, places = [], []
    for row in rows:
        person = known.get(row.email.lower()) if row.email else None
        if person is None:
            person = User(name=row.name, email=row.email or None)
            people.append(person)
        places.append(
            Membership(
                programme=programme,
                person=person,
                name=row.name,
                sort_name=sort_key(row.name),
                team=teams.get(row.team.lower()) if row.team else None,
                came_by="imported",
                **row.details,
            )
        )
    User.objects.bulk_create(people, batch_size=AT_A_TIME)
    Membership.objects.bulk_create(places, batch_size=AT_A_TIME)
