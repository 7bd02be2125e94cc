"""What a team wrote at a mindset: its own, until it shows a note to everybody."""

from django.db import models

from copro.crypto import SealedText
from programmes.scope import InProgramme


class TeamNote(InProgramme):
    """What a mindset means for a team's area. `written_by` is for the team's history and is never shown."""

    team = models.ForeignKey("programmes.Team", models.CASCADE, related_name="mindset_notes")
    # The key, not the row: a note stays at its mindset when the words of the mindset are changed.
    mindset_key = models.SlugField(max_length=40)
    sealed_words = models.BinaryField(default=bytes)
    is_open = models.BooleanField(default=False)
    written_by = models.ForeignKey(
        "programmes.Membership", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    words = SealedText("sealed_words")

    class Meta(InProgramme.Meta):
        constraints = [*InProgramme.Meta.constraints]
        indexes = [models.Index(fields=["programme", "mindset_key"], name="team_notes_of_mindset")]
