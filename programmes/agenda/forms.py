"""A day, and a session."""

from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from copro.forms import CoproForm, CoproModelForm
from copro.text import CleanCharField, HttpsURLField, WholeNumberField
from programmes.agenda.actions import add_item, set_hosts
from programmes.agenda.fields import DateField, TimeField
from programmes.agenda.times import NoSuchTime, comes_twice, set_instants
from programmes.models import AgendaItem, ItemKind, ProgrammeDay
from programmes.panels import session_extras

A_DAY = 24 * 60


class DayForm(CoproModelForm):
    """When and where a day is. Nothing but the zone must be known."""

    title = CleanCharField(label=gettext_lazy("What is it called?"), max_length=80, required=False)
    date = DateField(
        label=gettext_lazy("Date"),
        help_text=gettext_lazy("Leave it empty while it is not known."),
        required=False,
    )
    start_wall = TimeField(label=gettext_lazy("Starts at"), required=False)
    end_wall = TimeField(label=gettext_lazy("Ends at"), required=False)
    start_fold = forms.ChoiceField(
        label=gettext_lazy("The clocks go back that night. Which one?"),
        choices=[("0", gettext_lazy("The first time it comes")), ("1", gettext_lazy("The second time"))],
        widget=forms.RadioSelect,
        required=False,
    )
    zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        error_messages={"invalid_choice": gettext_lazy("Choose a listed time zone")},
    )
    venue = CleanCharField(label=gettext_lazy("Place"), max_length=200, required=False)
    room = CleanCharField(label=gettext_lazy("Room"), max_length=120, required=False)
    directions = CleanCharField(
        label=gettext_lazy("How to get there"),
        help_text=gettext_lazy("Buses, steps, parking, where to ring the bell."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )
    online_link = HttpsURLField(label=gettext_lazy("Link to join online"), required=False)
    online_note = CleanCharField(
        label=gettext_lazy("What people online can do"), max_length=300, required=False
    )
    capacity = WholeNumberField(
        label=gettext_lazy("How many people fit in?"), at_least=0, at_most=10_000, required=False
    )
    notes = CleanCharField(
        label=gettext_lazy("Notes for the people running it"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        required=False,
    )
    past_is_right = forms.BooleanField(label=gettext_lazy("Yes, this date has passed"), required=False)

    class Meta:
        model = ProgrammeDay
        fields = [
            "title", "date", "start_wall", "end_wall", "start_fold", "zone", "venue", "room", "directions",
            "online_link", "online_note", "capacity", "notes",
        ]  # fmt: skip

    def __init__(self, data=None, *, programme, instance=None):
        instance = instance or ProgrammeDay(programme=programme, zone=programme.zone)
        super().__init__(data, instance=instance)
        # The programme is in use before the instance is saved: its date in its own zone says what has passed.
        self.programme = programme
        self.was_on = instance.date
        self.fields["zone"].choices = [
            (name, name.replace("_", " ")) for name in sorted(available_timezones())
        ]
        # These two are asked only when the date gives a reason to.
        if not (data and ("past_is_right" in data or self._has_passed(data))):
            del self.fields["past_is_right"]
        if not (data and "start_fold" in data) and not instance.start_fold:
            self.fields["start_fold"].widget = forms.HiddenInput()

    def _has_passed(self, data):
        try:
            date = self.fields["date"].clean(data.get("date", ""))
        except ValidationError:
            return False
        return bool(date and date != self.was_on and date < timezone.localdate(timezone=self.programme.tz))

    def clean_start_fold(self):
        return int(self.cleaned_data.get("start_fold") or 0)

    def clean(self):
        given = super().clean()
        start, end, date, zone = (given.get(name) for name in ("start_wall", "end_wall", "date", "zone"))
        if start and end and end <= start:
            self.add_error("end_wall", _("End must be after start"))
        if "past_is_right" in self.fields and self._has_passed(self.data) and not given.get("past_is_right"):
            self.add_error("past_is_right", _("This date has passed. Is that right?"))
        if date and start and zone and comes_twice(date, start, zone) and not self.data.get("start_fold"):
            self.fields["start_fold"].widget = forms.RadioSelect(choices=self.fields["start_fold"].choices)
            self.add_error("start_fold", _("First or second %(time)s?") % {"time": f"{start:%H:%M}"})
        return given

    def _post_clean(self):
        super()._post_clean()
        if self.errors:
            return
        try:
            set_instants(self.instance)
        except NoSuchTime as error:
            self.add_error("start_wall", str(error))

    @transaction.atomic
    def save(self):
        day = self.instance
        if day._state.adding:
            last = ProgrammeDay.objects.filter(programme=self.programme).order_by("number").last()
            day.number = last.number + 1 if last else 1
        day.save()
        return day


class SessionForm(CoproForm):
    """A session of a plan, with the extra choices that other apps add."""

    title = CleanCharField(
        label=gettext_lazy("What is it called?"),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter a name")},
    )
    minutes = WholeNumberField(
        label=gettext_lazy("How many minutes?"),
        help_text=gettext_lazy("Leave it empty while nobody knows."),
        at_least=5,
        at_most=A_DAY,
        too_low=gettext_lazy("Must be at least 5 minutes"),
        too_high=gettext_lazy("At most 24 hours"),
        required=False,
    )
    kind = forms.ChoiceField(label=gettext_lazy("What kind?"), choices=ItemKind)
    pinned_start = TimeField(
        label=gettext_lazy("Not before"),
        help_text=gettext_lazy("For a lunch that is booked, or a guest who comes at a set time."),
        required=False,
    )
    hosts = forms.ModelMultipleChoiceField(
        None, label=gettext_lazy("Who is hosting?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    other_host = forms.ModelChoiceField(
        None, label=gettext_lazy("Somebody else"), required=False, empty_label=gettext_lazy("Nobody else")
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

    def __init__(self, data=None, *, seat, day, item=None, after=None, part_of=None):
        self.seat, self.day, self.item, self.after, self.part_of = seat, day, item, after, part_of
        super().__init__(data, initial=self._current(item))
        self._offer_hosts(item)
        for extra in session_extras:
            self.fields[extra.name] = extra.field(seat, day, item)
        if part_of or (item and item.part_of_id):
            del self.fields["minutes"], self.fields["pinned_start"]
        for field in self.fields.values():
            field.widget.attrs.setdefault("class", "input")

    @staticmethod
    def _current(item):
        if item is None:
            return {"kind": ItemKind.ACTIVITY}
        names = ("title", "minutes", "kind", "pinned_start", "purpose", "materials", "facilitator_notes")
        return {name: getattr(item, name) for name in names} | {
            "hosts": [host.membership_id for host in item.hostings.filter(programme=item.programme_id)]
        }

    def _offer_hosts(self, item):
        """Tick boxes for the few who usually host; a list for everybody else, however many they are."""
        people = self.seat.programme.memberships.filter(left_on__isnull=True)
        likely = people.filter(role__in=["facilitator", "lead"]) | people.filter(in_working_group=True)
        if item:
            likely = likely | people.filter(hostings__item=item)
        chosen = set(likely.values_list("pk", flat=True))
        self.fields["hosts"].queryset = people.filter(pk__in=chosen)
        self.fields["other_host"].queryset = people.exclude(pk__in=chosen)
        # A host chosen from the list is a box in the next round; ticking one from there must work at once.
        self.fields["hosts"].label_from_instance = self.fields["other_host"].label_from_instance = (
            lambda person: person.name
        )

    @transaction.atomic
    def save(self):
        given = self.cleaned_data
        item = self.item or AgendaItem(part_of=self.part_of)
        for name in ("title", "minutes", "kind", "pinned_start", "purpose", "materials", "facilitator_notes"):
            if name in given:
                setattr(item, name, given[name])
        if self.item:
            item.save()
        else:
            add_item(self.day, item, after=self.after)
        set_hosts(item, [*given["hosts"], *filter(None, [given["other_host"]])])
        for extra in session_extras:
            extra.save(self.seat, self.day, item, given[extra.name])
        return item
