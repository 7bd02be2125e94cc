"""The one door for a sheet that is typed back in: a choice and perhaps a time for each row."""

import uuid
from dataclasses import replace

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from copro.forms import CoproForm
from programmes.agenda.times import NoSuchTime, instant
from programmes.attendance.newcomers import namesakes
from programmes.attendance.paper import CAME, KEYS, Entry, read_time
from programmes.models import Presence
from programmes.people.fields import NameOfPerson

NEW_ROWS = 6
CHOICES = {str(presence) for presence in KEYS.values()}


class PaperForm(CoproForm):
    """What was typed. `rows` come back with every choice, time and mistake in place."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, day, rows):
        super().__init__(data, initial={"client_id": uuid.uuid4()})
        self.day, self.rows = day, rows
        self.entries, self.newcomers = [], []
        self.new_rows = [{"index": index} for index in range(NEW_ROWS)]

    def clean(self):
        cleaned = super().clean()
        self.rows = [self._read(row) for row in self.rows]
        self.new_rows = [self._read_new(row["index"]) for row in self.new_rows]
        if any(row.wrong for row in self.rows) or any(row.get("wrong") for row in self.new_rows):
            raise ValidationError(_("Look at the rows that are marked. Nothing has been saved yet"))
        return cleaned

    @property
    def wrong_rows(self):
        return [row for row in self.rows if row.wrong]

    def give_back(self, rows):
        """Rows that somebody else recorded meanwhile, to be looked at again with what is recorded now."""
        chosen = {row.ref: row for row in self.rows}
        words = _("Somebody recorded this while you typed. Choose again to change it")
        again = {
            row.ref: replace(row, chosen=chosen[row.ref].chosen, typed=chosen[row.ref].typed, wrong=words)
            for row in rows
        }
        self.rows = [again.get(row.ref, replace(row, chosen="", typed="")) for row in self.rows]
        self.add_error(None, _("The other rows are saved"))

    def _read(self, row):
        sent = self.data.get(f"r-{row.ref}", "")
        typed = self.data.get(f"t-{row.ref}", "").strip()[:10]
        if not sent and not typed:
            return row
        chosen, _dot, seen = sent.partition(".")
        if not sent and row.presence in CAME:  # only the time was added
            chosen, seen = row.presence, str(row.version)
        row = replace(row, chosen=chosen, typed=typed)
        if chosen not in CHOICES | ({row.presence} if not sent else set()) or not seen.isdigit():
            return replace(row, wrong=_("Choose how they were here, too"))
        arrived, wrong = self._moment(typed)
        if not wrong and typed and chosen not in CAME:
            wrong = _("They did not come, so take the time out")
        if wrong:
            return replace(row, wrong=wrong)
        self.entries.append(Entry(row, chosen, arrived, int(seen[:9])))
        return row

    def _read_new(self, index):
        name, typed = self.data.get(f"name-{index}", ""), self.data.get(f"time-{index}", "").strip()[:10]
        is_else = f"else-{index}" in self.data
        row = {"index": index, "name": name, "typed": typed, "is_else": is_else}
        if not name.strip():
            return row
        arrived, wrong = self._moment(typed)
        try:
            name = NameOfPerson().clean(name)
        except ValidationError as problem:
            wrong = problem.messages[0]
        client_id = uuid.uuid5(self.cleaned_data["client_id"], f"new {index}") if self.is_whole else None
        if not wrong and client_id and not is_else and namesakes(self.day.programme, name, client_id):
            wrong, row["is_double"] = _("Someone with this name is on the list already"), True
        if not wrong and client_id:
            self.newcomers.append(
                {
                    "name": name,
                    "presence": Presence.IN_PERSON,
                    "client_id": client_id,
                    "arrived_at": arrived,
                }
            )
        return row | {"wrong": wrong}

    @property
    def is_whole(self):
        return "client_id" in self.cleaned_data

    def _moment(self, typed):
        """(the instant, '') or (None, what is wrong)."""
        if not typed:
            return None, ""
        if self.day.date is None:
            return None, _("This day has no date, so leave the time out")
        try:
            return instant(self.day.date, read_time(typed), self.day.zone), ""
        except NoSuchTime as problem:
            return None, str(problem)
        except ValueError:
            return None, _("Write the time like 9:30")
