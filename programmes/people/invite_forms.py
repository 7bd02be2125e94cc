"""Whom to send an invitation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from copro.forms import CoproForm
from programmes.models import Membership

AT_ONCE = 50


class InviteForm(CoproForm):
    """People of the programme who have an email; each gets a link of their own."""

    people = forms.ModelMultipleChoiceField(
        Membership.objects.none(),
        to_field_name="ref",
        error_messages={
            "required": _("Tick the people to invite"),
            "invalid_choice": _("Somebody you ticked has no email or has left. Choose again"),
        },
    )

    def __init__(self, data=None, *, programme):
        super().__init__(data)
        self.fields["people"].queryset = (
            Membership.objects.current()
            .filter(programme=programme, person__email__isnull=False)
            .select_related("person", "programme")
        )

    def clean_people(self):
        people = self.cleaned_data["people"]
        if len(people) > AT_ONCE:
            raise forms.ValidationError(_("At most 50 at a time. Send these, then the others"))
        return people
