"""Keeping for the library, using what is in it, and naming it anew."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from copro.forms import CoproForm
from copro.text import CleanCharField
from programmes.agenda import library
from programmes.agenda.lines import TooManySessions
from programmes.agenda.order import RefField

A_NEW_DAY = "new"


class SearchForm(CoproForm):
    words = CleanCharField(label=gettext_lazy("Find in the library"), max_length=80, required=False)
    day = RefField(widget=forms.HiddenInput)


class NotesField(forms.BooleanField):
    def __init__(self):
        super().__init__(
            label=gettext_lazy("Keep our notes too"),
            help_text=gettext_lazy("Only when they name nobody: everybody who runs days can read them."),
            required=False,
        )


class KeepSessionForm(CoproForm):
    title = CleanCharField(
        label=gettext_lazy("What is it called?"),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter a name")},
    )
    with_notes = NotesField()

    def __init__(self, data=None, *, item):
        self.item = item
        super().__init__(data, initial={"title": item.title})

    def save(self, by):
        given = self.cleaned_data
        return library.keep_session(self.item, given["title"], with_notes=given["with_notes"], by=by)


class NameForm(CoproForm):
    name = CleanCharField(
        label=gettext_lazy("What is it called?"),
        max_length=120,
        error_messages={"required": gettext_lazy("Enter a name")},
    )
    about = CleanCharField(
        label=gettext_lazy("When is it useful?"),
        help_text=gettext_lazy("A line for the people who look for it."),
        max_length=300,
        required=False,
    )


class KeepDayForm(NameForm):
    with_notes = NotesField()

    def __init__(self, data=None, *, day):
        self.day = day
        super().__init__(data, initial={"name": day.label})

    def save(self, by):
        given = self.cleaned_data
        return library.keep_day(
            self.day, given["name"], given["about"], with_notes=given["with_notes"], by=by
        )


class RenameDayForm(NameForm):
    def __init__(self, data=None, *, template):
        self.template = template
        super().__init__(data, initial={"name": template.name, "about": template.about})

    def save(self):
        self.template.name, self.template.about = self.cleaned_data["name"], self.cleaned_data["about"]
        self.template.save(update_fields=["name", "about"])


class RenameSessionForm(CoproForm):
    title = CleanCharField(
        label=gettext_lazy("What is it called?"),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter a name")},
    )

    def __init__(self, data=None, *, kept):
        self.kept = kept
        super().__init__(data, initial={"title": kept.title})

    def save(self):
        self.kept.title = self.cleaned_data["title"]
        self.kept.save(update_fields=["title"])


class UseForm(CoproForm):
    """To which day of this programme something from the library should be copied."""

    to = forms.ChoiceField(label=gettext_lazy("Where should the copy go?"))

    def __init__(self, data=None, *, seat, day="", may_be_new=False):
        self.seat = seat
        self.days = {day.ref: day for day in seat.programme.days.filter(closed_at__isnull=True)}
        super().__init__(data, initial={"to": day if day in self.days else None})
        choices = [(ref, day.label) for ref, day in self.days.items()]
        if may_be_new:
            choices.insert(0, (A_NEW_DAY, _("A new day at the end")))
        self.fields["to"].choices = choices

    def use(self, action, kept):
        """The day that got the copy, or None with an error in the form."""
        day = self.days[self.cleaned_data["to"]]
        try:
            action(kept, day)
        except TooManySessions:
            self.add_error("to", _("That day is full. Take some of its sessions out first"))
            return None
        return day

    def use_day(self, template):
        if self.cleaned_data["to"] == A_NEW_DAY:
            return library.use_day(template, self.seat.programme)
        return self.use(library.use_plan, template)
