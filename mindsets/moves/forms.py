"""Sorting moves without dragging, choosing one to try, and writing moments."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from copro.forms import CoproForm
from copro.text import CleanCharField
from mindsets.models import Side

MOVES_AT_MOST, MOVES_AT_LEAST = 8, 2
OWN = "own"


class SortForm(CoproForm):
    """One group of three radio buttons a move; each may stay empty."""

    words = CleanCharField(
        label=gettext_lazy("When were you a bit like this? What was going on for you?"),
        help_text=gettext_lazy("Only you can read this. You can leave it empty."),
        max_length=5000,
        multiline=True,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
    )
    base_version = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, moves, ways, note=None, sorted_before=None):
        kept = {"words": note.words if note else "", "base_version": note.version if note else 0}
        kept |= {f"move_{ref}": way for ref, way in (sorted_before or {}).items()}
        super().__init__(data, initial=kept)
        self.moves = moves
        for move in moves:
            self.fields[f"move_{move.ref}"] = forms.ChoiceField(
                label=move.text, choices=ways.choices, required=False, widget=forms.RadioSelect
            )

    def to_sort(self):
        return [self[f"move_{move.ref}"] for move in self.moves]

    @property
    def sorted_moves(self):
        chosen = {move.ref: self.cleaned_data.get(f"move_{move.ref}") for move in self.moves}
        return {ref: way for ref, way in chosen.items() if way}


class TryForm(CoproForm):
    """One move that a team will try before the next day."""

    move = forms.ChoiceField(
        label=gettext_lazy("Which move will we try?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a move, or write your own")},
    )
    own = CleanCharField(
        label=gettext_lazy("Our own move"),
        help_text=gettext_lazy("Only if you chose “Something else”."),
        max_length=200,
        required=False,
    )
    who = CleanCharField(label=gettext_lazy("Who will start?"), max_length=120, required=False)
    until = forms.DateField(
        label=gettext_lazy("Until when?"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def __init__(self, data=None, *, moves):
        super().__init__(data)
        self.texts = {move.ref: move.text for move in moves}
        self.fields["move"].choices = [*self.texts.items(), (OWN, _("Something else"))]

    def clean(self):
        given = super().clean()
        if given.get("move") == OWN and not given.get("own") and "own" not in self.errors:
            self.add_error("own", _("Write your own move"))
        return given

    @property
    def words(self):
        chosen = self.cleaned_data["move"]
        return self.cleaned_data["own"] if chosen == OWN else self.texts[chosen]


class WaysForm(CoproForm):
    names = forms.ChoiceField(
        label=gettext_lazy("What do we call the two ways?"),
        help_text=gettext_lazy("Both are names for moves, never for people."),
        choices=[("ways", gettext_lazy("Way A and Way B")), ("holly", gettext_lazy("Holly and Wally"))],
        widget=forms.RadioSelect,
    )


class MomentForm(CoproForm):
    """A moment with its moves, on one page."""

    title = CleanCharField(
        label=gettext_lazy("What is the moment called?"),
        max_length=120,
        error_messages={"required": gettext_lazy("Enter a name")},
    )
    story = CleanCharField(
        label=gettext_lazy("What happens?"),
        help_text=gettext_lazy("A few short sentences, in your own words. Nobody real should be in it."),
        # What fits on a printed card.
        max_length=450,
        multiline=True,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": gettext_lazy("Say what happens")},
    )

    def __init__(self, data=None, *, moment=None, moves=()):
        kept = {"title": moment.title, "story": moment.story} if moment else {}
        for number, move in enumerate(moves, 1):
            kept |= {f"text_{number}": move.text, f"side_{number}": move.side}
        super().__init__(data, initial=kept)
        for number in range(1, MOVES_AT_MOST + 1):
            self._add_move(number)

    def _add_move(self, number):
        self.fields[f"text_{number}"] = CleanCharField(
            label=_("Move %(number)s") % {"number": number}, max_length=200, required=False
        )
        self.fields[f"side_{number}"] = forms.ChoiceField(
            label=_("You had in mind, for move %(number)s") % {"number": number},
            choices=Side,
            required=False,
            initial=Side.A if number % 2 else Side.B,
        )
        for name in (f"text_{number}", f"side_{number}"):
            self.fields[name].widget.attrs.update({"class": "input", "dir": "auto"})

    def pairs(self):
        return [(self[f"text_{number}"], self[f"side_{number}"]) for number in range(1, MOVES_AT_MOST + 1)]

    def clean(self):
        given = super().clean()
        self.written = [
            (given[f"text_{number}"], given.get(f"side_{number}") or Side.A)
            for number in range(1, MOVES_AT_MOST + 1)
            if given.get(f"text_{number}")
        ]
        too_long = any(name.startswith("text_") for name in self.errors)
        if len(self.written) < MOVES_AT_LEAST and not too_long:
            self.add_error("text_1", _("Write at least two moves"))
        return given
