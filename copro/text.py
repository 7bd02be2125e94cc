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
# Arabic and Indic words (U+200C, U+200D) stay inside a text: they carry meaning there.
HIDDEN = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
JOINERS = "\u200c\u200d"
# What word processors and old systems use where a line ends.
LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
# Letters by their category, and yet nothing is drawn.
BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
MARKS_AT_ONCE, MARKS_AT_MOST = 8, 200


def tidy(text, *, multiline=False):
    """NFC, without hidden characters and without spaces at the ends; lines end in a newline.

    Raises ValidationError for control characters and for towers of accents.
    """
    if CONTROLS.search(text):
        raise ValidationError(_("Remove the hidden character"), code="hidden")
    text = LINE_ENDS.sub("\n", text)
    # Once more after the hidden ones are gone: they may have stood between a letter and its accent.
    text = unicodedata.normalize("NFC", HIDDEN.sub("", text))
    _refuse_towers(text)
    if not multiline:
        text = " ".join(text.split())
    text = _trimmed(text)
    return text if any(map(_can_be_seen, text)) else ""


def _trimmed(text):
    """Without spaces and joiners at the ends, however they are mixed; a joiner joins nothing there."""
    before = None
    while text != before:
        before, text = text, text.strip().strip(JOINERS)
    return text


def _can_be_seen(char):
    kind = unicodedata.category(char)
    return kind[0] not in "ZM" and kind not in {"Cc", "Cf", "Cs"} and char not in BLANKS


def _refuse_towers(text):
    run = total = 0
    for char in text:
        run = run + 1 if unicodedata.combining(char) else 0
        total += run > 0
        if run > MARKS_AT_ONCE:
            raise ValidationError(_("Too many accent marks"), code="accents")
    # Pointed Hebrew has a mark on most letters: many marks are only odd when letters are few.
    if total > MARKS_AT_MOST and total > len(text) // 2:
        raise ValidationError(_("Too many accent marks"), code="accents")


def length(text):
    """How long a text feels: a letter with its accents, a joined emoji or a flag counts once."""
    count, joined, flag = 0, False, False
    for char in text:
        if _goes_with_the_last(char):
            joined = char == "\u200d"
            continue
        if "\U0001f1e6" <= char <= "\U0001f1ff":  # two of these letters draw one flag
            flag = not flag
            count += flag
        else:
            flag = False
            count += not joined
        joined = False
    return count


def _goes_with_the_last(char):
    if char.isascii():
        return False
    is_skin_tone = "\U0001f3fb" <= char <= "\U0001f3ff"
    return unicodedata.category(char)[0] == "M" or char in JOINERS or is_skin_tone or char >= "\U000e0000"


class CleanCharField(forms.CharField):
    """One line of text (or several, with `multiline`), tidied; its length is counted as a reader would.

    `room` is how many code points the column holds, where that is more than `max_length`.
    """

    def __init__(self, *, multiline=False, room=None, **kwargs):
        self.multiline = multiline or isinstance(kwargs.get("widget"), forms.Textarea)
        self.longest = kwargs.pop("max_length", None)
        self.room = room or self.longest
        if multiline and "widget" not in kwargs:
            kwargs["widget"] = forms.Textarea
        super().__init__(**kwargs)

    def to_python(self, value):
        text = super().to_python(value)
        return tidy(text, multiline=self.multiline) if text else text

    def validate(self, value):
        super().validate(value)
        if not self.longest:
            return
        over = length(value) - self.longest
        if over <= 0:
            over = len(value) - self.room
        if over > 0:
            raise ValidationError(_("Shorten by %(count)s") % {"count": over}, code="max_length")


class WholeNumberField(CleanCharField):
    """A whole number in any script's digits. Raises "Use digits" for everything else that is not empty."""

    def __init__(self, *, at_least=0, at_most=None, too_low=None, too_high=None, **kwargs):
        self.at_least, self.at_most, self.too_low, self.too_high = at_least, at_most, too_low, too_high
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}))
        super().__init__(**kwargs)

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        sign, digits = (-1, text[1:]) if text[0] in "-\u2212" else (1, text)
        if not digits.isdecimal() or len(digits) > 100:
            raise ValidationError(_("Use digits"), code="digits")
        number = sign * int(digits)
        if number < self.at_least:
            raise ValidationError(
                self.too_low or _("%(least)s or more") % {"least": self.at_least}, code="too_low"
            )
        if self.at_most is not None and number > self.at_most:
            raise ValidationError(
                self.too_high or _("At most %(most)s") % {"most": f"{self.at_most:,}"}, code="too_high"
            )
        return number


class HttpsURLField(CleanCharField):
    """A link that starts with https://, and names nobody before an @ to look like another site."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}))
        kwargs.setdefault("max_length", 500)
        super().__init__(**kwargs)

    def clean(self, value):
        link = super().clean(value)
        if link and not _is_https(link):
            raise ValidationError(_("Start with https://"), code="https")
        return link


def _is_https(link):
    try:
        parts = urlsplit(link)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return False
    plain = not re.search(r"[\s\\<>\"]", link) and "@" not in parts.netloc
    return parts.scheme.lower() == "https" and bool(host) and plain


class OneEmailField(forms.CharField):
    """One plain address, with an international domain if need be; empty becomes None."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}))
        kwargs.setdefault("label", gettext_lazy("Email"))
        kwargs.setdefault("strip", False)
        super().__init__(**kwargs)

    def to_python(self, value):
        address = HIDDEN.sub("", super().to_python(value)).strip(" \u00a0")
        # A line end inside would start a second header of the letter.
        if address and (CONTROLS.search(address) or not _is_one_address(address)):
            raise ValidationError(_("Enter one address"), code="one_address")
        return address

    def clean(self, value):
        address = super().clean(value)
        if not address:
            return None
        name, domain = address.split("@")
        return f"{name}@{domain if domain.isascii() else domain.encode('idna').decode()}"


def _is_one_address(text):
    if re.search(r"[\s<>,;]", text) or text.count("@") != 1 or len(text) > 254:
        return False
    name, domain = text.split("@")
    try:
        EmailValidator()(f"{name}@{domain if domain.isascii() else domain.encode('idna').decode()}")
    except (UnicodeError, ValidationError):
        return False
    return True
