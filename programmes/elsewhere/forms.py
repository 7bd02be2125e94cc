"""Choosing a file of another tool, and saying what it means."""

from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from copro.forms import CoproForm
from programmes.elsewhere.actions import NEW_PERSON
from programmes.elsewhere.sources import Source, read
from programmes.elsewhere.tables import rows_of
from programmes.models import Plan, Presence
from programmes.people.workbooks import CannotRead


@dataclass(frozen=True)
class Meaning:
    """What being in a file tells of a person: a presence, or only a plan."""

    key: str
    label: str
    presence: str = ""
    plan: str = Plan.COMING
    has_times: bool = False
    presence_if_checked_in: bool = False


MEANINGS = {
    each.key: each
    for each in (
        Meaning("online", gettext_lazy("They were there online"), Presence.ONLINE, has_times=True),
        Meaning("in_person", gettext_lazy("They were there in the room"), Presence.IN_PERSON),
        Meaning(
            "checked_in",
            gettext_lazy("Those marked as checked in were there, the others said they would come"),
            Presence.IN_PERSON,
            presence_if_checked_in=True,
        ),
        Meaning("coming", gettext_lazy("They say they are coming")),
        Meaning("coming_online", gettext_lazy("They say they are coming online"), plan=Plan.ONLINE),
        Meaning("apologies", gettext_lazy("They send apologies"), plan=Plan.APOLOGIES),
    )
}
MOST_CHOICES = 20_000
USUAL = {
    Source.TEAMS: "online",
    Source.ZOOM: "online",
    Source.EVENTBRITE: "checked_in",
    Source.FORMS: "coming",
}


class FileForm(CoproForm):
    """One file; after `is_valid`, `report` is what it says."""

    file = forms.FileField(
        label=gettext_lazy("The file"),
        help_text=gettext_lazy("CSV or Excel, up to 5 MB."),
        error_messages={"required": gettext_lazy("Choose a file")},
    )

    def __init__(self, data=None, files=None, *, day):
        super().__init__(data, files)
        self.day, self.report = day, None

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
            raise forms.ValidationError(_("This file is larger than 5 MB. Split it, and bring in the parts"))
        try:
            self.report = read(rows_of(file.read()), self.day.date)
        except CannotRead as error:
            raise forms.ValidationError(str(error)) from error
        if not self.report.seen:
            raise forms.ValidationError(_("There is nobody in this file"))
        return file


class AgreeForm(CoproForm):
    """What the file means, who the unmatched are, and whether it may change what is recorded."""

    meaning = forms.ChoiceField(
        label=gettext_lazy("What does it mean to be in this file?"), widget=forms.RadioSelect
    )
    other_date = forms.BooleanField(required=False)
    replace = forms.BooleanField(
        required=False,
        label=gettext_lazy("Change what is recorded already, where the file says something else"),
        help_text=gettext_lazy("Without the tick it stays as it is. The old value is kept either way."),
    )

    def __init__(self, data=None, *, report, matches, people, day):
        super().__init__(data, initial={"meaning": USUAL[report.source]})
        usual = [key for key in MEANINGS if key != "checked_in" or report.source == Source.EVENTBRITE]
        self.fields["meaning"].choices = [(key, MEANINGS[key].label) for key in usual]
        if report.dates and day.date and day.date not in report.dates:
            self.fields["other_date"].label = _("Use it for %(day)s all the same, without the times") % {
                "day": day.label
            }
            self.fields["other_date"].help_text = _("The file is of %(date)s.") % {
                "date": date_format(report.dates[0], "l j F Y")
            }
        else:
            del self.fields["other_date"]
        self.unmatched = [match for match in matches if match.found is None]
        # A long file against a long list would make a page that no phone can open.
        offered = people if len(self.unmatched) * len(people) <= MOST_CHOICES else []
        for match in self.unmatched:
            self.fields[f"who-{match.number}"] = self._who(match, offered)

    def _who(self, match, people):
        likely = [(place.ref, _labelled(place)) for place in match.likely]
        every = [(place.ref, _labelled(place)) for place in people if place not in match.likely]
        choices = [("", _("Leave out")), (NEW_PERSON, _("Somebody new: give them a place"))]
        if likely:
            choices.append((_("Is it one of these?"), likely))
        if every:
            choices.append((_("Everybody"), every))
        field = forms.ChoiceField(required=False, label=match.seen.name[:120], choices=choices)
        field.widget.attrs["class"] = "input"
        return field

    def clean_other_date(self):
        if not self.cleaned_data["other_date"]:
            raise forms.ValidationError(_("Is this the right file? Tick to use it, or choose another"))
        return True

    @property
    def answers(self):
        """{line's number: what was chosen for it}."""
        return {match.number: self.cleaned_data[f"who-{match.number}"] for match in self.unmatched}

    @property
    def who_fields(self):
        return [self[f"who-{match.number}"] for match in self.unmatched]


def _labelled(place):
    return f"{place.name} ({place.team})" if place.team else place.name
