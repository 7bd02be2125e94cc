"""Words of frameworks, and worksheets of days."""

from copro.forms import CoproForm, CoproModelForm
from copro.text import CleanCharField
from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mindsets.library.actions import new_framework
from mindsets.models import FrameworkVersion, Mindset, Place, Prompt, Worksheet

PROMPTS_AT_MOST = 10


class FrameworkForm(CoproForm):
    """A framework of one's own."""

    name = CleanCharField(
        label=gettext_lazy("What is it called?"),
        max_length=120,
        error_messages={"required": gettext_lazy("Enter a name")},
    )
    credit = CleanCharField(
        label=gettext_lazy("Who should be thanked for it?"),
        help_text=gettext_lazy("Shown under the worksheet. Only put in words you may use."),
        max_length=300,
        required=False,
    )
    like = forms.ModelChoiceField(
        FrameworkVersion.objects.none(),
        label=gettext_lazy("Start from"),
        required=False,
        empty_label=gettext_lazy("An empty page"),
    )

    def __init__(self, data=None, *, organisation, versions):
        super().__init__(data)
        self.organisation = organisation
        self.fields["like"].queryset = versions
        self.fields["like"].label_from_instance = lambda version: version.framework.name

    def save(self):
        given = self.cleaned_data
        return new_framework(self.organisation, given["name"], given["credit"], like=given["like"])


class PromptsField(CleanCharField):
    """Questions, one a line."""

    def __init__(self, **kwargs):
        super().__init__(
            widget=forms.Textarea(attrs={"rows": 4}),
            max_length=3000,
            required=False,
            multiline=True,
            **kwargs,
        )

    def clean(self, value):
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > PROMPTS_AT_MOST:
            raise forms.ValidationError(_("At most %(count)s questions") % {"count": PROMPTS_AT_MOST})
        if too_long := next((line for line in lines if len(line) > 300), None):
            raise forms.ValidationError(
                _("Shorten the question that starts with “%(line)s”") % {"line": too_long[:30]}
            )
        return lines


class MindsetForm(CoproModelForm):
    """One mindset's words with its prompts."""

    me = PromptsField(
        label=gettext_lazy("Questions for me"),
        help_text=gettext_lazy("One a line. No question has a right answer."),
    )
    us = PromptsField(
        label=gettext_lazy("Questions for us"),
        help_text=gettext_lazy("For a team to talk about. One a line."),
    )

    class Meta:
        model = Mindset
        fields = ["name", "short_name", "gloss", "easy_gloss", "strong", "pulls_away", "look"]
        labels = {
            "name": gettext_lazy("Name"),
            "short_name": gettext_lazy("Short name"),
            "gloss": gettext_lazy("What it means, in one plain sentence"),
            "easy_gloss": gettext_lazy("The same in easy words"),
            "strong": gettext_lazy("What it looks like when it is strong"),
            "pulls_away": gettext_lazy("What pulls away from it"),
            "look": gettext_lazy("Badge"),
        }
        help_texts = {"short_name": gettext_lazy("One or two words, for the steps at the top.")}
        field_classes = dict.fromkeys(("name", "short_name", "gloss", "easy_gloss"), CleanCharField)
        widgets = {
            "strong": forms.Textarea(attrs={"rows": 3}),
            "pulls_away": forms.Textarea(attrs={"rows": 3}),
        }
        error_messages = {
            "name": {"required": gettext_lazy("Enter a name")},
            "short_name": {"required": gettext_lazy("Enter a short name")},
            "gloss": {"required": gettext_lazy("Say what it means")},
        }

    def __init__(self, data=None, *, version, instance=None, prompts=None):
        mindset = instance or Mindset(organisation_id=version.organisation_id, version=version)
        lines = {name: "\n".join(texts) for name, texts in (prompts or {}).items()}
        super().__init__(data, instance=mindset, initial=lines)
        self.version = version

    @transaction.atomic
    def save(self):
        mindset = super().save(commit=False)
        if mindset._state.adding:
            last = (
                self.version.mindsets.filter(organisation=self.version.organisation_id)
                .order_by("position")
                .last()
            )
            mindset.position = last.position + 1 if last else 1
            mindset.key = f"m-{mindset.ref}"
        mindset.save()
        Prompt.objects.filter(organisation=self.version.organisation_id, mindset=mindset).delete()
        Prompt.objects.bulk_create(
            Prompt(
                organisation_id=self.version.organisation_id,
                version=self.version,
                mindset=mindset,
                position=number,
                text=text,
                for_us=for_us,
            )
            for for_us, name in ((False, "me"), (True, "us"))
            for number, text in enumerate(self.cleaned_data[name], 1)
        )
        return mindset


class PlaceForm(CoproModelForm):
    class Meta:
        model = Place
        fields = ["name", "literal", "sentence"]
        labels = {
            "name": gettext_lazy("Name"),
            "literal": gettext_lazy("In plain words"),
            "sentence": gettext_lazy("What someone there might say"),
        }
        field_classes = dict.fromkeys(fields, CleanCharField)


class WorksheetForm(CoproModelForm):
    """A worksheet of a day: which framework, for which session."""

    class Meta:
        model = Worksheet
        fields = ["version", "title", "agenda_item"]
        labels = {
            "version": gettext_lazy("Which mindsets or values?"),
            "title": gettext_lazy("What is it called?"),
            "agenda_item": gettext_lazy("In which session?"),
        }
        help_texts = {"title": gettext_lazy("People see this above the worksheet.")}
        field_classes = {"title": CleanCharField}
        error_messages = {
            "title": {"required": gettext_lazy("Enter a name")},
            "version": {"required": gettext_lazy("Choose one")},
        }

    def __init__(self, data=None, *, day, versions):
        worksheet = Worksheet(programme_id=day.programme_id, day=day)
        super().__init__(data, instance=worksheet)
        self.fields["version"].queryset = versions
        self.fields["version"].label_from_instance = lambda version: version.framework.name
        self.fields["agenda_item"].queryset = day.agenda.filter(programme=day.programme_id).on_the_plan()
        self.fields["agenda_item"].empty_label = _("No session, just the day")
        self.fields["agenda_item"].required = False
