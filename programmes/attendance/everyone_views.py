"""Everyone at once, then correct the few."""

import uuid

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from copro.forms import CoproForm
from copro.pages import posted, render_page
from programmes.access import for_the_door
from programmes.agenda.times import NoSuchTime, instant
from programmes.attendance import everyone
from programmes.attendance.forms import REF
from programmes.attendance.queries import NO_TEAM, day_of
from programmes.attendance.words import SHORT, moment_words, on_date
from programmes.models import AttendanceChange, Presence

PAGE = "programmes/attendance/everyone.html"
ALL = "all"


class EveryoneForm(CoproForm):
    """Whom, how, and when they came, if it is known."""

    team = forms.ChoiceField(label=gettext_lazy("Who"), initial=ALL)
    how = forms.ChoiceField(
        label=gettext_lazy("How are they here?"),
        widget=forms.RadioSelect,
        initial=Presence.IN_PERSON,
        choices=[(each.value, SHORT[each]) for each in (Presence.IN_PERSON, Presence.ONLINE)],
    )
    arrived = forms.TimeField(
        label=gettext_lazy("They came at"),
        help_text=gettext_lazy("The same time for all of them. Leave it empty if you do not know."),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": gettext_lazy("Write the time like 09:30")},
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, day, initial=None):
        super().__init__(data, initial={"client_id": uuid.uuid4(), **(initial or {})})
        self.day = day
        teams = [(team.ref, team.name) for team in day.programme.teams.all()]
        self.fields["team"].choices = [(ALL, _("Everyone")), *teams, (NO_TEAM, _("No team yet"))]
        if day.date is None:
            del self.fields["arrived"]

    def clean(self):
        cleaned = super().clean()
        cleaned["arrived_at"] = None
        if cleaned.get("arrived"):
            try:
                cleaned["arrived_at"] = instant(self.day.date, cleaned["arrived"], self.day.zone)
            except NoSuchTime as problem:
                self.add_error("arrived", str(problem))
        return cleaned


class TakeBackForm(CoproForm):
    batch = forms.RegexField(REF)


@for_the_door
@require_http_methods(["GET", "HEAD", "POST"])
def everyone_here(request, seat, day):
    """Choose, see whom it is about, confirm. The whole of it can be taken back."""
    day = day_of(seat, day)
    taking_back = TakeBackForm(request.POST)
    if request.method == "POST" and taking_back.is_valid():
        return _taken_back(request, seat, day, taking_back.cleaned_data["batch"])
    asked = {"team": request.GET.get("team") or ALL, "how": request.GET.get("how") or Presence.IN_PERSON}
    form = EveryoneForm(posted(request), day=day, initial=asked)
    if form.is_valid() and "sure" in request.POST:
        return _recorded(request, seat, day, form)
    team = _team(form.cleaned_data.get("team") if form.is_bound else asked["team"], form)
    zone = seat.programme.tz
    context = {
        "seat": seat,
        "section": "days" if seat.can_set_up else "check_in",
        "day": day,
        "date": on_date(day.date),
        "form": form,
        "team": team,
        "choice": everyone.choice_of(day, team),
        "batches": [
            {"batch": each, "at": moment_words(each.at, day, zone), "how": SHORT[Presence(each.presence)]}
            for each in everyone.batches_of(day)
        ],
    }
    return render_page(request, PAGE, context, fragment="about", status=422 if form.errors else 200)


def _team(asked, form):
    """A team's ref, or '' for everyone."""
    return asked if asked != ALL and asked in dict(form.fields["team"].choices) else ""


def _recorded(request, seat, day, form):
    made = everyone.record_everyone(
        day,
        form.cleaned_data["how"],
        by=seat.person,
        client_id=form.cleaned_data["client_id"],
        team=_team(form.cleaned_data["team"], form),
        arrived_at=form.cleaned_data["arrived_at"],
    )
    words = ngettext("%(number)s person recorded.", "%(number)s people recorded.", len(made))
    messages.success(
        request, words % {"number": len(made)} + " " + _("Now put right the few who are not here.")
    )
    return redirect(request.path)


def _taken_back(request, seat, day, ref):
    change = AttendanceChange.objects.filter(programme=seat.programme, day=day, ref=ref).first()
    if change is None or change.item_id:
        messages.warning(request, _("There is nothing to take back here any more."))
        return redirect(request.path)
    back, left = everyone.take_back(change, by=seat.person)
    words = ngettext("%(number)s person taken back.", "%(number)s people taken back.", back)
    words %= {"number": back}
    if left:
        words += " " + ngettext(
            "%(number)s was recorded anew since then and stays as it is.",
            "%(number)s were recorded anew since then and stay as they are.",
            left,
        ) % {"number": left}
    messages.success(request, words)
    return redirect(request.path)
