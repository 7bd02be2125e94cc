"""Attendance from other tools' files: choose one, look at it, agree. Nothing changes before that."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from copro.pages import posted, posted_files, render_page
from programmes.access import for_facilitators
from programmes.elsewhere.actions import BroughtBefore, bring_in, keep_file, matches_of, report_of
from programmes.elsewhere.forms import MEANINGS, AgreeForm, FileForm
from programmes.elsewhere.matching import People
from programmes.elsewhere.queries import summary_of
from programmes.models import AttendanceFile

PAGES = "programmes/elsewhere/"


@for_facilitators
@require_http_methods(["GET", "HEAD", "POST"])
def attendance_file(request, seat, day):
    day = get_object_or_404(seat.programme.days, ref=day)
    form = FileForm(posted(request), posted_files(request), day=day)
    if form.is_valid():
        try:
            file = keep_file(day, form.report, by=seat.person)
        except BroughtBefore as error:
            form.add_error("file", _before(error, seat))
        else:
            return redirect("programmes:attendance_preview", seat.programme.slug, day.ref, file.ref)
    context = {"seat": seat, "section": "register", "day": day, "form": form}
    return render_page(request, f"{PAGES}file.html", context, status=422 if form.errors else 200)


def _before(error, seat):
    when = date_format(timezone.localtime(error.done_at, seat.programme.tz), "j F")
    return _("This file was brought in on %(when)s. Nothing was changed") % {"when": when}


def _file(seat, day, ref):
    """A file is seen only by the person who brought it."""
    day = get_object_or_404(seat.programme.days, ref=day)
    files = AttendanceFile.objects.filter(programme=seat.programme, day=day, made_by=seat.person)
    return day, get_object_or_404(files, ref=ref)


@for_facilitators
@require_http_methods(["GET", "HEAD", "POST"])
def attendance_preview(request, seat, day, file):
    """What the file would do; POST does it."""
    day, file = _file(seat, day, file)
    if file.done_at:
        return redirect("programmes:register", seat.programme.slug)
    report = report_of(file)
    people = People(seat.programme)
    matches = matches_of(people, report)
    form = AgreeForm(posted(request), report=report, matches=matches, people=people.places, day=day)
    if form.is_valid():
        given = form.cleaned_data
        try:
            brought = bring_in(
                file, MEANINGS[given["meaning"]], form.answers, by=seat.person, replace=given["replace"]
            )
        except BroughtBefore as error:
            messages.info(request, f"{_before(error, seat)}.")
        else:
            messages.success(request, _what_came(brought))
        return redirect("programmes:register", seat.programme.slug)
    context = {
        "seat": seat,
        "section": "register",
        "day": day,
        "file": file,
        "form": form,
        "summary": summary_of(day, report, matches),
    }
    return render_page(request, f"{PAGES}preview.html", context, status=422 if form.errors else 200)


def _what_came(brought):
    text = ngettext("One person is recorded.", "%(count)s people are recorded.", brought.recorded)
    says = [text % {"count": brought.recorded}]
    if brought.kept:
        text = ngettext(
            "One was recorded already and stays as it is.",
            "%(count)s were recorded already and stay as they are.",
            brought.kept,
        )
        says.append(text % {"count": brought.kept})
    if brought.new:
        says.append(ngettext("One is new.", "%(count)s are new.", brought.new) % {"count": brought.new})
    return " ".join(says)


@for_facilitators
@require_POST
def attendance_forget(request, seat, day, file):
    """Throw the file away without recording anybody."""
    day, file = _file(seat, day, file)
    if not file.done_at:  # what is left of a used one keeps it from coming in twice
        file.delete()
        messages.success(request, _("The file is thrown away. Nothing was recorded."))
    return redirect("programmes:attendance_file", seat.programme.slug, day.ref)
