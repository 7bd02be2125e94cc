"""What a writer sees of their own words; nobody else is asked about or answered here."""

from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from copro.prepared import A_KEY, ANOTHER_KEY, Prepared
from mindsets.models import Entry, Mindset, Place, Prompt, Sharing, Worksheet

VISIBLE = {"day__published_at__isnull": False}


def _visible(programme):
    found = Worksheet.objects.filter(programme=programme).select_related("day", "version__framework")
    return (found.filter(**VISIBLE) | found.filter(day__isnull=True)).order_by("day__number", "title", "id")


_visible_in = Prepared(_visible, programme=A_KEY)
_visible_one = Prepared(
    lambda programme, ref: _visible(programme).filter(ref=ref), programme=A_KEY, ref="-ref-"
)


def worksheets_for(seat):
    """The worksheets this seat may open: of published days, and those between days."""
    return _visible(seat.programme) if seat.programme.is_published else Worksheet.objects.none()


def worksheet_for(seat, ref):
    """The worksheet with this reference, or None where this seat may not open it."""
    found = seat.programme.is_published and _visible_one(programme=seat.programme.pk, ref=ref)
    return found[0] if found else None


def state_of(worksheet):
    """'soon', 'open' or 'closed'. Where nobody said when it opens, it opens on its day."""
    now, day = timezone.now(), worksheet.day
    if worksheet.closes_at and now >= worksheet.closes_at:
        return "closed"
    if worksheet.opens_at:
        return "soon" if now < worksheet.opens_at else "open"
    if day and day.date and timezone.localdate(now, ZoneInfo(day.zone)) < day.date:
        return "soon"
    return "open"


@dataclass(frozen=True)
class Step:
    """One mindset in the row of steps; `is_visited` when something stands there."""

    key: str
    name: str
    short_name: str
    look: str
    is_visited: bool
    is_current: bool = False


@dataclass(frozen=True)
class WorksheetRow:
    worksheet: Worksheet
    state: str
    steps: list
    label: str

    @property
    def visited(self):
        return sum(step.is_visited for step in self.steps)

    @property
    def next_key(self):
        """Where to carry on: the first mindset that was not looked at, or the first of all."""
        left = [step.key for step in self.steps if not step.is_visited]
        return (left or [step.key for step in self.steps] or [""])[0]


def label_of(worksheet):
    return worksheet.day.label if worksheet.day else _("Between days")


_written_by = Prepared(
    lambda programme, membership: Entry.objects.filter(
        programme=programme, membership=membership
    ).values_list("reflection__worksheet_id", "mindset_id"),
    programme=A_KEY,
    membership=ANOTHER_KEY,
)


def worksheet_rows(seat):
    """My worksheets with what I have looked at, in two queries once the words are known."""
    worksheets = _visible_in(programme=seat.programme.pk) if seat.programme.is_published else []
    words = {worksheet.version_id: words_of(worksheet.version) for worksheet in worksheets}
    written = set(_written_by(programme=seat.programme.pk, membership=seat.membership.pk))
    return [
        WorksheetRow(
            worksheet,
            state_of(worksheet),
            [
                _step(mindset, (worksheet.pk, mindset.pk) in written)
                for mindset in words[worksheet.version_id].mindsets
            ],
            label_of(worksheet),
        )
        for worksheet in worksheets
    ]


def _step(mindset, is_visited, current=None):
    return Step(
        mindset.key, mindset.name, mindset.short_name, mindset.look, is_visited, mindset.pk == current
    )


@dataclass(frozen=True)
class Sheet:
    """One mindset's page of a worksheet."""

    worksheet: Worksheet
    mindset: Mindset
    steps: list
    places: list
    prompts: list
    entry: Entry | None
    count_me: bool
    state: str
    next_step: Step | None
    label: str

    @property
    def is_open(self):
        return self.state == "open"

    @property
    def on_the_path(self):
        return [place for place in self.places if not place.off_the_path]

    @property
    def off_the_path(self):
        return [place for place in self.places if place.off_the_path]

    @property
    def is_shared(self):
        return bool(self.entry) and self.entry.sharing != Sharing.ME

    @property
    def version(self):
        return self.entry.version if self.entry else 0


@dataclass(frozen=True)
class VersionWords:
    """The words of one version: its mindsets, places and questions for me."""

    mindsets: tuple
    places: tuple
    prompts: dict


def words_of(version):
    """A published version never changes, so its words are read from the database once."""
    read = _published_words if version.is_published else _published_words.__wrapped__
    return read(version.organisation_id, version.pk)


@lru_cache(maxsize=128)
def _published_words(organisation, version):
    own = {"organisation": organisation, "version": version}
    prompts = {}
    for prompt in Prompt.objects.filter(**own, for_us=False).order_by("position"):
        prompts.setdefault(prompt.mindset_id, []).append(prompt.text)
    return VersionWords(
        tuple(Mindset.objects.filter(**own).order_by("position")),
        tuple(Place.objects.filter(**own).order_by("position")),
        prompts,
    )


def sheet_of(seat, worksheet, key, *, to_save=False):
    """The page of one mindset, or None when the worksheet has no such mindset.

    `to_save` leaves out what stands there now: whoever saves compares under a lock, not with an earlier read.
    """
    words = words_of(worksheet.version)
    mindsets = words.mindsets
    here = next((number for number, mindset in enumerate(mindsets) if mindset.key == key), None)
    if here is None:
        return None
    entries = {} if to_save else _entries_of(seat, worksheet)
    mindset = mindsets[here]
    steps = [_step(each, each.pk in entries, mindset.pk) for each in mindsets]
    return Sheet(
        worksheet=worksheet,
        mindset=mindset,
        steps=steps,
        places=list(words.places) if worksheet.version.framework.uses_places else [],
        prompts=words.prompts.get(mindset.pk, []),
        entry=entries.get(mindset.pk),
        count_me=False if to_save else _counts(seat, worksheet, entries),
        state=state_of(worksheet),
        next_step=steps[here + 1] if here + 1 < len(steps) else None,
        label=label_of(worksheet),
    )


def _entries_of(seat, worksheet):
    found = Entry.objects.filter(
        programme=seat.programme, membership=seat.membership, reflection__worksheet=worksheet
    )
    return {entry.mindset_id: entry for entry in found.select_related("reflection")}


def _counts(seat, worksheet, entries):
    if entries:
        return next(iter(entries.values())).reflection.count_me
    return worksheet.reflections.filter(
        programme=seat.programme, membership=seat.membership, count_me=True
    ).exists()
