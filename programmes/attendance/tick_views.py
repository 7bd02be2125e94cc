"""Who was at this session? One tap a person."""

import uuid
from urllib.parse import urlencode

from django import forms
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from copro.forms import CoproForm
from copro.pages import render_page, wants_fragment
from programmes.access import for_the_door
from programmes.attendance import tick_queries, ticks
from programmes.attendance.forms import NOT_WHOLE, REF
from programmes.attendance.queries import NO_TEAM, Filters, day_of, person_of
from programmes.attendance.toasts import Toast, refusal
from programmes.attendance.words import on_date
from programmes.models import AttendanceChange

WAS_THERE = {"there": True, "not_there": False, "unknown": None}


class SessionForm(CoproForm):
    """Which session, and what the list is narrowed to. A value that makes no sense narrows nothing."""

    session = forms.ChoiceField(label=gettext_lazy("Session"), required=False)
    q = forms.CharField(label=gettext_lazy("Find a name"), required=False, max_length=120)
    team = forms.RegexField(rf"{REF}|{NO_TEAM}", required=False)
    done = forms.RegexField(REF, required=False)

    def __init__(self, data, *, sessions):
        super().__init__(data)
        self.fields["session"].choices = [(each.ref, each.words) for each in sessions]
        self.is_valid()

    def asked(self, name):
        return self.cleaned_data.get(name) or ""

    @property
    def filters(self):
        return Filters(q=self.asked("q"), team=self.asked("team"))

    def query(self, session, **more):
        asked = {"session": session.ref, "q": self.asked("q"), "team": self.asked("team"), **more}
        return urlencode({name: value for name, value in asked.items() if value})


class TickForm(CoproForm):
    """One tap: which button, for whom; or the change to take back."""

    tap = forms.RegexField(rf"({'|'.join(WAS_THERE)})\.{REF}", required=False)
    change = forms.RegexField(REF, required=False)
    client_id = forms.UUIDField()


@for_the_door
@require_http_methods(["GET", "HEAD", "POST"])
def session_ticks(request, seat, day):
    """The people of one session: was there, was not, not recorded."""
    day = day_of(seat, day)
    sessions = tick_queries.sessions_of(seat, day)
    form = SessionForm(request.POST if request.method == "POST" else request.GET, sessions=sessions)
    chosen = next((each for each in sessions if each.ref == form.asked("session")), None)
    if request.method == "POST":
        return _taken(request, seat, day, sessions, form, chosen)
    chosen = chosen or tick_queries.session_now(sessions, day, seat.programme.tz)
    return _page(request, seat, day, sessions, form, chosen, toast=_toast_from(seat, day, form))


def _page(request, seat, day, sessions, form, chosen, *, toast=None, status=200):
    found = tick_queries.ticks_of(day, chosen.item, form.filters) if chosen else tick_queries.TickList()
    context = {
        "seat": seat,
        "section": "days" if seat.can_set_up else "check_in",
        "day": day,
        "date": on_date(day.date),
        "sessions": sessions,
        "chosen": chosen,
        "form": form,
        "filters": form.filters,
        "found": found,
        "rows": tick_queries.write_tick_rows(seat, day, found.rows),
        "client_id": uuid.uuid4(),
        "toast": toast,
    }
    return render_page(request, tick_queries.PAGE, context, fragment="people", status=status)


def _taken(request, seat, day, sessions, form, chosen):
    tapped = TickForm(request.POST)
    if chosen is None or not tapped.is_valid():
        return _refused(request, seat, day, sessions, form, chosen, NOT_WHOLE)
    if tapped.cleaned_data["change"]:
        return _undone(request, seat, day, sessions, form, chosen, tapped.cleaned_data["change"])
    what, _dot, ref = tapped.cleaned_data["tap"].partition(".")
    person = next(iter(person_of(programme=seat.programme.pk, ref=ref)), None)
    if person is None:
        words = _("This person is not on the list any more") if ref else NOT_WHOLE
        return _refused(request, seat, day, sessions, form, chosen, words)
    chosen.item.day = day
    done = ticks.record_tick(
        chosen.item, person, WAS_THERE[what], by=seat.person, client_id=tapped.cleaned_data["client_id"]
    )
    done.change.membership = person
    return _answer(request, seat, day, form, chosen, done.change, toast_of(done.change))


def _undone(request, seat, day, sessions, form, chosen, ref):
    change = _change(seat, day, ref)
    if change is None or change.item_id != chosen.item.pk:
        words = _("There is nothing to undo here any more")
        return _refused(request, seat, day, sessions, form, chosen, words)
    try:
        done = ticks.undo_tick(change, by=seat.person).change
    except ticks.ChangedSince as problem:
        return _refused(request, seat, day, sessions, form, chosen, str(problem), status=409)
    done.membership = change.membership
    return _answer(request, seat, day, form, chosen, done, toast_of(done, is_undo=True))


def _change(seat, day, ref):
    rows = AttendanceChange.objects.select_related("membership", "item__day")
    return rows.filter(programme=seat.programme, day=day, ref=ref, item__isnull=False).first()


def _toast_from(seat, day, form):
    change = _change(seat, day, form.asked("done")) if form.asked("done") else None
    return toast_of(change) if change else None


def toast_of(change, *, is_undo=False):
    """What a tick did, and whether it recorded the day too."""
    words = {True: _("was there"), False: _("was not there"), None: _("not recorded")}[
        change.new["was_there"]
    ]
    if is_undo:
        words = _("back to %(status)s") % {"status": words}
    elif "day" in change.new:
        words = _("%(status)s, so here in person for the day") % {"status": words}
    return Toast(change.membership.name, words, "", "" if is_undo else change.ref)


def _refused(request, seat, day, sessions, form, chosen, words, status=422):
    toast = refusal(words)
    if wants_fragment(request):
        context = {"seat": seat, "day": day, "chosen": chosen, "toast": toast, "is_answer": True}
        return render_page(request, tick_queries.PAGE, context, fragment="toast", status=status)
    chosen = chosen or tick_queries.session_now(sessions, day, seat.programme.tz)
    return _page(request, seat, day, sessions, form, chosen, toast=toast, status=status)


def _answer(request, seat, day, form, chosen, change, toast):
    """To htmx the row, the count and the toast; to a plain form the same place on the same page."""
    if not wants_fragment(request):
        address = reverse("programmes:session_ticks", args=[seat.programme.slug, day.ref])
        return redirect(f"{address}?{form.query(chosen, done=toast.undo)}#p-{change.membership.ref}")
    found = tick_queries.one_row(day, chosen.item, change.membership)
    context = {
        "seat": seat,
        "day": day,
        "chosen": chosen,
        "found": found,
        "filters": form.filters,
        "rows": tick_queries.write_tick_rows(seat, day, found.rows, is_answer=True),
        "client_id": uuid.uuid4(),
        "toast": toast,
        "is_answer": True,
    }
    return render_page(request, tick_queries.PAGE, context, fragment="answer")
