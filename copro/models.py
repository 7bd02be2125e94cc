"""The site's own tables; nothing here knows what a programme is."""

from django.db import models
from django.db.models import F

from copro.keys import Keyed


class TriesQuerySet(models.QuerySet):
    def add_failure(self, name, subject, minute):
        """One more failure of this subject in this minute."""
        row, made = self.get_or_create(name=name, subject=subject, minute=minute, defaults={"failures": 1})
        if not made:
            self.filter(pk=row.pk).update(failures=F("failures") + 1)


class Tries(Keyed):
    """Failed tries of one subject in one minute."""

    name = models.CharField(max_length=40)
    subject = models.CharField(max_length=40)
    minute = models.DateTimeField()
    failures = models.PositiveIntegerField()

    objects = TriesQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "subject", "minute"], name="tries_once_a_minute")
        ]
