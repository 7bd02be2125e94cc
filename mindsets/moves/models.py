"""Moments and the moves that somebody could make in them. Moves are labelled, never people.

There is no right answer: which way the people who wrote a move had in mind is for them alone.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from copro.crypto import SealedText
from programmes.scope import InOrganisation, InProgramme


class MomentState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SHOWN = "shown", _("Shown to everybody")
    AWAY = "away", _("Put away")


class Moment(InOrganisation):
    """One version of a moment. Once shown its words stay; a change is a new draft with the same key."""

    organisation = models.ForeignKey("programmes.Organisation", models.CASCADE, related_name="moments")
    key = models.SlugField(max_length=40)
    number = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=120)
    story = models.TextField(max_length=1500)
    state = models.CharField(max_length=8, choices=MomentState, default=MomentState.DRAFT)

    class Meta(InOrganisation.Meta):
        constraints = [
            *InOrganisation.Meta.constraints,
            models.UniqueConstraint(fields=["organisation", "key", "number"], name="moment_version_once"),
        ]
        ordering = ["title", "-number"]

    def __str__(self):
        return self.title


class Side(models.TextChoices):
    """Which of the two ways the writers had in mind; the ways' names are a programme's choice."""

    A = "a", _("The first way")
    B = "b", _("The second way")


class Move(InOrganisation):
    """Something that somebody could do in a moment."""

    moment = models.ForeignKey(Moment, models.CASCADE, related_name="moves")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    side = models.CharField(max_length=1, choices=Side)

    class Meta(InOrganisation.Meta):
        constraints = [*InOrganisation.Meta.constraints]
        ordering = ["position"]

    def __str__(self):
        return self.text


class WayNames(InProgramme):
    """What the two ways are called in a programme; without a row they are Way A and Way B."""

    use_holly = models.BooleanField(default=False)

    class Meta(InProgramme.Meta):
        constraints = [
            *InProgramme.Meta.constraints,
            models.UniqueConstraint(fields=["programme"], name="way_names_once"),
        ]


class MoveNote(InProgramme):
    """How one member sorted the moves and what they wrote: as private as a reflection, with no staff path."""

    membership = models.ForeignKey("programmes.Membership", models.CASCADE, related_name="move_notes")
    moment = models.ForeignKey(Moment, models.PROTECT, related_name="+")
    sealed_sorted = models.BinaryField(default=bytes)
    sealed_words = models.BinaryField(default=bytes)
    version = models.PositiveIntegerField(default=1)

    sorted = SealedText("sealed_sorted")
    words = SealedText("sealed_words")

    class Meta(InProgramme.Meta):
        constraints = [
            *InProgramme.Meta.constraints,
            models.UniqueConstraint(fields=["programme", "membership", "moment"], name="one_note_a_moment"),
        ]


class TeamMove(InProgramme):
    """One move that a team will try: an action that the team sees."""

    team = models.ForeignKey("programmes.Team", models.CASCADE, related_name="moves")
    moment = models.ForeignKey(Moment, models.SET_NULL, null=True, blank=True, related_name="+")
    sealed_words = models.BinaryField(default=bytes)
    who = models.CharField(max_length=120, blank=True)
    until = models.DateField(null=True, blank=True)
    is_done = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    words = SealedText("sealed_words")

    class Meta(InProgramme.Meta):
        constraints = [*InProgramme.Meta.constraints]
        indexes = [models.Index(fields=["programme", "team"], name="moves_of_team")]
