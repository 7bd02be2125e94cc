"""Pictures publish themselves: once for each worksheet, a day or more after its day was closed."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from copro.jobs import regularly
from mindsets.models import Entry, Picture, Worksheet
from mindsets.pictures import rules
from mindsets.reflections.queries import words_of
from programmes.attendance.models import CAME
from programmes.models import Attendance, AuditEvent

WAIT = timedelta(hours=24)


@regularly(every=timedelta(hours=1))
def publish_pictures():
    """Publish every picture whose time has come; returns how many."""
    return sum(publish(worksheet) for worksheet in due())


def due(now=None):
    """Worksheets of closed days that nobody has looked at yet.

    A worksheet without a closing time counts as closed with its day: what is written later is in no picture.
    """
    now = now or timezone.now()
    found = Worksheet.objects.filter(
        day__programme=F("programme"),
        day__closed_at__lte=now - WAIT,
        version__framework__uses_places=True,
        version__published_at__isnull=False,
        pictures=None,
    )
    return found.filter(Q(closes_at=None) | Q(closes_at__lte=now)).select_related(
        "day", "programme", "version"
    )


def publish(worksheet):
    """Look at one worksheet, once and for all. False when another worker was quicker."""
    answers = answers_of(worksheet)
    counts = {
        mindset: shown
        for mindset in sorted({mindset for _who, mindset, _side, _place in answers})
        if (shown := rules.release((side, place) for _who, at, side, place in answers if at == mindset))
    }
    picture = Picture(
        programme=worksheet.programme,
        worksheet=worksheet,
        day=worksheet.day,
        version_id=worksheet.version_id,
        counts=counts,
    )
    if counts:
        picture.dots = len({who for who, *_rest in answers})
        picture.came = _came(worksheet.day)
    try:
        with transaction.atomic():
            picture.save(force_insert=True)
            AuditEvent.objects.record(
                "picture_looked_at", actor=None, programme=worksheet.programme, about=worksheet.day
            )
    except IntegrityError:
        return False
    return True


def answers_of(worksheet):
    """(who, mindset, side, place) of everybody who said yes: one question, so one instant."""
    found = Entry.objects.filter(
        programme=worksheet.programme_id,
        reflection__worksheet=worksheet,
        reflection__count_me=True,
        place__in=[place.key for place in words_of(worksheet.version).places],
    ).values_list("membership_id", "mindset__key", "membership__parts", "place")
    return [(who, mindset, rules.side_of(parts), place) for who, mindset, parts, place in found]


def _came(day):
    return Attendance.objects.filter(programme=day.programme_id, day=day, presence__in=CAME).count()
