"""The one door for what is typed or tapped at the door."""

import uuid
from datetime import timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from copro.forms import CoproForm
from copro.keys import REF_SYMBOLS
from programmes.agenda.times import NoSuchTime, instant
from programmes.attendance.actions import walk_in_key
from programmes.attendance.moments import MomentOfTap
from programmes.attendance.queries import NO_TEAM, Filters, person_of
from programmes.attendance.words import SHORT
from programmes.models import How, Presence
from programmes.people.fields import NameOfPerson, TeamChoice, short
from programmes.people.names import sort_key

REF = f"[{REF_SYMBOLS}]{{8}}"
# Somebody added by a door without a network is known there by the id of the form that added them.
NEWCOMER = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
NOT_YET, NOT_RECORDED = "not_yet", "not_recorded"
NOT_WHOLE = gettext_lazy("That tap did not reach us whole. Please tap again")


class FilterForm(CoproForm):
    """What the board is narrowed to. A value that makes no sense narrows nothing."""

    q = forms.CharField(
        label=gettext_lazy("Find a name"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    team = forms.RegexField(rf"{REF}|{NO_TEAM}", required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("Who"),
        required=False,
        choices=[
            ("", gettext_lazy("Everyone")),
            ("not_yet", gettext_lazy("Not yet")),
            ("here", gettext_lazy("Here")),
            ("apologies", gettext_lazy("Apologies")),
        ],
    )
    everyone = forms.BooleanField(required=False)

    def filters(self):
        self.is_valid()
        return Filters(**{name: self.cleaned_data.get(name) or default for name, default in _BLANK.items()})


_BLANK = {"q": "", "team": "", "state": "", "everyone": False}


class MarkForm(CoproForm):
    """One tap: which button, for whom. `client_id` makes the same tap count once."""

    tap = forms.RegexField(
        rf"({'|'.join([*Presence.values, NOT_YET])})\.({REF}|{NEWCOMER})",
        error_messages={"required": NOT_WHOLE, "invalid": NOT_WHOLE},
    )
    client_id = forms.UUIDField()
    happened_at = MomentOfTap()

    def __init__(self, data, *, programme):
        super().__init__(data)
        self.programme = programme
        self.membership = self.presence = None

    def clean_tap(self):
        presence, ref = self.cleaned_data["tap"].split(".")
        self.presence = None if presence == NOT_YET else Presence(presence)
        self.membership = self._person(ref)
        if self.membership is None:
            raise forms.ValidationError(_("This person is not on the list any more"))
        self.membership.programme = self.programme
        return self.cleaned_data["tap"]

    def _person(self, ref):
        if "-" not in ref:
            return next(iter(person_of(programme=self.programme.pk, ref=ref)), None)
        added = walk_in_key(self.programme, uuid.UUID(ref))
        return self.programme.memberships.current().filter(pk=added).first()


class UndoForm(CoproForm):
    change = forms.RegexField(REF)
    happened_at = MomentOfTap()


class WalkInForm(CoproForm):
    """Somebody who is not on the list. A name is enough."""

    name = NameOfPerson(
        label=gettext_lazy("Their name"),
        help_text=gettext_lazy("The name they use. First name only is fine."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autofocus": True}),
    )
    team = TeamChoice()
    reach_by = short(
        gettext_lazy("How to reach them"),
        200,
        help_text=gettext_lazy("Such as a phone number, by post, or through somebody."),
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput)
    happened_at = MomentOfTap(widget=forms.HiddenInput)
    is_someone_else = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, programme):
        super().__init__(data, initial={"client_id": uuid.uuid4()})
        self.programme = programme
        self.fields["team"].queryset = programme.teams.all()
        self.namesakes = []

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("name") and not cleaned.get("is_someone_else"):
            self.namesakes = self._namesakes(cleaned["name"], cleaned.get("client_id"))
            if self.namesakes:
                self.add_error("name", _("Someone with this name is on the list already"))
        return cleaned

    def _namesakes(self, name, client_id):
        """People on the list with the same name; not somebody whom this very form added before."""
        added = walk_in_key(self.programme, client_id) if client_id else None
        people = self.programme.memberships.current().filter(sort_name=sort_key(name)).exclude(pk=added)
        return list(people.select_related("team")[:5])


class PutRightForm(CoproForm):
    """A record corrected by hand, or copied from paper. Nothing is guessed: empty times stay empty."""

    presence = forms.ChoiceField(
        label=gettext_lazy("How were they here?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how they were here, or not recorded")},
        choices=[
            *((value, SHORT[Presence(value)]) for value in Presence.values),
            (NOT_RECORDED, gettext_lazy("Not recorded")),
        ],
    )
    arrived = forms.TimeField(
        label=gettext_lazy("Arrived"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": gettext_lazy("Write the time like 09:30")},
    )
    left = forms.TimeField(
        label=gettext_lazy("Left"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": gettext_lazy("Write the time like 15:30")},
    )
    from_paper = forms.BooleanField(label=gettext_lazy("This comes from paper"), required=False)
    client_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, day, record=None):
        self.day = day
        super().__init__(data, initial={"client_id": uuid.uuid4(), **_as_typed(record, day)})
        if day.date is None:
            del self.fields["arrived"], self.fields["left"]

    @property
    def chosen(self):
        """What to record; None for "not recorded"."""
        presence = self.cleaned_data["presence"]
        return None if presence == NOT_RECORDED else Presence(presence)

    @property
    def how(self):
        return How.PAPER if self.cleaned_data["from_paper"] else How.DESK

    def clean(self):
        cleaned = super().clean()
        arrived, left = self._instant("arrived"), self._instant("left")
        if arrived and left and left <= arrived:
            if self._ends_after_midnight():
                left += timedelta(days=1)
            else:
                self.add_error("left", _("This is before they arrived. Check both times"))
        if cleaned.get("presence") == NOT_RECORDED and (arrived or left):
            self.add_error("presence", _("Choose how they were here, or take the times out"))
        cleaned["arrived_at"], cleaned["left_at"] = arrived, left
        return cleaned

    def _instant(self, name):
        wall = self.cleaned_data.get(name)
        if wall is None:
            return None
        try:
            return instant(self.day.date, wall, self.day.zone)
        except NoSuchTime as problem:
            self.add_error(name, str(problem))
            return None

    def _ends_after_midnight(self):
        start, end = self.day.start_wall, self.day.end_wall
        return bool(start and end and end <= start)


def _as_typed(record, day):
    if record is None:
        return {"presence": NOT_RECORDED}
    zone = ZoneInfo(day.zone)
    return {
        "presence": record.presence or NOT_RECORDED,
        "arrived": record.arrived_at and record.arrived_at.astimezone(zone).time(),
        "left": record.left_at and record.left_at.astimezone(zone).time(),
        "from_paper": record.how == How.PAPER,
    }


class HereForm(CoproForm):
    """I am here: in person or online."""

    here = forms.ChoiceField(choices=[(Presence.IN_PERSON.value, ""), (Presence.ONLINE.value, "")])
    client_id = forms.UUIDField()


class RegisterForm(CoproForm):
    """What the register is narrowed to. A value that makes no sense narrows nothing."""

    team = forms.ChoiceField(label=gettext_lazy("Team"), required=False)
    day = forms.ChoiceField(label=gettext_lazy("Day"), required=False)
    how = forms.ChoiceField(label=gettext_lazy("How"), required=False)

    def __init__(self, data, *, programme):
        super().__init__(data)
        teams = [(team.ref, team.name) for team in programme.teams.all()]
        days = [(day.ref, day.label) for day in programme.days.all()]
        self.fields["team"].choices = [("", _("Everyone")), *teams, (NO_TEAM, _("No team yet"))]
        self.fields["day"].choices = [("", _("All days")), *days]
        statuses = [(value, SHORT[Presence(value)]) for value in Presence.values]
        self.fields["how"].choices = [("", _("Any way")), *statuses, (NOT_RECORDED, _("Not recorded"))]

    def asked(self):
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in ("team", "day", "how")}
