"""What strangers and newcomers may send."""

from django import forms
from django.utils.translation import gettext_lazy as _

from copro.context import SCHEMES, SPACINGS, TEXTS
from copro.forms import CodeInput, CoproForm
from copro.text import CleanCharField, OneEmailField
from programmes.care.need_forms import WhatHelps
from programmes.front.entry import what_opens
from programmes.models import Part
from programmes.people.fields import short

WRONG_CODE = _("We don't know that code. Check it, or ask anyone running the day")


class CodeForm(CoproForm):
    """The box for any code: six symbols from a wall, or the ten on a personal card."""

    code = forms.CharField(
        label=_("Your code"),
        help_text=_("Six letters and numbers. It is on your invitation, or ask anyone running the day."),
        max_length=40,
        error_messages={"required": _("Type your code"), "max_length": WRONG_CODE},
        widget=CodeInput,
    )

    def clean_code(self):
        self.opens = what_opens(self.cleaned_data["code"])
        if self.opens is None:
            raise forms.ValidationError(WRONG_CODE, code="unknown")
        return self.cleaned_data["code"]

    @property
    def was_a_guess(self):
        return self.has_error("code", "unknown")


class TokenForm(CoproForm):
    """What came after the # of a link, put there by a script or typed by hand."""

    token = forms.CharField(
        label=_("Your code"),
        max_length=80,
        error_messages={"required": _("Type your code")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
    )


class EmailForm(CoproForm):
    """One address."""

    email = OneEmailField(
        label=_("Your email address"),
        error_messages={"required": _("Type your email address")},
    )

    def clean_email(self):
        return (self.cleaned_data["email"] or "").lower()


class MailedCodeForm(CoproForm):
    """The code from a letter."""

    code = forms.CharField(
        label=_("The code in the email"),
        max_length=20,
        error_messages={"required": _("Type the code we sent")},
        widget=CodeInput({"autocomplete": "one-time-code"}),
    )


class AboutYouForm(WhatHelps):
    """A newcomer's own words about themselves. Only the name and the agreement are asked for."""

    name = CleanCharField(
        max_length=120,
        label=_("Your name"),
        help_text=_("For the list of who came."),
        error_messages={"required": _("Tell us your name")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    called = short(
        _("What should we call you?"),
        80,
        help_text=_("This goes on your badge, and your team will see it. Add how to say it, if that helps."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    parts = forms.MultipleChoiceField(
        label=_("How do you take part?"),
        help_text=_("Tick any. Many of us are more than one."),
        choices=Part.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    part_in_own_words = short(_("In your own words"), 120)
    photos_ok = forms.BooleanField(
        label=_("I am happy to be in photos"),
        help_text=_("You can say no and still join."),
        required=False,
    )


class JoinForm(AboutYouForm):
    """Joining: about you, an address if you like, and a clear yes."""

    email = OneEmailField(
        label=_("Your email address"),
        help_text=_("So that you can sign in again, also on another device. We send you a code first."),
        required=False,
    )
    agrees = forms.BooleanField(
        label=_("I have read this, or had it read to me, and I am happy to join"),
        error_messages={"required": _("Tick the box to say you are happy to join")},
    )
    shared_device = forms.BooleanField(
        label=_("Other people use this device too"),
        help_text=_("Then we sign you out soon after you stop."),
        required=False,
    )
    field_order = [
        "name", "called", "email", "parts", "part_in_own_words", *WhatHelps.NEEDS, "keep_needs", "agrees",
        "photos_ok", "shared_device",
    ]  # fmt: skip

    def clean_email(self):
        return (self.cleaned_data["email"] or "").lower()


def _choice(label, offered, words):
    return forms.ChoiceField(
        label=label,
        choices=[(key, words[key]) for key in words if key in offered],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one"), "invalid_choice": _("Choose one of these")},
    )


class ReadingForm(CoproForm):
    """How pages look on this device."""

    scheme = _choice(
        _("Colours"),
        SCHEMES,
        {"system": _("As this device has them"), "light": _("Dark on light"), "dark": _("Light on dark")},
    )
    text = _choice(
        _("Size of the words"), TEXTS, {"normal": _("Normal"), "large": _("Large"), "larger": _("Larger")}
    )
    spacing = _choice(
        _("Space between lines and words"), SPACINGS, {"normal": _("Normal"), "wide": _("Wide")}
    )

    @property
    def as_cookie(self):
        return "-".join(self.cleaned_data[name] for name in ("scheme", "text", "spacing"))
