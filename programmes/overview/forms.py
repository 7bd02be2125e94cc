"""What somebody says about a programme, or about the organisation that hosts it."""

from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from copro.forms import CoproForm, CoproModelForm
from copro.text import CleanCharField, OneEmailField, WholeNumberField
from programmes.models import Organisation, Programme
from programmes.overview.actions import NamedLead, copy_programme, create_programme
from programmes.overview.templates import SHAPES
from programmes.people.fields import NameOfPerson, email_of_another, short

COPY = "copy-"


def zone_choices():
    """Places that people know, such as Europe/London; not the bare offsets."""
    return [(zone, zone.replace("_", " ")) for zone in sorted(available_timezones()) if _is_a_place(zone)]


def _is_a_place(zone):
    return zone == "UTC" or ("/" in zone and not zone.startswith(("Etc/", "SystemV/", "posix", "right")))


def _zone_field(**kwargs):
    return forms.ChoiceField(
        label=_("Time zone"),
        choices=zone_choices,
        help_text=_("Times are shown in this zone."),
        error_messages={"invalid_choice": _("Choose a listed time zone")},
        **kwargs,
    )


def _long(label, length, rows, **kwargs):
    widget = forms.Textarea(attrs={"rows": rows})
    return CleanCharField(label=label, max_length=length, required=False, widget=widget, **kwargs)


def _listener(help_text):
    return short(_("Whom can people turn to?"), 120, help_text=help_text)


def _listener_contact():
    return short(_("How to reach them"), 200, help_text=_("A phone number, or where to find them."))


def name_of_programme(**kwargs):
    return CleanCharField(
        label=_("What is it called?"),
        max_length=120,
        error_messages={"required": _("Give it a name")},
        **kwargs,
    )


class NewProgrammeForm(CoproForm):
    """A name and a place to start from are enough; the rest can wait."""

    name = name_of_programme()
    start = forms.ChoiceField(
        label=_("Where do you want to start?"), widget=forms.RadioSelect, initial="two_days"
    )
    place = short(_("Where is it?"), 120, help_text=_("A town or an area, as people say it."))
    zone = _zone_field(initial="Europe/London")

    def __init__(self, data=None, *, organisation, by, earlier, initial=None):
        super().__init__(data, initial=initial)
        self.organisation, self.by = organisation, by
        self._earlier = {f"{COPY}{programme.slug}": programme for programme in earlier}
        self.fields["start"].choices = [
            *((key, f"{shape.name}. {shape.about}") for key, shape in SHAPES.items()),
            *(
                (key, _("A copy of %(name)s: its days, sessions and teams") % {"name": programme.name})
                for key, programme in self._earlier.items()
            ),
        ]

    def lead(self):
        return None

    def save(self):
        said = self.cleaned_data
        if earlier := self._earlier.get(said["start"]):
            return copy_programme(earlier, said["name"], by=self.by, lead=self.lead())
        return create_programme(
            self.organisation,
            said["name"],
            by=self.by,
            template=said["start"],
            zone=said["zone"],
            place=said["place"],
            lead=self.lead(),
        )


class NewProgrammeByAdminForm(NewProgrammeForm):
    """An admin looks after programmes without a place on them, so somebody has to lead this one."""

    who_leads = forms.ChoiceField(
        label=_("Who leads it?"),
        choices=[("me", _("I do")), ("other", _("Somebody else"))],
        widget=forms.RadioSelect,
        initial="me",
    )
    lead_name = NameOfPerson(label=_("Their name"), error_messages={"required": _("Say who leads it")})
    lead_email = email_of_another(
        label=_("Their email"), help_text=_("We send them a way in. Without one, print them a card.")
    )

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        if data is not None and data.get("who_leads") != "other":
            self.fields["lead_name"].required = False

    def lead(self):
        if self.cleaned_data["who_leads"] == "me":
            return None
        return NamedLead(self.cleaned_data["lead_name"], self.cleaned_data["lead_email"] or "")


class CopyForm(CoproForm):
    name = name_of_programme()

    def save(self, programme, *, by):
        return copy_programme(programme, self.cleaned_data["name"], by=by)


class SettingsForm(CoproModelForm):
    """What everybody on the programme can read, and in which zone its times are."""

    name = name_of_programme()
    place = short(_("Where is it?"), 120, help_text=_("A town or an area, as people say it."))
    purpose = _long(_("What is it for?"), 2000, 4, help_text=_("Two or three sentences, for everybody."))
    zone = _zone_field()
    agreement = _long(
        _("How we treat each other"), 2000, 6, help_text=_("What you agreed together. It can change.")
    )
    listener_name = _listener(_("Somebody to talk to when a day is hard."))
    listener_contact = _listener_contact()

    class Meta:
        model = Programme
        fields = ["name", "place", "purpose", "zone", "agreement", "listener_name", "listener_contact"]

    def save(self, commit=True):
        # Only what changed, so that two people who change different things both keep theirs.
        self.instance.save(update_fields=self.changed_data)
        return self.instance


class OrganisationSettingsForm(CoproModelForm):
    name = CleanCharField(label=_("Name"), max_length=120, error_messages={"required": _("Enter a name")})
    listener_name = _listener(_("Shown where a programme names nobody."))
    listener_contact = _listener_contact()
    privacy_contact = short(
        _("Who answers questions about privacy?"), 200, help_text=_("A name, and an email or a phone number.")
    )
    register_years = WholeNumberField(
        label=_("How many years are registers kept?"),
        help_text=_("After a programme is closed. Ask whoever pays for it."),
        at_least=1,
        at_most=20,
        too_low=_("1 or more"),
        error_messages={"required": _("Use digits")},
    )

    class Meta:
        model = Organisation
        fields = ["name", "listener_name", "listener_contact", "privacy_contact", "register_years"]


class AdminForm(CoproForm):
    """Admins sign in by email, so they need one."""

    name = NameOfPerson()
    email = OneEmailField(
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Enter one address")},
    )
