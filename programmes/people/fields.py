"""What may be written about a person; the same rules for the form and for the rows of a list."""

from django import forms
from django.utils.translation import gettext_lazy as _

from copro.text import CleanCharField, OneEmailField
from programmes.models import Part, Team


class NameOfPerson(CleanCharField):
    """One word is enough."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Name"))
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}))
        kwargs.setdefault("max_length", 120)
        kwargs.setdefault("error_messages", {"required": _("Enter a name")})
        super().__init__(**kwargs)


def short(label, length, **kwargs):
    """One line of text that may stay empty."""
    kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off"}))
    return CleanCharField(label=label, max_length=length, required=False, **kwargs)


def email_of_another(**kwargs):
    """An address that is not the writer's own, so the browser must not offer theirs."""
    widget = forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"})
    return OneEmailField(required=False, widget=widget, **kwargs)


def parts_field():
    return forms.MultipleChoiceField(
        label=_("How they take part"),
        help_text=_("As they say it themselves. It may be several, or none."),
        choices=Part.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class TeamChoice(forms.ModelChoiceField):
    """One of the programme's teams, or none yet."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Team"))
        super().__init__(
            Team.objects.none(), to_field_name="ref", required=False, empty_label=_("No team yet"), **kwargs
        )


ROW_FIELDS = {
    "name": NameOfPerson(),
    "email": OneEmailField(required=False),
    "team": short(_("Team"), 80),
    "called": short(_("What to call them"), 80),
    "belongs_to": short(_("Where they come from"), 120),
    "reach_by": short(_("How to reach them"), 200),
    "part_in_own_words": short(_("In their own words"), 120),
}
