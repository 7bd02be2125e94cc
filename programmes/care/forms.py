"""What is typed about visitors, and about what to get ready."""

from django import forms
from django.utils.translation import gettext_lazy as _

from copro.forms import CoproForm
from copro.keys import REF_SYMBOLS
from copro.text import CleanCharField, WholeNumberField
from programmes.models import Membership, Role, VisitorKind
from programmes.people.fields import NameOfPerson

REF = f"[{REF_SYMBOLS}]{{8}}"


class PersonChoice(forms.ModelChoiceField):
    """Somebody with a place on the programme now, or nobody."""

    def __init__(self, **kwargs):
        super().__init__(Membership.objects.none(), to_field_name="ref", required=False, **kwargs)


class VisitorForm(CoproForm):
    """Somebody who comes along: a name is welcome and never needed."""

    kind = forms.ChoiceField(
        label=_("Who is it?"),
        choices=VisitorKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one")},
    )
    name = NameOfPerson(
        label=_("Their name"), required=False, help_text=_("Leave it empty to count them only.")
    )
    how_many = WholeNumberField(
        label=_("How many?"),
        at_least=1,
        at_most=200,
        required=False,
        help_text=_("For people without names. Empty means one."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    comes_with = PersonChoice(
        label=_("Whom do they come with?"), empty_label=_("Nobody, or it does not matter")
    )
    help_to_leave = forms.BooleanField(
        label=_("They need help to leave the building"),
        help_text=_("Shown on the fire list only, until the day is over."),
        required=False,
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, programme, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["comes_with"].queryset = Membership.objects.current().filter(programme=programme)

    def clean(self):
        given = super().clean()
        if given.get("name") and (given.get("how_many") or 1) > 1:
            self.add_error("how_many", _("Add each person with a name by themselves"))
        given["how_many"] = given.get("how_many") or 1
        return given


STEPS = ("here", "left", "back", "not_here", "remove")


class StepForm(CoproForm):
    """One tap on a visitor."""

    step = forms.ChoiceField(choices=[(step, step) for step in STEPS])


class AwaitedForm(CoproForm):
    """Somebody's supporter, whom we were told of, is here."""

    person = forms.ModelChoiceField(Membership.objects.none(), to_field_name="ref")

    def __init__(self, data, *, programme):
        super().__init__(data)
        self.fields["person"].queryset = Membership.objects.current().filter(programme=programme)


class ForAllForm(CoproForm):
    """One more thing to get ready, for everybody."""

    words = CleanCharField(
        label=_("Something for everybody"),
        max_length=300,
        help_text=_("Such as water on the tables, or signs to the room."),
        error_messages={"required": _("Write what to get ready")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput)


class JobForm(CoproForm):
    """One tap or one name on the checklist. `job` is `kind.person`, or the ref of a job for everybody."""

    job = forms.RegexField(rf"(?:[a-z_]{{2,20}}\.)?{REF}")
    do = forms.ChoiceField(choices=[(do, do) for do in ("done", "undo", "who", "remove")], required=False)
    who = PersonChoice()

    def __init__(self, data, *, programme):
        super().__init__(data)
        self.fields["who"].queryset = Membership.objects.current().filter(
            programme=programme, role__in=[Role.HELPER, Role.FACILITATOR, Role.LEAD]
        )

    def asked(self):
        """What `ready_actions.write_job` takes."""
        kind, _dot, person = self.cleaned_data["job"].rpartition(".")
        return {
            "kind": kind or person,
            "person": person if kind else "",
            "do": self.cleaned_data["do"] or "who",
            "who": self.cleaned_data["who"],
        }
