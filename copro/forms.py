"""Every form looks and speaks the same: label, hint, error, box."""

from django import forms
from django.forms.renderers import DjangoTemplates
from django.template.loader import get_template
from django.utils.translation import gettext_lazy


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
            _dress(field)


def _dress(field):
    if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
        field.error_messages["required"] = gettext_lazy("Fill this in")
    widget = field.widget
    if not isinstance(
        widget, forms.CheckboxInput | forms.RadioSelect | forms.CheckboxSelectMultiple | forms.HiddenInput
    ):
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
                **(attrs or {}),
            }
        )
