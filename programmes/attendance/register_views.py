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
from programmes.attendance.forms import PutRightForm, RegisterForm
from programmes.attendance.history import person_day
from programmes.attendance.register import Register
from programmes.attendance.rows import write_register_rows
from programmes.attendance.sheets import sheets_of
from programmes.attendance.words import moment_words, on_date


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
    form = PutRightForm(posted(request), day=day, record=shown.record) if seat.is_facilitator else None
    if form and form.is_valid():
        _put_right(seat, day, membership, form)
        messages.success(request, _("Put right. What was there before is kept in the list of changes."))
        return redirect(request.path)
    context = {
        "seat": seat,
        "day": day,
        "date": on_date(day.date),
        "membership": membership,
        "shown": shown,
        "form": form,
        "section": "days" if seat.can_set_up else "check_in",
    }
    status = 422 if form and form.errors else 200
    return render_page(request, "programmes/attendance/person_on_day.html", context, status=status)


def _put_right(seat, day, membership, form):
    actions.put_right(
        day,
        membership,
        form.chosen,
        by=seat.person,
        how=form.how,
        arrived_at=form.cleaned_data["arrived_at"],
        left_at=form.cleaned_data["left_at"],
        client_id=form.cleaned_data["client_id"],
    )


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
