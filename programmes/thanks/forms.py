"""What people say about thanks, and what those who lead write down."""

from django import forms
from django.utils.translation import gettext_lazy as _

from copro.forms import CoproForm
from programmes.models import Portion, Recognition, ThanksState
from programmes.thanks.rules import NEXT

FILES = [("csv", _("CSV")), ("xlsx", _("Excel"))]


class RecognitionForm(CoproForm):
    choice = forms.ChoiceField(
        label=_("What would you like for your time?"),
        choices=Recognition,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the answers")},
    )


class ToldForm(RecognitionForm):
    """What somebody said by word of mouth or on paper."""

    person = forms.ChoiceField(
        label=_("Who told you?"), error_messages={"required": _("Choose who told you")}
    )
    field_order = ["person", "choice"]

    def __init__(self, data=None, *, people, initial=None):
        super().__init__(data, initial=initial)
        self.fields["choice"].label = _("What would they like?")
        self.fields["person"].choices = [
            ("", _("Choose a name")),
            *((each.ref, each.name) for each in people),
        ]


class AnswerForm(CoproForm):
    """Yes or no to what is offered: the name of the button that was pressed."""

    answer = forms.ChoiceField(choices=[("yes", _("Yes")), ("no", _("No"))])
    version = forms.IntegerField()


class ThankYouForm(CoproForm):
    """One person's thank-you for one day, for those who lead."""

    portion = forms.ChoiceField(label=_("How much of the day?"), choices=Portion, widget=forms.RadioSelect)
    travel = forms.BooleanField(label=_("They had to travel"), required=False)
    state = forms.ChoiceField(label=_("How far is it?"), choices=ThanksState, widget=forms.RadioSelect)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, thank_you):
        initial = {name: getattr(thank_you, name) for name in ("portion", "travel", "state", "version")}
        super().__init__(data, initial=initial)
        now = ThanksState(thank_you.state)
        self.fields["state"].choices = [
            (state, state.label) for state in ThanksState if state == now or state in NEXT[now]
        ]


class FinanceForm(CoproForm):
    """Which days, and which kind of file (the name of the button that was pressed)."""

    days = forms.MultipleChoiceField(
        label=_("Which days"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one day")},
    )
    file = forms.ChoiceField(choices=FILES, error_messages={"required": _("Choose CSV or Excel")})

    def __init__(self, data=None, *, days, initial=None):
        super().__init__(data, initial={"days": [day.ref for day in days], **(initial or {})})
        self._days = days
        self.fields["days"].choices = [(day.ref, str(day.label)) for day in days]

    def chosen(self):
        wanted = set(self.cleaned_data["days"])
        return [day for day in self._days if day.ref in wanted]
