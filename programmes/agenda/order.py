"""The form behind Move up, Move down and a dropped row."""

from django import forms

from copro.forms import CoproForm
from copro.keys import REF_SYMBOLS

REF = forms.RegexField


class OrderForm(CoproForm):
    """Either `up` or `down` with a session's reference, or `item` with its place `to` among all rows."""

    up = REF(f"^[{REF_SYMBOLS}]{{8}}$", required=False)
    down = REF(f"^[{REF_SYMBOLS}]{{8}}$", required=False)
    item = REF(f"^[{REF_SYMBOLS}]{{8}}$", required=False)
    to = forms.IntegerField(min_value=1, max_value=1000, required=False)

    def clean(self):
        given = super().clean()
        if not self.ref:
            raise forms.ValidationError("No session is named.")
        return given

    @property
    def ref(self):
        given = self.cleaned_data
        return given.get("up") or given.get("down") or given.get("item")

    @property
    def by(self):
        return -1 if self.cleaned_data.get("up") else 1 if self.cleaned_data.get("down") else 0
