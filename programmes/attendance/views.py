"""The door: find a name, tap once, see it said back."""

import uuid
from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from copro.pages import posted, render_page, wants_fragment
from programmes.access import for_the_door
from programmes.attendance import actions
from programmes.attendance.devices import in_their_own_name
from programmes.attendance.following import changed_refs, stamp_of
from programmes.attendance.forms import NOT_WHOLE, FilterForm, MarkForm, UndoForm, WalkInForm
from programmes.attendance.offline import BOARD_SCRIPTS, WALK_IN_SCRIPTS, addresses, scripts
from programmes.attendance.queries import board_of, day_of, rows_of
from programmes.attendance.rows import write_rows
from programmes.attendance.toasts import refusal, toast_of
from programmes.attendance.words import on_date
from programmes.models import AttendanceChange, How

BOARD = "programmes/attendance/board.html"


@for_the_door
@require_safe
def check_in(request, seat):
    """Today's board; a choice of days when today has none, or several."""
    days = list(seat.programme.days.all())
    today = timezone.localdate()
    of_today = [day for day in days if day.date == today]
    if len(of_today) == 1:
        return redirect("programmes:board", seat.programme.slug, of_today[0].ref)
    rows = [{"day": day, "date": on_date(day.date), "is_today": day.date == today} for day in days]
    context = {"seat": seat, "rows": rows, "section": _section(seat)}
    return render_page(request, "programmes/attendance/check_in.html", context)


def _section(seat):
    return "days" if seat.can_set_up else "check_in"


@for_the_door
@require_safe
def board(request, seat, day):
    day = day_of(seat, day)
    return _board_page(request, seat, day, FilterForm(request.GET))


def _board_page(request, seat, day, form, *, toast=None, status=200):
    filters = form.filters()
    found = board_of(seat, day, filters)
    context = {
        "seat": seat,
        "section": _section(seat),
        "day": day,
        "date": on_date(day.date),
        "is_on": actions.is_on(day),
        "today": on_date(timezone.localdate()),
        "board": found,
        "rows": write_rows(seat, day, found.rows),
        "stamp": stamp_of(day),
        "filters": filters,
        "form": form,
        "client_id": uuid.uuid4(),
        "toast": toast or _toast_from(request, seat, day),
        "everyone_query": _query(filters, everyone=True),
        "address": addresses(seat, day),
        "scripts": scripts(BOARD_SCRIPTS),
    }
    return render_page(request, BOARD, context, fragment="people", status=status)


def _query(filters, **more):
    asked = {
        "q": filters.q,
        "team": filters.team,
        "state": filters.state,
        "everyone": filters.everyone,
        **more,
    }
    return urlencode({name: value if name != "everyone" else "1" for name, value in asked.items() if value})


def _toast_from(request, seat, day):
    """After a plain form was sent the page says what was done; the address names the change."""
    form = UndoForm({"change": request.GET.get("done", "")})
    change = _change(seat, day, form) if form.is_valid() else None
    return toast_of(change, seat) if change else None


def _change(seat, day, form):
    return _change_with(seat, day, ref=form.cleaned_data["change"])


def _change_with(seat, day, **known):
    changes = AttendanceChange.objects.select_related("membership")
    return changes.filter(programme=seat.programme, day=day, **known).first()


def _change_of_tap(request, seat, day):
    """The change of a tap that was undone on a device before it heard the name of the change."""
    form = MarkForm(request.POST, programme=seat.programme)
    if not form.is_valid():
        return None
    tap = actions.tap_of(day, form.membership, form.presence, form.cleaned_data["client_id"])
    return _change_with(seat, day, client_id=tap)


@for_the_door
@require_POST
@in_their_own_name
def mark(request, seat, day):
    """One tap on the board."""
    day = day_of(seat, day)
    form = MarkForm(request.POST, programme=seat.programme)
    if not form.is_valid():
        return _not_read(request, seat, day, form)
    recorded = actions.record_presence(
        day,
        form.membership,
        form.presence,
        by=seat.person,
        how=How.DESK,
        client_id=form.cleaned_data["client_id"],
        happened_at=form.cleaned_data["happened_at"],
    )
    recorded.change.membership = form.membership
    return _answer(request, seat, day, form.membership, toast_of(recorded.change, seat), recorded.change)


def _not_read(request, seat, day, form):
    words = next(iter(form.errors.get("tap", [])), NOT_WHOLE)
    return _refused(request, seat, day, words)


