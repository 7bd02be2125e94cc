"""How people are thanked for their time. Private: no rates, no bank details, never shown to team-mates."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.audit.models import AppendOnly
from programmes.scope import InProgramme


class Recognition(models.TextChoices):
    PAYMENT = "payment", _("I would like payment")
    EXPENSES = "expenses", _("Only what it costs me")
    DECLINES = "declines", _("Neither, thank you")
    UNDECIDED = "undecided", _("I have not decided")


class RecognitionChoice(InProgramme):
    """What one person would like. It can be changed at any time; no row means not asked."""

    membership = models.ForeignKey(
        "programmes.Membership", models.CASCADE, related_name="recognition_choices"
    )
    choice = models.CharField(max_length=10, choices=Recognition)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey("programmes.User", models.SET_NULL, null=True, related_name="+")

    class Meta(InProgramme.Meta):
        constraints = [
            *InProgramme.Meta.constraints,
            models.UniqueConstraint(fields=["programme", "membership"], name="one_recognition_choice"),
        ]


class Portion(models.TextChoices):
    WHOLE = "whole", _("Whole day")
    HALF = "half", _("Half day")
    NONE = "none", _("Travel only")


class ThanksState(models.TextChoices):
    OFFERED = "offered", _("Offered")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    PAID = "paid", _("Paid")


class ThankYou(InProgramme):
    """What one person is owed for one day: how much of the day, and whether they had to travel."""

    day = models.ForeignKey("programmes.ProgrammeDay", models.CASCADE, related_name="thank_yous")
    membership = models.ForeignKey("programmes.Membership", models.CASCADE, related_name="thank_yous")
    portion = models.CharField(max_length=6, choices=Portion, default=Portion.WHOLE)
    travel = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=ThanksState, default=ThanksState.OFFERED)
    version = models.PositiveIntegerField(default=1)

    class Meta(InProgramme.Meta):
        constraints = [
            *InProgramme.Meta.constraints,
            models.UniqueConstraint(fields=["programme", "day", "membership"], name="one_thank_you_a_day"),
        ]


class ThankYouChange(InProgramme):
    """One step of a thank-you: what it was, what it became, who did it and when."""

    thank_you = models.ForeignKey(ThankYou, models.CASCADE, related_name="changes")
    old = models.JSONField(default=dict)
    new = models.JSONField(default=dict)
    by = models.ForeignKey("programmes.User", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta(InProgramme.Meta):
        indexes = [models.Index(fields=["programme", "thank_you", "at"], name="changes_of_thank_you")]

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise AppendOnly
        super().save(*args, **kwargs)
