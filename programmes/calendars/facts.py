"""What calendars show of a day. Only a change to one of these is worth telling them."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation


def facts_of(day):
    """What calendars are told of a day, ready for JSON; None while there is nothing to put into one.

    A day is told once it is published and its date is known.
    """
    if not (day.is_published and day.date):
        return None
    # One language for everybody, whoever saves the day: else each save would be a change.
    with translation.override(settings.LANGUAGE_CODE):
        label = str(day.label)
    return {
        "title": f"{day.programme.name}: {label}",
        "date": day.date.isoformat(),
        "starts_at": day.starts_at.isoformat() if day.starts_at else None,
        "ends_at": day.ends_at.isoformat() if day.starts_at and day.ends_at else None,
        "zone": day.zone,
        "place": ", ".join(filter(None, [day.venue, day.room])),
        "directions": day.directions,
        "online_link": day.online_link,
        "online_note": day.online_note,
        "path": reverse("programmes:day", args=[day.programme.slug, day.ref]),
    }
