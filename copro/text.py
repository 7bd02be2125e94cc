"""Fields for words as people write them: cleaned of what cannot be seen, and never of what was meant."""

import re
import unicodedata
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# Zero-width characters and marks that turn the reading direction. The joiners between emoji parts and in
# Arabic and Indic words (U+200C, U+200D) stay: they carry meaning there.
HIDDEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
NOTHING_TO_SEE = re.compile("[\\s\u200c\u200d\u00a0\u3164\u2800]*")
MARKS_AT_ONCE, MARKS_AT_MOST = 8, 200


def tidy(text, *, multiline=False):
    """NFC, without hidden characters and without spaces at the ends; lines end in a newline.

    Raises ValidationError for control characters and for towers of accents.
    """
    text = HIDDEN.sub("", unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")))
    if CONTROLS.search(text):
        raise ValidationError(_("Remove the hidden character"), code="hidden")
    _refuse_towers(text)
    if not multiline:
        text = " ".join(text.split())
    return "" if NOTHING_TO_SEE.fullmatch(text) else text.strip()


def _refuse_towers(text):
    run = total = 0
    for char in text:
        run = run + 1 if unicodedata.combining(char) else 0
        total += run > 0
        if run > MARKS_AT_ONCE:
            raise ValidationError(_("Too many accent marks"), code="accents")
    if total > MARKS_AT_MOST and total > len(text) // 2:
        raise ValidationError(_("Too many accent marks"), code="accents")


def length(text):
    """How long a text feels: letters with their accents, and joined emoji, count once."""
    count, joined = 0, False
    for char in text:
        if char in "\u200d\ufe0f" or unicodedata.combining(char):
            joined = joined or char == "\u200d"
            continue
        count += 0 if joined else 1
        joined = False
    return count


class CleanCharField(forms.CharField):
    """One line of text (or several, with `multiline`), tidied; its length is counted as a reader would."""

    def __init__(self, *, multiline=False, **kwargs):
        self.multiline = multiline or isinstance(kwargs.get("widget"), forms.Textarea)
        self.longest = kwargs.pop("max_length", None)
        if multiline and "widget" not in kwargs:
            kwargs["widget"] = forms.Textarea
        super().__init__(**kwargs)

    def to_python(self, value):
        text = super().to_python(value)
        return tidy(text, multiline=self.multiline) if text else text

    def validate(self, value):
        super().validate(value)
        # The database counts code points, so that limit holds as well.
        over = max(length(value), len(value) // 4) - self.longest if self.longest else 0
        if over > 0:
            raise ValidationError(_("Shorten by %(count)s") % {"count": over}, code="max_length")
        if self.longest and len(value) > self.longest:
            raise ValidationError(
                _("Shorten by %(count)s") % {"count": len(value) - self.longest}, code="max_length"
            )


class WholeNumberField(forms.CharField):
    """A whole number in any script's digits. Raises "Use digits" for everything else that is not empty."""

    def __init__(self, *, at_least=0, at_most=None, too_low=None, too_high=None, **kwargs):
        self.at_least, self.at_most, self.too_low, self.too_high = at_least, at_most, too_low, too_high
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}))
        super().__init__(**kwargs)

    def clean(self, value):
        text = super().clean(value).strip()
        if not text:
            return None
        digits = text.removeprefix("-")
        if not digits.isdecimal() or len(digits) > 12:
            raise ValidationError(_("Use digits"), code="digits")
        number = int(digits) * (-1 if text != digits else 1)
        if number < self.at_least:
            raise ValidationError(
                self.too_low or _("%(least)s or more") % {"least": self.at_least}, code="too_low"
            )
        if self.at_most is not None and number > self.at_most:
            raise ValidationError(
                self.too_high or _("At most %(most)s") % {"most": f"{self.at_most:,}"}, code="too_high"
            )
        return number


class HttpsURLField(forms.CharField):
    """A link that starts with https://."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}))
        kwargs.setdefault("max_length", 500)
        super().__init__(**kwargs)

    def clean(self, value):
        link = tidy(super().clean(value))
        if not link:
            return ""
        try:
            parts = urlsplit(link)
        except ValueError:
            parts = None
        if not parts or parts.scheme.lower() != "https" or not parts.hostname or " " in link:
            raise ValidationError(_("Start with https://"), code="https")
        return link


class OneEmailField(forms.CharField):
    """One plain address, with an international domain if need be; empty becomes None."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}))
        kwargs.setdefault("label", gettext_lazy("Email"))
        kwargs.setdefault("strip", False)
        super().__init__(**kwargs)

    def clean(self, value):
        given = super().clean(value)
        address = HIDDEN.sub("", given).strip(" ")
        if not address:
            return None
        if re.search(r"[\r\n<>,;\s]", address) or address.count("@") != 1 or len(address) > 254:
            raise ValidationError(_("Enter one address"), code="one_address")
        name, domain = address.split("@")
        try:
            plain = domain.encode("idna").decode() if not domain.isascii() else domain
            EmailValidator()(f"{name}@{plain}")
        except (UnicodeError, ValidationError) as error:
            raise ValidationError(_("Enter one address"), code="one_address") from error
        return f"{name}@{plain}"
