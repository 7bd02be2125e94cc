"""What somebody without a session may send: a secret, and one of four answers."""

from django import forms
from django.utils.translation import gettext_lazy

from copro.forms import CoproForm
from programmes.models import Plan

ANSWERS_OFFERED = [
    (Plan.COMING, gettext_lazy("Yes, I am coming")),
    (Plan.ONLINE, gettext_lazy("Yes, online")),
    (Plan.NOT_SURE, gettext_lazy("Not sure yet")),
    (Plan.APOLOGIES, gettext_lazy("Sorry, I can’t come")),
]


class SecretForm(CoproForm):
    """What came after the # of a link, put there by a script, or the code under it, typed by hand."""

    token = forms.CharField(
        label=gettext_lazy("Your code"),
        help_text=gettext_lazy("Ten letters and numbers. They stand in your letter, under the link."),
        max_length=80,
        error_messages={
            "required": gettext_lazy("Type your code"),
            "max_length": gettext_lazy("That is too long for a code"),
        },
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class AnswerForm(CoproForm):
    """One tap. The id is made with the page, so that a second tap on a slow line is the same answer."""

    plan = forms.ChoiceField(
        choices=ANSWERS_OFFERED,
        error_messages={
            "required": gettext_lazy("Choose one of the four"),
            "invalid_choice": gettext_lazy("Choose one of the four"),
        },
    )
    client_id = forms.UUIDField(required=False)
