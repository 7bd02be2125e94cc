"""A day as it really goes, beside the plan."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.audit.models import AppendOnly
from programmes.scope import InProgramme


class DayRun(InProgramme):
    """One day that was started. `version` rises with every step, so that screens know what they have seen."""

    day = models.ForeignKey("programmes.ProgrammeDay", models.CASCADE, related_name="runs")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    # The number of the published plan that it follows.
    plan_number = models.PositiveSmallIntegerField(default=0)

    class Meta(InProgramme.Meta):
        constraints = [
            *InProgramme.Meta.constraints,
            models.UniqueConstraint(fields=["programme", "day"], name="one_run_a_day"),
        ]


class RunState(models.TextChoices):
    TO_COME = "to_come", _("To come")
    ON = "on", _("On now")
    DONE = "done", _("Done")
    SKIPPED = "skipped", _("Left out")


class SessionRun(InProgramme):
    """One session as it goes: what was planned when the day started, and what happened.

    `position` orders the run; sessions side by side share a `slot` and go together. `minutes` is what was
    planned, `extra_minutes` what was given on top.
    """

    run = models.ForeignKey(DayRun, models.CASCADE, related_name="sessions")
    item = models.ForeignKey("programmes.AgendaItem", models.CASCADE, related_name="runs")
    position = models.PositiveSmallIntegerField()
    slot = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=RunState, default=RunState.TO_COME)
    planned_start = models.DateTimeField(null=True, blank=True)
    planned_end = models.DateTimeField(null=True, blank=True)
    # Booked for its planned start: it is never pulled earlier.
    is_pinned = models.BooleanField(default=False)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    extra_minutes = models.SmallIntegerField(default=0)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(InProgramme.Meta):
        constraints = [
            *InProgramme.Meta.constraints,
            models.UniqueConstraint(fields=["programme", "run", "item"], name="one_run_a_session"),
        ]
        ordering = ["position"]


class Step(models.TextChoices):
    START = "start", _("The day started")
    NEXT = "next", _("Went on")
    MORE = "more", _("More minutes")
    FINISH = "finish", _("Finished now")
    SKIP = "skip", _("Left out")
    BACK = "back", _("Put back")
    MOVE = "move", _("Moved")
    END = "end", _("The day ended")
    UNDO = "undo", _("Undone")


class RunStep(InProgramme):
    """What a facilitator did while the day ran, and how it was before, so that it can be undone."""

    run = models.ForeignKey(DayRun, models.CASCADE, related_name="steps")
    # The run's version that this step made: steps are undone from the highest.
    number = models.PositiveIntegerField()
    # Made by the page, so that a double tap is one step.
    client_id = models.UUIDField()
    what = models.CharField(max_length=8, choices=Step)
    item = models.ForeignKey("programmes.AgendaItem", models.SET_NULL, null=True, related_name="+")
    before = models.JSONField(default=dict)
    undoes = models.ForeignKey("self", models.SET_NULL, null=True, related_name="undone_by")
    by = models.ForeignKey("programmes.User", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta(InProgramme.Meta):
        constraints = [
            *InProgramme.Meta.constraints,
            models.UniqueConstraint(fields=["programme", "client_id"], name="one_step_a_tap"),
            models.UniqueConstraint(fields=["programme", "run", "number"], name="one_step_a_number"),
        ]

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise AppendOnly
        super().save(*args, **kwargs)
