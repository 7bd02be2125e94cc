"""Private words. There is no staff path to them: no view, export, search, log or audit event reads these rows
for anybody but their writer. No times are kept: when somebody wrote can tell who wrote.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from copro.crypto import SealedText
from programmes.scope import InProgramme


class Worksheet(InProgramme):
    """A framework's words, offered for reflection on a day (or, without a day, between days)."""

    programme = models.ForeignKey("programmes.Programme", models.CASCADE, related_name="worksheets")
    day = models.ForeignKey(
        "programmes.ProgrammeDay", models.SET_NULL, null=True, blank=True, related_name="worksheets"
    )
    agenda_item = models.ForeignKey(
        "programmes.AgendaItem", models.SET_NULL, null=True, blank=True, related_name="worksheets"
    )
    version = models.ForeignKey("mindsets.FrameworkVersion", models.PROTECT, related_name="worksheets")
    title = models.CharField(max_length=120)
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)

    class Meta(InProgramme.Meta):
        constraints = [*InProgramme.Meta.constraints]

    def __str__(self):
        return self.title


class Reflection(InProgramme):
    """One member's worksheet. `count_me` is the separate, unticked yes to the programme's picture."""

    worksheet = models.ForeignKey(Worksheet, models.CASCADE, related_name="reflections")
    membership = models.ForeignKey("programmes.Membership", models.CASCADE, related_name="reflections")
    count_me = models.BooleanField(default=False)

    class Meta(InProgramme.Meta):
        constraints = [
            *InProgramme.Meta.constraints,
            models.UniqueConstraint(
                fields=["programme", "worksheet", "membership"], name="one_reflection_each"
            ),
        ]


class Sharing(models.TextChoices):
    """Who can see an answer. Only me, until its writer says otherwise."""

    ME = "me", _("Only me")
    TEAM = "team", _("My team")
    FACILITATORS = "facilitators", _("The people running the days")
    QUOTE = "quote", _("Anyone, as a quote")


class Entry(InProgramme):
    """One mindset's answer in a reflection: a place, some words, who can see it."""

    reflection = models.ForeignKey(Reflection, models.CASCADE, related_name="entries")
    membership = models.ForeignKey("programmes.Membership", models.CASCADE, related_name="entries")
    mindset = models.ForeignKey("mindsets.Mindset", models.PROTECT, related_name="+")
    place = models.CharField(max_length=20, blank=True)
    sealed_words = models.BinaryField(default=bytes)
    sharing = models.CharField(max_length=12, choices=Sharing, default=Sharing.ME)
    quote_with_name = models.BooleanField(default=False)
    talked_instead = models.BooleanField(default=False)
    typed_by = models.CharField(max_length=120, blank=True)
    version = models.PositiveIntegerField(default=1)
    # The device's own id of its last save: a repeated request is answered again, not applied again.
    last_save = models.UUIDField(null=True, blank=True)

    words = SealedText("sealed_words")

    class Meta(InProgramme.Meta):
        constraints = [
            *InProgramme.Meta.constraints,
            models.UniqueConstraint(
                fields=["programme", "reflection", "mindset"], name="one_entry_a_mindset"
            ),
        ]
        indexes = [models.Index(fields=["programme", "membership"], name="entries_of_member")]


class SharedEntry(InProgramme):
    """A copy of an answer that its writer chose to share; deleted the moment it is unshared."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="shared")
    membership = models.ForeignKey("programmes.Membership", models.CASCADE, related_name="shared_entries")
    audience = models.CharField(max_length=12, choices=Sharing)
    with_name = models.BooleanField(default=True)
    place = models.CharField(max_length=20, blank=True)
    sealed_words = models.BinaryField(default=bytes)

    words = SealedText("sealed_words")

    class Meta(InProgramme.Meta):
        constraints = [
            *InProgramme.Meta.constraints,
            models.UniqueConstraint(fields=["programme", "entry"], name="shared_once"),
        ]
        indexes = [models.Index(fields=["programme", "audience"], name="shared_by_audience")]
