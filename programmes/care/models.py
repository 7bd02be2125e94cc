"""What each person needs on a day, as jobs with a name and a tick; and who else is in the building."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from copro.crypto import SealedText
from programmes.scope import InProgramme


class AccessJob(InProgramme):
    """One thing to get ready for a day because it helps somebody take part; for those who run the days.

    `membership` is null for a job that is for everybody. It goes when the access need that it came from goes.
    """

    day = models.ForeignKey("programmes.ProgrammeDay", models.CASCADE, related_name="access_jobs")
    membership = models.ForeignKey(
        "programmes.Membership", models.CASCADE, null=True, blank=True, related_name="access_jobs"
    )
    # One of Help, or what else somebody told us (care.ready): never words.
    help = models.CharField(max_length=20, blank=True)
    sealed_words = models.BinaryField(default=bytes)
    done_by = models.ForeignKey(
        "programmes.Membership", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    who = models.ForeignKey(
        "programmes.Membership", models.SET_NULL, null=True, blank=True, related_name="jobs"
    )
    done_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    words = SealedText("sealed_words")

    class Meta(InProgramme.Meta):
        constraints = [
            *InProgramme.Meta.constraints,
            models.UniqueConstraint(
                fields=["programme", "day", "membership", "help"],
                condition=models.Q(membership__isnull=False) & ~models.Q(help=""),
                name="one_job_a_help",
            ),
        ]


class VisitorKind(models.TextChoices):
    SUPPORTER = "supporter", _("Supporter or carer")
    INTERPRETER = "interpreter", _("Interpreter")
    SPEAKER = "speaker", _("Speaker")
    OBSERVER = "observer", _("Observer")
    OTHER = "other", _("Somebody else")


class Visitor(InProgramme):
    """Somebody in the building who does not take part: on the fire list, in no figure of participation.

    Named or only counted. Names go after the day; how many came of each kind stays.
    """

    day = models.ForeignKey("programmes.ProgrammeDay", models.CASCADE, related_name="visitors")
    kind = models.CharField(max_length=12, choices=VisitorKind, default=VisitorKind.SUPPORTER)
    name = models.CharField(max_length=120, blank=True)
    how_many = models.PositiveSmallIntegerField(default=1)
    comes_with = models.ForeignKey(
        "programmes.Membership", models.SET_NULL, null=True, blank=True, related_name="visitors"
    )
    help_to_leave = models.BooleanField(default=False)
    arrived_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    # Made by the form, so that sending it twice adds them once.
    client_id = models.UUIDField(default=uuid.uuid4)

    class Meta(InProgramme.Meta):
        constraints = [
            *InProgramme.Meta.constraints,
            models.UniqueConstraint(fields=["programme", "client_id"], name="one_visitor_a_form"),
        ]
        indexes = [models.Index(fields=["programme", "day"], name="visitors_of_day")]
