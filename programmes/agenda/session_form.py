"""A session of a plan."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from copro.forms import CoproForm
from copro.text import CleanCharField
from programmes.agenda.actions import add_item, set_hosts
from programmes.agenda.fields import TimeField
from programmes.agenda.order import MinutesField
from programmes.models import AgendaItem, ItemKind
from programmes.panels import session_extras

OWN_FIELDS = ("title", "kind", "minutes", "pinned_start", "purpose", "materials", "facilitator_notes")
MORE_FIELDS = ("purpose", "facilitator_notes", "pinned_start")


class PersonField:
    """People are chosen by the name the programme knows them by."""

    def clean(self, value):
        try:
            return super().clean(value)
        except ValidationError as error:
            if error.code == "required":
                raise
            # What was sent is no key of anybody: the words about keys are not for people.
            raise ValidationError(_("Choose from the list"), code="invalid_choice") from error

    def label_from_instance(self, membership):
        return membership.name


class PeopleField(PersonField, forms.ModelMultipleChoiceField):
    pass


class OnePersonField(PersonField, forms.ModelChoiceField):
    pass


class SessionForm(CoproForm):
    """A session of a plan, with the extra choices that other apps add."""

    title = CleanCharField(
        label=gettext_lazy("What is it called?"),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter a name")},
    )
    minutes = MinutesField(help_text=gettext_lazy("Leave it empty while nobody knows."))
    kind = forms.ChoiceField(label=gettext_lazy("What kind is it?"), choices=ItemKind)
    hosts = PeopleField(
        None,
        label=gettext_lazy("Who is hosting?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    other_host = OnePersonField(
        None, label=gettext_lazy("Add someone else"), required=False, empty_label=gettext_lazy("Nobody else")
    )
    purpose = CleanCharField(
        label=gettext_lazy("What is it for?"),
        help_text=gettext_lazy("Everyone can read this."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        required=False,
    )
    materials = CleanCharField(
        label=gettext_lazy("What do we need?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        required=False,
    )
    facilitator_notes = CleanCharField(
        label=gettext_lazy("Notes for the people running it"),
        help_text=gettext_lazy("Only they can read this."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=4000,
        required=False,
    )
    pinned_start = TimeField(
        label=gettext_lazy("Booked for a set time?"),
        help_text=gettext_lazy("A lunch, or a guest. It does not start before."),
        required=False,
    )

    def __init__(self, data=None, *, seat, day, item=None, after=None, part_of=None):
        self.seat, self.day, self.item, self.after, self.part_of = seat, day, item, after, part_of
        super().__init__(data, initial=self._current(item), auto_id=f"{self.key}-%s")
        self._offer_hosts(item)
        for extra in session_extras:
            self.fields[extra.name] = extra.field(seat, day, item)
            self.fields[extra.name].widget.attrs.setdefault("class", "input")
        if part_of or (item and item.part_of_id):
            del self.fields["minutes"], self.fields["pinned_start"]
        self.order_fields(["title", "minutes", "kind", "hosts", "other_host", *self._extras(), "materials"])

    def first_fields(self):
        return [field for field in self.visible_fields() if field.name not in MORE_FIELDS]

    def more_fields(self):
        return [self[name] for name in MORE_FIELDS if name in self.fields]

    def more_is_filled(self):
        return any(field.errors or field.value() for field in self.more_fields())

    @property
    def key(self):
        """Every session's boxes have ids of their own: what was typed in one never shows in another."""
        places = [place.ref for place in (self.item, self.part_of, self.after) if place]
        return "-".join(places) if self.item else "-".join(["new", *places])

    @staticmethod
    def _extras():
        return [extra.name for extra in session_extras]

    @staticmethod
    def _current(item):
        if item is None:
            return {"kind": ItemKind.ACTIVITY}
        hosts = item.hostings.filter(programme=item.programme_id).values_list("membership_id", flat=True)
        return {name: getattr(item, name) for name in OWN_FIELDS} | {"hosts": list(hosts)}

    def _offer_hosts(self, item):
        """Tick boxes for the few who usually host; a list for everybody else, however many they are."""
        people = self.seat.programme.memberships.current()
        usual = people.running_days() | people.filter(in_working_group=True)
        if item:
            usual = usual | people.filter(hostings__item=item)
        usual = set(usual.values_list("pk", flat=True))
        others = people.exclude(pk__in=usual)
        # Two people may add the same host at once: what is offered below is a good answer above, too.
        self.fields["hosts"].queryset = people
        self.fields["hosts"].choices = [(one.pk, one.name) for one in people.filter(pk__in=usual)]
        self.fields["other_host"].queryset = people
        self.fields["other_host"].choices = [
            ("", self.fields["other_host"].empty_label),
            *((one.pk, one.name) for one in others),
        ]

    @transaction.atomic
    def save(self):
        given = self.cleaned_data
        item = self.item or AgendaItem(part_of=self.part_of)
        names = [name for name in OWN_FIELDS if name in given]
        for name in names:
            setattr(item, name, given[name])
        if self.item:
            # Never its position: somebody may have moved it while the form was open.
            item.save(update_fields=names)
        else:
            add_item(self.day, item, after=self.after)
        set_hosts(item, {*given["hosts"], *filter(None, [given["other_host"]])})
        for extra in session_extras:
            extra.save(self.seat, self.day, item, given[extra.name])
        return item
