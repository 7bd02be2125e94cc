"""What a writer sees of their own words; nobody else is asked about or answered here."""

from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from mindsets.models import Entry, Mindset, Place, Prompt, Sharing, Worksheet

VISIBLE = {"day__published_at__isnull": False}


def worksheets_for(seat):
    """The worksheets this seat may open: of published days, and those between days."""
    found = Worksheet.objects.filter(programme=seat.programme).select_related("day", "version__framework")
    if not seat.programme.is_published:
        return found.none()
    return (found.filter(**VISIBLE) | found.filter(day__isnull=True)).order_by("day__number", "title", "id")


def state_of(worksheet):
    """'soon', 'open' or 'closed'."""
    now = timezone.now()
    if worksheet.opens_at and now < worksheet.opens_at:
        return "soon"
    return "closed" if worksheet.closes_at and now >= worksheet.closes_at else "open"


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


def worksheet_rows(seat):
    """My worksheets with what I have looked at, in three queries."""
    worksheets = list(worksheets_for(seat))
    versions = {worksheet.version_id for worksheet in worksheets}
    mindsets = {}
    for mindset in Mindset.objects.filter(
        organisation=seat.programme.organisation_id, version__in=versions
    ).order_by("position"):
        mindsets.setdefault(mindset.version_id, []).append(mindset)
    written = set(
        Entry.objects.filter(programme=seat.programme, membership=seat.membership).values_list(
            "reflection__worksheet_id", "mindset_id"
        )
    )
    return [
        WorksheetRow(
            worksheet,
            state_of(worksheet),
            [
                _step(mindset, (worksheet.pk, mindset.pk) in written)
                for mindset in mindsets.get(worksheet.version_id, [])
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
    def version(self):
        return self.entry.version if self.entry else 0


def sheet_of(seat, worksheet, key):
    """The page of one mindset, or None when the worksheet has no such mindset. Four queries."""
    own = {"organisation": seat.programme.organisation_id, "version": worksheet.version_id}
    mindsets = list(Mindset.objects.filter(**own).order_by("position"))
    here = next((number for number, mindset in enumerate(mindsets) if mindset.key == key), None)
    if here is None:
        return None
    entries = {
        entry.mindset_id: entry
        for entry in Entry.objects.filter(
            programme=seat.programme, membership=seat.membership, reflection__worksheet=worksheet
        ).select_related("reflection")
    }
    mindset = mindsets[here]
    steps = [_step(each, each.pk in entries, mindset.pk) for each in mindsets]
    places = (
        Place.objects.filter(**own).order_by("position") if worksheet.version.framework.uses_places else []
    )
    return Sheet(
        worksheet=worksheet,
        mindset=mindset,
        steps=steps,
        places=list(places),
        prompts=list(
            Prompt.objects.filter(**own, mindset=mindset, for_us=False)
            .order_by("position")
            .values_list("text", flat=True)
        ),
        entry=entries.get(mindset.pk),
        count_me=_counts(seat, worksheet, entries),
        state=state_of(worksheet),
        next_step=steps[here + 1] if here + 1 < len(steps) else None,
        label=label_of(worksheet),
    )


def _counts(seat, worksheet, entries):
    if entries:
        return next(iter(entries.values())).reflection.count_me
    return worksheet.reflections.filter(
        programme=seat.programme, membership=seat.membership, count_me=True
    ).exists()


@dataclass(frozen=True)
class PathStop:
    """What I put down for one mindset on one day."""

    entry: Entry
    label: str
    place: Place | None
    words: str
    sharing: str
    is_only_mine: bool
    worksheet_ref: str
    is_first: bool = False
    is_last: bool = False


@dataclass(frozen=True)
class PathRow:
    """One mindset with my places day by day."""

    mindset: Mindset
    stops: list = field(default_factory=list)
    spots: list = field(default_factory=list)

    @property
    def in_words(self):
        return [stop for stop in self.stops if stop.place]


@dataclass(frozen=True)
class Spot:
    """One place of the drawn trail, with the days on which I was there."""

    place: Place
    labels: list
    css: str


def my_entries(seat):
    """Everything that this person wrote here, in the order of days and mindsets."""
    return (
        Entry.objects.filter(programme=seat.programme, membership=seat.membership)
        .select_related("mindset", "reflection__worksheet__day", "reflection__worksheet__version__framework")
        .order_by("reflection__worksheet__day__number", "reflection__worksheet__title", "mindset__position")
    )


def path_rows(seat):
    """My path: a row a mindset, also across versions of a framework. Three queries."""
    entries = list(my_entries(seat))
    versions = {entry.mindset.version_id for entry in entries}
    places = {}
    for place in Place.objects.filter(
        organisation=seat.programme.organisation_id, version__in=versions
    ).order_by("position"):
        places.setdefault(place.version_id, {})[place.key] = place
    rows = {}
    for entry in entries:
        mindset = entry.mindset
        rows.setdefault(mindset.key, (mindset, []))[1].append(
            _stop(entry, places.get(mindset.version_id, {}))
        )
    return [
        PathRow(mindset, stops, _spots(stops, places.get(mindset.version_id, {})))
        for mindset, stops in sorted(rows.values(), key=lambda row: row[0].position)
    ]


def _stop(entry, places):
    worksheet = entry.reflection.worksheet
    return PathStop(
        entry=entry,
        label=label_of(worksheet),
        place=places.get(entry.place),
        words=entry.words,
        sharing=entry.get_sharing_display(),
        is_only_mine=entry.sharing == Sharing.ME,
        worksheet_ref=worksheet.ref,
    )


def _spots(stops, places):
    placed = [stop for stop in stops if stop.place]
    if not placed:
        return []
    first, last = placed[0].place.key, placed[-1].place.key
    spots = []
    for key, place in places.items():
        labels = [stop.label for stop in placed if stop.place.key == key]
        names = [
            name for name, holds in (("one", key == first), ("two", len(placed) > 1 and key == last)) if holds
        ]
        spots.append(Spot(place, labels, " ".join(names)))
    return spots
