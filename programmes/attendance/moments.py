"""When a tap was made, as a device without a network tells it later."""

from datetime import UTC, timedelta

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime

# A device that says longer ago than this has lost its clock.
LONGEST = timedelta(days=14)


def moment_of_tap(text):
    """The moment, never in the future; None where the device said nothing that can be believed."""
    try:
        moment = parse_datetime(text.strip())
    except ValueError:
        return None
    if moment is None or timezone.is_naive(moment):
        return None
    try:
        moment = moment.astimezone(UTC)
    except OverflowError:
        return None
    now = timezone.now()
    return min(moment, now) if now - moment <= LONGEST else None


class MomentOfTap(forms.CharField):
    """Sent with a tap that waited on a device. Where it makes no sense, it counts as made now."""

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)

    def clean(self, value):
        return moment_of_tap(str(value or "")[:40])
