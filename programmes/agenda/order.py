"""Small forms of the plan: which session an address means, Move up and Move down, minutes in a row."""

from django import forms
from django.db.models import F
from django.utils.translation import gettext_lazy

from copro.forms import CoproForm
from copro.keys import REF_SYMBOLS
from copro.text import WholeNumberField

A_DAY = 24 * 60


class RefField(forms.RegexField):
    """A short reference of a row."""

    def __init__(self, **kwargs):
        kwargs.setdefault("required", False)
        super().__init__(f"^[{REF_SYMBOLS}]{{8}}$", **kwargs)


class WhichForm(CoproForm):
    """The sessions that an address names: the open one, or where a new one belongs."""

    session = RefField()
    after = RefField()
    part_of = RefField()
    alongside = RefField()
    undo = RefField()


class OrderForm(CoproForm):
    """Either `up` or `down` with a session's reference, or `item` with its place `to` among all rows."""

    up = RefField()
    down = RefField()
    item = RefField()
    to = forms.IntegerField(min_value=1, max_value=1000, required=False)

    def clean(self):
        given = super().clean()
        if not self.ref or (given.get("item") and not given.get("to")):
            raise forms.ValidationError("No move is named.")
        return given

    @property
    def ref(self):
        given = self.cleaned_data
        return given.get("up") or given.get("down") or given.get("item")

    @property
    def by(self):
        return -1 if self.cleaned_data.get("up") else 1


class MinutesField(WholeNumberField):
    """How long a session takes, or None while nobody knows."""

    def __init__(self, **kwargs):
        super().__init__(
            label=gettext_lazy("How many minutes?"),
            at_least=5,
            at_most=A_DAY,
            too_low=gettext_lazy("Must be at least 5 minutes"),
            too_high=gettext_lazy("At most 24 hours"),
            required=False,
            **kwargs,
        )


class MinutesForm(CoproForm):
    """The minutes of one session, typed in its row."""

    minutes = MinutesField()

    def __init__(self, data, *, item):
        self.item = item
        super().__init__(data, auto_id=f"{item.ref}-%s")

    def save(self):
        """One number in one UPDATE; a form that stands open elsewhere learns of it by the version."""
        self.item.minutes = self.cleaned_data["minutes"]
        self.item.version = F("version") + 1
        self.item.save(update_fields=["minutes", "version"])
        self.item.refresh_from_db(fields=["version"])
        return self.item
