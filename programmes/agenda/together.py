"""Two people who edit the same words at once: nothing that either of them wrote is lost.

A form carries the `version` of the row it was drawn from, and for each of its boxes a mark of what stood in
it. When the row has moved on, a box that only the other person changed takes their words, one that only this
person changed keeps its own, and where both changed the same box the form asks, with both texts side by side.
"""

from dataclasses import dataclass
from hashlib import blake2b

from django.db.models import F
from django.utils.translation import gettext as _


class ChangedMeanwhile(Exception):
    """The row moved on between being read and being written; nothing was written."""


@dataclass(frozen=True)
class Clash:
    """A box that two people changed: what each of them wrote, in words."""

    name: str
    label: str
    theirs: str
    mine: str
    ref: str


def save_version(rows, row, values):
    """Write `values` if the row is still as it was read, in one UPDATE. Raises ChangedMeanwhile."""
    changed = rows.filter(pk=row.pk, version=row.version).update(**values, version=F("version") + 1)
    if not changed:
        raise ChangedMeanwhile
    row.version += 1


def until_saved(attempt):
    """What `attempt` returns; it begins anew, from what is stored by then, when it comes too late."""
    while True:
        try:
            return attempt()
        except ChangedMeanwhile:
            continue


def both_are_kept(form):
    """What to say after a save that took over what somebody else had changed."""
    boxes = ", ".join(f"“{label}”" for label in form.taken_over)
    return _("Changed elsewhere meanwhile, and kept too: %(boxes)s") % {"boxes": boxes}


class EditedTogether:
    """For a form: call `meet(row)` once its fields are there, before anything reads what was typed."""

    together = ()  # names of the boxes that are compared
    row = None
    clashes = ()
    taken_over = ()

    def meet(self, row):
        """Bring what was typed together with what is stored by now."""
        self.row = row
        self._stored = {name: self._of_row(name) for name in self.together if name in self.fields}
        if self.is_bound and self.data.get("version"):
            self._bring_together(moved_on=self.data["version"] != str(row.version))

    def marks(self):
        """What the hidden box `was` holds: a mark of every box as it is stored."""
        return " ".join(f"{name}={_mark(words)}" for name, words in self._stored.items())

    def is_valid(self):
        return super().is_valid() and not self.clashes

    def _bring_together(self, *, moved_on):
        was = dict(pair.split("=", 1) for pair in self.data.get("was", "").split() if "=" in pair)
        asked = set(self.data.getlist("asked"))
        self.data = self.data.copy()
        clashes, taken_over = [], []
        for name, theirs in self._stored.items():
            mine = self._typed_words(name)
            choice = self.data.get(f"keep-{name}", "")
            if mine == theirs or choice == "theirs":
                self._take(name, theirs)
            elif moved_on and _mark(mine) == was.get(name):
                self._take(name, theirs)
                taken_over.append(str(self.fields[name].label))
            elif (moved_on and _mark(theirs) != was.get(name)) or (name in asked and choice != "mine"):
                clashes.append(self._clash(name, theirs, mine))
        self.clashes, self.taken_over = clashes, taken_over

    def _of_row(self, name):
        field = self.fields[name]
        value = field.prepare_value(self.get_initial_for_field(field, name))
        return _plain(field.widget.format_value(value))

    def _typed_words(self, name):
        return _plain(self.fields[name].widget.value_from_datadict(self.data, {}, self.add_prefix(name)))

    def _take(self, name, words):
        several = getattr(self.fields[name].widget, "allow_multiple_selected", False)
        self.data.setlist(self.add_prefix(name), words.split("\n") if several and words else [words])
        if several and not words:
            self.data.setlist(self.add_prefix(name), [])

    def _clash(self, name, theirs, mine):
        label = str(self.fields[name].label)
        ref = f"{self[name].auto_id}-keep"
        return Clash(name, label, self._said(name, theirs), self._said(name, mine), ref)

    def _said(self, name, words):
        """A choice in its own words, not as the key that the box sends."""
        choices = getattr(self.fields[name], "choices", None)
        if choices is None:
            return words
        labels = {str(key): str(label) for key, label in choices}
        return ", ".join(labels[key] for key in words.split("\n") if key in labels)


def _plain(value):
    """What a box shows or sends, as one text that can be compared."""
    if isinstance(value, (list, tuple, set)):
        return "\n".join(sorted(str(one) for one in value if one not in (None, "")))
    return "" if value is None else str(value).replace("\r\n", "\n").strip()


def _mark(words):
    return blake2b(words.encode("utf-8", "replace"), digest_size=6).hexdigest()
