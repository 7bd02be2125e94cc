"""The boxes about what helps somebody take part: asked of themselves, or by somebody who writes it down."""

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from copro.forms import CoproForm
from copro.text import CleanCharField
from programmes.models import Help


def helps_field(label, **more):
    return forms.MultipleChoiceField(
        label=label,
        choices=Help.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        **more,
    )


def own_words_field(label, **more):
    return CleanCharField(
        label=label,
        max_length=1000,
        required=False,
        multiline=True,
        widget=forms.Textarea(attrs={"rows": 3}),
        **more,
    )


def held_in(need):
    """A need as the boxes of WhatHelps show it; nothing where there is none."""
    if need is None:
        return {}
    return {
        "helps": need.helps,
        "help_words": need.words,
        "please_greet": need.please_greet,
        "help_to_leave": need.help_to_leave,
        "keep_needs": True,
    }


def keep_until(date):
    """What the tick says: for whom, and until when."""
    return _("Keep this for the people running the days, and delete it on %(date)s") % {
        "date": date_format(date, "j F Y")
    }


class WhatHelps(CoproForm):
    """What helps me take part. `until` is the date of deletion that the tick names."""

    helps = helps_field(
        gettext_lazy("What helps you take part?"),
        help_text=gettext_lazy(
            "Tick any. You don't need to say why. Only the people running the days can see this."
        ),
    )
    help_words = own_words_field(
        gettext_lazy("Anything else?"), help_text=gettext_lazy("Not a diagnosis. Only what we can do.")
    )
    please_greet = forms.BooleanField(label=gettext_lazy("Please greet me at the door"), required=False)
    help_to_leave = forms.BooleanField(
        label=gettext_lazy("I need help to leave the building in a fire"), required=False
    )
    keep_needs = forms.BooleanField(required=False)

    NEEDS = ("helps", "help_words", "please_greet", "help_to_leave")

    def __init__(self, *args, until=None, **kwargs):
        super().__init__(*args, **kwargs)
        if until:
            self.fields["keep_needs"].label = keep_until(until)

    def clean(self):
        given = super().clean()
        if any(given.get(name) for name in self.NEEDS) and not given.get("keep_needs"):
            self.add_error(
                "keep_needs", _("Tick this so that we may keep it, or empty the boxes about what helps")
            )
        return given


def needs_in(given):
    """What a valid form of WhatHelps says, as `needs.write_need` takes it."""
    return {
        "helps": given["helps"],
        "words": given["help_words"],
        "please_greet": bool(given.get("please_greet")),
        "help_to_leave": bool(given.get("help_to_leave")),
    }


class AccessNeedForm(CoproForm):
    """What helps somebody else take part; never a diagnosis."""

    helps = helps_field(gettext_lazy("What helps them take part?"))
    helps.choices = [
        (kind, gettext_lazy("Someone coming with them") if kind == Help.COMPANION else label)
        for kind, label in Help.choices
    ]
    words = own_words_field(
        gettext_lazy("Anything else that helps"),
        help_text=gettext_lazy("Not a diagnosis. Only what we can do."),
    )
    please_greet = forms.BooleanField(label=gettext_lazy("Please greet them at the door"), required=False)
    help_to_leave = forms.BooleanField(
        label=gettext_lazy("They need help to leave the building in a fire"), required=False
    )
    agreed = forms.BooleanField(required=False)

    NEEDS = ("helps", "words", "please_greet", "help_to_leave")

    def __init__(self, data=None, *, need, until):
        held = {name: getattr(need, name) for name in self.NEEDS} | {"agreed": True} if need else {}
        super().__init__(data, initial=held)
        self.fields["agreed"].label = _(
            "They said yes: we keep it for the people running the days, and delete it on %(date)s"
        ) % {"date": date_format(until, "j F Y")}

    def clean(self):
        given = super().clean()
        if any(given.get(name) for name in self.NEEDS) and not given.get("agreed"):
            self.add_error("agreed", _("Ask them first, then tick this"))
        return given


class StillRightForm(CoproForm):
    """One tap: yes, this still helps; with the date that the page showed."""

    until = forms.DateField(required=False)
