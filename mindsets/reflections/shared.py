"""Copies that people chose to share, for those they chose. The entries themselves are not read here."""

from dataclasses import dataclass

from django.db.models import Prefetch

from mindsets.models import Mindset, Place, SharedEntry, Sharing
from mindsets.reflections.queries import label_of


@dataclass(frozen=True)
class SharedRow:
    """A copy that somebody chose to share; `name` is empty for a quote without one."""

    name: str
    mindset: Mindset
    place: str
    words: str
    label: str


def _shared_rows(found):
    found = (
        found.select_related(
            "membership",
            "entry__mindset",
            "entry__reflection__worksheet__day",
            "entry__reflection__worksheet__version",
        )
        .defer("entry__sealed_words")
        .prefetch_related(
            Prefetch("entry__reflection__worksheet__version__places", Place.objects.order_by("position"))
        )
    )
    rows = []
    for shared in found:
        worksheet, is_quote = shared.entry.reflection.worksheet, shared.audience == Sharing.QUOTE
        names = {place.key: place.name for place in worksheet.version.places.all()}
        rows.append(
            SharedRow(
                name=shared.membership.says if shared.with_name else "",
                mindset=shared.entry.mindset,
                place="" if is_quote else names.get(shared.place, ""),
                words=shared.words,
                label="" if is_quote else label_of(worksheet),
            )
        )
    # By mindset and then by words: an order that tells nothing about who wrote when.
    return sorted(rows, key=lambda row: (row.mindset.position, row.name, row.words))


def shared_with_team(team):
    """What people who are in this team now have shared with it."""
    return _shared_rows(
        SharedEntry.objects.filter(
            programme=team.programme_id,
            audience=Sharing.TEAM,
            membership__team=team,
            membership__left_on__isnull=True,
        )
    )


def shared_with_facilitators(programme):
    return _shared_rows(SharedEntry.objects.filter(programme=programme, audience=Sharing.FACILITATORS))


def quotes(programme):
    return _shared_rows(SharedEntry.objects.filter(programme=programme, audience=Sharing.QUOTE))
