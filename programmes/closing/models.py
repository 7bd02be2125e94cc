"""After a day: who could do with a call."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.scope import InProgramme


class CallState(models.TextChoices):
    TO_DO = "to_do", _("To do")
    SPOKE = "spoke", _("We spoke")
    LEFT_WORD = "left_word", _("Left a message")
    LET_BE = "let_be", _("Let be")


class FriendCall(InProgramme):
    """Somebody we heard nothing from, and who will phone them. No notes: they would fill with health."""

    day = models.ForeignKey("programmes.ProgrammeDay", models.CASCADE, related_name="friend_calls")
    membership = models.ForeignKey("programmes.Membership", models.CASCADE, related_name="friend_calls")
    who = models.ForeignKey(
        "programmes.Membership", models.SET_NULL, null=True, blank=True, related_name="calls_to_make"
    )
    state = models.CharField(max_length=10, choices=CallState, default=CallState.TO_DO)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta(InProgramme.Meta):
        constraints = [
            *InProgramme.Meta.constraints,
            models.UniqueConstraint(fields=["programme", "day", "membership"], name="one_call_a_day"),
        ]
