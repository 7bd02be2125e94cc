"""My path: everything that one person wrote, for that person alone."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from mindsets.models import Entry, Mindset, Place, Sharing
from mindsets.reflections.queries import label_of


@dataclass(frozen=True)
class PathStop:
    """What I put down for one mindset on one day."""

    entry: Entry
    label: str
    place: Place | None
    words: str
    seen_by: str
    is_shared: bool
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
        mindset, framework = entry.mindset, entry.reflection.worksheet.version.framework
        in_order = (not framework.uses_places, framework.name, mindset.position)
        row = rows.setdefault((framework.pk, mindset.key), (in_order, mindset, []))
        row[2].append(_stop(entry, places.get(mindset.version_id, {})))
    return [
        PathRow(mindset, stops, _spots(stops, places.get(mindset.version_id, {})))
        for _order, mindset, stops in sorted(rows.values(), key=lambda row: row[0])
    ]


def _stop(entry, places):
    worksheet = entry.reflection.worksheet
    return PathStop(
        entry=entry,
        label=label_of(worksheet),
        place=places.get(entry.place),
        words=entry.words,
        seen_by=_seen_by(entry),
        is_shared=entry.sharing != Sharing.ME,
        worksheet_ref=worksheet.ref,
    )


def _seen_by(entry):
    """Who can see it, in one sentence."""
    if entry.sharing == Sharing.QUOTE and entry.quote_with_name:
        return _("Anyone may quote this, with your name.")
    return {
        Sharing.ME: _("Only you can see this."),
        Sharing.TEAM: _("Your team can see this."),
        Sharing.FACILITATORS: _("The people running the days can see this."),
        Sharing.QUOTE: _("Anyone may quote this, without your name."),
    }[entry.sharing]


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
