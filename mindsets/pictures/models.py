"""Published pictures: counts that were frozen once, and nothing that leads back to a person."""

from django.db import models
from django.utils import timezone

from programmes.scope import InProgramme


class PictureIsFixed(Exception):
    """A picture is published once: no later answer, change of mind or erasure draws it again."""


class PictureQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise PictureIsFixed


class Picture(InProgramme):
    """What a worksheet's reflections looked like together, at one time.

    There is a row for every worksheet that was looked at, also where nothing could be shown. Without it the
    job would look again tomorrow, and a picture that opens then would say what one more person changed.
    """

    programme = models.ForeignKey("programmes.Programme", models.CASCADE, related_name="mindset_pictures")
    worksheet = models.ForeignKey("mindsets.Worksheet", models.CASCADE, related_name="pictures")
    day = models.ForeignKey("programmes.ProgrammeDay", models.CASCADE, related_name="mindset_pictures")
    version = models.ForeignKey("mindsets.FrameworkVersion", models.PROTECT, related_name="+")
    # {mindset key: {"whole" | "lived" | "staff": {place key: how many}}}; folded mindsets are left out.
    counts = models.JSONField(default=dict)
    # How many put down a dot, and how many came that day; nothing where every mindset is folded.
    dots = models.PositiveIntegerField(null=True, blank=True)
    came = models.PositiveIntegerField(null=True, blank=True)
    published_at = models.DateTimeField(default=timezone.now)

    objects = PictureQuerySet.as_manager()

    class Meta(InProgramme.Meta):
        constraints = [
            *InProgramme.Meta.constraints,
            models.UniqueConstraint(fields=["programme", "worksheet"], name="one_picture_a_worksheet"),
        ]

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise PictureIsFixed
        super().save(*args, **kwargs)
