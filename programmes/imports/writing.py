"""From a read file to a draft programme, in one transaction or not at all."""

from django.db import transaction
from django.utils.translation import gettext as _

from programmes.agenda.times import NoSuchTime, set_instants
from programmes.models import AgendaItem, AuditEvent, ProgrammeDay


class NothingWritten(Exception):
    """The file has problems; `problems` lists them by line."""

    def __init__(self, problems):
        super().__init__()
        self.problems = sorted(problems, key=lambda problem: problem.line)


def check_times(draft):
    """Note every session that starts before the one above it ends: sessions follow each other."""
    for day in draft.days:
        reached = None
        for session in day.sessions:
            if reached and session.start and session.start < reached:
                draft.cannot(
                    session.line,
                    _("“%(title)s” starts before the session above it ends") % {"title": session.title},
                )
            if session.start and session.end and session.end < session.start:
                draft.cannot(session.line, _("End must be after start"))
            reached = session.end or session.start or reached


@transaction.atomic
def write_programme(draft, make_programme, *, by):
    """Write the draft into a new programme and return it.

    `make_programme(name, purpose)` gives the empty draft programme. Raises NothingWritten when the file has
    problems; then nothing is written.
    """
    check_times(draft)
    if draft.problems:
        raise NothingWritten(draft.problems)
    programme = make_programme(draft.name, draft.purpose)
    programme.imported_notes = draft.notes
    programme.save(update_fields=["imported_notes"])
    for number, day in enumerate(draft.days, 1):
        _write_day(draft, programme, number, day)
    if draft.problems:
        raise NothingWritten(draft.problems)
    AuditEvent.objects.record(
        "programme_imported",
        actor=by,
        programme=programme,
        days=len(draft.days),
        sessions=sum(len(day.sessions) for day in draft.days),
    )
    return programme


def _write_day(draft, programme, number, day):
    row = ProgrammeDay(
        programme=programme,
        number=number,
        title=day.title,
        date=day.date,
        window_from=day.window_from,
        window_to=day.window_to,
        start_wall=day.start,
        end_wall=day.end,
        zone=day.zone or programme.zone,
        capacity=day.capacity,
        online_note=day.online_note,
        notes=day.notes,
    )
    try:
        set_instants(row)
    except NoSuchTime as error:
        draft.cannot(day.line, str(error))
    row.save()
    _write_sessions(programme, row, day.sessions)


def _write_sessions(programme, day, sessions):
    reached, position = day.start_wall, 0
    for session in sessions:
        position += 1
        item = AgendaItem.objects.create(
            programme=programme,
            day=day,
            position=position,
            title=session.title,
            kind=session.kind,
            minutes=session.minutes,
            # Only what does not follow from the session above: the plan goes on moving with its minutes.
            pinned_start=session.start if session.start and session.start != reached else None,
            materials=session.materials,
            facilitator_notes=session.notes,
        )
        reached = session.end if session.start else None
        for part in session.parts:
            position += 1
            AgendaItem.objects.create(
                programme=programme, day=day, part_of=item, position=position, title=part, kind=session.kind
            )
