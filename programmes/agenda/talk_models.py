"""What people say about a plan: facilitators about the draft, anybody about a published day."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.scope import InProgramme


class DraftComment(InProgramme):
    """A facilitator's word to the others about a day's draft, or about one session of it."""

    day = models.ForeignKey("programmes.ProgrammeDay", models.CASCADE, related_name="comments")
    item = models.ForeignKey(
        "programmes.AgendaItem", models.CASCADE, null=True, blank=True, related_name="comments"
    )
    words = models.TextField(max_length=1000)
    by = models.ForeignKey("programmes.Membership", models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey("programmes.Membership", models.SET_NULL, null=True, related_name="+")

    class Meta(InProgramme.Meta):
        indexes = [models.Index(fields=["programme", "day", "at"], name="comments_of_day")]
        ordering = ["at"]


class SuggestionState(models.TextChoices):
    OPEN = "open", _("Not answered yet")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Not this time")
    TAKEN_BACK = "taken_back", _("Taken back")


class Suggestion(InProgramme):
    """A change that somebody would like to a published day; everybody sees it and what came of it."""

    day = models.ForeignKey("programmes.ProgrammeDay", models.CASCADE, related_name="suggestions")
    item = models.ForeignKey(
        "programmes.AgendaItem", models.SET_NULL, null=True, blank=True, related_name="suggestions"
    )
    words = models.TextField(max_length=1000)
    by = models.ForeignKey("programmes.Membership", models.CASCADE, related_name="suggestions")
    shows_name = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=SuggestionState, default=SuggestionState.OPEN)
    reason = models.TextField(max_length=1000, blank=True)
    answered_by = models.ForeignKey("programmes.Membership", models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta(InProgramme.Meta):
        indexes = [models.Index(fields=["programme", "day", "-at"], name="suggestions_of_day")]
        ordering = ["-at"]
        constraints = [
            *InProgramme.Meta.constraints,
            models.CheckConstraint(
                condition=~models.Q(state="declined") | ~models.Q(reason=""),
                name="a_no_has_a_reason",
            ),
        ]
