"""A note of a team at a mindset."""

from django import forms
from django.utils.translation import gettext_lazy

from copro.forms import CoproForm
from copro.text import CleanCharField


class NoteForm(CoproForm):
    words = CleanCharField(
        label=gettext_lazy("What does this mean for our area?"),
        help_text=gettext_lazy("A few words are enough. No names, please."),
        max_length=500,
        multiline=True,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Write a few words first")},
    )
    is_open = forms.BooleanField(
        label=gettext_lazy("Show it to everybody in the programme"),
        help_text=gettext_lazy("Without the tick, only our team can read it. You can take it back at once."),
        required=False,
    )
    base_version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, data=None, *, note=None):
        kept = {"words": note.words, "is_open": note.is_open, "base_version": note.version} if note else {}
        super().__init__(data, initial=kept)
