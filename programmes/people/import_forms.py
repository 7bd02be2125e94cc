"""Bringing in a list: the list itself, what its columns are, and what to do with doubtful rows."""

from django import forms
from django.utils.translation import gettext_lazy as _

from copro.forms import CoproForm
from programmes.people import reading
from programmes.people.columns import Column

ENCODING_NAMES = {
    "cp1252": _("Windows, western Europe"),
    "cp1250": _("Windows, central Europe"),
    "mac_roman": _("Older Mac"),
    "cp850": _("Older DOS"),
}


class ListForm(CoproForm):
    """A pasted list or a file; reading it is part of checking it."""

    # The text is a whole list, not one value: its rows are checked one by one, so nothing is changed here.
    pasted = forms.CharField(
        label=_("Paste a list"),
        help_text=_("One name on each line is enough. Columns from a spreadsheet work too."),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=_("Or choose a file"),
        help_text=_("CSV, or Excel that ends in .xlsx. At most 5 MB. We read it and do not keep it."),
        required=False,
        allow_empty_file=True,
        max_length=None,
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
    )

    def clean(self):
        given = super().clean()
        if self.errors:
            return given
        self.box = box = "file" if given.get("file") else "pasted"
        try:
            if given.get("file"):
                self.listed = reading.read_file(given["file"].read(), given["file"].name or "")
            elif given.get("pasted", "").strip():
                self.listed = reading.read_pasted(given["pasted"])
            else:
                self.add_error("pasted", _("Paste a list or choose a file"))
        except reading.CannotRead as error:
            self.add_error(box, str(error))
        return given


class CorrectForm(CoproForm):
    """The box of `ListForm` once more, filled in, for a list that is nearly right."""

    pasted = forms.CharField(
        label=_("The list"), strip=False, widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"})
    )


class ColumnsForm(CoproForm):
    """What each column of the list holds."""

    has_headings = forms.BooleanField(label=_("The first row holds headings"), required=False)

    def __init__(self, data=None, *, draft, rows, raw_rows):
        super().__init__(data, initial={"has_headings": draft.has_headings})
        first = rows[0][1] if rows else []
        sample = [cells for _number, cells in rows[:4]]
        self.columns = []
        for place, heading in enumerate(first):
            name = f"column-{place}"
            label = (
                heading[:40]
                if draft.has_headings and heading
                else _("Column %(number)s") % {"number": place + 1}
            )
            examples = [cells[place][:40] for cells in sample[draft.has_headings :] if cells[place]]
            self.fields[name] = forms.ChoiceField(
                label=label,
                help_text=", ".join(examples[:2]),
                choices=Column.choices,
                required=False,
                initial=draft.columns[place],
                widget=forms.Select(attrs={"class": "input"}),
            )
            self.columns.append(name)
        if draft.encoding:
            self.fields["encoding"] = forms.ChoiceField(
                label=_("Which way are the names written right?"),
                choices=_ways_to_read(raw_rows),
                initial=draft.encoding,
                widget=forms.RadioSelect,
            )

    @property
    def column_fields(self):
        return [self[name] for name in self.columns]

    def save(self, draft):
        given = self.cleaned_data
        draft.columns = [given[name] for name in self.columns]
        draft.has_headings = given["has_headings"]
        draft.encoding = given.get("encoding", draft.encoding)
        draft.save(update_fields=["columns", "has_headings", "encoding"])


def _ways_to_read(raw_rows):
    """Each old encoding with the first name that looks different in it."""
    odd = [cell for _number, cells in raw_rows for cell in cells if any(ord(char) > 127 for char in cell)][:3]
    ways = []
    for encoding in reading.OLD_ENCODINGS:
        shown = ", ".join(cell.encode("latin-1", "replace").decode(encoding, "replace")[:40] for cell in odd)
        ways.append((encoding, f"{shown} ({ENCODING_NAMES[encoding]})"))
    return ways


class ConfirmForm(CoproForm):
    """What to do with teams that are new, rows with problems, and people of the same name."""

    make_teams = forms.BooleanField(required=False)
    leave_out_problems = forms.BooleanField(required=False)
    names_are_right = forms.BooleanField(required=False)
    others = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, data=None, *, preview):
        super().__init__(data)
        self.preview = preview
        self.fields["others"].choices = [(row.number, row.name) for row in preview.same_name]
        if not preview.new_teams:
            del self.fields["make_teams"]
        else:
            self.fields["make_teams"].label = _("Make these teams too")
        if preview.problems:
            self.fields["leave_out_problems"].label = _("Leave these rows out, and bring in the others")
        else:
            del self.fields["leave_out_problems"]
        if preview.example:
            self.fields["names_are_right"].label = _("Yes, the names are written right")
        else:
            del self.fields["names_are_right"]

    def clean(self):
        given = super().clean()
        if self.preview.problems and not given.get("leave_out_problems"):
            self.add_error("leave_out_problems", _("Put these rows right, or tick to leave them out"))
        if self.preview.example and not given.get("names_are_right"):
            self.add_error("names_are_right", _("Look at the names, then tick if they are right"))
        if not self.errors and not self.preview.new and not given.get("others"):
            self.add_error(None, _("There is nobody new to bring in"))
        return given
