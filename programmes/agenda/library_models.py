"""Sessions and days kept for the whole organisation, to drop into a plan. Using one copies it."""

from django.db import models
from django.utils import timezone

from programmes.agenda.models import ItemKind
from programmes.scope import InOrganisation


class KeptSession(InOrganisation):
    """A session in the organisation's library."""

    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=ItemKind, default=ItemKind.OTHER)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    purpose = models.TextField(max_length=2000, blank=True)
    materials = models.TextField(max_length=2000, blank=True)
    facilitator_notes = models.TextField(max_length=4000, blank=True)
    # Its parts in order, each a dict as in DayTemplate.plan.
    parts = models.JSONField(default=list, blank=True)
    # Put away: not offered any more, and still there to be brought back.
    put_away_at = models.DateTimeField(null=True, blank=True)
    kept_by = models.ForeignKey("programmes.User", models.SET_NULL, null=True, related_name="+")
    kept_at = models.DateTimeField(default=timezone.now)

    class Meta(InOrganisation.Meta):
        ordering = ["title"]

    def __str__(self):
        return self.title


class DayTemplate(InOrganisation):
    """A whole day's plan that nobody can spoil: it is never edited, only used, renamed or put away.

    `plan` is a list of sessions in order, each a dict as programmes.agenda.lines writes it: AgendaItem's own
    words and times, with `part` and `alongside` as true or false. No people, no teams.
    """

    name = models.CharField(max_length=120)
    about = models.CharField(max_length=300, blank=True)
    start_wall = models.TimeField(null=True, blank=True)
    end_wall = models.TimeField(null=True, blank=True)
    plan = models.JSONField(default=list)
    put_away_at = models.DateTimeField(null=True, blank=True)
    kept_by = models.ForeignKey("programmes.User", models.SET_NULL, null=True, related_name="+")
    kept_at = models.DateTimeField(default=timezone.now)

    class Meta(InOrganisation.Meta):
        ordering = ["name"]

    def __str__(self):
        return self.name
