"""Who came, one person's day, and the sheet for the table at the door."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from copro.pages import posted, render_page
from programmes.access import Right, allow, for_the_door
from programmes.attendance import actions
from programmes.attendance.forms import RegisterForm
from programmes.attendance.history import person_day
from programmes.attendance.person_forms import DayForm, HappenedForm
from programmes.attendance.register import Register
from programmes.attendance.rows import write_register_rows
from programmes.attendance.sheets import sheets_of
from programmes.attendance.words import moment_words, on_date
from programmes.models import How


@allow(Right.READ_REGISTER)
@require_safe
def register(request, seat):
    """Everybody against every day; or the same, line by line."""
    form = RegisterForm(request.GET, programme=seat.programme)
    asked = form.asked()
    is_lines = request.GET.get("view") == "lines"
    found = Register(seat.programme, **asked)
    page = (found.lines if is_lines else found.page)(request.GET.get("page"))
    context = {
        "seat": seat,
        "form": form,
        "register": found,
        "totals": [] if is_lines else found.totals(),
        "page": page,
        "rows": "" if is_lines else write_register_rows(seat, page.object_list),
        "section": "register",
        "is_lines": is_lines,
        "query": urlencode({name: value for name, value in asked.items() if value}),
        "is_narrowed": any(asked.values()),
    }
    return render_page(request, "programmes/attendance/register.html", context)


@for_the_door
@require_http_methods(["GET", "HEAD", "POST"])
def person_on_day(request, seat, day, person):
    """What is recorded for one person and day, how it came about, and putting it right."""
    day = get_object_or_404(seat.programme.days, ref=day)
    membership = get_object_or_404(seat.programme.memberships, ref=person)
    if request.method == "POST" and not seat.is_facilitator:
        raise PermissionDenied
    shown = person_day(seat, day, membership)
    form, happened = _person_forms(request, seat, day, shown.record)
    if form and form.is_valid():
        _put_right(seat, day, membership, form)
        messages.success(request, _("Put right. What was there before is kept in the list of changes."))
        return redirect(request.path)
    if happened and happened.is_valid():
        _happened(request, seat, day, membership, happened)
        return redirect(request.path)
    context = {
        "seat": seat,
        "day": day,
        "date": on_date(day.date),
        "membership": membership,
        "shown": shown,
        "form": happened if happened and happened.is_bound else form,
        "day_form": form,
        "happened": happened,
        "section": "days" if seat.can_set_up else "check_in",
    }
    status = 422 if any(each and each.errors for each in (form, happened)) else 200
    return render_page(request, "programmes/attendance/person_on_day.html", context, status=status)


def _person_forms(request, seat, day, record):
    """The form for the whole day, and the one for a thing that happened; one of them was sent, or none."""
    if not seat.is_facilitator:
        return None, None
    data = posted(request)
    is_happened = bool(data) and "then-what" in data
    form = DayForm(None if is_happened else data, day=day, record=record)
    return form, HappenedForm(data if is_happened else None, day=day) if day.date else None


def _put_right(seat, day, membership, form):
    actions.put_right(
        day,
        membership,
        form.chosen,
        by=seat.person,
        how=form.how,
        arrived_at=form.cleaned_data["arrived_at"],
        left_at=form.cleaned_data["left_at"],
        half=form.cleaned_data["half"],
        client_id=form.cleaned_data["client_id"],
    )


def _happened(request, seat, day, membership, form):
    done = actions.record_presence(
        day,
        membership,
        form.cleaned_data["what"],
        by=seat.person,
        how=How.DESK,
        client_id=form.cleaned_data["client_id"],
        happened_at=form.cleaned_data["moment"],
    )
    if done.change.stands:
        messages.success(request, _("Written down."))
    else:
        messages.success(request, _("Kept in the history. What was recorded for later stands."))


@for_the_door
@require_safe
def sign_in_sheet(request, seat, day):
    """On paper, for when there is no signal and for those who like a pen."""
    day = get_object_or_404(seat.programme.days, ref=day)
    large, by_team = request.GET.get("large") == "1", request.GET.get("by") == "team"
    context = {
        "seat": seat,
        "day": day,
        "date": on_date(day.date),
        "sheets": sheets_of(seat.programme, day, large=large, by_team=by_team),
        "printed_at": moment_words(timezone.now(), day, seat.programme.tz),
        "is_large": large,
        "is_by_team": by_team,
    }
    return render_page(request, "programmes/attendance/sign_in_sheet.html", context)
