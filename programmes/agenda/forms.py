"""When and where a day is."""

from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from copro.forms import CoproForm, CoproModelForm
from copro.text import CleanCharField, HttpsURLField, WholeNumberField
from programmes.agenda.actions import add_day
from programmes.agenda.fields import DateField, TimeField
from programmes.agenda.times import NoSuchTime, comes_twice, instant, set_instants
from programmes.agenda.together import EditedTogether, save_version
from programmes.models import Plan, ProgrammeDay
from programmes.signals import day_changed

ZONES = sorted(available_timezones())


class PublishForm(CoproForm):
    """A name for the plan that is about to be published."""

    name = CleanCharField(
        label=gettext_lazy("A name for this version"),
        help_text=gettext_lazy("Like “After the working group met”."),
        max_length=80,
        required=False,
    )


class DayForm(EditedTogether, CoproModelForm):
    """When and where a day is. Nothing but the zone must be known."""

    title = CleanCharField(
        label=gettext_lazy("What is it called?"),
        help_text=gettext_lazy("Without a name it is called Day and its number."),
        max_length=80,
        required=False,
    )
    date = DateField(
        label=gettext_lazy("Date"),
        help_text=gettext_lazy("Leave it empty while it is not known."),
        required=False,
    )
    window_from = DateField(label=gettext_lazy("Some time from"), required=False)
    window_to = DateField(label=gettext_lazy("to"), required=False)
    start_wall = TimeField(label=gettext_lazy("Starts at"), required=False)
    end_wall = TimeField(label=gettext_lazy("Ends at"), required=False)
    start_fold = forms.ChoiceField(
        label=gettext_lazy("The clocks go back that night. Which one?"),
        choices=[("0", gettext_lazy("The first time it comes")), ("1", gettext_lazy("The second time"))],
        widget=forms.RadioSelect,
        required=False,
    )
    past_is_right = forms.BooleanField(label=gettext_lazy("Yes, this date has passed"), required=False)
    clash_is_right = forms.BooleanField(label=gettext_lazy("Yes, both at the same time"), required=False)
    zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        choices=[(name, name.replace("_", " ")) for name in ZONES],
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
    online_link = HttpsURLField(
        label=gettext_lazy("Link to join online"),
        help_text=gettext_lazy("Only people in this programme see it."),
        required=False,
    )
    online_note = CleanCharField(
        label=gettext_lazy("What to know about joining online"), max_length=300, required=False
    )
    capacity = WholeNumberField(
        label=gettext_lazy("How many people fit in the room?"), at_least=0, at_most=10_000, required=False
    )
    quiet_space = CleanCharField(
        label=gettext_lazy("A quiet space"),
        help_text=gettext_lazy("Where is it? Somewhere to be alone for a while, that nobody has to ask for."),
        max_length=200,
        required=False,
    )
    papers_sent_on = DateField(
        label=gettext_lazy("Things to read were sent on"),
        help_text=gettext_lazy("Or the date on which you will send them."),
        required=False,
    )
    notes = CleanCharField(
        label=gettext_lazy("Notes for the people running it"),
        help_text=gettext_lazy("Only they can read this."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        required=False,
    )

    class Meta:
        model = ProgrammeDay
        fields = [
            "title", "date", "window_from", "window_to", "start_wall", "end_wall", "start_fold", "zone",
            "venue", "room", "directions", "online_link", "online_note", "capacity", "quiet_space",
            "papers_sent_on", "notes",
        ]  # fmt: skip

    def __init__(self, data=None, *, programme, instance=None):
        self.programme = programme
        self.was = (instance.date, instance.start_wall, instance.end_wall) if instance else (None, None, None)
        super().__init__(data, instance=instance or ProgrammeDay(programme=programme, zone=programme.zone))
        self.together = [name for name in self.Meta.fields if name != "start_fold"]
        if instance:
            self.meet(instance)
        self._ask_only_where_there_is_reason()

    def _ask_only_where_there_is_reason(self):
        """Three questions come up only when the date and the times give cause to ask them."""
        date, start, end = (self._typed(name) for name in ("date", "start_wall", "end_wall"))
        zone = self._typed("zone")
        if not (date and start and zone and comes_twice(date, start, zone)):
            del self.fields["start_fold"]
        if not (date and date != self.was[0] and date < timezone.localdate(timezone=self.programme.tz)):
            del self.fields["past_is_right"]
        self.clash = self._same_time(date, start, end) if (date, start, end) != self.was else None
        if self.clash is None:
            del self.fields["clash_is_right"]

    def _typed(self, name):
        """One box's cleaned value, before the form as a whole is checked; None where it is wrong."""
        if not self.is_bound:
            return getattr(self.instance, name)
        try:
            return self.fields[name].clean(self.data.get(name, "")) or None
        except ValidationError:
            return None

    def _same_time(self, date, start, end):
        """Another day of the programme that overlaps these times, or None."""
        if not (date and start and end):
            return None
        others = ProgrammeDay.objects.filter(programme=self.programme, date=date).exclude(pk=self.instance.pk)
        return others.filter(start_wall__lt=end, end_wall__gt=start).first()

    def clean_start_fold(self):
        if not self.cleaned_data["start_fold"]:
            start = self._typed("start_wall")
            raise ValidationError(_("First or second %(time)s?") % {"time": f"{start:%H:%M}"})
        return int(self.cleaned_data["start_fold"])

    def clean_past_is_right(self):
        if not self.cleaned_data["past_is_right"]:
            raise ValidationError(_("This date has passed. Is that right?"))
        return True

    def clean_clash_is_right(self):
        if not self.cleaned_data["clash_is_right"]:
            raise ValidationError(
                _("%(day)s is at the same time. Is that right?") % {"day": self.clash.label}
            )
        return True

    def clean_capacity(self):
        capacity = self.cleaned_data["capacity"]
        if capacity is None or self.instance._state.adding:
            return capacity
        coming = self.instance.attendances.filter(programme=self.programme, plan=Plan.COMING).count()
        if capacity < coming:
            raise ValidationError(
                ngettext("%(coming)s already has a place", "%(coming)s already have a place", coming)
                % {"coming": coming}
            )
        return capacity

    def clean(self):
        given = super().clean()
        start, end = given.get("start_wall"), given.get("end_wall")
        if start and end and end <= start:
            self.add_error("end_wall", _("End must be after start"))
        first, last = given.get("window_from"), given.get("window_to")
        if bool(first) != bool(last) and not {"window_from", "window_to"} & set(self.errors):
            self.add_error("window_to" if first else "window_from", _("Enter both dates"))
        elif first and last and last < first:
            self.add_error("window_to", _("The last date must be after the first"))
        return given

    def _post_clean(self):
        super()._post_clean()
        if "start_fold" not in self.fields:
            self.instance.start_fold = 0
        if self.errors:
            return
        try:
            set_instants(self.instance)
        except NoSuchTime as error:
            self.add_error("end_wall" if self._start_exists() else "start_wall", str(error))

    def _start_exists(self):
        day = self.instance
        try:
            return bool(day.start_wall and instant(day.date, day.start_wall, day.zone))
        except NoSuchTime:
            return False

    def save(self):
        """Raises ChangedMeanwhile when the day is no longer as it was read."""
        day = self.instance
        if day._state.adding:
            return add_day(day)
        # Its number may have changed while the form was open.
        names = [name for name in self.Meta.fields if name in self.fields]
        names = {*names, "start_fold", "starts_at", "ends_at"}
        save_version(self.programme.days.all(), day, {name: getattr(day, name) for name in names})
        day_changed.send(ProgrammeDay, day=day)
        return day
