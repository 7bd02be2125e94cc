"""What is written in a letter, and when it goes."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from copro.forms import CoproForm
from copro.text import CleanCharField, WholeNumberField
from programmes.agenda.fields import DateField, TimeField
from programmes.agenda.times import NoSuchTime, instant
from programmes.attendance.words import on_date
from programmes.letters.audience import ABOUT_A_DAY
from programmes.letters.filling import PLACEHOLDERS, PRIVATE, placeholders_in, wrong_placeholders
from programmes.letters.going import on_a_morning
from programmes.models import Audience, LetterKind, ProgrammeDay

CANNOT_GO = {
    "done": gettext_lazy("Somebody else was here first. Look at what happened to the letter."),
    "changed": gettext_lazy("The letter changed since you read it. Read it again, then agree."),
    "not_published": gettext_lazy("It is about something that is not published yet. Publish that first."),
    "nobody": gettext_lazy("Nobody would get it just now, so it stays here."),
}
NOW, BEFORE, AFTER, AT = "now", "before", "after", "at"
ASKED = {BEFORE: ("days",), AFTER: ("days",), AT: ("date", "time")}


class WordsForm(CoproForm):
    """The words of a letter, with placeholders."""

    subject = CleanCharField(
        label=gettext_lazy("What it is about"),
        max_length=150,
        error_messages={"required": gettext_lazy("Say in a few words what it is about")},
    )
    body = CleanCharField(
        label=gettext_lazy("The letter"),
        help_text=gettext_lazy(
            "Words in { } are filled in for each person. A line with nothing to fill in is left out."
        ),
        max_length=5000,
        multiline=True,
        widget=forms.Textarea(attrs={"rows": 18}),
        error_messages={"required": gettext_lazy("Write the letter")},
    )
    has_day = True

    def clean_subject(self):
        subject = self.cleaned_data["subject"]
        if PRIVATE in placeholders_in(subject):
            raise forms.ValidationError(_("{reply link} goes into the letter, not in here"))
        return self._checked(subject)

    def clean_body(self):
        return self._checked(self.cleaned_data["body"])

    def _checked(self, text):
        wrong = wrong_placeholders(text, has_day=self.has_day)
        if wrong.unknown:
            raise forms.ValidationError(
                _("We don't know {%(name)s}. Choose one from the list, or take it out")
                % {"name": wrong.unknown[0]},
                code="unknown",
            )
        if wrong.need_a_day:
            raise forms.ValidationError(
                _("{%(name)s} needs a day. Choose one, or take it out") % {"name": wrong.need_a_day[0]},
                code="need_a_day",
            )
        return text

    @property
    def placeholders(self):
        return [(f"{{{name}}}", says) for name, (says, _needs_day) in PLACEHOLDERS.items()]


class DayChoice(forms.ModelChoiceField):
    def label_from_instance(self, day):
        return f"{day.label}, {on_date(day.date)}"


class LetterForm(WordsForm):
    """One letter: whom it is for, what it says, when it goes.

    The boxes under "when" are asked only with the choice that needs them; the others count for nothing.
    """

    kind = forms.ChoiceField(choices=LetterKind, widget=forms.HiddenInput)
    day = DayChoice(
        ProgrammeDay.objects.none(),
        label=gettext_lazy("Which day is it about?"),
        to_field_name="ref",
        required=False,
        empty_label=gettext_lazy("No day"),
    )
    audience = forms.ChoiceField(
        label=gettext_lazy("Whom is it for?"),
        choices=[each for each in Audience.choices if each[0] != Audience.AFFECTED],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose whom it is for")},
    )
    goes = forms.ChoiceField(
        label=gettext_lazy("When does it go?"),
        choices=[
            (NOW, gettext_lazy("As soon as somebody has read it and agrees")),
            (BEFORE, gettext_lazy("Some days before the day, at nine in the morning")),
            (AFTER, gettext_lazy("Some days after the day, at nine in the morning")),
            (AT, gettext_lazy("On a date I choose")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose when it goes")},
    )
    days = WholeNumberField(
        label=gettext_lazy("How many days?"),
        at_least=0,
        at_most=365,
        error_messages={"required": gettext_lazy("Write how many days")},
    )
    date = DateField(label=gettext_lazy("Date"), error_messages={"required": gettext_lazy("Choose a date")})
    time = TimeField(label=gettext_lazy("Time"), error_messages={"required": gettext_lazy("Choose a time")})

    def __init__(self, data=None, *, programme, **kwargs):
        super().__init__(data, **kwargs)
        self.programme = programme
        self.fields["day"].queryset = programme.days.filter(programme=programme)
        if self["kind"].value() == LetterKind.CHANGE:
            self.fields["audience"].choices = Audience.choices
        # Looked at before the words, which may only speak of a day where there is one.
        self.order_fields(["kind", "day", "audience", "subject", "body", "goes", "days", "date", "time"])

    @property
    def has_day(self):
        return "day" in self.errors or self.cleaned_data.get("day") is not None

    def clean(self):
        given = super().clean()
        if not self.has_day and given.get("audience") in ABOUT_A_DAY and "day" not in self.errors:
            self.add_error("day", _("Choose the day that these people are asked about"))
        self.send_at = self.days_from_day = None
        asked = ASKED.get(given.get("goes"), ())
        for name in ("days", "date", "time"):
            if name not in asked:
                self.errors.pop(name, None)
        if "days" in asked:
            self._clean_days()
        elif asked:
            self._clean_moment()
        return given

    def _clean_days(self):
        days, day = self.cleaned_data.get("days"), self.cleaned_data.get("day")
        if "days" in self.errors or "day" in self.errors:
            return
        if day is None:
            self.add_error("day", _("Choose the day that is counted from"))
        else:
            self.days_from_day = -days if self.cleaned_data["goes"] == BEFORE else days
            if day.date and on_a_morning(day, self.days_from_day) < timezone.now() - timedelta(days=1):
                self.add_error("days", _("That has passed. Choose another number, or let it go now"))

    def _clean_moment(self):
        date, time = self.cleaned_data.get("date"), self.cleaned_data.get("time")
        if date is None or time is None:
            return
        try:
            self.send_at = instant(date, time, self.programme.zone)
        except NoSuchTime as error:
            self.add_error("time", str(error))
            return
        if self.send_at < timezone.now():
            self.add_error("date", _("That has passed. Choose a later time, or let it go now"))

    def facts(self):
        """What to keep of it."""
        given = self.cleaned_data
        return {
            **{name: given[name] for name in ("kind", "day", "audience", "subject", "body")},
            "send_at": self.send_at,
            "days_from_day": self.days_from_day,
        }


def initial_of(letter):
    """A letter as its form shows it."""
    shown = {
        "kind": letter.kind,
        "day": letter.day.ref if letter.day else None,
        "audience": letter.audience,
        "subject": letter.subject,
        "body": letter.body,
        "goes": NOW,
    }
    if letter.days_from_day is not None:
        shown |= {"goes": BEFORE if letter.days_from_day <= 0 else AFTER, "days": abs(letter.days_from_day)}
    elif letter.send_at:
        local = letter.send_at.astimezone(ZoneInfo(letter.programme.zone))
        shown |= {"goes": AT, "date": local.date(), "time": local.time().replace(second=0, microsecond=0)}
    return shown
