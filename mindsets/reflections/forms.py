"""The worksheet's form: everything may be left empty, and only what was sent is looked at."""

import uuid

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from copro.forms import CoproForm
from copro.text import CleanCharField
from mindsets.models import Sharing
from mindsets.reflections.actions import Answer
from mindsets.reflections.lock import CHOSEN, PICTURES

WORDS_AT_MOST = 20_000


class AnswerForm(CoproForm):
    """One mindset's answer."""

    place = forms.ChoiceField(required=False)
    words = CleanCharField(
        label=gettext_lazy("My words"),
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}),
        max_length=WORDS_AT_MOST,
        required=False,
    )
    talked_instead = forms.BooleanField(label=gettext_lazy("I talked about it instead"), required=False)
    typed_by = CleanCharField(label=gettext_lazy("Who is typing?"), max_length=120, required=False)
    sharing = forms.ChoiceField(choices=Sharing, required=False)
    quote_with_name = forms.BooleanField(label=gettext_lazy("Put my name with it"), required=False)
    count_me = forms.BooleanField(
        label=gettext_lazy("Count my places in the programme’s picture, with no name and none of my words"),
        required=False,
    )
    # How the tick stood when the page was drawn ("?" once it was touched): only a change of mind is written,
    # so that a window left open does not undo what its writer said in another.
    count_me_was = forms.CharField(required=False, widget=forms.HiddenInput)
    base_version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    client_id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    # This page's own earlier saves, of which the answer may have been lost on the way.
    after = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def __init__(self, data=None, *, sheet, seat):
        super().__init__(data, initial=self._current(sheet))
        self.seat = seat
        self.fields["place"].choices = [("", ""), *((place.key, place.name) for place in sheet.places)]

    @staticmethod
    def _current(sheet):
        entry = sheet.entry
        kept = {"sharing": Sharing.ME, "count_me": sheet.count_me, "base_version": sheet.version}
        kept["count_me_was"] = "on" if sheet.count_me else ""
        if entry:
            names = ("place", "words", "talked_instead", "typed_by", "sharing", "quote_with_name")
            kept |= {name: getattr(entry, name) for name in names}
        return kept

    def clean_sharing(self):
        chosen = self.cleaned_data["sharing"] or Sharing.ME
        if chosen == Sharing.TEAM and self.seat.membership.team_id is None:
            raise forms.ValidationError(_("You are not in a team yet, so there is nobody to share it with"))
        return chosen

    def clean_after(self):
        try:
            return [uuid.UUID(part) for part in self.cleaned_data["after"].split(",") if part]
        except ValueError:
            return []

    @property
    def new_count_me(self):
        """The yes or no to the picture where it was changed on this page, else None."""
        given = self.cleaned_data
        was = given["count_me_was"]
        return given["count_me"] if was == "?" or given["count_me"] != (was == "on") else None

    @property
    def answer(self):
        given = self.cleaned_data
        return Answer(
            place=given["place"],
            words=given["words"],
            sharing=given["sharing"],
            quote_with_name=given["quote_with_name"],
            talked_instead=given["talked_instead"],
            typed_by=given["typed_by"],
        )


class PicturesForm(CoproForm):
    """Three pictures in order; the same one may come twice."""

    def __init__(self, data=None):
        super().__init__(data)
        for number in range(1, CHOSEN + 1):
            self.fields[f"picture_{number}"] = forms.ChoiceField(
                choices=PICTURES,
                widget=forms.RadioSelect,
                label=_("Picture %(number)s") % {"number": number},
                error_messages={"required": _("Choose picture %(number)s") % {"number": number}},
            )

    @property
    def pictures(self):
        return [self.cleaned_data[f"picture_{number}"] for number in range(1, CHOSEN + 1)]


class StartAgainForm(CoproForm):
    understood = forms.BooleanField(
        label=gettext_lazy("I know that what only I or my team could see will be deleted"),
        error_messages={"required": gettext_lazy("Tick the box, or go back")},
    )
