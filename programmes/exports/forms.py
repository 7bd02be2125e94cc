"""What to put into a copy of the register."""

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from copro.forms import CoproForm
from programmes.exports.queries import Choice
from programmes.exports.tables import COLUMNS, PERSON

FILES = [("csv", _("CSV")), ("xlsx", _("Excel"))]
SHAPES = [
    ("lines", _("A line for each person and day")),
    ("grid", _("A grid: people down, days across, one letter each")),
]


class ColumnsForm(CoproForm):
    """Which columns, and which kind of file (the name of the button that was pressed)."""

    columns = forms.MultipleChoiceField(
        label=_("What to put in"),
        choices=[(column.key, column.label) for column in COLUMNS],
        initial=[column.key for column in COLUMNS if column.on],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one column")},
    )
    file = forms.ChoiceField(choices=FILES, error_messages={"required": _("Choose CSV or Excel")})


class ExportForm(ColumnsForm):
    """Attendance of one programme: days, shape, columns."""

    days = forms.MultipleChoiceField(
        label=_("Which days"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one day")},
    )
    shape = forms.ChoiceField(label=_("Which way round"), choices=SHAPES, widget=forms.RadioSelect)

    field_order = ["days", "shape", "columns"]

    def __init__(self, data=None, *, days, initial=None):
        super().__init__(
            data, initial={"shape": "lines", "days": [day.ref for day in days], **(initial or {})}
        )
        self._days = days
        self.fields["days"].choices = [(day.ref, _titled(day)) for day in days]

    def clean(self):
        cleaned = super().clean()
        people = {column.key for column in COLUMNS if column.part == PERSON}
        if cleaned.get("shape") == "grid" and not people & set(cleaned.get("columns", people)):
            self.add_error("columns", _("Choose at least one column about the person, such as Last name"))
        return cleaned

    def choice(self):
        wanted = set(self.cleaned_data["days"])
        days = tuple(day for day in self._days if day.ref in wanted)
        return Choice(days, tuple(self.cleaned_data["columns"]), self.cleaned_data["shape"])


class OrganisationExportForm(ColumnsForm):
    """Attendance of several programmes of an organisation, always as lines."""

    programmes = forms.MultipleChoiceField(
        label=_("Which programmes"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one programme")},
    )

    field_order = ["programmes", "columns"]

    def __init__(self, data=None, *, programmes):
        super().__init__(data, initial={"programmes": [programme.slug for programme in programmes]})
        self._programmes = programmes
        self.fields["programmes"].choices = [(programme.slug, programme.name) for programme in programmes]

    def chosen_programmes(self):
        wanted = set(self.cleaned_data["programmes"])
        return [programme for programme in self._programmes if programme.slug in wanted]

    def choice(self, days):
        return Choice(tuple(days), tuple(self.cleaned_data["columns"]))


def _titled(day):
    return f"{day.label}, {date_format(day.date, 'j F Y')}" if day.date else str(day.label)
