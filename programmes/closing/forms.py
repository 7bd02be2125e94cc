"""Who phones somebody, and how it went."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from copro.forms import CoproForm
from programmes.models import CallState, Membership


class CallForm(CoproForm):
    """One line of the list; `person` is whom it is about."""

    person = forms.CharField(max_length=8, widget=forms.HiddenInput)
    who = forms.ChoiceField(label=gettext_lazy("Who phones?"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("How did it go?"), choices=CallState)

    def __init__(self, data=None, *, programme, callers):
        super().__init__(data)
        self.programme = programme
        self.fields["who"].choices = [("", _("Nobody yet")), *callers]

    def clean(self):
        given = super().clean()
        people = Membership.objects.current().filter(programme=self.programme)
        self.membership = people.filter(ref=given.get("person", "")).first()
        self.caller = people.running_days().filter(ref=given["who"]).first() if given.get("who") else None
        if self.membership is None:
            raise forms.ValidationError(_("This person is not on the list any more"))
        return given
