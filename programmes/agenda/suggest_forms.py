"""A suggestion, and the answer to one."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from copro.forms import CoproForm
from copro.text import CleanCharField
from programmes.agenda.suggest import MOST_OPEN, TooManyOpen, answer, published_titles, suggest
from programmes.models import SuggestionState

WHOLE_DAY = "day"


class SuggestForm(CoproForm):
    about = forms.ChoiceField(label=gettext_lazy("What is it about?"))
    words = CleanCharField(
        label=gettext_lazy("What would you change?"),
        help_text=gettext_lazy("Everybody in the programme can read this."),
        multiline=True,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Write what you would change")},
    )
    shows_name = forms.BooleanField(
        label=gettext_lazy("Show my name with it"),
        help_text=gettext_lazy("Without the tick nobody is told who wrote it, the facilitators neither."),
        required=False,
    )

    def __init__(self, data=None, *, seat, day, about=""):
        self.seat, self.day = seat, day
        titles = published_titles(day)
        super().__init__(data, initial={"about": about if about in titles else WHOLE_DAY})
        self.fields["about"].choices = [(WHOLE_DAY, _("The whole day")), *titles.items()]

    def save(self):
        """The suggestion, or None with an error in the form."""
        given = self.cleaned_data
        try:
            return suggest(
                self.day,
                given["words"],
                by=self.seat.membership,
                ref="" if given["about"] == WHOLE_DAY else given["about"],
                shows_name=given["shows_name"],
            )
        except TooManyOpen:
            self.add_error(
                "words",
                _("%(most)s of yours wait for an answer. Take one back first") % {"most": MOST_OPEN},
            )
            return None


class AnswerForm(CoproForm):
    """`answer` is the pressed button; a no without a reason helps nobody."""

    reason = CleanCharField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("A no needs a reason. Everybody can read it."),
        multiline=True,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    answer = forms.ChoiceField(
        choices=[(SuggestionState.ACCEPTED, ""), (SuggestionState.DECLINED, "")],
        widget=forms.HiddenInput,
        error_messages={
            "required": gettext_lazy("Choose yes or not this time"),
            "invalid_choice": gettext_lazy("Choose yes or not this time"),
        },
    )

    def clean(self):
        given = super().clean()
        if given.get("answer") == SuggestionState.DECLINED and not given.get("reason") and not self.errors:
            self.add_error("reason", ValidationError(_("Say why, so that people understand the no")))
        return given

    def save(self, suggestion, seat):
        answer(suggestion, self.cleaned_data["answer"], self.cleaned_data["reason"], seat=seat)
