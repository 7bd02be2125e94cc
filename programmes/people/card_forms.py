"""Which cards to print."""

from django import forms
from django.utils.translation import gettext_lazy as _

from copro.forms import CoproForm
from programmes.models import Team
from programmes.people.printing import may_have_cards


class CardsForm(CoproForm):
    """Everyone, those without email, one team, or people ticked one by one."""

    who = forms.ChoiceField(
        label=_("Whose cards?"),
        choices=[
            ("no_email", _("People without email")),
            ("everyone", _("Everyone who can have a card")),
            ("team", _("One team")),
            ("chosen", _("The people I tick")),
        ],
        initial="no_email",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whose cards to print")},
    )
    team = forms.ModelChoiceField(
        Team.objects.none(),
        label=_("Team"),
        to_field_name="ref",
        required=False,
        empty_label=_("Choose a team"),
    )
    people = forms.ModelMultipleChoiceField(
        None,
        to_field_name="ref",
        required=False,
        error_messages={"invalid_choice": _("Somebody you ticked cannot have a card. Choose again")},
    )
    start = forms.IntegerField(min_value=0, max_value=100_000, required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, programme):
        super().__init__(data)
        self.programme = programme
        self.everyone = may_have_cards(programme)
        self.fields["team"].queryset = programme.teams.all()
        self.fields["people"].queryset = self.everyone

    def clean(self):
        given = super().clean()
        if given.get("who") == "team" and not given.get("team"):
            self.add_error("team", _("Choose a team"))
        if given.get("who") == "chosen" and not given.get("people") and "people" not in self.errors:
            self.add_error("people", _("Tick the people whose cards to print"))
        if not self.errors and not self.chosen().exists():
            self.add_error("who", _("Nobody to print a card for here"))
        return given

    def chosen(self):
        """The people whose cards to print."""
        given = self.cleaned_data
        if given["who"] == "no_email":
            return self.everyone.filter(person__email=None)
        if given["who"] == "team":
            return self.everyone.filter(team=given["team"])
        if given["who"] == "chosen":
            return self.everyone.filter(pk__in=[membership.pk for membership in given["people"]])
        return self.everyone
