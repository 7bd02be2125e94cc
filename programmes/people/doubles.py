"""Places that may be one person's: the same name twice."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q

from programmes.models import Membership, Merge


@dataclass(frozen=True)
class Twin:
    """One of two places, with what tells them apart."""

    membership: Membership
    team: str
    days: int
    has_email: bool
    has_come_in: bool


@dataclass(frozen=True)
class Pair:
    """`kept` is the one that knows more: an own email, having come in, more days."""

    kept: Twin
    joined: Twin


def _twins(programme, **wanted):
    rows = (
        Membership.objects.current()
        .filter(programme=programme, **wanted)
        .select_related("team", "person")
        .annotate(
            days=Count(
                "attendances", filter=Q(attendances__programme=programme, attendances__presence__isnull=False)
            )
        )
        .order_by("sort_name", "joined_on", "pk")
    )
    return [
        Twin(
            row,
            row.team.name if row.team else "",
            row.days,
            bool(row.person.email),
            row.person.last_login is not None,
        )
        for row in rows
    ]


def twin_of(membership):
    return next(iter(_twins(membership.programme_id, pk=membership.pk)), None)


def likely_pairs(programme):
    """Pairs of one name, in two queries; a name that is there three times gives two pairs."""
    names = (
        Membership.objects.current()
        .filter(programme=programme)
        .values("sort_name")
        .annotate(times=Count("pk"))
        .filter(times__gt=1)
        .order_by()
        .values_list("sort_name", flat=True)
    )
    same = defaultdict(list)
    for twin in _twins(programme, sort_name__in=list(names)):
        same[twin.membership.sort_name].append(twin)
    pairs = []
    for twins in same.values():
        best, *others = sorted(twins, key=_knows, reverse=True)
        pairs += [Pair(best, other) for other in others]
    return pairs


def _knows(twin):
    return twin.membership.runs_days, twin.has_email, twin.has_come_in, twin.days


def merges_of(programme):
    """What was joined and can be taken apart, newest first."""
    return list(
        Merge.objects.filter(programme=programme, undone_at=None)
        .select_related("kept", "joined", "by")
        .order_by("-at")[:100]
    )
