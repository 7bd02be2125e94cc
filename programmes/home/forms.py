"""What members say about themselves and their days."""

from django import forms
from django.utils.translation import gettext_lazy as _

from copro.forms import CoproForm
from programmes.care.need_forms import WhatHelps
from programmes.front.forms import AboutYouForm
from programmes.models import Plan
from programmes.people.fields import short


class PlanForm(CoproForm):
    """Will you be there? Never why not."""

    plan = forms.ChoiceField(
        label=_("Will you be there?"),
        choices=[
            (Plan.COMING, _("Yes, in person")),
            (Plan.ONLINE, _("Yes, online")),
            (Plan.NOT_SURE, _("Not sure yet")),
            (Plan.APOLOGIES, _("I can't make it")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of the answers"),
            "invalid_choice": _("Choose one of the answers"),
        },
    )


class MyDetailsForm(AboutYouForm):
    """My details; somebody who was given a place also says yes to it here, once."""

    reach_by = short(
        _("How can we reach you?"),
        200,
        help_text=_("Phone, post, or through somebody. Only those who run the programme see it."),
    )
    agrees = forms.BooleanField(
        label=_("I have read this, or had it read to me, and I am happy to take part"),
        error_messages={"required": _("Tick the box to say you are happy to take part")},
    )
    field_order = [
        "name", "called", "parts", "part_in_own_words", "reach_by", *WhatHelps.NEEDS, "keep_needs",
        "agrees", "photos_ok",
    ]  # fmt: skip

    def __init__(self, *args, agreed, **kwargs):
        super().__init__(*args, **kwargs)
        if agreed:
            del self.fields["agrees"]
