"""Bringing an agenda in: pasted or as a file, looked at first, then added or put in place of the plan."""

import hashlib

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from copro.forms import CoproForm
from programmes.agenda.files_formats import read_agenda
from programmes.agenda.files_in import MOST_BYTES, lines_for
from programmes.agenda.lines import MOST_SESSIONS, TooManySessions, add_hosts, add_lines
from programmes.models import AgendaItem, AuditEvent, ProgrammeDay

ADD, REPLACE = "add", "replace"


class AgendaFileForm(CoproForm):
    """Reading the text is part of checking it; `read` is what was understood."""

    pasted = forms.CharField(
        label=gettext_lazy("Paste the agenda"),
        help_text=gettext_lazy("CSV with a line for each session, or Markdown with a ## heading for each."),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=gettext_lazy("Or choose a file"),
        help_text=gettext_lazy("CSV, Markdown or YAML, at most 200 KB. We read it and do not keep it."),
        required=False,
        allow_empty_file=True,
        max_length=None,
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.md,.markdown,.yaml,.yml"}),
    )
    mode = forms.ChoiceField(
        label=gettext_lazy("Where do they go?"),
        choices=[
            (ADD, gettext_lazy("After the sessions that are there")),
            (REPLACE, gettext_lazy("In place of them. The old ones are taken out and can be put back")),
        ],
        widget=forms.RadioSelect,
    )
    # Of what the preview showed: a button brings in only what somebody has looked at.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    which = forms.IntegerField(
        label=gettext_lazy("Which day of the file?"), required=False, min_value=1, widget=forms.Select
    )

    def __init__(self, data=None, files=None, *, seat, day):
        self.seat, self.day, self.read = seat, day, None
        super().__init__(data, files, initial={"mode": ADD})

    def clean(self):
        given = super().clean()
        if self.errors:
            return given
        self.box = "file" if given.get("file") else "pasted"
        try:
            self.text = self._text(given)
            self.read = read_agenda(self.text)
        except ValidationError as error:
            self.add_error(self.box, error)
            return given
        if not self.read.days:
            for problem in self.read.problems[:20]:
                self.add_error(self.box, said_of(problem))
            return given
        self._choose_day(given)
        return given

    def _text(self, given):
        if self.box == "pasted":
            text = given.get("pasted") or ""
            if not text.strip():
                raise ValidationError(_("Paste an agenda or choose a file"))
            data = text.encode()
        else:
            data = given["file"].read(MOST_BYTES + 1)
            text = decoded(data)
        if len(data) > MOST_BYTES:
            raise ValidationError(_("This is more than a day’s agenda: at most 200 KB"))
        if "\0" in text:
            raise ValidationError(_("This is not text. CSV, Markdown or YAML only"))
        return text

    def _choose_day(self, given):
        days = self.read.days
        self.number = min(given.get("which") or 1, len(days))
        self.chosen = days[self.number - 1]
        self.lines = lines_for(self.read, self.chosen, self.day)
        there = AgendaItem.objects.filter(programme=self.day.programme_id, day=self.day).on_the_plan()
        kept = there.count() if given["mode"] == ADD else 0
        # Behind other sessions nothing is said of when: they may still move.
        self.begins = None if kept else self.day.start_wall
        if kept + len(self.lines) > MOST_SESSIONS:
            self.add_error(self.box, _("At most %(most)s sessions a day") % {"most": MOST_SESSIONS})

    @property
    def fingerprint(self):
        text = self.text.replace("\r\n", "\n").strip()
        return hashlib.sha256(f"{self.number}\n{text}".encode()).hexdigest()

    @property
    def was_seen(self):
        return self.cleaned_data["seen"] == self.fingerprint

    def to_look_at(self):
        """The form that goes with the preview: the text in its box, and the day of the file to choose."""
        form = AgendaFileForm(seat=self.seat, day=self.day)
        form.initial = {
            "pasted": self.text,
            "mode": self.cleaned_data["mode"],
            "which": self.number,
            "seen": self.fingerprint,
        }
        del form.fields["file"]
        form.fields["pasted"].label, form.fields["pasted"].required = _("The agenda"), True
        if len(self.read.days) > 1:
            form.fields["which"].widget.choices = [
                (number, day.title or _("Day %(number)s") % {"number": number})
                for number, day in enumerate(self.read.days, 1)
            ]
        else:
            del form.fields["which"]
        return form

    def hosts(self):
        """([memberships] for each session, [names that nobody here has, or several people]). One query."""
        wanted = {name for session in self.chosen.sessions for name in session.hosts}
        places = {}
        for place in self.seat.programme.memberships.current().filter(name__in=wanted):
            places.setdefault(place.name, []).append(place)
        sure = {name: found[0] for name, found in places.items() if len(found) == 1}
        given = [
            [sure[name] for name in dict.fromkeys(session.hosts) if name in sure]
            for session in self.chosen.sessions
        ]
        return given, sorted(wanted - set(sure))

    @transaction.atomic
    def save(self):
        """Write the sessions; returns how many. Raises TooManySessions."""
        day, hosts = self.day, self.hosts()[0]
        ProgrammeDay.objects.select_for_update().get(programme=day.programme_id, pk=day.pk)
        if self.cleaned_data["mode"] == REPLACE:
            there = AgendaItem.objects.filter(programme=day.programme_id, day=day, position__isnull=False)
            there.update(was_at=F("position"), position=None)
        items = add_lines(day, self.lines)
        add_hosts(items, hosts)
        AuditEvent.objects.record(
            "agenda_brought_in",
            actor=self.seat.person,
            programme=self.seat.programme,
            about=day,
            sessions=len(items),
            mode=self.cleaned_data["mode"],
        )
        return len(items)

    def write(self):
        """Whether it was written; when not, the form says why."""
        try:
            self.save()
        except TooManySessions:
            self.add_error(self.box, _("At most %(most)s sessions a day") % {"most": MOST_SESSIONS})
            return False
        return True


def said_of(problem):
    return _("Line %(line)s: %(text)s") % {"line": problem.line, "text": problem.text}


def decoded(data):
    """Text of a file: UTF-8, UTF-16 as Excel saves it, or what older Windows wrote."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
