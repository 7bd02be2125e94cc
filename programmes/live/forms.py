"""One press of a button on the facilitator's page."""

from django import forms

from copro.forms import CoproForm
from programmes.agenda.order import RefField
from programmes.live.steps import STEPS

VERBS = ("start", "undo", *STEPS)


class PressForm(CoproForm):
    """`press` is the button: what to do, and about which session (to undo, which step): `finish.a3c4d6e7`."""

    press = forms.CharField(max_length=20)
    client_id = forms.UUIDField()

    def clean_press(self):
        verb, _dot, ref = self.cleaned_data["press"].partition(".")
        if verb not in VERBS:
            raise forms.ValidationError("No such button.")
        return verb, RefField().clean(ref)

    @property
    def verb(self):
        return self.cleaned_data["press"][0]

    @property
    def ref(self):
        return self.cleaned_data["press"][1]
