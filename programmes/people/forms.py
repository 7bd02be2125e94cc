"""What staff may write about the people of a programme."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from copro.forms import CoproForm
from programmes.models import Membership, Role, User
from programmes.people import actions
from programmes.people.fields import NameOfPerson, TeamChoice, email_of_another, parts_field, short
from programmes.people.names import sort_key

DETAILS = ["called", "parts", "part_in_own_words", "belongs_to", "reach_by"]


class PersonForm(CoproForm):
    """A name is enough; everything else helps, and none of it is needed."""

    name = NameOfPerson(help_text=_("First and last name, or the one name they use."))
    email = email_of_another(help_text=_("They can do everything without one. We make them a printed card."))
    team = TeamChoice()
    called = short(_("What to call them"), 80, help_text=_("If it is not their first name."))
    parts = parts_field()
    part_in_own_words = short(_("In their own words"), 120)
    belongs_to = short(
        _("Where they come from"), 120, help_text=_("A group, a service or a place they belong to.")
    )
    reach_by = short(
        _("How to reach them"), 200, help_text=_("Such as a phone number, by post, or through somebody.")
    )

    def __init__(self, data=None, *, programme, initial=None):
        super().__init__(data, initial=initial)
        self.programme = programme
        self.fields["team"].queryset = programme.teams.all()

    def clean_email(self):
        """An address that somebody here uses is refused here, in any case of letters."""
        email = self.cleaned_data["email"]
        if (
            email
            and Membership.objects.filter(programme=self.programme, person__email__iexact=email).exists()
        ):
            raise forms.ValidationError(_("Already in this programme"), code="here")
        return email

    @property
    def more_is_needed(self):
        """True when something under the fold is wrong or filled in, so that it must not stay folded."""
        return any(self[name].errors or self[name].value() for name in DETAILS)

    def details(self):
        return {name: self.cleaned_data[name] for name in DETAILS}


class AddPersonForm(PersonForm):
    """A new person. Somebody of the same name is asked about, once."""

    somebody_else = forms.BooleanField(label=_("No, this is somebody else"), required=False)
    send_invitation = forms.BooleanField(
        label=_("Send them an email to come in"),
        help_text=_("It holds a link that works once, within seven days."),
        required=False,
    )

    def __init__(self, data=None, *, seat):
        super().__init__(data, programme=seat.programme)
        self.seat = seat
        if not seat.can_give_roles:
            del self.fields["send_invitation"]

    @cached_property
    def twins(self):
        """People of the programme whose name reads the same, however its accents are stored."""
        name = self.cleaned_data.get("name")
        if not name:
            return []
        return list(
            Membership.objects.filter(programme=self.programme, sort_name=sort_key(name)).select_related(
                "team"
            )
        )

    def clean(self):
        given = super().clean()
        if self.twins and not given.get("somebody_else") and "email" not in self.errors:
            self.add_error("name", forms.ValidationError(_("Is this the same person?"), code="twin"))
        if given.get("send_invitation") and not given.get("email") and "email" not in self.errors:
            self.add_error("email", _("Write the address to send it to"))
        return given

    @property
    def asks_about_twins(self):
        return bool(self.is_bound and self.twins)

    def save(self):
        given = self.cleaned_data
        return actions.add_person(
            self.programme,
            given["name"],
            by=self.seat.person,
            email=given["email"],
            team=given["team"],
            **self.details(),
        )


class EditPersonForm(PersonForm):
    """What staff may change about somebody. Never a role, and an email only while it opens nothing."""

    in_working_group = forms.BooleanField(
        label=_("In the working group"), help_text=_("Plans and runs the programme."), required=False
    )

    def __init__(self, data=None, *, membership):
        held = {name: getattr(membership, name) for name in ["name", *DETAILS, "in_working_group"]}
        held |= {
            "email": membership.person.email or "",
            "team": membership.team.ref if membership.team else "",
        }
        super().__init__(data, programme=membership.programme, initial=held)
        self.membership = membership
        if not actions.may_set_email(membership):
            del self.fields["email"]

    def clean_email(self):
        email, person = self.cleaned_data["email"], self.membership.person
        if email and User.objects.filter(email__iexact=email).exclude(pk=person.pk).exists():
            here = Membership.objects.filter(programme=self.programme, person__email__iexact=email).exists()
            taken = _("Already in this programme") if here else _("They need to add this address themselves")
            raise forms.ValidationError(taken, code="taken")
        return email

    def save(self):
        given, membership = self.cleaned_data, self.membership
        written = ["name", "team", "in_working_group", *DETAILS]
        for name in written:
            setattr(membership, name, given[name])
        # Only these: a role given at the same moment must not be undone.
        membership.save(update_fields=written)
        if "email" in self.fields:
            # They may have signed in since the page was opened; from then on it is theirs.
            User.objects.filter(pk=membership.person_id, last_login=None).update(email=given["email"])
        return membership


class RoleForm(CoproForm):
    role = forms.ChoiceField(label=_("What they do here"), choices=Role.choices, widget=forms.RadioSelect)

    def clean_role(self):
        if self.is_bound and len(self.data.getlist("role")) > 1:
            raise forms.ValidationError(_("Choose one"))
        return self.cleaned_data["role"]


class MoveForm(CoproForm):
    """Several people into one team."""

    people = forms.ModelMultipleChoiceField(
        Membership.objects.none(),
        to_field_name="ref",
        error_messages={
            "required": _("Tick the people to move"),
            "invalid_choice": _("Somebody you ticked is not in this programme any more"),
        },
    )
    to_team = TeamChoice(label=_("Move to"))

    def __init__(self, data=None, *, programme):
        super().__init__(data)
        self.fields["people"].queryset = Membership.objects.current().filter(programme=programme)
        self.fields["to_team"].queryset = programme.teams.all()
