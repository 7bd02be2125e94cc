"""Putting one person's day right: as a whole, or one thing that happened at a time."""

import uuid

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from copro.forms import CoproForm
from programmes.agenda.times import NoSuchTime, instant
from programmes.attendance.forms import PutRightForm
from programmes.models import CAME, Half, Presence

WHOLE_DAY = "whole"
WHOLE = ("", gettext_lazy("The whole of what they were there for"))


class DayForm(PutRightForm):
    """A record corrected by hand, with the half of the day."""

    half = forms.ChoiceField(
        label=gettext_lazy("How much of the day?"),
        required=False,
        widget=forms.RadioSelect,
        choices=[WHOLE, *Half.choices],
    )
    field_order = ("presence", "half", "arrived", "left", "from_paper", "client_id")

    def __init__(self, data=None, *, day, record=None):
        super().__init__(data, day=day, record=record)
        self.initial["half"] = record.half if record else ""

    def clean(self):
        cleaned = super().clean()
        presence = cleaned.get("presence")
        if cleaned.get("half") and presence and presence not in CAME:
            self.add_error("half", _("They did not come, so choose the whole"))
        return cleaned


class HappenedForm(CoproForm):
    """Something that changed during the day: called away, back, another room or online."""

    what = forms.ChoiceField(
        label=gettext_lazy("What happened?"),
        choices=[
            ("", gettext_lazy("Choose")),
            (Presence.CALLED_AWAY.value, gettext_lazy("Called away")),
            (Presence.IN_PERSON.value, gettext_lazy("Here in person, or back in the room")),
            (Presence.ONLINE.value, gettext_lazy("Online")),
            (Presence.PHONE.value, gettext_lazy("By phone")),
        ],
        error_messages={"required": gettext_lazy("Choose what happened")},
    )
    at = forms.TimeField(
        label=gettext_lazy("At what time?"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={
            "required": gettext_lazy("Write the time it happened"),
            "invalid": gettext_lazy("Write the time like 11:00"),
        },
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, day):
        super().__init__(data, initial={"client_id": uuid.uuid4()}, prefix="then")
        self.day = day

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("at"):
            try:
                cleaned["moment"] = instant(self.day.date, cleaned["at"], self.day.zone)
            except NoSuchTime as problem:
                self.add_error("at", str(problem))
        return cleaned


class HalfForm(CoproForm):
    """I am here for half of the day, or for the whole of it after all."""

    half = forms.ChoiceField(choices=[(WHOLE_DAY, ""), *Half.choices])
    client_id = forms.UUIDField()
