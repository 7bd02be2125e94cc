"""What changed without a save of its own, such as the order of days, reaches calendars within the hour."""

from datetime import timedelta

from copro.jobs import regularly
from programmes.calendars.actions import tell
from programmes.calendars.facts import facts_of
from programmes.models import CalendarEntry, ProgrammeDay


@regularly(every=timedelta(hours=1))
def tell_what_moved():
    """Days whose facts are not what calendars were told. Returns how many there were."""
    told = {
        day: None if is_cancelled else facts
        for day, facts, is_cancelled in CalendarEntry.objects.filter(day__isnull=False).values_list(
            "day_id", "facts", "is_cancelled"
        )
    }
    published = ProgrammeDay.objects.filter(published_at__isnull=False).select_related("programme")
    return sum(tell(day) for day in published.iterator() if told.get(day.pk) != facts_of(day))
