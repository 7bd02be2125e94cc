"""Dates and times as people type them, with an answer that helps when they are wrong."""

import calendar
import datetime as dt
import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

ISO = re.compile(r"(\d{1,4})-(\d{1,2})-(\d{1,2})")
BRITISH = re.compile(r"(\d{1,2})[/. ](\d{1,2})[/. ](\d{1,4})")
CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?::\d{2})?\s*(am|pm)?", re.I)


def plain_digits(text):
    """Digits of any script as 0 to 9."""
    return "".join(str(unicodedata.decimal(char, char)) for char in text)


class DateField(forms.CharField):
    """A date, or None. Reads what a date control sends, and day/month/year as typed."""

    def __init__(self, **kwargs):
        kwargs.setdefault(
            "widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "date"})
        )
        super().__init__(**kwargs)

    def clean(self, value):
        text = plain_digits(super().clean(value).strip())
        if not text:
            return None
        if found := ISO.fullmatch(text):
            year, month, day = map(int, found.groups())
        elif found := BRITISH.fullmatch(text):
            day, month, year = map(int, found.groups())
        else:
            raise ValidationError(_("Write the date like 19/01/2027"), code="date")
        return self._checked(year, month, day)

    def _checked(self, year, month, day):
        if not 2000 <= year <= 2100:
            raise ValidationError(_("Check the year"), code="year")
        if not 1 <= month <= 12:
            raise ValidationError(_("Write the date like 19/01/2027"), code="date")
        days = calendar.monthrange(year, month)[1]
        if not 1 <= day <= days:
            raise ValidationError(
                _("%(month)s has %(days)s days in %(year)s")
                % {"month": date_format(dt.date(year, month, 1), "F"), "days": days, "year": year},
                code="day",
            )
        return dt.date(year, month, day)


class TimeField(forms.CharField):
    """A wall time, or None: 09:30, 9.30, 3:45pm."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "short"}))
        super().__init__(**kwargs)

    def clean(self, value):
        text = plain_digits(super().clean(value).strip())
        if not text:
            return None
        found = CLOCK.fullmatch(text)
        if not found:
            raise ValidationError(_("Write the time like 9:30"), code="time")
        hour, minute, half = int(found[1]), int(found[2]), (found[3] or "").lower()
        if half:
            hour = hour % 12 + (12 if half == "pm" else 0)
        if hour > 23 or minute > 59:
            raise ValidationError(_("Write the time like 9:30"), code="time")
        return dt.time(hour, minute)
