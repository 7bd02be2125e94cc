"""A session of a plan."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from copro.forms import CoproForm
from copro.text import CleanCharField
from programmes.agenda.actions import add_item, place_item, set_hosts, set_teams
from programmes.agenda.fields import TimeField
from programmes.agenda.order import MinutesField
from programmes.agenda.together import EditedTogether, save_version
from programmes.models import AgendaItem, ItemKind
from programmes.panels import session_extras

OWN_FIELDS = ("title", "kind", "minutes", "pinned_start", "room", "purpose", "materials", "facilitator_notes")
MORE_FIELDS = ("purpose", "room", "teams", "happens", "pinned_start", "facilitator_notes")
IN_ITS_TURN, ANY_TIME = "", "any"


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


class TeamsField(PersonField, forms.ModelMultipleChoiceField):
    pass


class OnePersonField(PersonField, forms.ModelChoiceField):
    pass


class SessionForm(EditedTogether, CoproForm):
    """A session of a plan, with the extra choices that other apps add.

    `happens` holds the reference of the session that it is at the same time as.
    """

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
    room = CleanCharField(
        label=gettext_lazy("Which room?"),
        help_text=gettext_lazy("Only if it is not where the day is."),
        max_length=120,
        required=False,
    )
    teams = TeamsField(
        None,
        label=gettext_lazy("Who is it for?"),
        help_text=gettext_lazy("Tick no team when it is open to everybody."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    happens = forms.ChoiceField(label=gettext_lazy("When does it happen?"), required=False)
    pinned_start = TimeField(
        label=gettext_lazy("Booked for a set time?"),
        help_text=gettext_lazy("A lunch, or a guest. It does not start before."),
        required=False,
    )

    def __init__(
        self, data=None, *, seat, day, item=None, after=None, part_of=None, alongside=None, sessions=None
    ):
        self.seat, self.day, self.item, self.sessions = seat, day, item, sessions
        self.after, self.part_of, self.alongside = after, part_of, alongside
        super().__init__(data, initial=self._current(item), auto_id=f"{self.key}-%s")
        self._offer_hosts(item)
        self._offer_teams()
        for extra in session_extras:
            self.fields[extra.name] = extra.field(seat, day, item)
            self.fields[extra.name].widget.attrs.setdefault("class", "input")
        self._ask_of_time()
        self.order_fields(["title", "minutes", "kind", "hosts", "other_host", *self._extras(), "materials"])
        if item:
            self.together = [name for name in self.fields if name != "other_host"]
            self.meet(item)

    def first_fields(self):
        return [field for field in self.visible_fields() if field.name not in MORE_FIELDS]

    def more_fields(self):
        return [self[name] for name in MORE_FIELDS if name in self.fields]

    def more_is_filled(self):
        return bool(self.alongside or self.clashes) or any(
            field.errors or field.value() for field in self.more_fields()
        )

    @property
    def key(self):
        """Every session's boxes have ids of their own: what was typed in one never shows in another."""
        places = [place.ref for place in (self.item, self.part_of, self.alongside, self.after) if place]
        return "-".join(places) if self.item else "-".join(["new", *places])

    @staticmethod
    def _extras():
        return [extra.name for extra in session_extras]

    def _current(self, item):
        if item is None and self.alongside:
            return {"kind": self.alongside.kind, "minutes": self.alongside.minutes}
        if item is None:
            return {"kind": ItemKind.ACTIVITY}
        hosts = item.hostings.filter(programme=item.programme_id).values_list("membership_id", flat=True)
        teams = item.for_teams.filter(programme=item.programme_id).values_list("team_id", flat=True)
        beside = item.alongside.ref if item.alongside_id else IN_ITS_TURN
        return {name: getattr(item, name) for name in OWN_FIELDS} | {
            "hosts": list(hosts),
            "teams": list(teams),
            "happens": ANY_TIME if item.any_time else beside,
        }

    def _offer_hosts(self, item):
        """Tick boxes for the few who usually host; a list for everybody else, however many they are."""
        current = self.seat.programme.memberships.current()
        people = list(current.order_by("sort_name", "pk"))
        self.people = len(people)
        hosting = set(self.initial.get("hosts", ())) if item else set()
        usual, others = [], []
        for one in people:
            is_usual = one.runs_days or one.in_working_group or one.pk in hosting
            (usual if is_usual else others).append((one.pk, one.name))
        # Two people may add the same host at once: what is offered below is a good answer above, too.
        self.fields["hosts"].queryset = self.fields["other_host"].queryset = current
        self.fields["hosts"].choices = usual
        self.fields["other_host"].choices = [("", self.fields["other_host"].empty_label), *others]

    def _offer_teams(self):
        teams = self.seat.programme.teams.all()
        self.fields["teams"].queryset = teams
        self.fields["teams"].choices = [(team.pk, team.name) for team in teams]
        if not self.fields["teams"].choices:
            del self.fields["teams"]

    def _sessions_of_the_day(self):
        sessions = self.sessions
        if sessions is None:
            sessions = AgendaItem.objects.filter(programme=self.day.programme_id, day=self.day).on_the_plan()
        return [each for each in sessions if each.part_of_id is None and each.position is not None]

    def _ask_of_time(self):
        """A part has no time of its own; what others are at the same time as stays in its turn."""
        is_part = bool(self.part_of or (self.item and self.item.part_of_id))
        if is_part:
            del self.fields["minutes"]
        if is_part or self.alongside:
            del self.fields["pinned_start"], self.fields["happens"]
            return
        items = self._sessions_of_the_day()
        if self.item and any(each.alongside_id == self.item.pk for each in items):
            del self.fields["happens"]
            return
        self._mains = {
            each.ref: each
            for each in items
            if not each.any_time and not each.alongside_id and each != self.item
        }
        self.fields["happens"].choices = [
            (IN_ITS_TURN, _("In its turn")),
            (ANY_TIME, _("Some time on the day")),
            *(
                (ref, _("At the same time as “%(title)s”") % {"title": each.title})
                for ref, each in self._mains.items()
            ),
        ]

    def clean(self):
        given = super().clean()
        if given.get("pinned_start") and given.get("happens"):
            self.add_error("pinned_start", _("Only a session in its turn has a set time"))
        return given

    @transaction.atomic
    def save(self):
        """Raises ChangedMeanwhile when the session is no longer as it was read."""
        given = self.cleaned_data
        own = {name: given[name] for name in OWN_FIELDS if name in given}
        item = self._change(own) if self.item else self._add(own)
        set_hosts(item, {*given["hosts"], *filter(None, [given["other_host"]])})
        if "teams" in given:
            set_teams(item, given["teams"])
        for extra in session_extras:
            extra.save(self.seat, self.day, item, given[extra.name])
        return item

    def _change(self, own):
        # Never its position: somebody may have moved it while the form was open.
        save_version(AgendaItem.objects.filter(programme=self.day.programme_id), self.item, own)
        for name, value in own.items():
            setattr(self.item, name, value)
        if "happens" in self.cleaned_data:
            self._place(self.item)
        return self.item

    def _add(self, own):
        item = AgendaItem(part_of=self.part_of, alongside=self.alongside, **own)
        happens = self.cleaned_data.get("happens")
        item.any_time, item.alongside = happens == ANY_TIME, self.alongside or self._mains_of(happens)
        return add_item(self.day, item, after=self.after)

    def _place(self, item):
        happens = self.cleaned_data["happens"]
        main = self._mains_of(happens)
        if (item.any_time, item.alongside_id) != (happens == ANY_TIME, main and main.pk):
            place_item(self.day, item, alongside=main, any_time=happens == ANY_TIME)

    def _mains_of(self, happens):
        return self._mains.get(happens) if happens else None