def _refused(request, seat, day, words, status=422):
    toast = refusal(words)
    if wants_fragment(request):
        context = {"seat": seat, "day": day, "toast": toast, "is_answer": True}
        return render_page(request, BOARD, context, fragment="toast", status=status)
    return _board_page(request, seat, day, FilterForm(request.POST), toast=toast, status=status)


def _answer(request, seat, day, membership, toast, change=None, status=200):
    """To htmx the row, the count and the toast; to a plain form the same place on the same board."""
    if wants_fragment(request):
        context = _changed_rows(seat, day, {membership.ref}) | {"stamp": stamp_of(day), "toast": toast}
        response = render_page(request, BOARD, context, fragment="answer", status=status)
        if change:  # a device keeps a tap until it sees this: nothing between us and it says it by accident
            response.headers["X-Tapped-At"] = change.happened_at.isoformat()
        return response
    if status != 200:
        return _board_page(request, seat, day, FilterForm(request.POST), toast=toast, status=status)
    filters = FilterForm(request.POST).filters()
    return redirect(_board_address(seat, day, _query(filters, done=change.ref), membership))


def _board_address(seat, day, query, membership):
    return f"{reverse('programmes:board', args=[seat.programme.slug, day.ref])}?{query}#p-{membership.ref}"


@for_the_door
@require_POST
@in_their_own_name
def undo(request, seat, day):
    """Take the last change back, unless somebody changed the record since."""
    day = day_of(seat, day)
    form = UndoForm(request.POST)
    change = _change(seat, day, form) if form.is_valid() else _change_of_tap(request, seat, day)
    if change is None:
        return _refused(request, seat, day, _("There is nothing to undo here any more"))
    try:
        made = form.cleaned_data.get("happened_at")
        undone = actions.undo(change, by=seat.person, happened_at=made).change
    except actions.ChangedSince as problem:
        return _answer(request, seat, day, change.membership, refusal(str(problem)), status=409)
    undone.membership = change.membership
    return _answer(request, seat, day, change.membership, toast_of(undone, seat, is_undo=True), undone)


@for_the_door
@require_GET
def news(request, seat, day):
    """What changed since this board last looked: 204 when nothing did, before anything is worked out.

    The stamp travels in the address and not as an ETag: for a 304 the browser would have to keep the answer,
    with its names, on a tablet that many people share.
    """
    day = day_of(seat, day)
    stamp = stamp_of(day)
    if request.GET.get("seen") == stamp.etag:
        return HttpResponse(status=204)
    return render_page(request, BOARD, _news(request, seat, day, stamp), fragment="news")


def _news(request, seat, day, stamp):
    known = request.GET.get("people", "")
    changed = changed_refs(day, _moment(request.GET.get("since", "")))
    return _changed_rows(seat, day, changed) | {
        "stamp": stamp,
        "people_seen": known if known.isdigit() else "",
        "has_newcomers": known.isdigit() and int(known) < stamp.people,
    }


def _changed_rows(seat, day, refs):
    found = rows_of(seat, day, refs)
    rows = write_rows(seat, day, found.rows, is_answer=True)
    return {"seat": seat, "day": day, "board": found, "rows": rows, "is_answer": True}


def _moment(text):
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if isinstance(moment, datetime) and timezone.is_aware(moment) else None


@for_the_door
@require_http_methods(["GET", "HEAD", "POST"])
@in_their_own_name
def walk_in(request, seat, day):
    """Somebody who is not on the list: a name, one button, and they are here."""
    day = day_of(seat, day)
    form = WalkInForm(posted(request), programme=seat.programme)
    if form.is_valid():
        added = actions.walk_in(
            seat.programme,
            day,
            form.cleaned_data["name"],
            by=seat.person,
            client_id=form.cleaned_data["client_id"],
            team=form.cleaned_data["team"],
            reach_by=form.cleaned_data["reach_by"],
            happened_at=form.cleaned_data["happened_at"],
        )
        membership = seat.programme.memberships.get(pk=added.attendance.membership_id)
        if wants_fragment(request):
            added.change.membership = membership
            return _answer(request, seat, day, membership, toast_of(added.change, seat), added.change)
        return redirect(_board_address(seat, day, urlencode({"done": added.change.ref}), membership))
    if form.errors and wants_fragment(request):
        return _refused(request, seat, day, " ".join(next(iter(form.errors.values()))))
    context = {
        "seat": seat,
        "section": _section(seat),
        "day": day,
        "date": on_date(day.date),
        "form": form,
        "address": addresses(seat, day),
        "scripts": scripts(WALK_IN_SCRIPTS),
    }
    status = 422 if form.errors else 200
    return render_page(request, "programmes/attendance/walk_in.html", context, status=status)
