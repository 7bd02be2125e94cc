"""What may be written about a team."""

from django import forms
from django.utils.translation import gettext_lazy as _

from copro.forms import CoproForm, CoproModelForm
from copro.text import CleanCharField
from programmes.models import Team


def aim_field():
    return CleanCharField(
        label=_("What you want to change"),
        help_text=_("It can stay unfinished. Most teams change it as they learn."),
        max_length=1000,
        required=False,
        multiline=True,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class TeamForm(CoproModelForm):
    name = CleanCharField(
        label=_("Name of the team"), max_length=80, error_messages={"required": _("Give the team a name")}
    )
    area = CleanCharField(
        label=_("The area they work on"),
        help_text=_("Such as: families waiting for an autism assessment."),
        max_length=200,
        required=False,
    )
    aim = aim_field()

    class Meta:
        model = Team
        fields = ["name", "area", "aim"]

    def __init__(self, data=None, *, programme, instance=None):
        super().__init__(data, instance=instance or Team(programme=programme))
        self.programme = programme

    def clean_name(self):
        name = self.cleaned_data["name"]
        same = Team.objects.filter(programme=self.programme, name__iexact=name).exclude(pk=self.instance.pk)
        if same.exists():
            raise forms.ValidationError(_("There is a team with this name already"), code="twice")
        return name

    def _get_validation_exclusions(self):
        # The name is checked above, in our own words; two at the same moment are left to the database.
        return super()._get_validation_exclusions() | {"name", "programme"}


class AimForm(CoproForm):
    """The team's own words about what it wants to change; its members write them."""

    aim = aim_field()
