"""Days as calendars know them (RFC 5545): one entry a day, kept when the day goes."""

from django.db import models
from django.utils import timezone

from programmes.scope import InProgramme


class CalendarEntry(InProgramme):
    """What calendars were told of one published day.

    `uid` never changes and `sequence` only rises, so that a calendar replaces what it has; a day that was
    taken out stays here as cancelled. `facts` holds what was told (programmes.calendars.facts).
    """

    programme = models.ForeignKey("programmes.Programme", models.CASCADE, related_name="calendar_entries")
    day = models.ForeignKey(
        "programmes.ProgrammeDay", models.SET_NULL, null=True, blank=True, related_name="calendar_entries"
    )
    uid = models.CharField(max_length=80)
    sequence = models.PositiveIntegerField(default=0)
    facts = models.JSONField(default=dict)
    is_cancelled = models.BooleanField(default=False)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta(InProgramme.Meta):
        constraints = [
            *InProgramme.Meta.constraints,
            models.UniqueConstraint(fields=["programme", "uid"], name="one_entry_a_uid"),
            models.UniqueConstraint(
                fields=["programme", "day"], condition=models.Q(day__isnull=False), name="one_entry_a_day"
            ),
        ]


class CalendarFeed(InProgramme):
    """A private address that a person's calendar asks for their days. It opens nothing else."""

    membership = models.ForeignKey("programmes.Membership", models.CASCADE, related_name="calendar_feeds")
    token_hash = models.CharField(max_length=64, db_index=True)
    made_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)

    FOUND_WITHOUT_OWNER = "asked for by a calendar that is not signed in"

    class Meta(InProgramme.Meta):
        constraints = [
            *InProgramme.Meta.constraints,
            models.UniqueConstraint(
                fields=["programme", "membership"],
                condition=models.Q(revoked_at__isnull=True),
                name="one_live_feed",
            ),
        ]
