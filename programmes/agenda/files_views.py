"""A day's agenda as a file, out and in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from copro.pages import render_page
from programmes.access import for_facilitators, for_members
from programmes.agenda.files_forms import AgendaFileForm
from programmes.agenda.files_out import as_csv, as_markdown, draft_rows, published_file_rows
from programmes.agenda.seen import day_seen_by, rows_of_lines

BOTH = require_http_methods(["GET", "HEAD", "POST"])


def a_file(content, kind, name):
    response = HttpResponse(content, content_type=f"text/{kind}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@for_members
@require_safe
def agenda_csv(request, seat, day):
    day = day_seen_by(seat, day)
    content = as_csv(published_file_rows(day), for_facilitators=False)
    return a_file(content, "csv", f"agenda-day-{day.number}.csv")


@for_members
@require_safe
def agenda_markdown(request, seat, day):
    day = day_seen_by(seat, day)
    content = as_markdown(day, published_file_rows(day), for_facilitators=False)
    return a_file(content, "markdown", f"agenda-day-{day.number}.md")


@for_facilitators
@require_safe
def plan_csv(request, seat, day):
    day = get_object_or_404(seat.programme.days, ref=day)
    content = as_csv(draft_rows(day), for_facilitators=True)
    return a_file(content, "csv", f"plan-day-{day.number}-with-notes.csv")


@for_facilitators
@require_safe
def plan_markdown(request, seat, day):
    day = get_object_or_404(seat.programme.days, ref=day)
    content = as_markdown(day, draft_rows(day), for_facilitators=True)
    return a_file(content, "markdown", f"plan-day-{day.number}-with-notes.md")


@for_facilitators
@BOTH
def agenda_files(request, seat, day):
    """Download; or bring one in: looked at first, and written only by the button under what it would add."""
    day = get_object_or_404(seat.programme.days, ref=day)
    if request.method != "POST":
        return _files_page(request, day, AgendaFileForm(seat=seat, day=day))
    form = AgendaFileForm(request.POST, request.FILES, seat=seat, day=day)
    if not form.is_valid():
        return _files_page(request, day, form, status=422)
    if "confirm" in request.POST and form.was_seen:
        if form.write():
            count = len(form.lines)
            said = ngettext("Brought in: %(count)s session.", "Brought in: %(count)s sessions.", count)
            messages.success(request, said % {"count": count})
            return redirect("programmes:plan", seat.programme.slug, day.ref)
        return _files_page(request, day, form, status=422)
    context = {
        "day": day,
        "form": form.to_look_at(),
        "changed": "confirm" in request.POST,
        "rows": rows_of_lines(form.lines, form.begins),
        "count": len(form.lines),
        "problems": form.read.problems,
        "strangers": form.hosts()[1],
        "section": "days",
    }
    return render_page(request, "programmes/agenda/agenda_preview.html", context)


def _files_page(request, day, form, status=200):
    if status == 422 and form.is_bound and getattr(form, "text", "") and not form.data.get("pasted"):
        # What was in the file is put into the box, so that it can be put right there.
        form.data = form.data.copy()
        form.data["pasted"] = form.text if len(form.text) < 200_000 else ""
    context = {"day": day, "form": form, "section": "days"}
    return render_page(request, "programmes/agenda/agenda_files.html", context, status=status)
