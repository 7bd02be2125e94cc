"""People who put down a dot."""

from datetime import timedelta

from django.utils import timezone

from mindsets.models import Entry, Mindset, Reflection
from tests.factories import make_member


def stand(worksheet, member, place, *, mindset="grey", count_me=True):
    """This member's place for one mindset."""
    reflection, _made = Reflection.objects.get_or_create(
        programme=worksheet.programme,
        worksheet=worksheet,
        membership=member,
        defaults={"count_me": count_me},
    )
    return Entry.objects.create(
        programme=worksheet.programme,
        reflection=reflection,
        membership=member,
        mindset=Mindset.objects.get(
            organisation=worksheet.programme.organisation, version=worksheet.version, key=mindset
        ),
        place=place,
    )


def everybody(worksheet, places, *, parts=(), start=0, mindset="grey"):
    """One new member a place; returns them."""
    members = [
        make_member(worksheet.programme, f"Person {number}", parts=list(parts))
        for number in range(start, start + len(places))
    ]
    for member, place in zip(members, places, strict=True):
        stand(worksheet, member, place, mindset=mindset)
    return members


def close(day, hours=30):
    day.closed_at = timezone.now() - timedelta(hours=hours)
    day.save()
