"""A timetable as CSV: one line a session (docs/import.md has the columns)."""

import csv
import io

from django.utils.translation import gettext as _

from programmes.imports.shapes import DayDraft, ProgrammeDraft, SessionDraft
from programmes.imports.values import CannotRead, read_date, read_kind, read_text, read_time

NEEDED = ("day_no", "start", "end", "title_short")
MOST_LINES = 2_000


def read_csv(text):
    """The draft of a timetable; what could not be read stands in `draft.problems` by line."""
    draft = ProgrammeDraft()
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey="", strict=True)
    try:
        missing = [name for name in NEEDED if name not in (reader.fieldnames or [])]
        if missing:
            found = ", ".join(reader.fieldnames or []) or _("nothing")
            draft.cannot(
                1, _("No “%(name)s” column; found: %(found)s") % {"name": missing[0], "found": found}
            )
            return draft
        for count, row in enumerate(reader):
            if count >= MOST_LINES:
                draft.cannot(reader.line_num, _("At most %(count)s lines") % {"count": MOST_LINES})
                break
            _read_line(draft, row, reader.line_num, len(reader.fieldnames))
    except csv.Error:
        # The line after the last one that was whole: there the open quotation begins.
        draft.cannot(reader.line_num + 1, _("Quotation mark not closed"))
    if not draft.days and not draft.problems:
        draft.cannot(1, _("This file has no rows"))
    for day in draft.days:
        _frame(day)
    return draft


def _read_line(draft, row, line, width):
    if "" in row or None in row.values():
        given = width + len(row.get("", [])) - sum(value is None for value in row.values())
        draft.cannot(
            line, _("This line has %(given)s values, expected %(width)s") % {"given": given, "width": width}
        )
        return
    try:
        day = _day_of(draft, row, line)
        title, parts = split_parts(read_text(row["title_short"], 2_000))
        if not title:
            raise CannotRead(_("Enter a name"))
        day.sessions.append(
            SessionDraft(
                title=read_text(title, 200),
                kind=read_kind(row.get("kind")),
                line=line,
                start=read_time(row["start"]),
                end=read_time(row["end"]),
                materials=read_text(row.get("needs"), 2_000),
                notes=_notes(row),
                parts=parts,
            )
        )
    except CannotRead as error:
        draft.cannot(line, str(error))
    draft.name = draft.name or (row.get("source_title") or "")[:120]
    source = row.get("source_url") or ""
    if source and source not in draft.notes:
        draft.notes.append(source)


def _day_of(draft, row, line):
    """The day a line belongs to; lines of one day may stand apart."""
    title = _("Day %(number)s") % {"number": read_text(row["day_no"], 20)}
    date = read_date(row.get("date"))
    for day in draft.days:
        if day.title == title:
            if date != day.date:
                raise CannotRead(_("%(day)s has two dates") % {"day": title})
            return day
    draft.days.append(DayDraft(title=title, line=line, date=date))
    return draft.days[-1]


def split_parts(title):
    """'Opening: welcomes; roll call; questions' → ('Opening', [its parts, which share its time])."""
    head, colon, rest = title.partition(":")
    parts = [part.strip() for part in rest.split(";") if part.strip()]
    return (head.strip(), parts) if colon and len(parts) > 1 else (title, [])


def _notes(row):
    lines = []
    if row.get("presenter_role"):
        lines.append(_("Who presents: %(who)s") % {"who": row["presenter_role"]})
    if row.get("source_note"):
        lines.append(_("Note in the file: %(note)s") % {"note": row["source_note"]})
    if row.get("time_as_printed"):
        lines.append(_("Time as printed: %(time)s") % {"time": row["time_as_printed"]})
    return "\n".join(lines)


def _frame(day):
    """A timetable gives the day's own hours: from its first start to its last end."""
    starts = [session.start for session in day.sessions if session.start]
    ends = [session.end for session in day.sessions if session.end]
    day.start, day.end = (starts[0] if starts else None), (ends[-1] if ends else None)
