"""Every form looks and speaks the same: label, hint, error, box."""

from django import forms
from django.forms.renderers import DjangoTemplates
from django.template.loader import get_template
from django.utils.translation import gettext_lazy

# Said where a form gives no words of its own, the more special kind first: Django's words assume that people
# know what a field is.
PLAIN_WORDS = {
    (forms.Field, "required"): gettext_lazy("Fill this in"),
    (forms.MultipleChoiceField, "invalid_choice"): gettext_lazy("Choose from the list"),
    (forms.ModelMultipleChoiceField, "invalid_choice"): gettext_lazy("Choose from the list"),
    (forms.ChoiceField, "invalid_choice"): gettext_lazy("Choose one from the list"),
    (forms.ModelChoiceField, "invalid_choice"): gettext_lazy("Choose one from the list"),
    (forms.DateField, "invalid"): gettext_lazy("Enter a date, like 19/01/2027"),
    (forms.TimeField, "invalid"): gettext_lazy("Enter a time, like 9:30"),
    (forms.FileField, "missing"): gettext_lazy("Choose a file"),
    (forms.FileField, "empty"): gettext_lazy("This file is empty"),
}
TICKED = forms.CheckboxInput | forms.RadioSelect | forms.CheckboxSelectMultiple | forms.HiddenInput


class Renderer(DjangoTemplates):
    """Form templates come from the site's own engine, so that they can use its tags."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"

    def get_template(self, template_name):
        if template_name.startswith("forms/"):
            return get_template(template_name)
        return super().get_template(template_name)


class Plain:
    """The browser's own checks stay out of the way: ours keep what was typed and say it kindly."""

    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            _speak_plainly(field)
            _dress(field.widget)


def _speak_plainly(field):
    for (kind, code), words in PLAIN_WORDS.items():
        usual = kind.default_error_messages.get(code)
        if isinstance(field, kind) and field.error_messages.get(code) == usual:
            field.error_messages[code] = words


def _dress(widget):
    if isinstance(widget, TICKED):
        return
    classes = widget.attrs.get("class", "")
    if "input" not in classes.split():
        widget.attrs["class"] = f"input {classes}".strip()
    widget.attrs.setdefault("dir", "auto")
    # Counted by our own rule with its own message; the browser would cut words off while somebody types.
    widget.attrs.pop("maxlength", None)


class CoproForm(Plain, forms.Form):
    pass


class CoproModelForm(Plain, forms.ModelForm):
    pass


class CodeInput(forms.TextInput):
    """Six or ten symbols from a wall or a card."""

    def __init__(self, attrs=None):
        super().__init__(
            {
                "class": "input code",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "dir": "ltr",
                **(attrs or {}),
            }
        )
