"""What the organisation's pages show."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Min, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from programmes.models import Membership, ProgrammeDay


@dataclass(frozen=True)
class ProgrammeRow:
    slug: str
    name: str
    place: str
    state: str
    days: int
    people: int
    next_date: date | None


@dataclass(frozen=True)
class AdminRow:
    key: str
    name: str
    email: str
    is_me: bool
    has_signed_in: bool


def programme_rows(organisation):
    """The organisation's programmes with their days and people, in one query."""
    days = ProgrammeDay.objects.filter(programme=OuterRef("pk")).order_by().values("programme")
    people = Membership.objects.current().filter(programme=OuterRef("pk")).order_by().values("programme")
    found = organisation.programmes.annotate(
        day_count=Coalesce(Subquery(days.annotate(n=Count("pk")).values("n")), 0),
        people_count=Coalesce(Subquery(people.annotate(n=Count("pk")).values("n")), 0),
        next_date=Subquery(
            days.filter(date__gte=timezone.localdate()).annotate(next=Min("date")).values("next")
        ),
    ).order_by(F("next_date").asc(nulls_last=True), "-created_at", "pk")
    return [
        ProgrammeRow(
            programme.slug,
            programme.name,
            programme.place,
            programme.state,
            programme.day_count,
            programme.people_count,
            programme.next_date,
        )
        for programme in found
    ]


def admin_rows(organisation, me):
    places = organisation.admins.select_related("person").order_by("person__name", "pk")
    return [
        AdminRow(
            str(place.pk),
            place.person.name,
            place.person.email or "",
            place.person_id == me.pk,
            place.person.last_login is not None,
        )
        for place in places
    ]
