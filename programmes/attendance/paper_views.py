"""Typing a paper register back in: one keystroke a row, or a tap, or a form without any script."""

from django.contrib import messages
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from copro.pages import posted, render_page
from programmes.access import for_facilitators
from programmes.attendance.paper import KEYS, paper_rows, save_sheet
from programmes.attendance.paper_forms import PaperForm
from programmes.attendance.queries import day_of
from programmes.attendance.words import SHORT, clock, on_date, status_words
from programmes.models import Plan

PAGE = "programmes/attendance/paper.html"


@for_facilitators
@require_http_methods(["GET", "HEAD", "POST"])
def paper_register(request, seat, day):
    """The rows of the sheet, in its order."""
    day = day_of(seat, day)
    by_team = request.GET.get("by") == "team"
    form = PaperForm(posted(request), day=day, rows=paper_rows(seat.programme, day, by_team=by_team))
    if form.is_valid():
        saved = save_sheet(
            day, form.entries, form.newcomers, by=seat.person, client_id=form.cleaned_data["client_id"]
        )
        if not saved.meanwhile:
            messages.success(request, _said(saved))
            return redirect(request.get_full_path())
        form.give_back(saved.meanwhile)
    context = {
        "seat": seat,
        "section": "days",
        "day": day,
        "date": on_date(day.date),
        "form": form,
        "is_by_team": by_team,
        "keys": [{"key": key.upper(), "words": SHORT[presence]} for key, presence in KEYS.items()],
        "rows": write_paper_rows(seat, form.rows),
    }
    return render_page(request, PAGE, context, status=422 if form.errors else 200)


def _said(saved):
    words = ngettext("%(number)s row saved.", "%(number)s rows saved.", saved.rows) % {"number": saved.rows}
    if saved.newcomers:
        words += " " + ngettext(
            "%(number)s new person added.", "%(number)s new people added.", saved.newcomers
        ) % {"number": saved.newcomers}
    return words


def write_paper_rows(seat, rows):
    """Rows as markup: a template renders one, and each person is filled in, escaped."""
    if not rows:
        return ""
    choices = [
        {"key": key, "value": str(presence), "words": SHORT[presence], "on": f"{{{presence}}}"}
        for key, presence in KEYS.items()
    ]
    row = render_to_string(f"{PAGE}#row", {"choices": choices})
    zone = seat.programme.tz
    return format_html_join("", row, (_filled(each, zone) for each in rows))


def _filled(row, zone):
    """What stands in the open places of a row's markup."""
    on = {str(presence): " checked" if row.chosen == presence else "" for presence in KEYS.values()}
    recorded = status_words(row.presence, row.plan) if row.presence or row.plan != Plan.EXPECTED else ""
    if row.presence:
        at = f", {clock(row.arrived_at, zone)}" if row.arrived_at else ""
        recorded = _("Recorded: %(status)s") % {"status": f"{recorded}{at}"}
    return {
        "ref": row.ref,
        "number": row.number,
        "name": row.name,
        "team": row.team,
        "recorded": recorded,
        "version": row.version,
        "typed": row.typed,
        "wrong": row.wrong,
        "skip": "" if any(on.values()) else " checked",
        **on,
    }
