"""Two places that turned out to be one person's."""

from django.db import models
from django.utils import timezone

from programmes.scope import InProgramme


class Merge(InProgramme):
    """A place that was joined to another, with all that is needed to take them apart again.

    `moved` lists what went over, by table and key, and what stood in the way with its old values.
    """

    kept = models.ForeignKey("programmes.Membership", models.CASCADE, related_name="merges")
    joined = models.ForeignKey("programmes.Membership", models.CASCADE, related_name="merged_into")
    moved = models.JSONField(default=dict)
    by = models.ForeignKey("programmes.User", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta(InProgramme.Meta):
        constraints = [
            *InProgramme.Meta.constraints,
            models.UniqueConstraint(
                fields=["programme", "joined"],
                condition=models.Q(undone_at__isnull=True),
                name="joined_to_one",
            ),
        ]
