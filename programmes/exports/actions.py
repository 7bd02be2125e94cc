"""Sending a copy: written down before the first byte, and again when the last one has left."""

from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.text import slugify

from programmes.exports.queries import table_for
from programmes.exports.writers import csv_file, xlsx_file
from programmes.models import AuditEvent

WRITERS = {"csv": csv_file, "xlsx": xlsx_file}
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def send_attendance(choice, file, *, by, name, **where):
    """A response that streams the chosen attendance; `where` is programme= or organisation=.

    The first event says who asked for what. It is committed before anything is read, so that a copy which
    breaks off half-way is still written down; the second says that the file went out whole, with its rows.
    """
    asked = AuditEvent.objects.record(
        "attendance_exported",
        actor=by,
        **where,
        days=[day.ref for day in choice.days],
        programmes=len(choice.programmes),
        columns=list(choice.columns),
        shape=choice.shape,
        file=file,
    )
    table = table_for(choice, defused=file == "csv")
    chunks = WRITERS[file](table)
    first = next(chunks)  # so that what goes wrong at once is an error page, not half a file

    def stream():
        yield first
        yield from chunks
        AuditEvent.objects.record(
            "attendance_sent", actor=by, **where, rows=table.rows, file=file, asked=str(asked.pk)
        )

    return as_download(StreamingHttpResponse(stream(), content_type=TYPES[file]), f"{name}.{file}")


def as_download(response, name):
    """A file to keep: never shown as a page, never stored on the way."""
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    return response


def file_name(programme, days, what=""):
    """programme-day-date, as people expect it: 'waiting-well-day-one-2027-01-19'."""
    if len(days) == 1:
        [day] = days
        date = day.date or timezone.localdate()
        parts = [programme.slug, slugify(str(day.label)), what, date.isoformat()]
    else:
        parts = [programme.slug, f"{len(days)}-days", what, timezone.localdate().isoformat()]
    return "-".join(part for part in parts if part)


def name_of_many(count):
    return f"attendance-{count}-programmes-{timezone.localdate().isoformat()}"
