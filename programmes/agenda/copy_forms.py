"""Where a copy should go: only days and programmes that this person sets up."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from copro.forms import CoproForm
from copro.text import CleanCharField
from programmes.agenda.copying import copy_day, copy_session, days_to_set_up, programmes_to_set_up
from programmes.agenda.lines import TooManySessions


class CopySessionForm(CoproForm):
    to = forms.ChoiceField(label=gettext_lazy("Where should the copy go?"))

    def __init__(self, data=None, *, seat, item):
        self.item = item
        super().__init__(data, initial={"to": f"{seat.programme.slug}/{item.day.ref}"})
        self.days = {}
        groups = []
        for programme, days in days_to_set_up(programmes_to_set_up(seat)):
            choices = [(f"{programme.slug}/{day.ref}", day.label) for day in days]
            self.days |= {key: day for (key, _label), day in zip(choices, days, strict=True)}
            groups.append((programme.name, choices))
            for day in days:
                day.programme = programme
        self.fields["to"].choices = groups

    def save(self):
        """The new session, or None with an error in the form."""
        try:
            return copy_session(self.item, self.days[self.cleaned_data["to"]])
        except TooManySessions:
            self.add_error("to", _("That day is full. Take some of its sessions out first"))
            return None


class CopyDayForm(CoproForm):
    to = forms.ChoiceField(label=gettext_lazy("Where should the copy go?"))
    title = CleanCharField(
        label=gettext_lazy("What is the copy called?"),
        help_text=gettext_lazy("Without a name it is called Day and its number."),
        max_length=80,
        required=False,
    )

    def __init__(self, data=None, *, seat, day):
        self.seat, self.day = seat, day
        super().__init__(data, initial={"to": seat.programme.slug})
        self.programmes = {programme.slug: programme for programme in programmes_to_set_up(seat)}
        self.fields["to"].choices = [
            (slug, _("%(programme)s, as a new day at the end") % {"programme": programme.name})
            for slug, programme in self.programmes.items()
        ]

    def save(self):
        given = self.cleaned_data
        return copy_day(self.day, self.programmes[given["to"]], given["title"], by=self.seat.person)
